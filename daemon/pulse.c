/* pulse - an eventfd and two numbers in shared memory. */
#include "pulse.h"

#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/day.h"
#include "base/fault.h"

void pulse_begin(struct pulse *pulse, int64_t monotonic)
{
	pulse->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pulse->seen = mmap(NULL, sizeof *pulse->seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(pulse->bell >= 0 && pulse->seen != MAP_FAILED);
	*pulse->seen = (struct pulse_seen){ INSTANT_NONE, monotonic };
}

/* A full counter has rung already. */
void pulse_ring(const struct pulse *pulse)
{
	const uint64_t once = 1;

	if (write(pulse->bell, &once, sizeof once) != (ssize_t)sizeof once)
		return;
}

void pulse_tell(const struct pulse *pulse, int64_t due, int64_t monotonic)
{
	__atomic_store_n(&pulse->seen->due, due, __ATOMIC_RELAXED);
	__atomic_store_n(&pulse->seen->looked, monotonic, __ATOMIC_RELAXED);
}

int64_t pulse_lag(const struct pulse *pulse, int64_t now, int64_t monotonic)
{
	int64_t due = __atomic_load_n(&pulse->seen->due, __ATOMIC_RELAXED),
		silent = monotonic - __atomic_load_n(&pulse->seen->looked, __ATOMIC_RELAXED),
		late = due == INSTANT_NONE || due >= now ? 0 : now - due;

	if (silent > PULSE_PATIENCE && silent > late)
		late = silent;
	return late / 1000000;
}
