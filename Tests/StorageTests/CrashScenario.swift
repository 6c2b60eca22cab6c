import Foundation
import Storage
import Testing
import Weblog

/// Something the store does, to be cut short at every operation, and then done again to its end.
struct CrashScenario: Sendable, CustomTestStringConvertible {
  typealias Settings = @Sendable (inout StoreSettings) -> Void
  typealias Action = @Sendable (Workbench) throws -> Void

  let name: String
  let settings: Settings
  /// What was there before anything can go wrong.
  let before: Action
  /// What may be cut short; a second run does what the first did not.
  let run: Action

  init(name: String, settings: @escaping Settings, before: @escaping Action, run: @escaping Action)
  {
    self.name = name
    self.settings = settings
    self.before = before
    self.run = run
  }

  init(name: String, before: @escaping Action, run: @escaping Action) {
    self.init(name: name, settings: { _ in }, before: before, run: run)
  }

  var testDescription: String { name }
}

extension Workbench {
  /// The store, opened unless it is.
  @discardableResult
  func start() throws -> Store { try store ?? open() }

  /// Publishes, and remembers what a reader has been promised by that.
  func publish() throws {
    guard let generation = try store?.publishPending() else { return }
    promised.generation = generation
    promised.posts = Set(try records("posts").compactMap { $0["id"] as? String })
  }

  func takeAll(_ documents: [SampleDocument]) throws {
    for document in documents {
      try take(document)
      try publish()
    }
  }

  /// Freezes the store, and remembers what the snapshot holds.
  func freeze() throws {
    guard let folder = try store?.snapshot() else { return }
    promised.snapshots[folder] = disk.files(below: folder)
  }

  func letTimePass(hours: Int64) {
    now = Instant(millisecondsSinceEpoch: now.millisecondsSinceEpoch + hours * 3_600_000)
  }
}

extension CrashScenario {
  private init(
    _ name: String,
    having old: [String] = [],
    settings: @escaping Settings = { _ in },
    taking documents: @escaping @Sendable () -> [SampleDocument]
  ) {
    self.init(name: name, settings: settings) { bench in
      try bench.open()
      for name in old { try bench.accept(SampleDocument(name, [.init(name)])) }
      for document in documents() { bench.drop(document) }
    } run: { bench in
      try bench.start()
      try bench.takeAll(documents())
    }
  }

  private static func setting<Value: Sendable>(
    _ path: any WritableKeyPath<StoreSettings, Value> & Sendable,
    _ value: Value
  ) -> Settings {
    { $0[keyPath: path] = value }
  }

  static let all: [Self] = documents + files + publications

  // MARK: What documents say

  private static let documents: [Self] = [
    Self("a new post") { [SampleDocument("a", [.init("one")])] },
    Self("a post with comments") { [SampleDocument("a", [.init("one", comments: ["x", "y"])])] },
    Self("a growing thread") {
      (1...3).map { count in
        SampleDocument("\(count)", [.init("one", comments: (0..<count).map { "comment \($0)" })])
      }
    },
    Self("an edited post") {
      [SampleDocument("a", [.init("one")]), SampleDocument("b", [.init("one", "Changed")])]
    },
    Self("two posts turn out to be one") {
      var joining = SampleDocument("b", [.init("three")])
      joining.joins = ("one", "two")
      return [SampleDocument("a", [.init("one", comments: ["x"]), .init("two")]), joining]
    },
    Self("a post moves out of _unsorted") {
      [
        SampleDocument("a", [.init("one", host: nil, comments: ["x"])]),
        SampleDocument("b", [.init("one", comments: ["x", "y"])]),
      ]
    },
    Self("a platform's number gets its host") {
      var learning = SampleDocument("b", [.init("two")])
      learning.learns = ("example.org", "blogger-1")
      return [
        SampleDocument("a", [.init("one", host: nil, platform: "blogger-1", comments: ["x"])]),
        learning,
      ]
    },
    Self("an undated post gets its year") {
      [
        SampleDocument("a", [.init("one", on: nil), .init("two", on: nil)]),
        SampleDocument("b", [.init("one", on: (2015, 3, 1))]),
      ]
    },
    Self("a blog tells of itself") {
      [1, 2].map { number in
        var document = SampleDocument("\(number)", [.init("one")])
        var blog = Blog()
        blog.title = "Title \(number)"
        document.blog = (blog, BlogClaim(host: "example.org", platform: nil))
        return document
      }
    },
    Self("a large import", settings: setting(\.partSize, 20_000)) {
      [
        SampleDocument(
          "a",
          (1...60).map { .init("post \($0)", on: (2010 + $0 % 3, 2, 4), comments: ["x \($0)"]) }
        )
      ]
    },
  ]

  // MARK: Files on their way

