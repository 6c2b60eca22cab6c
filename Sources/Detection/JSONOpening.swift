/// The names of the first members of a JSON document, and what they say of its kind.
///
/// Only members of the top-level object count, and those right below `rss` and `items`: what a post inside
/// some other document quotes is no evidence. A list is looked into, as several documents may
/// stand in one. Nothing is decoded but `\/`, which some writers put for each slash.
struct JSONOpening {
  /// Names of members by their depth: `version`, `rss/channel`, `items/content_html`.
  private var paths: Set<String> = []
  private var version = ""
  private var containers: [Container] = []
  /// The last name read.
  private var name = ""

  private struct Container {
    var isObject: Bool
    /// Names on the way to it; `nil` below those that count.
    var path: [String]?
    var awaitsName: Bool
  }

  /// Names that count stand in a row of so many at most.
  private static let maximumDepth = 2
  /// Bytes of a string that are looked at; no name or version that counts is longer.
  private static let maximumString = 64

  /// - Returns: `nil` for what is no JSON object or list.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard let first = bytes.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return nil
    }
    var index = bytes.startIndex
    while index < bytes.endIndex { index = read(bytes, at: index) }
  }

  /// Whether this is a JSON Feed, or RSS written as JSON.
  var isFeed: Bool {
    if version.contains("jsonfeed.org/version/") || paths.contains("rss/channel") { return true }
    guard paths.contains("items") else { return false }
    return ["feed_url", "home_page_url", "items/content_html", "items/content_text"]
      .contains(where: paths.contains)
  }

  /// Takes in the character, or the whole string, at a place.
  ///
  /// - Returns: the place after it.
  private mutating func read(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int {
    switch bytes[index] {
    case UInt8(ascii: "{"): open(isObject: true)
    case UInt8(ascii: "["): open(isObject: false)
    case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = containers.popLast()
    case UInt8(ascii: ","): setAwaitsName(true)
    case UInt8(ascii: ":"): setAwaitsName(false)
    case UInt8(ascii: "\""): return readString(bytes, from: index + 1)
    default: break
    }
    return index + 1
  }

  private mutating func open(isObject: Bool) {
    var path: [String]? = []
    if let outer = containers.last { path = outer.isObject ? inner(of: outer) : outer.path }
    containers.append(Container(isObject: isObject, path: path, awaitsName: isObject))
  }

  private func inner(of outer: Container) -> [String]? {
    guard let path = outer.path, path.count < Self.maximumDepth else { return nil }
    return path + [name]
  }

  private mutating func setAwaitsName(_ awaitsName: Bool) {
    guard containers.last?.isObject == true else { return }
    containers[containers.count - 1].awaitsName = awaitsName
  }

  private mutating func readString(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.endIndex, bytes[end] != UInt8(ascii: "\"") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    end = min(end, bytes.endIndex)
    guard let container = containers.last, container.isObject, container.path != nil else {
      return end + 1
    }
    let written = bytes[start..<end].prefix(Self.maximumString)
    let text = String(decoding: written.filter { $0 != UInt8(ascii: "\\") }, as: UTF8.self)
    if container.awaitsName {
      name = text
      if let path = inner(of: container) { paths.insert(path.joined(separator: "/")) }
    } else if container.path == [], name == "version" {
      version = text
    }
    return end + 1
  }
}
