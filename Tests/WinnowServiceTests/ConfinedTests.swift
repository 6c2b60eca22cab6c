import Dispatch
import Testing

@testable import WinnowService

@Suite struct ConfinedTests {
  @Test func `what is enqueued runs one at a time and in order`() {
    let numbers = Confined([Int](), label: "test.numbers")
    DispatchQueue.concurrentPerform(iterations: 8) { worker in
      for index in 0..<100 { numbers.enqueue { $0.append(worker * 100 + index) } }
    }
    let collected = numbers.wait { $0 }
    #expect(collected.count == 800)
    for worker in 0..<8 {
      let own = collected.filter { $0 / 100 == worker }
      #expect(own == own.sorted())
    }
  }

  @Test func `a typed error survives the wait`() {
    struct Broken: Error, Hashable {}
    let value = Confined(0, label: "test.value")
    #expect(throws: Broken()) {
      try value.wait { (_: inout Int) throws(Broken) -> Int in throw Broken() }
    }
  }
}
