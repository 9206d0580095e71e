/* collection.h - the operations of a collection outside cases, written in one line each. */
#ifndef OP_COLLECTION_H
#define OP_COLLECTION_H

#include "op/list.h"
#include "op/registry.h"
#include "proto/messages.h"

/* The five operations of one collection; patch is left out where rows never change. */
#define COLLECTION_LIST(noun_, path_, list_, may_) \
	const struct operation op_##noun_##_list = { .name = #noun_ "_list", .method = HTTP_GET, .path = path_, \
		.about = "A page of the collection", .is = OP_LIST | OP_NO_STORE, .may = may_, .status = 200, \
		.query = &page_query_message, .of = &list_, .answer = &noun_##_message, \
		.load = list_load, .reply = list_reply }
#define COLLECTION_MAKE(noun_, path_, registry_, may_) \
	const struct operation op_##noun_##_make = { .name = #noun_ "_make", .method = HTTP_POST, .path = path_, \
		.about = "Make one", .is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = may_, .status = 201, \
		.body = &noun_##_message, .use = USE_CREATE, .of = &registry_, .answer = &noun_##_message, \
		.load = registry_make_load, .find = registry_make_find, .decide = registry_make_decide, \
		.write = registry_write, .reply = registry_reply }
#define COLLECTION_SEE(noun_, path_, registry_, may_) \
	const struct operation op_##noun_##_see = { .name = #noun_ "_see", .method = HTTP_GET, .path = path_ "/{id}", \
		.about = "Show one", .is = OP_NO_STORE, .may = may_, .status = 200, \
		.of = &registry_, .answer = &noun_##_message, \
		.load = registry_see_load, .find = registry_see_find, .reply = registry_reply }
#define COLLECTION_CHANGE(noun_, path_, registry_, may_) \
	const struct operation op_##noun_##_change = { .name = #noun_ "_change", .method = HTTP_PATCH, .path = path_ "/{id}", \
		.about = "Change one (JSON merge patch)", .is = OP_WRITE | OP_MATCH | OP_NO_STORE, .may = may_, .status = 200, \
		.body = &noun_##_message, .use = USE_PATCH, .of = &registry_, .answer = &noun_##_message, \
		.load = registry_change_load, .find = registry_change_find, .decide = registry_change_decide, \
		.write = registry_write, .reply = registry_reply }

#endif
