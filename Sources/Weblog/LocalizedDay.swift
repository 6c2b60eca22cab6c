/// Reads the date header of a post as a blog prints it: `Tuesday, 4 February 2014`, `2014年2月4日火曜日`.
///
/// Only a text that is a date and nothing else is read; a sentence with a date in it is not one.
extension CalendarDay {
  /// - Returns: `nil` for anything but one whole date, and for digits whose order is not certain.
  package init?(spelledOut text: String) {
    guard text.utf8.count <= 128, let parts = DateParts(text), let day = parts.day else {
      return nil
    }
    self = day
  }
}

/// The words and numbers of a date, in the order written.
private struct DateParts {
  private var numbers: [(value: Int, digits: Int)] = []
  private var monthName: Int?
  private var marked: (year: Int?, month: Int?, day: Int?) = (nil, nil, nil)
  private var isBuddhist = false
  private var isCroatian = false
  private var isListopad = false
  /// A full stop stood after the first number: `4. listopada`.
  private var hasOrdinalDay = false
  /// The next number is a month: Vietnamese writes `tháng 2`.
  private var awaitsMonth = false

  init?(_ text: String) {
    var word = String.UnicodeScalarView()
    var number: (value: Int, digits: Int)?
    for scalar in text.unicodeScalars {
      if let digit = Self.digit(scalar) {
        guard take(&word) else { return nil }
        let (value, digits) = number ?? (0, 0)
        guard digits < 4 else { return nil }
        number = (value * 10 + digit, digits + 1)
      } else {
        guard take(&number, before: scalar) else { return nil }
        if Self.isLetter(scalar) {
          word.append(scalar)
        } else if !take(&word) || !Self.separators.contains(scalar) {
          return nil
        }
      }
    }
    guard take(&word), take(&number, before: " ") else { return nil }
  }

  var day: CalendarDay? {
    if let month = marked.month ?? monthName {
      return day(inMonth: isNamedInCroatian ? month - 1 : month)
    }
    guard numbers.count == 3 else { return nil }
    let values = numbers.map(\.value)
    if numbers[0].digits == 4 {
      return CalendarDay(year: values[0], month: values[1], day: values[2])
    }
    guard numbers[2].digits == 4 else { return nil }
    if values[0] > 12 { return CalendarDay(year: values[2], month: values[1], day: values[0]) }
    guard values[1] > 12 || values[0] == values[1] else { return nil }
    return CalendarDay(year: values[2], month: values[0], day: values[1])
  }

  /// `listopad` is October in Croatian and November in Polish and Czech.
  private var isNamedInCroatian: Bool { isListopad && (isCroatian || hasOrdinalDay) }

  private func day(inMonth month: Int) -> CalendarDay? {
    var left = numbers
    var year = marked.year
    if year == nil {
      guard let index = left.firstIndex(where: { $0.digits == 4 }) else { return nil }
      year = left.remove(at: index).value
    }
    var day = marked.day
    if day == nil {
      guard let number = left.first, number.digits <= 2 else { return nil }
      day = number.value
      left.removeFirst()
    }
    guard left.isEmpty, let year, let day else { return nil }
    return CalendarDay(year: isBuddhist && year > 2_400 ? year - 543 : year, month: month, day: day)
  }

  /// Accepts the word read so far, if it can stand in a date.
  private mutating func take(_ scalars: inout String.UnicodeScalarView) -> Bool {
    guard !scalars.isEmpty else { return true }
    defer { scalars.removeAll() }
    let word = String(scalars).foldedForDates
    isCroatian = isCroatian || DateWords.croatianWeekdays.contains(word)
    isListopad = isListopad || word == "listopad" || word == "listopada"
    if word == "tháng" {
      awaitsMonth = true
      return true
    }
    if DateWords.weekdays.contains(word) && (monthName != nil || MonthName.number(of: word) == nil)
    {
      return true
    }
    if let month = MonthName.number(of: word) {
      guard monthName == nil || monthName == month else { return false }
      monthName = month
      isBuddhist = isBuddhist || scalars.first.map { (0x0E01...0x0E5B).contains($0.value) } == true
      return true
    }
    return DateWords.connectors.contains(word) || DateWords.isEastAsianWeekday(word)
  }

