# Debian's packages of any of its suites and architectures, through package lists of our own: nothing is installed,
# and the machine's own apt stays as it is. To be sourced. Packages come from the mirror in /etc/apt (or
# SCHEDPROBE_DEBIAN_MIRROR); apt checks them against the keys of Debian's archive.
#   private_apt_open <directory> <architecture> <suite>...   makes the lists, or brings them up to date once a day
#   private_apt <apt-get or apt-cache> <arguments>...        what they say goes to <directory>/log
# shellcheck shell=sh

# The address of the machine's own mirror whose path ends so.
private_apt_mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    sed -n "s|^[^#]*[[:space:]]\([a-z+]*://[^[:space:]]*/$1\)/*\([[:space:]].*\)*\$|\1|p" | head -n 1
}

private_apt_sources() {
  main=${SCHEDPROBE_DEBIAN_MIRROR:-$(private_apt_mirror debian)}
  security=$(private_apt_mirror debian-security)
  keys=/usr/share/keyrings/debian-archive-keyring.gpg
  if [ -z "$main" ]; then
    echo "no mirror of Debian in /etc/apt: set SCHEDPROBE_DEBIAN_MIRROR" >&2
    return 1
  fi
  if [ ! -e "$keys" ]; then
    echo "$keys not found: apt-get install debian-archive-keyring" >&2
    return 1
  fi
  for suite in "$@"; do
    case $suite in
      *-security) echo "deb [arch=$private_apt_architecture signed-by=$keys] ${security:-$main-security} $suite main" ;;
      *) echo "deb [arch=$private_apt_architecture signed-by=$keys] $main $suite main" ;;
    esac
  done
}

private_apt() {
  private_apt_command=$1
  shift
  "$private_apt_command" -q -o Dir::Etc::SourceList="$private_apt_directory/sources.list" \
    -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$private_apt_directory/lists" \
    -o Dir::State::status="$private_apt_directory/status" -o Dir::Cache="$private_apt_directory" \
    -o APT::Architecture="$private_apt_architecture" -o APT::Architectures="$private_apt_architecture" \
    -o Acquire::Languages=none -o Acquire::Retries=2 -o APT::Sandbox::User=root "$@"
}

# A suite that cannot be had is no reason to stop: what is asked for may be in another, or in yesterday's list.
private_apt_open() {
  if ! command -v apt-get >/dev/null; then
    echo "apt-get not found: Debian's packages are asked for" >&2
    return 1
  fi
  mkdir -p "$1/lists/partial" "$1/archives/partial"
  private_apt_directory=$(cd "$1" && pwd)
  private_apt_architecture=$2
  shift 2
  : >"$private_apt_directory/status"
  private_apt_sources "$@" >"$private_apt_directory/sources.new" || return 1
  if ! cmp -s "$private_apt_directory/sources.new" "$private_apt_directory/sources.list" ||
    [ -z "$(find "$private_apt_directory/updated" -mmin -1440 2>/dev/null)" ]; then
    mv "$private_apt_directory/sources.new" "$private_apt_directory/sources.list"
    if private_apt apt-get update >"$private_apt_directory/log" 2>&1; then
      touch "$private_apt_directory/updated"
    else
      grep '^[EW]:' "$private_apt_directory/log" >&2 || true
    fi
  fi
}
