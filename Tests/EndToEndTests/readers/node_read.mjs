// Reads a store with Node's own library: every line, every reference.
//
//     node node_read.mjs STORE
//
// Prints a JSON summary; exits 1 when a line is torn, an id is double or a comment has no post.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const v1 = join(process.argv[2] ?? ".", "v1");
const summary = { posts: 0, comments: 0, torn: 0, double: 0, dangling: 0, untrue: 0 };

function* files(directory) {
  if (!existsSync(directory)) return;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (path.endsWith(".ndjson")) yield path;
  }
}

function* records(kind) {
  for (const path of files(join(v1, kind))) {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
    const lines = text.split("\n");
    if (lines.pop() !== "") summary.torn += 1;
    for (const line of lines) {
      try {
        summary[kind] += 1;
        yield JSON.parse(line);
      } catch {
        summary.torn += 1;
      }
    }
  }
}

function idsOf(list) {
  const ids = new Set();
  for (const record of list) {
    if (ids.has(record.id)) summary.double += 1;
    ids.add(record.id);
  }
  return ids;
}

const posts = idsOf(records("posts"));
const comments = [...records("comments")];
const commentIds = idsOf(comments);
for (const comment of comments) {
  if (!posts.has(comment.post_id)) summary.dangling += 1;
  if (comment.parent_id !== null && !commentIds.has(comment.parent_id)) summary.dangling += 1;
}

const manifest = JSON.parse(readFileSync(join(v1, "manifest.json"), "utf8"));
for (const file of manifest.files) {
  const hash = createHash("sha256").update(readFileSync(join(v1, file.path))).digest("hex");
  if (hash !== file.sha256) summary.untrue += 1;
}

console.log(JSON.stringify(summary));
const faults = summary.torn + summary.double + summary.dangling + summary.untrue;
process.exit(faults === 0 ? 0 : 1);
