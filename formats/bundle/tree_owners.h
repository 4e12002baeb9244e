/*
 * The CODEOWNERS file of a checkout, where GitHub looks for it.
 */
#ifndef FORMATS_TREE_OWNERS_H
#define FORMATS_TREE_OWNERS_H

#include "core/model/evidence.h"

/* Reads it from the tree of the side that has none yet. What is wrong with it
 * becomes a notice: it says nothing about performance. */
void tree_owners_read(struct evidence *evidence, struct evidence_side *side);

#endif
