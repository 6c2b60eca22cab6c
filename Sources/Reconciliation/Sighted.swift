/// A kept sighting with the number that the catalogue gave it.
package struct Sighted<Sighting> {
  package var number: Int64
  package var sighting: Sighting

  package init(number: Int64, sighting: Sighting) {
    self.number = number
    self.sighting = sighting
  }
}

extension Sighted: Sendable where Sighting: Sendable {}
