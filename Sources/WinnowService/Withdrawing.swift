import Containers
package import Storage
import Subscribers
import Weblog

/// Takes back a file that was taken in: a command's work, while no daemon runs.
package struct Withdrawing {
  private let configuration: Configuration
  private let store: Store

  /// - Throws: `StorageError`; `.locked` when a daemon runs.
  package init(_ configuration: Configuration) throws(StorageError) {
    self.configuration = configuration
    store = try Store(configuration)
  }

  /// The accepted files that go by a name or a source's id.
  package func files(named name: String) throws(StorageError) -> [AcceptedFile] {
    try store.acceptedFiles(named: name)
  }

  /// Takes a file back; its bytes go to `rejected/`, from where `winnow retry` brings them back.
  package func withdraw(_ file: AcceptedFile) throws -> Withdrawal {
    let reason = RefusalRecord(
      code: "withdrawn",
      sentence: "It was taken in, and taken back with winnow withdraw.",
      attempts: 0,
      winnowVersion: Program.version,
      cure: "winnow retry takes it in again; remove it to be rid of it.",
      at: Clocks.now()
    )
    return try store.withdraw(file, blogs: blogs(in: file), reason)
  }

  package func close() throws(StorageError) { try store.close() }

  /// What the file says of blogs, read out of it once more.
  private func blogs(in file: AcceptedFile) throws -> [(Blog, BlogClaim)] {
    let settings = ReadingSettings(configuration)
    let drop = Drop(path: [], relativePath: file.names.first ?? [], isOurs: false)
    let document = try Document(
      original: store.layout.original(file.hash),
      on: store.disk,
      name: drop.name,
      settings
    )
    var reader = try DocumentReader(
      bytes: ByteMeter(document),
      directory: drop.directory,
      settings: settings,
      item: SightedItem.init
    )
    var blogs: [(Blog, BlogClaim)] = []
    while let batch = reader.nextBatch() {
      for case .blog(let blog, let claim) in batch.items { blogs.append((blog, claim)) }
    }
    return blogs
  }
}
