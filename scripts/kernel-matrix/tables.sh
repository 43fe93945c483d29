#!/bin/sh
# Writes the tables in docs/kernels.md and README.md, between their markers, from docs/kernels.tsv.
#   usage: tables.sh [--check]    with --check: changes nothing, fails when a table is not what it should be
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A row for each kernel, a column for each group of checks: the first word of their names.
table() {
  awk -F '\t' -v columns="$1" -v titles="$2" '
    BEGIN {
      n = split(columns, column, " ")
      count = split(titles, title, "|")
      row = "| kernel |"
      rule = "|---|"
      for (i = 1; i <= count; i++) { row = row " " title[i] " |"; rule = rule "---|" }
      print row
      print rule
    }
    !($1 in seen) { seen[$1] = 1; line[++lines] = $1 }
    {
      release[$1] = $2 ? $2 : release[$1]
      split($4, words, " ")
      group = $3 == "agent" ? "agent" : words[1]
      if (group == "identity") group = "load"
      if (group == "sibling") group = "self"
      key = $1 SUBSEP group
      if ($5 == "fail" || !(key in worst)) worst[key] = $5
    }
    END {
      say["pass"] = "yes"; say["fail"] = "**no**"; say[""] = "not tried"
      for (l = 1; l <= lines; l++) {
        row = "| " (release[line[l]] ? release[line[l]] : line[l]) " |"
        for (i = 1; i <= n; i++) row = row " " say[worst[line[l], column[i]]] " |"
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

check=no
[ "${1:-}" != --check ] || check=yes
table "load neighbour preemption self migration namespaces quota hash agent" \
  "loads, knows its process|neighbour|preemption|self, sibling|migration|pid namespaces|quota|hash|agent, recording" >"$work/long"
table "load neighbour namespaces quota agent" \
  "loads|attribution|pid namespaces|quota|agent, recording" >"$work/short"
place docs/kernels.md "$work/long"
place README.md "$work/short"
