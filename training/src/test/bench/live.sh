#!/usr/bin/env bash
# The live fold: rows against the bare look-ups of all keys, replay from the log's bytes, heap against what is alive, snapshots against a raw copy
# of as many bytes, latency of every event beside that of an empty loop.
#
#   training/src/test/bench/live.sh [EVENTS [FEATURES [SECONDS]]]
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../../.." && pwd)
events=${1:-3000000}
features=${2:-60}
seconds=${3:-60}
dir=${MALLGUARD_BENCH_DIR:-$root/training/target/bench}/$events-0
mkdir -p "$dir"

(cd "$root" && mvn ${MALLGUARD_MVN_OPTS:-} -q -B -DskipTests -Dspotless.check.skip=true package \
  -pl features,serving/scoring,training)
classes="$root/features/target/test-classes:$root/training/target/test-classes"
run() {
  java -Xmx12g -XX:+UseParallelGC \
    -cp "$classes:$root/training/target/classes:$root/training/target/lib/*" "$@"
}
[ -d "$dir/events" ] || run io.mallguard.training.bench.BenchMain generate "$dir/events" "$events" 0
run io.mallguard.training.bench.BenchMain spec "$dir/spec.yaml" "$features" >/dev/null
run io.mallguard.features.fold.LiveFigures "$dir/events" "$dir/spec.yaml" "$events" "$seconds"
