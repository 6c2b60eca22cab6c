import Glibc

/// Sends datagrams to a socket of this machine, such as the service manager's: at once or not at all.
///
/// It never waits. libsystemd does, as long as its reader does not read, and with it would wait
/// whatever queue has something to tell.
final class DatagramSender: Sendable {
  enum Outcome: Equatable, Sendable {
    case sent
    /// The reader is behind; the same datagram may get through later.
    case full
    /// Nobody is there, or the datagram is too long: sending it again is no use.
    case failed
  }

  private static let bufferSize: CInt = 8 << 20

  private let address: sockaddr_un
  private let addressSize: socklen_t
  /// Opened once, so that a program that has run out of descriptors can still say so.
  private let descriptor: CInt

  /// - Parameter place: a path, or `@` and a name of the abstract namespace; `nil` for anything else.
  init?(place: String) {
    guard let (address, size) = Self.address(of: place) else { return nil }
    descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    self.address = address
    addressSize = size
    var bytes = Self.bufferSize
    // As much as the system allows; with less, only very long datagrams fail.
    unsafe setsockopt(
      descriptor,
      SOL_SOCKET,
      SO_SNDBUF,
      &bytes,
      socklen_t(MemoryLayout<CInt>.size)
    )
  }

  deinit { close(descriptor) }

  func send(_ datagram: [UInt8]) -> Outcome {
    var address = address
    // The address is the union's member for local sockets, read by the kernel within the call only.
    let sent = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe sendto(
          descriptor,
          datagram,
          datagram.count,
          CInt(MSG_DONTWAIT | MSG_NOSIGNAL),
          address,
          addressSize
        )
      }
    }
    if sent >= 0 { return .sent }
    return errno == EAGAIN || errno == ENOBUFS || errno == EINTR ? .full : .failed
  }

  private static func address(of place: String) -> (sockaddr_un, socklen_t)? {
    var name = Array(place.utf8)
    let isAbstract = name.first == UInt8(ascii: "@")
    guard isAbstract || name.first == UInt8(ascii: "/"), name.count > 1 else { return nil }
    if isAbstract { name[0] = 0 } else { name.append(0) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard name.count <= room else { return nil }
    // Bounded by the check above.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
    let header = MemoryLayout<sockaddr_un>.size - room
    return (address, socklen_t(header + name.count))
  }
}
