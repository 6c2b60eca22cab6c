/// Every path of a state directory, in one place.
package struct StoreLayout: Hashable, Sendable {
  package var state: DiskPath
  package var inbox: DiskPath
  package var rejected: DiskPath

  /// Refused files go to a folder beside the inbox unless another is given.
  package init(state: DiskPath, inbox: DiskPath, rejected: DiskPath? = nil) {
    self.state = state
    self.inbox = inbox
    self.rejected = rejected ?? inbox.folder / "rejected"
  }

  package var hidden: DiskPath { state / "private" }
  package var catalogue: DiskPath { hidden / "catalogue.sqlite" }
  package var work: DiskPath { hidden / "work" }
  package var ballast: DiskPath { hidden / "ballast" }
  package var lock: DiskPath { hidden / "lock" }
  package var originals: DiskPath { hidden / "originals" / "sha256" }

  package var store: DiskPath { state / "store" }
  package var format: DiskPath { store / "FORMAT" }
  package var readme: DiskPath { store / "README.md" }
  package var version: DiskPath { store / "v1" }
  package var manifest: DiskPath { version / "manifest.json" }
  package var schemas: DiskPath { version / "schema" }
  package var snapshots: DiskPath { version / "snapshots" }

  package func original(_ hash: ContentHash) -> DiskPath {
    let hex = hash.hex
    return originals / String(hex.prefix(2)) / hex
  }

  static let remnantSuffix = [UInt8](".remnant".utf8)

  /// What stands in the place of an original out of which words were redacted.
  package func remnant(_ hash: ContentHash) -> DiskPath {
    let original = original(hash)
    return original.folder / (original.name + Self.remnantSuffix)
  }

  /// A published file by its path relative to `v1/`.
  package func published(_ path: String) -> DiskPath { version / path }

  package func snapshot(_ generation: Int64) -> DiskPath { snapshots / String(generation) }
}
