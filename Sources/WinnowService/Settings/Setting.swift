/// One thing a person can set: its key, what it may be, and what it is when nobody sets it.
package struct Setting: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case path
    case text
    /// A number with an optional `KiB`, `MiB`, `GiB` or `TiB`.
    case bytes
    /// A number with `ms`, `s`, `min`, `h` or `d`.
    case duration
    /// A whole number in a range.
    case count(ClosedRange<Int>)
    case choice([String])
    /// Several texts: a YAML list, or one text with commas.
    case list
  }

  /// Dotted, as nested in the YAML file: `limits.file_bytes`.
  package let key: String
  package let kind: Kind
  package let standard: String
  /// One sentence for `winnow config` and the manual.
  package let meaning: String

  /// `WINNOW_LIMITS_FILE_BYTES`.
  package var environmentName: String {
    "WINNOW_" + key.uppercased().replacing(".", with: "_")
  }
}

extension Setting {
  /// Every setting there is.
  ///
  /// The sample file, the manual and `winnow config` are checked against it.
  package static let all: [Setting] = [
    Setting(
      key: "inbox.path",
      kind: .path,
      standard: "",
      meaning:
        "The directory people drop files into; empty means `inbox` under the state directory."
    ),
    Setting(
      key: "inbox.after",
      kind: .choice(["remove", "keep"]),
      standard: "remove",
      meaning: "What becomes of a file in the inbox once its content is safely in the catalogue."
    ),
    Setting(
      key: "state.path",
      kind: .path,
      standard: "./winnow-data",
      meaning: "The directory of the catalogue, the originals and the store."
    ),
    Setting(
      key: "settle.quiet",
      kind: .duration,
      standard: "2s",
      meaning: "How long a file must stay unchanged before it is read."
    ),
    Setting(
      key: "settle.done_marker",
      kind: .text,
      standard: "",
      meaning:
        "Suffix of a marker file that says a file is complete, such as `.done`; empty for none."
    ),
    Setting(
      key: "scan.interval",
      kind: .duration,
      standard: "60s",
      meaning: "How often the inbox is listed whatever the events say; it cannot be switched off."
    ),
    Setting(
      key: "watch.mode",
      kind: .choice(["auto", "inotify", "polling"]),
      standard: "auto",
      meaning: "How changes are noticed; `auto` polls where the file system sends no events."
    ),
    Setting(
      key: "ignore.patterns",
      kind: .list,
      standard: "",
      meaning: "File name patterns to leave alone, besides the built-in list."
    ),
    Setting(
      key: "limits.file_bytes",
      kind: .bytes,
      standard: "4GiB",
      meaning: "The largest file that is read, and the most that is unpacked from one."
    ),
    Setting(
      key: "limits.inflate_ratio",
      kind: .count(2...1_000_000),
      standard: "200",
      meaning: "How many times its own size may be unpacked from a file, beyond the first 16 MiB."
    ),
    Setting(
      key: "limits.node_bytes",
      kind: .bytes,
      standard: "64MiB",
      meaning: "The largest single text or attribute in a document."
    ),
    Setting(
      key: "limits.nesting",
      kind: .count(1...100_000),
      standard: "1000",
      meaning: "How deep elements may be nested."
    ),
    Setting(
      key: "limits.entries",
      kind: .count(1...1_000_000_000),
      standard: "20000000",
      meaning: "The most posts and comments one document may hold."
    ),
    Setting(
      key: "limits.text_bytes",
      kind: .bytes,
      standard: "64MiB",
      meaning: "The largest document that can only be read as a whole, such as a page's text."
    ),
    Setting(
      key: "limits.wall_time",
      kind: .duration,
      standard: "30min",
      meaning: "How long reading one file may take."
    ),
    Setting(
      key: "limits.attempts",
      kind: .count(1...100),
      standard: "3",
      meaning: "How often reading a file may crash the program before the file is set aside."
    ),
    Setting(
      key: "wordpress.custom_types",
      kind: .choice(["keep", "skip"]),
      standard: "keep",
      meaning:
        "What becomes of items of types that plug-ins and themes have added to a WordPress export."
    ),
    Setting(
      key: "publish.interval",
      kind: .duration,
      standard: "1s",
      meaning: "How long publication may wait for more while files keep coming."
    ),
    Setting(
      key: "snapshots.lifetime",
      kind: .duration,
      standard: "24h",
      meaning: "How long a snapshot is kept."
    ),
    Setting(
      key: "ballast.bytes",
      kind: .bytes,
      standard: "64MiB",
      meaning: "Space held back, and freed when the disk is full so that work in hand can finish."
    ),
    Setting(
      key: "log.level",
      kind: .choice(["debug", "info", "notice", "warning", "error", "critical"]),
      standard: "notice",
      meaning: "The least important messages that are written."
    ),
  ]
}
