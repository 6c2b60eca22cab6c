import Foundation

/// Which of our fields answers which path of a suite, and how the two are compared.
///
/// A table is a list of sections; a section says of which files it speaks. The first row that knows the path,
/// in the first section that speaks of the file, decides. A row either names a field and a comparison, or
/// says why the model cannot answer.
struct MappingTable: Decodable {
  struct Section: Decodable {
    /// Paths inside the suite; one that ends in `*` speaks of everything that begins like it.
    let files: [String]
    let rows: [Row]
  }

  struct Row: Decodable, Hashable {
    let path: PathPattern
    /// The row speaks of this expected text only.
    let value: String?
    /// A field of `ReadFeed`; the first of several, parted by ` | `, that is not empty.
    let field: String?
    let `as`: Comparison?
    let unmappable: String?
  }

  enum Ruling: Hashable {
    case field(String, Comparison)
    case unmappable(reason: String)
  }

  let sections: [Section]

  /// - Returns: `nil` for a path that the table does not mention.
  func row(for check: Check) -> Row? {
    let parts = PathPattern.parts(of: check.path)
    for section in sections where section.files.contains(where: { Self.speaks($0, of: check.file) })
    {
      let row = section.rows.first { row in
        (row.value == nil || row.value == check.expected) && row.path.matches(parts)
      }
      if let row { return row }
    }
    return nil
  }

  private static func speaks(_ files: String, of file: String) -> Bool {
    files.hasSuffix("*") ? file.hasPrefix(files.dropLast()) : file == files
  }
}

extension MappingTable.Row {
  /// - Returns: `nil` for a row that is neither one thing nor the other.
  func ruling(on check: Check) -> MappingTable.Ruling? {
    if let unmappable { return field == nil ? .unmappable(reason: unmappable) : nil }
    guard let field, let comparison = `as` else { return nil }
    return .field(path.filled(field, from: PathPattern.parts(of: check.path)), comparison)
  }
}
