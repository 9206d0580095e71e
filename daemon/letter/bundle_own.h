/* bundle_own.h - what bundle.c and bundle_page.c share. */
#ifndef LETTER_BUNDLE_OWN_H
#define LETTER_BUNDLE_OWN_H

#include "letter/bundle.h"
#include "letter/zip.h"

/* The documents to read: the log first, then the contents, which name its parts. */
void bundle_pages(const struct bundle *bundle, struct zip *zip);

#endif
