import Glibc
import Logging
import Testing

@testable import Subscribers

/// Readers that do not read hold up nobody who tells; a sender that waits would hang these tests.
@Suite(.timeLimit(.minutes(1))) struct DatagramSenderTests {
  /// More than any queue of datagrams holds.
  static let many = 20_000

  func fill(_ sender: DatagramSender) -> DatagramSender.Outcome {
    for _ in 0..<Self.many {
      let outcome = sender.send(Array("STATUS=x".utf8))
      if outcome != .sent { return outcome }
    }
    return .sent
  }

  @Test(arguments: [false, true])
  func `a full socket is said to be full, and takes more once it was read`(
    isAbstract: Bool
  ) throws {
    let socket = try DeafSocket(isAbstract: isAbstract)
    let sender = try #require(DatagramSender(place: socket.place))
    #expect(fill(sender) == .full)
    #expect(socket.read() == Array("STATUS=x".utf8))
    #expect(sender.send(Array("READY=1".utf8)) == .sent)
    #expect(socket.readAll().last == Array("READY=1".utf8))
  }

  @Test func `a place where nobody is, or that is none, fails at once`() throws {
    let gone = try #require(DatagramSender(place: "/nowhere/socket"))
    #expect(gone.send([1]) == .failed)
    for place in ["", "/", "@", "vsock:2:1", "/" + String(repeating: "x", count: 200)] {
      #expect(DatagramSender(place: place) == nil)
    }
  }

  @Test func `a notifier on a full socket gets its last words through in the end`() throws {
    let socket = try DeafSocket()
    let sender = try #require(DatagramSender(place: socket.place))
    #expect(fill(sender) == .full)
    var notifier = SystemdNotifier(watchdogInterval: nil) { sender.send(Array($0.utf8)) }
    notifier.ready(status: "Watching")
    notifier.stopping(status: "Stopping")
    #expect(notifier.sendHeld(at: .now) != nil)
    _ = socket.readAll()
    #expect(notifier.sendHeld(at: .now) == nil)
    #expect(socket.readAll() == [Array("STOPPING=1\nSTATUS=Stopping".utf8)])
  }

  @Test func `a journal that does not read holds up no logger`() throws {
    let socket = try DeafSocket()
    let handler = JournalLogHandler(threshold: LogThreshold(), socket: socket.place)
    let logger = Logger(label: "test") { _ in handler }
    logger.report(.accepted, "page.txt: 12 new", [.file: "page\n.txt"])
    let entry = try #require(socket.read())
    let length: [UInt8] = [9, 0, 0, 0, 0, 0, 0, 0]
    #expect(entry.starts(with: Array("MESSAGE=page.txt: 12 new\nPRIORITY=5\n".utf8)))
    #expect(entry.suffix(30) == Array("WINNOW_FILE\n".utf8) + length + Array("page\n.txt\n".utf8))
    let sender = try #require(DatagramSender(place: socket.place))
    #expect(fill(sender) == .full)
    #expect(sender.send(JournalEntry(event, metadata: [:]).datagram) == .full)
  }

  @Test func `a full pipe holds up no line, and loses nothing that was written before`() throws {
    var ends: [CInt] = [0, 0]
    #expect(unsafe pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let line = String(repeating: "x", count: 999) + "\n"
    for _ in 0..<1_000 { StandardError.write(line, to: ends[1]) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe read(ends[0], &buffer, buffer.count)
    #expect(count > 4_096 && count < 1_000_000)
    #expect(buffer.prefix(1_000) == Array(line.utf8)[...])
  }

  private var event: LogEvent {
    LogEvent(
      level: .notice,
      message: "m",
      metadata: nil,
      source: "Tests",
      file: "Tests/File.swift",
      function: "f()",
      line: 1
    )
  }
}
