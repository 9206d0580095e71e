/* serve_post - the clerk's post and its courier; one a process. */
#include "serve_post.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/log.h"
#include "work/smtp.h"

#ifdef TEST_CLOCK
#define LOOK_MS 100                     /* the clock is moved by years */
#else
#define LOOK_MS 5000
#endif
#define PASSWORD_MAX 1024

static struct courier *courier;
static char password[PASSWORD_MAX];

/* The first line without its end. */
static int read_password(const struct config *config, char ret_password[PASSWORD_MAX], struct buffer *errors)
{
	FILE *file = fopen(config->smtp_password_file, "re");
	int r = 0;

	ret_password[0] = '\0';
	if (file == NULL || fgets(ret_password, PASSWORD_MAX, file) == NULL) {
		buffer_format(errors, "%s: %s\n", config->smtp_password_file, file == NULL ? strerror(errno) : "is empty");
		r = FAULT_CONFIG;
	}
	ret_password[strcspn(ret_password, "\r\n")] = '\0';
	if (file != NULL)
		fclose(file);
	return r;
}

int serve_post_check(const struct config *config, struct buffer *errors)
{
	char read[PASSWORD_MAX];
	int r = config->smtp_password_file == NULL ? 0 : read_password(config, read, errors);

	explicit_bzero(read, sizeof read);
	return r;
}

struct post *serve_post_new(struct event_base *base, struct engine *engine, const struct config *config,
	void (*tell)(int64_t waiting, int64_t oldest))
{
	struct smtp_options way = { .url = config->smtp_url, .ca = config->smtp_ca, .tls = config->smtp_tls != 0,
		.user = config->smtp_user, .password = password, .seconds = config->smtp_timeout };
	struct post_options options = { .from = config->mail_from, .link = config->public_url,
		.seconds = config->smtp_timeout, .look_ms = LOOK_MS, .tell = tell };
	struct buffer errors;

	buffer_init(&errors);
	if (config->smtp_password_file != NULL && read_password(config, password, &errors) != 0)
		log_error("mail cannot log in: %.*s", (int)strcspn(errors.data, "\n"), errors.data);
	buffer_release(&errors);
	courier = config->smtp_url == NULL ? NULL : smtp_new(base, &way);
	options.courier = courier;
	if (courier == NULL)
		log_notice("no smtp_url is set: the outbox holds the mail");
	return post_new(base, engine, &options);
}

void serve_post_free(struct post *post)
{
	post_free(post);
	if (courier != NULL)
		smtp_free(courier);
	explicit_bzero(password, sizeof password);
}
