#!/bin/sh
# The main job: builds schedprobe.jar and shows it on a small HTTP service with a noisy neighbor.
set -eu
cd "$(dirname "$0")"

scripts/install-dependencies.sh
JAVA_HOME=$(scripts/find-jdk.sh 17+)
export JAVA_HOME
echo "building schedprobe.jar"
./mvnw -B -q -ntp -DskipTests package
exec demo/run.sh
