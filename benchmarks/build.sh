#!/bin/sh
# Compiles what of the benchmarks is written in C.
#   usage: build.sh <directory for resources> <directory for commands>
# Writes <resources>/META-INF/benchmarks/<name>.bpf.o for each src/main/bpf/<name>.bpf.c and
# <commands>/<name> for each src/main/c/<name>.c.
# The environment may name the tools: CLANG, LLVM_STRIP.
set -eu

[ $# -eq 2 ] || {
  echo "usage: benchmarks/build.sh <directory for resources> <directory for commands>" >&2
  exit 1
}
mkdir -p "$1/META-INF/benchmarks" "$2"
resources=$(cd "$1/META-INF/benchmarks" && pwd)
commands=$(cd "$2" && pwd)
cd "$(dirname "$0")"
clang=${CLANG:-clang}

for source in src/main/bpf/*.bpf.c; do
  object=$resources/$(basename "$source" .c).o
  # The second include directory has asm/types.h.
  "$clang" -target bpf -D__TARGET_ARCH_x86 -mcpu=v3 -g -O2 -Wall -Werror \
    -I../bpf/src "-I/usr/include/$(uname -m)-linux-gnu" \
    "-ffile-prefix-map=$PWD=." "-fdebug-compilation-dir=." -c "$source" -o "$object"
  "${LLVM_STRIP:-llvm-strip}" -g "$object"
done
for source in src/main/c/*.c; do
  "$clang" -O2 -Wall -Wextra -Werror -pthread "$source" -o "$commands/$(basename "$source" .c)"
done
