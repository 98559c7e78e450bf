#!/usr/bin/env bash
# The grouped fold beside its floors, in one process and one thread, second round, thread processor time.
#
#   training/src/test/bench/floors.sh [EVENTS [FEATURES [HOT_SHOP_SHARE]]]
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../../.." && pwd)
events=${1:-3000000}
features=${2:-60}
hot=${3:-0}
dir=${MALLGUARD_BENCH_DIR:-$root/training/target/bench}/$events-$hot
mkdir -p "$dir"

(cd "$root" && mvn ${MALLGUARD_MVN_OPTS:-} -q -B -DskipTests -Dspotless.check.skip=true package \
  -pl features,serving/scoring,training)
classes="$root/training/target/test-classes:$root/training/target/classes"
bench() {
  java -Xmx10g -cp "$classes:$root/training/target/lib/*" \
    io.mallguard.training.bench.BenchMain "$@"
}
[ -d "$dir/events" ] || bench generate "$dir/events" "$events" "$hot"
bench floors "$dir/events" "$features" | tee "$dir/floors.log"
awk '
  /^RESULT/ { for (i = 3; i <= NF; i++) { split($i, p, "="); if (p[1] == "cpu") v[$2] = p[2] } }
  function line(name, a, b) { printf "%-62s %8.3f / %8.3f = %5.2f\n", name, a, b, a / b }
  END {
    print ""
    line("grouped fold / fold over rows sorted by key", v["grouped_fold"], v["floor_fold_sorted_by_key"])
    line("grouped fold and sort / fold over rows sorted by key",
      v["grouped_fold"] + v["grouped_sort"] - v["floor_decode"], v["floor_fold_sorted_by_key"])
  }' "$dir/floors.log"
