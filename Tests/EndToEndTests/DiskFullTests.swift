import Foundation
import Glibc
import Testing
import WeblogTesting

/// A state directory that runs out of room, on a file system of a few megabytes made for the test.
@Suite(
  .enabled(if: WinnowProgram.isPresent, WinnowProgram.absence),
  .enabled(if: getuid() == 0, "mounting a small file system needs root")
)
struct DiskFullTests {
  /// A tmpfs that is unmounted when the test lets go of it.
  private final class SmallDisk {
    let folder: TemporaryDirectory

    init(size: String) throws {
      folder = try TemporaryDirectory()
      try mount(["-t", "tmpfs", "-o", "size=\(size)", "tmpfs"])
    }

    func resize(to size: String) throws { try mount(["-o", "remount,size=\(size)"]) }

    private func mount(_ arguments: [String]) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/mount")
      process.arguments = arguments + [folder.path]
      try #require(try WinnowProgram.finish(process).status == 0)
    }

    deinit {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/umount")
      process.arguments = ["-l", folder.path]
      _ = try? WinnowProgram.finish(process)
    }
  }

  @Test func `a full disk pauses the intake, says so, and is over when there is room`() throws {
    let disk = try SmallDisk(size: "6m")
    let house = try Household(state: disk.folder.url.appendingPathComponent("state"))
    try house.start(environment: ["WINNOW_BALLAST_BYTES": "1MiB"])
    house.wait(for: "the store") { !house.manifest.isEmpty }
    for number in 1...10 {
      let export = SampleExport(number: number, postCount: 60, commentsPerPost: 6)
      try house.drop(export.bytes, as: export.name)
    }
    house.wait(for: "the disk to be full") { house.messages.contains("Disk full") }
    house.wait(for: "the status to say so") {
      let arguments = ["status", "--state", house.state.path, "--inbox", house.inbox.path]
      let status = try? WinnowProgram.finish(WinnowProgram.process(arguments))
      return status?.output.contains("Disk full") == true
    }
    #expect(!house.names(in: house.inbox).isEmpty)
    #expect(house.names(in: house.rejected).isEmpty)
    try disk.resize(to: "200m")
    house.wait(seconds: 60, for: "everything to be taken in") {
      house.names(in: house.inbox).isEmpty && house.posts.count == 600
    }
    #expect(house.posts.allSatisfy { $0["revision"] as? Int == 1 })
    #expect(house.stop() == 0)
    let verified = try WinnowProgram.run("verify", "--state", house.state.path)
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test func `a daemon that starts on a full disk waits for room`() throws {
    let disk = try SmallDisk(size: "4m")
    let filler = disk.folder.url.appendingPathComponent("filler")
    try? Data(repeating: 1, count: 4 << 20).write(to: filler)
    let house = try Household(state: disk.folder.url.appendingPathComponent("state"))
    try house.drop(SampleExport(number: 1).bytes, as: "1.atom")
    try house.start(environment: ["WINNOW_BALLAST_BYTES": "0"])
    house.wait(for: "the complaint") { house.messages.contains("Disk full") }
    #expect(house.daemon?.isRunning == true)
    try FileManager.default.removeItem(at: filler)
    house.wait(for: "the posts") { house.posts.count == 3 }
    #expect(house.stop() == 0)
  }
}
