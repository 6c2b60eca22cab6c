import Foundation
import SyntheticExports

/// Measures the `winnow` program as a user would meet it, and prints a table and JSON.
@main
struct MeasureWinnow {
  private static let usage = """
    usage: MeasureWinnow [--winnow PROGRAM] [--work DIRECTORY] [--megabytes N] [--gigabyte]
                         [--runs N] [--pages N] [--idle SECONDS] [--timeout SECONDS]
                         [--json FILE] [--skip-throughput] [--skip-daemon]

    Defaults: --winnow ../.build/release/winnow, a new directory under the temporary one,
    --megabytes 100, --runs 3, --pages 30, --idle 20, --timeout 600 (for each single run).
    Exits 1 when something went wrong that makes figures worthless.

    """

  static func main() {
    do {
      let arguments = try Arguments(
        CommandLine.arguments.dropFirst(),
        values: [
          "--idle", "--json", "--megabytes", "--pages", "--runs", "--timeout", "--winnow", "--work",
        ],
        flags: ["--gigabyte", "--help", "--skip-daemon", "--skip-throughput"]
      )
      if arguments.has("--help") { return print(usage) }
      exit(try measure(arguments).faults.isEmpty ? 0 : 1)
    } catch {
      FileHandle.standardError.write(Data("MeasureWinnow: \(error)\n\(usage)".utf8))
      exit(2)
    }
  }

  private static func measure(_ arguments: Arguments) throws -> Figures {
    let winnow = arguments.text("--winnow") ?? "../.build/release/winnow"
    let work = try workDirectory(arguments.text("--work"))
    defer { try? FileManager.default.removeItem(at: work) }
    var figures = Figures(machine: machine(winnow))
    if !arguments.has("--skip-throughput") {
      let measurement = ThroughputMeasurement(
        winnow: winnow,
        work: work,
        runs: try arguments.number("--runs", in: 1...20) ?? 3,
        timeout: Double(try arguments.number("--timeout", in: 1...86_400) ?? 600)
      )
      try measurement.measure(
        megabytes: arguments.number("--megabytes", in: 1...10_000) ?? 100,
        into: &figures
      )
      if arguments.has("--gigabyte") { try measurement.measure(megabytes: 1_000, into: &figures) }
    }
    if !arguments.has("--skip-daemon") {
      let measurement = DaemonMeasurement(
        winnow: winnow,
        work: work,
        pages: try arguments.number("--pages", in: 1...1_000) ?? 30,
        idleSeconds: Double(try arguments.number("--idle", in: 1...3_600) ?? 20)
      )
      try measurement.measure(into: &figures)
    }
    print(Table(figures).text)
    if let path = arguments.text("--json") { try write(figures, to: path) }
    return figures
  }

  /// A directory of this run's own, so that ending it may remove everything in it.
  private static func workDirectory(_ parent: String?) throws -> URL {
    let root = parent.map { URL(filePath: $0) } ?? FileManager.default.temporaryDirectory
    let work = root.appending(path: "measure-winnow-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    return work
  }

  private static func machine(_ winnow: String) -> Figures.Machine {
    let kernel = try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
    return Figures.Machine(
      processors: ProcessInfo.processInfo.activeProcessorCount,
      kernel: kernel?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown",
      winnow: winnow
    )
  }

  private static func write(_ figures: Figures, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    try encoder.encode(figures).write(to: URL(filePath: path))
  }
}
