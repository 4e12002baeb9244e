#!/bin/sh
# Installs the Debian or Ubuntu packages that are missing, and says which.
# Asks pkg-config (and the shell, for programs) first: on a machine that has
# everything this prints nothing and needs no root.
#
#   tests/deps.sh            what `make` and `make test` need
#   tests/deps.sh checks     also what lint, fuzz, sanitize and coverage need
set -eu

missing=""
need_library() { # PKG-CONFIG-NAME PACKAGE
    if ! command -v pkg-config >/dev/null 2>&1 || ! pkg-config --exists "$1"; then
        missing="$missing $2"
    fi
}
need_program() { # PROGRAM PACKAGE
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

need_program pkg-config pkg-config
need_program "${CC:-gcc}" gcc
# gcc only recommends it, and does not compile without it.
[ -e /usr/include/stdio.h ] || missing="$missing libc6-dev"
need_library libcjson libcjson-dev
need_library libcurl libcurl4-openssl-dev
need_library libprotobuf-c libprotobuf-c-dev
need_program protoc-c protobuf-c-compiler
need_program patch patch
need_library libxml-2.0 libxml2-dev
need_library sqlite3 libsqlite3-dev
need_library zlib zlib1g-dev
need_library cmocka libcmocka-dev
if [ "${1:-}" = checks ]; then
    need_program clang-19 clang-19
    # The run-time library of the sanitizers and of libFuzzer.
    [ -n "$(find /usr/lib/llvm-19 -name 'libclang_rt.fuzzer*.a' 2>/dev/null)" ] ||
        missing="$missing libclang-rt-19-dev"
    need_program clang-format-19 clang-format-19
    need_program cppcheck cppcheck
    need_program ctags universal-ctags
    need_program shellcheck shellcheck
    need_program gcovr gcovr
    need_program git git
fi
[ -n "$missing" ] || exit 0

sudo=""
if [ "$(id -u)" -ne 0 ]; then
    sudo=sudo
    if ! command -v sudo >/dev/null 2>&1; then
        echo "perfscribe needs these packages:$missing" >&2
        echo "Install them as root: apt-get install$missing" >&2
        exit 2
    fi
fi
echo "Installing missing packages:$missing"
$sudo apt-get update -qq
# shellcheck disable=SC2086 # one word a package
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq \
    --no-install-recommends $missing >/dev/null
