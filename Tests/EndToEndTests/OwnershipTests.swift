import Foundation
import Testing
import WeblogTesting

/// Who may read and who owns what, tried as somebody else.
@Suite(
  .enabled(if: WinnowProgram.isPresent, WinnowProgram.absence),
  .enabled(if: geteuid() == 0, "only root can be somebody else")
)
struct OwnershipTests {
  private static let nobody: uid_t = 65_534

  /// Runs a shell command with a umask, as root or as nobody.
  private func shell(_ script: String, asNobody: Bool = false) throws -> WinnowProgram.Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let user = ["setpriv", "--reuid=\(Self.nobody)", "--regid=\(Self.nobody)", "--clear-groups"]
    process.arguments = (asNobody ? user : []) + ["sh", "-c", script]
    return try WinnowProgram.finish(process)
  }

  private func house(umask: String) throws -> Household {
    let house = try Household()
    let program: URL = try #require(WinnowProgram.binary)
    try house.directory.write(SampleExport(number: 1).bytes, to: "1.atom")
    try house.directory.write("%PDF-1.7 nothing", to: "state/inbox/no.pdf")
    let done = try shell(
      """
      umask \(umask); cd '\(house.directory.path)'
      '\(program.path)' ingest --state state 1.atom; '\(program.path)' snapshot --state state
      WINNOW_SETTLE_QUIET=100ms '\(program.path)' run --state state & daemon=$!
      for turn in $(seq 200); do [ -e state/rejected/no.pdf.reason.json ] && break; sleep 0.1; done
      kill $daemon; wait $daemon
      """
    )
    #expect(house.posts.count == 3, "\(done.errors)")
    return house
  }

  @Test(arguments: ["000", "022"])
  func `everybody may read the store and nothing of what is private`(umask: String) throws {
    let house = try house(umask: umask)
    #expect(house.names(in: house.rejected).count == 2)
    let (state, store) = (house.state.path, house.store.path)
    let path = "cd / && chmod 0755 '\(house.directory.path)'"
    #expect(try shell(path).status == 0)
    let read = try shell("find '\(store)' -type f -exec cat {} + | wc -c", asNobody: true)
    #expect(read.errors.isEmpty && Int(read.output.trimmingCharacters(in: .newlines)) ?? 0 > 1_000)
    #expect(try shell("ls '\(state)/private'", asNobody: true).status != 0)
    #expect(try shell("cat '\(state)/private/catalogue.sqlite'", asNobody: true).status != 0)
    let writable = try shell("find '\(state)' '\(house.rejected.path)' ! -type l -perm /022")
    #expect(writable.output.isEmpty, "\(writable.output)")
  }

  @Test func `a umask that keeps others out keeps them out of everything`() throws {
    let house = try house(umask: "077")
    let open = try shell("find '\(house.state.path)' ! -type l -perm /077 ! -path '*/inbox/*'")
    // What the test itself made stands open.
    let found = open.output.split(separator: "\n").filter { !$0.hasSuffix("/inbox") }
    #expect(found == [Substring(house.state.path)] || found.isEmpty, "\(open.output)")
  }

  @Test func `root who changes another's state leaves nothing of root's in it`() throws {
    let house = try house(umask: "022")
    let state = house.state.path
    #expect(
      try shell("chmod 0755 '\(house.directory.path)'; chown -R nobody '\(state)'").status == 0
    )
    let post = try #require(house.posts.first?["id"] as? String)
    for arguments in [
      ["redact", post], ["retry", "no.pdf"], ["snapshot"], ["rebuild"],
      ["ingest", try house.directory.write(SampleExport(number: 2).bytes, to: "2.atom").path],
      ["withdraw", "2.atom"],
    ] {
      let outcome = try WinnowProgram.finish(
        WinnowProgram.process(arguments + ["--state", state])
      )
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    }
    let foreign = try shell("find '\(state)' ! -user nobody")
    #expect(foreign.output.isEmpty, "\(foreign.output)")
  }
}
