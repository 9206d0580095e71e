/* fault.h - what int means: 0 done, > 0 a refusal (the law or the contract says no), < 0 a fault. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

/* Faults: a bug or a broken neighbour.  Passed on unchanged, described once where they arise. */
enum fault {
	FAULT_BUG = -1,
	FAULT_SYSTEM = -2,      /* the operating system refused; errno tells */
	FAULT_DATABASE = -3,
	FAULT_CONFIG = -4,
};

/* Assertions are for bugs and stay on in every build. */
#define must(truth) ((truth) ? (void)0 : fault_abort(__FILE__, __LINE__, #truth))
_Noreturn void fault_abort(const char *file, int line, const char *truth);

#endif
