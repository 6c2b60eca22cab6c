/// Makes text that looks like people's: several languages, paragraphs, links, images and entities.
struct Prose {
  private static let vocabularies: [[String]] = [
    words(
      """
      the a of and to in that it was for on with as people blog yesterday morning nobody really \
      thinks about what happened garden train weather meeting because although council library \
      review chapter reader probably remember question answer evening different together
      """
    ),
    words(
      """
      der die das und nicht mit auch wieder über schön größer Straße Übung natürlich während \
      gestern heute vielleicht Frage Antwort Garten Zeitung gelesen geschrieben möchte können
      """
    ),
    words(
      """
      le la les et où déjà être été garçon français peut-être aujourd’hui lumière cœur très \
      après hier matin pourquoi écrire réponse question jardin marché naïve leçon
      """
    ),
    words(
      """
      el los niño mañana también corazón pregunta respuesta siempre después ayer España canción \
      não você coração ontem amanhã também resposta está são informação
      """
    ),
    words(
      """
      и в не на что как это вчера сегодня вопрос ответ почему читать письмо город время работа \
      человек никогда всегда хорошо
      """
    ),
    words("今日 は とても 天気 が 良い です 質問 回答 昨日 写真 公園 電車 本 読む 書く 時間 東京"),
  ]

  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// A number from 0 up to, not including, the bound.
  mutating func below(_ bound: Int) -> Int { generator.below(bound) }

  /// Two posts of three are in the blog's first language.
  mutating func pickLanguage() -> Int {
    generator.below(3) < 2 ? 0 : generator.below(Self.vocabularies.count)
  }

  mutating func words(_ count: Int, language: Int) -> String {
    let vocabulary = Self.vocabularies[language]
    return (0..<count)
      .map { _ in vocabulary[generator.below(vocabulary.count)] }
      .joined(separator: " ")
  }

  /// A body of HTML, at least as long as asked for.
  mutating func html(bytes: Int, language: Int) -> String {
    var body = ""
    repeat { body += htmlPiece(language: language) } while body.utf8.count < bytes
    return body
  }

  /// A body of HTML, escaped once as Atom has it, at least as long as asked for.
  mutating func escapedHTML(bytes: Int, language: Int) -> String {
    var body = ""
    repeat { body += Self.escaped(htmlPiece(language: language)) } while body.utf8.count < bytes
    return body
  }

  private mutating func htmlPiece(language: Int) -> String {
    let roll = generator.below(40)
    switch roll {
    case 0: return image(language: language)
    case 1: return "<blockquote>\(words(20, language: language))</blockquote>"
    default: return sentence(language: language) + (roll < 8 ? "<br /><br />\n" : "")
    }
  }

  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\n"): bytes += "&#xA;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A body of plain text, at least as long as asked for, its lines broken by the text given.
  mutating func plain(bytes: Int, lineBreak: String) -> String {
    var body = ""
    repeat {
      body += body.isEmpty ? "" : generator.below(6) == 0 ? lineBreak : " "
      body += words(6 + generator.below(12), language: 0) + "."
    } while body.utf8.count < bytes
    return body
  }

  private mutating func sentence(language: Int) -> String {
    let text = words(4 + generator.below(14), language: language)
    switch generator.below(12) {
    case 0: return "\(text) &amp; <i>\(words(2, language: language))</i>. "
    case 1:
      let address = "http://example.org/?a=1&amp;b=2"
      return "<a href=\"\(address)\">\(text)</a>.&nbsp; "
    case 2: return "“\(text)”, <b>\(words(1, language: language))</b>! "
    default: return text + ". "
    }
  }

  private mutating func image(language: Int) -> String {
    "<div class=\"separator\" style=\"clear: both; text-align: center;\">"
      + "<img border=\"0\" height=\"240\" src=\"http://1.bp.example.org/\(generator.next())/"
      + "s320/photo.jpg\" width=\"320\" alt=\"\(words(3, language: language))\" /></div>"
  }

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}
