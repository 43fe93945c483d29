#!/bin/sh
# Compiles the kernel programs and gathers the native libraries that are bundled with them.
#   usage: build.sh <directory for resources>
# Writes <directory>/META-INF/native/<platform>/ and <directory>/META-INF/licenses/.
# What is for arm64 too comes from Debian's packages for it, in the versions of this machine's (see
# scripts/unpack-packages.sh). Where they cannot be had this is said, and the parts for arm64 are left out; with
# SCHEDPROBE_REQUIRE_ARM64=1 that is an error.
# The environment may name the tools: CLANG, LLVM_STRIP.
set -eu

fail() {
  echo "bpf/build.sh: $1" >&2
  exit 1
}

[ $# -eq 1 ] || fail "usage: build.sh <directory for resources>"
[ "$(uname -m)" = x86_64 ] || fail "builds on x86_64 only, this is $(uname -m)"
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")"

clang=${CLANG:-clang}
strip=${LLVM_STRIP:-llvm-strip}
command -v "$clang" >/dev/null || fail "$clang not found: apt-get install clang"
command -v "$strip" >/dev/null || fail "$strip not found: apt-get install llvm"
echo '#include <bpf/bpf_helpers.h>' | "$clang" -target bpf -E -x c - >/dev/null 2>&1 ||
  fail "libbpf's header bpf/bpf_helpers.h not found: apt-get install libbpf-dev"

natives=$out/META-INF/native
licenses=$out/META-INF/licenses
rm -rf "$natives" "$licenses"
mkdir -p "$licenses"

# The kernel programs for a platform. The file map keeps the path of this checkout out of the object (line
# information in .BTF.ext).
compile() {
  mkdir -p "$natives/$1"
  "$clang" -target bpf "-D__TARGET_ARCH_$2" -mcpu=v3 -g -O2 -Wall -Werror \
    "-ffile-prefix-map=$PWD=." "-fdebug-compilation-dir=." \
    -c src/schedprobe.bpf.c -o "$natives/$1/schedprobe.bpf.o"
  "$strip" -g "$natives/$1/schedprobe.bpf.o"
}

# The file behind a library's soname on this machine, with all links resolved.
library() {
  path=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p |
    sed -n "s/^[[:space:]]*$1 (libc6,x86-64[^)]*) => //p" | head -n 1)
  [ -n "$path" ] || fail "$1 not found: apt-get install $2"
  readlink -f "$path"
}

# A library under its soname, without its debug symbols.
bundle() {
  "$strip" --strip-unneeded "$3" -o "$natives/$1/$2"
}

# A library of this machine, and the terms it comes under.
bundle_own() {
  file=$(library "$1" "$2")
  bundle linux-x86-64 "$1" "$file"
  # Debian 12 has some files under /lib in its database and under /usr/lib on disk.
  package=$(dpkg-query -S "*/$(basename "$file")" 2>/dev/null | sed 's/[:,].*//' | head -n 1)
  [ -e "/usr/share/doc/${package:-none}/copyright" ] ||
    fail "$file belongs to no Debian package: its licence cannot be shipped with it; apt-get install $2"
  cp "/usr/share/doc/$package/copyright" "$licenses/$1.txt"
  packages="$packages $package=$(dpkg-query -W -f '${Version}' "$package:amd64")"
}

# The same libraries from the packages for arm64.
bundle_arm64() {
  # shellcheck disable=SC2086 # a list of words
  directories=$(../scripts/unpack-packages.sh arm64 $packages) || return 1
  for soname in libbpf.so.1 libelf.so.1 libz.so.1; do
    # shellcheck disable=SC2086 # a list of words
    file=$(find $directories -name "$soname" | head -n 1)
    [ -n "$file" ] || return 1
    bundle linux-aarch64 "$soname" "$(readlink -f "$file")"
  done
}

packages=""
compile linux-x86-64 x86
bundle_own libbpf.so.1 libbpf-dev
bundle_own libelf.so.1 libelf-dev
bundle_own libz.so.1 zlib1g-dev
compile linux-aarch64 arm64
bundle_arm64 || {
  [ "${SCHEDPROBE_REQUIRE_ARM64:-}" != 1 ] || fail "the parts for arm64 cannot be had, and are required"
  rm -rf "$natives/linux-aarch64"
  echo "bpf/build.sh: the libraries for arm64 cannot be had: schedprobe.jar will be for x86-64 alone" >&2
}
for text in Apache-2.0 GPL-2 GPL-3 LGPL-2.1 LGPL-3; do
  cp "/usr/share/common-licenses/$text" "$licenses/$text.txt"
done
chmod 644 "$natives"/*/* "$licenses"/*
