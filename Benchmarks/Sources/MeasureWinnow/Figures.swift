/// Everything that was measured, in the form that is written as JSON.
struct Figures: Encodable {
  var machine: Machine
  var throughput: [Throughput] = []
  var latency: Latency?
  var idle: Idle?
  /// What did not go as it should; the figures of such a run are not to be trusted.
  var faults: [String] = []

  struct Machine: Encodable {
    var processors: Int
    var kernel: String
    var winnow: String
  }

  /// One command on one file.
  struct Throughput: Encodable {
    var command: String
    var megabytes: Double
    /// Medians over the runs.
    var seconds: Double
    var processorSeconds: Double
    var megabytesPerSecond: Double
    /// The highest of the runs.
    var peakMegabytes: Double
    var runs: Int
    /// How many times as long as `sha256sum` of the same file in the same minute.
    var timesSha256sum: Double
  }

  /// From renaming a page into the inbox of an idle daemon to seeing it in the manifest.
  struct Latency: Encodable {
    var pages: Int
    var medianMilliseconds: Double
    var ninetyFifthMilliseconds: Double
    var worstMilliseconds: Double
    /// Writing and syncing a file of the same size, on the same disk, in the same minute.
    var syncMilliseconds: Double
  }

  /// What an idle daemon does.
  struct Idle: Encodable {
    var seconds: Double
    /// Voluntary context switches of all its threads.
    var wakeUps: Int
    var wakeUpsPerMinute: Double
    var threads: Int
  }
}
