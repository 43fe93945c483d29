#!/bin/sh
# Prints the rules as a PrometheusRule, for which Kustomize has no generator:
#   deploy/kubernetes/monitoring/prometheus-rule.sh | kubectl apply -n <namespace> -f -
# A Prometheus with a ruleSelector wants its labels on it: prometheus-rule.sh <name>=<value>...
set -eu
rules=$(dirname "$0")/../../prometheus/schedprobe-rules.yml
cat <<HEAD
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: schedprobe
HEAD
if [ $# -gt 0 ]; then
  echo "  labels:"
  for label in "$@"; do
    echo "    ${label%%=*}: \"${label#*=}\""
  done
fi
echo "spec:"
sed 's/^\(.\)/  \1/' "$rules"
