/* operations - everything the daemon does for anybody. */
#include "op/operations.h"

const struct operation *const operations[] = {
#define OPERATION(name) &op_##name,
#include "op/operations.def"
#undef OPERATION
	NULL
};
