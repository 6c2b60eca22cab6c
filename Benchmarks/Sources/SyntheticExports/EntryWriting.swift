/// How one vintage writes the head of the file and each entry.
protocol EntryWriting {
  var head: String { get }
  func entry(_ post: PostDraft) -> String
  func entry(_ comment: CommentDraft) -> String
}
