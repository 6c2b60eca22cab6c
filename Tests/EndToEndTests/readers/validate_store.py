#!/usr/bin/env python3
"""Checks a published store against what the store itself promises, with none of Winnow's code.

    validate_store.py STORE

Every record is held to the JSON Schema that the store publishes, by an independent validator; then
the manifest to the files, the records to each other, and the feed to the records. The store must
not be written to meanwhile (or be a snapshot's root). Prints a JSON summary on stdout and each
finding on stderr; exits 1 when there is a finding, 2 when there is no store.
"""

import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from jsonschema import Draft202012Validator

# The published kinds of file: which schema each line follows, and the only names it may have.
KINDS = {
    "post": r"posts/blog=[^/]+/year=[0-9]{4}/posts(-[0-9]+)?\.ndjson",
    "comment": r"comments/blog=[^/]+/year=[0-9]{4}/comments(-[0-9]+)?\.ndjson",
    "blog": r"blogs\.ndjson",
    "source": r"sources/year=[0-9]{4}/sources(-[0-9]+)?\.ndjson",
    "tombstone": r"tombstones/blog=[^/]+/tombstones(-[0-9]+)?\.ndjson",
}
SEGMENT = r"changes/[0-9]{8,20}-[0-9]{8,20}\.ndjson"
SCHEMAS = [*KINDS, "change", "manifest"]
COUNTED = {"blogs": "blog", "posts": "post", "comments": "comment",
           "sources": "source", "tombstones": "tombstone"}
UNLISTED = ("manifest.json", "manifest/", "schema/", "changes/")
SHOWN_PER_CODE = 50


class Store:
    """One store being checked: what was read from it, and what was found wrong."""

    def __init__(self, root):
        self.root = Path(root)
        self.v1 = self.root / "v1"
        self.records = defaultdict(list)  # kind -> [(record, relative path, line number)]
        self.findings = []
        self.counts = Counter()

    def find(self, code, path, text, line=None):
        self.counts[code] += 1
        if self.counts[code] <= SHOWN_PER_CODE:
            self.findings.append({"code": code, "path": str(path), "line": line, "text": text})


