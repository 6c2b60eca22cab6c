import Foundation
import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// The scanner against the letter of JSON, and against documents that break it.
struct JSONScannerTests {
  @Test func `random documents read as Foundation reads them`() throws {
    var random = SeededGenerator(seed: 8_259)
    for _ in 0..<400 {
      let text = Self.randomValue(depth: 4, &random)
      let expected = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let read = try #require(try Self.value(of: text), "\(text)")
      #expect(Self.isSame(read, expected), "\(text)")
    }
  }

  @Test(.enabled(if: Corpus.isPresent, Corpus.absence))
  func `real feeds read as Foundation reads them`() throws {
    let paths = Corpus.files(in: "corpus/jsonfeed") + Corpus.files(in: "corpus/gofeed")
    var compared = 0
    for path in paths where path.hasSuffix(".json") {
      let bytes = try Corpus.bytes(path)
      guard let expected = try? JSONSerialization.jsonObject(with: Data(bytes)) else { continue }
      let read = try #require(try Self.value(of: String(decoding: bytes, as: UTF8.self)), "\(path)")
      #expect(Self.isSame(read, expected), "\(path)")
      compared += 1
    }
    #expect(compared > 100)
  }

  @Test(arguments: [
    (#"[1,]"#, "extra-comma"), (#"[1,,2]"#, "extra-comma"), (#"[1 2]"#, "missing-comma"),
    (#"{"a" 1}"#, "missing-colon"), (#"{"a":}"#, "missing-value"), (#"{"a"}"#, "missing-value"),
    (#"{[1]}"#, "missing-name"), (#"[{"a":1]"#, "mismatched-bracket"),
    (#"[1}]"#, "unexpected-character"),
    (#"{a: 1}"#, "unquoted-text"), (#"[NaN]"#, "unquoted-text"),
    ("[\"\u{1}\"]", "control-character"),
    (#"["\q"]"#, "invalid-escape"), (#"["\ud800"]"#, "lone-surrogate"),
    (#"["\udc00x"]"#, "lone-surrogate"),
    (#"feed([1]);"#, "text-outside-root"), (#"["a"#, "truncated"), (#"[1"#, "truncated"),
    (#"{"a":"\"#, "truncated"), (#"["\u12"#, "truncated"), (#"[tru"#, "truncated"),
  ])
  func `each slip is read over and named`(text: String, code: String) throws {
    let (_, report) = try Self.tokens(of: text)
    #expect(report.notices.map(\.code).contains(code), "\(report.notices)")
    #expect(report.isPartial == (code == "truncated"))
  }

  @Test func `names and values alternate whatever the document does`() throws {
    var random = SeededGenerator(seed: 4_627)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "1", "true", "x", " ", "\"", "\\", "\n", "\u{0}", "é",
    ]
    for _ in 0..<5_000 {
      let count = Int.random(in: 0..<30, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let (tokens, _) = try Self.tokens(of: text)
      #expect(Self.isBalanced(tokens), "\(text)")
    }
  }

  @Test func `what is too deep, too long or too large is refused by name`() throws {
    var limits = ReadingLimits()
    limits.nesting = 3
    #expect(throws: ExportError(.nestingTooDeep, at: 3)) {
      _ = try Self.tokens(of: "[[[[", limits: limits)
    }
    limits.nodeBytes = 10
    #expect(throws: ExportError.self) {
      _ = try Self.tokens(of: "[\"12345678901\"]", limits: limits)
    }
    #expect(throws: ExportError.self) {
      _ = try Self.value(of: "[1,1,1,1,1,1,1,1]", limits: limits)
    }
  }

  @Test func `a value with too many parts keeps the first ones`() throws {
    var scanner = JSONScanner(
      input: ByteInput(chunksOf: Array("[1,[2,[3],4],5] [6]".utf8), size: 5)
    )
    let first = try #require(try scanner.next())
    let value = try #require(try scanner.value(startingWith: first, maximumNodes: 4))
    #expect(value.list.map(\.text) == ["1", nil])
    #expect(value.list[1].list.map(\.text) == ["2"])
    #expect(scanner.report.notices == [Notice(code: "dropped-value", count: 4, firstOffset: 0)])
    let next = try #require(try scanner.next())
    #expect(try scanner.value(startingWith: next, maximumNodes: 4)?.list.map(\.text) == ["6"])
  }

  @Test func `the last of several members with one name counts`() throws {
    let value = try #require(try Self.value(of: #"{"a": 1, "b": 2, "a": 3}"#))
    #expect(value.members.map(\.name) == ["b", "a"])
    #expect(value.members.map(\.text) == ["2", "3"])
  }

  @Test func `a number of any length is kept as written`() throws {
    let digits = "-" + String(repeating: "9", count: 5_000) + ".50e+400"
    #expect(try Self.value(of: "[\(digits)]")?.list.first?.text == digits)
  }
}

extension JSONScannerTests {
  private static func tokens(
    of text: String,
    limits: ReadingLimits = ReadingLimits()
  ) throws -> ([JSONToken], ReadingReport) {
    let input = ByteInput(chunksOf: Array(text.utf8), size: 3)
    var scanner = JSONScanner(input: input, limits: limits)
    var tokens: [JSONToken] = []
    while let token = try scanner.next() { tokens.append(token) }
    return (tokens, scanner.report)
  }

  private static func value(
    of text: String,
    limits: ReadingLimits = ReadingLimits()
  ) throws -> JSONValue? {
    var scanner = JSONScanner(input: ByteInput(chunksOf: Array(text.utf8), size: 7), limits: limits)
    guard let token = try scanner.next() else { return nil }
    let value = try scanner.value(startingWith: token, maximumNodes: 1 << 20)
    #expect(try scanner.next() == nil)
    #expect(scanner.report.notices.isEmpty)
    return value
  }

  private static func isSame(_ read: JSONValue, _ expected: Any) -> Bool {
    switch read.kind {
    case .object:
      guard let expected = expected as? [String: Any] else { return false }
      return read.members.count == expected.count
        && read.members.allSatisfy { member in
          expected[member.name].map { isSame(member, $0) } ?? false
        }
    case .array:
      guard let expected = expected as? [Any], read.list.count == expected.count else {
        return false
      }
      return zip(read.list, expected).allSatisfy(isSame)
    case .string: return expected as? String == read.text
    case .number: return (expected as? NSNumber)?.doubleValue == read.text.flatMap(Double.init)
    case .boolean: return (expected as? Bool).map(String.init) == read.text
    case .null: return expected is NSNull
    }
  }

  private static func isBalanced(_ tokens: [JSONToken]) -> Bool {
    var open: [JSONToken] = []
    var awaitsValue = false
    for token in tokens {
      if open.last == .beginObject, token != .endObject, (token == .name) == awaitsValue {
        return false
      }
      if token == .name, open.last != .beginObject { return false }
      awaitsValue = token == .name
      switch token {
      case .beginObject, .beginArray: open.append(token)
      case .endObject: if open.popLast() != .beginObject { return false }
      case .endArray: if open.popLast() != .beginArray { return false }
      default: break
      }
    }
    return true
  }

  private static func randomValue(depth: Int, _ random: inout SeededGenerator) -> String {
    let kind = Int.random(
      in: depth == 0 || depth == 4 ? (depth == 4 ? 0...1 : 2...6) : 0...6,
      using: &random
    )
    let count = Int.random(in: 0...4, using: &random)
    let space = [" ", "\n\t", "", "\r\n"].randomElement(using: &random) ?? ""
    switch kind {
    case 0:
      let members = (0..<count).map {
        "\"k\($0)\(randomText(&random))\"\(space):\(randomValue(depth: depth - 1, &random))"
      }
      return "{\(space)" + members.joined(separator: ",\(space)") + "}"
    case 1:
      let elements = (0..<count).map { _ in randomValue(depth: depth - 1, &random) }
      return "[" + elements.joined(separator: "\(space),") + "\(space)]"
    case 2: return "\"\(randomText(&random))\""
    case 3: return ["true", "false"].randomElement(using: &random) ?? ""
    case 4: return "null"
    case 5:
      return String(
        Int64.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &random)
      )
    default: return "\(Double(Int.random(in: -1_000_000...1_000_000, using: &random)) / 1_024)"
    }
  }

  private static func randomText(_ random: inout SeededGenerator) -> String {
    let pieces = [
      "a", "é", "日記", "😀", #"\n"#, #"\""#, #"\\"#, #"\/"#, #"\u00e9"#, #"\uD83D\uDE00"#, #"\u0001"#,
      "{", "]", ":", ",", "long plain text without anything", " ", #"\t\b\f\r"#, "\u{7F}",
    ]
    return (0..<Int.random(in: 0...6, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }
}
