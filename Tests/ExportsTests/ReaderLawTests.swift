import Detection
import Foundation
import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// What holds for every reader that streams: golden folders, and the same folders cut, changed and fed in pieces.
///
/// The first part of a folder's name is its format.
struct ReaderLawTests {
  static let formats = Format.allCases.filter { $0 != .bloggerPageText }

  static let folders = Golden.folders().filter { folder in
    formats.contains { folder.description.hasPrefix($0.rawValue + "/") }
  }

  @Test(arguments: folders)
  func `a document gives what its folder expects`(_ folder: Golden.Folder) throws {
    let actual = EntryDump(try Self.bytes(of: folder), as: Self.format(of: folder)).json
    #expect(try actual == Golden.expectation(of: folder, actual: actual))
  }

  @Test(arguments: folders, [1, 2, 3, 7, 4_096])
  func `the size of the chunks makes no difference`(_ folder: Golden.Folder, chunk: Int) throws {
    let bytes = try Self.bytes(of: folder)
    let format = Self.format(of: folder)
    let pieces = EntryDump(bytes, as: format, chunk: chunk)
    #expect(pieces.json == EntryDump(bytes, as: format).json)
  }

  /// Folders that show what only the whole document tells: that a name in it stands for several items.
  static let decidedInOrder = folders.filter { !$0.description.contains("/repeated-") }

  @Test(arguments: decidedInOrder)
  func `every prefix keeps the entries that are finished in it`(_ folder: Golden.Folder) throws {
    let bytes = try Self.bytes(of: folder)
    let format = Self.format(of: folder)
    let whole = EntryDump(bytes, as: format).entries.filter { $0.type != "blog" }
    // The work grows with the square of the length: a long document is cut at every eleventh byte.
    for length in stride(from: 0, to: bytes.count, by: bytes.count > 2_500 ? 11 : 1) {
      let part = EntryDump(Array(bytes[..<length]), as: format).entries.filter { $0.type != "blog" }
      #expect(part.count <= whole.count, "\(length)")
      #expect(part.elementsEqual(whole.prefix(part.count)), "\(length)")
    }
  }

  @Test(arguments: folders)
  func `a changed byte is survived`(_ folder: Golden.Folder) throws {
    let bytes = try Self.bytes(of: folder)
    let format = Self.format(of: folder)
    var random = SeededGenerator(seed: 20_140_204)
    let clock = ContinuousClock()
    for _ in 0..<100 {
      var changed = bytes
      let place = Int(random.next() % UInt64(max(1, bytes.count)))
      changed[place] =
        random.next() % 3 == 0 ? Self.markup(random.next()) : UInt8(random.next() & 0xFF)
      let took = clock.measure {
        let dump = EntryDump(changed, as: format)
        #expect(dump.entries.count < 100)
      }
      #expect(took < .seconds(20), "byte \(place) is now \(changed[place])")
    }
  }

  private static func markup(_ number: UInt64) -> UInt8 {
    let bytes = Array("<>&;\"'/!?=[]-\u{0}".utf8)
    return bytes[Int(number % UInt64(bytes.count))]
  }

  private static func bytes(of folder: Golden.Folder) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.input))
  }

  private static func format(of folder: Golden.Folder) -> Format {
    formats.first { folder.description.hasPrefix($0.rawValue + "/") } ?? .bloggerFeed
  }
}
