/*
 * smtp - errands carried by libcurl, each by a thread that waits for the server.
 *
 * Not by a multi handle on the loop: libcurl waits for the answer to a mail's text in smtp_done, and
 * holds whoever called it until then.  A server that thinks for a minute would hold the clerk, and the
 * cases it has locked, for that minute.
 */
#include "work/smtp.h"

#include <curl/curl.h>
#include <errno.h>
#include <event2/event.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/fault.h"

#define THREADS 8
#define ANSWER_MAX 500
#define IDLE_SECONDS 30L                /* a line may be used again */
#define SERVICE_CLOSES 421
#define CLOSING 221                     /* the answer to QUIT tells nothing of the mail */

struct transfer {
	struct transfer *next;
	struct errand *errand;
	const struct smtp *smtp;
	size_t at;                      /* how much of the message was asked for */
	int code;                       /* of the newest answer */
	bool more;                      /* its lines go on */
	enum courier_end end;
	char answer[ANSWER_MAX + 1], complaint[CURL_ERROR_SIZE];
};

struct queue { struct transfer *first, **last; };

struct smtp {
	struct courier courier;
	struct smtp_options options;
	struct event *ended;
	int ended_fd;
	pthread_t thread[THREADS];
	pthread_mutex_t lock;           /* of what follows */
	pthread_cond_t work;
	struct queue waiting, done;
	bool closing;
	atomic_bool hurry;
};

static void queue_put(struct queue *queue, struct transfer *transfer)
{
	if (queue->first == NULL)
		queue->last = &queue->first;
	transfer->next = NULL;
	*queue->last = transfer;
	queue->last = &transfer->next;
}

static struct transfer *queue_take(struct queue *queue)
{
	struct transfer *transfer = queue->first;

	if (transfer != NULL)
		queue->first = transfer->next;
	return transfer;
}

static size_t give(char *to, size_t size, size_t count, void *arg)
{
	struct transfer *transfer = arg;
	size_t left = transfer->errand->length - transfer->at, room = size * count;

	if (left > room)
		left = room;
	memcpy(to, transfer->errand->bytes + transfer->at, left);
	transfer->at += left;
	return left;
}

static void keep_line(struct transfer *transfer, const char *line, size_t length)
{
	size_t used = transfer->more ? strlen(transfer->answer) : 0;

	if (used > 0 && used < ANSWER_MAX)
		transfer->answer[used++] = ' ';
	for (size_t i = 0; i < length && used < ANSWER_MAX; i++)
		if (line[i] != '\r' && line[i] != '\n')
			transfer->answer[used++] = line[i] >= ' ' && line[i] <= '~' ? line[i] : '?';
	transfer->answer[used] = '\0';
}

/* Each line the server says: "550-5.1.1 No such user", and the last of them "550 …". */
static size_t hear(char *line, size_t size, size_t count, void *arg)
{
	struct transfer *transfer = arg;
	size_t length = size * count;
	char number[4] = "";
	int code;

	memcpy(number, line, length < 3 ? length : 3);
	code = atoi(number);
	if (code < 200 || code > 599 || code == CLOSING)
		return length;
	keep_line(transfer, line, length);
	transfer->code = code;
	transfer->more = length > 3 && line[3] == '-';
	return length;
}

/* Not even the line came to be: what a mail itself may be the cause of (a line that hangs or breaks) is none of that. */
static bool is_of_line(const struct transfer *transfer, CURLcode result)
{
	return transfer->code == 0 || (result != CURLE_OPERATION_TIMEDOUT && result != CURLE_RECV_ERROR
		&& result != CURLE_GOT_NOTHING && result != CURLE_SEND_ERROR && transfer->at == 0);
}

/*
 * Never is said of the mail alone: by an answer 5xx to its recipient or its text.  Whoever refuses the
 * line, its encryption, our login or our sender refuses all mail until somebody puts that right.
 */
static enum courier_end end_of(const struct transfer *transfer, CURLcode result)
{
	static const int of_login[] = { 530, 534, 535, 538 };
	bool of_mail = result == CURLE_SEND_ERROR || (result == CURLE_WEIRD_SERVER_REPLY && transfer->at > 0);

	if (result == CURLE_OK)
		return COURIER_TAKEN;
	if (result == CURLE_ABORTED_BY_CALLBACK)
		return COURIER_GIVEN_UP;
	if (strncmp(transfer->complaint, "MAIL failed", 11) == 0 || transfer->code == SERVICE_CLOSES)
		return COURIER_AWAY;            /* our one sender is not this mail's */
	for (size_t i = 0; i < sizeof of_login / sizeof of_login[0]; i++)
		of_mail = of_mail && transfer->code != of_login[i];
	if (of_mail)
		return transfer->code >= 500 ? COURIER_REFUSED : COURIER_LATER;
	return is_of_line(transfer, result) ? COURIER_AWAY : COURIER_LATER;
}

/* At least once a second while the server is waited for. */
static int is_given_up(void *arg, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	const struct transfer *transfer = arg;

	(void)a, (void)b, (void)c, (void)d;
	return transfer->at == 0 && atomic_load(&transfer->smtp->hurry);
}

