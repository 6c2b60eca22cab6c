import Testing

@testable import Storage

struct JSONWriterTests {
  @Test func `a string is escaped where JSON asks for it and nowhere else`() {
    let escapes = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"]
    let named = ["\u{8}": "\\b", "\u{C}": "\\f", "\u{0}": "\\u0000", "\u{1F}": "\\u001f"]
    for (raw, escaped) in escapes.merging(named, uniquingKeysWith: { first, _ in first }) {
      #expect(Self.written(raw) == "\"\(escaped)\"")
      #expect(Self.written("é" + raw + raw + "ü" + raw) == "\"é\(escaped)\(escaped)ü\(escaped)\"")
    }
    #expect(Self.written("").utf8.elementsEqual("\"\"".utf8))
    #expect(Self.written("a/b \u{7F} 𝄞") == "\"a/b \u{7F} 𝄞\"")
  }

  @Test func `a string is escaped alike wherever the special characters stand`() {
    let special = ["\"": "\\\"", "\n": "\\n", "\u{1}": "\\u0001", "é": "é", "\"\\": "\\\"\\\\"]
    for (raw, escaped) in special {
      for before in 0...40 {
        for after in [0, 1, 15, 16, 17, 40] {
          let (head, tail) = (
            String(repeating: "a", count: before), String(repeating: "b", count: after)
          )
          let written = Self.written(head + raw + tail + raw)
          #expect(written == "\"\(head)\(escaped)\(tail)\(escaped)\"")
        }
      }
    }
  }

  @Test func `members before and after an escaped string stay whole`() {
    var writer = JSONWriter()
    writer.object {
      $0.member("a", "one")
      $0.member("b", "\"\n\u{1}\"")
      $0.member("c", "two")
    }
    let text = String(decoding: writer.bytes, as: UTF8.self)
    #expect(text == #"{"a":"one","b":"\"\n\u0001\"","c":"two"}"#)
  }

  private static func written(_ text: String) -> String {
    var writer = JSONWriter()
    writer.value(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
