#!/bin/sh
# Prints the image of one of Debian's kernels, downloaded if need be: the newest package of a release line, of
# those for virtual machines in clouds, which have all that is needed built in.
#   usage: find-kernel.sh <cache directory> <release line>
#   release line: as "6.12", or "newest"; for arm64 "arm64-6.12", and with pages of 16 KiB "arm64-16k-6.12"
# The packages come from the suites in ./suites; nothing is installed: see ../private-apt.sh. Where the mirror cannot
# be reached, an image in the cache serves.
set -eu
[ $# -eq 2 ] || {
  echo "usage: $0 <cache directory> <release line>" >&2
  exit 2
}
mkdir -p "$1/images"
cache=$(cd "$1" && pwd)
case $2 in
  arm64-16k-*) architecture=arm64 flavour=arm64-16k apt=apt-arm64 ;;
  arm64-*) architecture=arm64 flavour=cloud-arm64 apt=apt-arm64 ;;
  *) architecture=amd64 flavour=cloud-amd64 apt=apt ;;
esac
line=${2#"${flavour#cloud-}"-}
cd "$(dirname "$0")"
. ../private-apt.sh

fail() {
  echo "find-kernel.sh: $1" >&2
  exit 1
}

# Packages of the line, newest first.
candidates() {
  case $line in
    newest) version='[0-9]+\.[0-9]+\.[0-9]+' ;;
    *) version="$(echo "$line" | sed 's/\./\\./g')\\.[0-9]+" ;;
  esac
  private_apt apt-cache pkgnames linux-image- |
    grep -E "^linux-image-$version[-+][0-9a-z.+-]*$flavour\$" | sort -Vr | head -n 4
}

# The image in a package, or in the one it says it depends on for it.
extract() {
  work=$(mktemp -d)
  (
    cd "$work"
    private_apt apt-get download "$1" >>"$cache/$apt/log" 2>&1 || exit 1
    binary=$(dpkg-deb -f ./*.deb Depends | sed -n 's/.*\(linux-binary-[^ ,]*\).*/\1/p')
    [ -z "$binary" ] || private_apt apt-get download "$binary" >>"$cache/$apt/log" 2>&1 || exit 1
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

# shellcheck disable=SC2046 # a list of words
private_apt_open "$cache/$apt" "$architecture" $(sed 's/#.*//' suites) || exit 1
for package in $(candidates); do
  if [ -e "$cache/images/$package" ] || extract "$package"; then
    echo "$cache/images/$package"
    exit 0
  fi
done
if [ "$line" != newest ]; then
  image=$(find "$cache/images" -name "linux-image-$line.*-$flavour" ! -name '*.part' | sort -Vr | head -n 1)
  [ -z "$image" ] || {
    echo "find-kernel.sh: the mirror has none of $line, or cannot be reached; $(basename "$image") is in the cache" >&2
    echo "$image"
    exit 0
  }
fi
fail "no kernel $line (see $cache/$apt/log)"
