#!/usr/bin/env python3
"""Writes a small valid store, so that the readers can be tested without Winnow.

    tiny_store.py STORE
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

SCHEMAS = Path(__file__).resolve().parents[3] / "Sources" / "Storage" / "Schemas"
AT = "2026-03-04T05:06:07Z"
SLUG = "example.blogspot.com"
SOURCES = ["s_" + hashlib.sha256(name.encode()).hexdigest() for name in ("one", "two")]
POST_COUNT = 3
REPLIES = {1: 0, 3: 2}  # position of a comment -> position of the one it answers


def identifier(prefix, number):
    return f"{prefix}_{'abcdefghijklmnopqrstuvwxyz234567'[number] * 26}"


def reference(number=0):
    return [{"source": SOURCES[number], "locator": f"entry {number + 1}", "fields": ["content_text"]}]


def post(number, year="2014"):
    return {
        "id": identifier("p", number), "revision": 1, "blog_slug": SLUG, "kind": "post",
        "status": "published", "visibility": "public", "title": f"Grüße \u2028 {number}", "slug": None,
        "url": f"https://{SLUG}/{number}.html", "language": None, "summary": None, "url_aliases": [],
        "tags": ["one", "two"], "native_ids": [{"space": "blogger", "id": f"1.post-{number}"}],
        "published_at": None if number == 0 else f"{year}-02-04T10:00:0{number}Z",
        "updated_at": None, "published_on": f"{year}-02-04", "published_raw": "4 February",
        "updated_raw": None, "authors": [{"name": "Ann", "url": None, "native_id": None}],
        "content_html": "<p>Words.</p>", "content_text": "Words.",
        "media": [{"url": "a.jpg", "role": "inline", "type": None, "bytes": None, "title": None}],
        "comments_declared": 4, "comment_count": 4, "sources": reference(number % 2),
        "content_hash": hashlib.sha256(str(number).encode()).hexdigest(),
        "ext": [{"name": "thr:total", "value": "4"}],
    }


def comment(post_number, position):
    parent = REPLIES.get(position)
    return {
        "id": identifier("c", post_number * 4 + position), "post_id": identifier("p", post_number),
        "blog_slug": SLUG, "revision": 1,
        "parent_id": None if parent is None else identifier("c", post_number * 4 + parent),
        "position": position, "depth": 0 if parent is None else 1, "kind": "comment",
        "status": "approved",
        "author": None if position else {"name": "Bob", "url": None, "native_id": None},
        "published_at": None, "published_on": None, "published_raw": None, "content_html": None,
        "content_text": f"{position}. 評論", "native_ids": [], "sources": reference(), "ext": [],
    }


def source(number):
    return {
        "id": SOURCES[number], "name": f"page{number}.txt", "container": [], "bytes": 12,
        "format": "blogger-page-text", "variant": "indented", "encoding": "utf-8", "received": AT,
        "outcome": "ingested", "duplicate_of": None,
        "counts": {"posts": 3, "comments": 12, "added": 15, "updated": 0, "unchanged": 0, "skipped": 0},
        "declared": {"posts": None, "comments": 12},
        "repairs": [{"code": "control-character", "count": 2, "first_offset": 17}],
        "withheld": 0, "parser": "winnow 0.1.0",
    }


def blog():
    return {
        "blog_slug": SLUG, "revision": 1, "title": "Example", "subtitle": None,
        "url": f"https://{SLUG}/", "native_ids": [], "language": None, "authors": [],
        "post_count": POST_COUNT, "comment_count": POST_COUNT * 4, "ext": [],
    }


def tombstone():
    return {"id": identifier("p", 20), "kind": "post", "into": identifier("p", 0), "at": AT,
            "reason": "merge", "blog_slug": SLUG}


def partitions():
    home = f"blog={SLUG}"
    return {
        "blogs.ndjson": [blog()],
        f"posts/{home}/year=2014/posts.ndjson": [post(0), post(1)],
        f"posts/{home}/year=2015/posts.ndjson": [post(2, year="2015")],
        f"comments/{home}/year=2014/comments.ndjson":
            [comment(number, position) for number in (0, 1) for position in range(4)],
        f"comments/{home}/year=2015/comments.ndjson": [comment(2, p) for p in range(4)],
        "sources/year=2026/sources.ndjson": [source(0), source(1)],
        f"tombstones/{home}/tombstones.ndjson": [tombstone()],
    }


def feed(files):
    """One upsert per record, in the order of the files, and the merge that the tombstone tells of."""
    rows = []
    for path, records in files.items():
        kind = path.split("/")[0].split(".")[0].removesuffix("s")
        for record in records:
            into = record["into"] if kind == "tombstone" else None
            rows.append({
                "seq": len(rows) + 1, "at": AT, "op": "merge" if into else "upsert",
                "kind": "post" if into else kind, "id": record.get("id", SLUG), "into": into,
                "revision": record.get("revision"), "path": None if into else path})
    return rows


def encode(records):
    return "".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n"
                   for r in records).encode()


def write_lines(v1, path, records):
    """Writes a partition by rename, as a store does, and returns its entry in the manifest."""
    data = encode(records)
    (v1 / path).parent.mkdir(parents=True, exist_ok=True)
    temporary = v1.parent.parent / "tiny-store-work"
    temporary.write_bytes(data)
    temporary.rename(v1 / path)
    return {"path": path, "records": len(records), "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest()}


def write_manifest(v1, files, segments, generation=1):
    count = {name: sum(f["records"] for f in files if f["path"].startswith(name))
             for name in ("blogs", "posts", "comments", "sources", "tombstones")}
    manifest = {
        "format": "winnow-store 1", "store_id": "tiny", "generation": generation,
        "seq": segments[-1]["last_seq"], "committed_at": AT, "counts": count,
        "changes": {"first_seq": 1, "segments": segments}, "files": files, "parts": []}
    temporary = v1.parent.parent / "tiny-store-work"
    temporary.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    temporary.rename(v1 / "manifest.json")


def write_store(root, files=None, generation=1):
    """Writes the whole store; `files` maps partitions to records."""
    v1 = Path(root) / "v1"
    shutil.copytree(SCHEMAS, v1 / "schema", dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns("README.md"))
    shutil.copy(SCHEMAS / "README.md", Path(root) / "README.md")
    (Path(root) / "FORMAT").write_text("winnow-store 1 tiny\n", encoding="utf-8")
    files = partitions() if files is None else files
    entries = [write_lines(v1, path, records) for path, records in files.items()]
    rows = feed(files)
    path = f"changes/{1:016}-{len(rows):016}.ndjson"
    segment = write_lines(v1, path, rows)
    segment = {"path": path, "first_seq": 1, "last_seq": len(rows),
               **{key: segment[key] for key in ("records", "bytes", "sha256")}}
    write_manifest(v1, sorted(entries, key=lambda entry: entry["path"]), [segment], generation)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: tiny_store.py STORE")
    write_store(sys.argv[1])
