#!/usr/bin/env bash
# The whole job on a small simulated world, one command after the other: called by ./mallguard demo
# with the launcher's path as its first argument.
set -euo pipefail

mallguard=$1
shift
dir=mallguard-demo
keep_serving=no
port=0

usage() {
  cat <<'EOF'
Usage: ./mallguard demo [--dir DIR] [--keep-serving]

Simulates six weeks of a small online mall with its rings, trains on what is known by 7 November,
serves the model, sends the week of 11 November as live traffic with the verdicts as they come,
shows what was caught and what it really was, audits every answer and writes a drift report. Takes a
few minutes.

      --dir DIR        where everything goes (default: ./mallguard-demo); a demo that is there
                       is replaced, anything else is not
      --keep-serving   leaves the service up at the end, on port 8080
EOF
}

refuse() {
  printf 'demo: %s\n' "$1" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage && exit 0 ;;
    --dir) [ $# -gt 1 ] || refuse '--dir: found nothing, must be a folder'; dir=$2; shift 2 ;;
    --dir=*) dir=${1#--dir=}; shift ;;
    --keep-serving) keep_serving=yes; shift ;;
    *) refuse "$1: must be one of --dir DIR, --keep-serving, --help" ;;
  esac
done

if [ -e "$dir" ] && [ ! -f "$dir/.mallguard-demo" ] && [ -n "$(ls -A -- "$dir" 2>/dev/null || echo file)" ]; then
  refuse "$dir: found something else, must be a demo's folder, empty or not there yet"
fi
rm -rf -- "$dir"
mkdir -p -- "$dir"
dir=$(cd -- "$dir" && pwd)
touch "$dir/.mallguard-demo"

serve_pid=
stop_service() {
  [ -n "$serve_pid" ] || return 0
  kill -TERM "$serve_pid" 2>/dev/null || true
  local code=0
  wait "$serve_pid" || code=$?
  serve_pid=
  return "$code"
}
trap 'stop_service || true' EXIT
trap 'exit 130' INT TERM

began=$SECONDS
step() {
  printf '\n== %s (after %d s)\n' "$1" "$((SECONDS - began))"
}

start_service() { # further options
  "$mallguard" serve --bundle "$dir/bundle" --data-dir "$dir/service" --port "$port" "$@" \
    >"$dir/serve.log" 2>&1 &
  serve_pid=$!
  while ! grep -q '^Ready: ' "$dir/serve.log"; do
    if ! kill -0 "$serve_pid" 2>/dev/null; then
      cat "$dir/serve.log" >&2
      serve_pid=
      printf 'demo: the service did not start\n' >&2
      exit 1
    fi
    sleep 0.2
  done
  url=$(sed -n 's/^Ready: //p' "$dir/serve.log" | head -n 1)
}

recipe() { # the built-in one, with blocks that fit into six weeks
  sed 's/^split:.*/split: {train_days: 14, delay_days: 7, validation_days: 4, calibration_days: 6, test_days: 4}/' \
    "$(dirname "$mallguard")/training/src/main/resources/io/mallguard/training/pipeline/mall-train.yaml"
}

step 'Simulating six weeks of a small mall'
"$mallguard" simulate --size XS --seed 5 --out "$dir/mall"

step 'Computing the features of every order, refund, transfer and payout'
"$mallguard" features --spec mall-cashout --label fraud --events "$dir/mall/events" --out "$dir/rows"

step 'Training on what is known on 7 November'
recipe >"$dir/train.yaml"
"$mallguard" train --config "$dir/train.yaml" --events "$dir/mall/events" --until 2025-11-07 \
  --out "$dir/bundle"

step 'Starting the service with the history until 7 November'
start_service --history "$dir/mall/events" --history-until 2025-11-07
printf 'The service answers at %s\n' "$url"

step 'Sending the week of 11 November as live traffic, with verdicts as they become known'
"$mallguard" send --events "$dir/mall/events" --from 2025-11-08 --to 2025-11-14 --url "$url" \
  --connections 16 --out "$dir/predictions.csv" | tee "$dir/alerts.txt"

step 'Sending the last day again: every answer must be the stored one'
"$mallguard" send --events "$dir/mall/events" --from 2025-11-14 --to 2025-11-14 --url "$url" \
  --out "$dir/again.csv" | head -n 1
fresh=$(tail -n +2 "$dir/again.csv" | grep -vc ',duplicate$' || true)
changed=$(comm -23 <(tail -n +2 "$dir/again.csv" | cut -d, -f1-7 | LC_ALL=C sort) \
  <(cut -d, -f1-7 "$dir/predictions.csv" | LC_ALL=C sort) | wc -l)
if [ "$fresh" -ne 0 ] || [ "$changed" -ne 0 ]; then
  printf 'demo: %s events were scored anew and %s answers changed; none may\n' \
    "$fresh" "$changed" >&2
  exit 1
fi
printf 'All of them were duplicates with the same answers\n'

step 'Stopping the service'
stop_service || { cat "$dir/serve.log" >&2; printf 'demo: the service did not stop cleanly\n' >&2; exit 1; }
tail -n 1 "$dir/serve.log"

step 'Audit: recomputing every logged row and score'
"$mallguard" replay --data-dir "$dir/service"

step 'Drift report for the week'
verdict=0
"$mallguard" drift --bundle "$dir/bundle" --decisions "$dir/service/decisions" --month 2025-11 \
  --out "$dir/drift" || verdict=$?
case "$verdict" in
  0 | 10 | 11) ;;
  *) exit "$verdict" ;;
esac

step 'What really was, which only a simulator knows'
"$mallguard" evaluate --bundle "$dir/bundle" --events "$dir/mall/events" --from 2025-11-08 \
  --to 2025-11-14 --truth "$dir/mall/truth" --out "$dir/week.json" | sed -n '/^order:/,/^refund:/p' | sed '$d'

step 'Done'
sed -n '/^Alerts by/,/^Most suspicious/p' "$dir/alerts.txt" | sed '$d' || true
cat <<EOF

What was written:
  mall         $dir/mall
  rows         $dir/rows
  bundle       $dir/bundle
  evaluation   $dir/week.json
  predictions  $dir/predictions.csv
  service      $dir/service
  drift report $dir/drift
EOF

if [ "$keep_serving" = yes ]; then
  port=8080
  start_service
  printf '\nThe service is up again at %s; Ctrl-C stops it\n' "$url"
  wait "$serve_pid" || true
  serve_pid=
fi
