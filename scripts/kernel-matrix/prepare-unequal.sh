#!/bin/sh
# The part for arm64 once more, for a guest whose kernel is told that its second CPU is half as fast as the first: then
# the clock by which kernels from 5.19 to 6.5 measure throttling runs at half speed there.
#   usage: prepare-unequal.sh <directory>
# Writes target/kernel-matrix/unequal.dtb, the device tree that says so.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/prepare-arm64.sh" "$1"
mv "$1/part" "$1/part-arm64"
cat >"$1/part" <<'PART'
#!/bin/busybox sh
capacity=$(cat /sys/devices/system/cpu/cpu1/cpu_capacity)
[ "$capacity" = 512 ] && verdict=pass || verdict=fail
printf 'check\tload unequal CPUs\t%s\tcapacity 1024 and %s\n' "$verdict" "$capacity"
/part-arm64
PART
chmod 755 "$1/part"

tree=$(cd "$here/../.." && pwd)/target/kernel-matrix/unequal.dtb
qemu-system-aarch64 -machine virt,dumpdtb="$tree" -cpu max,pauth-impdef=on -smp 2 -m 512 -nodefaults -display none \
  2>/dev/null
fdtput -t i "$tree" /cpus/cpu@0 capacity-dmips-mhz 1024
fdtput -t i "$tree" /cpus/cpu@1 capacity-dmips-mhz 512
