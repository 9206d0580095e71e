/* cell.h - what stands in a cell of a table, as Norwegian spreadsheets write it too. */
#ifndef PROTO_CELL_H
#define PROTO_CELL_H

#include <stdbool.h>
#include <stdint.h>

bool cell_day(const char *text, int32_t *ret_day);      /* YYYY-MM-DD or DD.MM.YYYY */
bool cell_truth(const char *text, bool *ret_truth);     /* 1 or 0, ja or nei, true or false, yes or no, SANN or USANN */
bool cell_number(const char *text, double *ret_number); /* 12.5 or 12,5; no other signs but a minus */
bool cell_is(const char *text, const char *word);       /* the word; the case of a–z is of no account */
bool cells_empty(char *const *cell, int cells);         /* a row that was emptied: ";;;" */

#endif
