#include "core/analysis/sources/patch_code.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/model/go_tokens.h"

/* The tokens of a text with the lines in which they stand. */
struct token_walk {
    struct span text;
    size_t position;
    size_t counted; /* bytes whose line breaks are in `line` */
    uint32_t line;  /* of the token's first byte */
    struct span token;
};

static uint32_t count_breaks(const char *from, const char *to)
{
    uint32_t count = 0;
    for (; from < to; from++) {
        count += *from == '\n';
    }
    return count;
}

static bool next_token(struct token_walk *walk)
{
    if (!go_token_next(walk->text, &walk->position, &walk->token)) {
        return false;
    }
    walk->line +=
        count_breaks(walk->text.bytes + walk->counted, walk->token.bytes);
    walk->counted = (size_t)(walk->token.bytes - walk->text.bytes);
    return true;
}

/* "f(a,\n b,\n)": the last one. */
static bool is_idle_comma(const struct token_walk *walk)
{
    size_t position = walk->position;
    struct span next;
    return walk->token.bytes[0] == ',' &&
           go_token_next(walk->text, &position, &next) &&
           strchr(")]}", next.bytes[0]) != NULL;
}

/* Ends the lines before `line` with the tokens that are in none yet. */
static void end_lines(struct code *code, struct arena *arena, size_t line)
{
    while (code->lines.count < line) {
        size_t count = code->lines.count;
        const struct code_line *before =
            count > 0 ? &code->lines.items[count - 1] : NULL;
        uint32_t end = before == NULL ? 0 : before->first + before->count;
        code_add_line(code, arena, (uint32_t)code->tokens.count - end);
    }
}

static struct code_token *add_token(struct code *code,
                                    struct code_matcher *matcher,
                                    const struct token_walk *walk)
{
    const char *bytes = walk->token.bytes;
    struct code_token *token = LIST_PUSH(matcher->arena, &code->tokens);
    token->written =
        strings_intern(matcher->strings, bytes, walk->token.length);
    token->text = token->written;
    token->line = walk->line;
    token->last = walk->line + count_breaks(bytes, bytes + walk->token.length);
    return token;
}

void patch_code_read(struct patch_code *side, struct code_matcher *matcher,
                     const struct local_renames *renames, bool is_head)
{
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < side->entries.count; i++) {
        buffer_text(&text, i == 0 ? "" : "\n");
        buffer_text(&text, side->entries.items[i]->text);
    }
    side->code = (struct code){ .tokens = { .items = NULL } };
    struct token_walk walk = { .text = { text.bytes, text.length } };
    bool after_dot = false;
    while (next_token(&walk)) {
        end_lines(&side->code, matcher->arena, walk.line);
        if (!is_idle_comma(&walk)) {
            struct code_token *token = add_token(&side->code, matcher, &walk);
            token->text =
                after_dot ? token->written
                          : local_renames_of(renames, is_head, token->written);
        }
        after_dot = walk.token.bytes[0] == '.';
    }
    end_lines(&side->code, matcher->arena, side->entries.count);
    buffer_release(&text);
}
