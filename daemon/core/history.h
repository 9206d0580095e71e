/*
 * history.h - what a published record of an old audit says when asked the questions of a case: its
 * state, its method, which date counts, and what in it does not fit together.
 */
#ifndef CORE_HISTORY_H
#define CORE_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "proto/query.h"
#include "proto/refusal.h"
#include "proto/terms.h"
#include "proto/warning.h"

enum audit_state history_state(const struct import_record *record, int32_t today);

/* By the beginning of the source's own word: "systemrevisjon med journalgjennomgang"; or TERM_NONE. */
int history_method(const char *word);
/* By the source's word, else by what the name says. */
enum enterprise_kind history_enterprise_kind(const char *word, const char *name);

/* A finding is a breach, unless the source calls it a remark or an improvement area. */
bool history_is_remark(const char *word, enum remark_kind *ret_kind);
enum breach_kind history_breach_kind(const char *word);

int32_t history_earliest(const struct import_record *record);  /* of all its dates; DAY_NONE: it has none */
/*
 * The day its breaches were established: the final report's; else the latest day known to have
 * come when something had happened (neither the correction's date nor the closure's); else today.
 */
int32_t history_established_on(const struct import_record *record, int32_t today);

/* What does not fit together: a set of 1 << enum warning. */
uint64_t history_warnings(const struct import_record *record, int32_t today);

/* A period that ends this many days before it begins is no mistake of a digit. */
#define HISTORY_REVERSED_MOST 365
/* 0, or why the record cannot be of any audit; ret_pointer: where. */
int history_impossible(const struct import_record *record, const char **ret_pointer);

#endif
