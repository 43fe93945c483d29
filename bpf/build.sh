#!/bin/sh
# Compiles the kernel programs and gathers the native libraries that are bundled with them.
#   usage: build.sh <directory for resources>
# Writes <directory>/META-INF/native/<platform>/ and <directory>/META-INF/licenses/.
# The environment may name the tools: CLANG, LLVM_STRIP.
set -eu

fail() {
  echo "bpf/build.sh: $1" >&2
  exit 1
}

[ $# -eq 1 ] || fail "usage: build.sh <directory for resources>"
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")"

clang=${CLANG:-clang}
strip=${LLVM_STRIP:-llvm-strip}
command -v "$clang" >/dev/null || fail "$clang not found: apt-get install clang"
command -v "$strip" >/dev/null || fail "$strip not found: apt-get install llvm"
echo '#include <bpf/bpf_helpers.h>' | "$clang" -target bpf -E -x c - >/dev/null 2>&1 ||
  fail "libbpf's header bpf/bpf_helpers.h not found: apt-get install libbpf-dev"

case $(uname -m) in
  x86_64) platform=linux-x86-64 arch=x86 ldconfig_tag=x86-64 ;;
  *) fail "builds on x86_64 only, this is $(uname -m)" ;;
esac
native=$out/META-INF/native/$platform
licenses=$out/META-INF/licenses
rm -rf "$native" "$licenses"
mkdir -p "$native" "$licenses"

# The file map keeps the path of this checkout out of the object (line information in .BTF.ext).
"$clang" -target bpf "-D__TARGET_ARCH_$arch" -mcpu=v3 -g -O2 -Wall -Werror \
  "-ffile-prefix-map=$PWD=." "-fdebug-compilation-dir=." \
  -c src/schedprobe.bpf.c -o "$native/schedprobe.bpf.o"
"$strip" -g "$native/schedprobe.bpf.o"

# The file behind a library's soname, with all links resolved.
library() {
  path=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p |
    sed -n "s/^[[:space:]]*$1 (libc6,${ldconfig_tag}[^)]*) => //p" | head -n 1)
  [ -n "$path" ] || fail "$1 not found: apt-get install $2"
  readlink -f "$path"
}

# A library without its debug symbols, under its soname, and the terms it comes under.
bundle() {
  file=$(library "$1" "$2")
  "$strip" --strip-unneeded "$file" -o "$native/$1"
  # Debian 12 has some files under /lib in its database and under /usr/lib on disk.
  package=$(dpkg-query -S "*/$(basename "$file")" 2>/dev/null | sed 's/[:,].*//' | head -n 1)
  [ -e "/usr/share/doc/${package:-none}/copyright" ] ||
    fail "$file belongs to no Debian package: its licence cannot be shipped with it; apt-get install $2"
  cp "/usr/share/doc/$package/copyright" "$licenses/$1.txt"
}

bundle libbpf.so.1 libbpf-dev
bundle libelf.so.1 libelf-dev
bundle libz.so.1 zlib1g-dev
for text in Apache-2.0 GPL-2 GPL-3 LGPL-2.1 LGPL-3; do
  cp "/usr/share/common-licenses/$text" "$licenses/$text.txt"
done
chmod 644 "$native"/* "$licenses"/*
