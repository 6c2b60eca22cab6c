import Containers
package import Detection
import Dispatch
import Glibc
import Normalization

/// Reads one file without any state and writes what it holds as NDJSON.
///
/// One queue reads while another normalises and renders, which cost about the same; they are two
/// batches apart at most, so memory stays level.
package final class Parsing {
  private let path: String
  private let format: Format?
  private let settings: ReadingSettings
  private let output: Confined<ParseOutput>
  private let end = DispatchSemaphore(value: 0)

  private static let batchesAhead = 2

  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - format: read as this, whatever the content looks like.
  ///   - settings: what reading may cost.
  ///   - firstPost: the index of the first post record, when others were written before.
  ///   - write: takes finished lines.
  package init(
    path: String,
    format: Format?,
    settings: ReadingSettings,
    firstPost: Int,
    write: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.path = path
    self.format = format
    self.settings = settings
    output = Confined(
      ParseOutput(name: path, firstPost: firstPost, write: write),
      label: "winnow.parse.output"
    )
  }

  /// Post records written so far, those before this file included.
  package var postCount: Int { output.wait { $0.nextPost } }

  /// Reads the file to its end.
  ///
  /// - Returns: what is to be said on stderr when it could not be read; records before that stand.
  package func run() -> String? {
    do {
      let reader = try makeReader()
      let (format, container) = (reader.format, reader.container)
      output.enqueue { $0.begin(format, container: container) }
      let reading = Confined(reader, label: "winnow.parse.reader")
      for _ in 0..<Self.batchesAhead { Self.read(reading, output, end) }
    } catch let refusal as Refusal {
      return sentence(refusal)
    } catch ContainerError.io(let code) {
      return "\(path) cannot be read: \(unsafe String(cString: strerror(code)))."
    } catch {
      return "\(path): \(error)"
    }
    end.wait()
    switch output.wait(for: { $0.end }) {
    case .refused(let refusal): return sentence(refusal)
    case .failed(let reason): return "\(path): \(reason)"
    case .finished, .abandoned, nil: return nil
    }
  }

  private func sentence(_ refusal: Refusal) -> String {
    let place = refusal.offset.map { " (at byte \($0))" } ?? ""
    return "\(path): \(refusal.sentence)\(place) \(refusal.cure)"
  }

  private func makeReader() throws -> sending DocumentReader<NormalForm> {
    let file = try path == "-" ? .standardInput : OpenedFile(path: Array(path.utf8))
    let deadline = ContinuousClock.now + .milliseconds(settings.wallTimeMilliseconds)
    let document = FileDocument(
      file,
      name: path,
      limit: settings.fileBytes,
      isOutOfTime: { ContinuousClock.now > deadline }
    )
    return try DocumentReader(
      bytes: ByteMeter(Document(document, inflateRatio: settings.inflateRatio)),
      format: format,
      directory: nil,
      settings: settings,
      item: { $0 }
    )
  }

  private static func read(
    _ reading: Confined<DocumentReader<NormalForm>>,
    _ output: Confined<ParseOutput>,
    _ end: DispatchSemaphore
  ) {
    reading.enqueue { reader in
      guard let batch = reader.nextEntries() else { return }
      output.enqueue { desk in
        desk.take(batch)
        if batch.end == nil { read(reading, output, end) } else { end.signal() }
      }
    }
  }
}
