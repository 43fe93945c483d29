#!/bin/sh
# Builds the kernel part of the kernel matrix: one static program that carries the kernel programs.
#   usage: build.sh <schedprobe.bpf.o> <program>
# The environment may name the tools, also those of another machine: CC with its CFLAGS and LDFLAGS, STRIP, BPFTOOL.
set -eu
[ $# -eq 2 ] || {
  echo "usage: bpf/test/build.sh <schedprobe.bpf.o> <program>" >&2
  exit 2
}
PATH=$PATH:/usr/sbin:/sbin
object=$(readlink -f "$1")
mkdir -p "$(dirname "$2")"
program=$(readlink -f "$2")
cd "$(dirname "$0")"

generated=$(mktemp -d)
trap 'rm -rf "$generated"' EXIT
"${BPFTOOL:-bpftool}" gen skeleton "$object" name schedprobe_bpf >"$generated/schedprobe.skel.h"
# shellcheck disable=SC2086 # lists of words
"${CC:-gcc}" ${CFLAGS:-} -std=gnu11 -O2 -g -Wall -Wextra -Werror -static -pthread "-I$generated" ./*.c \
  ${LDFLAGS:-} -lbpf -lelf -lz -o "$program"
"${STRIP:-strip}" "$program"
