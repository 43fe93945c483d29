#!/bin/sh
# Prints the home of a JDK of a feature version ("17"), or of that version or later ("17+"): JAVA<version>_HOME,
# JAVA_HOME, the one on the PATH or one in /usr/lib/jvm, whichever fits first. Fails when there is none.
#   usage: find-jdk.sh <version>
set -eu
wanted=${1:?usage: find-jdk.sh <version>}
least=${wanted%+}

# The feature version of the JDK in a directory, from its release file; nothing where there is no compiler.
feature() {
  [ -x "$1/bin/javac" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

fits() {
  version=$(feature "$1")
  case $version in
    "") return 1 ;;
    "$least") return 0 ;;
  esac
  [ "$wanted" != "$least" ] && [ "$version" -gt "$least" ]
}

named=$(printenv "JAVA${least}_HOME" || true)
compiler=$(readlink -f "$(command -v javac || echo /none/bin/javac)")
for home in "$named" "${JAVA_HOME:-}" "${compiler%/bin/javac}" /usr/lib/jvm/*; do
  if [ -n "$home" ] && fits "$home"; then
    readlink -f "$home"
    exit 0
  fi
done
exit 1
