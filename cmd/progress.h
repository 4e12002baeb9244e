/*
 * One line on stderr while work takes longer than a second, and only on a
 * terminal.
 */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

/* What is being worked on; the text must stay until progress_clear(). */
void progress_show(const char *what);
void progress_clear(void);

#endif
