#include "core/analysis/sources/code_match.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/base/memory.h"

/* Keys of lines or tokens from..to, and where their matches go. */
struct sequence {
    const char *const *keys; /* NULL matches nothing */
    const uint32_t *weights;
    uint32_t *twins;
    size_t from, to;
};

static size_t length_of(const struct sequence *sequence)
{
    return sequence->to - sequence->from;
}

static bool are_equal(const struct sequence *left, size_t i,
                      const struct sequence *right, size_t j)
{
    return left->keys[i] != NULL && left->keys[i] == right->keys[j];
}

static void match_pair(const struct sequence *left, size_t i,
                       const struct sequence *right, size_t j)
{
    left->twins[i] = (uint32_t)j;
    right->twins[j] = (uint32_t)i;
}

/* What both begin and end with is as long as can be, and need no table. */
static void match_ends(struct sequence *left, struct sequence *right)
{
    while (left->from < left->to && right->from < right->to &&
           are_equal(left, left->from, right, right->from)) {
        match_pair(left, left->from++, right, right->from++);
    }
    while (left->from < left->to && right->from < right->to &&
           are_equal(left, left->to - 1, right, right->to - 1)) {
        match_pair(left, --left->to, right, --right->to);
    }
}

/* best[i][j]: the weight of what i.. and j.. have in common. */
static void fill_table(const struct sequence *left,
                       const struct sequence *right, uint32_t *best)
{
    size_t rows = length_of(left), columns = length_of(right);
    size_t width = columns + 1;
    for (size_t i = rows; i-- > 0;) {
        for (size_t j = columns; j-- > 0;) {
            uint32_t down = best[(i + 1) * width + j];
            uint32_t most = best[i * width + j + 1];
            most = down > most ? down : most;
            if (are_equal(left, left->from + i, right, right->from + j)) {
                uint32_t weight =
                    left->weights != NULL ? left->weights[left->from + i] : 1;
                uint32_t both = best[(i + 1) * width + j + 1] + weight;
                most = both > most ? both : most;
            }
            best[i * width + j] = most;
        }
    }
}

static void read_table(const struct sequence *left,
                       const struct sequence *right, const uint32_t *best)
{
    size_t rows = length_of(left), columns = length_of(right);
    size_t width = columns + 1;
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        uint32_t here = best[i * width + j];
        if (here == best[(i + 1) * width + j]) {
            i++;
        } else if (here == best[i * width + j + 1]) {
            j++;
        } else {
            match_pair(left, left->from + i++, right, right->from + j++);
        }
    }
}

/* The heaviest common subsequence, as far as the budget goes. */
static void match_sequences(struct code_matcher *matcher, struct sequence left,
                            struct sequence right)
{
    match_ends(&left, &right);
    size_t rows = length_of(&left), columns = length_of(&right);
    if (rows == 0 || columns == 0) {
        return;
    }
    if (columns >= matcher->steps_left ||
        rows >= matcher->steps_left / (columns + 1)) {
        matcher->steps_left = 0;
        return;
    }
    matcher->steps_left -= rows * columns;
    uint32_t *best =
        memory_allocate(memory_size((rows + 1) * (columns + 1), sizeof(*best)));
    fill_table(&left, &right, best);
    read_table(&left, &right, best);
    memory_release(best);
}

void code_add_line(struct code *code, struct arena *arena, uint32_t count)
{
    *LIST_PUSH(arena, &code->lines) = (struct code_line){
        .first = (uint32_t)code->tokens.count - count,
        .count = count,
        .twin = CODE_NONE,
    };
}

/* Lines and tokens of a side as sequences. */
struct side {
    struct code *code;
    struct sequence lines, tokens;
};

static const char *key_of_line(const struct code_matcher *matcher,
                               const struct code *code,
                               const struct code_line *line)
{
    struct buffer text;
    buffer_init(&text);
    for (uint32_t i = 0; i < line->count; i++) {
        buffer_byte(&text, 0x1f);
        buffer_text(&text, code->tokens.items[line->first + i].text);
    }
    const char *key =
        line->count == 0
            ? NULL
            : strings_intern(matcher->strings, text.bytes, text.length);
    buffer_release(&text);
    return key;
}

static uint32_t *no_twins(struct arena *arena, size_t count)
{
    uint32_t *twins = arena_array(arena, count, sizeof(*twins));
    memset(twins, 0xff, count * sizeof(*twins));
    return twins;
}

/* A name says more about where a piece of code is from than a bracket. */
static uint32_t weight_of(const char *token)
{
    return token[0] != '\0' && strchr("()[]{},.;:=", token[0]) != NULL ? 1 : 3;
}

