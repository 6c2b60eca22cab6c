/// An absolute path as the kernel knows it: bytes, which need not be UTF-8.
package struct DiskPath: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package init(_ path: String) { bytes = [UInt8](path.utf8) }

  package static func / (folder: Self, name: String) -> Self { folder / [UInt8](name.utf8) }

  package static func / (folder: Self, name: [UInt8]) -> Self {
    Self(bytes: folder.bytes + [UInt8(ascii: "/")] + name)
  }

  /// The last component.
  package var name: [UInt8] {
    [UInt8](bytes[(lastSlash.map { $0 + 1 } ?? 0)...])
  }

  /// The folder that holds it; `/` holds itself.
  package var folder: Self {
    guard let lastSlash, lastSlash > 0 else { return Self("/") }
    return Self(bytes: [UInt8](bytes[..<lastSlash]))
  }

  private var lastSlash: Int? { bytes.lastIndex(of: UInt8(ascii: "/")) }
}

extension DiskPath: CustomStringConvertible {
  /// For people; bytes that are not UTF-8 are replaced.
  package var description: String { String(decoding: bytes, as: UTF8.self) }
}
