/// No events at all: for network file systems, exhausted watches, or when the settings ask for it.
final class PollingWatch: InboxWatch {
  let descriptor: Int32? = nil

  func add(_ directory: [UInt8]) throws(SystemError) -> Int32? { nil }

  func drain(atMost limit: Int) -> DrainedEvents { DrainedEvents() }

  func close() {}
}
