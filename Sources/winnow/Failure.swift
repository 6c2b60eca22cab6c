import Arrivals
import Storage
import WinnowService

/// Why a command ends early: a sentence for the person and a code for the script.
struct Failure: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String

  init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }

  /// Gives the rooms' errors the exit codes that the manual promises.
  static func translating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as StorageError {
      throw Failure(error.isPause || error.reason == .locked ? .tryLater : .unusable, "\(error)")
    } catch let error as IngestionFailure {
      throw Failure(.tryLater, "\(error)")
    } catch let error as ArrivalError {
      throw Failure(.configuration, "\(error)")
    }
  }
}
