#!/bin/sh
# Boots one kernel with one part, and prints its checks. They are in <directory>/<release line>.<part>.tsv, as lines
# of "release line, release, part, check, verdict, detail", tab-separated.
# The path of the kernel's image is in <directory>/<release line>.image, the part in <directory>/<part>.cpio.
#   usage: try.sh <directory> <release line> <part>
set -eu
out=$1
line=$2
part=$3
here=$(cd "$(dirname "$0")" && pwd)
log=$out/$line.$part.log
results=$out/$line.$part.tsv

boot() {
  case $part in
    kernel) "$here/boot.sh" "$1" "$out/$part.cpio" "$log" 300 512 ;;
    arm64) "$here/boot.sh" "$1" "$out/$part.cpio" "$log" 900 512 ;;
    unequal) "$here/boot.sh" "$1" "$out/$part.cpio" "$log" 900 512 "$out/$part.dtb" ;;
    agent | hybrid) "$here/boot.sh" "$1" "$out/$part.cpio" "$log" 1200 1536 ;;
  esac
}

results() {
  tr -d '\r' <"$log" | awk -F '\t' -v OFS='\t' -v line="$line" -v part="$part" '
    /^guest: up, / { split($0, words, /[, ]+/); release = words[3] }
    /^guest: done/ { done = 1; split($0, words, /[, ]+/); status = words[3] }
    $1 == "check" { checks++; failed += $3 != "pass"; print line, release, part, $2, $3, $4 }
    END {
      if (!done) whole = "the guest did not come to its end"
      else if (!checks) whole = "the guest made no check; it ended with status " status
      else if (status != "0" && !failed) whole = "the guest ended with status " status ", though no check failed"
      if (whole) print line, release, part, "whole", "fail", whole
    }'
}

rm -f "$log"*
if [ -e "$out/$line.image" ]; then
  boot "$(cat "$out/$line.image")" || true
  [ -e "$log" ] || touch "$log"
  results >"$results"
else
  printf '%s\t\t%s\tkernel package\tfail\tnot found\n' "$line" "$part" >"$results"
fi
# In one piece, for others may be printing too.
text=$(awk -F '\t' '{ printf "%-5s %-22s %s\n", $5, $4, $6 }' "$results")
printf '== %s, %s part\n%s\n' "$line" "$part" "$text"
