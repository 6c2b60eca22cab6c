/// The settings in force, each checked, each with where it came from.
///
/// Flags win over `WINNOW_*` variables, those over the settings file, that over the defaults.
package struct Configuration: Hashable, Sendable {
  package enum Origin: Hashable, Sendable, CustomStringConvertible {
    case standard
    case file(String)
    case environment(String)
    case flag(String)

    package var description: String {
      switch self {
      case .standard: "default"
      case .file(let path): path
      case .environment(let name): name
      case .flag(let name): name
      }
    }

    fileprivate var strength: Int {
      switch self {
      case .standard: 0
      case .file: 1
      case .environment: 2
      case .flag: 3
      }
    }
  }

  package struct InForce: Hashable, Sendable {
    package let text: String
    package let origin: Origin
  }

  private let values: [String: InForce]

  /// - Parameters:
  ///   - flags: settings given on the command line, by key; the flag's name is `--` and the last part.
  ///   - environment: the process's variables.
  ///   - file: the settings file's path and text, when there is one.
  /// - Throws: `ConfigurationError` for an unknown key or a bad value.
  package init(
    flags: [String: String] = [:],
    environment: [String: String] = [:],
    file: (path: String, yaml: String)? = nil
  ) throws(ConfigurationError) {
    var values: [String: InForce] = [:]
    for setting in Setting.all {
      values[setting.key] = InForce(text: setting.standard, origin: .standard)
    }
    values.merge(Self.servicePlaces(in: environment)) { $1 }
    if let file {
      for (key, text) in try SettingsFile.settings(inYAML: file.yaml, path: file.path) {
        values[key] = InForce(text: text, origin: .file(file.path))
      }
    }
    for (key, found) in Self.settings(in: environment) { values[key] = found }
    for (key, text) in flags {
      values[key] = InForce(text: text, origin: .flag("--\(key.split(separator: ".")[0])"))
    }
    self.values = values
    try check()
  }

  /// Under systemd the unit's own directories are the defaults.
  private static func servicePlaces(in environment: [String: String]) -> [String: InForce] {
    guard let state = environment["STATE_DIRECTORY"]?.split(separator: ":").first else {
      return [:]
    }
    let origin = Origin.standard
    return [
      "state.path": InForce(text: String(state), origin: origin),
      "inbox.path": InForce(text: "/var/spool/winnow/inbox", origin: origin),
    ]
  }

  /// Short names that stand beside the systematic `WINNOW_STATE_PATH`.
  private static let shortNames = ["WINNOW_STATE": "state.path", "WINNOW_INBOX": "inbox.path"]

  private static func settings(in environment: [String: String]) -> [String: InForce] {
    var found: [String: InForce] = [:]
    for setting in Setting.all {
      let names =
        shortNames.filter { $0.value == setting.key }.map(\.key) + [setting.environmentName]
      for name in names {
        if let text = environment[name] {
          found[setting.key] = InForce(text: text, origin: .environment(name))
        }
      }
    }
    return found
  }

  private func check() throws(ConfigurationError) {
    for setting in Setting.all {
      guard let value = values[setting.key] else { continue }
      guard let complaint = Self.complaint(about: value.text, for: setting.kind) else { continue }
      throw ConfigurationError(
        "\(setting.key) is \"\(value.text)\" (from \(value.origin)), but \(complaint)."
      )
    }
    if let scan = SettingValue.milliseconds(text("scan.interval")), scan < 1_000 {
      throw ConfigurationError("scan.interval must be at least 1s.")
    }
  }

  private static func complaint(about text: String, for kind: Setting.Kind) -> String? {
    switch kind {
    case .path, .text, .list: nil
    case .bytes:
      SettingValue.bytes(text) == nil ? "it must be bytes such as 64MiB" : nil
    case .duration:
      SettingValue.milliseconds(text) == nil ? "it must be a time such as 500ms, 2s or 30min" : nil
    case .count(let range):
      Int(text).map(range.contains) == true
        ? nil : "it must be a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let choices):
      choices.contains(text) ? nil : "it must be one of \(choices.joined(separator: ", "))"
    }
  }

  /// Every setting with its value and where it came from, in the order of the table.
  package var inForce: [(setting: Setting, value: InForce)] {
    Setting.all.compactMap { setting in values[setting.key].map { (setting, $0) } }
  }

  /// The text of a setting that the table holds.
  package func text(_ key: String) -> String {
    guard let value = values[key] else { preconditionFailure("no setting \(key)") }
    return value.text
  }

  package func bytes(_ key: String) -> Int64 { SettingValue.bytes(text(key)) ?? 0 }

  package func milliseconds(_ key: String) -> Int64 { SettingValue.milliseconds(text(key)) ?? 0 }

  package func count(_ key: String) -> Int { Int(text(key)) ?? 0 }

  package func list(_ key: String) -> [String] { SettingValue.list(text(key)) }
}

extension Configuration {
  package var statePath: String { text("state.path") }

  /// A state directory that somebody named brings its own inbox, unless the inbox was named by
  /// somebody who counts at least as much: a flag must not fill the inbox of a system-wide file.
  package var inboxPath: String {
    guard let inbox = values["inbox.path"], let state = values["state.path"], !inbox.text.isEmpty,
      inbox.origin.strength >= state.origin.strength
    else { return "\(statePath)/inbox" }
    return inbox.text
  }

  /// Refused files go beside the inbox.
  package var rejectedPath: String {
    var parts = inboxPath.split(separator: "/", omittingEmptySubsequences: false)
    while parts.last?.isEmpty == true { parts.removeLast() }
    parts.removeLast()
    let parent = parts.joined(separator: "/")
    return inboxPath.hasPrefix("/") || !parts.isEmpty ? "\(parent)/rejected" : "rejected"
  }

  package var keepsInboxFiles: Bool { text("inbox.after") == "keep" }
}
