/* cluster.h - the files of the private cluster: made whole or not at all. */
#ifndef STORE_CLUSTER_H
#define STORE_CLUSTER_H

struct embedded;

/* A cluster in DIR/pg with both roles and the database; does nothing where one is.  Not as root. */
int cluster_make(struct embedded *embedded);

/* Who may connect, written before each start: this user and root, over the socket. */
int cluster_write_access(struct embedded *embedded);

/* The newest complaint in the cluster's log; "" when there is none. */
void cluster_last_words(const struct embedded *embedded, char *ret_words, unsigned size);

#endif
