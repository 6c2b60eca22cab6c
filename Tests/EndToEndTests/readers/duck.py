#!/usr/bin/env python3
"""Reads a store with DuckDB: by guessed types, and by the very SQL that the store's README gives.

    duck.py STORE

Prints a JSON summary; exits 1 when the two disagree, or when a comment has no post.
"""

import json
import os
import re
import sys

import duckdb

GUESSED = "read_ndjson_auto('v1/{kind}/**/*.ndjson', maximum_object_size = 268435456)"


def readme_statements():
    with open("README.md", encoding="utf-8") as file:
        blocks = re.findall(r"^```sql\n(.*?)^```", file.read(), re.DOTALL | re.MULTILINE)
    statements = [s.strip() for block in blocks for s in block.split(";\n") if s.strip()]
    return [s for s in statements if s.startswith("CREATE")], \
        [s for s in statements if not s.startswith("CREATE")]


def one(database, query):
    return database.execute(query).fetchone()[0]


def read(database):
    views, queries = readme_statements()
    for view in views:
        database.execute(view)
    titles = [len(database.execute(query).fetchall()) for query in queries]
    return {
        "posts": one(database, "SELECT count(*) FROM posts"),
        "comments": one(database, "SELECT count(*) FROM comments"),
        "posts_guessed": one(database, f"SELECT count(*) FROM {GUESSED.format(kind='posts')}"),
        "comments_guessed": one(database, f"SELECT count(*) FROM {GUESSED.format(kind='comments')}"),
        "joined": one(database, "SELECT count(*) FROM comments JOIN posts ON post_id = posts.id"),
        "replies": one(database, "SELECT count(*) FROM comments AS reply JOIN comments AS parent "
                                 "ON reply.parent_id = parent.id"),
        "declared_replies": one(database, "SELECT count(parent_id) FROM comments"),
        "ids": one(database, "SELECT count(DISTINCT id) FROM posts"),
        "counted": one(database, "SELECT coalesce(sum(comment_count), 0)::BIGINT FROM posts"),
        "misplaced": one(database, "SELECT count(*) FROM posts WHERE blog <> blog_slug"),
        "readme_rows": titles,
    }


def agrees(summary):
    return (summary["posts"] == summary["posts_guessed"] == summary["ids"]
            and summary["comments"] == summary["comments_guessed"] == summary["joined"]
            == summary["counted"]
            and summary["replies"] == summary["declared_replies"]
            and summary["misplaced"] == 0)


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: duck.py STORE")
    os.chdir(sys.argv[1])
    try:
        summary = read(duckdb.connect())
    except duckdb.Error as error:
        print(f"DuckDB cannot read the store: {error}", file=sys.stderr)
        sys.exit(1)
    print(json.dumps(summary))
    sys.exit(0 if agrees(summary) else 1)


if __name__ == "__main__":
    main()
