import Glibc
import Testing

/// The process's descriptors, used up or crowded for the length of a test.
enum Descriptors {
  /// Runs the body while every descriptor below a number is taken.
  static func withAllBelow(_ limit: Int32, _ body: () throws -> Void) throws {
    let before = try softLimit()
    try setSoftLimit(max(before, rlim_t(limit) + 64))
    defer { try? setSoftLimit(before) }
    var taken: [Int32] = []
    defer { for descriptor in taken { close(descriptor) } }
    while (taken.last ?? 0) < limit { taken.append(try #require(duplicate())) }
    try body()
  }

  /// Runs the body while no descriptor can be opened.
  static func exhausted<R>(_ body: () throws -> R) throws -> R {
    let before = try softLimit()
    let next = try #require(duplicate())
    close(next)
    try setSoftLimit(rlim_t(next))
    defer { try? setSoftLimit(before) }
    return try body()
  }

  private static func duplicate() -> Int32? {
    let descriptor = dup(2)
    return descriptor >= 0 ? descriptor : nil
  }

  private static func softLimit() throws -> rlim_t {
    var limit = rlimit()
    try #require(unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
    return limit.rlim_cur
  }

  private static func setSoftLimit(_ soft: rlim_t) throws {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    try #require(unsafe getrlimit(resource, &limit) == 0)
    limit.rlim_cur = min(soft, limit.rlim_max)
    try #require(unsafe setrlimit(resource, &limit) == 0)
  }
}
