import Foundation

/// The tables beside the tests.
enum Tables {
  static func data(_ name: String, besideFile file: String = #filePath) throws -> Data {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    return try Data(contentsOf: folder.appendingPathComponent("Tables/\(name)"))
  }

  static func decoded<Table: Decodable>(_ name: String) throws -> Table {
    try JSONDecoder().decode(Table.self, from: data(name))
  }
}
