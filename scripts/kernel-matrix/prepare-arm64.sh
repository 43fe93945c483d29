#!/bin/sh
# The kernel part for arm64, compiled here against Debian's packages for it. It carries the kernel programs of the jar in
# javaagent/target.
# Before it runs, the jar's libraries are loaded in the guest.
#   usage: prepare-arm64.sh <directory>
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1/bin" "$1/lib"
files=$(cd "$1" && pwd)
JAVA_HOME=$("$root/scripts/find-jdk.sh" 17+)
export JAVA_HOME
parts=$root/target/kernel-matrix/jar
rm -rf "$parts"
mkdir -p "$parts"
(cd "$parts" && "$JAVA_HOME/bin/jar" xf "$root/javaagent/target/schedprobe.jar" META-INF/schedprobe)
native=$parts/META-INF/schedprobe/META-INF/native/linux-aarch64
jna=$parts/META-INF/schedprobe/com/sun/jna/linux-aarch64

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
  "$root/bpf/test/build.sh" "$native/schedprobe.bpf.o" "$files/kernel-part"
cp "$usr/bin/busybox" "$files/bin/busybox"

cp "$native"/lib*.so.1 "$jna/libjnidispatch.so" "$usr"/lib/aarch64-linux-gnu/libc.so.6 "$files/lib"
cp "$usr"/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1 "$files/lib"
aarch64-linux-gnu-gcc -O2 -Wall -Werror -o "$files/load-libraries" "$(dirname "$0")/load-libraries.c"
cat >"$files/part" <<'PART'
#!/bin/busybox sh
# Says it itself when a library cannot be loaded, unless it is killed by one.
load() {
  /load-libraries "$@"
  status=$?
  [ $status -le 1 ] || printf 'check\t%s\tfail\tended with status %s\n' "$1" $status
}
load "load libbpf" call libbpf_version_string /lib/libz.so.1 /lib/libelf.so.1 /lib/libbpf.so.1
load "load JNA" find JNI_OnLoad /lib/libjnidispatch.so
/kernel-part
PART
chmod 755 "$files/part"
