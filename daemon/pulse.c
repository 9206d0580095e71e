/* pulse - an eventfd and a number in shared memory. */
#include "pulse.h"

#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/day.h"
#include "base/fault.h"

void pulse_begin(struct pulse *pulse)
{
	pulse->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pulse->due = mmap(NULL, sizeof *pulse->due, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(pulse->bell >= 0 && pulse->due != MAP_FAILED);
	*pulse->due = INSTANT_NONE;
}

/* A full counter has rung already. */
void pulse_ring(const struct pulse *pulse)
{
	const uint64_t once = 1;

	if (write(pulse->bell, &once, sizeof once) != (ssize_t)sizeof once)
		return;
}

void pulse_tell(const struct pulse *pulse, int64_t due)
{
	__atomic_store_n(pulse->due, due, __ATOMIC_RELAXED);
}

int64_t pulse_lag(const struct pulse *pulse, int64_t now)
{
	int64_t due = __atomic_load_n(pulse->due, __ATOMIC_RELAXED);

	return due == INSTANT_NONE || due >= now ? 0 : (now - due) / 1000000;
}
