/// The name of a field of `ReadFeed`: `items[0].media[enclosure][1].url`.
///
/// Keys stand in brackets and may hold anything but brackets, full stops included.
struct FieldPath {
  struct Step {
    var name: String = ""
    var keys: [String] = []
  }

  private(set) var steps: [Step] = [Step()]

  init(_ text: String) {
    var key: String?
    for character in text {
      switch (character, key) {
      case ("[", _): key = ""
      case ("]", let finished?):
        steps[steps.count - 1].keys.append(finished)
        key = nil
      case (_, let open?): key = open + String(character)
      case (".", nil): steps.append(Step())
      default: steps[steps.count - 1].name.append(character)
      }
    }
  }

  /// The step at a place, or one without a name.
  subscript(index: Int) -> Step { index < steps.count ? steps[index] : Step() }
}
