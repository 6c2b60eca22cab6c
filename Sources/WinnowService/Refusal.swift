import Containers
package import Detection
package import Exports
import Storage
import Subscribers

/// Why one file is set aside, in a sentence for people and a code for programs, with a cure.
package struct Refusal: Error, Hashable, Sendable {
  /// Stable, in kebab case: `unknown-format`.
  package let code: String
  package let sentence: String
  package let cure: String
  /// Bytes from the start of the file to the trouble, where it has a place.
  package let offset: Int64?

  package init(code: String, sentence: String, cure: String, offset: Int64? = nil) {
    self.code = code
    self.sentence = sentence
    self.cure = cure
    self.offset = offset
  }

  package static func unknownFormat(looksLike: String) -> Self {
    Self(
      code: "unknown-format",
      sentence: "This is nothing that Winnow reads. It looks like \(looksLike).",
      cure: "`winnow formats` lists what is read; drop the export itself.",
      offset: 0
    )
  }

  package static let emptyFile = Self(
    code: "empty-file",
    sentence: "The file is empty.",
    cure: "Export or copy it again; the transfer may have failed.",
    offset: 0
  )

  package static func tooLarge(limit: Int64) -> Self {
    Self(
      code: "file-too-large",
      sentence: "The file, or what is packed in it, is larger than \(limit) bytes.",
      cure: "Raise limits.file_bytes in the settings, then `winnow retry` the file.",
      offset: limit
    )
  }

  private static func expandsTooMuch(ratio: Int, offset: Int64) -> Self {
    Self(
      code: "expands-too-much",
      sentence: "What is packed in the file is more than \(ratio) times larger than the file.",
      cure: "Raise limits.inflate_ratio in the settings, then `winnow retry` the file.",
      offset: offset
    )
  }

  private static func nestedTooDeep(limit: Int) -> Self {
    Self(
      code: "packed-too-deep",
      sentence: "More than \(limit) layers of gzip lie in one another.",
      cure: "Unpack the file, and drop what is in it.",
      offset: 0
    )
  }

  private static let notInflatable = Self(
    code: "damaged-gzip",
    sentence: "The file begins like gzip, but nothing can be unpacked from it.",
    cure: "Compress or copy it again; the transfer may have failed.",
    offset: 0
  )

  package static func outOfTime(seconds: Int64, offset: Int64) -> Self {
    Self(
      code: "out-of-time",
      sentence: "Reading took longer than \(seconds) seconds.",
      cure: "Raise limits.wall_time in the settings, then `winnow retry` the file.",
      offset: offset
    )
  }

  /// A document that was read to its end without a post or a comment in it.
  package static func nothingInside(_ format: Format, isPartial: Bool) -> Self {
    Self(
      code: isPartial ? "cut-off" : "nothing-inside",
      sentence: isPartial
        ? "The file begins like a \(format.title), and ends before its first whole post."
        : "The file is a \(format.title), but holds no post and no comment.",
      cure: "Export or copy it again, and check that it is the file you meant."
    )
  }

  package static func crashed(attempts: Int) -> Self {
    Self(
      code: "crashed-reader",
      sentence: "Reading the file ended the program \(attempts) times.",
      cure: "Report this with the file if you may share it; a newer version may read it."
    )
  }

  package static func unread(_ error: ExportError, as format: Format) -> Self {
    Self(
      code: error.reason.rawValue,
      sentence: sentence(for: error.reason, format: format),
      cure: cure(for: error.reason),
      offset: error.offset
    )
  }

  private static func sentence(for reason: ExportError.Reason, format: Format) -> String {
    switch reason {
    case .unrecognized: "The file began like a \(format.title), but is none."
    case .empty: "The file is a \(format.title), but holds no post and no comment."
    case .nodeTooLarge: "One text in the file is larger than the limit."
    case .nestingTooDeep: "Elements in the file are nested deeper than the limit."
    case .tooManyEntries: "The file holds more entries than the limit."
    case .documentTooLarge: "The text is larger than the limit for text that is read as a whole."
    }
  }

  private static func cure(for reason: ExportError.Reason) -> String {
    switch reason {
    case .unrecognized, .empty: "Export it again, and check that it is the file you meant."
    case .nodeTooLarge: "Raise limits.node_bytes in the settings, then `winnow retry` the file."
    case .nestingTooDeep: "Raise limits.nesting in the settings, then `winnow retry` the file."
    case .tooManyEntries: "Raise limits.entries in the settings, then `winnow retry` the file."
    case .documentTooLarge: "Raise limits.text_bytes in the settings, then `winnow retry` the file."
    }
  }
}

extension Refusal {
  /// Is `nil` for trouble that is not the file's.
  ///
  /// - Parameters:
  ///   - error: What ended the reading.
  ///   - settings: What the reading was allowed to cost.
  ///   - offset: Bytes of the document read so far.
  init?(_ error: ContainerError, settings: ReadingSettings, offset: Int64) {
    switch error {
    case .tooLarge(let limit): self = .tooLarge(limit: limit)
    case .expandsTooMuch(let ratio, let offset):
      self = .expandsTooMuch(ratio: ratio, offset: offset)
    case .nestedTooDeep(let limit): self = .nestedTooDeep(limit: limit)
    case .notInflatable: self = .notInflatable
    case .outOfTime:
      self = .outOfTime(seconds: settings.wallTimeMilliseconds / 1_000, offset: offset)
    case .io: return nil
    }
  }

  /// As it is written beside the file that is set aside.
  func record(attempts: Int) -> RefusalRecord {
    RefusalRecord(
      code: code,
      sentence: sentence,
      byteOffset: offset,
      attempts: attempts,
      winnowVersion: Program.version,
      cure: cure,
      at: Clocks.now()
    )
  }
}
