#!/bin/sh
# Unpacks Debian packages of another architecture, of this machine's own release, into a cache, installing nothing.
#   usage: unpack-packages.sh <architecture> <package>[=<version>]...
# Prints a directory for each, in order. Another version serves where the one asked for is not to be had. What is in
# the cache already, in that version, needs no network. The cache is ~/.cache/schedprobe/packages, or the directory
# SCHEDPROBE_PACKAGES names.
set -eu
architecture=$1
shift
cache=${SCHEDPROBE_PACKAGES:-${HOME:-/root}/.cache/schedprobe/packages}/$architecture
. "$(dirname "$0")/private-apt.sh"
mkdir -p "$cache"
opened=no

fail() {
  echo "unpack-packages.sh: $1" >&2
  exit 1
}

open() {
  [ $opened = no ] || return 0
  release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  [ -n "$release" ] || fail "/etc/os-release names no release of Debian"
  private_apt_open "$cache/apt" "$architecture" "$release" "$release-updates" "$release-security" || exit 1
  opened=yes
}

# Unpacks what apt calls so. Fails if it cannot be had.
download() (
  work=$(mktemp -d "$cache/new.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cd "$work"
  private_apt apt-get download "$1" >>"$private_apt_directory/log" 2>&1 || exit 1
  dpkg-deb -x ./*.deb files
  name=${1%%=*}_$(dpkg-deb -f ./*.deb Version)
  [ -d "$cache/$name" ] || mv files "$cache/$name"
  echo "$cache/$name"
)

for package in "$@"; do
  cached=$cache/$(echo "$package" | tr = _)
  case $package in
    *=*) [ ! -d "$cached" ] || {
      echo "$cached"
      continue
    } ;;
  esac
  open
  download "$package" || download "${package%%=*}" ||
    fail "$package for $architecture cannot be had (see $cache/apt/log)"
done
