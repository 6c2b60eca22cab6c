/// Thrown through a reader to stop it: the program ends, and the file will be read again.
struct Abandonment: Error {}
