import Foundation
import Normalization
import Weblog

/// The ways in which what was expected and what was read can be the same: a closed list.
///
/// Where a field is a list without an index, one of its values has to hold. Where nothing is expected, the
/// field has to be empty.
enum Comparison: String, Decodable {
  /// The same characters, white space collapsed.
  case text
  /// As text, or as what a person sees of it read as HTML: the suites give titles with their markup, the
  /// model gives text.
  case textOfHTML = "text-of-html"
  /// The field holds the expected text among others.
  case contains
  /// The same markup, however attributes are ordered and quoted and characters escaped; or, for content
  /// that is plain text, the same text.
  case html
  /// The same words, whatever the markup: for texts with relative addresses, which are kept as exported.
  case words
  /// The same address; an empty path and `/` are one.
  case address
  /// The same moment, in whatever form it is written; what the model keeps as written is read as dates are.
  case instant
  /// The same whole number.
  case number
  /// The same language, `_` and `-` and both cases being one.
  case language
  /// A person written with an e-mail address, `Name (a@b.c)`: the name is the same, or there is none.
  case person
  /// The field has a value: where a table gives the expected text, what has it is known already.
  case present
  /// The field counts at least one.
  case counted
  /// The same digits, zeros at the end aside: `rss090` and `0.9` are one version.
  case version
  /// The field begins with the expected text: `atom` is what `atom-feed` is a kind of.
  case kind
  /// The field ends in the expected text after a space: a local id is kept behind its blog's host.
  case localID = "local-id"

  func holds(_ expected: String?, _ actual: [String]) -> Bool {
    guard let expected else { return actual.isEmpty }
    return actual.contains { isSame(expected, $0) }
  }

  private func isSame(_ expected: String, _ actual: String) -> Bool {
    switch self {
    case .text: Self.line(expected) == Self.line(actual)
    case .textOfHTML:
      Self.line(expected) == Self.line(actual)
        || MarkupForm(expected).words == Self.line(actual)
    case .contains: actual.contains(expected)
    case .html:
      Self.line(expected) == Self.line(actual) || MarkupForm(expected) == MarkupForm(actual)
    case .words: MarkupForm(expected).words == MarkupForm(actual).words
    case .address: Self.address(expected) == Self.address(actual)
    case .instant: Self.instant(expected).map { $0 == Self.instant(actual) } ?? false
    case .number: Int(expected) != nil && Int(expected) == Int(actual)
    case .language: Self.language(expected) == Self.language(actual)
    case .person: Self.name(expected) == Self.line(actual)
    case .present: !actual.isEmpty
    case .counted: Int(actual).map { $0 > 0 } ?? false
    case .version: Self.digits(expected) == Self.digits(actual)
    case .kind: actual.hasPrefix(expected + "-")
    case .localID: expected == actual || actual.hasSuffix(" " + expected)
    }
  }

  static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func address(_ text: String) -> String {
    let text = line(text)
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  private static func language(_ text: String) -> String {
    line(text).lowercased().replacing("_", with: "-")
  }

  /// What stands before an address in brackets.
  private static func name(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).filter { !$0.contains("@") }
    return words.joined(separator: " ")
  }

  private static func digits(_ text: String) -> String {
    var digits = text.filter(\.isNumber)
    while digits.hasSuffix("0") { digits.removeLast() }
    return digits
  }

  private static func instant(_ text: String) -> Date? {
    let fraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    let date = (try? Date(text, strategy: .iso8601)) ?? (try? Date(text, strategy: fraction))
    return date
      ?? Timestamp(text).instant.map {
        Date(timeIntervalSince1970: Double($0.millisecondsSinceEpoch) / 1_000)
      }
  }
}
