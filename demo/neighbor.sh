# shellcheck shell=bash
# Two cgroups as two containers would have them: the service's, and its noisy neighbor's, with
# CPU-hungry processes. Sourced by run.sh.
#
# cgroups_prepare     makes both, or says why they can't be made
# in_cgroup DIR CMD…  runs a command in one of them, in place of this shell
# neighbor_start N   starts N processes in the neighbor's
# neighbor_stop      ends them
# cgroups_remove      removes both once they are empty
# All but the second are safe to call at any time, any number of times.

service_cgroup=""
neighbor_cgroup=""
neighbor_pids=()

# Mount point of the hierarchy by which the kernel shares out the CPU: the cpu controller's on
# cgroup v1, the one hierarchy on v2. Fields of mountinfo: 5 is the mount point, and those after
# the " - " are type, source and options of the file system.
neighbor_hierarchy() {
  awk '{
    for (i = 7; i < NF && $i != "-"; i++);
    type = $(i + 1); options = "," $(i + 3) ","
    if (type == "cgroup" && options ~ /,cpu,/) v1 = $5
    if (type == "cgroup2" && v2 == "") v2 = $5
  } END { print (v1 != "" ? v1 : v2) }' /proc/self/mountinfo
}

cgroups_prepare() {
  local hierarchy reason service neighbor
  hierarchy=$(neighbor_hierarchy)
  if [[ -z $hierarchy ]]; then
    echo "No cgroup file system is mounted: service and neighbor share one cgroup." >&2
    return 0
  fi
  # The process id keeps two runs apart; what an earlier run left behind is none of ours.
  service=$hierarchy/schedprobe-demo-service-$$
  neighbor=$hierarchy/schedprobe-demo-neighbor-$$
  if reason=$(mkdir "$service" 2>&1 && { mkdir "$neighbor" 2>&1 || { rmdir "$service"; false; }; }); then
    service_cgroup=$service
    neighbor_cgroup=$neighbor
    cgroup_weigh "$neighbor_cgroup"
  else
    echo "No cgroups could be made (${reason##*: }): service and neighbor share one cgroup." >&2
  fi
}

# Four times the weight of a group by default (1024 on v1, 100 on v2), as a container with a large
# CPU request has. Without the file (v2, controller not enabled for the root's children) the weight
# is that of the processes.
cgroup_weigh() {
  if [[ -f $1/cpu.shares ]]; then
    echo 4096 >"$1/cpu.shares"
  elif [[ -f $1/cpu.weight ]]; then
    echo 400 >"$1/cpu.weight"
  fi
}

in_cgroup() {
  if [[ -n $1 ]]; then
    echo "$BASHPID" >"$1/cgroup.procs" || exit 1
  fi
  exec "${@:2}"
}

neighbor_start() {
  local count=$1 i
  for ((i = 0; i < count; i++)); do
    # The new process moves itself before it becomes the hog: it never burns CPU elsewhere. The limit
    # of CPU seconds ends it even if this script is killed and can't.
    (
      ulimit -t 60
      in_cgroup "$neighbor_cgroup" sha256sum /dev/zero
    ) >/dev/null &
    neighbor_pids+=($!)
  done
}

neighbor_stop() {
  local pid
  for pid in "${neighbor_pids[@]}"; do
    kill -KILL "$pid" 2>/dev/null || true
  done
  for pid in "${neighbor_pids[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
  neighbor_pids=()
}

cgroups_remove() {
  local cgroup tries
  for cgroup in "$service_cgroup" "$neighbor_cgroup"; do
    [[ -n $cgroup ]] || continue
    # A process that has ended leaves its cgroup a moment after its parent has seen the end.
    for ((tries = 0; tries < 50; tries++)); do
      ! rmdir "$cgroup" 2>/dev/null || continue 2
      sleep 0.1
    done
    echo "The cgroup $cgroup could not be removed." >&2
  done
  service_cgroup=""
  neighbor_cgroup=""
}
