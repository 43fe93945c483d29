#!/usr/bin/env bash
# Makes the recordings that the tests of the analysis and of the rules read, with the agent as it was
# built, in src/test/resources/recordings. Needs the rights that the kernel tracer needs and those to
# make cgroups. Takes the names of the recordings to make; none means all.
#
#   JAVA17, JAVA25  homes of the JDKs to record with
#   HIDE            name of a process of this machine that is nobody's business
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly root=$here/../../../../..
readonly agent=$root/javaagent/target/schedprobe.jar
readonly out=$here/../resources/recordings
readonly JAVA17=${JAVA17:-$JAVA_HOME}
readonly JAVA25=${JAVA25:-$JAVA_HOME}

# Few threads of the JVM itself, so that what is recorded is the workload.
readonly SMALL="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m"

# A pod of Kubernetes as the kernel sees it, but for the processes.
readonly POD_UID=0b1d2c3e_4f50_4617_8293_a4b5c6d7e8f9
readonly CONTAINER=4d2f7c1b9e8a6350d1c2b3a4958677e0f1e2d3c4b5a69788796a5b4c3d2e1f00

# shellcheck source=demo/neighbor.sh
source "$root/demo/neighbor.sh"
hierarchy=$(neighbor_hierarchy)
readonly hierarchy
readonly service=$hierarchy/schedprobe-recordings
readonly pods=$hierarchy/kubepods.slice
readonly burstable=$pods/kubepods-burstable.slice
readonly pod=$burstable/kubepods-burstable-pod$POD_UID.slice
readonly noisy=$pod/cri-containerd-$CONTAINER.scope

# As long as the name that takes its place in the recordings.
scratch=$(mktemp -d /tmp/tmp.XXXXXXXXXX)
readonly scratch
readonly NEUTRAL=/opt/schedprobe/lib
clean_up() {
  neighbor_stop
  local cgroup
  for cgroup in "$noisy" "$pod" "$burstable" "$pods" "$service"; do
    [[ ! -d $cgroup ]] || rmdir "$cgroup" || true
  done
  rm -rf "$scratch"
}
trap clean_up EXIT
mkdir -p "$out" "$service" "$noisy"
cp "$agent" "$scratch/schedprobe.jar"
neighbor_cgroup=$noisy

# As much weight as there is: whatever else runs on this machine is to have no part in the recordings.
# weigh PART CGROUP…  gives 1/PART of it
weigh() {
  local cgroup
  for cgroup in "${@:2}"; do
    if [[ -f $cgroup/cpu.shares ]]; then
      echo $((262144 / $1)) >"$cgroup/cpu.shares"
    elif [[ -f $cgroup/cpu.weight ]]; then
      echo $((10000 / $1)) >"$cgroup/cpu.weight"
    fi
  done
}
weigh 1 "$pods" "$burstable" "$pod" "$noisy" "$service"

# record NAME JAVA_HOME AGENT_OPTIONS JVM_OPTIONS WORKLOAD_ARGUMENTS…
record() {
  local name=$1 java=$2 options=$3 jvm=$4
  shift 4
  # Of the JDK's own events only those that the analysis reads: others hold paths and names of the
  # machine.
  sed 's/\(name="enabled"[^>]*\)>true</\1>false</' "$java/lib/jfr/default.jfc" >"$scratch/small.jfc"
  local settings=settings=$scratch/small.jfc event
  for event in GCPhasePause SafepointBegin ExecuteVMOperation SocketRead JavaMonitorEnter; do
    settings+=,jdk.$event#enabled=true,jdk.$event#threshold=1ms,jdk.$event#stackTrace=false
  done
  settings+=,jdk.DataLoss#enabled=true${delay:+,delay=$delay}
  "$java/bin/javac" -d "$scratch" "$here/Workload.java"
  # shellcheck disable=SC2086
  (in_cgroup "$service" ${before:-} "$java/bin/java" $jvm \
    "-javaagent:$scratch/schedprobe.jar=quiet,$options" \
    "-XX:StartFlightRecording:filename=$scratch/$name.jfr,$settings" -Xlog:disable -Xlog:jfr*=off \
    -cp "$scratch" Workload "$@") >"$scratch/$name.log" 2>&1 || { cat "$scratch/$name.log"; return 1; }
  local hidden=${HIDE:-nothing}
  LC_ALL=C sed "s/$hidden/${hidden//?/x}/g; s|$scratch|$NEUTRAL|g" "$scratch/$name.jfr" | gzip -9 -n >"$out/$name.jfr.gz"
  ls -l "$out/$name.jfr.gz"
}

# The neighbor starts when the JVM and its tracer have.
neighbor() {
  delay=5s record "neighbor-$1" "$2" threshold=1ms "$SMALL" 14 1 3000 15 0 &
  local recording=$!
  sleep 10
  weigh 8 "$service"
  neighbor_start 4
  wait "$recording"
  neighbor_stop
  weigh 1 "$service"
}

# Before everything else on the machine.
healthy() {
  if [[ -f $service/cpu.rt_runtime_us ]]; then
    echo 900000 >"$service/cpu.rt_runtime_us"
  fi
  delay=6s before="chrt -r 1" record healthy-17 "$JAVA17" threshold=1ms "$SMALL" 14 1 100 50 0
}

quota() {
  if [[ -f $service/cpu.max ]]; then
    echo "20000 100000" >"$service/cpu.max"
  else
    echo 100000 >"$service/cpu.cfs_period_us"
    echo 20000 >"$service/cpu.cfs_quota_us"
  fi
  record quota-17 "$JAVA17" threshold=1ms "$SMALL" 14 2 2000 10 1
  if [[ -f $service/cpu.max ]]; then
    echo max >"$service/cpu.max"
  else
    echo -1 >"$service/cpu.cfs_quota_us"
  fi
}

make_one() {
  case $1 in
    neighbor-17) neighbor 17 "$JAVA17" ;;
    neighbor-25) neighbor 25 "$JAVA25" ;;
    quota-17) quota ;;
    own-25) record own-25 "$JAVA25" threshold=3ms "-XX:+UseParallelGC -XX:TieredStopAtLevel=1 -Xmx64m" 5 1 1000 20 4 ;;
    healthy-17) healthy ;;
    proc-17) record proc-17 "$JAVA17" source=proc "$SMALL" 13 2 1000 10 2 ;;
    *) echo "There is no recording $1." >&2; return 2 ;;
  esac
}

if (($# == 0)); then
  set -- neighbor-17 neighbor-25 quota-17 own-25 healthy-17 proc-17
fi
for name in "$@"; do
  make_one "$name"
done
