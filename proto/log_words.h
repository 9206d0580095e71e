/* log_words.h - what happened, and to what, as a reader of the log says it. */
#ifndef PROTO_LOG_WORDS_H
#define PROTO_LOG_WORDS_H

#include "proto/refusal.h"

/* The word itself where the list does not know it: a log is read by older programs too. */
const char *log_event(const char *event, enum language language);
const char *log_subject(const char *subject_kind, enum language language);

#endif
