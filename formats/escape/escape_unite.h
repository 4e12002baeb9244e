/*
 * Where text of -m and a logopt tree were both given, each diagnostic is there
 * twice: in the words and with the path of the log that it stood in. Here the
 * two become one.
 */
#ifndef FORMATS_ESCAPE_UNITE_H
#define FORMATS_ESCAPE_UNITE_H

#include "core/model/evidence.h"

/*
 * Ends the reading of a side's diagnostics: nothing may be added after it. The
 * text's diagnostic stays, since only text names functions and says what does
 * not escape; the logged one gives it its flow. What only one of them says is
 * left as it is.
 */
void escape_unite(struct evidence_side *side);

#endif
