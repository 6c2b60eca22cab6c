import Weblog

/// The stored form of a row of the ledger: the fields of `Source` in the order of its declaration.
enum SourceRecord {
  static func encode(_ source: Source) -> [UInt8] {
    var encoder = RecordEncoder()
    encoder.text(source.id)
    encoder.text(source.name)
    encoder.texts(source.container)
    encoder.signed(source.bytes)
    encoder.text(source.format)
    encoder.text(source.variant)
    encoder.text(source.encoding)
    encoder.instant(source.received)
    encoder.choice(source.outcome)
    encoder.text(source.duplicateOf)
    let counts = source.counts
    for count in [
      counts.posts, counts.comments, counts.added, counts.updated, counts.unchanged,
      counts.skipped,
    ] { encoder.signed(Int64(count)) }
    encoder.signed(source.postsDeclared.map(Int64.init))
    encoder.signed(source.commentsDeclared.map(Int64.init))
    encoder.list(source.repairs) {
      $0.text($1.code)
      $0.signed(Int64($1.count))
      $0.signed($1.firstOffset)
    }
    encoder.signed(Int64(source.withheld))
    encoder.text(source.parser)
    return encoder.bytes
  }

  static func decode(_ bytes: [UInt8]) throws(StorageError) -> Source {
    var decoder = try RecordDecoder(bytes)
    let id = try decoder.text()
    let name = try decoder.text()
    let container = try decoder.texts()
    let size = try decoder.signed()
    let format = try decoder.text()
    let variant = try decoder.optionalText()
    let encoding = try decoder.text()
    guard let received = try decoder.instant() else { throw RecordDecoder.damage }
    let outcome: Source.Outcome = try decoder.choice()
    let duplicateOf = try decoder.optionalText()
    let counts = try decoder.counts()
    let posts = try decoder.optionalInt()
    let comments = try decoder.optionalInt()
    let repairs = try decoder.list { (decoder) throws(StorageError) in
      Notice(
        code: try decoder.text(),
        count: Int(try decoder.signed()),
        firstOffset: try decoder.optionalSigned()
      )
    }
    let withheld = Int(try decoder.signed())
    var source = Source(
      id: id,
      name: name,
      bytes: size,
      format: format,
      encoding: encoding,
      received: received,
      outcome: outcome,
      parser: try decoder.text()
    )
    source.container = container
    source.variant = variant
    source.duplicateOf = duplicateOf
    source.counts = counts
    source.postsDeclared = posts
    source.commentsDeclared = comments
    source.repairs = repairs
    source.withheld = withheld
    return source
  }
}

extension RecordDecoder {
  fileprivate mutating func counts() throws(StorageError) -> Source.Counts {
    var counts = Source.Counts()
    counts.posts = Int(try signed())
    counts.comments = Int(try signed())
    counts.added = Int(try signed())
    counts.updated = Int(try signed())
    counts.unchanged = Int(try signed())
    counts.skipped = Int(try signed())
    return counts
  }
}
