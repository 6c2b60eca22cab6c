/// `xml:base` and `xml:lang` as they hold at the element in hand.
struct XMLInheritance {
  private struct Level {
    var depth: Int
    var base: String?
    var language: String?
  }

  private var levels: [Level] = []

  /// Bytes of the longest tag of a language; whatever stands in the element may inherit it.
  private static let longestLanguage = 128

  /// The address against which relative ones are to be resolved; `nil` where the document names none.
  var base: String? { levels.last?.base }
  /// The language of text, as written; empty where the document takes an outer one back.
  var language: String? { levels.last?.language }

  mutating func open(_ attributes: XMLAttributes, depth: Int) {
    var level = levels.last ?? Level(depth: depth)
    var isNew = false
    for attribute in attributes.list where attribute.name.isXML {
      switch attribute.name.local {
      case "base":
        let written = attributes.value(of: attribute).trimmed
        let base = RelativeAddress.resolved(written, against: level.base)
        guard base.utf8.count <= RelativeAddress.longestBase else { continue }
        level.base = base
      case "lang":
        let language = attributes.value(of: attribute).trimmed
        guard language.utf8.count <= Self.longestLanguage else { continue }
        level.language = language
      default: continue
      }
      isNew = true
    }
    guard isNew else { return }
    level.depth = depth
    levels.append(level)
  }

  mutating func close(to depth: Int) {
    while let last = levels.last, last.depth > depth { levels.removeLast() }
  }
}
