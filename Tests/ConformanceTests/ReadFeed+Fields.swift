import Detection
import Normalization
import Weblog

/// The fields that tables may name, and what each of them holds.
///
/// A field holds a list of texts: empty when nothing is known, one for a single value, several for a list
/// whose index is not given. Names and meaning are those of the published records.
extension ReadFeed {
  /// - Returns: `nil` for a name that is no field.
  func values(of field: String) -> [String]? {
    for name in field.split(separator: "|") {
      let path = FieldPath(name.filter { $0 != " " })
      guard let values = values(at: path) else { return nil }
      if !values.isEmpty { return values }
    }
    return []
  }

  private func values(at path: FieldPath) -> [String]? {
    switch path[0].name {
    case "format": list(format?.rawValue)
    case "report": reportValues(path[1])
    case "blog": blogValues(path)
    case "items" where path[0].keys.isEmpty: path[1].name == "count" ? ["\(items.count)"] : nil
    case "items": itemValues(path)
    default: nil
    }
  }

  private func reportValues(_ step: FieldPath.Step) -> [String]? {
    switch step.name {
    case "variant": list(report.variant)
    case "withheld": ["\(report.withheld)"]
    default: nil
    }
  }

  private func list(_ value: String?) -> [String] { value.map { [$0] } ?? [] }
}

// MARK: Blog

extension ReadFeed {
  private func blogValues(_ path: FieldPath) -> [String]? {
    switch path[1].name {
    case "title": list(blogs.lazy.compactMap(\.title).first)
    case "subtitle": list(blogs.lazy.compactMap(\.subtitle).first)
    case "url": list(blogs.lazy.compactMap(\.url).first)
    case "language": list(blogs.lazy.compactMap(\.language).first)
    case "native_ids": ids(latest(\.nativeIDs), path[1])
    case "authors": people(latest(\.authors), path)
    case "links": blogs.compactMap(\.url) + links(latest(\.ext))
    case "terms": terms(latest(\.ext))
    case "ext": extras(latest(\.ext), path[1])
    case "ext_names": suffixes(of: latest(\.ext), path[1])
    default: nil
    }
  }

  /// A list as the document says it last: a reader that learns more of the blog tells all of it again.
  private func latest<Value>(_ list: (Blog) -> [Value]) -> [Value] {
    blogs.map(list).last { !$0.isEmpty } ?? []
  }
}

// MARK: Items

extension ReadFeed {
  private func itemValues(_ path: FieldPath) -> [String]? {
    guard let index = path[0].keys.first.flatMap({ Int($0) }), items.indices.contains(index) else {
      return []
    }
    switch items[index] {
    case .post(let post): return values(of: post, path)
    case .comment(let comment): return values(of: comment, path)
    }
  }

  private func values(of post: Post, _ path: FieldPath) -> [String]? {
    switch path[1].name {
    case "title": list(post.title)
    case "url": list(post.url)
    case "url_aliases": picked(post.urlAliases, path[1])
    case "language": list(post.language)
    case "summary": list(post.summary)
    case "tags": picked(post.tags, path[1])
    case "native_ids": ids(post.nativeIDs, path[1])
    case "published_at": list(post.publishedAt?.description)
    case "published_raw": list(post.publishedRaw)
    case "updated_at": list(post.updatedAt?.description)
    case "updated_raw": list(post.updatedRaw)
    case "authors": people(post.authors, path)
    case "content_html": list(post.contentHTML)
    case "content_text": list(post.contentText.isEmpty ? nil : post.contentText)
    case "media": media(post.media, path)
    case "links":
      list(post.url) + post.urlAliases + post.media.map(\.url) + links(post.ext)
    case "terms": post.tags + terms(post.ext)
    case "ext": extras(post.ext, path[1])
    case "ext_names": suffixes(of: post.ext, path[1])
    default: nil
    }
  }

