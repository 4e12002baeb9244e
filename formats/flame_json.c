#include "formats/flame_json.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "formats/json_tree.h"

static const double graph_width = 1200;
static const double row_height = 18;
static const double character_width = 6.6; /* of 11 px monospace */

/* Five steps of red and blue, by the change of its share of all samples. */
static const char *class_of(const struct flame_frame *frame)
{
    double difference = frame->head - frame->base;
    if (difference > 0.05) {
        return "up3";
    }
    if (difference > 0.02) {
        return "up2";
    }
    if (difference > 0.005) {
        return "up1";
    }
    if (difference < -0.05) {
        return "down3";
    }
    if (difference < -0.02) {
        return "down2";
    }
    return difference < -0.005 ? "down1" : "same";
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

static void add_title(cJSON *object, const struct flame_frame *frame)
{
    struct buffer title;
    buffer_init(&title);
    buffer_printf(
        &title, "%s: %s of base, %s of head", go_symbol_short(frame->function),
        quantity_percent(frame->base).text, quantity_percent(frame->head).text);
    json_add_text(object, "title", title.bytes);
    buffer_release(&title);
}

static void add_pixels(cJSON *object, const char *name, double pixels)
{
    char text[32];
    snprintf(text, sizeof(text), "%.1f", pixels);
    cJSON_AddRawToObject(object, name, text);
}

static void add_frame(cJSON *list, const struct flame_frame *frame)
{
    cJSON *object = json_push_object(list);
    double width = frame->width * graph_width;
    double top = frame->depth * row_height;
    add_pixels(object, "x", frame->start * graph_width);
    add_pixels(object, "y", top);
    add_pixels(object, "width", width);
    add_pixels(object, "text_x", frame->start * graph_width + 3);
    add_pixels(object, "text_y", top + 13);
    add_label(object, frame, width);
    add_title(object, frame);
    json_add_text(object, "class", class_of(frame));
}

void add_flame_json(cJSON *root, const struct report *report)
{
    if (report->flame.count == 0) {
        return;
    }
    cJSON *flame = json_add_object(root, "flame");
    cJSON *list = json_add_array(flame, "frames");
    double height = 0;
    for (size_t i = 0; i < report->flame.count; i++) {
        const struct flame_frame *frame = &report->flame.items[i];
        double bottom = (frame->depth + 1) * row_height;
        height = bottom > height ? bottom : height;
        add_frame(list, frame);
    }
    add_pixels(flame, "viewbox_width", graph_width);
    add_pixels(flame, "viewbox_height", height);
}
