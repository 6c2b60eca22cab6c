import Testing

@testable import WinnowService

@Suite struct ConfigurationTests {
  @Test func `flags win over variables, variables over the file, the file over defaults`() throws {
    let yaml = "state: {path: /from/file}\nsettle:\n  quiet: 5s\nlimits: {attempts: 7}\n"
    let configuration = try Configuration(
      flags: ["state.path": "/from/flag"],
      environment: ["WINNOW_STATE": "/from/environment", "WINNOW_SETTLE_QUIET": "7s"],
      file: (path: "winnow.yaml", yaml: yaml)
    )
    #expect(configuration.statePath == "/from/flag")
    #expect(configuration.milliseconds("settle.quiet") == 7_000)
    #expect(configuration.count("limits.attempts") == 7)
    #expect(configuration.bytes("limits.file_bytes") == 4 << 30)
    let origins = Dictionary(
      uniqueKeysWithValues: configuration.inForce.map { ($0.setting.key, $0.value.origin) }
    )
    #expect(origins["state.path"] == .flag("--state"))
    #expect(origins["settle.quiet"] == .environment("WINNOW_SETTLE_QUIET"))
    #expect(origins["limits.attempts"] == .file("winnow.yaml"))
    #expect(origins["limits.file_bytes"] == .standard)
  }

  @Test func `an unknown key is an error that names the nearest`() {
    #expect {
      try Configuration(file: (path: "w.yaml", yaml: "limits:\n  file_byte: 3\n"))
    } throws: { error in
      "\(error)".contains("limits.file_byte") && "\(error)".contains("limits.file_bytes")
    }
  }

  @Test(arguments: [
    ("settle.quiet", "soon"), ("limits.attempts", "0"), ("limits.file_bytes", "-1"),
    ("inbox.after", "burn"), ("scan.interval", "0s"), ("limits.file_bytes", "9999999999TiB"),
  ])
  func `a value that makes no sense is refused with its key`(key: String, text: String) {
    #expect { try Configuration(flags: [key: text]) } throws: { "\($0)".contains(key) }
  }

  @Test func `what is not a mapping, or not YAML, is refused`() {
    #expect(throws: ConfigurationError.self) {
      try Configuration(file: (path: "w", yaml: "- a\n- b\n"))
    }
    #expect(throws: ConfigurationError.self) {
      try Configuration(file: (path: "w", yaml: "a: [1\n"))
    }
  }

  @Test func `an empty file and empty sections change nothing`() throws {
    let configuration = try Configuration(file: (path: "w", yaml: "# nothing\nlimits:\n"))
    #expect(configuration.bytes("limits.file_bytes") == 4 << 30)
    #expect(try Configuration(file: (path: "w", yaml: "")).statePath == "./winnow-data")
  }

  @Test func `the inbox lies in the state directory and refusals lie beside the inbox`() throws {
    let standard = try Configuration(flags: ["state.path": "/data"])
    #expect(standard.inboxPath == "/data/inbox")
    #expect(standard.rejectedPath == "/data/rejected")
    let elsewhere = try Configuration(flags: ["inbox.path": "/var/spool/winnow/inbox/"])
    #expect(elsewhere.rejectedPath == "/var/spool/winnow/rejected")
    #expect(try Configuration(flags: ["inbox.path": "in"]).rejectedPath == "rejected")
  }

  @Test func `a state directory named by a flag does not use the inbox of a file`() throws {
    let yaml = "state: {path: /var/lib/winnow}\ninbox: {path: /var/spool/winnow/inbox}\n"
    let file = (path: "w", yaml: yaml)
    #expect(try Configuration(file: file).inboxPath == "/var/spool/winnow/inbox")
    #expect(
      try Configuration(flags: ["state.path": "/mine"], file: file).inboxPath == "/mine/inbox"
    )
    #expect(
      try Configuration(environment: ["WINNOW_STATE": "/mine"], file: file).inboxPath
        == "/mine/inbox"
    )
  }

  @Test func `under systemd the unit's directories are the defaults`() throws {
    let configuration = try Configuration(environment: ["STATE_DIRECTORY": "/var/lib/winnow:/x"])
    #expect(configuration.statePath == "/var/lib/winnow")
    #expect(configuration.inboxPath == "/var/spool/winnow/inbox")
  }

  @Test func `lists come from YAML lists and from commas`() throws {
    let yaml = "ignore: {patterns: ['*.bak', 'draft-*']}"
    #expect(
      try Configuration(file: (path: "w", yaml: yaml)).list("ignore.patterns")
        == ["*.bak", "draft-*"]
    )
    #expect(
      try Configuration(environment: ["WINNOW_IGNORE_PATTERNS": "a, b"]).list("ignore.patterns")
        == ["a", "b"]
    )
  }
}
