import Weblog

/// One person of the blog, as the channel of a WordPress export has it, without the mail address.
struct WordPressAuthor: Hashable {
  /// What items call the person by; hosted platforms make people log in by their mail address.
  var login = ""
  var number = ""
  var name = ""
  /// What has no field of its own: first and last name.
  var rest: [Extra] = []

  /// Unknown elements kept of one person.
  static let mostRest = 1_000

  var author: Author {
    Author(name: name.isEmailAddress ? nil : name.nonEmpty, nativeID: nativeID)
  }

  private var nativeID: String? {
    login.isEmailAddress ? number.nonEmpty : (login.nonEmpty ?? number.nonEmpty)
  }

  /// Mail addresses that stand in place of a login or a name.
  var withheld: Int { [login, name].count(where: \.isEmailAddress) }

  /// The rest under the name of the person.
  var extras: [Extra] {
    guard let nativeID, nativeID.utf8.count <= Author.longest else { return [] }
    let number = nativeID == number ? [] : [Extra(name: "wp:author_id", value: number)]
    return (number + rest).filter { !$0.value.isEmailAddress }
      .map { Extra(name: "wp:author/\(nativeID)/\($0.name)", value: $0.value) }
  }
}
