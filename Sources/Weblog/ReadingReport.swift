/// What reading a document found: how many entries, and the honest account that the ledger keeps of the rest.
package struct ReadingReport: Hashable, Sendable {
  /// The layout or dialect within the format, such as `indented`; `nil` where there is only one.
  package var variant: String?
  /// What was handed over.
  package var entries = EntryCounts()
  /// Canonical name of the encoding the bytes were read in.
  package var encoding: String = "utf-8"
  /// Numbers that the document itself claims.
  package var postsDeclared: Int?
  package var commentsDeclared: Int?
  /// Items seen and deliberately not stored: settings, templates, menu entries.
  package var skipped: Int = 0
  /// Secrets and private addresses left out.
  package var withheld: Int = 0
  /// The end of the document is missing; what came before it is whole.
  package var isPartial: Bool = false
  package private(set) var notices: [Notice] = []

  package init() {}

  /// Counts one more occurrence of a notice; the first offset given stays.
  package mutating func note(_ code: String, at offset: Int64? = nil, count: Int = 1) {
    if let index = notices.firstIndex(where: { $0.code == code }) {
      notices[index].count += count
    } else {
      notices.append(Notice(code: code, count: count, firstOffset: offset))
    }
  }
}
