/* toil - a queue with a mutex, a thread, and an eventfd that wakes the loop. */
#include "auth/toil.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/fault.h"
#include "proto/refusal.h"

#define MMAP_THRESHOLD (256 << 10)

struct job {
	struct job *next;
	toil_work *work, *done;
	struct request *request;
};

struct queue {
	struct job *first, **end;
};

static struct {
	pthread_mutex_t lock;
	pthread_cond_t more;
	pthread_t thread;
	struct queue waiting, finished;
	int count, most, wake;
	bool stopping;
} toil = { .lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER, .wake = -1 };

static void queue_init(struct queue *queue)
{
	queue->first = NULL;
	queue->end = &queue->first;
}

static void queue_add(struct queue *queue, struct job *job)
{
	job->next = NULL;
	*queue->end = job;
	queue->end = &job->next;
}

static struct job *queue_take(struct queue *queue)
{
	struct job *job = queue->first;

	if (job == NULL)
		return NULL;
	queue->first = job->next;
	if (queue->first == NULL)
		queue->end = &queue->first;
	return job;
}

/* The next to do, or NULL when it is time to end. */
static struct job *wait_for_job(void)
{
	struct job *job = NULL;

	pthread_mutex_lock(&toil.lock);
	while (!toil.stopping && toil.waiting.first == NULL)
		pthread_cond_wait(&toil.more, &toil.lock);
	if (!toil.stopping)
		job = queue_take(&toil.waiting);
	pthread_mutex_unlock(&toil.lock);
	return job;
}

static void *work_on(void *unused __attribute__((unused)))
{
	const uint64_t one = 1;
	struct job *job;

	while ((job = wait_for_job()) != NULL) {
		job->work(job->request);
		pthread_mutex_lock(&toil.lock);
		queue_add(&toil.finished, job);
		pthread_mutex_unlock(&toil.lock);
		must(write(toil.wake, &one, sizeof one) == sizeof one);
	}
	return NULL;
}

int toil_start(int most)
{
	sigset_t all, old;
	int failed;

	must(toil.wake < 0 && most > 0);
	toil.wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (toil.wake < 0)
		return FAULT_SYSTEM;
	queue_init(&toil.waiting);
	queue_init(&toil.finished);
	toil.most = most;
	toil.count = 0;
	toil.stopping = false;
	/* what argon2 takes goes back to the system each time; left alone, malloc learns to keep it */
	mallopt(M_MMAP_THRESHOLD, MMAP_THRESHOLD);
	sigfillset(&all);               /* signals are the loop's */
	pthread_sigmask(SIG_SETMASK, &all, &old);
	failed = pthread_create(&toil.thread, NULL, work_on, NULL);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (failed == 0)
		return 0;
	close(toil.wake);
	toil.wake = -1;
	errno = failed;
	return FAULT_SYSTEM;
}

int toil_put(toil_work *work, struct request *request, toil_work *done)
{
	struct job *job;

	must(toil.wake >= 0);
	if (toil.count >= toil.most)
		return REFUSAL_queue_full;
	job = malloc(sizeof *job);
	must(job != NULL);
	*job = (struct job){ .work = work, .done = done, .request = request };
	toil.count++;                   /* only the loop counts: put and finish are both there */
	pthread_mutex_lock(&toil.lock);
	queue_add(&toil.waiting, job);
	pthread_cond_signal(&toil.more);
	pthread_mutex_unlock(&toil.lock);
	return 0;
}

int toil_fd(void)
{
	return toil.wake;
}

void toil_finish(void)
{
	uint64_t times;
	struct job *job;

	if (read(toil.wake, &times, sizeof times) < 0)
		must(errno == EAGAIN || errno == EINTR);
	for (;;) {
		pthread_mutex_lock(&toil.lock);
		job = queue_take(&toil.finished);
		pthread_mutex_unlock(&toil.lock);
		if (job == NULL)
			return;
		toil.count--;
		job->done(job->request);
		free(job);
	}
}

void toil_stop(void)
{
	struct job *job;

	must(toil.wake >= 0);
	pthread_mutex_lock(&toil.lock);
	toil.stopping = true;
	pthread_cond_signal(&toil.more);
	pthread_mutex_unlock(&toil.lock);
	pthread_join(toil.thread, NULL);
	toil_finish();
	while ((job = queue_take(&toil.waiting)) != NULL)
		free(job);
	close(toil.wake);
	toil.wake = -1;
}
