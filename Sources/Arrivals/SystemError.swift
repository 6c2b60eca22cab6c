/// A failed system call's errno, captured on the line after the call.
struct SystemError: Error, Hashable {
  let code: Int32
}
