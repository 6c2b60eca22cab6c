package import Arrivals
package import Dispatch
import Glibc
package import Logging
package import Storage

/// The settings in the terms of the rooms they are for.
extension Configuration {
  package var logLevel: Logger.Level { Logger.Level(rawValue: text("log.level")) ?? .notice }

  package var inboxSettings: InboxSettings {
    var settings = InboxSettings()
    settings.quietWindow = .milliseconds(milliseconds("settle.quiet"))
    settings.networkQuietWindow = max(settings.quietWindow, settings.networkQuietWindow)
    settings.reconcileInterval = .milliseconds(milliseconds("scan.interval"))
    settings.forcesPolling = text("watch.mode") == "polling"
    settings.doneMarker = text("settle.done_marker").isEmpty ? nil : text("settle.done_marker")
    settings.ignoredNames = list("ignore.patterns")
    return settings
  }

  /// Files read at a time: one for each core.
  package var slots: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  package var publishInterval: DispatchTimeInterval {
    .milliseconds(Int(min(milliseconds("publish.interval"), 60_000)))
  }

  package var storeSettings: StoreSettings {
    var settings = StoreSettings()
    settings.ballast = bytes("ballast.bytes")
    settings.snapshotLife = milliseconds("snapshots.lifetime")
    return settings
  }

  package var layout: StoreLayout {
    StoreLayout(
      state: DiskPath(absoluteStatePath),
      inbox: DiskPath(absoluteInboxPath),
      rejected: DiskPath(absoluteRejectedPath)
    )
  }

  package var absoluteInboxPath: String { Self.absolute(inboxPath) }

  package var absoluteStatePath: String { Self.absolute(statePath) }

  package var absoluteRejectedPath: String { Self.absolute(rejectedPath) }

  /// The path from the root, by the working directory of this moment; `.` and `..` are left as they are.
  package static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    guard let here = unsafe getcwd(nil, 0) else { return "/\(path)" }
    defer { unsafe free(here) }
    let name = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    return unsafe String(cString: here) + "/" + name
  }
}
