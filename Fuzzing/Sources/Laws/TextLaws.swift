import Normalization
import Weblog

/// Dates of every form are read or not; what is read is a day that exists.
enum DateLaws {
  static func test(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) {
      let text = String(decoding: line, as: UTF8.self)
      let read = Timestamp(text)
      require(read.instant == nil || read.day != nil, "an instant has a day: \(text)")
      if let day = read.day ?? CalendarDay(spelledOut: text) {
        require(
          Timestamp(day.description).day == day || day.year <= 1 || day.daysSinceEpoch == 0,
          "a day reads as itself: \(day)"
        )
      }
      if let instant = read.instant {
        require(Timestamp(instant.description).instant == instant, "so does an instant: \(instant)")
      }
    }
  }
}

/// The canonical form of an address is its own canonical form, and an address that was cleaned is clean.
enum AddressLaws {
  static func test(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) {
      let text = String(decoding: line, as: UTF8.self)
      _ = CanonicalAddress.path(text)
      if let canonical = CanonicalAddress.canonical(text) {
        require(CanonicalAddress.canonical(canonical) == canonical, "canonical: \(canonical)")
        require(CanonicalAddress.host(of: text) != nil, "a host: \(text)")
      }
      normalize(text)
    }
  }

  private static func normalize(_ text: String) {
    var post = PostEntry(locator: "", offset: 0)
    post.url = text
    post.urlAliases = [text + "#", "//" + text]
    post.path = text
    post.authors = [Author(name: text, url: text, nativeID: text)]
    post.nativeIDs = [NativeID(space: "blogger", id: text)]
    post.media = [Medium(url: text, role: text)]
    post.ext = [Extra(name: text, value: text)]
    var normalizer = Normalizer(rank: .export, directory: text)
    guard case .post(let once) = normalizer.normalize(.post(post)) else { return }
    guard let url = once.post.url else { return }
    post.url = url
    guard case .post(let twice) = normalizer.normalize(.post(post)) else { return }
    require(twice.post.url == url, "cleaned once: \(url)")
  }
}

/// Texts of every markup have a plain reading, no longer than they are, without control characters.
enum TextLaws {
  static func test(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for markup in [MarkedText.Markup.plain, .html, .htmlWithLineEnds] {
      var comment = CommentEntry(locator: "", offset: 0, post: .preceding)
      comment.content = MarkedText(text, markup)
      var normalizer = Normalizer(rank: .export, directory: nil)
      guard case .comment(let normal) = normalizer.normalize(.comment(comment)) else { continue }
      let plain = normal.comment.contentText.utf8
      require(plain.count <= 2 * text.utf8.count + 64, "no longer than it is")
      require(!plain.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 }, "no control characters")
    }
  }
}