  /// Accepts the number read so far; the scalar after it may say what it counts.
  private mutating func take(
    _ number: inout (value: Int, digits: Int)?,
    before scalar: Unicode.Scalar
  ) -> Bool {
    guard let (value, digits) = number else { return true }
    number = nil
    switch scalar {
    case "年", "년": return set(\.year, value)
    case "月", "월": return set(\.month, value)
    case "日", "일", "号": return set(\.day, value)
    default:
      if awaitsMonth {
        awaitsMonth = false
        return set(\.month, value)
      }
      hasOrdinalDay = hasOrdinalDay || (numbers.isEmpty && scalar == ".")
      numbers.append((value, digits))
      return numbers.count <= 3
    }
  }

  private mutating func set(
    _ part: WritableKeyPath<(year: Int?, month: Int?, day: Int?), Int?>,
    _ value: Int
  ) -> Bool {
    guard marked[keyPath: part] == nil else { return false }
    marked[keyPath: part] = value
    return true
  }

  private static let separators: Set<Unicode.Scalar> = [
    " ", "\t", "\u{A0}", "\u{202F}", "\u{3000}", "\u{200E}", "\u{200F}", ",", ".", "،", "、", "，",
    "-", "–", "/", "'", "’", "(", ")", "º", "ª", "·",
  ]

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return (properties.isAlphabetic && scalar != "º" && scalar != "ª")
      || properties.generalCategory == .nonspacingMark || properties.generalCategory == .spacingMark
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    let value = scalar.value
    for zero: UInt32 in [0x30, 0x660, 0x6F0, 0xE50, 0xFF10] where value >= zero && value < zero + 10
    {
      return Int(value - zero)
    }
    return nil
  }
}

/// Words of a date that name neither its month nor its year.
enum DateWords {
  static let weekdays = words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri",
    "sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo mar",
    "segunda terça quarta quinta sexta feira",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "mandag tirsdag lørdag søndag mandagen",
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "pondělí úterý středa čtvrtek pátek neděle",
    "pondelok utorok streda štvrtok piatok nedeľa",
    "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "luni marți marţi miercuri joi vineri sâmbătă duminică",
    "ponedjeljak utorak srijeda četvrtak petak subota nedjelja ponedeljak sreda nedelja",
    "ponedeljek torek četrtek petek nedelja",
    "понедељак уторак среда четвртак петак субота недеља",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "понеділок вівторок середа четвер п ятниця пʼятниця субота неділя",
    "понеделник сряда четвъртък петък събота неделя",
    "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "senin selasa rabu kamis jumat sabtu minggu isnin khamis jumaat ahad",
    "thứ hai ba tư năm sáu bảy chủ nhật",
    "วันจันทร์ที่ วันอังคารที่ วันพุธที่ วันพฤหัสบดีที่ วันศุกร์ที่ วันเสาร์ที่ วันอาทิตย์ที่",
    "วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์",
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "יום שני שלישי רביעי חמישי שישי שבת ראשון",
    "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis",
    "pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena",
    "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev"
  )

  static let croatianWeekdays: Set<String> = [
    "ponedjeljak", "utorak", "srijeda", "četvrtak", "petak", "subota", "nedjelja",
  ]

  /// `de`, `of`, ordinals, and the words for year and day that some languages add.
  static let connectors = words(
    "of the st nd rd th de del d den der le er do da di il año lúc ngày năm г р року года година",
    "yil y m gada gads a e ที่ พ ศ"
  )

  static func isEastAsianWeekday(_ word: String) -> Bool {
    var rest = Substring(word)
    for mark in ["年", "月", "日", "号", "년", "월", "일"] where rest.hasPrefix(mark) {
      rest = rest.dropFirst()
      break
    }
    return rest.isEmpty || eastAsianWeekdays.contains(String(rest))
  }

  private static let eastAsianWeekdays: Set<String> = {
    var names: Set<String> = []
    for day in "月火水木金土日" { names.formUnion(["\(day)曜日", "\(day)曜", String(day)]) }
    for day in "一二三四五六日天" { names.formUnion(["星期\(day)", "週\(day)", "周\(day)", "礼拜\(day)"]) }
    for day in "월화수목금토일" { names.formUnion(["\(day)요일", String(day)]) }
    return names
  }()

  private static func words(_ rows: String...) -> Set<String> {
    Set(rows.flatMap { $0.split(separator: " ").map { String($0).foldedForDates } })
  }
}
