#!/bin/sh
# Packs a directory as initial file system of a guest.
#   usage: pack.sh <directory> <file>
# Adds the first process, and busybox unless one is there.
set -eu
mkdir -p "$1/bin"
[ -e "$1/bin/busybox" ] || cp "$(command -v busybox)" "$1/bin/busybox"
cp "$(dirname "$0")/guest-init" "$1/init"
chmod 755 "$1/init"
(cd "$1" && find . | LC_ALL=C sort | cpio --quiet -o -H newc -R 0:0) >"$2"
