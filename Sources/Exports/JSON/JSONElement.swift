/// An XML element as those who turn XML into JSON write it.
///
/// An element that is only text is a string. Others are objects, whose attributes are members of the
/// same name, with `@`, `_` or `-` in front, or inside a `$`, `@attributes` or `attributes`; the text
/// is in `#value`, `#text`, `$t`, `__text`, `_`, `value` or `__cdata`.
struct JSONElement {
  private let value: JSONValue

  init(_ value: JSONValue) { self.value = value }

  var text: String? {
    if let text = value.text { return text.trimmed.nonEmpty }
    guard value.kind == .object else { return value.first?.text?.trimmed.nonEmpty }
    let texts = value.members.filter { Self.textNames.contains($0.name) }
    return texts.lazy.compactMap { $0.text?.trimmed.nonEmpty }.first
  }

  func attribute(_ name: String) -> String? {
    guard value.kind == .object else { return nil }
    for member in value.members {
      if Self.attributeNames.contains(member.name), member.kind == .object {
        if let found = JSONElement(member).attribute(inSelf: name) { return found }
      }
    }
    return attribute(inSelf: name)
  }

  private func attribute(inSelf name: String) -> String? {
    for member in value.members where Self.plainName(member.name) == name {
      return member.text?.trimmed.nonEmpty
    }
    return nil
  }

  private static func plainName(_ name: String) -> Substring {
    guard let first = name.first, "@_-".contains(first) else { return name[...] }
    return name.dropFirst()
  }

  private static let textNames: Set<String> = [
    "#value", "#text", "$t", "__text", "_", "value", "__cdata",
  ]

  private static let attributeNames: Set<String> = ["$", "@attributes", "attributes"]
}
