/// Command-line arguments of the form `--name value` and `--name`.
package struct Arguments {
  package struct Mistake: Error, CustomStringConvertible {
    package var description: String

    package init(description: String) {
      self.description = description
    }
  }

  private var values: [String: String] = [:]
  private var flags: Set<String> = []

  /// - Throws: `Mistake` when an argument is not one of those named, or lacks its value.
  package init(
    _ arguments: some Sequence<String>,
    values valueNames: Set<String>,
    flags flagNames: Set<String>
  ) throws {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      if flagNames.contains(argument) {
        flags.insert(argument)
      } else if valueNames.contains(argument), let value = rest.popFirst() {
        values[argument] = value
      } else {
        throw Mistake(description: "unknown argument, or one without its value: \(argument)")
      }
    }
  }

  package func has(_ flag: String) -> Bool { flags.contains(flag) }

  package func text(_ name: String) -> String? { values[name] }

  /// - Throws: `Mistake` unless the value is a whole number in the range.
  package func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = values[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw Mistake(description: "\(name) takes a whole number of \(range), not \(text)")
    }
    return number
  }
}
