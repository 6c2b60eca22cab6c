import GRDB
import Weblog

/// A published file that holds records: its place in the tree, and what is known of it.
struct Partition: Hashable {
  enum Kind: Int, CaseIterable {
    case blogs, posts, comments, sources, tombstones

    var name: String { "\(self)" }
  }

  /// How sure it is that the records belong there; they move up, never down or sideways.
  enum Standing: Int {
    case unsorted, platform, settled
  }

  struct Key: Hashable {
    var kind: Kind
    /// Empty where the path names no blog.
    var slug = ""
    /// 0 for undated, -1 where the path names no year.
    var year = -1
    var part = 1
  }

  var number: Int64
  let key: Key
  var standing: Standing
  var live: Int64
  /// An estimate of the file's size, from the sizes of its records in the catalogue.
  var bytes: Int64

  /// Relative to `v1/`.
  let path: String

  init(number: Int64, key: Key, standing: Standing, live: Int64, bytes: Int64) {
    self.number = number
    self.key = key
    self.standing = standing
    self.live = live
    self.bytes = bytes
    path = key.path
  }
}

extension Partition.Key {
  var path: String {
    let file = part == 1 ? "\(kind.name).ndjson" : "\(kind.name)-\(part).ndjson"
    guard let folder else { return file }
    return "\(folder)/\(file)"
  }

  private var folder: String? {
    var components = [kind.name]
    if !slug.isEmpty { components.append("blog=\(slug)") }
    if year >= 0 { components.append("year=" + zeroPadded(Int64(year), to: 4)) }
    return components.count == 1 ? nil : components.joined(separator: "/")
  }
}

/// Decimal digits with leading zeros.
func zeroPadded(_ number: Int64, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

extension Partition {
  static let columns = "number, kind, slug, standing, year, part, live, bytes"

  init(_ row: CatalogueRow) throws {
    guard let kind = Kind(rawValue: row[1]), let standing = Standing(rawValue: row[3]) else {
      throw RecordDecoder.damage
    }
    let key = Key(kind: kind, slug: row[2], year: row[4], part: row[5])
    self.init(number: row[0], key: key, standing: standing, live: row[6], bytes: row[7])
  }
}
