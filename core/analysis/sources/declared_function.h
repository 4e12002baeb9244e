/*
 * Whether the patch declares a function anew or takes it away: then its cost
 * came from elsewhere, or went there.
 */
#ifndef CORE_ANALYSIS_DECLARED_FUNCTION_H
#define CORE_ANALYSIS_DECLARED_FUNCTION_H

#include "core/model/patch.h"

enum declaration {
    DECLARATION_KEPT, /* or edited, or moved within its package */
    DECLARATION_NEW,
    DECLARATION_GONE,
};

/* Of the function of a symbol; `path` is a file of its package. */
enum declaration declaration_of(const struct patch *patch, const char *symbol,
                                const char *path);

/* Whether two symbols are of one declared function: itself or literals in it.
 */
bool is_same_declaration(const char *left, const char *right);

#endif
