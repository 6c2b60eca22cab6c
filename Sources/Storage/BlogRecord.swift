import Weblog

/// The stored form of what one document says of a blog.
enum BlogRecord {
  static func encode(_ blog: Blog) -> [UInt8] {
    var encoder = RecordEncoder()
    encoder.text(blog.title)
    encoder.text(blog.subtitle)
    encoder.text(blog.url)
    encoder.nativeIDs(blog.nativeIDs)
    encoder.text(blog.language)
    encoder.list(blog.authors) { $0.author($1) }
    encoder.ext(blog.ext)
    return encoder.bytes
  }

  static func decode(_ bytes: [UInt8]) throws(StorageError) -> Blog {
    var decoder = try RecordDecoder(bytes)
    var blog = Blog()
    blog.title = try decoder.optionalText()
    blog.subtitle = try decoder.optionalText()
    blog.url = try decoder.optionalText()
    blog.nativeIDs = try decoder.nativeIDs()
    blog.language = try decoder.optionalText()
    blog.authors = try decoder.authors()
    blog.ext = try decoder.ext()
    return blog
  }
}
