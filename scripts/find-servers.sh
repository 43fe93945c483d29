#!/bin/sh
# Prints where prometheus, promtool, alertmanager and amtool are, one line each, in this order: those on the PATH, else
# those of Debian's packages, unpacked into the cache of unpack-packages.sh. Nothing is installed: by the packages' own
# installation both servers would start, then and with the machine.
set -eu
cd "$(dirname "$0")/.."
cache=${SCHEDPROBE_PACKAGES:-${HOME:-/root}/.cache/schedprobe/packages}

# The newest of the package in the cache, else a new one.
directory_of() {
  architecture=$(dpkg --print-architecture)
  cached=$(find "$cache/$architecture" -mindepth 1 -maxdepth 1 -name "$1_*" 2>/dev/null | sort -V | tail -n 1)
  if [ -n "$cached" ]; then
    echo "$cached"
  else
    scripts/unpack-packages.sh "$architecture" "$1"
  fi
}

# usage: find_in <package> <command>...
find_in() {
  package=$1
  shift
  directory=""
  for name in "$@"; do
    if command -v "$name"; then
      continue
    fi
    [ -n "$directory" ] || directory=$(directory_of "$package")
    if [ ! -x "$directory/usr/bin/$name" ]; then
      echo "find-servers.sh: no $name in $directory" >&2
      exit 1
    fi
    echo "$directory/usr/bin/$name"
  done
}

find_in prometheus prometheus promtool
find_in prometheus-alertmanager prometheus-alertmanager amtool
