/*
 * load - asks a daemon over N kept connections, one request at a time each, and says how fast it answered.
 *
 *     load [-c N] [-t SECONDS | -n EACH] [-w WARM] ADDR PORT TOKEN FILE
 *
 * A line of FILE is METHOD, target, entity tag and body, with tabs between.  With -n connection i asks the
 * lines from i * EACH on, each once; else any of them, again and again.  Counted is from when every connection
 * has WARM answers behind it to when the first has none before it.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define LINES_MOST 100000
#define ANSWER_MOST (1 << 20)
#define SAMPLES_MOST 4000000

struct line {
	int fd;
	long asked, answered;
	size_t have;                    /* of the answer, in answer[] */
	double since;
	char answer[ANSWER_MOST];
};

static char *requests[LINES_MOST];
static long request_count;
static struct line *lines;
static int line_count = 1;
static long each, warm = 10, wrong, counted, samples;
static double seconds = 3, first, last;
static float *took;
static unsigned long long dice = 88172645463325252ull;
static char complaint[512];

static void die(const char *what)
{
	fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
	exit(2);
}

static double now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_REALTIME, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static unsigned long long throw_dice(void)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return dice;
}

/* The request as it goes over the wire, made once. */
static char *request_make(char *row, const char *host, const char *token)
{
	char *method = strsep(&row, "\t"), *target = strsep(&row, "\t"), *tag = strsep(&row, "\t"), *body = row;
	char *text;
	int length;

	if (body == NULL) {
		fprintf(stderr, "load: a line has not four parts\n");
		exit(2);
	}
	length = asprintf(&text, "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nAccept: application/json\r\n"
		"%s%s%s%s%zu\r\n\r\n%s", method, target, host, token, *tag == '\0' ? "" : "If-Match: ", tag,
		*tag == '\0' ? "" : "\r\n", *body == '\0' ? "Content-Length: " :
		"Content-Type: application/json\r\nContent-Length: ", strlen(body), body);
	if (length < 0)
		die("memory");
	return text;
}

static void requests_read(const char *path, const char *host, const char *token)
{
	FILE *file = fopen(path, "r");
	char *row = NULL;
	size_t size = 0;

	if (file == NULL)
		die(path);
	while (getline(&row, &size, file) > 0 && request_count < LINES_MOST) {
		row[strcspn(row, "\n")] = '\0';
		requests[request_count++] = request_make(row, host, token);
	}
	free(row);
	fclose(file);
}

/* Small enough for the socket's buffer: written whole, or something is wrong. */
static void line_ask(struct line *line)
{
	long at = each > 0 ? (line - lines) * each + line->asked : (long)(throw_dice() % (unsigned long long)request_count);
	size_t length;

	if (at >= request_count) {
		fprintf(stderr, "load: not enough lines\n");
		exit(2);
	}
	length = strlen(requests[at]);
	line->asked++;
	line->have = 0;
	line->since = now();
	if (send(line->fd, requests[at], length, MSG_NOSIGNAL) != (ssize_t)length)
		die("send");
}

/* The length of the whole answer when it is all there; 0: more is to come. */
static size_t answer_whole(struct line *line)
{
	char *end, *length;
	size_t whole;

	line->answer[line->have] = '\0';
	end = strstr(line->answer, "\r\n\r\n");
	if (end == NULL)
		return 0;
	*end = '\0';
	length = strcasestr(line->answer, "\r\nContent-Length:");
	*end = '\r';
	if (length == NULL) {
		fprintf(stderr, "load: an answer without a length\n%s\n", line->answer);
		exit(2);
	}
	whole = (size_t)(end - line->answer) + 4 + strtoul(length + 17, NULL, 10);
	return line->have >= whole ? whole : 0;
}

static void line_answered(struct line *line, double at)
{
	line->answered++;
	if (strncmp(line->answer, "HTTP/1.1 2", 10) != 0) {
		if (wrong++ == 0)
			snprintf(complaint, sizeof complaint, "%.500s", line->answer);
	}
	if (first == 0) {
		bool all = true;

		for (int i = 0; i < line_count; i++)
			all &= lines[i].answered >= warm;
		if (all)
			first = last = at;
		return;
	}
	last = at;
	counted++;
	if (samples < SAMPLES_MOST)
		took[samples++] = (float)(at - line->since);
}

