#!/bin/bash
# Reads a store with jq, and runs the very commands that the store's README gives.
#
#     jq_read.sh STORE
#
# Prints a JSON summary; exits 1 when jq cannot read a file or the counts are not the manifest's.
set -euo pipefail
cd "$1"

lines() { find "v1/$1" -name '*.ndjson' -print0 | xargs -0 -r cat; }
count() { lines "$1" | jq -cn 'reduce inputs as $record (0; . + ($record | if .id then 1 else error("no id") end))'; }

posts=$(count posts)
comments=$(count comments)
declared=$(jq -c '[.counts.posts, .counts.comments]' v1/manifest.json)

# The README's own commands, with their output thrown away.
commands=$(awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md)
bash -euo pipefail -c "$commands" > /dev/null

jq -cn --argjson posts "$posts" --argjson comments "$comments" --argjson declared "$declared" \
  '{$posts, $comments, $declared}'
[ "[$posts,$comments]" = "$declared" ]
