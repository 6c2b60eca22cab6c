import Subscribers
import Testing

/// The line of `systemctl status`, worst news first.
@Suite struct StatusLineTests {
  @Test func `a quiet day shows inbox, queue, posts and the last file`() {
    var health = ServiceHealth.example
    health.queued = 3
    health.posts = 18_204
    health.lastFile = .init(name: "blog-02-04-2014.xml", outcome: .ingested)
    health.lastFile?.postsAdded = 12
    #expect(
      StatusLine.line(for: health)
        == "Watching /var/spool/winnow/inbox; 3 queued, 18 204 posts, last blog-02-04-2014.xml: 12 new"
    )
  }

  @Test func `a full disk comes before everything else`() {
    var health = ServiceHealth.example
    health.isDiskFull = true
    health.pausedReason = "read-only file system"
    health.queued = 10
    health.waitingCount = 2
    health.waiting = [.init(name: "page.txt", reason: "permission denied", cure: "chmod a+r it")]
    #expect(StatusLine.line(for: health) == "Disk full: 12 files waiting")
  }

  @Test func `a standstill says why, and one file is one file`() {
    var health = ServiceHealth.example
    health.pausedReason = "read-only file system"
    health.queued = 1
    #expect(StatusLine.line(for: health) == "Paused (read-only file system): 1 file waiting")
  }

  @Test func `a file that cannot be read is named with its cure`() {
    var health = ServiceHealth.example
    health.queued = 3
    health.posts = 7
    health.waiting = [.init(name: "page.txt", reason: "permission denied", cure: "chmod a+r it")]
    #expect(
      StatusLine.line(for: health)
        == "Cannot read page.txt (permission denied): chmod a+r it; 3 queued, 7 posts"
    )
  }

  @Test func `of several unreadable files the first is named and the rest counted`() {
    var health = ServiceHealth.example
    health.waiting = (1...4).map {
      .init(name: "page-\($0).txt", reason: "permission denied", cure: "chmod a+r it")
    }
    #expect(
      StatusLine.line(for: health).hasPrefix(
        "Cannot read page-1.txt (permission denied) and 3 more: "
      )
    )
  }

  @Test func `a file that only has to wait is no news`() {
    var health = ServiceHealth.example
    health.waiting = [.init(name: "half.xml", reason: "still being written")]
    #expect(StatusLine.line(for: health).hasPrefix("Watching "))
  }

  @Test func `polling and its reason are said`() {
    var health = ServiceHealth.example
    health.watchMode = .polling
    health.degraded = ["watches exhausted"]
    #expect(
      StatusLine.line(for: health).hasPrefix(
        "Watching /var/spool/winnow/inbox by polling (watches exhausted); 0 queued"
      )
    )
  }

  @Test(arguments: [
    (ServiceHealth.LastFile.Outcome.duplicate, 0, 0, 0, "duplicate"),
    (.rejected, 0, 0, 0, "rejected"),
    (.partial, 2, 9, 1, "cut short, 2 new"),
    (.ingested, 0, 9, 1, "9 new comments"),
    (.ingested, 0, 1, 1, "1 new comment"),
    (.ingested, 0, 0, 4, "4 updated"),
    (.ingested, 0, 0, 0, "nothing new"),
  ])
  func `each outcome has its words`(
    outcome: ServiceHealth.LastFile.Outcome,
    posts: Int,
    comments: Int,
    updated: Int,
    words: String
  ) {
    var health = ServiceHealth.example
    var last = ServiceHealth.LastFile(name: "a.xml", outcome: outcome)
    last.postsAdded = posts
    last.commentsAdded = comments
    last.postsUpdated = updated
    health.lastFile = last
    #expect(StatusLine.line(for: health).hasSuffix(", last a.xml: \(words)"))
  }

  @Test func `a hostile name cannot add an assignment or a second line`() {
    var health = ServiceHealth.example
    health.lastFile = .init(name: "a\nREADY=1\u{1B}[2J\u{202E}.xml", outcome: .duplicate)
    let line = StatusLine.line(for: health)
    #expect(!line.contains("\n"))
    #expect(line.hasSuffix("last a\\nREADY=1\\u{1B}[2J\\u{202E}.xml: duplicate"))
  }

  @Test func `the line stays short whatever it has to name`() {
    var health = ServiceHealth.example
    let long = String(repeating: "n", count: 5_000)
    health.inbox = long
    health.degraded = [long]
    health.lastFile = .init(name: long, outcome: .rejected)
    #expect(StatusLine.line(for: health).count < 320)
    health.waiting = [.init(name: long, reason: long, cure: long)]
    #expect(StatusLine.line(for: health).count < 320)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1 000"), (18_204, "18 204"), (1_234_567, "1 234 567"),
    (-1_000, "-1 000"),
  ])
  func `thousands stand apart`(number: Int, text: String) {
    var health = ServiceHealth.example
    health.posts = number
    #expect(StatusLine.line(for: health).contains("queued, \(text) post"))
  }

  @Test func `start and stop are said`() {
    var health = ServiceHealth.example
    health.phase = .starting
    health.queued = 1_200
    #expect(
      StatusLine.line(for: health) == "Starting: 1 200 files found in /var/spool/winnow/inbox"
    )
    health.phase = .stopping
    health.running = ["big.xml"]
    #expect(StatusLine.line(for: health) == "Stopping: finishing big.xml")
  }
}

extension ServiceHealth {
  static var example: Self {
    var health = Self(
      version: "0.1.0",
      pid: 42,
      inbox: "/var/spool/winnow/inbox",
      state: "/var/lib/winnow"
    )
    health.phase = .watching
    return health
  }
}
