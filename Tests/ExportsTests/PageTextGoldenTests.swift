import Detection
import Exports
import Foundation
import Testing
import WeblogTesting

/// Invented pages in every layout and many languages, each with what it must give.
struct PageTextGoldenTests {
  static let folders = Golden.folders().filter { $0.description.hasPrefix("blogger-page-text/") }

  @Test(arguments: folders)
  func `a page gives its golden reading`(folder: Golden.Folder) throws {
    let dump = try PageTextDump([UInt8](Data(contentsOf: folder.input)))
    let expected = try Golden.expectation(of: folder, actual: dump.json)
    #expect(try JSONDecoder().decode(PageTextDump.self, from: Data(expected.utf8)) == dump)
  }

  @Test func `there are golden pages`() {
    #expect(Self.folders.count >= 40)
  }

  /// Bytes between two cuts; an unoptimized build has no time for each.
  #if DEBUG
  static let step = 13
  #else
  static let step = 1
  #endif

  @Test(arguments: folders)
  func `the size of chunks changes nothing`(folder: Golden.Folder) throws {
    let bytes = [UInt8](try Data(contentsOf: folder.input))
    #expect(try PageTextDump(bytes, chunk: 7) == PageTextDump(bytes))
  }

  /// Labels glued to text in a language without a table need the whole page to be found.
  static let recognizable = folders.filter {
    !($0.description.contains("flattened") && $0.description.hasSuffix("language-unknown"))
  }

  @Test(arguments: recognizable)
  func `a golden page is recognized by its text`(folder: Golden.Folder) throws {
    #expect(PageTextSignature.matches(head: [UInt8](try Data(contentsOf: folder.input))))
  }

  @Test(arguments: folders)
  func `a page cut off anywhere can be read`(folder: Golden.Folder) throws {
    let bytes = [UInt8](try Data(contentsOf: folder.input))
    let whole = try PageTextDump(bytes).comments.count
    for end in stride(from: 0, to: bytes.count, by: Self.step) {
      let found = read(Array(bytes[..<end]))
      #expect(found ?? 0 <= whole + 1)
    }
  }

  @Test(arguments: folders)
  func `a page with one changed byte can be read`(folder: Golden.Folder) throws {
    let bytes = [UInt8](try Data(contentsOf: folder.input))
    var generator = SeededGenerator(seed: 0x5EED)
    for _ in 0..<300 / Self.step {
      var changed = bytes
      let index = Int(generator.next() % UInt64(bytes.count))
      changed[index] = UInt8(truncatingIfNeeded: generator.next())
      #expect(read(changed) != nil)
    }
  }

  /// - Returns: the number of comments, or `nil` for a page with nothing in it.
  private func read(_ bytes: [UInt8]) -> Int? {
    do {
      return try PageTextDump(bytes).comments.count
    } catch let error as ExportError {
      return error.reason == .empty ? nil : -1
    } catch {
      return -1
    }
  }
}
