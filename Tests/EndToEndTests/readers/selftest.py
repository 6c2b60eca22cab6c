#!/usr/bin/env python3
"""Tests the readers themselves: the valid store passes, and each planted fault is found by name.

    selftest.py

Needs no Winnow. Exits 1 when a reader is blind, or cries wolf.
"""

import json
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import tiny_store
from tiny_store import SLUG, identifier, partitions, write_store
from validate_store import validate

POSTS = f"posts/blog={SLUG}/year=2014/posts.ndjson"
COMMENTS = f"comments/blog={SLUG}/year=2014/comments.ndjson"
HERE = Path(__file__).resolve().parent


def edited(path, index, **values):
    """A fault in one record, the manifest agreeing with it."""
    def plant(root):
        files = partitions()
        files[path][index].update(values)
        write_store(root, files)
    return plant


def rearranged(change):
    def plant(root):
        files = partitions()
        change(files)
        write_store(root, files)
    return plant


def damaged(change):
    """A fault done to the files of a valid store."""
    def plant(root):
        write_store(root)
        change(root / "v1")
    return plant


def rewrite(v1, path, change):
    (v1 / path).write_bytes(change((v1 / path).read_bytes()))


def rewrite_manifest(v1, change):
    manifest = json.loads((v1 / "manifest.json").read_text())
    change(manifest)
    (v1 / "manifest.json").write_text(json.dumps(manifest))


def without(record, key):
    del record[key]


def reordered(files):
    record = files[POSTS][0]
    record["id"] = record.pop("id")


FAULTS = {
    "torn line": ("torn", damaged(lambda v1: rewrite(v1, POSTS, lambda data: data[:-9]))),
    "two writers' lines run together":
        ("torn", damaged(lambda v1: rewrite(v1, POSTS, lambda data: data.replace(b"}\n{", b"}{")))),
    "invalid UTF-8":
        ("torn", damaged(lambda v1: rewrite(v1, POSTS, lambda data: data.replace(b"Ann", b"A\xffn")))),
    "wrong hash":
        ("hash", damaged(lambda v1: rewrite(v1, POSTS, lambda data: data.replace(b"Ann", b"Eve")))),
    "wrong size": ("size", damaged(lambda v1: rewrite(v1, POSTS, lambda data: data + b"\n"))),
    "wrong number of records": ("record-count", damaged(lambda v1: rewrite_manifest(
        v1, lambda m: m["files"][0].update(records=9)))),
    "missing file": ("missing-file", damaged(lambda v1: (v1 / POSTS).unlink())),
    "no README": ("missing-file", damaged(lambda v1: (v1.parent / "README.md").unlink())),
    "FORMAT of another store":
        ("format-file", damaged(lambda v1: (v1.parent / "FORMAT").write_text("winnow-store 1 x\n"))),
    "temporary file in the tree":
        ("temporary-file", damaged(lambda v1: (v1 / POSTS).with_name(".tmp-1.ndjson").write_text(""))),
    "superseded file in the tree":
        ("unlisted-file", damaged(lambda v1: (v1 / POSTS).with_name("posts-2.ndjson").write_text(""))),
    "duplicate id across files": ("duplicate-id", rearranged(
        lambda files: files[f"posts/blog={SLUG}/year=2015/posts.ndjson"].insert(0, files[POSTS][1]))),
    "missing field": ("schema", rearranged(lambda files: without(files[POSTS][0], "language"))),
    "field that no schema knows": ("schema", edited(POSTS, 0, mood="fine")),
    "wrong type": ("schema", edited(POSTS, 0, comment_count="4")),
    "number beyond 2^53": ("schema", edited(POSTS, 0, comments_declared=2**53)),
    "impossible day": ("schema", edited(POSTS, 0, published_on="2014-02-30")),
    "time with an offset": ("schema", edited(POSTS, 1, published_at="2014-02-04T10:00:00+01:00")),
    "keys out of order": ("key-order", rearranged(reordered)),
    "unsorted posts": ("unsorted", rearranged(lambda files: files[POSTS].reverse())),
    "unsorted comments": ("unsorted", rearranged(
        lambda files: files[COMMENTS].insert(4, files[COMMENTS].pop(0)))),
    "unsorted sources": ("unsorted", edited(
        "sources/year=2026/sources.ndjson", 1, received="2026-03-04T05:06:06.999Z")),
    "gap in positions": ("position", edited(COMMENTS, 2, position=7)),
    "dangling parent": ("dangling-parent", edited(COMMENTS, 1, parent_id=identifier("c", 30))),
    "parent under another post": ("dangling-parent", edited(COMMENTS, 1, parent_id=identifier("c", 4))),
    "reply before its parent": ("thread-order", edited(COMMENTS, 0, parent_id=identifier("c", 3))),
    "depth that skips a level": ("depth", edited(COMMENTS, 1, depth=5)),
    "dangling post": ("dangling-post", edited(COMMENTS, 0, post_id=identifier("p", 30))),
    "comment away from its post": ("misplaced", rearranged(
        lambda files: files[f"comments/blog={SLUG}/year=2015/comments.ndjson"].append(
            {**files[COMMENTS].pop(), "position": 3}))),
    "record under another blog's key": ("misplaced", edited(POSTS, 0, blog_slug="other.example")),
    "wrong comment count": ("comment-count", edited(POSTS, 0, comment_count=5)),
    "wrong count of a blog": ("blog-count", edited("blogs.ndjson", 0, post_count=9)),
    "wrong count in the manifest": ("manifest-counts", damaged(lambda v1: rewrite_manifest(
        v1, lambda m: m["counts"].update(posts=4)))),
    "source that is not in the ledger": ("dangling-source", rearranged(
        lambda files: files["sources/year=2026/sources.ndjson"].pop())),
    "tombstone of a living post": ("tombstone-live", edited(
        f"tombstones/blog={SLUG}/tombstones.ndjson", 0, id=identifier("p", 1))),
    "feed behind the manifest": ("feed-sequence", damaged(lambda v1: rewrite_manifest(
        v1, lambda m: m.update(seq=99)))),
    "feed with an older revision": ("feed-revision", damaged(lambda v1: rewrite(
        v1, next(v1.glob("changes/*")).relative_to(v1),
        lambda data: data.replace(b'"revision":1', b'"revision":2')))),
}


