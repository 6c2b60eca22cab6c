import Testing

@testable import Exports

struct TrimmedTextTests {
  @Test(arguments: [
    ([" a "], "a"), ([" a ", "b "], "a b"), ([" ", " a"], "a"), (["a", " ", "b"], "a b"),
    ([" \n"], ""), ([], ""), (["a\n", "\nb", " c "], "a\n\nb c"),
  ])
  func `pieces are joined with what lies between them`(pieces: [String], expected: String) {
    var text = TrimmedText()
    for piece in pieces { text.append(Array(piece.utf8)[...]) }
    #expect(text.string == expected)
    #expect(text.all == Array(pieces.joined().utf8))
  }
}