def compile_schemas(store):
    validators = {}
    for name in SCHEMAS:
        path = store.v1 / "schema" / f"{name}.schema.json"
        schema = json.loads(path.read_bytes())
        Draft202012Validator.check_schema(schema)
        validators[name] = Draft202012Validator(
            schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        assert "date-time" in validators[name].format_checker.checkers, "rfc3339-validator is missing"
    return validators


def check_schema(store, validator, value, path, line=None):
    valid = True
    for error in validator.iter_errors(value):
        valid = False
        where = "/".join(str(step) for step in error.absolute_path) or "record"
        store.find("schema", path, f"{where}: {error.message[:200]}", line)
    return valid


def unique_keys(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError("a key is written twice")
    return dict(pairs)


def reject_constant(name):
    raise ValueError(f"{name} is not JSON")


def parse(text):
    return json.loads(text, object_pairs_hook=unique_keys, parse_constant=reject_constant)


def read_lines(store, relative, data):
    """The records of a file that are whole; each other line is a finding."""
    if data and not data.endswith(b"\n"):
        store.find("torn", relative, "the last line does not end with a newline")
    for number, line in enumerate(data.split(b"\n")[:-1] if data.endswith(b"\n")
                                  else data.split(b"\n"), 1):
        try:
            yield number, parse(line.decode("utf-8"))
        except ValueError as error:
            store.find("torn", relative, f"not a whole JSON record: {error}", number)


def check_key_order(store, schema, value, path, line):
    expected = list(schema["properties"])
    if isinstance(value, dict) and list(value) != expected and set(value) == set(expected):
        store.find("key-order", path, "the keys are not in the schema's order", line)


def read_manifest(store, validators):
    data = (store.v1 / "manifest.json").read_bytes()
    manifest = parse(data.decode("utf-8"))
    if not check_schema(store, validators["manifest"], manifest, "manifest.json"):
        return None
    named = (store.root / "FORMAT").read_text(encoding="utf-8").split()
    if named != [*manifest["format"].split(), manifest["store_id"]]:
        store.find("format-file", "FORMAT", f"says {' '.join(named)}, the manifest says otherwise")
    if not (store.root / "README.md").is_file():
        store.find("missing-file", "README.md", "is not published")
    return manifest


def listed_files(store, manifest):
    """The manifest's own file entries, followed through its parts."""
    entries = list(manifest["files"])
    for part in manifest["parts"]:
        data = read_verified(store, part)
        lines = [record for _, record in read_lines(store, part["path"], data)]
        if len(lines) != part["files"]:
            store.find("manifest", part["path"], f"lists {len(lines)} files, not {part['files']}")
        entries += lines
    if entries and manifest["files"] and manifest["parts"]:
        store.find("manifest", "manifest.json", "has both files and parts")
    repeated = [path for path, count in Counter(e["path"] for e in entries).items() if count > 1]
    for path in repeated:
        store.find("manifest", path, "is listed twice")
    return entries


def read_verified(store, entry):
    path = store.v1 / entry["path"]
    if not path.is_file() or path.is_symlink():
        store.find("missing-file", entry["path"], "is listed and is not there")
        return b""
    data = path.read_bytes()
    if len(data) != entry["bytes"]:
        store.find("size", entry["path"], f"has {len(data)} bytes, not {entry['bytes']}")
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        store.find("hash", entry["path"], "its bytes are not those that the manifest names")
    return data


def kind_of(relative):
    if re.fullmatch(SEGMENT, relative):
        return "change"
    return next((k for k, pattern in KINDS.items() if re.fullmatch(pattern, relative)), None)


def read_records(store, validators, entries):
    for entry in entries:
        relative, kind = entry["path"], kind_of(entry["path"])
        data = read_verified(store, entry)
        if relative.startswith("schema/"):
            continue
        if kind is None:
            store.find("unexpected-file", relative, "is listed, and is no file of this format")
            continue
        whole = 0
        for number, record in read_lines(store, relative, data):
            whole += 1
            check_key_order(store, validators[kind].schema, record, relative, number)
            if check_schema(store, validators[kind], record, relative, number):
                store.records[kind].append((record, relative, number))
        if whole != entry["records"]:
            store.find("record-count", relative, f"has {whole} records, not {entry['records']}")


def check_tree(store, manifest, entries):
    """Nothing may stand where a glob finds it that the manifest does not name."""
    listed = {entry["path"] for entry in [*entries, *manifest["parts"]]}
    for path in store.v1.rglob("*"):
        relative = path.relative_to(store.v1).as_posix()
        if relative.startswith("snapshots/"):
            continue
        if path.name.startswith((".", "_tmp")) or path.name.endswith((".tmp", "~", ".partial")):
            store.find("temporary-file", relative, "a temporary or hidden name in the store")
        elif path.is_symlink() or not (path.is_dir() or path.is_file()):
            store.find("unexpected-file", relative, "is neither a file nor a directory")
        elif path.is_file() and relative not in listed and not relative.startswith(UNLISTED):
            store.find("unlisted-file", relative, "is in the tree and not in the manifest")


def instant(text):
    return "" if text is None else (text if "." in text else text[:-1] + ".000Z")


# What the lines of a file are sorted by; what is unknown comes first.
ORDERS = {
    "post": lambda r: (r["published_on"] or "", instant(r["published_at"]), r["id"]),
    "comment": lambda r: (r["post_id"], r["position"]),
    "blog": lambda r: r["blog_slug"].encode(),
    "source": lambda r: instant(r["received"]),
    "tombstone": lambda r: (instant(r["at"]), r["id"]),
}


def partition(relative):
    return relative.split("/", 1)[1].rsplit("/", 1)[0]


def check_unique(store):
    for kind in ("post", "comment", "source", "tombstone", "blog"):
        key = "blog_slug" if kind == "blog" else "id"
        seen = {}
        for record, path, line in store.records[kind]:
            if record[key] in seen:
                store.find("duplicate-id", path, f"{record[key]} is also in {seen[record[key]]}", line)
            seen[record[key]] = path


def check_blog_keys(store):
    for kind in ("post", "comment", "tombstone"):
        for record, path, line in store.records[kind]:
            if f"/blog={record['blog_slug']}/" not in path:
                store.find("misplaced", path, f"holds a record of {record['blog_slug']}", line)


def check_order(store):
    for kind, order in ORDERS.items():
        previous = {}
        for record, path, line in store.records[kind]:
            key = order(record)
            if path in previous and key < previous[path]:
                store.find("unsorted", path, "stands after a record that it belongs before", line)
            previous[path] = key


def check_positions(store):
    """The positions of a post's comments count from 0 without a gap."""
    positions = defaultdict(list)
    for record, _, _ in store.records["comment"]:
        positions[record["post_id"]].append(record["position"])
    for post, found in positions.items():
        if sorted(found) != list(range(len(found))):
            store.find("position", post, f"positions are {sorted(found)[:20]}, not 0, 1, 2 …")


def check_comments(store):
    posts = {record["id"]: path for record, path, _ in store.records["post"]}
    comments = {record["id"]: record for record, _, _ in store.records["comment"]}
    for record, path, line in store.records["comment"]:
        home = posts.get(record["post_id"])
        if home is None:
            store.find("dangling-post", path, f"{record['post_id']} is not in the store", line)
        elif partition(home) != partition(path):
            store.find("misplaced", path, f"its post is in {partition(home)}", line)
        if record["parent_id"] is not None:
            check_parent(store, record, comments.get(record["parent_id"]), path, line)


def check_parent(store, record, parent, path, line):
    if parent is None or parent["post_id"] != record["post_id"]:
        store.find("dangling-parent", path, f"{record['parent_id']} is not under this post", line)
    elif parent["position"] >= record["position"]:
        store.find("thread-order", path, f"{record['id']} stands before what it answers", line)
    elif record["depth"] is not None and parent["depth"] is not None \
            and record["depth"] != parent["depth"] + 1:
        store.find("depth", path, f"{record['id']} is not one deeper than its parent", line)


def check_counts(store, manifest):
    for name, kind in COUNTED.items():
        found = len(store.records[kind])
        if manifest["counts"][name] != found:
            store.find("manifest-counts", "manifest.json",
                       f"{name}: says {manifest['counts'][name]}, found {found}")
    per_post = Counter(record["post_id"] for record, _, _ in store.records["comment"])
    for record, path, line in store.records["post"]:
        if record["comment_count"] != per_post[record["id"]]:
            store.find("comment-count", path, f"{record['id']} has {per_post[record['id']]} comments, "
                       f"says {record['comment_count']}", line)
    blogs = {record["blog_slug"]: (record, line) for record, _, line in store.records["blog"]}
    for kind, field in (("post", "post_count"), ("comment", "comment_count")):
        per_blog = Counter(record["blog_slug"] for record, _, _ in store.records[kind])
        for slug in per_blog.keys() - blogs.keys():
            store.find("dangling-blog", "blogs.ndjson", f"{slug} has records and no blog")
        for slug, (blog, line) in blogs.items():
            if blog[field] != per_blog[slug]:
                store.find("blog-count", "blogs.ndjson",
                           f"{slug}: {field} says {blog[field]}, found {per_blog[slug]}", line)


def check_sources(store, validators):
    known = {record["id"] for record, _, _ in store.records["source"]}
    for kind in ("post", "comment"):
        fields = set(validators[kind].schema["properties"])
        for record, path, line in store.records[kind]:
            for reference in record["sources"]:
                if reference["source"] not in known:
                    store.find("dangling-source", path, f"{reference['source']} is not in sources/", line)
                for field in set(reference["fields"]) - fields:
                    store.find("unknown-field", path, f"a source speaks of a field {field}", line)
    for record, path, line in store.records["source"]:
        if record["duplicate_of"] is not None and record["duplicate_of"] not in known:
            store.find("dangling-source", path, f"{record['duplicate_of']} is not in sources/", line)
        if f"year={record['received'][:4]}/" not in path:
            store.find("misplaced", path, f"was received in {record['received'][:4]}", line)


def check_tombstones(store):
    live = {record["id"] for kind in ("post", "comment") for record, _, _ in store.records[kind]}
    dead = {record["id"] for record, _, _ in store.records["tombstone"]}
    for record, path, line in store.records["tombstone"]:
        if record["id"] in live and record["reason"] != "redact":
            store.find("tombstone-live", path, f"{record['id']} is dead and in the store", line)
        if record["into"] is not None and record["into"] not in live | dead:
            store.find("tombstone-dangling", path, f"{record['into']} is unknown", line)


def check_feed(store, validators, manifest):
    """Segments are contiguous with the manifest; the feed's last word on a record is the record."""
    changes, previous = [], None
    for segment in manifest["changes"]["segments"]:
        before = len(store.records["change"])
        read_records(store, validators, [segment])
        rows = [record for record, _, _ in store.records["change"][before:]]
        sequence = [row["seq"] for row in rows]
        named = tuple(int(n) for n in segment["path"].split("/")[1][:-len(".ndjson")].split("-"))
        if sequence != sorted(set(sequence)) or not sequence \
                or (sequence[0], sequence[-1]) != (segment["first_seq"], segment["last_seq"]) \
                or named != (segment["first_seq"], segment["last_seq"]):
            store.find("feed-sequence", segment["path"], "its numbers are not what its name promises")
        if previous is not None and sequence and sequence[0] <= previous:
            store.find("feed-sequence", segment["path"], "overlaps the segment before it")
        previous = sequence[-1] if sequence else previous
        changes += rows
    if changes and changes[-1]["seq"] != manifest["seq"]:
        store.find("feed-sequence", "manifest.json", f"seq {manifest['seq']} is not the feed's last")
    if manifest["changes"]["first_seq"] <= 1:
        check_feed_covers_records(store, changes)


def check_feed_covers_records(store, changes):
    latest = {(change["kind"], change["id"]): change for change in changes}
    for kind in ("post", "comment", "source"):
        for record, path, line in store.records[kind]:
            change = latest.get((kind, record["id"]))
            if change is None or change["op"] in ("merge", "delete"):
                store.find("feed-missing", path, f"the feed does not tell of {record['id']}", line)
            elif kind != "source" and change["revision"] != record["revision"]:
                store.find("feed-revision", path, f"{record['id']} is at revision "
                           f"{record['revision']}, the feed says {change['revision']}", line)
            elif change["path"] != path:
                store.find("feed-path", path, f"the feed places {record['id']} in {change['path']}", line)


def validate(root):
    store = Store(root)
    validators = compile_schemas(store)
    manifest = read_manifest(store, validators)
    if manifest is not None:
        entries = listed_files(store, manifest)
        read_records(store, validators, entries)
        check_tree(store, manifest, entries)
        check_unique(store)
        check_blog_keys(store)
        check_order(store)
        check_positions(store)
        check_comments(store)
        check_counts(store, manifest)
        check_sources(store, validators)
        check_tombstones(store)
        check_feed(store, validators, manifest)
    return store, manifest


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: validate_store.py STORE")
    try:
        store, manifest = validate(sys.argv[1])
    except (OSError, ValueError) as error:
        print(f"{sys.argv[1]} is not a readable store: {error}", file=sys.stderr)
        sys.exit(2)
    for finding in store.findings:
        line = f":{finding['line']}" if finding["line"] else ""
        print(f"{finding['code']}: {finding['path']}{line}: {finding['text']}", file=sys.stderr)
    print(json.dumps({
        "store_id": manifest and manifest["store_id"],
        "generation": manifest and manifest["generation"],
        "records": {kind: len(store.records[kind]) for kind in [*KINDS, "change"]},
        "findings": sum(store.counts.values()),
        "findings_by_code": dict(store.counts),
    }))
    sys.exit(1 if store.counts else 0)


if __name__ == "__main__":
    main()
