/* metrics - what is counted by several doors is told as one. */
#include "unit.h"

#include "http/metrics.h"

static const struct operation shown = { .name = "audit_show", .method = HTTP_GET, .path = "/v1/audits/{id}" };
static const struct operation made = { .name = "audit_make", .method = HTTP_POST, .path = "/v1/audits" };
static const struct operation *const list[] = { &shown, &made, NULL };
static const struct operation *const *const lists[] = { list };

static struct routes routes;
static struct buffer text;

static void has(const char *line)
{
	if (strstr(text.data, line) == NULL)
		fail_msg("%s is not in\n%s", line, text.data);
}

static void has_not(const char *line)
{
	if (strstr(text.data, line) != NULL)
		fail_msg("%s is in\n%s", line, text.data);
}

static void write_all(const struct metrics *metrics)
{
	buffer_clear(&text);
	metrics_write(metrics, &routes, &text);
}

TEST(requests_are_counted_by_operation_and_status)
{
	struct metrics *metrics = metrics_new(2);
	struct metrics_place *place = metrics_take_place(metrics);

	metrics_count(place, 0, 200, 10);
	metrics_count(place, 0, 200, 10);
	metrics_count(place, 0, 404, 10);
	metrics_count(place, 1, 201, 10);
	metrics_count(place, 1, 599, 10);
	metrics_count(place, -1, 404, 10);
	write_all(metrics);
	has("tilsyn_requests_total{operation=\"audit_show\",status=\"200\"} 2\n");
	has("tilsyn_requests_total{operation=\"audit_show\",status=\"404\"} 1\n");
	has("tilsyn_requests_total{operation=\"audit_make\",status=\"201\"} 1\n");
	has("tilsyn_requests_total{operation=\"audit_make\",status=\"other\"} 1\n");
	has("tilsyn_requests_total{operation=\"none\",status=\"404\"} 1\n");
	has_not("tilsyn_requests_total{operation=\"audit_make\",status=\"200\"}");
}

TEST(durations_fall_in_their_buckets_and_buckets_are_cumulative)
{
	struct metrics *metrics = metrics_new(2);
	struct metrics_place *place = metrics_take_place(metrics);

	metrics_count(place, 0, 200, 1000);
	metrics_count(place, 0, 200, 1001);
	metrics_count(place, 0, 200, 60000000);
	write_all(metrics);
	has("duration_seconds_bucket{operation=\"audit_show\",le=\"0.001\"} 1\n");
	has("duration_seconds_bucket{operation=\"audit_show\",le=\"0.002\"} 2\n");
	has("duration_seconds_bucket{operation=\"audit_show\",le=\"5\"} 2\n");
	has("duration_seconds_bucket{operation=\"audit_show\",le=\"+Inf\"} 3\n");
	has("duration_seconds_sum{operation=\"audit_show\"} 60.002001\n");
	has("duration_seconds_count{operation=\"audit_show\"} 3\n");
	has_not("duration_seconds_count{operation=\"audit_make\"}");
}

TEST(doors_are_told_as_one_and_what_an_ended_one_counted_stays)
{
	struct metrics *metrics = metrics_new(2);
	struct metrics_place *first = metrics_take_place(metrics), *second = metrics_take_place(metrics);

	assert_ptr_not_equal(first, second);
	metrics_count(first, 0, 200, 10);
	metrics_count(second, 0, 200, 10);
	metrics_gauge(first, GAUGE_LINES, 3);
	metrics_gauge(second, GAUGE_LINES, 4);
	metrics_add(first, COUNTER_RETRIES, 5);
	metrics_add(second, COUNTER_RETRIES, 6);
	write_all(metrics);
	has("\ntilsyn_connections 7\n");
	has("\ntilsyn_retries_total 11\n");
	metrics_leave_place(first);
	write_all(metrics);
	has("{operation=\"audit_show\",status=\"200\"} 2\n");
	has("\ntilsyn_connections 4\n");
	has("\ntilsyn_retries_total 11\n");
	assert_ptr_equal(metrics_take_place(metrics), first);
	write_all(metrics);
	has("\ntilsyn_connections 4\n");
	has("\ntilsyn_retries_total 11\n");
}

static int make(void **unused __attribute__((unused)))
{
	buffer_init(&text);
	routes_init(&routes, lists, 1);
	return 0;
}

static int unmake(void **unused __attribute__((unused)))
{
	routes_release(&routes);
	buffer_release(&text);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(requests_are_counted_by_operation_and_status),
		cmocka_unit_test(durations_fall_in_their_buckets_and_buckets_are_cumulative),
		cmocka_unit_test(doors_are_told_as_one_and_what_an_ended_one_counted_stays),
	};

	return cmocka_run_group_tests(tests, make, unmake);
}
