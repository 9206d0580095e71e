/* offer - what a breach's rounds speak for, and when they speak for nothing. */
#include "ask.h"

#include "core/offer.h"

static const struct observation *rounds[WORLD_ROWS];
static int count;

static int offered(void)
{
	return offer_judge(&w.facts, &w.breaches[0], rounds, WORLD_ROWS, &count);
}

TEST(a_set_that_has_lasted_offers_to_assess_corrected)
{
	READY_BREACH(ASSESS_CORRECTED, REPORTED, CORRECTED);
	assert_int_equal(offered(), OFFER_ASSESS_CORRECTED);
	assert_int_equal(offer_event(offered()), BREACH_ASSESS_CORRECTED);
	assert_int_equal(count, 2);
	assert_ptr_equal(rounds[0], &w.observations[0]);
	assert_ptr_equal(rounds[1], &w.observations[1]);
	w.observations[1].compliant = 0;
	assert_int_equal(offered(), TERM_NONE);
	assert_int_equal(count, 0);
}

TEST(nothing_is_offered_that_something_else_holds_back)
{
	READY_BREACH(ASSESS_CORRECTED, REPORTED, CORRECTED);
	w.facts.evidence_count = 1;
	assert_int_equal(offered(), TERM_NONE);
	assert_int_equal(count, 0);
	READY_BREACH(ASSESS_CORRECTED, REPORTED, CORRECTED);
	w.breaches[0].state = BREACH_ESTABLISHED;
	assert_int_equal(offered(), TERM_NONE);
	READY_BREACH(ASSESS_CORRECTED, REPORTED, CORRECTED);
	w.demands[0].measure_point[0] = '\0';
	assert_int_equal(offered(), TERM_NONE);
}

TEST(every_demanded_point_must_have_lasted)
{
	READY_BREACH(ASSESS_CORRECTED, REPORTED, CORRECTED);
	set_id(w.demands[1].measure_point, POINT);      /* the same point twice rests on the same rounds */
	assert_int_equal(offered(), OFFER_ASSESS_CORRECTED);
	assert_int_equal(count, 2);
	w.demands[1].rounds = 3;
	assert_int_equal(offered(), TERM_NONE);
}

TEST(a_later_round_that_fails_offers_relapse)
{
	READY_BREACH(RELAPSE, CORRECTED, INSUFFICIENT);
	assert_int_equal(offered(), OFFER_RELAPSE);
	assert_int_equal(offer_event(offered()), BREACH_RELAPSE);
	assert_int_equal(count, 1);
	w.audit.state = AUDIT_CLOSED;
	assert_int_equal(offered(), TERM_NONE);
	w.audit.state = AUDIT_FOLLOW_UP;
	((struct observation *)(uintptr_t)rounds[0])->compliant = rounds[0]->sample;
	assert_int_equal(offered(), TERM_NONE);
}

TEST(rounds_that_last_again_take_the_offer_back)
{
	READY_BREACH(RELAPSE, CORRECTED, INSUFFICIENT);
	add_round(&w, 90, "2026-05-01", "2026-05-28", 20, 20);
	assert_int_equal(offered(), OFFER_RELAPSE);
	add_round(&w, 91, "2026-06-01", "2026-06-28", 20, 20);
	assert_int_equal(offered(), TERM_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_set_that_has_lasted_offers_to_assess_corrected),
		cmocka_unit_test(nothing_is_offered_that_something_else_holds_back),
		cmocka_unit_test(every_demanded_point_must_have_lasted),
		cmocka_unit_test(a_later_round_that_fails_offers_relapse),
		cmocka_unit_test(rounds_that_last_again_take_the_offer_back),
	};

	return RUN(tests);
}
