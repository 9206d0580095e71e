/* route - which operation a path and a method mean; how often a password may be tried. */
#include "unit.h"

#include "http/attempts.h"
#include "http/route.h"

#define SECOND 1000000
#define AUDIT "01900000-0000-7000-8000-000000000001"
#define OPERATION(word, how, where) static const struct operation word = { .name = #word, .method = how, .path = where }

OPERATION(audit_list, HTTP_GET, "/v1/audits");
OPERATION(audit_create, HTTP_POST, "/v1/audits");
OPERATION(audit_show, HTTP_GET, "/v1/audits/{id}");
OPERATION(audit_change, HTTP_PATCH, "/v1/audits/{id}");
OPERATION(calendar_year, HTTP_GET, "/v1/calendar/{year}");
OPERATION(calendar_add, HTTP_GET, "/v1/calendar/add");
OPERATION(both, HTTP_DELETE, "/v1/audits/{id}/members/{id}");
OPERATION(policy, HTTP_GET, "/v1/policies/{no}");
OPERATION(livez, HTTP_GET, "/livez");

static const struct operation *const first[] = {
	&calendar_year, &audit_list, &audit_create, &audit_show, &audit_change, &calendar_add, &both, &policy, NULL,
};
static const struct operation *const second[] = { &livez, NULL };
static const struct operation *const *const lists[] = { first, second };

static struct routes routes;
static struct arena arena;
static const char *path[PATH_IDS];

static const struct route *find(const char *text)
{
	struct target target;

	assert_int_equal(target_parse(text, &arena, &target), 0);
	return route_find(&routes, &target, &arena, path);
}

TEST(a_path_is_found_with_what_stands_in_its_holes)
{
	assert_ptr_equal(find("/v1/audits")->operation[HTTP_POST], &audit_create);
	assert_ptr_equal(find("/v1/audits/" AUDIT)->operation[HTTP_GET], &audit_show);
	assert_string_equal(path[0], AUDIT);
	assert_ptr_equal(find("/v1/audits/" AUDIT "/members/" AUDIT)->operation[HTTP_DELETE], &both);
	assert_string_equal(path[1], AUDIT);
	assert_ptr_equal(find("/livez")->operation[HTTP_GET], &livez);
	assert_ptr_equal(find("/v1/%61udits")->operation[HTTP_GET], &audit_list);
}

TEST(what_is_no_path_is_not_found)
{
	static const char *const none[] = { "/", "/v1", "/v1/audit", "/v1/audits/", "/v1/audits//", "/v1//audits", "/livez/",
		"/v1/audits/" AUDIT "/members", "/V1/audits", "/1/2/3/4/5/6/7/8/9" };

	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		assert_null(find(none[i]));
}

TEST(a_word_goes_before_a_hole)
{
	assert_ptr_equal(find("/v1/calendar/add")->operation[HTTP_GET], &calendar_add);
	assert_ptr_equal(find("/v1/calendar/2026")->operation[HTTP_GET], &calendar_year);
	assert_string_equal(path[0], "2026");
}

TEST(an_id_that_is_none_is_nobodys)
{
	assert_non_null(find("/v1/audits/7"));
	assert_string_equal(path[0], ROUTE_NOBODY);
	assert_non_null(find("/v1/audits/" AUDIT "/members/x"));
	assert_string_equal(path[0], AUDIT);
	assert_string_equal(path[1], ROUTE_NOBODY);
	assert_true(id_valid(ROUTE_NOBODY));
	assert_non_null(find("/v1/policies/7"));
	assert_string_equal(path[0], "7");
}

TEST(what_is_allowed_is_what_there_is)
{
	assert_string_equal(find("/v1/audits")->allow, "GET, POST");
	assert_string_equal(find("/v1/audits/" AUDIT)->allow, "GET, PATCH");
	assert_null(find("/v1/audits")->operation[HTTP_DELETE]);
}

TEST(operations_are_numbered_in_their_order)
{
	assert_int_equal(routes.operations, 9);
	assert_int_equal(find("/v1/calendar/2026")->number[HTTP_GET], 0);
	assert_int_equal(find("/v1/audits")->number[HTTP_POST], 2);
	assert_int_equal(find("/livez")->number[HTTP_GET], 8);
}

TEST(a_bucket_empties_one_by_one)
{
	struct attempts *attempts = attempts_new();
	const struct attempts_limit *limit = &attempts_limits[ATTEMPTS_USERNAME];
	int64_t now = 1000 * SECOND;

	for (int i = 0; i < limit->most; i++)
		assert_int_equal(attempts_take(attempts, ATTEMPTS_USERNAME, "liv", now), 0);
	assert_int_equal(attempts_take(attempts, ATTEMPTS_USERNAME, "liv", now), limit->every / SECOND);
	assert_int_equal(attempts_take(attempts, ATTEMPTS_USERNAME, "liv", now + limit->every - 1), 1);
	assert_int_equal(attempts_take(attempts, ATTEMPTS_USERNAME, "liv", now + limit->every), 0);
	assert_int_not_equal(attempts_take(attempts, ATTEMPTS_USERNAME, "liv", now + limit->every), 0);
	attempts_free(attempts);
}

