/* password - hashes, tokens and digests, against known figures. */
#include "unit.h"

#include "auth/digest.h"
#include "auth/password.h"
#include "auth/token.h"

static char phc[PASSWORD_PHC];

TEST(a_digest_is_that_of_the_standard)
{
	char hex[DIGEST_HEX];

	digest_hex("abc", 3, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	digest_hex("", 0, hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	digest_hex("abc", 3, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(a_token_is_43_characters_that_never_come_again)
{
	char one[TOKEN_SIZE], other[TOKEN_SIZE];

	token_make(one);
	token_make(other);
	assert_int_equal(strlen(one), 43);
	assert_int_equal(strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), 43);
	assert_string_not_equal(one, other);
}

TEST(what_is_kept_of_a_token_is_its_sha256)
{
	char hex[DIGEST_HEX];

	token_hash("abc", hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(a_password_is_kept_as_argon2id_with_the_parameters_chosen)
{
	assert_int_equal(password_hash("riktig hest batteri", phc), 0);
	assert_int_equal(strncmp(phc, "$argon2id$v=19$m=19456,t=2,p=1$", 31), 0);
}

TEST(the_same_password_is_never_kept_twice_the_same)
{
	char again[PASSWORD_PHC];

	assert_int_equal(password_hash("riktig hest batteri", again), 0);
	assert_string_not_equal(phc, again);
}

TEST(only_the_right_password_is_right)
{
	assert_true(password_right(phc, "riktig hest batteri"));
	assert_false(password_right(phc, "riktig hest batter"));
	assert_false(password_right(phc, ""));
}

TEST(a_hash_from_elsewhere_is_read_by_its_own_parameters)
{
	/* from the reference implementation's own tests: argon2id, t=2, m=256 KiB, p=1 */
	assert_true(password_right("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
		"password"));
}

TEST(nobody_has_no_password)
{
	assert_false(password_right(NULL, ""));
	assert_false(password_right(NULL, "riktig hest batteri"));
}

TEST(a_broken_hash_lets_nobody_in)
{
	assert_false(password_right("", ""));
	assert_false(password_right("$argon2id$v=19$m=19456,t=2,p=1$", ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_digest_is_that_of_the_standard),
		cmocka_unit_test(a_token_is_43_characters_that_never_come_again),
		cmocka_unit_test(what_is_kept_of_a_token_is_its_sha256),
		cmocka_unit_test(a_password_is_kept_as_argon2id_with_the_parameters_chosen),
		cmocka_unit_test(the_same_password_is_never_kept_twice_the_same),
		cmocka_unit_test(only_the_right_password_is_right),
		cmocka_unit_test(a_hash_from_elsewhere_is_read_by_its_own_parameters),
		cmocka_unit_test(nobody_has_no_password),
		cmocka_unit_test(a_broken_hash_lets_nobody_in),
	};

	return RUN(tests);
}
