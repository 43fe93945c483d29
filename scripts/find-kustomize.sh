#!/bin/sh
# Prints a command that builds a kustomization whose directory is added to it: kustomize, or kubectl if it is new enough
# to have it, of the PATH, else Debian's kustomize, unpacked into the cache of unpack-packages.sh; nothing is installed.
# Debian has it from release 13 on. It needs no library but the C library, so that of a later release serves as well.
set -eu
cd "$(dirname "$0")/.."
cache=${SCHEDPROBE_PACKAGES:-${HOME:-/root}/.cache/schedprobe/packages}/$(dpkg --print-architecture)

# Version 5 and later: replacements as the components use them.
if command -v kustomize >/dev/null; then
  echo "kustomize build"
  exit
fi
if kubectl version --client 2>/dev/null | grep -q '^Kustomize Version: v[5-9]'; then
  echo "kubectl kustomize"
  exit
fi

unpacked() {
  find "$cache" -mindepth 1 -maxdepth 1 -name 'kustomize_*' 2>/dev/null | sort -V | tail -n 1
}
if [ -z "$(unpacked)" ]; then
  . scripts/private-apt.sh
  private_apt_open "$cache/apt-kustomize" "$(dpkg --print-architecture)" trixie >&2
  work=$(mktemp -d "$cache/new.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && private_apt apt-get download kustomize) >"$cache/apt-kustomize/log" 2>&1 || {
    echo "find-kustomize.sh: Debian's kustomize cannot be had (see $cache/apt-kustomize/log)" >&2
    exit 1
  }
  dpkg-deb -x "$work"/kustomize_*.deb "$work/files"
  mv "$work/files" "$cache/kustomize_$(dpkg-deb -f "$work"/kustomize_*.deb Version)"
fi
echo "$(unpacked)/usr/bin/kustomize build"
