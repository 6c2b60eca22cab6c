import Logging
import Testing
import Weblog

@testable import Subscribers

@Suite struct LoggingTests {
  func surroundings(_ change: (inout Surroundings) -> Void) -> LogDestination {
    var surroundings = Surroundings()
    surroundings.standardError = "8:1234"
    change(&surroundings)
    return LogDestination(surroundings)
  }

  @Test func `under systemd events go to the journal`() {
    let destination = surroundings {
      $0.journalStream = "8:1234"
      $0.journalIsReachable = true
    }
    #expect(destination == .journal)
  }

  @Test func `without its socket the journal gets lines with a level`() {
    #expect(surroundings { $0.journalStream = "8:1234" } == .standardError(.levelPrefix))
  }

  @Test func `redirected standard error is respected`() {
    let destination = surroundings {
      $0.journalStream = "8:99"
      $0.journalIsReachable = true
    }
    #expect(destination == .standardError(.plain))
  }

  @Test func `colour is for terminals, and can be refused`() {
    #expect(surroundings { $0.standardErrorIsTerminal = true } == .standardError(.coloured))
    let refused = surroundings {
      $0.standardErrorIsTerminal = true
      $0.wantsNoColour = true
    }
    #expect(refused == .standardError(.plain))
  }

  @Test func `a line is one line whatever the message holds`() {
    let event = event(.error, "cannot read a\n<0>b\u{1B}[2J")
    let handler = TerminalLogHandler(style: .levelPrefix, threshold: LogThreshold())
    #expect(
      handler.line(event, details: [:], at: Instant(millisecondsSinceEpoch: 0))
        == "<3>cannot read a\\n<0>b\\u{1B}[2J"
    )
  }

  @Test func `a person reads the time, the level when it matters, and the message`() {
    let handler = TerminalLogHandler(style: .plain, threshold: LogThreshold())
    let noon = Instant(millisecondsSinceEpoch: 43_387_250)
    #expect(handler.line(event(.notice, "ready"), details: [:], at: noon) == "12:03:07Z ready")
    #expect(
      handler.line(event(.warning, "odd"), details: ["k": "a\nb"], at: noon)
        == "12:03:07Z warning: odd k=a\\nb"
    )
  }

  @Test func `one threshold rules every logger`() {
    let threshold = LogThreshold(.notice)
    let logger = LogDestination.standardError(.plain).logger(threshold: threshold)
    #expect(logger.logLevel == .notice)
    threshold.level = .debug
    #expect(logger.logLevel == .debug)
  }

  @Test func `an event is logged at the level of its kind with its fields`() {
    let (logger, recorded) = Recorder.logger()
    logger.report(.rejected, "page.txt refused", [.file: "page.txt", .offset: "\(17)"])
    let event = recorded.events.first
    #expect(event?.level == .error)
    #expect(event?.metadata == ["event": "rejected", "file": "page.txt", "offset": "17"])
  }

  func event(_ level: Logger.Level, _ message: Logger.Message) -> LogEvent {
    LogEvent(
      level: level,
      message: message,
      metadata: nil,
      source: "Tests",
      file: "Tests/File.swift",
      function: "f()",
      line: 1
    )
  }
}
