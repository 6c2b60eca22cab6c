import Foundation

/// A store seen from outside: its manifest.
struct PublishedStore {
  struct Counts: Decodable {
    var posts: Int
    var comments: Int
  }

  private struct Manifest: Decodable {
    var counts: Counts
  }

  let manifest: String

  init(state: URL) {
    manifest = state.appending(path: "store/v1/manifest.json").path
  }

  /// What the manifest says it holds; `nil` while there is none.
  var counts: Counts? {
    guard let data = FileManager.default.contents(atPath: manifest) else { return nil }
    return try? JSONDecoder().decode(Manifest.self, from: data).counts
  }

  /// Waits until the store holds that many posts.
  ///
  /// - Returns: the time at which it was seen, or `nil` when it did not come about.
  func wait(forPosts posts: Int, seconds: Double) -> Double? {
    let deadline = System.now() + seconds
    var seen: [Int]?
    while System.now() < deadline {
      let version = System.version(of: manifest)
      if let version, version != seen {
        // The time of looking, not of having decoded.
        let looked = System.now()
        seen = version
        if let counts, counts.posts >= posts { return looked }
      }
      System.pause(milliseconds: 0.2)
    }
    return nil
  }
}
