import Weblog

/// What losing sources say differently, as extras named `alternative/<field>`, each once.
struct Alternatives {
  private(set) var extras: [Extra] = []
  private var seen: Set<Extra> = []

  mutating func add(_ field: String, _ values: [String?], beside winner: String?) {
    for case let value? in values where value != winner && !value.isEmpty {
      let extra = Extra(name: "alternative/\(field)", value: value)
      if seen.insert(extra).inserted { extras.append(extra) }
    }
  }
}
