/* once - whoever has more to do than wait for a database that is silent does not wait for long. */
#include "unit.h"

#include <arpa/inet.h>
#include <libpq-fe.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "scratch.h"
#include "store/once.h"

#define PATIENCE 2
#define LONG 50                         /* seconds: no machine is so busy */

static struct scratch scratch;
static char why[512];

static time_t seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* It takes calls and never says a word. */
TEST(a_server_that_never_answers_is_given_up)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	time_t since = seconds();
	char conninfo[100];

	assert_int_equal(bind(fd, (struct sockaddr *)&address, length), 0);
	assert_int_equal(listen(fd, 5), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &length), 0);
	snprintf(conninfo, sizeof conninfo, "host=127.0.0.1 port=%d user=a dbname=b", ntohs(address.sin_port));
	assert_null(once_open_within(conninfo, PATIENCE, why, sizeof why));
	assert_non_null(strstr(why, "timeout"));
	assert_true(seconds() - since < LONG);
	close(fd);
}

TEST(a_statement_that_takes_too_long_is_given_up)
{
	PGconn *pg = PQconnectdb(scratch.admin);
	time_t since = seconds();
	struct once *once;

	PQclear(PQexec(pg, "CREATE FUNCTION authorities() RETURNS TABLE (authority_id uuid, code text, name text, \"national\" boolean)"
		" LANGUAGE sql AS $$ SELECT NULL::uuid, 'a', 'b', false FROM pg_sleep(60) $$"));
	once = once_open_within(scratch.admin, PATIENCE, why, sizeof why);
	assert_non_null(once);
	assert_int_equal(once_ask(once, SQL_authority_list, NULL), FAULT_DATABASE);
	assert_non_null(strstr(once_why(once), "statement timeout"));
	assert_true(seconds() - since < LONG);
	once_close(once);
	PQfinish(pg);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_that_never_answers_is_given_up),
		cmocka_unit_test(a_statement_that_takes_too_long_is_given_up),
	};
	int r;

	scratch_start(&scratch);
	r = RUN(tests);
	scratch_stop(&scratch);
	return r;
}
