import Foundation
import Testing
import WeblogTesting

/// The daemon among listeners that do not listen: it works on, and stops when it is told to.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct DeafListenerTests {
  /// A socket that is full to the brim and that nobody reads.
  private func fullSocket(_ path: String) throws -> CInt {
    let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) {
      unsafe $0.copyBytes(from: Array(path.utf8))
    }
    unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        #expect(unsafe bind(descriptor, address, size) == 0)
        let byte: [UInt8] = [0]
        while unsafe sendto(descriptor, byte, 1, CInt(MSG_DONTWAIT), address, size) == 1 {}
      }
    }
    return descriptor
  }

  @Test func `a service manager that does not read holds up neither the work nor the stop`() throws
  {
    let house = try Household()
    let path = house.directory.path + "/n"
    let listener = try fullSocket(path)
    defer { close(listener) }
    try house.start(environment: ["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "600000"])
    try house.drop(SampleExport(number: 1).bytes, as: "1.atom")
    house.wait(for: "the first posts") { house.posts.count == 3 }
    // Long enough for many signs of life and status lines to be due.
    sleep(2)
    try house.drop(SampleExport(number: 2).bytes, as: "2.atom")
    house.wait(for: "the posts after") { house.posts.count == 6 }
    house.daemon?.terminate()
    house.wait(seconds: 10, for: "the stop") { house.daemon?.isRunning == false }
    #expect(house.daemon?.isRunning == false && house.stop() == 0)
  }

  @Test func `a full pipe at standard error holds up neither the work nor the stop`() throws {
    let house = try Household()
    var ends: [CInt] = [0, 0]
    #expect(unsafe pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    #expect(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0)
    let full = [UInt8](repeating: 0, count: 4_096)
    while unsafe write(ends[1], full, full.count) > 0 {}
    #expect(fcntl(ends[1], F_SETFL, 0) == 0)
    try house.start(messages: FileHandle(fileDescriptor: ends[1], closeOnDealloc: false))
    try house.drop(SampleExport(number: 1).bytes, as: "1.atom")
    house.wait(for: "the posts") { house.posts.count == 3 }
    house.daemon?.terminate()
    house.wait(seconds: 10, for: "the stop") { house.daemon?.isRunning == false }
    #expect(house.daemon?.isRunning == false && house.stop() == 0)
  }
}
