#!/usr/bin/env bash
# Makes a library whose functions all return one number, but for those that the given sources define.
#
#   stub_library.sh OUT SONAME VERSION ANSWER [SOURCE...] <FUNCTIONS
#
# FUNCTIONS: names, one a line. VERSION: of all symbols; empty for none. COMPILER: gcc -fPIC.
set -euo pipefail
out=$1 soname=$2 version=$3 answer=$4; shift 4
source=$out/$soname.c
{ cat "$@" </dev/null | grep -oE '\w+' || true; echo none; } | sort -u >"$out/$soname.names"
{ printf '#ifdef __cplusplus\nextern "C" {\n#endif\n'
  grep -vxFf "$out/$soname.names" | sed "s/.*/int &(void) { return $answer; }/" || true
  printf '#ifdef __cplusplus\n}\n#endif\n'; } >"$source"
options=(-Xlinker "-soname=$soname")
if [[ -n $version ]]; then
  echo "$version { global: *; };" >"$out/$soname.map"
  options+=(-Xlinker "--version-script=$out/$soname.map")
fi
read -ra compiler <<<"${COMPILER:-gcc -fPIC}"
"${compiler[@]}" -w -shared "${options[@]}" -o "$out/$soname" "$source" "$@"
rm -f "$source" "$out/$soname.names" "$out/$soname.map"
