/// Text together with the markup it is written in.
package struct MarkedText: Hashable, Sendable {
  package enum Markup: String, Hashable, Sendable {
    /// Nothing in the text is markup; `<` means a less-than sign.
    case plain
    /// A fragment of HTML, already freed of the export's own escaping.
    case html
    /// HTML in which line ends are line breaks and empty lines part paragraphs, as WordPress keeps it.
    case htmlWithLineEnds = "html with line ends"
  }

  package var text: String
  package var markup: Markup

  package init(_ text: String, _ markup: Markup) {
    self.text = text
    self.markup = markup
  }
}