static struct side side_of(const struct code_matcher *matcher,
                           struct code *code)
{
    struct arena *arena = matcher->arena;
    size_t lines = code->lines.count, tokens = code->tokens.count;
    const char **line_keys = arena_array(arena, lines, sizeof(*line_keys));
    uint32_t *weights = arena_array(arena, lines, sizeof(*weights));
    const char **token_keys = arena_array(arena, tokens, sizeof(*token_keys));
    uint32_t *token_weights = arena_array(arena, tokens, sizeof(uint32_t));
    for (size_t i = 0; i < lines; i++) {
        line_keys[i] = key_of_line(matcher, code, &code->lines.items[i]);
        weights[i] = code->lines.items[i].count;
    }
    for (size_t i = 0; i < tokens; i++) {
        token_keys[i] = code->tokens.items[i].text;
        token_weights[i] = weight_of(token_keys[i]);
    }
    return (struct side){
        .code = code,
        .lines = { line_keys, weights, no_twins(arena, lines), 0, lines },
        .tokens = { token_keys, token_weights, no_twins(arena, tokens), 0,
                    tokens },
    };
}

static void match_line(const struct side *left, size_t i,
                       const struct side *right, size_t j)
{
    const struct code_line *from = &left->code->lines.items[i];
    const struct code_line *to = &right->code->lines.items[j];
    for (uint32_t k = 0; k < from->count; k++) {
        match_pair(&left->tokens, from->first + k, &right->tokens,
                   to->first + k);
    }
}

static size_t first_token(const struct code *code, size_t line)
{
    return line < code->lines.count ? code->lines.items[line].first
                                    : code->tokens.count;
}

/* The tokens before the lines, and behind the lines that matched last. */
static void match_gap(struct code_matcher *matcher, struct side *left, size_t i,
                      struct side *right, size_t j)
{
    left->tokens.to = first_token(left->code, i);
    right->tokens.to = first_token(right->code, j);
    match_sequences(matcher, left->tokens, right->tokens);
    left->tokens.from = first_token(left->code, i + 1);
    right->tokens.from = first_token(right->code, j + 1);
}

static bool stands_together(const struct code_line *line, const uint32_t *twins)
{
    for (uint32_t i = 0; i < line->count; i++) {
        if (twins[line->first + i] == CODE_NONE ||
            twins[line->first + i] != twins[line->first] + i) {
            return false;
        }
    }
    return true;
}

static uint32_t line_of_twin(const struct code *other, uint32_t twin)
{
    return twin == CODE_NONE ? CODE_NONE : other->tokens.items[twin].line;
}

/* The other side's line that has more than half of its tokens: by Boyer and
 * Moore's vote, then counted. */
static uint32_t most_of(const struct code_line *line, const uint32_t *twins,
                        const struct code *other)
{
    uint32_t candidate = CODE_NONE, votes = 0, count = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t of = line_of_twin(other, twins[line->first + i]);
        candidate = votes == 0 ? of : candidate;
        votes += of == candidate ? 1 : UINT32_MAX;
    }
    for (uint32_t i = 0; i < line->count; i++) {
        count += line_of_twin(other, twins[line->first + i]) == candidate;
    }
    return 2 * count > line->count ? candidate : CODE_NONE;
}

/* A token that spans lines speaks for all of them. */
static void spread_long_tokens(struct code *code, const uint32_t *twins)
{
    for (size_t i = 0; i < code->tokens.count; i++) {
        const struct code_token *token = &code->tokens.items[i];
        for (uint32_t line = token->line + 1; line <= token->last; line++) {
            code->lines.items[line].is_same &= twins[i] != CODE_NONE;
        }
    }
}

static void conclude(struct side *side, const struct code *other)
{
    struct code *code = side->code;
    for (size_t i = 0; i < code->tokens.count; i++) {
        code->tokens.items[i].twin = side->tokens.twins[i];
    }
    for (size_t i = 0; i < code->lines.count; i++) {
        struct code_line *line = &code->lines.items[i];
        line->is_same = stands_together(line, side->tokens.twins);
        line->twin = most_of(line, side->tokens.twins, other);
    }
    spread_long_tokens(code, side->tokens.twins);
}

void code_match(struct code_matcher *matcher, struct code *left,
                struct code *right)
{
    struct side from = side_of(matcher, left), to = side_of(matcher, right);
    match_sequences(matcher, from.lines, to.lines);
    for (size_t i = 0; i < left->lines.count; i++) {
        uint32_t twin = from.lines.twins[i];
        if (twin != CODE_NONE) {
            match_line(&from, i, &to, twin);
            match_gap(matcher, &from, i, &to, twin);
        }
    }
    match_gap(matcher, &from, left->lines.count, &to, right->lines.count);
    conclude(&from, right);
    conclude(&to, left);
}
