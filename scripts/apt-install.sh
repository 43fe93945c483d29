#!/bin/sh
# Installs Debian packages when it may (root, apt-get); otherwise says what to install and fails.
#   usage: apt-install.sh <package>...
set -eu
[ $# -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "missing packages; please install them: apt-get install $*" >&2
  exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
apt() {
  apt-get -y -q -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$log" 2>&1
}

echo "installing $*" >&2
# The package lists are brought up to date only if they do not serve as they are.
if ! apt install --no-install-recommends "$@"; then
  : >"$log"
  if ! { apt update && apt install --no-install-recommends "$@"; }; then
    cat "$log" >&2
    echo "could not be installed: $*" >&2
    exit 1
  fi
fi