/* false: nothing more is to be counted. */
static bool line_read(struct line *line, double start)
{
	ssize_t n = recv(line->fd, line->answer + line->have, ANSWER_MOST - 1 - line->have, 0);
	double at;

	if (n <= 0)
		die("the daemon closed a connection");
	line->have += (size_t)n;
	if (answer_whole(line) == 0)
		return true;
	at = now();
	line_answered(line, at);
	if (each > 0 ? line->asked >= each : at - start > seconds)
		return false;
	line_ask(line);
	return true;
}

static int line_open(const char *address, const char *port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port)) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;

	if (fd < 0 || inet_pton(AF_INET, address, &to.sin_addr) != 1 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
		die("connect");
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	return fd;
}

/* What a first answer leaves open is answered too: a command is never left half way. */
static void drain(int poll)
{
	struct epoll_event events[64];
	long open = 0;

	for (int i = 0; i < line_count; i++)
		open += lines[i].asked - lines[i].answered;
	while (open > 0) {
		int n = epoll_wait(poll, events, 64, 10000);

		if (n <= 0)
			die("answers that did not come");
		for (int i = 0; i < n; i++) {
			struct line *line = events[i].data.ptr;
			ssize_t got = recv(line->fd, line->answer + line->have, ANSWER_MOST - 1 - line->have, 0);

			if (got <= 0)
				die("the daemon closed a connection");
			line->have += (size_t)got;
			if (answer_whole(line) == 0)
				continue;
			wrong += strncmp(line->answer, "HTTP/1.1 2", 10) != 0;
			line->answered++;
			open--;
			if (each > 0 && line->asked < each) {
				line_ask(line);
				open++;
			}
		}
	}
}

static void run(int poll)
{
	struct epoll_event events[64];
	double start = now();

	for (int i = 0; i < line_count; i++)
		line_ask(&lines[i]);
	for (;;) {
		int n = epoll_wait(poll, events, 64, 30000);

		if (n <= 0)
			die("answers that did not come");
		for (int i = 0; i < n; i++)
			if (!line_read(events[i].data.ptr, start)) {
				drain(poll);
				return;
			}
	}
}

static int compare(const void *a, const void *b)
{
	const float *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void tell(void)
{
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	qsort(took, (size_t)samples, sizeof *took, compare);
	printf("{\"requests\": %ld, \"wrong\": %ld, \"first\": %.6f, \"last\": %.6f, \"rate\": %.2f, \"cpu\": %.6f, "
		"\"p50_ms\": %.3f, \"p99_ms\": %.3f}\n", counted, wrong, first, last,
		last > first ? (double)counted / (last - first) : 0,
		(double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
		+ (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6,
		samples > 0 ? (double)took[samples / 2] * 1e3 : 0, samples > 0 ? (double)took[samples * 99 / 100] * 1e3 : 0);
	if (wrong > 0)
		fprintf(stderr, "load: not 2xx: %s\n", complaint);
}

int main(int argc, char **argv)
{
	int option, poll = epoll_create1(0);

	while ((option = getopt(argc, argv, "c:t:n:w:")) != -1)
		switch (option) {
		case 'c': line_count = atoi(optarg); break;
		case 't': seconds = atof(optarg); break;
		case 'n': each = atol(optarg); break;
		case 'w': warm = atol(optarg); break;
		default: return 2;
		}
	if (argc - optind != 4 || line_count < 1 || poll < 0) {
		fprintf(stderr, "usage: load [-c N] [-t SECONDS | -n EACH] [-w WARM] ADDR PORT TOKEN FILE\n");
		return 2;
	}
	requests_read(argv[optind + 3], argv[optind], argv[optind + 2]);
	lines = calloc((size_t)line_count, sizeof *lines);
	took = malloc(SAMPLES_MOST * sizeof *took);
	if (lines == NULL || took == NULL || request_count == 0)
		die("requests");
	for (int i = 0; i < line_count; i++) {
		struct epoll_event event = { .events = EPOLLIN, .data.ptr = &lines[i] };

		lines[i].fd = line_open(argv[optind], argv[optind + 1]);
		if (epoll_ctl(poll, EPOLL_CTL_ADD, lines[i].fd, &event) != 0)
			die("epoll");
	}
	run(poll);
	tell();
	return wrong > 0;
}
