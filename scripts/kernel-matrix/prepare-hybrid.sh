#!/bin/sh
# The agent's part where the cpu controller is on a v1 hierarchy.
#   usage: prepare-hybrid.sh <directory>
set -eu
"$(dirname "$0")/prepare-agent.sh" "$1"
touch "$1/hybrid"
