/* person.h - numbers of persons in free text: what a case must never carry. */
#ifndef BASE_PERSON_H
#define BASE_PERSON_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Eleven digits that are a fødselsnummer or a D-nummer (day + 40): both check digits right, an
 * individual number of a century that fits the year, and a date that exists.  Numbers made for
 * tests count too, so that a test system refuses what the real one does: month + 40 (NAV) and
 * month + 80 (the tax administration).  The scheme that begins in 2032 is not known.
 */
bool person_number_valid(const char digits[11]);

/*
 * The first number of a person in a text: eleven digits that no digit touches, together or parted
 * by one separator in each place where people put one (ddmmyy nnnnn, ddmmyy-nnnnn,
 * dd.mm.yy nnnnn, ddmmyy nnn nn).  ret_offset: bytes before it.
 */
bool person_number_find(const char *text, size_t *ret_offset);

#endif
