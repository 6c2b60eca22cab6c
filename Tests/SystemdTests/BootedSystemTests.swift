import Foundation
import Testing

/// The installed service on a booted systemd: `boot.sh` boots, `checks.sh` checks, this file judges.
@Suite struct BootedSystemTests {
  /// Every check that must have been made; one that the script forgot is a failure.
  static let checks = [
    "boots",
    "installs",
    "unit is without warnings",
    "starts",
    "ready is logged",
    "status line",
    "score at most 0.3",
    "a drop under umask 077 is taken in",
    "journal fields",
    "the message catalogue explains it",
    "the status line names the last file",
    "an unreadable file waits until chmod",
    "a hostile name forges nothing",
    "a file that is no export is set aside with its reason",
    "others read the store and nothing private",
    "reloads",
    "the watchdog lets an idle service live and restarts a stuck one",
    "files that waited are taken in at start",
    "a stop during a large import loses nothing",
    "the journal holds no errors of ours",
    "a configuration error stops with 78 and is not retried",
    "the user unit works",
    "finishes",
  ]

  static let binary = ProcessInfo.processInfo.environment["WINNOW_BINARY"].flatMap {
    FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil
  }
  static let canBoot =
    geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-nspawn")

  @Test(
    .enabled(if: canBoot, "booting a system needs root and systemd-nspawn"),
    .enabled(if: binary != nil, "WINNOW_BINARY names no program: run `make test`"),
    .timeLimit(.minutes(5))
  )
  func `the installed service keeps its promises on a booted systemd`() throws {
    let results = try Self.boot(try #require(Self.binary))
    for check in Self.checks {
      #expect(results["ok \(check)"] != nil, "\(check)\(results["fail \(check)"] ?? ": not made")")
    }
    #expect(results.count == Self.checks.count)
  }

  /// Runs `boot.sh`, which bounds its own time.
  ///
  /// - Returns: for each line of its output what is before the colon and, with the colon, what is after it.
  private static func boot(_ binary: String) throws -> [String: String] {
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    let project = here.appending(path: "../..").standardizedFileURL
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = [
      "--kill-after=30", "240", here.appending(path: "boot.sh").path, project.path, binary,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Dictionary(
      text.split(separator: "\n").map { line in
        let colon = line.firstIndex(of: ":") ?? line.endIndex
        return (String(line[..<colon]), String(line[colon...]))
      },
      uniquingKeysWith: { $0 + $1 }
    )
  }
}
