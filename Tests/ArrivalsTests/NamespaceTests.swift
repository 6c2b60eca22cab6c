import Foundation
import Testing

@testable import Arrivals

/// Whether and as what this test program runs inside namespaces of its own.
///
/// Mounts and watch limits can only be had there. The suite below starts this same program once more
/// under `unshare`, where it runs the one test that the variable names; the program that is not inside
/// skips them.
private enum Namespace {
  static let variable = "WINNOW_TEST_NAMESPACE"

  static func isInside(_ test: String) -> Bool {
    ProcessInfo.processInfo.environment[variable] == test
  }

  static let isAvailable = run("/usr/bin/unshare", unshare + ["/bin/true"]).status == 0

  private static let unshare = ["--user", "--map-root-user", "--mount", "--"]

  /// - Returns: what the program said, and how it ended.
  static func rerun(_ test: String) throws -> (status: Int32, output: String) {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? program
    let arguments = ["--test-bundle-path", bundle, "--testing-library", "swift-testing"]
    return run(
      "/usr/bin/unshare",
      unshare + [program] + arguments + ["--filter", test],
      environment: [variable: test]
    )
  }

  private static func run(
    _ program: String,
    _ arguments: [String],
    environment: [String: String] = [:]
  ) -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return (-1, "\(error)") }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  static func mount(_ arguments: String...) -> Bool {
    run("/usr/bin/mount", arguments).status == 0
  }

  static func unmount(_ path: String) -> Bool {
    run("/usr/bin/umount", [path]).status == 0
  }
}

extension LiveInotify {
  /// Starts the program again inside namespaces, once for each test that needs them.
  @Suite(.enabled(if: Namespace.isAvailable, "user namespaces are not to be had here"))
  struct NamespaceTests {
    @Test(arguments: ["unmountedInbox", "coveredInbox", "watchLimit", "instanceLimit"])
    func `inside namespaces`(test: String) throws {
      let (status, output) = try Namespace.rerun(test)
      #expect(status == 0, "\(output)")
      #expect(!output.contains("skipped"), "\(output)")
      #expect(output.contains("Test run with 1 test"), "\(output)")
    }
  }

  /// What only runs inside.
  struct InsideNamespaces {
    @Test(.enabled(if: Namespace.isInside("unmountedInbox"), "runs inside namespaces only"))
    func unmountedInbox() throws {
      let live = try LiveInbox()
      let root = live.folder.at("inbox")
      try #require(Namespace.mount("-t", "tmpfs", "none", root))
      try live.start()
      try live.folder.write("x", to: "inbox/on-the-mount.txt")
      #expect(live.arrivals(1) == ["on-the-mount.txt"])
      try #require(Namespace.unmount(root), "the inbox must not keep its file system busy")
      live.drive(for: .seconds(2)) { live.inbox.health.rebuilds > 0 }
      #expect(live.notes.contains(.rootLost(root: live.inbox.rootForPeople)))
      try live.folder.write("x", to: "inbox/below.txt")
      #expect(live.arrivals(1) == ["below.txt"])
    }

    @Test(.enabled(if: Namespace.isInside("coveredInbox"), "runs inside namespaces only"))
    func coveredInbox() throws {
      let live = try LiveInbox { $0.reconcileInterval = .milliseconds(100) }
      let root = live.folder.at("inbox")
      try live.start()
      try #require(Namespace.mount("-t", "tmpfs", "none", root))
      try live.folder.write("x", to: "inbox/covering.txt")
      #expect(live.arrivals(1) == ["covering.txt"])
      #expect(live.inbox.health.rebuilds == 1)
    }

    @Test(.enabled(if: Namespace.isInside("instanceLimit"), "runs inside namespaces only"))
    func instanceLimit() throws {
      let limit = "/proc/sys/user/max_inotify_instances"
      try "0".write(toFile: limit, atomically: false, encoding: .utf8)
      let live = try LiveInbox { $0.reconcileInterval = .milliseconds(200) }
      try live.start()
      #expect(live.inbox.health.mode == .polling(.instancesExhausted))
      try live.folder.write("x", to: "inbox/polled.txt")
      #expect(live.arrivals(1) == ["polled.txt"])
      try "10".write(toFile: limit, atomically: false, encoding: .utf8)
      live.drive(for: .seconds(2)) { live.inbox.health.mode == .inotify }
      #expect(live.inbox.health.mode == .inotify)
    }

    @Test(.enabled(if: Namespace.isInside("watchLimit"), "runs inside namespaces only"))
    func watchLimit() throws {
      let limit = "/proc/sys/user/max_inotify_watches"
      try "3".write(toFile: limit, atomically: false, encoding: .utf8)
      let live = try LiveInbox()
      for name in ["a", "b", "c", "d"] { try live.folder.make("inbox/\(name)") }
      try live.start()
      #expect(live.inbox.health.watches == 3)
      #expect(live.inbox.health.unwatched == 2)
      #expect(live.inbox.health.isDegraded)
      for name in ["a", "b", "c", "d"] { try live.folder.write("x", to: "inbox/\(name)/page.txt") }
      #expect(live.arrivals(4).count == 4)
      try "1000".write(toFile: limit, atomically: false, encoding: .utf8)
      live.drive(for: .seconds(2)) { live.inbox.health.unwatched == 0 }
      #expect(live.inbox.health.watches == 5)
      #expect(!live.inbox.health.isDegraded)
    }
  }
}
