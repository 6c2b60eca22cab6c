package import Weblog

/// A moment as the status file writes it: RFC 3339 in UTC, `2014-02-04T09:30:00Z`.
package struct Timestamp: Hashable, Sendable {
  package var instant: Instant

  package init(_ instant: Instant) {
    self.instant = instant
  }
}

extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let instant = Self.instant(in: text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "\(text.oneLine) is not a moment in UTC"
      )
    }
    self.init(instant)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(instant.description)
  }

  private static func instant(in text: String) -> Instant? {
    guard text.hasSuffix("Z") else { return nil }
    let parts = text.split { !$0.isASCII || !$0.isNumber }.map { Int($0) ?? -1 }
    guard parts.count == 6 || parts.count == 7,
      let day = CalendarDay(year: parts[0], month: parts[1], day: parts[2])
    else { return nil }
    return Instant(
      day: day,
      hour: parts[3],
      minute: parts[4],
      second: parts[5],
      millisecond: parts.count == 7 ? parts[6] : 0,
      offsetMinutes: 0
    )
  }
}
