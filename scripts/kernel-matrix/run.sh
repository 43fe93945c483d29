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

# Makes the jar, unless the kernel part alone is asked for, which has no need of it.
build() {
  JAVA_HOME=$("$root/scripts/find-jdk.sh" 17+)
  case $1 in
    *arm64* | *unequal*) SCHEDPROBE_REQUIRE_ARM64=1 ;;
    *agent* | *hybrid*) SCHEDPROBE_REQUIRE_ARM64=${SCHEDPROBE_REQUIRE_ARM64:-} ;;
    *) return 0 ;;
  esac
  export JAVA_HOME SCHEDPROBE_REQUIRE_ARM64
  (cd "$root" && ./mvnw -q -B -ntp package -DskipTests -pl javaagent -am)
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

mkdir -p "$out"
chosen "$@" >"$out/chosen"
parts=$(awk '{ for (i = 2; i <= NF; i++) print $i }' "$out/chosen" | sort -u)
build "$parts"
for part in $parts; do
  prepare "$part"
done
# First the kernels, one by one: they share a package list. Then a guest for each CPU.
awk '{ print $1 }' "$out/chosen" | while read -r line; do
  "$here/find-kernel.sh" "$cache" "$line" >"$out/$line.image" || rm "$out/$line.image"
done
awk '{ for (i = 2; i <= NF; i++) print $1, $i }' "$out/chosen" >"$out/tries"
xargs -P "$(nproc)" -n 2 "$here/try.sh" "$out" <"$out/tries"
while read -r line part; do
  cat "$out/$line.$part.tsv"
done <"$out/tries" >"$out/results.tsv"

if [ $# -eq 0 ]; then
  {
    echo "# of the kernel programs $("$here/tables.sh" --programs)"
    cat "$out/results.tsv"
  } >"$root/docs/kernels.tsv"
  "$here/tables.sh"
fi
failed=$(awk -F '\t' '$5 == "fail"' "$out/results.tsv" | wc -l)
echo "kernels.sh: $(wc -l <"$out/results.tsv") checks, $failed failed; logs in target/kernel-matrix"
[ "$failed" -eq 0 ]
