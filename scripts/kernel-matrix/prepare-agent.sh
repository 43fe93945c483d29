#!/bin/sh
# The agent's part: the jar in javaagent/target, a Java runtime of its own, and a service beside a neighbour.
#   usage: prepare-agent.sh <directory>
set -eu
files=$1
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
JAVA_HOME=$("$root/scripts/find-jdk.sh" 17+)
export JAVA_HOME

cp "$root/javaagent/target/schedprobe.jar" "$files/schedprobe.jar"

"$JAVA_HOME/bin/jlink" --output "$files/java" --strip-debug --no-header-files --no-man-pages \
  --add-modules java.instrument,java.logging,java.management,jdk.attach,jdk.jfr,jdk.unsupported
"$JAVA_HOME/bin/javac" --release 17 -d "$files/classes" "$here/Service.java" "$here/Throttled.java"

mkdir -p "$files/bin"
cp "$(command -v setpriv)" "$files/bin/setpriv.util-linux" # busybox's knows no bounding set

# The C library and whatever else they are linked with, where they expect it.
find "$files/java" "$files/bin" -type f \( -name '*.so' -o -path '*/bin/*' \) -exec ldd {} + 2>/dev/null |
  sed -n 's|.*[[:space:]]\(/[^ ]*\) (0x.*|\1|p' | grep -v "^$files/" | sort -u |
  while read -r library; do
    mkdir -p "$files$(dirname "$library")"
    cp -L "$library" "$files$library"
  done
cp "$here/guest-agent" "$files/part"
chmod 755 "$files/part"
