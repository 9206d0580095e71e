/* embedded.h - a private PostgreSQL in a directory: who may have it, where its parts are. */
#ifndef STORE_EMBEDDED_H
#define STORE_EMBEDDED_H

#include <limits.h>
#include <sys/types.h>

#define EMBEDDED_PATH 1024
#define EMBEDDED_BUSY 1                 /* another tilsynd has the directory */
#define EMBEDDED_DATABASE "tilsyn"
#define EMBEDDED_ROLE "tilsyn"          /* the daemon: owns nothing */
#define EMBEDDED_OWNER "tilsyn_owner"   /* owns the tables, runs the migrations */
#define EMBEDDED_ADMIN "postgres"       /* the cluster's superuser */

struct embedded {
	char dir[EMBEDDED_PATH];
	char pg[EMBEDDED_PATH + 8];     /* DIR/pg, the cluster */
	char run[EMBEDDED_PATH + 8];    /* where its socket is: DIR/run, or a shorter place */
	char log[EMBEDDED_PATH + 8];
	int lock;                       /* DIR/lock, held as long as this is open; -1 when another has it */
	long connections;               /* how many the cluster must admit */
	char why[1024];                 /* after a fault: what went wrong, for whoever logs it */
};

/*
 * Makes DIR when it is missing, and takes it: nobody else may while this process lives.  Called before
 * root is given up; the directory then belongs to uid.  EMBEDDED_BUSY when a tilsynd has it already:
 * its database can be used, not started.  A directory with something else in it is refused.
 */
int embedded_open(struct embedded *embedded, const char *dir, uid_t uid, gid_t gid);
void embedded_close(struct embedded *embedded);         /* also in a forked child: the lock is the parent's */

/* The owner of the cluster in DIR; FAULT_SYSTEM when there is none. */
int embedded_owner(const char *dir, uid_t *ret_uid, gid_t *ret_gid);

/* After root was given up: can this process pass into DIR?  Finds the socket's place. */
int embedded_enter(struct embedded *embedded);

/* libpq's connection string for one of the roles above. */
void embedded_conninfo(const struct embedded *embedded, const char *role, char *ret_conninfo, size_t size);

int embedded_fault(struct embedded *embedded, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
