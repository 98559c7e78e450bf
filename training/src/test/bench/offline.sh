#!/usr/bin/env bash
# The offline benchmark: events as Parquet to 60 columns, in memory and as Parquet, beside DuckDB.
# Every piece is a process of its own; processor seconds are those of the whole process, its start
# and compilation included. Ratios are only to be compared within one run of this script.
#
#   training/src/test/bench/offline.sh [EVENTS [FEATURES [HOT_SHOP_SHARE]]]
#
# EVENTS 300000, 3000000 or 30000000; FEATURES 10, 60 or 150; HOT_SHOP_SHARE such as 0.16.
#   MALLGUARD_BENCH_DIR   where the data lies, 10 GB for 30 M events (default: training/target/bench)
#   MALLGUARD_BENCH_DUCK  none leaves DuckDB out (30 M events would need far more memory)
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
flags=
cores=
on=
bench() {
  # shellcheck disable=SC2086
  $on java -Xmx8g $flags -cp "$classes:$root/training/target/lib/*" \
    io.mallguard.training.bench.BenchMain "$@" 2>>"$dir/errors.log" |
    sed "s/^\(RESULT [^ ]*\)/\1$cores/" | tee -a "$dir/results.log"
}
: >"$dir/results.log"

[ -d "$dir/events" ] || bench generate "$dir/events" "$events" "$hot"
bench rows "$dir/events" memory "$features" 1
bench rows "$dir/events" memory "$features" 2
bench rows "$dir/events" parquet "$features" 1
bench rows "$dir/events" parquet "$features" 2
# One core for the whole process, its compiler and collector included; the same collector for both,
# since a JVM that sees one core takes another by itself.
flags=-XX:+UseParallelGC
cores=_one_core
on="taskset -c 0"
bench rows "$dir/events" memory "$features" 1
bench rows "$dir/events" parquet "$features" 1
cores=_two_cores
on=
bench rows "$dir/events" memory "$features" 2
bench rows "$dir/events" parquet "$features" 2
cores=
flags=
if [ "${MALLGUARD_BENCH_DUCK:-}" != none ]; then
  bench duckdb "$dir/events" exact memory "$features" 1
  bench duckdb "$dir/events" range memory "$features" 1
  bench duckdb "$dir/events" exact parquet "$features" 1
  bench same "$dir/rows-$features" "$dir/duckdb-exact.parquet"
fi

awk -v f="$features" '
  /^RESULT/ {
    for (i = 3; i <= NF; i++) { split($i, p, "="); v[$2 "." p[1]] = p[2] }
  }
  function line(name, a, b, kind) {
    if (v[a "." kind] > 0 && v[b "." kind] > 0)
      printf "%-62s %8.2f / %8.2f = %5.2f\n", name, v[a "." kind], v[b "." kind],
        v[a "." kind] / v[b "." kind]
  }
  END {
    m1 = "rows_memory_" f "_1"; m2 = "rows_memory_" f "_2"
    p1 = "rows_parquet_" f "_1"; p2 = "rows_parquet_" f "_2"
    print ""
    line("in memory, CPU s: DuckDB exact order / mallguard", "duckdb_exact_memory_" f "_1", m1, "cpu")
    line("in memory, CPU s: DuckDB plain RANGE / mallguard", "duckdb_range_memory_" f "_1", m1, "cpu")
    line("to Parquet, CPU s: DuckDB exact order / mallguard", "duckdb_exact_parquet_" f "_1", p1, "cpu")
    line("in memory, wall s: 1 thread / 2 threads", m1, m2, "wall")
    line("to Parquet, wall s: 1 thread / 2 threads", p1, p2, "wall")
    line("in memory, wall s: 1 core / 2 cores", m1 "_one_core", m2 "_two_cores", "wall")
    line("to Parquet, wall s: 1 core / 2 cores", p1 "_one_core", p2 "_two_cores", "wall")
    line("in memory, peak GB: DuckDB exact order / mallguard", "duckdb_exact_memory_" f "_1", m1, "peak_gb")
    line("to Parquet, peak GB: DuckDB exact order / mallguard", "duckdb_exact_parquet_" f "_1", p1, "peak_gb")
    if (v["same.compared"] > 0)
      printf "values compared with DuckDB: %d, different: %d\n", v["same.compared"], v["same.different"]
  }' "$dir/results.log"
