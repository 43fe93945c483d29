#!/bin/sh
# The kernel part: one static program, which carries the kernel programs.
#   usage: prepare-kernel.sh <directory>
set -eu
root=$(dirname "$0")/../..
native=$root/target/kernel-matrix/native
"$root/bpf/build.sh" "$native"
"$root/bpf/test/build.sh" "$native/META-INF/native/linux-x86-64/schedprobe.bpf.o" "$1/part"
