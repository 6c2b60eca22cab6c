import Detection
import Exports
import Normalization
import Weblog

/// What holds for every reader: it never traps, the pieces in which a document comes make no difference, it ends, and
/// what it hands over has a normal form.
struct ReaderLaws {
  private let format: Format

  /// Bounds that the fuzzer can reach.
  private static let limits: ReadingLimits = {
    var limits = ReadingLimits()
    limits.nodeBytes = 16 << 10
    limits.nesting = 40
    limits.entries = 2_000
    return limits
  }()

  init(_ format: Format) { self.format = format }

  /// All that reading a document gives.
  private struct Reading: Equatable {
    var entries: [Entry] = []
    var report = ReadingReport()
    var error: ExportError?
  }

  func test(_ bytes: [UInt8]) {
    let whole = read(bytes, inPiecesOf: max(1, bytes.count))
    // The number of bytes makes the choice, so that one input always does the same.
    for size in [1, 2 + bytes.count % 61] {
      let pieces = read(bytes, inPiecesOf: size)
      require(pieces.entries == whole.entries, "entries in pieces of \(size)")
      // How much is looked at in one go decides where a limit is noticed.
      require(pieces.error?.reason == whole.error?.reason, "refusal in pieces of \(size)")
      guard whole.error == nil else { continue }
      require(
        pieces.report == whole.report,
        "report in pieces of \(size): \(pieces.report) and not \(whole.report)"
      )
    }
    require(whole.entries.count <= 2 * (bytes.count + 1), "no more entries than bytes")
    normalize(whole.entries)
  }

  private func read(_ bytes: [UInt8], inPiecesOf size: Int) -> Reading {
    var rest = bytes[...]
    let input = ByteInput {
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
    var reader = ExportReader(format: format, input: input, limits: Self.limits)
    var reading = Reading()
    do {
      while let entry = try reader.next() { reading.entries.append(entry) }
    } catch let error as ExportError {
      reading.error = error
    } catch {
      require(false, "only refusals: \(error)")
    }
    reading.report = reader.report
    return reading
  }

  private func normalize(_ entries: [Entry]) {
    var normalizer = Normalizer(rank: .feed, directory: nil)
    for entry in entries { _ = normalizer.normalize(entry) }
  }
}
