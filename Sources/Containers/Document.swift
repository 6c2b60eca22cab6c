/// One readable thing out of what was dropped: the file itself or, where that is gzip, what is inside.
///
/// Whether it is gzip is seen by the first bytes, never by the name. Nothing that a container states of
/// sizes is believed: limits hold for the bytes that really come out, while they come.
package struct Document {
  /// Names from the file to the document, complete once `head` or `next` has been called.
  package private(set) var names: [String]

  private var file: FileDocument
  private let budget: InflationBudget
  /// Outer to inner.
  private var layers: [GzipStream] = []
  /// Looked at for `head` and not yet handed over.
  private var pending: [UInt8] = []
  private var isOpened = false
  private var isAtEnd = false

  /// How many layers of gzip are taken off: people compress twice by mistake, not four times.
  private static let mostLayers = 3

  /// - Parameters:
  ///   - file: The file; its limit holds for what comes out of it as well.
  ///   - inflateRatio: How many times more than the file may come out of it.
  package init(_ file: FileDocument, inflateRatio: Int) {
    self.file = file
    names = [file.name]
    budget = InflationBudget(limit: file.limit, ratio: inflateRatio)
  }

  /// What was wrong with the containers so far, the outermost first.
  package var flaws: [ContainerFlaw] { layers.flatMap(\.flaws) }

  /// Hands over the next chunk; an empty one is the end, and stays it.
  ///
  /// - Throws: `ContainerError`.
  package mutating func next() throws(ContainerError) -> [UInt8] {
    try open()
    guard pending.isEmpty else {
      let chunk = pending
      pending = []
      return chunk
    }
    return try receive()
  }

  /// Looks at the beginning of what `next` will hand over, which stays there.
  ///
  /// - Returns: As many bytes as asked for, or all there are.
  /// - Throws: As `next`.
  package mutating func head(_ count: Int) throws(ContainerError) -> [UInt8] {
    try open()
    try look(count)
    return Array(pending.prefix(max(0, count)))
  }

  private mutating func receive() throws(ContainerError) -> [UInt8] {
    guard !isAtEnd else { return [] }
    let chunk = if let layer = layers.last { try layer.next() } else { try file.next() }
    isAtEnd = chunk.isEmpty
    return chunk
  }

  private mutating func look(_ count: Int) throws(ContainerError) {
    while pending.count < count, !isAtEnd { pending += try receive() }
  }

  /// Takes off layers as long as what comes out begins like another.
  private mutating func open() throws(ContainerError) {
    guard !isOpened else { return }
    isOpened = true
    while true {
      try look(GzipHeader.magic.count)
      guard pending.starts(with: GzipHeader.magic) else { return }
      guard layers.count < Self.mostLayers else { throw .nestedTooDeep(limit: Self.mostLayers) }
      try takeOffLayer()
    }
  }

  private mutating func takeOffLayer() throws(ContainerError) {
    let source: any ByteStream = layers.last ?? file
    let layer = try GzipStream(
      Pushback(first: pending, rest: source),
      isOutermost: layers.isEmpty,
      budget: budget
    )
    layers.append(layer)
    pending = []
    isAtEnd = false
    names.append(layer.name ?? Self.withoutSuffix(names.last ?? ""))
  }

  /// The name of what is inside, where nothing says it: the last part of the path without `.gz`.
  private static func withoutSuffix(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let lower = name.lowercased()
    for suffix in [".gzip", ".gz", ".z"] where lower.hasSuffix(suffix) && lower != suffix {
      return String(name.dropLast(suffix.count))
    }
    return name
  }
}

/// Bytes that were looked at already, then those behind them.
private struct Pushback: ByteStream {
  var first: [UInt8]
  var rest: any ByteStream

  mutating func next() throws(ContainerError) -> [UInt8] {
    guard first.isEmpty else {
      defer { first = [] }
      return first
    }
    return try rest.next()
  }
}
