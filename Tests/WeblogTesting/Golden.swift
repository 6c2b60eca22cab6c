package import Foundation

/// Golden folders: `Fixtures/<format>/<condition>/input.*` beside the `expected.json` it must give.
///
/// The folder is the condition. `UPDATE_GOLDEN=1` in the environment rewrites every `expected.json`, and
/// the difference is then read like code.
package enum Golden {
  package struct Folder: Sendable, CustomStringConvertible {
    package let input: URL
    package let expected: URL
    package let description: String
  }

  /// Every folder below `Fixtures` beside the test's source file that holds an `input.*`.
  package static func folders(besideFile file: String = #filePath) -> [Folder] {
    let fixtures = URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("Fixtures")
    let walk = FileManager.default.enumerator(atPath: fixtures.path)
    return (walk?.compactMap { $0 as? String } ?? [])
      .filter { $0.split(separator: "/").last?.hasPrefix("input.") == true }
      .sorted()
      .map { path in
        let input = fixtures.appendingPathComponent(path)
        let folder = input.deletingLastPathComponent()
        return Folder(
          input: input,
          expected: folder.appendingPathComponent("expected.json"),
          description: path.split(separator: "/").dropLast().joined(separator: "/")
        )
      }
  }

  /// - Returns: the text the folder expects, which is the actual text itself while updating.
  package static func expectation(of folder: Folder, actual: String) throws -> String {
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try actual.write(to: folder.expected, atomically: true, encoding: .utf8)
    }
    return try String(contentsOf: folder.expected, encoding: .utf8)
  }
}
