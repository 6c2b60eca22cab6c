/// Which names of fields mean secrets, remembered: a document uses few names, and each of them often.
struct SecretNames {
  /// More names than any document has for good reason.
  private static let maximum = 1_024

  private var known: [String: Bool] = [:]

  mutating func contain(_ name: String) -> Bool {
    if let isSecret = known[name] { return isSecret }
    if known.count >= Self.maximum { known.removeAll() }
    let isSecret = Privacy.isSecret(fieldName: name)
    known[name] = isSecret
    return isSecret
  }
}
