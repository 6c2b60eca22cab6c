import Weblog

/// Bytes of a text document as UTF-8: from UTF-8 or UTF-16, with a byte order mark or without.
struct TextDecoding {
  private(set) var utf8: [UInt8]
  private(set) var encoding = "utf-8"
  /// Bytes or units that were no part of a character and now read U+FFFD.
  private(set) var replaced = 0

  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      utf8 = Array(bytes.dropFirst(3))
      repair()
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      utf8 = []
      readUTF16(bytes, name: "utf-16le", high: 1)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      utf8 = []
      readUTF16(bytes, name: "utf-16be", high: 0)
    } else {
      utf8 = bytes
      repair()
    }
  }

  private mutating func repair() {
    guard String(validating: utf8, as: UTF8.self) == nil else { return }
    let genuine = Self.replacements(in: utf8)
    utf8 = Array(String(decoding: utf8, as: UTF8.self).utf8)
    replaced = Self.replacements(in: utf8) - genuine
  }

  private mutating func readUTF16(_ bytes: [UInt8], name: String, high: Int) {
    encoding = name
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 2, to: bytes.count - 1, by: 2) {
      units.append(UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high]))
    }
    let genuine = units.count { $0 == 0xFFFD }
    utf8 = Array(String(decoding: units, as: UTF16.self).utf8)
    replaced = Self.replacements(in: utf8) - genuine + (bytes.count % 2)
  }

  private static func replacements(in bytes: [UInt8]) -> Int {
    var count = 0
    for index in bytes.indices.dropLast(2) where bytes[index] == 0xEF {
      if bytes[index + 1] == 0xBF && bytes[index + 2] == 0xBD { count += 1 }
    }
    return count
  }
}
