/* privilege - groups first, then group, then user, and a look that the way back is shut. */
#include "sys/privilege.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/fault.h"

int privilege_find(const char *name, uid_t *ret_uid, gid_t *ret_gid)
{
	const struct passwd *user = getpwnam(name);

	if (user == NULL || user->pw_uid == 0)
		return FAULT_SYSTEM;
	*ret_uid = user->pw_uid;
	*ret_gid = user->pw_gid;
	return 0;
}

int privilege_drop(uid_t uid, gid_t gid, struct buffer *errors)
{
	const struct passwd *user = getpwuid(uid);

	if (user == NULL) {
		buffer_format(errors, "user %ld has no name on this machine\n", (long)uid);
		return FAULT_SYSTEM;
	}
	if (initgroups(user->pw_name, gid) != 0 || setresgid(gid, gid, gid) != 0 || setresuid(uid, uid, uid) != 0) {
		buffer_format(errors, "cannot become user %ld: %s\n", (long)uid, strerror(errno));
		return FAULT_SYSTEM;
	}
	must(setuid(0) != 0);
	prctl(PR_SET_DUMPABLE, 1);      /* as if started by that user: a core file, a look with gdb */
	return 0;
}
