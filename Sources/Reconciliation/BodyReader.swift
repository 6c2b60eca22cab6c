import Weblog

/// Reads the words of sightings when their heads alone do not decide, remembering a bounded number.
final class BodyReader {
  private static let mostRemembered = 128

  private let catalogue: any Catalogue
  private var remembered: [Int64: Shingles] = [:]

  init(catalogue: any Catalogue) { self.catalogue = catalogue }

  func shingles(of member: PostMember) throws -> Shingles {
    if let known = remembered[member.number] { return known }
    let text = try catalogue.postSightings([member.number]).first?.post.contentText ?? ""
    let shingles = Shingles(of: FoldedText(text))
    if remembered.count >= Self.mostRemembered { remembered.removeAll() }
    remembered[member.number] = shingles
    return shingles
  }
}