TEST(everybody_has_a_bucket_and_gets_back_what_succeeded)
{
	struct attempts *attempts = attempts_new();

	for (int i = 0; i < 50; i++) {
		assert_int_equal(attempts_take(attempts, ATTEMPTS_USERNAME, "liv", SECOND), 0);
		attempts_give(attempts, ATTEMPTS_USERNAME, "liv", SECOND);
	}
	while (attempts_take(attempts, ATTEMPTS_USERNAME, "liv", SECOND) == 0)
		;
	assert_int_equal(attempts_take(attempts, ATTEMPTS_USERNAME, "anna", SECOND), 0);
	assert_int_equal(attempts_take(attempts, ATTEMPTS_ADDRESS, "liv", SECOND), 0);
	attempts_give(attempts, ATTEMPTS_USERNAME, "kari", SECOND);
	for (int i = 0; i < attempts_limits[ATTEMPTS_USERNAME].most; i++)
		assert_int_equal(attempts_take(attempts, ATTEMPTS_USERNAME, "kari", SECOND), 0);
	assert_int_not_equal(attempts_take(attempts, ATTEMPTS_USERNAME, "kari", SECOND), 0);
	attempts_free(attempts);
}

TEST(a_network_of_ipv6_shares_its_tries_and_one_of_ipv4_does_not)
{
	struct attempts *attempts = attempts_new();
	char address[60];

	for (int i = 0; i < attempts_limits[ATTEMPTS_ADDRESS].most; i++) {
		snprintf(address, sizeof address, "2001:db8:1:2:%x::%x", i, i);
		assert_int_equal(attempts_take(attempts, ATTEMPTS_ADDRESS, address, SECOND), 0);
		assert_int_equal(attempts_take(attempts, ATTEMPTS_ADDRESS, "::ffff:192.0.2.1", SECOND), 0);
	}
	assert_int_not_equal(attempts_take(attempts, ATTEMPTS_ADDRESS, "2001:db8:1:2::7", SECOND), 0);
	assert_int_not_equal(attempts_take(attempts, ATTEMPTS_ADDRESS, "192.0.2.1", SECOND), 0);
	assert_int_equal(attempts_take(attempts, ATTEMPTS_ADDRESS, "2001:db8:1:3::7", SECOND), 0);
	assert_int_equal(attempts_take(attempts, ATTEMPTS_ADDRESS, "::ffff:192.0.2.2", SECOND), 0);
	attempts_free(attempts);
}

TEST(a_thousand_names_do_not_share_their_tries)
{
	struct attempts *attempts = attempts_new();
	char name[20];

	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "name %d", i);
		for (int try = 0; try < attempts_limits[ATTEMPTS_USERNAME].most; try++)
			assert_int_equal(attempts_take(attempts, ATTEMPTS_USERNAME, name, SECOND), 0);
	}
	attempts_free(attempts);
}

TEST(who_floods_with_names_does_not_wash_away_his_own_tries)
{
	struct attempts *attempts = attempts_new();
	char name[20];

	while (attempts_take(attempts, ATTEMPTS_USERNAME, "liv", SECOND) == 0)
		;
	for (int i = 0; i < 100000; i++) {
		snprintf(name, sizeof name, "name %d", i);
		attempts_take(attempts, ATTEMPTS_USERNAME, name, SECOND);
	}
	assert_int_not_equal(attempts_take(attempts, ATTEMPTS_USERNAME, "liv", SECOND), 0);
	attempts_free(attempts);
}

static int make(void **unused __attribute__((unused)))
{
	arena_init(&arena);
	routes_init(&routes, lists, 2);
	return 0;
}

static int unmake(void **unused __attribute__((unused)))
{
	routes_release(&routes);
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_is_found_with_what_stands_in_its_holes),
		cmocka_unit_test(what_is_no_path_is_not_found),
		cmocka_unit_test(a_word_goes_before_a_hole),
		cmocka_unit_test(an_id_that_is_none_is_nobodys),
		cmocka_unit_test(what_is_allowed_is_what_there_is),
		cmocka_unit_test(operations_are_numbered_in_their_order),
		cmocka_unit_test(a_bucket_empties_one_by_one),
		cmocka_unit_test(everybody_has_a_bucket_and_gets_back_what_succeeded),
		cmocka_unit_test(a_network_of_ipv6_shares_its_tries_and_one_of_ipv4_does_not),
		cmocka_unit_test(a_thousand_names_do_not_share_their_tries),
		cmocka_unit_test(who_floods_with_names_does_not_wash_away_his_own_tries),
	};

	return cmocka_run_group_tests(tests, make, unmake);
}
