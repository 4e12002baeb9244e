#!/bin/sh
# Names each use of what the code must not use, with the reason; exit 1 if
# there is one.
#
#   tests/lint/banned.sh [ROOT]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/../..}"
code=$(mktemp)
trap 'rm -f "$code"' EXIT
find cmd core formats templates tests -name '*.[ch]' | sort |
    xargs awk -f "$here/code.awk" >"$code"

found=0
# FOLDERS and PATTERN are extended regular expressions; a match does not begin
# inside a word.
ban() { # FOLDERS PATTERN REASON
    hits=$(grep -E "^($1)/[^:]*:[0-9]*:(.*[^[:alnum:]_])?($2)" "$code") || return 0
    printf '%s\n' "$hits" | sed "s|\$|    <- $3|"
    found=1
}
ban_calls() { # FOLDERS FUNCTIONS REASON
    ban "$1" "($2) *\\(" "$3"
}
all='cmd|core|formats|templates|tests'

ban_calls "$all" 'strcpy|strcat|stpcpy|sprintf|vsprintf|gets' \
    'knows no bound: use struct buffer or snprintf'
ban_calls "$all" 'strncpy|strncat' \
    'may leave text without its end: use struct buffer or memcpy'
ban_calls 'cmd|core|formats|templates' 'atoi|atol|atoll|atof|scanf|fscanf|sscanf' \
    'cannot tell a bad number: use core/base/cursor.h'
ban_calls "$all" 'strtok|strtok_r|gmtime|localtime|asctime|ctime|strsignal' \
    'keeps hidden state or writes into its input'
ban_calls "$all" 'system|popen|alloca|mktemp|tmpnam|tempnam|rand|srand|random' \
    'is unsafe, or differs from run to run'
ban_calls "$all" 'setlocale|uselocale' 'the same bytes everywhere: no locale'
ban "$all" 'typedef ' 'a struct is called struct'
ban "$all" '.*//' 'comments are /* */'
ban_calls 'core/(stats|model|rules|analysis|history)|formats' \
    'malloc|calloc|realloc|free|strdup|strndup|asprintf|vasprintf' \
    'memory comes from an arena or core/base/memory.h'
ban_calls 'core|formats' \
    'printf|vprintf|dprintf|fprintf|vfprintf|puts|fputs|putchar|fputc|perror' \
    'only cmd talks to the terminal'
ban 'core|formats' 'std(out|err)([^[:alnum:]_]|$)' \
    'only cmd talks to the terminal'
ban_calls 'core|formats' 'exit|abort|getenv|secure_getenv' \
    'only cmd ends the program and knows the environment'
ban_calls 'core|formats' 'time|clock|clock_gettime|gettimeofday' \
    'the same input gives the same bytes: no clock'
exit "$found"
