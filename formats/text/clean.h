/*
 * Text made clean where it leaves, one function a sink. Names come from
 * strangers' files: they may hold control characters, invalid UTF-8 or what a
 * terminal, a CI log, XML, HTML or Markdown would act on. Each appends.
 */
#ifndef FORMATS_CLEAN_H
#define FORMATS_CLEAN_H

#include <stdint.h>

#include "core/base/buffer.h"

/* Valid UTF-8: each invalid byte becomes U+FFFD; C0 80 (a NUL) U+2400. For
 * JSON, whose writer escapes the rest. */
void clean_utf8(struct buffer *out, const char *text);

/* For a terminal or a CI log: control and bidirectional characters become
 * visible \x.. or \u{..}; no line is a CI command ("::" at its start, be it
 * behind blanks that are in `out` already; "##" anywhere). */
void clean_terminal(struct buffer *out, const char *text);

/* Only characters that XML 1.0 allows, and none that turns the direction of the
 * text; others become U+FFFD. Markup is the XML writer's business. */
void clean_xml(struct buffer *out, const char *text);

/* Text or an attribute's value in HTML: markup is escaped; what would turn the
 * direction of the text around it, and control characters, become visible. */
void clean_html(struct buffer *out, const char *text);

/* Plain Markdown text: what would be markup on GitHub is escaped, nothing
 * else; @, # and addresses lead nowhere; line ends become blanks. */
void clean_markdown(struct buffer *out, const char *text);

/* A code span holding the text, with as many backticks as it needs. */
void clean_markdown_code(struct buffer *out, const char *text);

/* A plain-text message of SARIF: one line in which nothing is a link, `[`, `]`
 * and `\` escaped (SARIF 2.1.0, 3.11.6). Braces stay single, against 3.11.5:
 * without arguments no viewer looks for placeholders, and doubled ones show. */
void clean_sarif_message(struct buffer *out, const char *text);

/* A relative path as a URI reference: percent-encoded except for '/' and
 * the unreserved characters of RFC 3986. */
void clean_uri_path(struct buffer *out, const char *path);

/* How many printable ASCII characters the text begins with that are not among
 * `except`; most text is these, and needs no second look. */
size_t clean_plain_length(const char *text, const char *except);

/*
 * The next character of the text, *text moved behind it: U+FFFD for an
 * invalid byte, U+2400 for C0 80, 0 at the end.
 */
uint32_t utf8_next(const char **text);
void utf8_append(struct buffer *out, uint32_t character);

#endif
