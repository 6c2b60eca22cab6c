package import Storage

/// The directories that a state of one's own needs before the first file comes.
package enum Directories {
  /// Makes the inbox where it is missing.
  ///
  /// The state's own directories are the store's affair.
  package static func prepare(_ configuration: Configuration) throws(StorageError) {
    try PosixDisk().makeFolders(configuration.layout.inbox)
  }
}
