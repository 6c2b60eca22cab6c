import Foundation
import Storage

/// Readers who look at the manifest at every moment, and remember all they ever saw.
struct ManifestReaders {
  private(set) var newest: Int64 = 0
  private var seen: [Int64: [UInt8]] = [:]
  /// The file that was looked at last, so that each is read once.
  private var last: Int?

  /// - Returns: what a reader could complain of.
  mutating func look(at disk: FakeDisk, _ layout: StoreLayout) -> String? {
    guard let (file, bytes) = disk.look(at: layout.manifest), file != last else { return nil }
    last = file
    guard let generation = Self.generation(bytes) else { return "a torn manifest" }
    defer {
      seen[generation] = bytes
      newest = max(newest, generation)
    }
    if generation < newest { return "generation \(generation) after \(newest)" }
    if let before = seen[generation], before != bytes { return "generation \(generation) twice" }
    return nil
  }

  /// After a power cut, and until the next start, the manifest may be one that was replaced.
  ///
  /// - Returns: what a reader could complain of even then.
  mutating func lookAfterCut(at disk: FakeDisk, _ layout: StoreLayout) -> String? {
    last = nil
    guard let (file, bytes) = disk.look(at: layout.manifest) else { return nil }
    guard let generation = Self.generation(bytes) else { return "a torn manifest" }
    guard seen[generation] == bytes else { return "a manifest nobody saw before the cut" }
    last = file
    return nil
  }

  static func generation(_ bytes: [UInt8]) -> Int64? {
    let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    return object?["generation"] as? Int64
  }
}
