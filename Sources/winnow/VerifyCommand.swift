import ArgumentParser
import Glibc
import Storage
import WinnowService

/// `winnow verify`: reads everything back.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Reads the whole store and every original back, and says what is wrong."
  )

  @OptionGroup var places: Places

  @Flag(help: "One JSON object per finding.")
  var json = false

  func run() throws {
    let layout = try places.configuration().layout
    _ = try places.reader()
    let findings = try Failure.translating {
      var verification = try Verification(layout, PosixDisk())
      return try verification.run { usleep(300_000) }
    }
    for finding in findings {
      if json {
        Console.write(Self.line(of: finding))
      } else {
        Console.say(
          "\(Console.warning(finding.code.rawValue))  \(finding.path): \(finding.sentence)"
        )
      }
    }
    guard findings.isEmpty else { throw ExitCode(ExitStatus.refused.rawValue) }
    if !json { Console.remark("All is well.") }
  }

  private static func line(of finding: Finding) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("code", finding.code.rawValue)
      $0.member("path", finding.path)
      $0.member("sentence", finding.sentence)
    }
    writer.newline()
    return writer.bytes
  }
}
