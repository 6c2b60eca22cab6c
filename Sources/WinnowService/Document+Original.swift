import Containers
import Glibc
import Storage

extension Document {
  /// One of the originals, opened.
  ///
  /// - Parameters:
  ///   - original: where its bytes are.
  ///   - disk: what it is read from.
  ///   - name: what the file was called when it was dropped.
  ///   - settings: what reading may cost.
  ///   - isOutOfTime: asked before each read.
  /// - Throws: `StorageError` when it cannot be opened.
  init(
    original: DiskPath,
    on disk: any Disk,
    name: String,
    _ settings: ReadingSettings,
    isOutOfTime: @escaping () -> Bool = { false }
  ) throws(StorageError) {
    let opened = try disk.open(original)
    let file = FileDocument(name: name, limit: settings.fileBytes, isOutOfTime: isOutOfTime) {
      (count) throws(ContainerError) in
      do throws(StorageError) {
        return try opened.read(upTo: count)
      } catch {
        throw .io(error.reason == .descriptors ? EMFILE : EIO)
      }
    }
    self.init(file, inflateRatio: settings.inflateRatio)
  }
}
