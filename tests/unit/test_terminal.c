/*
 * What only a person's terminal gets: colours and the line of progress.
 */
#include "command_support.h"

#include <pty.h>
#include <signal.h>
#include <termios.h>

#include "cmd/progress.h"

/* A terminal in place of a stream; what arrives is read from `master`. */
struct terminal {
    FILE *stream;
    int descriptor, kept, master;
};

static struct terminal open_terminal(FILE *stream, int descriptor)
{
    int master, slave;
    struct termios raw;
    if (openpty(&master, &slave, NULL, NULL, NULL) != 0) {
        skip(); /* no terminals to be had here */
    }
    tcgetattr(slave, &raw);
    cfmakeraw(&raw);
    tcsetattr(slave, TCSANOW, &raw);
    fflush(stream);
    struct terminal terminal = { .stream = stream,
                                 .descriptor = descriptor,
                                 .kept = dup(descriptor),
                                 .master = master };
    dup2(slave, descriptor);
    close(slave);
    return terminal;
}

/* Gives the stream back; what the terminal has shown. The system passes it on
 * in its own time: all has arrived when reading fails, the other end closed. */
static const char *close_terminal(const struct terminal *terminal)
{
    static char shown[8192];
    size_t length = 0;
    ssize_t added;
    put_back(terminal->stream, terminal->descriptor, terminal->kept);
    while (length < sizeof(shown) - 1 &&
           (added = read(terminal->master, shown + length,
                         sizeof(shown) - 1 - length)) > 0) {
        length += (size_t)added;
    }
    close(terminal->master);
    shown[length] = '\0';
    return shown;
}

static void mask_alarms(int how)
{
    sigset_t alarms;
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    sigprocmask(how, &alarms, NULL);
}

static const char *report_on_terminal(struct folder *folder)
{
    static const char text[] = "BenchmarkJoin-8 100 10 ns/op\n";
    folder_text(folder, "shop/base/b.txt", text);
    folder_text(folder, "shop/head/b.txt", text);
    const char *words[] = { "report", "--out", folder_path(folder, "out"),
                            folder_path(folder, "shop") };
    char *arguments[4];
    for (size_t i = 0; i < 4; i++) {
        arguments[i] = arena_printf(&folder->arena, "%s", words[i]);
    }
    struct terminal terminal = open_terminal(stdout, STDOUT_FILENO);
    int code = command_report.run(&command_report, 4, arguments);
    const char *shown = close_terminal(&terminal);
    assert_int_equal(code, EXIT_OK);
    assert_part(shown, "Reports: ");
    return shown;
}

static bool has_colours(const char *shown)
{
    return strchr(shown, '\033') != NULL;
}

static void test_colours_on_a_terminal(void **state)
{
    unsetenv("NO_COLOR");
    setenv("TERM", "xterm", 1);
    assert_true(has_colours(report_on_terminal(*state)));
    setenv("NO_COLOR", "", 1); /* no-color.org: when it is not empty */
    assert_true(has_colours(report_on_terminal(*state)));
}

static void test_no_colours_where_they_are_not_wanted(void **state)
{
    setenv("TERM", "xterm", 1);
    setenv("NO_COLOR", "1", 1);
    assert_false(has_colours(report_on_terminal(*state)));
    unsetenv("NO_COLOR");
    setenv("TERM", "dumb", 1);
    assert_false(has_colours(report_on_terminal(*state)));
    unsetenv("TERM");
    assert_false(has_colours(report_on_terminal(*state)));
}

/* The alarm comes after a second; the name is cut where it is not plain. */
static void test_progress_when_work_takes_long(void **state)
{
    (void)state;
    struct terminal terminal = open_terminal(stderr, STDERR_FILENO);
    mask_alarms(SIG_BLOCK);
    progress_show("bundles/gin\033[2J");
    alarm(0);       /* its own, where it has not come yet; */
    raise(SIGALRM); /* where it has, the two are one */
    mask_alarms(SIG_UNBLOCK);
    progress_clear();
    raise(SIGALRM); /* too late: nothing is being worked on */
    assert_string_equal(close_terminal(&terminal),
                        "perfscribe: working on bundles/gin ...\r\033[K");
}

static void test_no_progress_when_it_is_quick(void **state)
{
    (void)state;
    struct terminal terminal = open_terminal(stderr, STDERR_FILENO);
    mask_alarms(SIG_BLOCK); /* it is quick, whatever it takes */
    progress_show("bundles/gin");
    progress_clear();
    mask_alarms(SIG_UNBLOCK);
    assert_string_equal(close_terminal(&terminal), "");
}

/* A log file gets no line that comes and goes. */
static void test_no_progress_in_a_file(void **state)
{
    const char *path = folder_path(*state, "log");
    int kept = redirect(stderr, STDERR_FILENO, path);
    signal(SIGALRM, SIG_IGN);
    progress_show("bundles/gin");
    raise(SIGALRM);
    progress_clear();
    put_back(stderr, STDERR_FILENO, kept);
    assert_file(path, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(test_colours_on_a_terminal),
        folder_test(test_no_colours_where_they_are_not_wanted),
        cmocka_unit_test(test_progress_when_work_takes_long),
        cmocka_unit_test(test_no_progress_when_it_is_quick),
        folder_test(test_no_progress_in_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