  private func values(of comment: Weblog.Comment, _ path: FieldPath) -> [String]? {
    switch path[1].name {
    case "native_ids": ids(comment.nativeIDs, path[1])
    case "published_at": list(comment.publishedAt?.description)
    case "published_raw": list(comment.publishedRaw)
    case "authors": people(comment.author.map { [$0] } ?? [], path)
    case "content_html": list(comment.contentHTML)
    case "content_text": list(comment.contentText.isEmpty ? nil : comment.contentText)
    case "links": links(comment.ext)
    case "ext": extras(comment.ext, path[1])
    case "ext_names": suffixes(of: comment.ext, path[1])
    case "title", "url", "url_aliases", "language", "summary", "tags", "terms", "updated_at",
      "updated_raw", "media":
      []
    default: nil
    }
  }
}

// MARK: Parts

extension ReadFeed {
  /// The values, or the one that an index picks.
  private func picked(_ values: [String], _ step: FieldPath.Step, key: Int = 0) -> [String] {
    guard step.keys.count > key else { return values }
    guard let index = Int(step.keys[key]), values.indices.contains(index) else { return [] }
    return [values[index]]
  }

  /// `native_ids[guid]`, without the host before an id that is unique in its blog only.
  private func ids(_ ids: [NativeID], _ step: FieldPath.Step) -> [String] {
    ids.filter { $0.space == step.keys.first }.map(\.id)
  }

  /// `ext[dc:rights]`; `ext[atom:link/*]` for every name that begins so.
  private func extras(_ extras: [Extra], _ step: FieldPath.Step) -> [String] {
    let name = step.keys.first ?? ""
    let isNamed = { (extra: Extra) in
      name.hasSuffix("*") ? extra.name.hasPrefix(name.dropLast()) : extra.name == name
    }
    return picked(extras.filter(isNamed).map(\.value), step, key: 1)
  }

  /// What follows in the names that begin so: `ext_names[atom:category/]` are schemes.
  private func suffixes(of extras: [Extra], _ step: FieldPath.Step) -> [String] {
    let start = step.keys.first ?? ""
    let names = extras.map(\.name).filter { $0.hasPrefix(start) }
    return picked(names.map { String($0.dropFirst(start.count)) }, step, key: 1)
  }

  /// What categories without a field are called; a category has its scheme in its name.
  private func terms(_ extras: [Extra]) -> [String] {
    extras.filter { extra in
      ["category", "atom:category", "atom:source/category", "dc:subject"].contains { name in
        extra.name == name || extra.name.hasPrefix(name + "/") || extra.name == name + "@label"
      }
    }.map(\.value)
  }

  /// The addresses that links without a field lead to.
  private func links(_ extras: [Extra]) -> [String] {
    let names: Set = ["link", "url", "external_url", "feed_url"]
    return extras.filter { extra in
      names.contains(extra.name)
        || (extra.name.hasPrefix("atom:link/") && !extra.name.contains("@"))
    }.map(\.value)
  }

  private func people(_ authors: [Author], _ path: FieldPath) -> [String]? {
    let values: [String?]
    switch path[2].name {
    case "name": values = authors.map(\.name)
    case "url": values = authors.map(\.url)
    default: return nil
    }
    guard let key = path[1].keys.first else { return values.compactMap(\.self) }
    guard let index = Int(key), values.indices.contains(index) else { return [] }
    return list(values[index])
  }

  private func media(_ media: [Medium], _ path: FieldPath) -> [String]? {
    let media = media.filter { $0.role == path[1].keys.first }
    let values: [String?]
    switch path[2].name {
    case "url": values = media.map(\.url)
    case "type": values = media.map(\.type)
    case "bytes": values = media.map { medium in medium.bytes.map(String.init) }
    case "title": values = media.map(\.title)
    default: return nil
    }
    guard path[1].keys.count > 1 else { return values.compactMap(\.self) }
    guard let index = Int(path[1].keys[1]), values.indices.contains(index) else { return [] }
    return list(values[index])
  }
}