static void set_way(CURL *easy, const struct smtp_options *options)
{
	curl_easy_setopt(easy, CURLOPT_URL, options->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_USE_SSL, options->tls ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE);
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (options->ca != NULL)
		curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca);
	if (options->user != NULL) {
		curl_easy_setopt(easy, CURLOPT_USERNAME, options->user);
		curl_easy_setopt(easy, CURLOPT_PASSWORD, options->password);
	}
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, options->seconds);
	curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, IDLE_SECONDS);
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, is_given_up);
	curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(easy, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, hear);
}

static void perform(CURL *easy, struct transfer *transfer)
{
	struct curl_slist *to = curl_slist_append(NULL, transfer->errand->to);
	CURLcode result;

	must(to != NULL);
	curl_easy_setopt(easy, CURLOPT_MAIL_FROM, transfer->errand->from);
	curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(easy, CURLOPT_READDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, transfer);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->complaint);
	result = curl_easy_perform(easy);
	transfer->end = end_of(transfer, result);
	if (result != CURLE_OK && transfer->code < 400)
		snprintf(transfer->answer, sizeof transfer->answer, "%s", transfer->complaint[0] != '\0' ? transfer->complaint
			: curl_easy_strerror(result));
	curl_slist_free_all(to);
}

/* Each with a line of its own to the server, kept from mail to mail. */
static void *work(void *arg)
{
	struct smtp *smtp = arg;
	CURL *easy = curl_easy_init();
	struct transfer *transfer;
	uint64_t one = 1;

	must(easy != NULL);
	set_way(easy, &smtp->options);
	pthread_mutex_lock(&smtp->lock);
	while (!smtp->closing) {
		transfer = queue_take(&smtp->waiting);
		if (transfer == NULL) {
			pthread_cond_wait(&smtp->work, &smtp->lock);
			continue;
		}
		pthread_mutex_unlock(&smtp->lock);
		perform(easy, transfer);
		pthread_mutex_lock(&smtp->lock);
		queue_put(&smtp->done, transfer);
		must(write(smtp->ended_fd, &one, sizeof one) == sizeof one);
	}
	pthread_mutex_unlock(&smtp->lock);
	curl_easy_cleanup(easy);
	return NULL;
}

static void on_ended(evutil_socket_t fd, short what, void *arg)
{
	struct smtp *smtp = arg;
	struct transfer *transfer;
	uint64_t count;

	(void)what;
	must(read(fd, &count, sizeof count) == sizeof count || errno == EAGAIN);
	for (;;) {
		pthread_mutex_lock(&smtp->lock);
		transfer = queue_take(&smtp->done);
		pthread_mutex_unlock(&smtp->lock);
		if (transfer == NULL)
			return;
		transfer->errand->done(transfer->errand, transfer->end, transfer->answer);
		free(transfer);
	}
}

static void carry(struct courier *courier, struct errand *errand)
{
	struct smtp *smtp = (struct smtp *)courier;
	struct transfer *transfer = calloc(1, sizeof *transfer);

	must(transfer != NULL);
	transfer->errand = errand;
	transfer->smtp = smtp;
	pthread_mutex_lock(&smtp->lock);
	queue_put(&smtp->waiting, transfer);
	pthread_cond_signal(&smtp->work);
	pthread_mutex_unlock(&smtp->lock);
}

static void hurry(struct courier *courier)
{
	atomic_store(&((struct smtp *)courier)->hurry, true);
}

struct courier *smtp_new(struct event_base *base, const struct smtp_options *options)
{
	struct smtp *smtp = calloc(1, sizeof *smtp);
	sigset_t all, before;

	must(smtp != NULL && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
	smtp->courier = (struct courier){ carry, hurry };
	smtp->options = *options;
	smtp->ended_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	must(smtp->ended_fd >= 0);
	smtp->ended = event_new(base, smtp->ended_fd, EV_READ | EV_PERSIST, on_ended, smtp);
	must(smtp->ended != NULL && event_add(smtp->ended, NULL) == 0);
	pthread_mutex_init(&smtp->lock, NULL);
	pthread_cond_init(&smtp->work, NULL);
	sigfillset(&all);
	must(pthread_sigmask(SIG_SETMASK, &all, &before) == 0);         /* signals are the loop's */
	for (int i = 0; i < THREADS; i++)
		must(pthread_create(&smtp->thread[i], NULL, work, smtp) == 0);
	must(pthread_sigmask(SIG_SETMASK, &before, NULL) == 0);
	return &smtp->courier;
}

void smtp_free(struct courier *courier)
{
	struct smtp *smtp = (struct smtp *)courier;

	pthread_mutex_lock(&smtp->lock);
	smtp->closing = true;
	pthread_cond_broadcast(&smtp->work);
	pthread_mutex_unlock(&smtp->lock);
	for (int i = 0; i < THREADS; i++)
		pthread_join(smtp->thread[i], NULL);
	pthread_cond_destroy(&smtp->work);
	pthread_mutex_destroy(&smtp->lock);
	event_free(smtp->ended);
	close(smtp->ended_fd);
	curl_global_cleanup();
	free(smtp);
}
