import Glibc
import Laws

/// What is fuzzed, by the variable `FUZZ_TARGET`.
private let target: Target = {
  let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
  guard let target = Target(rawValue: name) else {
    fatalError("FUZZ_TARGET is one of \(Target.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  return target
}()

/// Called by libFuzzer with every input that it makes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  // Safe because the fuzzer's bytes outlive the call, which copies them.
  target.test(unsafe [UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}
