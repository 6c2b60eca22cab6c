/// Something `winnow verify` found wrong.
package struct Finding: Hashable, Sendable {
  package enum Code: String, CaseIterable, Hashable, Sendable {
    /// A file that should be there is not.
    case missing
    /// A file is not what was written.
    case altered
    /// A file that nothing lists is in the tree that people glob.
    case superfluous
    /// What was published is not what the catalogue says.
    case different
    /// A record names another that is not there.
    case reference
    /// What is kept of an accepted file is not what was read of it, or nobody has counted.
    case incomplete
    /// The feed has a gap.
    case feed
    /// SQLite itself finds the catalogue damaged.
    case catalogue
  }

  package var code: Code
  package var path: String
  package var sentence: String
}
