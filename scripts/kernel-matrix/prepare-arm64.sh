#!/bin/sh
# The kernel part for arm64, compiled here against Debian's packages for it. It carries the very kernel programs that
# go into the jar. Before it runs, the libraries that go into the jar are loaded in the guest, by the guest's loader.
#   usage: prepare-arm64.sh <directory>
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1/bin" "$1/lib"
files=$(cd "$1" && pwd)
native=$root/target/kernel-matrix/native
SCHEDPROBE_REQUIRE_ARM64=1 "$root/bpf/build.sh" "$native"

usr=$root/target/kernel-matrix/arm64
rm -rf "$usr"
mkdir -p "$usr"
own() {
  echo "$1=$(dpkg-query -W -f '${Version}' "$1:amd64")"
}
# shellcheck disable=SC2046 # lists of words
"$root/scripts/unpack-packages.sh" arm64 $(own libbpf-dev) $(own libelf-dev) $(own zlib1g-dev) busybox-static libc6 |
  while read -r directory; do
    cp -a "$directory/." "$usr"
  done
CC=aarch64-linux-gnu-gcc STRIP=aarch64-linux-gnu-strip \
  CFLAGS="-isystem $usr/usr/include" LDFLAGS="-L$usr/usr/lib/aarch64-linux-gnu" \
  "$root/bpf/test/build.sh" "$native/META-INF/native/linux-aarch64/schedprobe.bpf.o" "$files/kernel-part"
cp "$usr/bin/busybox" "$files/bin/busybox"

cp "$native"/META-INF/native/linux-aarch64/lib*.so.1 "$usr"/lib/aarch64-linux-gnu/libc.so.6 "$files/lib"
cp "$usr"/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1 "$files/lib"
aarch64-linux-gnu-gcc -O2 -Wall -Werror -o "$files/load-libraries" "$(dirname "$0")/load-libraries.c"
cat >"$files/part" <<'PART'
#!/bin/busybox sh
/load-libraries /lib/libz.so.1 /lib/libelf.so.1 /lib/libbpf.so.1 libbpf_version_string
/kernel-part
PART
chmod 755 "$files/part"
