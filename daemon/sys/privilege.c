/* privilege - groups first, then group, then user, and a look that the way back is shut. */
#include "sys/privilege.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/fault.h"

#ifdef TEST_CLOCK
#include <linux/capability.h>
#include <sys/syscall.h>

#define READ_ANY (1u << CAP_DAC_OVERRIDE | 1u << CAP_DAC_READ_SEARCH)

/* The C library has no word for these two. */
static int capabilities_get(struct __user_cap_data_struct ret_sets[_LINUX_CAPABILITY_U32S_3])
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };

	return (int)syscall(SYS_capget, &header, ret_sets);
}

static int capabilities_set(const struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3])
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };

	return (int)syscall(SYS_capset, &header, sets);
}

/* Set aside, not in use; programs started from here get none of it. */
static void keep_reading(void)
{
	struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];

	must(capabilities_get(sets) == 0);
	sets[0].permitted &= READ_ANY;
	sets[0].effective = sets[0].inheritable = 0;
	sets[1] = (struct __user_cap_data_struct){ 0 };
	must(capabilities_set(sets) == 0);
}

int privilege_open(const char *path, int flags)
{
	struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];
	int fd = open(path, flags), error = errno;

	if (fd >= 0 || error != EACCES || capabilities_get(sets) != 0 || sets[0].permitted == 0)
		return fd;
	sets[0].effective = sets[0].permitted;
	must(capabilities_set(sets) == 0);
	fd = open(path, flags);
	sets[0].effective = 0;
	must(capabilities_set(sets) == 0);
	return fd;
}
#endif

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
#ifdef TEST_CLOCK
	prctl(PR_SET_KEEPCAPS, 1);
#endif
	if (initgroups(user->pw_name, gid) != 0 || setresgid(gid, gid, gid) != 0 || setresuid(uid, uid, uid) != 0) {
		buffer_format(errors, "cannot become user %ld: %s\n", (long)uid, strerror(errno));
		return FAULT_SYSTEM;
	}
#ifdef TEST_CLOCK
	keep_reading();
#endif
	must(setuid(0) != 0);
	prctl(PR_SET_DUMPABLE, 1);      /* as if started by that user: a core file, a look with gdb */
	return 0;
}
