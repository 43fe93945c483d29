#!/usr/bin/env bash
# Shows schedprobe at work, in about 25 seconds: a small HTTP service under load with the agent in
# it and JFR recording, first alone, then beside a CPU-hungry neighbor. Takes no arguments.
set -euo pipefail

readonly WARM_UP_SECONDS=6
readonly PHASE_SECONDS=6
readonly HOGS_PER_CPU=2
readonly THRESHOLD=1ms

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
readonly root
readonly agent=$root/javaagent/target/schedprobe.jar
readonly classes=$root/demo/target/schedprobe-demo.jar
readonly out=$root/target/demo
readonly recording=$out/schedprobe-demo.jfr
readonly port_file=$out/port

# shellcheck source=demo/neighbor.sh
source "$root/demo/neighbor.sh"

service_pid=""
load_pid=""

fail() {
  echo "demo: $1" >&2
  exit 1
}

# Ends the service as its user would, and by force only if it has not ended after 10 s.
stop_service() {
  local tries
  [[ -n $service_pid ]] || return 0
  kill -TERM "$service_pid" 2>/dev/null || true
  for ((tries = 0; tries < 100; tries++)); do
    kill -0 "$service_pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$service_pid" 2>/dev/null || true
  wait "$service_pid" 2>/dev/null || true
  service_pid=""
}

clean_up() {
  trap '' INT TERM HUP
  neighbor_stop
  if [[ -n $load_pid ]]; then
    kill -TERM "$load_pid" 2>/dev/null || true
    wait "$load_pid" 2>/dev/null || true
  fi
  stop_service
  cgroups_remove
  rm -f "$port_file"
}

find_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null || fail "no java found: install JDK 17 or later, or set JAVA_HOME"
  [[ -f $agent && -f $classes ]] || fail "not built yet: run $root/run.sh, which builds first"
}

start_service() {
  local tries
  mkdir -p "$out"
  rm -f "$port_file" "$recording"
  # Small heap, serial collector, quick compiler, and a recording that begins when it has done
  # most of its work: so that what is seen is the neighbor's doing.
  in_cgroup "$service_cgroup" "$java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:jfr+startup=error \
    -XX:StartFlightRecording="filename=$recording,dumponexit=true,delay=${WARM_UP_SECONDS}s,+schedprobe.RunQueueLatency#threshold=$THRESHOLD" \
    -javaagent:"$agent" -cp "$classes" io.schedprobe.demo.PriceService "$port_file" \
    </dev/null &
  service_pid=$!
  for ((tries = 0; tries < 300; tries++)); do
    [[ ! -f $port_file ]] || return 0
    kill -0 "$service_pid" 2>/dev/null || fail "the service ended before it listened"
    sleep 0.1
  done
  fail "the service did not listen within 30 s"
}

start_load() {
  coproc LOAD { exec "$java" -Xmx64m -XX:+UseSerialGC -Dhttp.maxConnections=16 \
    -cp "$classes" io.schedprobe.demo.Load "$(<"$port_file")"; }
  # shellcheck disable=SC2153 # set by coproc
  load_pid=$LOAD_PID
  exec {to_load}>&"${LOAD[1]}" {from_load}<&"${LOAD[0]}"
}

# phase SECONDS: sets the array "phase" to requests, failures, p50, p99, maximum
phase() {
  echo "$1" >&"$to_load"
  read -r -t $(($1 + 30)) -a phase <&"$from_load" || fail "the load generator did not answer"
  [[ ${phase[0]} -gt 0 ]] || fail "the service answered no request"
}

report_phase() {
  printf '  %-22s %9s %8s %10s %10s %10s\n' "$@"
}

find_java
if [[ $(id -u) -ne 0 ]]; then
  echo "Not root: no kernel tracer and no cgroup for the neighbor; the agent falls back to /proc." >&2
fi
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

cgroups_prepare
start_service
start_load
hogs=$((HOGS_PER_CPU * $(nproc)))

echo "Service pid $service_pid on $(nproc) CPUs; warming up for $WARM_UP_SECONDS s ..."
phase "$WARM_UP_SECONDS"
echo "Alone for $PHASE_SECONDS s ..."
phase "$PHASE_SECONDS"
alone=("${phase[@]}")
echo "Beside $hogs × sha256sum${neighbor_cgroup:+ in the cgroup /${neighbor_cgroup##*/}} for $PHASE_SECONDS s ..."
neighbor_start "$hogs"
phase "$PHASE_SECONDS"
beside=("${phase[@]}")
neighbor_stop
exec {to_load}>&-
stop_service
[[ -s $recording ]] || fail "the service left no recording"

echo
echo "Latency as the client saw it, in ms:"
report_phase "" requests failed p50 p99 max
report_phase alone "${alone[@]}"
report_phase "beside the neighbor" "${beside[@]}"
echo
"$java" -jar "$agent" summary "$recording"
