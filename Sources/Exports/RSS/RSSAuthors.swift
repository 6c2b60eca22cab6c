import Weblog

/// The people that the elements for them name: those of the element that is trusted most.
///
/// `dc:creator` is meant for the name to show, `author` for an e-mail address, `itunes:author` often for the show.
struct RSSAuthors {
  private(set) var list: [Author] = []
  private var rank = Int.min
  private var name = ""

  /// Takes in one more.
  mutating func offer(
    _ author: Author,
    named newName: String,
    rank newRank: Int,
    losersTo extras: inout RSSExtras
  ) {
    guard author != Author(), list.count < Self.maximum else { return }
    if newRank > rank {
      for old in list where old.name != author.name { keep(old, named: name, in: &extras) }
      (list, rank, name) = ([author], newRank, newName)
    } else if newRank == rank {
      if !list.contains(author) { list.append(author) }
    } else if !list.contains(where: { $0.name == author.name }) {
      keep(author, named: newName, in: &extras)
    }
  }

  private func keep(_ author: Author, named name: String, in extras: inout RSSExtras) {
    if let words = author.name ?? author.url { extras.keep(name, words) }
  }

  /// People taken of one item: each is compared with those before.
  private static let maximum = 200
}
