/// One piece of markup or text.
///
/// Its words stay with the scanner until the next one is asked for.
enum XMLToken: Hashable {
  /// A start tag; an empty-element tag gives a start and an end. Attributes are in `attributes`.
  case start(XMLName)
  /// The end of an element, written or implied.
  case end(XMLName)
  /// Character data with references resolved and CDATA sections joined on, in `text`. Never empty.
  case text
  /// What stands between the delimiters, in `text`.
  case comment
  /// Target and data of a processing instruction, in `text`.
  case instruction
  /// A document type declaration; its internal entities are already known.
  case doctype
}
