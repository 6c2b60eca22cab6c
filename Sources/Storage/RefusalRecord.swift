package import Weblog

/// Why a file could not be read, and what to do: `<name>.reason.json` beside it, one JSON object.
package struct RefusalRecord: Hashable, Sendable {
  /// A stable name in kebab case.
  package var code: String
  package var sentence: String
  /// Bytes before the place in the file where reading ended.
  package var byteOffset: Int64?
  package var attempts: Int
  package var winnowVersion: String
  /// What the person who dropped it can do.
  package var cure: String
  package var at: Instant

  package init(
    code: String,
    sentence: String,
    byteOffset: Int64? = nil,
    attempts: Int,
    winnowVersion: String,
    cure: String,
    at: Instant
  ) {
    self.code = code
    self.sentence = sentence
    self.byteOffset = byteOffset
    self.attempts = attempts
    self.winnowVersion = winnowVersion
    self.cure = cure
    self.at = at
  }

  func json(name: [UInt8], hash: ContentHash?) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("code", code)
      $0.member("sentence", sentence)
      $0.member("byte_offset", byteOffset)
      $0.member("attempts", attempts)
      $0.member("sha256", hash?.hex)
      $0.member("winnow_version", winnowVersion)
      $0.member("cure", cure)
      $0.member("name", String(decoding: name, as: UTF8.self))
      $0.member("at", at)
    }
    writer.newline()
    return writer.bytes
  }
}
