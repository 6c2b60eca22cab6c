package import Foundation
package import Testing

/// Real input, outside the project, found through the environment variable `WINNOW_CORPUS`.
///
/// Tests that read it are written `.enabled(if: Corpus.isPresent, Corpus.absence)`.
package enum Corpus {
  package static let root: URL? = ProcessInfo.processInfo.environment["WINNOW_CORPUS"].map {
    URL(fileURLWithPath: $0, isDirectory: true)
  }

  package static var isPresent: Bool { root != nil }

  package static let absence: Testing.Comment = "WINNOW_CORPUS names no folder of real input"

  /// Bytes of one file, by its path inside the folder: `seeds/000_9f30dea49fc6d932.txt`.
  package static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url(path)))
  }

  package static func url(_ path: String) throws -> URL {
    guard let root else { throw CocoaError(.fileNoSuchFile) }
    return root.appendingPathComponent(path)
  }

  /// Paths of the regular files in a folder and below, sorted.
  package static func files(in folder: String) -> [String] {
    guard let base = try? url(folder),
      let walk = FileManager.default.enumerator(atPath: base.path)
    else { return [] }
    return walk.compactMap { $0 as? String }
      .filter { !isDirectory(base.appendingPathComponent($0)) }
      .sorted()
      .map { "\(folder)/\($0)" }
  }

  private static func isDirectory(_ url: URL) -> Bool {
    (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
  }
}
