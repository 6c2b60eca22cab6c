package import Arrivals
import Storage
import Subscribers
package import Weblog

/// What became of one file, for everybody who is told: journal, status line, progress bar.
package struct FileReport: Sendable {
  package enum Outcome: Sendable {
    /// Read and stored, wholly or in part; or the same bytes as an earlier file.
    case accepted(Source)
    case refused(Refusal)
    /// Not now: it is gone, still changing, or may not be read yet. It will be considered again.
    case waiting(String)
    /// Given up because the program stops; the file is where it was.
    case abandoned
  }

  /// Why the inbox is not done with a file that was taken in.
  package enum Rest: Hashable, Sendable {
    /// It is another file by now, or somebody writes to it.
    case changed
    /// It could not be removed, for this reason.
    case unremovable(String)
  }

  package let drop: Drop
  package let outcome: Outcome
  /// `nil` when nothing is left to be done about the file.
  package let rest: Rest?
  package let milliseconds: Int64

  package init(drop: Drop, outcome: Outcome, rest: Rest? = nil, milliseconds: Int64) {
    self.drop = drop
    self.outcome = outcome
    self.rest = rest
    self.milliseconds = milliseconds
  }
}

extension FileReport {
  /// What the inbox is told of the file.
  package var answer: Answer {
    switch outcome {
    case .accepted, .refused: restAnswer
    case .waiting(let reason): .postponed(reason)
    case .abandoned: .postponed("the work was stopped")
    }
  }

  private var restAnswer: Answer {
    switch rest {
    case nil: drop.isOurs ? .released : .kept
    case .changed: .postponed("it changed while it was taken in")
    case .unremovable(let reason): .postponed("taken in, but it cannot be removed (\(reason))")
    }
  }

  package var isRefused: Bool {
    switch outcome {
    case .accepted: false
    case .refused, .waiting, .abandoned: true
    }
  }

  /// One line for a person: the file, what became of it, and the cure where one is needed.
  package var sentence: String {
    switch outcome {
    case .accepted(let source): source.sentence
    case .refused(let refusal): "\(drop.name.oneLine): \(refusal.sentence) \(refusal.cure)"
    case .waiting(let reason): "\(drop.name.oneLine): not taken in, \(reason)."
    case .abandoned: "\(drop.name.oneLine): not taken in, the work was stopped."
    }
  }

  /// One JSON object for a program.
  package var json: String {
    var writer = JSONWriter()
    writer.object {
      $0.member("file", drop.name)
      switch outcome {
      case .accepted(let source):
        $0.member("outcome", source.outcome.rawValue)
        $0.member("source", source.id)
        $0.member("duplicate_of", source.duplicateOf)
        $0.member("format", source.format)
        $0.member("posts", source.counts.posts)
        $0.member("comments", source.counts.comments)
        $0.member("added", source.counts.added)
        $0.member("updated", source.counts.updated)
        $0.member("unchanged", source.counts.unchanged)
      case .refused(let refusal):
        $0.member("outcome", "rejected")
        $0.member("code", refusal.code)
        $0.member("sentence", refusal.sentence)
        $0.member("byte_offset", refusal.offset)
        $0.member("cure", refusal.cure)
      case .waiting(let reason):
        $0.member("outcome", "waiting")
        $0.member("sentence", reason)
      case .abandoned: $0.member("outcome", "abandoned")
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension Source {
  /// One line: what the file was and what it brought.
  var sentence: String {
    if let duplicateOf {
      return "\(name.oneLine): the same bytes as \(duplicateOf); nothing to do."
    }
    let end = outcome == .partial ? " Its end is missing." : ""
    return "\(name.oneLine): \(format), \(counts.posts) posts and \(counts.comments) comments; "
      + "\(counts.added) new, \(counts.updated) updated, \(counts.unchanged) unchanged.\(end)"
  }
}
