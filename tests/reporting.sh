# Reports on recorded evidence. To be sourced by a script that has set $scratch,
# a folder of its own, and $PERFSCRIBE.
# shellcheck shell=sh disable=SC2154 # what is set elsewhere
set -eu

# report lays out the sources of both sides and runs perfscribe on the bundle;
# without a patch head is base. $CONFIG may be a configuration.
report() { # BUNDLE SOURCES JSON
    rm -rf "$scratch/base" "$scratch/head"
    cp -R "$2" "$scratch/base"
    cp -R "$2" "$scratch/head"
    [ ! -e "$1/changes.patch" ] || patch -d "$scratch/head" -p1 -s <"$1/changes.patch"
    "$PERFSCRIBE" report --quiet --fail-on never ${CONFIG:+--config "$CONFIG"} \
        --source-root "$scratch/head" --base-source-root "$scratch/base" --json "$3" "$1"
}
