#!/usr/bin/env python3
"""Reads the posts of a store that is being written to with jq, Node and DuckDB, over and over.

    three_readers.py STORE SECONDS

Each run counts the posts and the different ids among them. A run that fails, an id that is counted
twice, or a count that goes down is a fault. Prints a JSON summary; exits 1 at any fault, 2 when a
reader had nothing to read.
"""

import json
import subprocess
import sys
import time

import duckdb

JQ = "cat v1/posts/*/*/*.ndjson | jq -r .id | sort | uniq -c | awk '{ n += $1 } END { print n, NR }'"
NODE = """
const { readFileSync, readdirSync } = require("fs");
const ids = [];
for (const name of readdirSync("v1/posts", { recursive: true })) {
  if (!name.endsWith(".ndjson")) continue;
  const text = readFileSync("v1/posts/" + name, "utf8");
  for (const line of text.split("\\n").slice(0, -1)) ids.push(JSON.parse(line).id);
}
console.log(ids.length, new Set(ids).size);
"""
DUCK = "SELECT count(*), count(DISTINCT id) FROM read_ndjson_auto('v1/posts/*/*/*.ndjson')"


def shell(*command):
    return lambda store: tuple(
        int(part)
        for part in subprocess.run(
            command, cwd=store, check=True, capture_output=True, text=True
        ).stdout.split()
    )


def duck(store):
    query = DUCK.replace("'v1/", f"'{store}/v1/")
    return duckdb.sql(query).fetchall()[0]


def main():
    store, seconds = sys.argv[1], float(sys.argv[2])
    readers = {"jq": shell("bash", "-c", JQ), "node": shell("node", "-e", NODE), "duckdb": duck}
    summary = {name: {"runs": 0, "posts": 0} for name in readers}
    faults = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for name, read in readers.items():
            try:
                posts, different = read(store)
            except Exception as error:  # whatever a reader fails with is a fault of the store
                faults.append(f"{name}: {error}")
                continue
            if posts != different:
                faults.append(f"{name}: {posts - different} ids twice")
            if posts < summary[name]["posts"]:
                faults.append(f"{name}: {summary[name]['posts']} posts became {posts}")
            summary[name] = {"runs": summary[name]["runs"] + 1, "posts": posts}
    print(json.dumps({**summary, "faults": faults[:20]}))
    if faults:
        sys.exit(1)
    sys.exit(0 if all(reader["posts"] for reader in summary.values()) else 2)


main()
