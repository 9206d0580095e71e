/* text.h - what a letter of a case says: subject, body, recipient and language, from the built-in texts. */
#ifndef LETTER_TEXT_H
#define LETTER_TEXT_H

#include "base/arena.h"
#include "core/law.h"

struct letter_sender {
	const char *authority_name;
	const char *author_name;        /* NULL: nobody in person, as when the clock writes */
};

/*
 * Subject and body of the letter, complete from the case and worded as `wording` says (NULL: as
 * tilsyn comes with): UTF-8, LF, in the markup of mark.h, which reads well as it stands.  The letter
 * has its kind, language, breaches and dates; what it does not state is left out of the text.  No
 * caseworker's text is read as markup.  Texts live in the arena.  False: it is more than a letter holds.
 */
bool letter_text(const struct case_facts *facts, const struct letter *letter, const struct letter_sender *sender,
	const struct template_text *wording, struct arena *arena, const char **ret_subject, const char **ret_body)
	__attribute__((warn_unused_result));

/* The wording that tilsyn comes with. */
struct template_text letter_built_in(int kind, enum language language, struct arena *arena);

/*
 * Adds every mistake of a kind's wording, each at its pointer with line and column: a name that a
 * letter of the kind does not have, a section that is not closed, markup that is none, a language
 * that is missing or there twice.
 */
void letter_judge_texts(int kind, const struct objects *texts, struct arena *arena, struct mistakes *mistakes);
/* {"object": "letter", "names": […]}, … of all that a letter of the kind may name. */
void letter_write_names(int kind, struct buffer *buffer);
/* The names of the parts, as a JSON array. */
void letter_write_parts(struct buffer *buffer);

/*
 * The members of letter->fields that the texts have a place for (letter_passages of proto/terms.h):
 *   introduction    before everything else
 *   closing_remark  after everything else
 *   contact_person  whom to ask, with telephone; else the author
 *   documents       a notice: what is to be sent to us; else the usual list
 *   visit_programme a notice: the programme of the visit
 *   conclusion      a report, an assessment, a closure: our conclusion in our own words
 *   meeting         an invitation: when and where; else the enterprise is asked to propose
 *   reason          a cancellation, the withdrawal of an order: why
 *   records         a notice, a report, a demand, an assessment: how the records reviewed were drawn
 */

/* The address block: name, for a closure the management, and the postal address or else the e-mail. */
const char *letter_recipient(const struct case_facts *facts, const struct letter *letter, struct arena *arena);

/*
 * The language to write to an enterprise in, by its own form; where that is neutral, the form of the
 * letter that is answered, else the county's, else bokmål (språklova).  answered and
 * authority: enum language_form or TERM_NONE.  ret_reason: own_form, answered_form, authority_form or
 * default_form.
 */
enum language letter_language(const struct enterprise *enterprise, int answered, int authority,
	const char **ret_reason);

#endif
