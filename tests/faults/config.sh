# Bad configurations; sourced by run.sh. Nothing is reported by limits that
# nobody meant: exit code 2 with file and line, and the earlier reports stay.
# shellcheck shell=sh disable=SC2154 # what run.sh sets

config=$work/perfscribe.json
rm -rf "$work/configured"
cp -R "$work/before/alone" "$work/configured"

# The configuration is in $config.
misconfigured() { # NAME CODE WORD...
    name=$1 expected=$2
    shift 2
    report --config "$config" --out "$work/configured" "$work/good"
    why=$(judge "$expected" "$config" "$@")
    same_files "$work/before/alone" "$work/configured" ||
        why="$why the earlier reports changed."
    case_ends "a configuration with $name" "$why"
}

: >"$config"
misconfigured 'nothing in it' 2 ':1:'
echo '{ "gates": { "alpha": NaN } }' >"$config"
misconfigured NaN 2 ':1:'
echo '{ "gates": { "alpha": 0.01 } } }' >"$config"
misconfigured 'trailing bytes' 2 ':1:'
printf '{\n"gatse": {} }' >"$config"
misconfigured 'an unknown key' 2 ':2:' 'did you mean "gates"?'
printf '{\n"gates": {},\n"gates": {} }' >"$config"
misconfigured 'a key twice' 2 ':3:' 'line 2'
printf '{ "waivers": [\n{ "limit": -1 } ] }' >"$config"
misconfigured 'a limit below 0' 2 ':2:' limit
printf '{ "\\u001b]0;\\u0007\\u202e": 1 }' >"$config"
misconfigured 'control characters in a key' 2 '\x1b' '\x07' '\u{202e}'
printf '{}\0{}' >"$config"
misconfigured 'a NUL' 2 NUL
{ printf '{ "ignore": '; head -c 100000 /dev/zero | tr '\0' '['; } >"$config"
misconfigured 'deep nesting' 5 deeper
{ printf '{}'; head -c 10485760 /dev/zero | tr '\0' ' '; } >"$config"
misconfigured '10 MB' 5 smaller
{ printf '{ "'; head -c 1000000 /dev/zero | tr '\0' k; printf '": 1 }'; } >"$config"
misconfigured 'a long key' 2 'kkk" is not known'
rm "$config"
report --config "$config" --out "$work/configured" "$work/good"
case_ends 'no such configuration' "$(judge 2 "$config" 'No such file')"

# init says what it could not write, and leaves what is there.
mkdir "$work/project"
ln -s "$work/elsewhere" "$work/project/.github"
run init "$work/project"
case_ends 'init where a link leads away' \
    "$(judge 4 .github 'is no folder')$([ ! -e "$work/elsewhere" ] || echo ' it followed the link.')"
run init "$work/nowhere"
case_ends 'init without a folder' "$(judge 2 "$work/nowhere" 'no folder')"
