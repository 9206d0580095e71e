/* toil - what is put comes back on the loop, in order; too much is refused; stopping is clean. */
#include "unit.h"

#include <poll.h>
#include <pthread.h>
#include <semaphore.h>

#include "auth/toil.h"
#include "proto/refusal.h"

struct request {
	int number;
	bool worked;
	pthread_t worker;
};

static struct request requests[8];
static int finished[8], finished_count;
static sem_t begun, go_on;

static void work(struct request *request)
{
	request->worked = true;
	request->worker = pthread_self();
}

static void work_until_told(struct request *request)
{
	sem_post(&begun);
	sem_wait(&go_on);
	work(request);
}

static void done(struct request *request)
{
	finished[finished_count++] = request->number;
}

static void finish(int count)
{
	struct pollfd wake = { .fd = toil_fd(), .events = POLLIN };

	while (finished_count < count) {
		assert_int_equal(poll(&wake, 1, 10000), 1);
		toil_finish();
	}
}

static int start(void **unused __attribute__((unused)))
{
	memset(requests, 0, sizeof requests);
	for (int i = 0; i < 8; i++)
		requests[i].number = i;
	finished_count = 0;
	sem_init(&begun, 0, 0);
	sem_init(&go_on, 0, 0);
	return toil_start(3);
}

static int stop(void **unused __attribute__((unused)))
{
	toil_stop();
	return 0;
}

TEST(work_is_done_elsewhere_and_told_here_in_order)
{
	assert_int_equal(toil_put(work, &requests[0], done), 0);
	assert_int_equal(toil_put(work, &requests[1], done), 0);
	finish(2);
	assert_int_equal(finished[0], 0);
	assert_int_equal(finished[1], 1);
	assert_true(requests[0].worked && requests[1].worked);
	assert_false(pthread_equal(requests[0].worker, pthread_self()));
}

TEST(nothing_is_told_before_the_loop_asks)
{
	struct pollfd wake = { .fd = toil_fd(), .events = POLLIN };

	assert_int_equal(toil_put(work, &requests[0], done), 0);
	assert_int_equal(poll(&wake, 1, 10000), 1);
	assert_int_equal(finished_count, 0);
	finish(1);
}

TEST(what_is_beyond_the_queue_is_refused_and_room_comes_again)
{
	for (int i = 0; i < 3; i++)
		assert_int_equal(toil_put(work_until_told, &requests[i], done), 0);
	assert_int_equal(toil_put(work, &requests[3], done), REFUSAL_queue_full);
	for (int i = 0; i < 3; i++)
		sem_post(&go_on);
	finish(3);
	assert_false(requests[3].worked);
	assert_int_equal(toil_put(work, &requests[3], done), 0);
	finish(4);
}

TEST(stopping_ends_what_is_begun_and_tells_only_what_was_done)
{
	assert_int_equal(toil_put(work_until_told, &requests[0], done), 0);
	sem_wait(&begun);
	assert_int_equal(toil_put(work, &requests[1], done), 0);
	sem_post(&go_on);
	toil_stop();
	assert_true(requests[0].worked);
	assert_int_equal(finished[0], 0);
	assert_int_equal(finished_count, requests[1].worked ? 2 : 1);
	assert_int_equal(toil_start(3), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(work_is_done_elsewhere_and_told_here_in_order, start, stop),
		cmocka_unit_test_setup_teardown(nothing_is_told_before_the_loop_asks, start, stop),
		cmocka_unit_test_setup_teardown(what_is_beyond_the_queue_is_refused_and_room_comes_again, start, stop),
		cmocka_unit_test_setup_teardown(stopping_ends_what_is_begun_and_tells_only_what_was_done, start, stop),
	};

	return RUN(tests);
}
