import Weblog

extension StoreReader {
  /// Every accepted drop, oldest first.
  package func receiptsInOrder() throws(StorageError) -> [Receipt] {
    try read { try $0.receiptsInOrder() }
  }
}
