/* records.h - enterprises as files tell them, made into what the daemon takes. */
#ifndef CLIENT_RECORDS_H
#define CLIENT_RECORDS_H

#include "base/buffer.h"
#include "proto/field.h"

/*
 * The municipality list as a table (tab-separated: number, name, county, the municipality's language
 * form, the county's; # begins a comment) becomes the array it stands for; an array stays as it is.
 */
void records_of_list(struct buffer *text);
/* The national register tells more of each than is kept here: those members are left out. */
void records_keep(struct buffer *array, const struct message *message);

#endif
