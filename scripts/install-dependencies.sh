#!/bin/sh
# Sees to what the build and the main job need, and with --tests, --benchmarks or --kernels to what the tests, the
# benchmarks or the kernel matrix need besides. Installs what is missing when it may, otherwise says what to
# install and fails. Says nothing when nothing is missing.
#   usage: install-dependencies.sh [--tests|--benchmarks|--kernels]
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin
missing=""
servers=no

command_from() {
  command -v "$1" >/dev/null || missing="$missing $2"
}
file_from() {
  [ -e "$1" ] || missing="$missing $2"
}

scripts/find-jdk.sh 17+ >/dev/null || missing="$missing default-jdk-headless"
command_from clang clang
command_from llvm-strip llvm
file_from /usr/include/bpf/bpf_helpers.h libbpf-dev
command_from taskset util-linux
case ${1:-} in
  "") ;;
  --tests)
    servers=yes
    # The tests of the HTML report look at it in a browser.
    command_from chromium chromium
    command_from chromedriver chromium-driver
    # The tests of the page for JDK Mission Control draw it.
    command_from Xvfb xvfb
    ldconfig -p | grep -q 'libgtk-3\.so\.0' || missing="$missing libgtk-3-0"
    ;;
  --benchmarks)
    command_from bpftool bpftool
    command_from perf linux-perf
    command_from runqslower libbpf-tools
    ;;
  --kernels)
    command_from bpftool bpftool
    command_from qemu-system-x86_64 qemu-system-x86
    command_from qemu-system-aarch64 qemu-system-arm
    command_from aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu
    file_from /usr/aarch64-linux-gnu/include/stdio.h libc6-dev-arm64-cross
    command_from fdtput device-tree-compiler
    command_from busybox busybox-static
    command_from cpio cpio
    command_from gcc gcc
    file_from /usr/include/stdio.h libc6-dev
    ;;
  *)
    echo "usage: $0 [--tests|--benchmarks|--kernels]" >&2
    exit 2
    ;;
esac

# shellcheck disable=SC2086 # a list of words
scripts/apt-install.sh $missing

# Prometheus and Alertmanager, which the tests start: unpacked, not installed, since installed they start themselves.
if [ $servers = yes ]; then
  scripts/find-servers.sh >/dev/null || {
    [ "${SCHEDPROBE_REQUIRE_SERVERS:-}" != 1 ] || exit 1
    echo "the tests with real servers will be left out" >&2
  }
  # Kustomize likewise, where it is not there.
  scripts/find-kustomize.sh >/dev/null || {
    [ "${SCHEDPROBE_REQUIRE_SERVERS:-}" != 1 ] || exit 1
    echo "the tests of the kustomizations will be left out" >&2
  }
fi