def check_validator(directory):
    failures = 0
    for name, (code, plant) in {"no fault at all": (None, write_store), **FAULTS}.items():
        root = directory / name.replace(" ", "-").replace("'", "")
        plant(root)
        store, _ = validate(root)
        found = sorted(store.counts)
        if (code is None and found) or (code is not None and code not in found):
            failures += 1
            print(f"FAILED {name}: expected {code}, found {found}", file=sys.stderr)
    return failures


def documented_fields(text, heading):
    """The field names that the tables below a heading list in their first column, in order."""
    section = re.search(rf"^## {heading}\n(.*?)^## ", text, re.DOTALL | re.MULTILINE)[1]
    cells = re.findall(r"^\| ([^|]*) \|", section, re.MULTILINE)
    fields = [name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)]
    return fields or re.findall(r"`([a-z_]+)`", section.split(".")[0])


def check_documentation():
    """docs/STORE-FORMAT.md names the fields of each schema, all of them, and no others."""
    failures = 0
    text = (HERE.parents[2] / "docs" / "STORE-FORMAT.md").read_text()
    for heading, name in (("Post", "post"), ("Comment", "comment"), ("Blog", "blog"),
                          ("Source", "source"), ("The manifest", "manifest")):
        schema = json.loads((tiny_store.SCHEMAS / f"{name}.schema.json").read_text())
        documented = documented_fields(text, heading)
        if sorted(documented) != sorted(schema["properties"]):
            failures += 1
            difference = set(documented) ^ set(schema["properties"])
            print(f"FAILED STORE-FORMAT.md, {heading}: {difference}", file=sys.stderr)
    return failures


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)


def check_readers(directory):
    """Each reader agrees with the valid store, and the commands of its README work."""
    failures = 0
    root = directory / "readers"
    write_store(root)
    for command in ([sys.executable, HERE / "validate_store.py"], [sys.executable, HERE / "duck.py"],
                    ["node", HERE / "node_read.mjs"], ["bash", HERE / "jq_read.sh"]):
        result = run(*command, root)
        summary = json.loads(result.stdout) if result.returncode == 0 else {}
        records = summary.get("records", summary)
        counts = [records.get(k, records.get(k + "s")) for k in ("post", "comment")]
        if result.returncode != 0 or counts != [3, 12]:
            failures += 1
            print(f"FAILED {command[-1].name}: {result.stdout}{result.stderr}", file=sys.stderr)
    failures += check_readme_for_node(root)
    (root / "v1" / POSTS).write_bytes((root / "v1" / POSTS).read_bytes()[:-9])
    for name in ("validate_store.py", "duck.py", "node_read.mjs", "jq_read.sh"):
        program = {"py": sys.executable, "mjs": "node", "sh": "bash"}[name.split(".")[1]]
        if run(program, HERE / name, root).returncode == 0:
            failures += 1
            print(f"FAILED {name}: a torn line went unseen", file=sys.stderr)
    return failures


def check_readme_for_node(root):
    program = re.search(r"^```js\n(.*?)^```", (root / "README.md").read_text(), re.DOTALL | re.MULTILINE)
    result = subprocess.run(["node", "--input-type=module", "-e", program[1]], cwd=root,
                            capture_output=True, text=True, timeout=60)
    if sorted(result.stdout.split()) != [identifier("p", number) for number in range(3)]:
        print(f"FAILED README for Node: {result.stdout}{result.stderr}", file=sys.stderr)
        return 1
    return 0


def write_until(stopped, root, torn):
    """Replaces the store again and again; a bad writer does it in place, a piece at a time."""
    generation = 1
    while not stopped.is_set():
        generation += 1
        if torn:
            data = (root / "v1" / POSTS).read_bytes()
            with open(root / "v1" / POSTS, "wb") as file:
                file.write(data[:100])
                file.flush()
                stopped.wait(0.01)
                file.write(data[100:])
        else:
            files = partitions()
            for post in files[POSTS]:
                post["revision"] = generation
            write_store(root, files, generation)
        stopped.wait(0.002)


def check_reading_while_writing(directory):
    failures = 0
    for torn in (False, True):
        root = directory / f"moving-{torn}"
        write_store(root)
        stopped = threading.Event()
        writer = threading.Thread(target=write_until, args=(stopped, root, torn))
        writer.start()
        result = run(sys.executable, HERE / "read_while_writing.py", root, 3)
        stopped.set()
        writer.join()
        if (result.returncode == 1) != torn:
            failures += 1
            print(f"FAILED read_while_writing.py, torn={torn}: {result.stdout}{result.stderr}",
                  file=sys.stderr)
    return failures


def main():
    assert tiny_store.SCHEMAS.is_dir(), f"no schemas at {tiny_store.SCHEMAS}"
    with tempfile.TemporaryDirectory(prefix="winnow-readers-") as name:
        failures = check_documentation() + check_validator(Path(name)) \
            + check_readers(Path(name)) + check_reading_while_writing(Path(name))
    print(json.dumps({"faults_planted": len(FAULTS), "failures": failures}))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
