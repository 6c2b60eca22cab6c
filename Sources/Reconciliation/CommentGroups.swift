/// The comments of a discussion, each with its sightings, in one array: of a hundred thousand comments
/// nearly all have a single one, for which an array of its own would be more than itself.
package struct CommentGroups: RandomAccessCollection {
  private var members: [CommentMember] = []
  /// Where each group starts, and where the last ends.
  private var bounds = [0]

  package init() {}

  /// Each member a comment of its own.
  init(alone members: [CommentMember]) {
    self.members = members
    bounds = Array(0...members.count)
  }

  mutating func append(_ group: some Sequence<CommentMember>) {
    members += group
    bounds.append(members.count)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { bounds.count - 1 }

  package subscript(index: Int) -> ArraySlice<CommentMember> {
    members[bounds[index]..<bounds[index + 1]]
  }
}
