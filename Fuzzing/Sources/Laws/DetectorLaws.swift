import Detection

/// The detector takes any bytes, and says the same twice.
enum DetectorLaws {
  static func test(_ bytes: [UInt8]) {
    let verdict = Detector.verdict(head: bytes, name: nil)
    require(
      "\(verdict)" == "\(Detector.verdict(head: bytes, name: "feed.xml"))",
      "the name decides nothing"
    )
    _ = PageTextSignature.matches(head: bytes)
  }
}
