/* page - what the door answers for itself.  The first two need no login, nor the database. */
#include "http/exchange.h"
#include "proto/messages.h"

static struct door *door_of(const struct request *request)
{
	const struct exchange *exchange = request->door;

	return exchange->door;
}

static int livez_reply(struct request *request)
{
	buffer_add_text(&request->answer.body, "{\"status\":\"live\"}");
	return 0;
}

static int readyz_reply(struct request *request)
{
	struct door *door = door_of(request);
	struct door_ready ready = { .database = false };

	door->options.ready(&ready);
	if (!ready.database || door->gate.stopping)
		return REFUSAL_unavailable;
	buffer_add_text(&request->answer.body, "{\"status\":");
	buffer_add_json_text(&request->answer.body, ready.note == NULL ? "ready" : ready.note);
	buffer_format(&request->answer.body, ",\"mail_waiting\":%lld,\"mail_oldest_seconds\":%lld,\"clerk_lag_seconds\":%lld}",
		(long long)metrics_sum(door->options.metrics, GAUGE_MAIL_WAITING),
		(long long)metrics_sum(door->options.metrics, GAUGE_MAIL_SECONDS), (long long)ready.clerk_lag);
	return 0;
}

static int metrics_reply(struct request *request)
{
	struct door *door = door_of(request);

	request->answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
	metrics_write(door->options.metrics, &door->routes, &request->answer.body);
	return 0;
}

static int openapi_reply(struct request *request)
{
	door_of(request)->options.openapi(&request->answer.body);
	return 0;
}

static const struct operation livez = {
	.name = "livez", .method = HTTP_GET, .path = "/livez", .about = "Whether the process answers.",
	.is = OP_OPEN, .status = 200, .answer = &health_message, .reply = livez_reply,
};
static const struct operation readyz = {
	.name = "readyz", .method = HTTP_GET, .path = "/readyz",
	.about = "Whether the database is there, and where mail goes.", .is = OP_OPEN, .status = 200, .answer = &health_message, .reply = readyz_reply,
};
static const struct operation metrics = {
	.name = "metrics", .method = HTTP_GET, .path = "/metrics",
	.about = "Figures of the running daemon, for Prometheus.", .may = MAY_READ, .status = 200, .media = "text/plain", .reply = metrics_reply,
};
static const struct operation openapi = {
	.name = "openapi", .method = HTTP_GET, .path = "/v1/openapi.json", .about = "This document.",
	.may = MAY_READ, .status = 200, .media = "application/json", .reply = openapi_reply,
};

const struct operation *const page_operations[] = { &livez, &readyz, &metrics, &openapi, NULL };
