/*
 * perfscribe.json as a stranger's pull request may send it.
 */
#include "core/rules/rule.h"
#include "formats/config/config_json.h"
#include "tests/fuzz/fuzz.h"

/* A config that was read answers for anything. */
static void ask(const struct config *config)
{
    struct scope scope = { .path = "pricing/join.go",
                           .function = "example.com/orders/pricing.Join",
                           .benchmark = "Join/n=10-8" };
    for (const struct rule_info *const *info = rule_infos(); *info != NULL;
         info++) {
        enum level level = (*info)->level;
        (void)config_rule_level(config, *info, &scope, &level);
        fuzz_expect(config_rule_effort(config, *info, &scope) != NULL,
                    "a rule has an effort");
    }
    fuzz_expect(config_gate_limit(config, "related-time", &scope) >= 0,
                "a limit is in its range");
    (void)config_owner(config, scope.path);
    (void)config_ignores(config, scope.path);
    (void)config_is_critical(config, scope.function);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = ARENA_INIT;
    struct config config;
    struct error error = ERROR_INIT;
    struct config_text text = { .name = "perfscribe.json",
                                .text = fuzz_span(data, size),
                                .rules = rule_infos() };
    config_init(&config);
    if (config_json_read(&text, &arena, &config, &error)) {
        ask(&config);
    } else {
        fuzz_expect(error.kind == ERROR_USAGE || error.kind == ERROR_LIMIT,
                    "a bad configuration is an error of usage, or too much");
    }
    for (size_t i = 0; i < config.waivers.count; i++) {
        fuzz_expect(waiver_subject(&arena, &config.waivers.items[i]) != NULL,
                    "a waiver is about something");
    }
    arena_release(&arena);
    return 0;
}
