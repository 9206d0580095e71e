/* tls - forward secrecy and authenticated encryption, which leaves few ciphers to choose from. */
#include "http/tls.h"

#include <openssl/err.h>
#include <string.h>

#include "base/fault.h"

static int tls_fail(SSL_CTX *context, const char *what, const char *file, struct buffer *complaint)
{
	unsigned long error = ERR_peek_error(); /* the first is the cause, those after it are who passed it on */
	const char *why = ERR_SYSTEM_ERROR(error) ? strerror(ERR_GET_REASON(error)) : ERR_reason_error_string(error);

	buffer_format(complaint, "%s %s: %s", what, file, why == NULL ? "cannot be read" : why);
	ERR_clear_error();
	SSL_CTX_free(context);
	return FAULT_CONFIG;
}

/* A key with a passphrase fails, rather than a daemon that asks for one. */
static int no_passphrase(char *buffer __attribute__((unused)), int size __attribute__((unused)),
	int writing __attribute__((unused)), void *unused __attribute__((unused)))
{
	return 0;
}

int tls_load(const char *certificate, const char *key, SSL_CTX **ret_context, struct buffer *complaint)
{
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());

	must(context != NULL);
	must(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1);
	must(SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1);
	SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
		SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
	SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);    /* 34 KiB less for each idle caller */
	SSL_CTX_set_default_passwd_cb(context, no_passphrase);
	if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1)
		return tls_fail(context, "the certificate", certificate, complaint);
	if (SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1)
		return tls_fail(context, "the key", key, complaint);    /* or it is not the certificate's */
	*ret_context = context;
	return 0;
}
