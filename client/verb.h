/* verb.h - the verbs that every noun shares. */
#ifndef CLIENT_VERB_H
#define CLIENT_VERB_H

#include "client/noun.h"

void verb_list_options(const struct noun *noun, const struct command *command, struct option_set *set);
int verb_list(struct client *client, const struct arguments *arguments);

int verb_show(struct client *client, const struct arguments *arguments);

void verb_create_options(const struct noun *noun, const struct command *command, struct option_set *set);
int verb_create(struct client *client, const struct arguments *arguments);

/* What was given, posted there. */
int verb_post(struct client *client, const struct arguments *arguments, const char *path, json_t **ret_made)
	__attribute__((warn_unused_result));

void verb_edit_options(const struct noun *noun, const struct command *command, struct option_set *set);
int verb_edit(struct client *client, const struct arguments *arguments);

void verb_act_options(const struct noun *noun, const struct command *command, struct option_set *set);
int verb_act(struct client *client, const struct arguments *arguments);
int verb_actions(struct client *client, const struct arguments *arguments);

/* The path of one of a noun, by what the user called it; the case it stands in is at hand from then on. */
int verb_path(struct client *client, const struct noun *noun, const char *text, const char **ret_path)
	__attribute__((warn_unused_result));

/* A file of the daemon's, kept where --output says or by its own name. */
int attachment_save(struct client *client, const struct arguments *arguments, const char *path);
/* The same, by its own name after what stands before it. */
int attachment_save_beside(struct client *client, const char *before, const char *path);
void attachment_save_options(const struct noun *noun, const struct command *command, struct option_set *set);

/* A list's page, or all to the end as one; a tree the caller gives back. */
int verb_pages(struct client *client, const char *path, bool all, json_t **ret_page)
	__attribute__((warn_unused_result));
/* The same by the options that were given, --all among them. */
int verb_page(struct client *client, const struct arguments *arguments, const char *path, json_t **ret_page)
	__attribute__((warn_unused_result));
/* How to go on, where the list does. */
void verb_tell_more(struct client *client, const json_t *page);

#endif
