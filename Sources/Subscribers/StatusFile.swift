import FoundationEssentials

/// `status.json`: the whole of `ServiceHealth`, for `winnow status` and anything else that asks.
///
/// One JSON object, keys in snake case and sorted, replaced whole. It lies in the runtime directory, which
/// the service manager removes with the service, or else in the state directory.
package struct StatusFile: Sendable {
  package static let name = "status.json"
  /// The runtime directory of the system service, for those who ask from outside it.
  package static let serviceDirectory = "/run/winnow"
  package static let serviceState = "/var/lib/winnow"

  package let directory: String

  package init(directory: String) {
    self.directory = directory
  }

  package var path: String { "\(directory)/\(Self.name)" }

  /// Where the daemon writes its status.
  package static func forDaemon(state: String, surroundings: Surroundings) -> Self {
    let runtime = surroundings.runtimeDirectory?.split(separator: ":").first.map(String.init)
    return Self(directory: runtime ?? state)
  }

  /// Where to look for the status of a daemon on this state directory.
  package static func forReader(state: String, surroundings: Surroundings) -> Self {
    let isService = state == serviceState && surroundings.runtimeDirectory == nil
    return isService
      ? Self(directory: serviceDirectory)
      : forDaemon(state: state, surroundings: surroundings)
  }

  package func write(_ health: ServiceHealth) throws(AtomicFileError) {
    try AtomicFile(path: path).replace(with: Self.json(health))
  }

  /// Takes the file away, at an orderly stop.
  package func remove() {
    AtomicFile(path: path).remove()
  }

  /// - Throws: when there is no such file or it is not a status of this version. A daemon that was killed
  ///   leaves one behind: compare `pid` with what runs.
  package func read() throws -> ServiceHealth {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      ServiceHealth.self,
      from: Data(contentsOf: URL(filePath: path))
    )
  }

  /// The file's bytes, with a final newline.
  package static func json(_ health: ServiceHealth) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Strings, whole numbers and booleans always have a JSON form.
    guard let data = try? encoder.encode(health) else { return Array("{}\n".utf8) }
    return [UInt8](data) + [UInt8(ascii: "\n")]
  }
}
