/// One item of a feed as it stands in the document.
struct JSONItem {
  var value: JSONValue
  /// Counted from 1 through the whole document.
  var number: Int
  /// Bytes of the decoded document before the item.
  var offset: Int64

  var locator: String { "item " + String(number) }
}
