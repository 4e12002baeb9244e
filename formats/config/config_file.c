#include "formats/config/config_print.h"

#include <string.h>

#include "core/base/strings.h"
#include "core/model/config_keys.h"

/* The file as it grows: a member's comma stands before the next one. */
struct page {
    struct buffer *out;
    const struct rule_info *const *rules;
    size_t depth;
    bool is_first; /* of its object */
};

enum { WIDTH = 78 };

static void indent(struct page *page)
{
    buffer_repeat(page->out, ' ', 4 * page->depth);
}

/* A comment in lines of the page's width. */
static void comment(struct page *page, const char *text)
{
    size_t column = 0; /* 0: no line has begun */
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        if (column == 0 || column + 1 + length > WIDTH) {
            buffer_text(page->out, column > 0 ? "\n" : "");
            indent(page);
            buffer_text(page->out, "//");
            column = 4 * page->depth + 2;
        }
        buffer_byte(page->out, ' ');
        buffer_append(page->out, text, length);
        column += 1 + length;
        text += length;
        text += strspn(text, " ");
    }
    buffer_byte(page->out, '\n');
}

/* Ends the member before this one. */
static void next(struct page *page)
{
    buffer_text(page->out, page->is_first ? "\n" : ",\n");
    page->is_first = false;
}

static void open_object(struct page *page, const char *name)
{
    indent(page);
    buffer_printf(page->out, "\"%s\": {", name);
    page->depth++;
    page->is_first = true;
}

static void close_object(struct page *page)
{
    page->depth--;
    if (!page->is_first) {
        buffer_byte(page->out, '\n');
        indent(page);
    }
    buffer_byte(page->out, '}');
    page->is_first = false;
}

static void add_keys(struct page *page, const char *section);

static bool has_numbers(const char *section)
{
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        if (strcmp(key->section, section) == 0) {
            return true;
        }
    }
    return false;
}

/* Those that have thresholds of their own, with their level. */
static void add_rule(struct page *page, const struct rule_info *rule)
{
    struct arena arena = ARENA_INIT;
    const char *section = arena_printf(&arena, "rules.%s", rule->id);
    if (has_numbers(section)) {
        next(page);
        comment(page, rule->title);
        open_object(page, rule->id);
        next(page);
        indent(page);
        buffer_printf(page->out, "\"level\": \"%s\"", level_name(rule->level));
        add_keys(page, section);
        close_object(page);
    }
    arena_release(&arena);
}

static void add_gate(struct page *page, const char *id)
{
    struct arena arena = ARENA_INIT;
    next(page);
    open_object(page, id);
    add_keys(page, arena_printf(&arena, "gates.%s", id));
    next(page);
    indent(page);
    buffer_text(page->out, "\"enabled\": true");
    close_object(page);
    arena_release(&arena);
}

static void add_object(struct page *page, const struct config_key *key)
{
    open_object(page, key->name);
    if (key->kind == CONFIG_SECTION || key->kind == CONFIG_GATES) {
        add_keys(page, key->name);
    }
    for (size_t i = 0; key->kind == CONFIG_RULES && page->rules[i] != NULL;
         i++) {
        add_rule(page, page->rules[i]);
    }
    for (size_t i = 0; key->kind == CONFIG_GATES && config_gate_ids[i] != NULL;
         i++) {
        add_gate(page, config_gate_ids[i]);
    }
    close_object(page);
}

static void add_value(struct page *page, const struct config_key *key)
{
    switch (key->kind) {
    case CONFIG_SECTION:
    case CONFIG_RULES:
    case CONFIG_GATES:
    case CONFIG_OWNERS:
        add_object(page, key);
        return;
    case CONFIG_NUMBER:
        indent(page);
        buffer_printf(page->out, "\"%s\": %.10g", key->name, key->initial);
        return;
    case CONFIG_TEXT:
        indent(page);
        buffer_printf(page->out, "\"%s\": \"%s\"", key->name, key->text);
        return;
    case CONFIG_TEXTS:
    case CONFIG_LIST:
        indent(page);
        buffer_printf(page->out, "\"%s\": []", key->name);
        return;
    case CONFIG_CHOICE:
    case CONFIG_FLAG:
    case CONFIG_DATE:
        return;
    }
}

/* "$schema" waits for a file that somebody made. */
static bool is_shown(const struct config_key *key, const char *section)
{
    return strcmp(key->section, section) == 0 && key->name[0] != '$';
}

static void add_keys(struct page *page, const char *section)
{
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        if (is_shown(key, section)) {
            next(page);
            comment(page, key->help);
            add_value(page, key);
        }
    }
}

void config_print_file(struct buffer *out, const struct rule_info *const *rules)
{
    struct page page = { .out = out, .rules = rules };
    comment(&page,
            "What perfscribe goes by. All values here are the defaults: what "
            "you leave out keeps them. Fractions: 0.05 is 5 %. "
            "perfscribe explain config has all keys.");
    buffer_byte(out, '{');
    page.depth = 1;
    page.is_first = true;
    add_keys(&page, "");
    close_object(&page);
    buffer_byte(out, '\n');
}
