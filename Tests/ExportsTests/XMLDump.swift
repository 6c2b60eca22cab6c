import Weblog

@testable import Exports

/// What the scanner makes of a document, in the lines of `Fixtures/xml/expat-dump.py`.
struct XMLDump {
  private(set) var lines: [String] = []
  private(set) var report = ReadingReport()
  private var text = ""

  init(_ input: ByteInput, limits: ReadingLimits = ReadingLimits()) throws {
    var scanner = XMLScanner(input: input, limits: limits)
    while let token = try scanner.next() {
      switch token {
      case .start(let name): start(name, scanner.attributes)
      case .end:
        flush()
        lines.append("E")
      case .text: text += scanner.text.string
      case .comment, .instruction, .doctype: break
      }
    }
    flush()
    report = scanner.report
  }

  init(_ text: String) throws { try self.init(ByteInput(chunksOf: [UInt8](text.utf8))) }

  private mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    flush()
    lines.append("S\t\(Self.escape(name.uri))\t\(Self.escape(name.local))")
    lines += attributes.list.map { attribute in
      let name = attribute.name
      let value = Self.escape(attributes.value(of: attribute))
      return "A\t\(Self.escape(name.uri))\t\(Self.escape(name.local))\t\(value)"
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func flush() {
    if !text.isEmpty { lines.append("T\t\(Self.escape(text))") }
    text = ""
  }

  private static func escape(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension ByteInput {
  /// Hands over bytes in chunks of one size.
  init(chunksOf bytes: [UInt8], size: Int = 256 << 10) {
    var position = 0
    self.init {
      let end = min(bytes.count, position + size)
      defer { position = end }
      return Array(bytes[position..<end])
    }
  }
}
