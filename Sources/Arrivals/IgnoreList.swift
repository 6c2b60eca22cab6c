/// The names that are never taken in nor walked into: partial downloads, editors' and systems' own files.
package struct IgnoreList: Sendable, Hashable {
  package static let defaults = [
    "~$*", ".~lock.*#", ".syncthing.*.tmp", "~syncthing~*", ".stfolder", ".stversions",
    ".DS_Store", "._*", ".nfs*", ".fuse_hidden*", ".*", "~*", "*~",
    "*.part", "*.partial", "*.tmp", "*.temp", "*.crdownload", "*.download", "*.filepart",
    "*.!ut", "*.!qB", "*.opdownload", "*.aria2",
    "@eaDir", "__MACOSX", "Thumbs.db", "desktop.ini", "lost+found",
  ]

  private let globs: [Glob]

  /// Creates the list in force: the defaults and then what the user adds.
  package init(adding names: [String] = []) {
    globs = (Self.defaults + names).map { Glob($0) }
  }

  /// - Returns: the first pattern the name matches, if any does.
  package func pattern(matching name: [UInt8]) -> String? {
    globs.first { $0.matches(name) }?.text
  }
}
