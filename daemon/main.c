/* main - options, config, listen, supervise, stop: in the order it happens. */
#include <stdio.h>

int main(void)
{
	puts("tilsynd " VERSION);
	return 0;
}
