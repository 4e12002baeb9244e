#include "cmd/progress.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* The alarm's handler may only use what is async-signal-safe: write(). */
static const char *volatile current;
static volatile sig_atomic_t is_shown;

static void put(const char *text)
{
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored;
}

/* Names are shown as far as they are plain: no escape reaches a terminal. */
static void put_plain(const char *text)
{
    size_t length = 0;
    while (text[length] > ' ' && text[length] < 0x7f) {
        length++;
    }
    ssize_t ignored = write(STDERR_FILENO, text, length);
    (void)ignored;
}

static void on_alarm(int signal_number)
{
    (void)signal_number;
    const char *what = current;
    if (what != NULL) {
        put("perfscribe: working on ");
        put_plain(what);
        put(" ...\r");
        is_shown = 1;
    }
}

void progress_show(const char *what)
{
    if (!isatty(STDERR_FILENO)) {
        return;
    }
    current = what;
    struct sigaction action = { .sa_handler = on_alarm,
                                .sa_flags = SA_RESTART };
    sigaction(SIGALRM, &action, NULL);
    alarm(1);
}

void progress_clear(void)
{
    alarm(0);
    current = NULL;
    if (is_shown) {
        put("\033[K");
        is_shown = 0;
    }
}
