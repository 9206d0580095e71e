/* json.h - a text that a stranger wrote becomes a tree, or a place where it broke. */
#ifndef PROTO_JSON_H
#define PROTO_JSON_H

#include <jansson.h>
#include <stddef.h>

#include "base/arena.h"
#include "proto/field.h"

/* A tree of jansson costs some hundred times the bytes of "[[[[": so many, and so deep, and no more. */
#define JSON_CONTAINERS_MAX 65536
#define JSON_DEPTH_MAX 32

/*
 * The tree, which the caller gives back with json_decref, or the refusal with its mistakes: a text
 * that is no JSON has one, members given twice are all told.  Numbers too large for any type are
 * mistakes too (out_of_range) but stop nothing: they stand as 1.  Strings may hold U+0000 (compare
 * json_string_length).
 */
int json_read(const char *text, size_t length, struct arena *arena, json_t **ret_root,
	struct mistakes *mistakes) __attribute__((warn_unused_result));

#endif
