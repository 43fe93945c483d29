#!/bin/sh
# Prints the image of one of Debian's kernels, downloaded if need be: the newest package of a release line, of
# those for virtual machines in clouds, which have all that is needed built in.
#   usage: find-kernel.sh <cache directory> <release line, as "6.12", or "newest">
# The packages come from the mirror in /etc/apt (or SCHEDPROBE_DEBIAN_MIRROR), from the suites in ./suites, through a
# package list of our own; nothing is installed. Where the mirror cannot be reached, an image in the cache serves.
set -eu
[ $# -eq 2 ] || {
  echo "usage: $0 <cache directory> <release line>|newest" >&2
  exit 2
}
mkdir -p "$1/apt/lists/partial" "$1/apt/archives/partial" "$1/images"
cache=$(cd "$1" && pwd)
line=$2
cd "$(dirname "$0")"

fail() {
  echo "find-kernel.sh: $1" >&2
  exit 1
}
[ "$(uname -m)" = x86_64 ] || fail "x86-64 only"
command -v apt-get >/dev/null || fail "needs apt-get: Debian's kernels come as Debian's packages"

# The address of the machine's own mirror whose path ends so.
mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    sed -n "s|^[^#]*[[:space:]]\([a-z+]*://[^[:space:]]*/$1\)/*\([[:space:]].*\)*\$|\1|p" | head -n 1
}

sources() {
  main=${SCHEDPROBE_DEBIAN_MIRROR:-$(mirror debian)}
  [ -n "$main" ] || fail "no mirror of Debian in /etc/apt: set SCHEDPROBE_DEBIAN_MIRROR"
  security=$(mirror debian-security)
  keys=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -e "$keys" ] || fail "$keys not found: apt-get install debian-archive-keyring"
  while read -r suite; do
    case $suite in
      "" | "#"*) ;;
      *-security) echo "deb [arch=amd64 signed-by=$keys] ${security:-$main-security} $suite main" ;;
      *) echo "deb [arch=amd64 signed-by=$keys] $main $suite main" ;;
    esac
  done <suites
}

apt() {
  command=$1
  shift
  "$command" -q -o Dir::Etc::SourceList="$cache/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$cache/apt/lists" -o Dir::Cache="$cache/apt" \
    -o Acquire::Languages=none -o APT::Sandbox::User=root "$@"
}

# The lists are brought up to date once a day. A suite that has moved to the archive is no reason to stop.
update() {
  sources >"$cache/apt/sources.new"
  if ! cmp -s "$cache/apt/sources.new" "$cache/apt/sources.list" ||
    [ -z "$(find "$cache/apt/updated" -mmin -1440 2>/dev/null)" ]; then
    mv "$cache/apt/sources.new" "$cache/apt/sources.list"
    if apt apt-get update >"$cache/apt/log" 2>&1; then
      touch "$cache/apt/updated"
    else
      grep '^[EW]:' "$cache/apt/log" >&2 || true
    fi
  fi
}

# Packages of the line, newest first.
candidates() {
  case $line in
    newest) version='[0-9]+\.[0-9]+\.[0-9]+' ;;
    *) version="$(echo "$line" | sed 's/\./\\./g')\\.[0-9]+" ;;
  esac
  apt apt-cache pkgnames linux-image- |
    grep -E "^linux-image-$version[-+][0-9a-z.+-]*cloud-amd64\$" | sort -Vr | head -n 4
}

# The image in a package, or in the one it says it depends on for it.
extract() {
  work=$(mktemp -d)
  (
    cd "$work"
    apt apt-get download "$1" >>"$cache/apt/log" 2>&1 || exit 1
    binary=$(dpkg-deb -f ./*.deb Depends | sed -n 's/.*\(linux-binary-[^ ,]*\).*/\1/p')
    [ -z "$binary" ] || apt apt-get download "$binary" >>"$cache/apt/log" 2>&1 || exit 1
    for package in ./*.deb; do
      dpkg-deb --fsys-tarfile "$package" | tar -xf - --wildcards './boot/vmlinuz-*' './usr/lib/modules/*/vmlinuz' \
        2>/dev/null || true
    done
    image=$(find . -name 'vmlinuz*' -type f | head -n 1)
    [ -n "$image" ] && mv "$image" "$cache/images/$1.part" && mv "$cache/images/$1.part" "$cache/images/$1"
  ) && extracted=true || extracted=false
  rm -rf "$work"
  $extracted
}

update
for package in $(candidates); do
  if [ -e "$cache/images/$package" ] || extract "$package"; then
    echo "$cache/images/$package"
    exit 0
  fi
done
if [ "$line" != newest ]; then
  image=$(find "$cache/images" -name "linux-image-$line.*" ! -name '*.part' | sort -Vr | head -n 1)
  [ -z "$image" ] || {
    echo "find-kernel.sh: the mirror has none of $line, or cannot be reached; $(basename "$image") is in the cache" >&2
    echo "$image"
    exit 0
  }
fi
fail "no kernel $line (see $cache/apt/log)"
