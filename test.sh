#!/bin/sh
# Builds everything and runs all tests, on JDK 17 and on JDK 25; where there is neither, on the JDK that is there.
# One of the two that is not found is named and left out; with SCHEDPROBE_REQUIRE_JDKS=1 that is an error.
# Tests that need the kernel's BPF are left out, with the reason, where it cannot be had; with
# SCHEDPROBE_REQUIRE_BPF=1 they fail.
# Tests with a real Prometheus and Alertmanager likewise; with SCHEDPROBE_REQUIRE_SERVERS=1 they fail.
# Where the parts for arm64 cannot be had, the jar is built without them; with SCHEDPROBE_REQUIRE_ARM64=1 that is an error.
set -eu
cd "$(dirname "$0")"
exec </dev/null

scripts/install-dependencies.sh --tests
JAVA_HOME=$(scripts/find-jdk.sh 17+)
export JAVA_HOME
# What takes seconds first: a line out of shape, in the benchmarks too, must not be found after half an hour.
./mvnw -B -q -ntp -Pbenchmarks spotless:check
scripts/kernel-matrix/tables.sh --check
tested=""
for version in 17 25; do
  if jdk=$(scripts/find-jdk.sh "$version"); then
    echo "== tests on JDK $version ($jdk)"
    ./mvnw -B -ntp verify "-Dtest.java.home=$jdk"
    tested="$tested $version"
  elif [ "${SCHEDPROBE_REQUIRE_JDKS:-}" = 1 ]; then
    echo "test.sh: no JDK $version found: install one or set JAVA${version}_HOME" >&2
    exit 1
  else
    left_out="${left_out:-} $version"
  fi
done
if [ -z "$tested" ]; then
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$JAVA_HOME/release")
  echo "== tests on JDK $version ($JAVA_HOME)"
  ./mvnw -B -ntp verify "-Dtest.java.home=$JAVA_HOME"
  tested=" $version"
fi
for version in ${left_out:-}; do
  echo "NOT tested on JDK $version: none found; install one or set JAVA${version}_HOME"
done
echo "all tests passed on JDK$tested"
