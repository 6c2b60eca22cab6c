#!/usr/bin/env python3
"""Reads a store that is being written to, as a careless program would: glob, open, parse.

    read_while_writing.py STORE SECONDS

Counts what the store promises never to happen: a torn record, an id that stays in two files, a
manifest that stays untrue, a generation that goes back. Prints a JSON summary; exits 1 when it saw
any of them, 2 when there was nothing to read.
"""

import hashlib
import json
import sys
import time
from collections import Counter
from pathlib import Path

GRACE_SECONDS = 5.0  # how long a commit may take between its first rename and its manifest


def read_globbed(v1, kind, seen):
    """The ids that a glob finds, each as often as it is found."""
    ids = Counter()
    for path in sorted(v1.glob(f"{kind}/**/*.ndjson")):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            seen["vanished"] += 1  # its last record moved away between the glob and the open
            continue
        if data and not data.endswith(b"\n"):
            seen["torn"] += 1
        for line in data.split(b"\n")[:-1]:
            try:
                ids[json.loads(line.decode("utf-8"))["id"]] += 1
                seen["records"] += 1
            except (ValueError, KeyError):
                seen["torn"] += 1
        seen["files"] += 1
    return ids


def doubled(ids):
    return {identifier for identifier, count in ids.items() if count > 1}


def check_doubles(v1, kind, seen):
    """A record on the move may be in two files for an instant; one that stays there is double."""
    repeated = doubled(read_globbed(v1, kind, seen))
    deadline = time.monotonic() + GRACE_SECONDS
    while repeated and time.monotonic() < deadline:
        time.sleep(0.02)
        repeated &= doubled(read_globbed(v1, kind, seen))
    seen["double"] += len(repeated)


def read_manifest(v1, seen):
    try:
        return json.loads((v1 / "manifest.json").read_bytes().decode("utf-8"))
    except ValueError:
        seen["torn"] += 1
        return None


def untrue_entries(v1, manifest):
    entries = [*manifest["files"], *manifest["parts"], *manifest["changes"]["segments"]]
    for entry in entries:
        path = v1 / entry["path"]
        if not path.is_file() or digest(path) != entry["sha256"]:
            yield entry["path"]


def digest(path):
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def check_manifest(v1, seen, last_generation):
    """Every file is as the manifest says, or a newer manifest is about to say otherwise."""
    manifest = read_manifest(v1, seen)
    if manifest is None:
        return last_generation
    if manifest["generation"] < last_generation:
        seen["went_back"] += 1
    deadline = time.monotonic() + GRACE_SECONDS
    while next(untrue_entries(v1, manifest), None) is not None:
        newer = read_manifest(v1, seen)
        if newer is None or newer["generation"] > manifest["generation"]:
            seen["overtaken"] += 1
            break
        if time.monotonic() > deadline:
            seen["untrue"] += 1
            break
        time.sleep(0.02)
    else:
        seen["consistent"] += 1
    return max(last_generation, manifest["generation"])


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: read_while_writing.py STORE SECONDS")
    v1, end = Path(sys.argv[1]) / "v1", time.monotonic() + float(sys.argv[2])
    seen = Counter({key: 0 for key in ("rounds", "files", "records", "torn", "double", "vanished",
                                       "consistent", "overtaken", "untrue", "went_back")})
    generation = 0
    while time.monotonic() < end:
        if not (v1 / "manifest.json").exists():
            time.sleep(0.02)
            continue
        for kind in ("posts", "comments"):
            check_doubles(v1, kind, seen)
        generation = check_manifest(v1, seen, generation)
        seen["rounds"] += 1
    print(json.dumps({**seen, "generation": generation}))
    if seen["rounds"] == 0:
        sys.exit(2)
    sys.exit(1 if any(seen[key] for key in ("torn", "double", "untrue", "went_back")) else 0)


if __name__ == "__main__":
    main()
