import Testing

@testable import Detection

/// Which JSON is a feed.
struct JSONOpeningTests {
  @Test(arguments: [
    #"{"version": "https://jsonfeed.org/version/1.1", "items": []}"#,
    #" {"title": "x", "items": [], "version": "https:\/\/jsonfeed.org\/version\/1"}"#,
    #"[{"version": "https://jsonfeed.org/version/1"}]"#,
    #"{"items": [{"id": "1", "content_html": "cut in the mid"#,
    #"{"home_page_url": "https://a.example/", "items": [{"id": "1"}]}"#,
    #"{"version": "1.1", "items": [{"content_text": "a"}]}"#,
    #"{"rss": {"version": "2.0", "channel": {"title": "x"}}}"#,
  ])
  func `a feed is known by the members of its outermost object`(text: String) {
    #expect(Detector.verdict(head: Array(text.utf8), name: "x.txt") == .readable(.jsonFeed))
  }

  @Test(arguments: [
    (
      #"{"db": [{"meta": {}, "data": {"version": "https://jsonfeed.org/version/1"}}]}"#,
      "a Ghost export"
    ),
    (#"{"body": "\"version\": \"https://jsonfeed.org/version/1\""}"#, "JSON"),
    (#"{"post": {"version": "https://jsonfeed.org/version/1", "items": []}}"#, "JSON"),
    (#"{"about": "https://jsonfeed.org/version/1", "version": "2"}"#, "JSON"),
    (#"{"items": [{"body": {"content_html": "x"}}]}"#, "JSON"),
    (#"{"items": [{"id": 1}], "total": 1}"#, "JSON"),
    (#"{"rss": "channel", "x": {"channel": {}}}"#, "JSON"),
    (#"{"a\"version": 1, "b": "version", "c": "https://jsonfeed.org/version/1"}"#, "JSON"),
    ("[1, 2]", "JSON"),
    ("{", "JSON"),
  ])
  func `other JSON that mentions feeds is none`(text: String, phrase: String) {
    let verdict = Detector.verdict(head: Array(text.utf8), name: "feed.json")
    #expect(verdict == .unreadable(looksLike: phrase))
  }

  @Test func `wide encodings without a mark do not hide the first brace`() {
    let text = #"{"version": "https://jsonfeed.org/version/1"}"#
    let heads: [[UInt8]] = [
      text.utf8.flatMap { [$0, 0] }, text.utf8.flatMap { [0, $0] },
      text.utf8.flatMap { [$0, 0, 0, 0] }, text.utf8.flatMap { [0, 0, 0, $0] },
    ]
    for head in heads {
      #expect(Detector.verdict(head: head, name: nil) == .readable(.jsonFeed))
    }
  }

  @Test func `a head of brackets alone is looked through in time`() {
    let head = Array(repeating: UInt8(ascii: "["), count: Detector.headBytes)
    let clock = ContinuousClock()
    let took = clock.measure {
      #expect(Detector.verdict(head: head, name: nil) == .unreadable(looksLike: "JSON"))
    }
    #expect(took < .seconds(10))
  }
}
