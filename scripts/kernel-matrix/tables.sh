#!/bin/sh
# Writes the tables in docs/kernels.md and README.md, between their markers, from docs/kernels.tsv.
#   usage: tables.sh [--check|--programs]
#   --check: changes nothing, fails when a table is not what it should be, and says when the results are of other
#   kernel programs than these; --programs: prints what stands for these
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A row for each kernel, a column for each group of checks: the first word of their names, or the group that $3 puts
# it in. What was not tried because a part broke off before is not passed.
table() {
  awk -F '\t' -v columns="$1" -v titles="$2" -v groups="$3" '
    BEGIN {
      n = split(columns, column, " ")
      count = split(titles, title, "|")
      for (i = split(groups, pair, " "); i > 0; i--) { split(pair[i], side, "="); into[side[1]] = side[2] }
      row = "| kernel |"
      rule = "|---|"
      for (i = 1; i <= count; i++) { row = row " " title[i] " |"; rule = rule "---|" }
      print row
      print rule
    }
    /^#/ { next }
    !($1 in seen) { seen[$1] = 1; line[++lines] = $1 }
    {
      release[$1] = $2 ? $2 : release[$1]
      split($4, words, " ")
      group = $3 == "agent" || $3 == "hybrid" ? "agent" : words[1]
      if (group in into) group = into[group]
      if ($4 == "whole" || $4 == "kernel package") broken[$1, $3 == "agent" || $3 == "hybrid"] = 1
      key = $1 SUBSEP group
      if ($5 == "fail" || !(key in worst)) worst[key] = $5
    }
    END {
      say["pass"] = "yes"; say["fail"] = "**no**"; say[""] = "not tried"
      for (l = 1; l <= lines; l++) {
        row = "| " (release[line[l]] ? release[line[l]] : line[l]) " |"
        for (i = 1; i <= n; i++) {
          verdict = worst[line[l], column[i]]
          if (verdict == "" && ((line[l], column[i] == "agent") in broken)) verdict = "fail"
          row = row " " say[verdict] " |"
        }
        print row
      }
    }' docs/kernels.tsv
}

# Puts a file between the markers of another.
place() {
  awk -v table="$2" '
    /^<!-- end of kernel table -->/ { inside = 0 }
    !inside { print }
    /^<!-- kernel table/ { inside = 1; while ((getline text < table) > 0) print text }' "$1" >"$work/new"
  cmp -s "$work/new" "$1" && return
  if [ "$check" = yes ]; then
    echo "$1 does not show what docs/kernels.tsv says: run scripts/kernel-matrix/tables.sh" >&2
    exit 1
  fi
  cat "$work/new" >"$1"
}

# Which kernel programs the results are of: their sources, since compilers differ.
programs() {
  (cd bpf/src && cat ./*) | sha256sum | cut -d ' ' -f 1
}

check=no
case ${1:-} in
  --programs)
    programs
    exit
    ;;
  --check)
    check=yes
    [ "$(sed -n 's/^# of the kernel programs //p' docs/kernels.tsv)" = "$(programs)" ] ||
      echo "docs/kernels.tsv is of other kernel programs than bpf/src has now: ./kernels.sh tries these" >&2
    ;;
esac
table "load neighbour preemption self migration namespaces quota hash agent" \
  "loads, knows its process|neighbour|preemption|self, sibling|migration|pid namespaces|quota|hash|agent, recording" \
  "identity=load sibling=self own=self" >"$work/long"
table "load attribution namespaces quota agent" "loads|attribution|pid namespaces|quota|agent, recording" \
  "identity=load neighbour=attribution preemption=attribution self=attribution sibling=attribution own=attribution \
migration=attribution hash=attribution" >"$work/short"
place docs/kernels.md "$work/long"
place README.md "$work/short"
