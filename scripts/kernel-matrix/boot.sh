#!/bin/sh
# Boots a kernel in qemu without hardware virtualisation, until what it runs is done. All its CPUs are emulated by one
# thread: with a thread for each, code that is changed while another CPU runs it (tracepoints, what a JVM compiles)
# crashes now and then.
#   usage: boot.sh <image> <initial file system> <console log> <seconds> <MiB of memory> [<device tree>]
# The image's own name says which machine it is for.
# Prints nothing; the log has everything. Fails unless the guest came to its end within the time; then it is tried
# once more, since a virtual machine's boot rarely hangs.
set -eu
image=$1
files=$2
log=$3
seconds=$4
memory=$5

case $image in
  *arm64*) emulator="qemu-system-aarch64 -machine virt -cpu max,pauth-impdef=on" console=ttyAMA0 ;;
  *) emulator="qemu-system-x86_64 -cpu max" console=ttyS0 ;;
esac
[ $# -lt 6 ] || emulator="$emulator -dtb $6"

boot() {
  # shellcheck disable=SC2086 # a list of words
  timeout --kill-after=5 "$seconds" nice $emulator \
    -accel tcg,thread=single -smp 2 -m "$memory" \
    -nodefaults -no-user-config -display none -no-reboot -serial "file:$log" \
    -kernel "$image" -initrd "$files" \
    -append "console=$console quiet panic=-1 mitigations=off random.trust_cpu=on" \
    </dev/null >"$log.qemu" 2>&1 || true
  grep -q '^guest: done' "$log"
}

boot || {
  mv "$log" "$log.first"
  echo "boot.sh: did not come to an end, once more: $(tail -n 1 "$log.first" | tr -d '\r')" >&2
  boot
}
