import Weblog

extension PostStatus {
  /// Grows with how little the blog shows.
  var privacy: Int {
    switch self {
    case .published: 0
    case .scheduled: 1
    case .pending: 2
    case .draft: 3
    case .private: 4
    case .trashed: 5
    }
  }
}

extension Visibility {
  var privacy: Int {
    switch self {
    case .public: 0
    case .members: 1
    case .paid: 2
    case .password: 3
    case .private: 4
    }
  }
}

extension CommentStatus {
  var privacy: Int {
    switch self {
    case .approved: 0
    case .pending: 1
    case .spam: 2
    case .trashed: 3
    case .deleted: 4
    }
  }
}
