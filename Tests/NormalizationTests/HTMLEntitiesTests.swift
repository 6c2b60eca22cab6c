import Testing
import Weblog

struct HTMLEntitiesTests {
  @Test(
    arguments: [
      ("amp", "&"), ("nbsp", "\u{A0}"), ("AElig", "Æ"), ("zwnj", "\u{200C}"), ("Tab", "\t"),
      ("NewLine", "\n"), ("bsol", "\\"), ("semi", ";"), ("comma", ","), ("fjlig", "fj"),
      ("nGt", "\u{226B}\u{20D2}"), ("CounterClockwiseContourIntegral", "∳"), ("Zscr", "\u{1D4B5}"),
      ("quot", "\""), ("lt", "<"), ("gt", ">"),
    ]
  )
  func `a name stands for its characters`(name: String, text: String) {
    #expect(HTMLEntities.lookup(Array(name.utf8)[...]) == text)
  }

  @Test(arguments: ["", "a", "am", "ampe", "AMp", "zzzz", "aaaa", "amp;", "nbsp ", "not a name"])
  func `an unknown name stands for nothing`(name: String) {
    #expect(HTMLEntities.lookup(Array(name.utf8)[...]) == nil)
  }

  @Test func `only old names do without a semicolon`() {
    let bare = { (name: String) in
      HTMLEntities.lookup(Array(name.utf8)[...], isTerminated: false)
    }
    #expect(bare("copy") == "©")
    #expect(bare("eacute") == "é")
    #expect(bare("hellip") == nil)
    #expect(bare("notin") == nil)
  }
}
