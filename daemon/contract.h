/* contract.h - what the operations are to the world: the OpenAPI document and the permission matrix. */
#ifndef CONTRACT_H
#define CONTRACT_H

#include "base/buffer.h"

void contract_write(struct buffer *buffer);             /* OpenAPI 3.1 */
void contract_write_permissions(struct buffer *buffer); /* who may ask for which operation: a manual page (mdoc) */

#endif
