/// The figures as a person reads them.
struct Table {
  let text: String

  init(_ figures: Figures) {
    var lines = [
      "\(figures.machine.processors) processors, Linux \(figures.machine.kernel)",
      "",
      Self.row("command", "MB", "s", "cpu s", "MB/s", "peak MB", "x sha256sum"),
    ]
    for run in figures.throughput {
      lines.append(
        Self.row(
          run.command,
          Self.format(run.megabytes),
          Self.format(run.seconds, 2),
          Self.format(run.processorSeconds, 2),
          Self.format(run.megabytesPerSecond),
          Self.format(run.peakMegabytes),
          Self.format(run.timesSha256sum, 2)
        )
      )
    }
    if let latency = figures.latency {
      lines += [
        "",
        "drop to visible, \(latency.pages) pages of 20 KB: "
          + "median \(Self.format(latency.medianMilliseconds)) ms, "
          + "95th of 100 \(Self.format(latency.ninetyFifthMilliseconds)) ms, "
          + "worst \(Self.format(latency.worstMilliseconds)) ms; "
          + "one synced write \(Self.format(latency.syncMilliseconds, 2)) ms",
      ]
    }
    if let idle = figures.idle {
      lines.append(
        "idle: \(idle.wakeUps) wake-ups of \(idle.threads) threads "
          + "in \(Self.format(idle.seconds)) s"
      )
    }
    lines += figures.faults.map { "FAULT: \($0)" }
    text = lines.joined(separator: "\n")
  }

  private static func row(_ name: String, _ cells: String...) -> String {
    let width = 12
    let padded = cells.map { String(repeating: " ", count: max(1, width - $0.count)) + $0 }
    return name + String(repeating: " ", count: max(1, 20 - name.count)) + padded.joined()
  }

  /// Rounds half up, with the digits given after the point.
  private static func format(_ value: Double, _ digits: Int = 1) -> String {
    let scale = digits == 1 ? 10.0 : 100.0
    let scaled = Int((min(max(value, 0), 1e12) * scale).rounded())
    let fraction = String(scaled % Int(scale))
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(scaled / Int(scale)).\(zeros)\(fraction)"
  }
}
