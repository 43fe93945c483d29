#!/bin/sh
# Runs the kernel matrix: see kernels.sh, which sees to what this needs.
#   usage: run.sh [<release line>...]
set -eu
cd "$(dirname "$0")"
here=$(pwd)
root=$(cd ../.. && pwd)
out=$root/target/kernel-matrix
cache=${SCHEDPROBE_KERNELS:-${HOME:-/root}/.cache/schedprobe/kernels}

# The lines of the matrix that were asked for, or all.
chosen() {
  if [ $# -eq 0 ]; then
    sed '/^#/d; /^$/d' matrix
  else
    for line in "$@"; do
      awk -v line="$line" '$1 == line { found = 1; print } END { exit !found }' matrix || {
        echo "kernels.sh: $line is not in scripts/kernel-matrix/matrix" >&2
        return 2
      }
    done
  fi
}

# Makes $out/<part>.cpio.
prepare() {
  files=$out/files/$1
  rm -rf "$files"
  mkdir -p "$files"
  "$here/prepare-$1.sh" "$files"
  "$here/pack.sh" "$files" "$out/$1.cpio"
  rm -rf "$files"
}

# The guest's checks as lines of "line, release, part, check, verdict, detail", tab-separated.
results() {
  tr -d '\r' <"$3" | awk -F '\t' -v OFS='\t' -v line="$1" -v part="$2" '
    /^guest: up, / { split($0, words, /[, ]+/); release = words[3] }
    /^guest: done/ { done = 1 }
    $1 == "check" { print line, release, part, $2, $3, $4 }
    END { if (!done) print line, release, part, "whole", "fail", "the guest did not come to its end" }'
}

try() {
  line=$1
  part=$2
  log=$out/$line.$part.log
  rm -f "$log"*
  echo "== $line, $part part"
  if image=$("$here/find-kernel.sh" "$cache" "$line"); then
    case $part in
      kernel) "$here/boot.sh" "$image" "$out/$part.cpio" "$log" 240 512 || true ;;
      arm64) "$here/boot.sh" "$image" "$out/$part.cpio" "$log" 900 512 || true ;;
      agent) "$here/boot.sh" "$image" "$out/$part.cpio" "$log" 400 1536 || true ;;
    esac
    [ -e "$log" ] || touch "$log"
    results "$line" "$part" "$log" >>"$out/results.tsv"
  else
    printf '%s\t\t%s\tkernel package\tfail\tnot found\n' "$line" "$part" >>"$out/results.tsv"
  fi
  awk -F '\t' -v line="$line" -v part="$part" \
    '$1 == line && $3 == part { printf "%-5s %-22s %s\n", $5, $4, $6 }' "$out/results.tsv"
}

mkdir -p "$out"
chosen "$@" >"$out/chosen"
: >"$out/results.tsv"
for part in $(awk '{ for (i = 2; i <= NF; i++) print $i }' "$out/chosen" | sort -u); do
  prepare "$part"
done
while read -r line parts; do
  for part in $parts; do
    try "$line" "$part"
  done
done <"$out/chosen"

if [ $# -eq 0 ]; then
  cp "$out/results.tsv" "$root/docs/kernels.tsv"
  "$here/tables.sh"
fi
failed=$(awk -F '\t' '$5 == "fail"' "$out/results.tsv" | wc -l)
echo "kernels.sh: $(wc -l <"$out/results.tsv") checks, $failed failed; logs in target/kernel-matrix"
[ "$failed" -eq 0 ]
