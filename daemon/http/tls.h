/* tls.h - the certificate and what is spoken with it: TLS 1.2 and 1.3 only. */
#ifndef HTTP_TLS_H
#define HTTP_TLS_H

#include <openssl/ssl.h>

#include "base/buffer.h"

/*
 * Certificate with its chain, and its key, both PEM.  0; or FAULT_CONFIG with the reason added to
 * complaint.
 */
int tls_load(const char *certificate, const char *key, SSL_CTX **ret_context, struct buffer *complaint)
	__attribute__((warn_unused_result));

#endif
