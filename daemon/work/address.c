/* address - a mail address as SMTP and a header can hold it. */
#include "work/address.h"

#include <idn2.h>
#include <string.h>

const char *address_ascii(const char *text, struct arena *arena)
{
	const char *at = strrchr(text, '@');
	char *domain;

	if (at == NULL || idn2_to_ascii_8z(at + 1, &domain, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
		return text;
	text = arena_format(arena, "%.*s@%s", (int)(at - text), text, domain);
	idn2_free(domain);
	return text;
}
