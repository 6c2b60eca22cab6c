import Detection

/// What can be fuzzed: each takes any bytes, and stops the program where a law is broken.
package enum Target: String, CaseIterable {
  case bloggerPageText = "blogger-page-text"
  case bloggerExport = "blogger-export"
  case bloggerTakeout = "blogger-takeout"
  case bloggerFeed = "blogger-feed"
  case wordPressExport = "wordpress-export"
  case rssFeed = "rss-feed"
  case atomFeed = "atom-feed"
  case jsonFeed = "json-feed"
  case detector
  case gzip
  case dates
  case addresses
  case text

  package func test(_ bytes: [UInt8]) {
    if let format = Format(rawValue: rawValue) { return ReaderLaws(format).test(bytes) }
    switch self {
    case .detector: DetectorLaws.test(bytes)
    case .gzip: GzipLaws.test(bytes)
    case .dates: DateLaws.test(bytes)
    case .addresses: AddressLaws.test(bytes)
    default: TextLaws.test(bytes)
    }
  }
}

/// Stops the program where something does not hold, which is how the fuzzer learns of it.
func require(_ holds: Bool, _ law: @autoclosure () -> String) {
  if !holds { fatalError("broken law: \(law())") }
}
