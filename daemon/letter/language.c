/* language - which form of Norwegian the recipient is written to in (domain.md 7). */
#include "letter/text.h"

static bool states(int form, enum language *ret_language)
{
	if (form != FORM_NB && form != FORM_NN)
		return false;
	*ret_language = form == FORM_NN ? LANGUAGE_NN : LANGUAGE_NB;
	return true;
}

enum language letter_language(const struct enterprise *enterprise, int answered, int authority,
	const char **ret_reason)
{
	enum language language = LANGUAGE_NB;

	if (states(enterprise->language, &language))
		*ret_reason = language_reasons.word[LANGUAGE_OWN_FORM];
	else if (states(answered, &language))
		*ret_reason = language_reasons.word[LANGUAGE_ANSWERED_FORM];
	else if (states(authority, &language))
		*ret_reason = language_reasons.word[LANGUAGE_AUTHORITY_FORM];
	else
		*ret_reason = language_reasons.word[LANGUAGE_DEFAULT_FORM];
	return language;
}
