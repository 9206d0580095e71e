/* probe - faults on purpose, in a build for tests alone. */
#include "probe.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

static bool in_clerk;

static void kill_there(enum engine_point point, int backend)
{
	static const char *const points[] = { [BEFORE_COMMIT] = "before_commit", [AFTER_COMMIT] = "after_commit" };
	const char *path = getenv("TILSYN_FAULT");
	char text[64] = "", where[32], whom[32];
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (read(fd, text, sizeof text - 1) <= 0)
		text[0] = '\0';
	close(fd);
	if (sscanf(text, "%31s %31s", where, whom) != 2 || strcmp(where, points[point]) != 0
	    || (strcmp(whom, "clerk") == 0) != in_clerk || unlink(path) != 0)
		return;
	log_warning("killing %s %s", whom, where);
	kill(in_clerk || strcmp(whom, "door") == 0 ? getpid() : strcmp(whom, "supervisor") == 0 ? getppid() : backend, SIGKILL);
}

engine_probe *probe_from_environment(bool of_clerk)
{
	in_clerk = of_clerk;
	return getenv("TILSYN_FAULT") == NULL ? NULL : kill_there;
}
