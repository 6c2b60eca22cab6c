package import Exports

/// What reading one document may cost and how it is done, from the settings in force when it began.
package struct ReadingSettings: Hashable, Sendable {
  package var limits: ReadingLimits
  package var choices: ReadingChoices
  package var fileBytes: Int64
  package var inflateRatio: Int
  package var wallTimeMilliseconds: Int64
  package var attempts: Int
  /// Entries in one batch, at most.
  package var batchEntries = 512

  package init(_ configuration: Configuration) {
    limits = ReadingLimits()
    limits.nodeBytes = Int(configuration.bytes("limits.node_bytes"))
    limits.nesting = configuration.count("limits.nesting")
    limits.entries = configuration.count("limits.entries")
    limits.wholeDocumentBytes = Int(configuration.bytes("limits.text_bytes"))
    choices = ReadingChoices()
    choices.keepsCustomTypes = configuration.text("wordpress.custom_types") == "keep"
    fileBytes = configuration.bytes("limits.file_bytes")
    inflateRatio = configuration.count("limits.inflate_ratio")
    wallTimeMilliseconds = configuration.milliseconds("limits.wall_time")
    attempts = configuration.count("limits.attempts")
  }
}
