import Foundation

/// The last line of what `winnow parse` wrote: the source record.
struct ParsedOutput: Decodable {
  /// Longer than any source record.
  private static let tailBytes: UInt64 = 65_536

  var counts: PublishedStore.Counts

  /// - Returns: `nil` when the file does not end in such a record.
  init?(_ output: URL) {
    guard let file = try? FileHandle(forReadingFrom: output), let size = try? file.seekToEnd(),
      (try? file.seek(toOffset: size - min(size, Self.tailBytes))) != nil,
      let tail = try? file.readToEnd(), let line = tail.split(separator: 0x0A).last,
      let record = try? JSONDecoder().decode(Self.self, from: Data(line))
    else { return nil }
    self = record
  }
}
