import Foundation
import Testing
import WeblogTesting

@testable import Subscribers

@Suite struct HealthSubscriberTests {
  let directory: TemporaryDirectory
  let told = Told()
  let start = ContinuousClock.now

  init() throws {
    directory = try TemporaryDirectory()
  }

  func subscriber(
    in folder: String
  ) -> (subscriber: HealthSubscriber, file: StatusFile, log: Recorder.Events) {
    let (logger, log) = Recorder.logger()
    let file = StatusFile(directory: folder)
    let subscriber = HealthSubscriber(notifier: told.notifier(), statusFile: file, logger: logger)
    return (subscriber, file, log)
  }

  @Test func `health is shown at once in all three places`() throws {
    var (subscriber, file, _) = subscriber(in: directory.path)
    #expect(subscriber.show(.example, at: start) == nil)
    #expect(try file.read() == .example)
    #expect(told.messages == ["STATUS=\(StatusLine.line(for: .example))"])
    let metrics = try String(contentsOfFile: "\(directory.path)/winnow.prom", encoding: .utf8)
    #expect(metrics == MetricsFile.text(of: .example))
  }

  @Test func `within a second the latest health waits and wins`() throws {
    var (subscriber, file, _) = subscriber(in: directory.path)
    _ = subscriber.show(.example, at: start)
    var health = ServiceHealth.example
    for posts in 1...100 {
      health.posts = posts
      #expect(subscriber.show(health, at: start + .milliseconds(posts)) == start + .seconds(1))
    }
    #expect(try file.read().posts == 0)
    #expect(subscriber.showHeld(at: start + .seconds(1)) == nil)
    #expect(try file.read().posts == 100)
    #expect(told.messages.count == 2)
  }

  @Test func `what the manager did not take is held until it does`() {
    var (subscriber, _, _) = subscriber(in: directory.path)
    told.isBusy = true
    #expect(subscriber.show(.example, at: start) == start + SystemdNotifier.pause)
    #expect(subscriber.showHeld(at: start + .seconds(1)) != nil)
    told.isBusy = false
    #expect(subscriber.showHeld(at: start + .seconds(2)) == nil)
    #expect(told.messages == ["STATUS=\(StatusLine.line(for: .example))"])
  }

  @Test func `a folder that cannot be written is said once and the line still goes out`() {
    var (subscriber, _, log) = subscriber(in: "\(directory.path)/missing")
    var health = ServiceHealth.example
    for second in 0..<5 {
      health.posts = second
      _ = subscriber.show(health, at: start + .seconds(second))
    }
    #expect(log.events.count == 1)
    #expect(told.messages.count == 5)
  }

  @Test func `an orderly stop leaves no file behind`() throws {
    var (subscriber, _, _) = subscriber(in: directory.path)
    _ = subscriber.show(.example, at: start)
    subscriber.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
  }
}
