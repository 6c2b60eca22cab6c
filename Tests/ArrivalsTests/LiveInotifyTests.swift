import Testing

/// Everything that uses the C library, one after the other, since it is one instance for the process.
@Suite(.serialized)
enum LiveInotify {}
