import Weblog

/// Short texts as WordPress keeps them: names escaped for a page, slugs escaped for an address.
enum WordPressText {
  /// A name with its character references resolved: `R&amp;D` is `R&D`.
  static func name(_ written: String) -> String {
    guard written.utf8.contains(UInt8(ascii: "&")) else { return written }
    var rest = Array(written.utf8)[...]
    var name: [UInt8] = []
    while let byte = rest.first {
      if byte == UInt8(ascii: "&"), let reference = XMLReference(at: rest),
        let character = character(reference.target)
      {
        name += character.utf8
        rest = rest.dropFirst(reference.length)
      } else {
        name.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  private static func character(_ target: XMLReference.Target) -> String? {
    switch target {
    case .entity(let name): HTMLEntities.lookup(Array(name.utf8)[...])
    case .scalar(let number): Unicode.Scalar(number).flatMap { $0.value < 0x20 ? nil : String($0) }
    }
  }

  /// A slug with its percent-encoding undone, where that gives text.
  static func slug(_ written: String) -> String {
    guard written.utf8.contains(UInt8(ascii: "%")) else { return written }
    var rest = Array(written.utf8)[...]
    var bytes: [UInt8] = []
    while let byte = rest.first {
      if byte == UInt8(ascii: "%"), rest.count > 2, let high = hexDigit(rest[rest.startIndex + 1]),
        let low = hexDigit(rest[rest.startIndex + 2])
      {
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return written }
    return String(validating: bytes, as: UTF8.self) ?? written
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8(truncatingIfNeeded: $0) }
  }
}
