#!/usr/bin/env python3
"""Counts what an export or a feed holds, by means that share nothing with Winnow, and compares.

    count_exports.py FILE PARSED

PARSED is what `winnow parse FILE` wrote. Posts are counted by kind and status, comments by kind and status, replies
are counted, and the titles compared as texts. WordPress exports are read with lxml in its recovery mode, feeds with
feedparser, JSON feeds with the json module. Prints both counts as JSON; exits 1 where they differ.
"""

import collections
import html
import json
import re
import sys

import feedparser
import lxml.etree

STATUS = {"publish": "published", "inherit": "published", "future": "scheduled", "trash": "trashed",
          "auto-draft": "draft", "static": "published"}
APPROVAL = {"1": "approved", "0": "pending", "post-trashed": "trashed", "trash": "trashed", "spam": "spam"}
PLUMBING = {"nav_menu_item", "revision", "customize_changeset", "oembed_cache", "wp_navigation", "wp_global_styles",
            "wp_template", "wp_template_part", "wp_block", "user_request", "custom_css"}


def main():
    path, parsed = sys.argv[1:]
    with open(path, "rb") as file:
        expected = counts(file.read())
    with open(parsed, encoding="utf-8") as file:
        found = parsed_counts(json.loads(line) for line in file)
    print(json.dumps({"counted": expected, "parsed": found}, ensure_ascii=False))
    sys.exit(expected != found)


def parsed_counts(records):
    posts, comments, replies, titles = [], [], 0, []
    for record_ in records:
        if record_["type"] == "post":
            posts.append(f"{record_['kind']} {record_['status']}")
            titles.append(record_["title"])
        elif record_["type"] == "comment":
            comments.append(f"{record_['kind']} {record_['status']}")
            replies += record_["parent"] is not None
    return record(posts, comments, replies, titles)


def counts(data):
    start = data.lstrip()[:1]
    if start == b"{":
        return json_counts(data.decode("utf-8", "replace"))
    if b"wordpress.org/export/" in data or b"<wp:" in data:
        return wordpress_counts(data)
    return feed_counts(data)


def record(posts, comments=(), replies=0, titles=()):
    return {"posts": dict(collections.Counter(posts)), "comments": dict(collections.Counter(comments)),
            "replies": replies, "titles": sorted(plain(title) for title in titles if title and plain(title))}


def plain(title):
    """The words of a title, whatever its markup."""
    text = html.unescape(re.sub(r"<[^>]*>", "", title))
    return " ".join(text.split())


def local(element, name):
    """The text of the first child with this local name, whatever its namespace or undeclared prefix."""
    for child in element:
        if isinstance(child.tag, str) and bare(child.tag) == name:
            return "".join(child.itertext()).strip()
    return ""


def bare(tag):
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def wordpress_counts(data):
    root = lxml.etree.fromstring(data, lxml.etree.XMLParser(recover=True, huge_tree=True))
    posts, comments, replies, titles = [], [], 0, []
    for item in (e for e in root.iter() if isinstance(e.tag, str) and bare(e.tag) == "item"):
        kind = local(item, "post_type") or "post"
        if kind in PLUMBING:
            continue
        status = local(item, "status") or "publish"
        kind = kind if kind in ("page", "attachment") else "post"
        posts.append(f"{kind} {STATUS.get(status, status)}")
        titles.append(local(item, "title"))
        for comment in item:
            if not isinstance(comment.tag, str) or bare(comment.tag) != "comment":
                continue
            genre = local(comment, "comment_type")
            genre = genre if genre in ("pingback", "trackback") else "comment"
            comments.append(f"{genre} {APPROVAL.get(local(comment, 'comment_approved'), 'approved')}")
            replies += local(comment, "comment_parent") not in ("", "0")
    return record(posts, comments, replies, titles)


def feed_counts(data):
    entries = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False).entries
    return record(["post published"] * len(entries), titles=[entry.get("title", "") for entry in entries])


def json_counts(text):
    items = []
    try:
        items = json.loads(text, strict=False)["items"]
    except ValueError:
        decoder = json.JSONDecoder(strict=False)
        rest = text[text.index("[", text.index('"items"')) + 1:]
        while True:
            try:
                item, end = decoder.raw_decode(rest.lstrip())
            except ValueError:
                break
            items.append(item)
            rest = rest.lstrip()[end:].lstrip().removeprefix(",")
    return record(["post published"] * len(items), titles=[item.get("title") or "" for item in items])


main()
