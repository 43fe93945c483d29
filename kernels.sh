#!/bin/sh
# Tries schedprobe on Debian's kernels, each in a virtual machine. Needs no privileges and no hardware virtualisation.
#   usage: kernels.sh [<release line>...]      as "6.12", or "newest"; without any: the whole matrix
# What the guests say is in target/kernel-matrix/. After a whole matrix docs/kernels.tsv has its results, and the
# tables in docs/kernels.md and README.md are made from it.
# Downloaded kernels are kept in ~/.cache/schedprobe/kernels, or in the directory SCHEDPROBE_KERNELS names.
set -eu
cd "$(dirname "$0")"
exec </dev/null

scripts/install-dependencies.sh --kernels
exec scripts/kernel-matrix/run.sh "$@"
