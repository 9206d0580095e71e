/* orgno - organisation numbers. */
#include "base/orgno.h"

bool orgno_valid(const char *text)
{
	/* The check digit weighs 1, so the whole sum is 0 mod 11; no digit fits where it must be 10. */
	static const int weight[] = { 3, 2, 7, 6, 5, 4, 3, 2, 1 };
	int sum = 0;

	for (int i = 0; i < 9; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		sum += weight[i] * (text[i] - '0');
	}
	return text[9] == '\0' && sum % 11 == 0 && sum > 0;
}
