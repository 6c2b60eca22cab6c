import Storage
import WinnowService

extension Places {
  /// The catalogue, to be read beside a running daemon.
  ///
  /// - Throws: `Failure` when there is no state, or it may not be read.
  func reader() throws -> StoreReader {
    let configuration = try configuration()
    do {
      return try StoreReader(configuration.layout)
    } catch  where error.reason == .denied {
      throw Failure(
        .unusable,
        "\(error); the catalogue is the daemon's own: run this as root or as its user, or read "
          + "\(configuration.layout.version)"
      )
    } catch  where error.reason == .notFound {
      throw Failure(
        .unusable,
        "there is no store in \(configuration.statePath); name one with --state"
      )
    } catch {
      throw Failure(.unusable, "\(error)")
    }
  }
}
