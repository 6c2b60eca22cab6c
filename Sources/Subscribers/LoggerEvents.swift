package import Logging

extension Logger {
  /// Logs an event at the level of its kind, with the fields that the journal keeps beside the message.
  package func report(
    _ kind: EventKind,
    _ message: @autoclosure () -> Message,
    _ fields: [EventField: MetadataValue] = [:],
    file: String = #fileID,
    function: String = #function,
    line: UInt = #line
  ) {
    var metadata: Metadata = [EventField.kindKey: .string(kind.rawValue)]
    for (field, value) in fields {
      metadata[field.rawValue] = value
    }
    log(
      level: kind.level,
      message(),
      metadata: metadata,
      file: file,
      function: function,
      line: line
    )
  }
}
