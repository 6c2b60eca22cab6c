import FoundationEssentials

/// A file in `rejected/` as the reason beside it tells.
struct RefusedFile: Decodable {
  let name: String
  let code: String
  let sentence: String
  let byteOffset: Int64?
  let cure: String
  /// The reason as it was written.
  private(set) var json: [UInt8] = []

  private enum CodingKeys: String, CodingKey {
    case name, code, sentence, cure
    case byteOffset = "byte_offset"
  }

  /// - Returns: `nil` when it is no reason of ours.
  init?(json: [UInt8]) {
    guard let file = try? JSONDecoder().decode(Self.self, from: Data(json)) else { return nil }
    self = file
    self.json = json
  }
}