  private static let files: [Self] = [
    Self(name: "several files at once") { bench in
      for document in three { bench.drop(document) }
    } run: { bench in
      try bench.start()
      let claims = try three.map { ($0, try bench.claim($0.name)) }
      for case (let document, let claim?) in claims {
        try bench.accept(claim, document, as: document.name)
      }
      try bench.publish()
      for case (_, let claim?) in claims { try bench.store?.spool.release(claim) }
    },
    Self(name: "a full inbox", settings: setting(\.mostSmallSegments, 4)) { bench in
      for document in many(12) { bench.drop(document) }
    } run: { bench in
      try bench.start()
      for document in many(12) { try bench.take(document) }
      try bench.publish()
    },
    Self(name: "the same bytes under another name") { bench in
      try bench.open()
      try bench.accept(three[0])
      bench.drop(three[0], as: "same")
    } run: { bench in
      try bench.start()
      try bench.take(three[0], as: "same")
      try bench.publish()
    },
    Self(name: "a file that was accepted and not removed") { bench in
      try bench.open()
      bench.drop(three[0])
      if let claim = try bench.claim("a") { try bench.accept(claim, three[0], as: "a") }
    } run: { bench in
      try bench.start()
      try bench.takeAll(three)
    },
    Self(name: "a document that is abandoned") { bench in
      for document in three { bench.drop(document) }
    } run: { bench in
      let store = try bench.start()
      if let claim = try bench.claim("b") {
        let session = try store.begin(Workbench.incoming(claim, at: bench.now))
        try SampleReconciler(session: session).take(three[1])
        try store.rollBack(session)
      }
      try bench.takeAll(three)
    },
    Self(name: "refused files") { bench in
      for document in three { bench.drop(document) }
    } run: { bench in
      try bench.start()
      try bench.refuse("a")
      try bench.take(three[1])
      try bench.refuse("c")
      try bench.publish()
    },
    Self(name: "refused files of one name") { bench in
      bench.drop(three[0])
      bench.drop(three[1], as: "folder/a")
    } run: { bench in
      try bench.start()
      try bench.refuse("a")
      try bench.refuse("folder/a")
    },
    Self(name: "a file that is set aside unread") { bench in
      for document in three { bench.drop(document) }
    } run: { bench in
      try bench.start()
      let path = bench.layout.inbox / "b"
      if try bench.disk.exists(path) {
        try bench.store?.spool.setAside(path, name: [UInt8]("b".utf8), Workbench.refusal)
      }
      try bench.takeAll([three[0], three[2]])
    },
    Self(name: "a refused file is put back") { bench in
      try bench.open()
      bench.drop(three[0])
      try bench.refuse("a")
      try bench.disk.syncFolder(bench.layout.inbox)
    } run: { bench in
      try bench.start()
      let files = RejectedFiles(layout: bench.layout, disk: bench.disk)
      if try files.names().contains([UInt8]("a".utf8)) { try files.putBack([UInt8]("a".utf8)) }
      try bench.takeAll([three[0]])
    },
  ]

  private static var three: [SampleDocument] {
    [
      SampleDocument("a", [.init("one", comments: ["x"])]),
      SampleDocument("b", [.init("one", comments: ["y"]), .init("two")]),
      SampleDocument("c", [.init("three", host: "other.org")]),
    ]
  }

  private static func many(_ count: Int) -> [SampleDocument] {
    (1...count).map { SampleDocument("\($0)", [.init("post \($0)"), .init("post 0", "\($0)")]) }
  }

  // MARK: What is published

  private static let publications: [Self] = [
    Self(name: "everything is written again") { bench in
      try bench.open()
      for document in three { try bench.accept(document) }
    } run: { bench in
      try bench.start().republish()
    },
    Self(name: "published files are lost") { bench in
      try bench.open()
      for document in three { try bench.accept(document) }
      for path in bench.disk.files(below: bench.layout.version).keys
      where path.description.hasSuffix("posts.ndjson") || path == bench.layout.manifest {
        try bench.disk.unlink(path)
        try bench.disk.syncFolder(path.folder)
      }
    } run: { bench in
      try bench.start()
    },
    Self("segments become one", settings: setting(\.mostSmallSegments, 2)) { many(5) },
    Self(name: "superseded segments go", settings: setting(\.mostSmallSegments, 2)) { bench in
      try bench.open()
      for document in many(4) { try bench.accept(document) }
      bench.letTimePass(hours: 25)
      bench.drop(three[0])
    } run: { bench in
      try bench.start()
      try bench.takeAll([three[0]])
    },
    Self("a manifest in parts", settings: setting(\.mostFilesListed, 3)) { three + many(2) },
    Self("partitions of several parts", settings: setting(\.partSize, 1_500)) { many(4) },
    Self("the last record of a file moves away", having: ["zero"]) {
      ["one", "two"].map { SampleDocument($0, [.init($0, host: nil, on: nil)]) }
        + [SampleDocument("both", [.init("one"), .init("two")])]
    },
    Self(name: "snapshots") { bench in
      for document in three { bench.drop(document) }
    } run: { bench in
      try bench.start()
      for document in three {
        try bench.take(document)
        try bench.freeze()
      }
    },
    Self(name: "old snapshots go") { bench in
      try bench.open()
      try bench.accept(three[0])
      try bench.freeze()
      bench.drop(three[1])
      bench.letTimePass(hours: 25)
      bench.promised.snapshots = [:]
    } run: { bench in
      try bench.start()
      try bench.takeAll([three[1]])
      try bench.freeze()
    },
    Self(name: "the ballast is given back and set aside", settings: setting(\.ballast, 1_500_000)) {
      $0.drop(three[0])
    } run: { bench in
      try bench.start()
      try bench.store?.releaseBallast()
      try bench.takeAll([three[0]])
      try bench.store?.restoreBallast()
    },
  ]
}
