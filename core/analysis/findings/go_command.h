/*
 * Commands of the Go toolchain about a finding, as one pastes them into a
 * shell at the source root. Names and paths come from strangers' files: what
 * a shell or a regular expression would act on is quoted or matched by a dot.
 */
#ifndef CORE_ANALYSIS_GO_COMMAND_H
#define CORE_ANALYSIS_GO_COMMAND_H

#include "core/analysis/analysis.h"
#include "core/base/buffer.h"

/* One word of a shell, quoted where it has to be. */
void shell_word(struct buffer *command, const char *word);

/* As an expression that matches the name, to stand within single quotes. */
void shell_pattern(struct buffer *command, const char *name);

/* "./pricing", the folder of a file as go takes a package. */
void go_command_folder(struct buffer *command, const char *file);

/* "go test -run '^$' -bench '^BenchmarkJoin$' OPTIONS ./bench" */
void go_command_test(const struct analysis *analysis,
                     const struct finding *finding, const char *options,
                     struct buffer *command);

/* What the compiler says about a line. */
void go_command_escapes(struct location place, struct buffer *command);

/* Where it was seen, else where it stands. */
struct location go_command_seen_at(const struct finding *finding);

/* The line of head of which the compiler speaks; no file when it does not. */
struct location go_command_escape_place(const struct analysis *analysis,
                                        const struct finding *finding);

#endif
