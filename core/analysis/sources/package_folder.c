#include "core/analysis/sources/package_folder.h"

#include <string.h>

#include "core/base/strings.h"

const char *package_folder(const char *module, const char *package)
{
    size_t length = strlen(module);
    if (length == 0 || !text_starts_with(package, module)) {
        return NULL;
    }
    if (package[length] == '\0') {
        return package + length;
    }
    return package[length] == '/' ? package + length + 1 : NULL;
}
