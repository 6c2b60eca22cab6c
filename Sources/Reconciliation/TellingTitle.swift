/// A title that says which post it is; `nil` is what "Untitled", "Open thread" or a bare date give.
struct TellingTitle {
  let letters: [UInt8]

  init?(_ title: String) {
    let folded = FoldedText(title)
    guard folded.letters.count >= Self.leastLetters, !Self.generic.contains(folded.letters),
      !Self.isDate(folded)
    else { return nil }
    letters = folded.letters
  }

  private static let leastLetters = 4

  private static let generic = Set(
    [
      "untitled", "untitledpost", "notitle", "openthread", "ohnetitel", "sanstitre", "sintitulo",
      "semtitulo", "senzatitolo", "zondertitel", "utantitel", "untitleddocument", "newpost",
      "links", "linkdump", "quickpost", "photo", "video", "test", "update",
    ]
    .map { Array($0.utf8) }
  )

  /// Month and day names as the first three letters, which is how most title templates write them.
  private static let calendarWords = Set(
    [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon",
      "tue", "wed", "thu", "fri", "sat", "sun",
    ]
    .map { Array($0.utf8) }
  )

  private static func isDate(_ title: FoldedText) -> Bool {
    var start = 0
    for end in title.wordEnds {
      let word = title.letters[start..<end]
      start = end
      let isNumber = word.first.map { (0x30...0x39).contains($0) } ?? true
      guard isNumber || calendarWords.contains(Array(word.prefix(3))) && word.count <= 9 else {
        return false
      }
    }
    return true
  }
}
