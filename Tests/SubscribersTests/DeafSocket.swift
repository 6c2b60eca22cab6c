import Glibc
import WeblogTesting

/// A datagram socket that a test reads when it likes, as a service manager in trouble does.
final class DeafSocket {
  let place: String
  private let directory: TemporaryDirectory?
  private let descriptor: CInt

  /// - Parameter isAbstract: whether it stands in the abstract namespace, or in a directory.
  /// - Throws: when there is no such socket to be had.
  init(isAbstract: Bool = false) throws {
    directory = isAbstract ? nil : try TemporaryDirectory()
    place = directory.map { "\($0.path)/s" } ?? "@winnow-test-\(UInt64.random(in: 0 ... .max))"
    descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var name = Array(place.utf8)
    if isAbstract { name[0] = 0 }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
    let size = socklen_t(MemoryLayout<sa_family_t>.size + name.count + (isAbstract ? 0 : 1))
    let code = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, size)
      }
    }
    guard code == 0 else { throw Failure(number: errno) }
  }

  deinit { close(descriptor) }

  struct Failure: Error { var number: CInt }

  /// The oldest datagram that was not read yet.
  func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe recv(descriptor, &buffer, buffer.count, CInt(MSG_DONTWAIT))
    return count < 0 ? nil : Array(buffer.prefix(count))
  }

  func readAll() -> [[UInt8]] {
    var all: [[UInt8]] = []
    while let next = read() { all.append(next) }
    return all
  }
}
