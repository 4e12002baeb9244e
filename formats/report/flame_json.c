#include "formats/report/flame_json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "formats/json/json_tree.h"

static const double graph_width = 1200;
static const double row_height = 18;
static const double character_width = 6.6; /* of 11 px monospace */

/* A class of the style sheet, and the same colour for where no style sheet may
 * act (Jenkins serves pages so). */
struct tint {
    const char *class_name, *fill;
};

/* Steps of red and blue, by the change of its part of the whole. */
static struct tint tint_of(const struct flame_frame *frame)
{
    static const struct {
        double least;
        struct tint up, down;
    } steps[] = {
        { 0.05, { "up3", "#e66f5b" }, { "down3", "#5c98d4" } },
        { 0.02, { "up2", "#f19a88" }, { "down2", "#93bfe9" } },
        { 0.005, { "up1", "#f9cfc6" }, { "down1", "#cfe3f7" } },
    };
    double difference = frame->head - frame->base;
    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
        if (frame->is_certain && fabs(difference) > steps[i].least) {
            return difference > 0 ? steps[i].up : steps[i].down;
        }
    }
    return (struct tint){ "same", "#e6e2d8" };
}

/* At most `length` bytes of the text, without a part of a character. */
static size_t whole_characters(const char *text, size_t length)
{
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) {
        length--;
    }
    return length;
}

/* As much of the name as fits the box, without its package where that is too
 * much; nothing when there is no room to speak of. */
static void add_label(cJSON *object, const struct flame_frame *frame,
                      double width)
{
    const char *name = go_symbol_short(frame->function);
    const char *dot = strchr(name, '.');
    size_t room = (size_t)(width / character_width);
    struct buffer label;
    if (strlen(name) > room && dot != NULL) {
        name = dot + 1;
    }
    buffer_init(&label);
    if (strlen(name) <= room) {
        buffer_text(&label, name);
    } else if (room > 4) {
        buffer_append(&label, name, whole_characters(name, room - 2));
        buffer_text(&label, "..");
    }
    json_add_optional(object, "label", label.bytes);
    buffer_release(&label);
}

static void add_figures(struct buffer *title, const struct flame_frame *frame,
                        bool is_per_operation)
{
    struct quantity base = quantity_percent(frame->base);
    struct quantity head = quantity_percent(frame->head);
    if (!is_per_operation) {
        buffer_printf(title, "%s of base, %s of head", base.text, head.text);
    } else if (frame->base > 0) {
        buffer_printf(title, "%s of base's time, now %s (%s)", base.text,
                      head.text,
                      quantity_change(frame->head / frame->base).text);
    } else {
        buffer_printf(title, "not in base, now %s of base's time", head.text);
    }
}

/* The page's script parts it at the last ": ". */
static void add_title(cJSON *object, const struct flame_frame *frame,
                      bool is_per_operation)
{
    struct buffer title;
    buffer_init(&title);
    buffer_printf(&title, "%s: ", go_symbol_short(frame->function));
    add_figures(&title, frame, is_per_operation);
    json_add_text(object, "title", title.bytes);
    buffer_release(&title);
}

static void add_pixels(cJSON *object, const char *name, double pixels)
{
    char text[32];
    snprintf(text, sizeof(text), "%.1f", pixels);
    cJSON_AddRawToObject(object, name, text);
}

static void add_frame(cJSON *list, const struct flame_frame *frame,
                      bool is_per_operation)
{
    cJSON *object = json_push_object(list);
    struct tint tint = tint_of(frame);
    double width = frame->width * graph_width;
    double top = frame->depth * row_height;
    add_pixels(object, "x", frame->start * graph_width);
    add_pixels(object, "y", top);
    add_pixels(object, "width", width);
    add_pixels(object, "text_x", frame->start * graph_width + 3);
    add_pixels(object, "text_y", top + 13);
    add_label(object, frame, width);
    add_title(object, frame, is_per_operation);
    json_add_text(object, "class", tint.class_name);
    json_add_text(object, "fill", tint.fill);
    json_add_flag(object, "in_source", frame->in_source);
}

void add_flame_json(cJSON *root, const struct report *report)
{
    if (report->flame.count == 0) {
        return;
    }
    const struct flame_frame *whole = &report->flame.items[0];
    cJSON *flame = json_add_object(root, "flame");
    json_add_flag(flame, "is_per_operation", report->flame_is_per_operation);
    json_add_quantity(flame, "head_text", quantity_percent(whole->head));
    json_add_quantity(flame, "least_text",
                      quantity_percent(report->flame_least_width));
    cJSON *list = json_add_array(flame, "frames");
    double height = 0;
    for (size_t i = 0; i < report->flame.count; i++) {
        const struct flame_frame *frame = &report->flame.items[i];
        double bottom = (frame->depth + 1) * row_height;
        height = bottom > height ? bottom : height;
        add_frame(list, frame, report->flame_is_per_operation);
    }
    add_pixels(flame, "viewbox_width", graph_width);
    add_pixels(flame, "viewbox_height", height);
}
