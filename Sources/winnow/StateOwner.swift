import Glibc
import WinnowService

/// Whom a state directory belongs to.
enum StateOwner {
  /// Makes root whoever owns the state, for good, so that nothing in it comes to belong to root.
  ///
  /// Anybody else, and root on a state of its own or on none, stays who they are.
  /// - Throws: `Failure` when that cannot be done.
  static func become(of state: String) throws {
    var status = stat()
    guard geteuid() == 0, unsafe stat(state, &status) == 0, status.st_uid != 0 else { return }
    // Groups first: afterwards it is no longer allowed.
    guard setGroups(of: status.st_uid, status.st_gid), setgid(status.st_gid) == 0,
      setuid(status.st_uid) == 0
    else {
      throw Failure(.unusable, "cannot become the owner of \(state), user \(status.st_uid)")
    }
  }

  private static func setGroups(of user: uid_t, _ group: gid_t) -> Bool {
    guard let entry = unsafe getpwuid(user), let name = unsafe entry.pointee.pw_name else {
      return setgroups(0, nil) == 0
    }
    return unsafe initgroups(name, group) == 0
  }
}
