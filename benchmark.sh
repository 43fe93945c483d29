#!/bin/sh
# Builds and runs the benchmarks; without arguments it says which there are.
set -eu
cd "$(dirname "$0")"
PATH=$PATH:/usr/sbin:/sbin
export PATH

scripts/install-dependencies.sh --benchmarks
JAVA_HOME=$(scripts/find-jdk.sh 17+)
export JAVA_HOME
./mvnw -B -q -ntp -Pbenchmarks -DskipTests package
exec "$JAVA_HOME/bin/java" "-Dschedprobe.root=$PWD" -jar benchmarks/target/benchmarks.jar "$@"
