/// What a JSON scanner hands over at a time.
///
/// Inside an object names and values always alternate, whatever the document does.
enum JSONToken: Hashable {
  case beginObject
  case endObject
  case beginArray
  case endArray
  /// The name of the member whose value comes next.
  case name
  case string
  case number
  case boolean
  case null
}
