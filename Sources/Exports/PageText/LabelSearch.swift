import Detection

/// Finds out in which labels a page speaks: from the table, and for other languages from repetition.
///
/// In any language the foot of a thread ends in the foot of a reply, both recur, and a thread comes first.
struct LabelSearch {
  private let page: PageText

  init(_ page: PageText) { self.page = page }

  var labels: FooterLabels? {
    known ?? standing ?? lone ?? glued(atEnd: false) ?? glued(atEnd: true)
  }

  /// The pair of the table with the most feet of threads in this page.
  private var known: FooterLabels? {
    var counts = Array(repeating: 0, count: LabelTable.pairs.count)
    for (number, line) in page.lines.enumerated() where !line.isBlank {
      let text = page.slice(line)
      for index in LabelTable.beginning(text) where begins(text, number, LabelTable.pairs[index]) {
        counts[index] += 1
      }
      for index in LabelTable.ending(text) {
        let both = LabelTable.pairs[index].both
        if text.count > both.count, text.hasSuffix(both) { counts[index] += 1 }
      }
    }
    guard let best = counts.max(), best > 0, let index = counts.firstIndex(of: best) else {
      return nil
    }
    return FooterLabels(LabelTable.pairs[index])
  }

  private func begins(_ text: ArraySlice<UInt8>, _ line: Int, _ pair: LabelTable.Pair) -> Bool {
    if text.starts(with: pair.both) || text.isAll(pair.spaced) { return true }
    guard text.isAll(pair.reply), let next = page.solid(from: line + 1) else {
      return false
    }
    return page.slice(page.lines[next]).isAll(pair.delete)
  }

  /// Labels on lines of their own.
  private var standing: FooterLabels? {
    var counts: [ArraySlice<UInt8>: Int] = [:]
    var firsts: [ArraySlice<UInt8>: Int] = [:]
    for (index, line) in page.lines.enumerated()
    where line.end - line.start <= Self.longest && line.end - line.start >= 4 {
      let text = page.slice(line)
      counts[text, default: 0] += 1
      if firsts[text] == nil { firsts[text] = index }
    }
    return best(counts) { thread, reply in
      (firsts[thread] ?? 0) < (firsts[reply] ?? 0)
    }
  }

  /// The foot of threads alone, above the numbers of a list: a page without replies.
  private var lone: FooterLabels? {
    var counts: [ArraySlice<UInt8>: Int] = [:]
    var feet: Set<ArraySlice<UInt8>> = []
    for (index, line) in page.lines.enumerated()
    where line.end - line.start <= Self.longest && line.end - line.start >= 4 {
      let text = page.slice(line)
      counts[text, default: 0] += 1
      guard let next = page.solid(from: index + 1), let item = ListItem(page, next),
        item.columns.start < line.indent
      else { continue }
      feet.insert(text)
    }
    // Nothing may depend on the order of a set, which is another one every time.
    let foot = feet.filter { counts[$0, default: 0] >= 2 }
      .max {
        let (left, right) = (counts[$0, default: 0], counts[$1, default: 0])
        guard (left, $1.count) == (right, $0.count) else {
          return (left, $1.count) < (right, $0.count)
        }
        return $1.lexicographicallyPrecedes($0)
      }
    return foot.map { split($0) }
  }

  /// Two labels in one word; where no capital shows the joint, the last letter passes for the second.
  private func split(_ foot: ArraySlice<UInt8>) -> FooterLabels {
    let scalars = String(decoding: foot, as: UTF8.self).unicodeScalars
    let joint = Array(zip(scalars.indices, scalars.indices.dropFirst())).last { left, right in
      scalars[left].properties.isLowercase && scalars[right].properties.isUppercase
    }
    let second = joint?.1 ?? scalars.index(before: scalars.endIndex)
    return FooterLabels(
      reply: Array(String(scalars[..<second]).utf8),
      delete: Array(String(scalars[second...]).utf8)
    )
  }

  /// Labels glued to the front or the end of other text.
  private func glued(atEnd: Bool) -> FooterLabels? {
    var sorted = page.lines.filter { !$0.isBlank }.map { line -> [UInt8] in
      let text = page.slice(line)
      return atEnd ? Array(text.suffix(Self.longest).reversed()) : Array(text.prefix(Self.longest))
    }
    sorted.sort { $0.lexicographicallyPrecedes($1) }
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for (left, right) in zip(sorted, sorted.dropFirst()) {
      let shared = zip(left, right).prefix { $0 == $1 }.count
      guard shared >= 4 else { continue }
      let stem = atEnd ? ArraySlice(right.prefix(shared).reversed()) : right.prefix(shared)
      counts[stem, default: 1] += 1
    }
    return best(counts) { thread, _ in counts[thread, default: 0] >= 3 }
  }

  private func best(
    _ counts: [ArraySlice<UInt8>: Int],
    where isOrdered: (ArraySlice<UInt8>, ArraySlice<UInt8>) -> Bool
  ) -> FooterLabels? {
    var found: (thread: ArraySlice<UInt8>, reply: ArraySlice<UInt8>, score: Int)?
    for (thread, count) in counts where count >= 2 {
      for length in 2..<max(2, thread.count - 1) {
        let reply = ArraySlice(Array(thread.suffix(length)))
        guard let replies = counts[reply], replies >= 2, isJoint(thread, length),
          isOrdered(thread, reply)
        else { continue }
        let score = count + replies
        if score > found?.score ?? 0
          || (score == found?.score && comesFirst(thread, reply, found?.thread, found?.reply))
        {
          found = (thread, reply, score)
        }
      }
    }
    return found.map {
      FooterLabels(reply: Array($0.thread.dropLast($0.reply.count)), delete: Array($0.reply))
    }
  }

  /// Of two pairs that are found as often, the same one comes first every time.
  private func comesFirst(
    _ thread: ArraySlice<UInt8>,
    _ reply: ArraySlice<UInt8>,
    _ otherThread: ArraySlice<UInt8>?,
    _ otherReply: ArraySlice<UInt8>?
  ) -> Bool {
    if reply != otherReply { return reply.lexicographicallyPrecedes(otherReply ?? []) }
    return thread.lexicographicallyPrecedes(otherThread ?? [])
  }

  /// Two labels meet where a small letter is followed by a capital: `ReplyDelete`.
  private func isJoint(_ thread: ArraySlice<UInt8>, _ length: Int) -> Bool {
    let text = String(decoding: thread, as: UTF8.self).unicodeScalars
    let tail = String(decoding: thread.suffix(length), as: UTF8.self).unicodeScalars
    guard let first = tail.first, first != "\u{FFFD}",
      let last = text.dropLast(tail.count).last
    else { return false }
    if first.properties.isUppercase { return last.properties.isLowercase }
    return last.properties.isAlphabetic && first.properties.generalCategory == .otherLetter
  }

  /// Bytes; no interface has longer labels.
  private static let longest = 64
}
