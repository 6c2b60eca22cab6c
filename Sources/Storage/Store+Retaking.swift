import Reconciliation
import Weblog

/// Taking in once more what is left of a file out of which words were redacted.
extension Store {
  /// Takes in the remnant of an original of another state, and remembers the redaction.
  ///
  /// - Parameters:
  ///   - receipt: the drop.
  ///   - old: the state that has the remnant.
  ///   - parser: name and version of this program.
  /// - Returns: `false` when the original has no remnant.
  /// - Throws: `StorageError`.
  package func retake(
    _ receipt: Receipt,
    from old: StoreLayout,
    parser: String
  ) throws -> Bool {
    guard let remnant = try Remnant(of: receipt.hash, in: old, on: disk),
      case .source(let source) = remnant.parts.first,
      let status = try disk.status(old.remnant(receipt.hash))
    else { return false }
    let claim = Claim(
      path: old.remnant(receipt.hash),
      name: receipt.name,
      hash: receipt.hash,
      bytes: receipt.bytes,
      original: layout.original(receipt.hash),
      status: status
    )
    let name = String(decoding: receipt.name, as: UTF8.self)
    let document = IncomingDocument(
      name: name,
      container: source.container.isEmpty ? [] : [name] + source.container.dropFirst(),
      hash: receipt.hash,
      bytes: receipt.bytes,
      received: receipt.received,
      format: source.format,
      parser: parser
    )
    if let first = try self.receipt(ofHash: receipt.hash) {
      try recordDuplicate(document, of: first.id, completing: claim)
      return true
    }
    try take(remnant.parts, of: source, as: document, completing: claim)
    return true
  }

  private func take(
    _ parts: [Remnant.Part],
    of source: Source,
    as document: IncomingDocument,
    completing claim: Claim
  ) throws {
    let session = try begin(document)
    do {
      let reconciler = Reconciler(catalogue: session)
      for part in parts {
        switch part {
        case .source: continue
        case .blog(let blog, let claim): try reconciler.admit(blog: blog, claim: claim)
        case .post(let sighting): try reconciler.admit(sighting)
        case .comment(let sighting): try reconciler.admit(sighting)
        }
      }
      try reconciler.settle()
      var report = ReadingReport(of: source)
      report.entries = reconciler.kept.entries
      try commit(session, report, kept: reconciler.kept, completing: claim)
    } catch {
      try? rollBack(session)
      throw error
    }
  }
}

extension ReadingReport {
  /// What was found when the source was read.
  fileprivate init(of source: Source) {
    self.init()
    variant = source.variant
    encoding = source.encoding
    postsDeclared = source.postsDeclared
    commentsDeclared = source.commentsDeclared
    skipped = source.counts.skipped
    withheld = source.withheld
    isPartial = source.outcome == .partial
    for notice in source.repairs {
      note(notice.code, at: notice.firstOffset, count: notice.count)
    }
  }
}
