/// The opening bytes by which files that are not text give themselves away.
enum MagicNumber {
  static func description(of head: [UInt8]) -> String? {
    for (magic, description) in known where head.starts(with: magic) { return description }
    if head.count > 262, head[257..<262].elementsEqual("ustar".utf8) { return "a tar archive" }
    if head.count > 12, head.starts(with: "RIFF".utf8), head[8..<12].elementsEqual("WEBP".utf8) {
      return "a WebP image"
    }
    if head.count > 8, head[4..<8].elementsEqual("ftyp".utf8) { return "a video or photo" }
    return nil
  }

  private static let known: [([UInt8], String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive"),
    ([0x50, 0x4B, 0x05, 0x06], "an empty zip archive"),
    ([0x1F, 0x8B], "a gzip file"),
    (Array("BZh".utf8), "a bzip2 file"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
    (Array("Rar!".utf8), "a RAR archive"),
    (Array("WARC/".utf8), "a web archive (WARC)"),
    (Array("%PDF-".utf8), "a PDF"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    (Array("GIF8".utf8), "a GIF image"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    (Array("SQLite format 3".utf8), "an SQLite database"),
    (Array("ID3".utf8), "an MP3 recording"),
    (Array("{\\rtf".utf8), "a rich text document (RTF)"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document"),
  ]
}
