import Foundation
import Testing
import WeblogTesting

/// What people see when they drop files: good ones, bad ones, the same ones, growing ones.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct InboxTests {
  private func page(comments: Int) -> [UInt8] {
    var text = "Tuesday, 4 February 2014\n\nA walk by the river\n\n"
    text +=
      "We walked along the river until the rain came, and then we walked back again, slower.\n\n"
    text += "\(comments) comments:\n\n"
    for number in 1...comments {
      text += "  \(number). Remark number \(number) about the walk.\n\n    ReplyDelete\n"
    }
    return Array(text.dropLast().utf8)
  }

  @Test func `a refused file lies beside its reason and the next file is taken`() throws {
    let house = try Household()
    try house.start()
    try house.drop([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1, 2], as: "picture.xml")
    try house.drop(SampleExport(number: 1).bytes, as: "feed.atom")
    house.wait(for: "the refusal") { house.names(in: house.rejected).count == 2 }
    house.wait(for: "the posts") { house.posts.count == 3 }
    #expect(house.names(in: house.rejected) == ["picture.xml", "picture.xml.reason.json"])
    let data = try Data(
      contentsOf: house.rejected.appendingPathComponent("picture.xml.reason.json")
    )
    let reason = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(reason["code"] as? String == "unknown-format")
    #expect((reason["sentence"] as? String)?.contains("PNG") == true)
    let status = try WinnowProgram.run("status", "--state", house.state.path)
    #expect(status.output.contains("picture.xml") && status.output.contains("byte 0"))
    for key in ["byte_offset", "attempts", "sha256", "winnow_version", "cure"] {
      #expect(reason.keys.contains(key), "\(key) is missing")
    }
    #expect(house.stop() == 0)
  }

  @Test func `an empty file is refused with a reason`() throws {
    let house = try Household()
    try house.start()
    try house.drop([], as: "empty.xml")
    house.wait(for: "the refusal") {
      house.names(in: house.rejected) == ["empty.xml", "empty.xml.reason.json"]
    }
  }

  @Test func `the same page with more comments updates its post and keeps its ids`() throws {
    let house = try Household()
    try house.start()
    try house.drop(page(comments: 2), as: "walk.txt")
    house.wait(for: "two comments") { house.comments.count == 2 }
    let before = house.comments.compactMap { $0["id"] as? String }
    let post = try #require(house.posts.first)
    try house.drop(page(comments: 5), as: "walk.txt")
    house.wait(for: "five comments") { house.comments.count == 5 }
    #expect(house.posts.count == 1)
    #expect(house.posts[0]["id"] as? String == post["id"] as? String)
    #expect(house.posts[0]["comment_count"] as? Int == 5)
    #expect(house.posts[0]["revision"] as? Int == 2)
    #expect(Array(house.comments.compactMap { $0["id"] as? String }.prefix(2)) == before)
    #expect(house.comments.prefix(2).allSatisfy { $0["revision"] as? Int == 1 })
  }

  @Test func `a truncated export keeps its finished posts and is marked partial`() throws {
    let house = try Household()
    try house.start()
    let whole = SampleExport(number: 3).bytes
    try house.drop(Array(whole.prefix(whole.count * 2 / 3)), as: "cut.atom")
    house.wait(for: "the source and a post") {
      house.sources.count == 1 && !house.posts.isEmpty
    }
    #expect(house.sources[0]["outcome"] as? String == "partial")
    try house.drop(whole, as: "whole.atom")
    house.wait(for: "the rest") { house.posts.count == 3 && house.comments.count == 12 }
  }

  @Test func `a folder in the inbox names the blog`() throws {
    let house = try Household()
    try house.start()
    try house.drop(page(comments: 1), as: "walks.example.org/page.txt")
    house.wait(for: "the post") { house.posts.count == 1 }
    #expect(house.posts[0]["blog_slug"] as? String == "walks.example.org")
  }

  @Test func `files that lay there before the start are taken, and kept where the setting says so`()
    throws
  {
    let house = try Household()
    try house.drop(SampleExport(number: 5).bytes, as: "early.atom")
    try house.start(environment: ["WINNOW_INBOX_AFTER": "keep"])
    house.wait(for: "the posts") { house.posts.count == 3 }
    #expect(house.names(in: house.inbox) == ["early.atom"])
    #expect(house.stop() == 0)
    try house.start(environment: ["WINNOW_INBOX_AFTER": "keep"])
    try house.drop(SampleExport(number: 6).bytes, as: "late.atom")
    house.wait(for: "the later posts") { house.posts.count == 6 }
    #expect(house.sources.count == 2)
    #expect(house.stop() == 0)
  }

  @Test func `a second daemon on the same state says so and leaves`() throws {
    let house = try Household()
    try house.start()
    house.wait(for: "the store") { !house.manifest.isEmpty }
    let second = try WinnowProgram.run("run", "--state", house.state.path)
    #expect(second.status == 75)
    #expect(second.errors.contains(house.state.path))
  }

  @Test func `a writer who pauses is waited for, and none of his words are lost`() throws {
    let house = try Household()
    try house.start()
    house.wait(for: "the store") { !house.manifest.isEmpty }
    let bytes = SampleExport(number: 8).bytes
    let file = house.inbox.appendingPathComponent("slow.atom")
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    usleep(700_000)
    try handle.write(contentsOf: Data(bytes.prefix(bytes.count / 2)))
    usleep(700_000)
    #expect(house.sources.isEmpty && house.names(in: house.rejected).isEmpty)
    try handle.write(contentsOf: Data(bytes.dropFirst(bytes.count / 2)))
    try handle.close()
    house.wait(for: "the posts") { house.posts.count == 3 && house.names(in: house.inbox).isEmpty }
    #expect(house.sources.map { $0["outcome"] as? String } == ["ingested"])
  }

  @Test func `an inbox that is deleted and made again is watched again`() throws {
    let house = try Household()
    try house.start()
    house.wait(for: "the store") { !house.manifest.isEmpty }
    try FileManager.default.removeItem(at: house.inbox)
    usleep(300_000)
    try house.drop(SampleExport(number: 1).bytes, as: "1.atom")
    house.wait(for: "the posts") { house.posts.count == 3 }
    try FileManager.default.moveItem(
      at: house.inbox,
      to: house.state.appendingPathComponent("elsewhere")
    )
    usleep(300_000)
    try house.drop(SampleExport(number: 2).bytes, as: "2.atom")
    house.wait(for: "more posts") { house.posts.count == 6 }
    #expect(house.stop() == 0)
  }

  @Test func `links are left alone and deep folders are walked`() throws {
    let house = try Household()
    try house.start()
    house.wait(for: "the store") { !house.manifest.isEmpty }
    #expect(house.names(in: house.inbox).isEmpty)
    let link = house.inbox.appendingPathComponent("link.atom")
    try FileManager.default.createSymbolicLink(
      at: link,
      withDestinationURL: URL(fileURLWithPath: "/etc/passwd")
    )
    try house.drop(SampleExport(number: 3).bytes, as: "a/b/deep.atom")
    house.wait(for: "the posts") { house.posts.count == 3 }
    #expect(house.names(in: house.inbox).contains("link.atom"), "a link is left alone")
    #expect(house.posts.allSatisfy { $0["blog_slug"] as? String == "a" })
  }

  @Test func `the same bytes dropped twice at once are read once`() throws {
    let house = try Household()
    let bytes = SampleExport(number: 4).bytes
    for number in 1...6 { try house.drop(bytes, as: "copy-\(number).atom") }
    try house.start()
    house.wait(for: "six sources") { house.sources.count == 6 }
    #expect(house.sources.filter { $0["outcome"] as? String == "ingested" }.count == 1)
    #expect(house.sources.filter { $0["outcome"] as? String == "duplicate" }.count == 5)
    house.wait(for: "the posts") { house.posts.count == 3 }
    #expect(house.posts.allSatisfy { $0["revision"] as? Int == 1 })
  }

  @Test func `an idle daemon sleeps`() throws {
    let house = try Household()
    try house.start(environment: ["WINNOW_SCAN_INTERVAL": "60s"])
    try house.drop(SampleExport(number: 1).bytes, as: "1.atom")
    house.wait(for: "the posts") { house.posts.count == 3 }
    // Threads of the pool end by themselves after a few idle seconds.
    usleep(7_000_000)
    let process = try #require(house.daemon)
    let before = wakeUps(of: process.processIdentifier)
    usleep(5_000_000)
    #expect(wakeUps(of: process.processIdentifier) - before <= 2)
  }

  /// Voluntary context switches of all threads, each of which is a wake-up at its other end.
  private func wakeUps(of process: Int32) -> Int {
    let tasks = "/proc/\(process)/task"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    return names.reduce(0) { sum, name in
      let status = (try? String(contentsOfFile: "\(tasks)/\(name)/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
      return sum + (line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
    }
  }
}
