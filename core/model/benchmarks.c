#include "core/model/benchmarks.h"

#include <string.h>

const char *benchmark_setting(const struct benchmark_file *file,
                              uint32_t config, const char *key)
{
    if (config >= file->configs.count) {
        return "";
    }
    const struct setting_list *list = &file->configs.items[config].settings;
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].key, key) == 0) {
            return list->items[i].value;
        }
    }
    return "";
}
