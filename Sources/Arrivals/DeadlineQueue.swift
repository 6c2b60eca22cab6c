/// Paths by the moment they are to be looked at, earliest first: a binary heap.
struct DeadlineQueue {
  struct Entry {
    let moment: Moment
    let path: InboxPath
  }

  private var heap: [Entry] = []

  var first: Moment? { heap.first?.moment }
  var count: Int { heap.count }

  mutating func insert(_ path: InboxPath, at moment: Moment) {
    heap.append(Entry(moment: moment, path: path))
    var child = heap.count - 1
    while child > 0, heap[child].moment < heap[(child - 1) / 2].moment {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Removes the earliest entry if its moment has come.
  mutating func popDue(at now: Moment) -> Entry? {
    guard let top = heap.first, top.moment <= now else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return top
  }

  private mutating func sink() {
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child + 1].moment < heap[child].moment { child += 1 }
      guard heap[child].moment < heap[parent].moment else { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
