/// What is inside a gzip file: its members one after the other, inflated.
///
/// Zeros after a member are padding; anything else that is no member is garbage, and ends the stream. A
/// damaged or unfinished member gives what can be got out of it and ends the stream as well.
final class GzipStream: ByteStream {
  private(set) var flaws: [ContainerFlaw] = []
  /// The name that the first member carries.
  private(set) var name: String?
  private(set) var hasEnded = false

  private var upstream: any ByteStream
  private let isOutermost: Bool
  private let budget: InflationBudget
  private let inflation: Inflation
  private var input: [UInt8] = []
  private var position = 0
  private var isUpstreamAtEnd = false
  private var produced: Int64 = 0
  private var memberBytes: UInt32 = 0
  private var checksum: UInt32 = 0
  private var isInMember = false
  /// The last call filled its output, so there may be more without more input.
  private var isOutputDue = false

  /// - Throws: As `next`; `ContainerError.notInflatable` when there is no header.
  init(
    _ upstream: any ByteStream,
    isOutermost: Bool,
    budget: InflationBudget
  ) throws(ContainerError) {
    self.upstream = upstream
    self.isOutermost = isOutermost
    self.budget = budget
    inflation = try Inflation()
    try beginMember()
    guard isInMember else { throw .notInflatable }
  }

  func next() throws(ContainerError) -> [UInt8] {
    while !hasEnded {
      if !isInMember { try beginMember() }
      let output = isInMember ? try inflateOnce() : []
      if !output.isEmpty { return output }
    }
    return []
  }

  /// Bytes of the file itself that are used up, where this is the layer that reads it.
  private func spend(_ count: Int) {
    position += count
    if isOutermost { budget.compressed += Int64(count) }
  }

  private func end(_ flaw: ContainerFlaw.Kind?) throws(ContainerError) {
    hasEnded = true
    isInMember = false
    guard let flaw else { return }
    let flawed = ContainerFlaw(kind: flaw, offset: produced)
    guard produced > 0 || !flawed.isEndMissing else { throw .notInflatable }
    flaws.append(flawed)
  }
}

// MARK: - Input

extension GzipStream {
  private var available: Int { input.count - position }

  /// Brings in more input behind what is left.
  ///
  /// - Returns: whether there was any.
  private func fill() throws(ContainerError) -> Bool {
    guard !isUpstreamAtEnd else { return false }
    let chunk = try upstream.next()
    isUpstreamAtEnd = chunk.isEmpty
    guard !chunk.isEmpty else { return false }
    if position > 0 { input.removeSubrange(..<position) }
    position = 0
    input += chunk
    return true
  }

  private func ensure(_ count: Int) throws(ContainerError) -> Bool {
    while available < count {
      guard try fill() else { return false }
    }
    return true
  }
}

// MARK: - Members

extension GzipStream {
  /// Reads the header of the next member, if there is one.
  private func beginMember() throws(ContainerError) {
    try skipPadding()
    guard try ensure(1) else { return try end(nil) }
    // Looked at again only once there is twice as much of it.
    var wanted = 512
    while true {
      let isAll = try !ensure(wanted)
      switch GzipHeader.read(input[position...]) {
      case .header(let header):
        if produced == 0, name == nil { name = header.name }
        spend(header.length)
        return start()
      case .incomplete where !isAll && wanted < GzipHeader.mostBytes: wanted *= 2
      case .incomplete where isAll: return try end(.truncated)
      case .incomplete, .invalid: return try end(.trailingGarbage)
      }
    }
  }

  /// Passes over zeros, which tapes and disks fill up with.
  private func skipPadding() throws(ContainerError) {
    while try ensure(1) {
      let zeros = input[position...].prefix { $0 == 0 }.count
      spend(zeros)
      if available > 0 { return }
    }
  }

  private func start() {
    inflation.reset()
    isInMember = true
    memberBytes = 0
    checksum = 0
  }

  private func inflateOnce() throws(ContainerError) -> [UInt8] {
    if available == 0, !isOutputDue, try !fill() {
      try end(.truncated)
      return []
    }
    let before = position
    let (output, outcome) = inflation.inflate(input, from: &position)
    if isOutermost { budget.compressed += Int64(position - before) }
    isOutputDue = output.count == Inflation.outputBytes
    produced += Int64(output.count)
    memberBytes &+= UInt32(truncatingIfNeeded: output.count)
    checksum = Inflation.checksum(checksum, output)
    try budget.allow(produced)
    switch outcome {
    case .unfinished: break
    case .finished: try endMember()
    case .damaged: try end(.damaged)
    }
    return output
  }

  /// Compares checksum and length, which follow the data with the low byte first.
  private func endMember() throws(ContainerError) {
    isInMember = false
    guard try ensure(8) else { return try end(.truncated) }
    if number(at: position) != checksum || number(at: position + 4) != memberBytes {
      noteChecksumMismatch()
    }
    spend(8)
  }

  /// A file may have millions of members.
  private func noteChecksumMismatch() {
    if let index = flaws.firstIndex(where: { $0.kind == .checksumMismatch }) {
      flaws[index].count += 1
    } else {
      flaws.append(ContainerFlaw(kind: .checksumMismatch, offset: produced))
    }
  }

  private func number(at index: Int) -> UInt32 {
    input[index..<index + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
