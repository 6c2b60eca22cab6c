import ArgumentParser
import Foundation
import WinnowService

/// The options that every command takes which looks at a state directory.
struct Places: ParsableArguments {
  @Option(help: ArgumentHelp("The state directory.", valueName: "dir"))
  var state: String?

  @Option(help: ArgumentHelp("The inbox, when it is not in the state directory.", valueName: "dir"))
  var inbox: String?

  @Option(help: ArgumentHelp("The settings file.", valueName: "file"))
  var config: String?

  private static let standardFile = "/etc/winnow/winnow.yaml"

  /// The settings in force: flags, `WINNOW_*` variables, the settings file, defaults.
  ///
  /// - Throws: `ConfigurationError`, also when a settings file that was asked for cannot be read.
  func configuration() throws -> Configuration {
    var flags: [String: String] = [:]
    if let state { flags["state.path"] = state }
    if let inbox { flags["inbox.path"] = inbox }
    return try Configuration(
      flags: flags,
      environment: ProcessInfo.processInfo.environment,
      file: try settingsFile()
    )
  }

  /// The same for a command that writes: run by root, it goes on as the owner of the state.
  func writersConfiguration() throws -> Configuration {
    let configuration = try configuration()
    try StateOwner.become(of: configuration.absoluteStatePath)
    return configuration
  }

  private func settingsFile() throws -> (path: String, yaml: String)? {
    let named = config ?? ProcessInfo.processInfo.environment["WINNOW_CONFIG"]
    let path = named ?? Self.standardFile
    guard named != nil || FileManager.default.fileExists(atPath: path) else { return nil }
    guard let yaml = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw ConfigurationError("\(path) cannot be read; give a readable file with --config.")
    }
    return (path, yaml)
  }
}
