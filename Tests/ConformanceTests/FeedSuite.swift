import Foundation
import WeblogTesting

/// A collection of feeds together with what they must give, and the table that maps it onto our fields.
///
/// Every leaf of an expectation is one check. Empty texts are left out, for they say nothing; the length of
/// the list of items is a check of its own where the whole list is given.
struct FeedSuite: CustomStringConvertible, Sendable {
  let description: String
  let folder: String
  let loadChecks: @Sendable () throws -> [Check]

  var table: MappingTable {
    get throws { try Tables.decoded("\(description)-fields.json") }
  }

  static let feedparser = FeedSuite(description: "feedparser", folder: "corpus/feedparser") {
    try checks(ofCases: Data(Corpus.bytes("corpus/feedparser/cases.json")))
  }

  static let gofeed = FeedSuite(description: "gofeed", folder: "corpus/gofeed") {
    try Corpus.files(in: "corpus/gofeed").flatMap(checks(ofFileBeside:))
      + checks(ofCases: Tables.data("gofeed-unstated.json"))
  }
}

// MARK: A list of cases

extension FeedSuite {
  private struct Case: Decodable {
    struct Expectation: Decodable {
      let path: String
      let equals: JSONValue?
    }
    let file: String
    let checks: [Expectation]
  }

  private static func checks(ofCases data: Data) throws -> [Check] {
    var checks: [Check] = []
    for one in try JSONDecoder().decode([Case].self, from: data) {
      for expectation in one.checks {
        (expectation.equals ?? .null).forEachLeaf(at: expectation.path) { path, text in
          if text != "" { checks.append(Check(file: one.file, path: path, expected: text)) }
        }
      }
    }
    return checks
  }
}

// MARK: An expectation beside each input

extension FeedSuite {
  /// The checks of one file of the suite, of which only some have an expectation beside them.
  private static func checks(ofFileBeside path: String) throws -> [Check] {
    guard let expectation = expectation(of: path) else { return [] }
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(Corpus.bytes(expectation)))
    let file = String(path.dropFirst("corpus/gofeed/".count))
    var checks: [Check] = []
    value.forEachLeaf(at: "") { path, text in
      if text != "" { checks.append(Check(file: file, path: path, expected: text)) }
    }
    if case .object(let object) = value {
      for name in ["entries", "items"] {
        guard case .list(let items)? = object[name] else { continue }
        checks.append(Check(file: file, path: "\(name).count", expected: "\(items.count)"))
      }
    }
    return checks
  }

  private static func expectation(of path: String) -> String? {
    let stem = path.split(separator: ".").dropLast().joined(separator: ".")
    let candidate = path.hasSuffix(".xml") ? "\(stem).json" : "\(stem)_expected.json"
    guard let url = try? Corpus.url(candidate),
      FileManager.default.fileExists(atPath: url.path)
    else { return nil }
    return candidate
  }
}
