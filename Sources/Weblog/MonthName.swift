/// Months by name, in the languages that Blogger's interface is used in.
package enum MonthName {
  /// - Parameter word: one word in any case, nominative, genitive or abbreviated, without a full stop.
  /// - Returns: 1 to 12, or `nil` for a word that names no month.
  package static func number(of word: String) -> Int? {
    numbers[word.foldedForDates]
  }

  private static let numbers: [String: Int] = {
    var numbers: [String: Int] = [:]
    for row in rows + abbreviations {
      for (index, names) in row.split(separator: ";", omittingEmptySubsequences: false).enumerated()
      {
        for name in names.split(separator: " ") {
          numbers[String(name).foldedForDates] = index + 1
        }
      }
    }
    return numbers
  }()

  /// One language a row, January first; forms of one month are separated by spaces.
  private static let rows = [
    """
    january jan;february feb;march mar;april apr;may;june jun;july jul;august aug;\
    september sep sept;october oct;november nov;december dec
    """,
    """
    januar jänner jan;februar feber feb;märz mrz;april;mai;juni;juli;august;september;\
    oktober okt;november;dezember dez
    """,
    """
    janvier janv;février févr;mars;avril avr;mai;juin;juillet juil;août;septembre;octobre;\
    novembre;décembre déc
    """,
    """
    enero ene;febrero;marzo;abril abr;mayo;junio;julio;agosto ago;septiembre setiembre;\
    octubre;noviembre;diciembre dic
    """,
    """
    janeiro;fevereiro fev;março;abril;maio;junho;julho;agosto;setembro set;outubro out;\
    novembro;dezembro
    """,
    """
    gennaio genn;febbraio febbr;marzo;aprile;maggio magg;giugno giu;luglio lug;agosto;\
    settembre sett;ottobre ott;novembre;dicembre
    """,
    "januari;februari;maart mrt;april;mei;juni;juli;augustus;september;oktober;november;december",
    "januari;februari;mars;april;maj;juni;juli;augusti;september;oktober;november;december",
    "januar;februar;marts;april;maj;juni;juli;august;september;oktober;november;december",
    "januar;februar;mars;april;mai;juni;juli;august;september;oktober;november;desember des",
    """
    tammikuu tammikuuta;helmikuu helmikuuta;maaliskuu maaliskuuta;huhtikuu huhtikuuta;\
    toukokuu toukokuuta;kesäkuu kesäkuuta;heinäkuu heinäkuuta;elokuu elokuuta;\
    syyskuu syyskuuta;lokakuu lokakuuta;marraskuu marraskuuta;joulukuu joulukuuta
    """,
    """
    styczeń stycznia;luty lutego;marzec marca;kwiecień kwietnia;maj maja;czerwiec czerwca;\
    lipiec lipca;sierpień sierpnia;wrzesień września;październik października;\
    listopad listopada;grudzień grudnia
    """,
    """
    leden ledna;únor února;březen března;duben dubna;květen května;červen června;\
    červenec července;srpen srpna;září;říjen října;listopad listopadu;prosinec prosince
    """,
    """
    január januára;február februára;marec marca;apríl apríla;máj mája;jún júna;júl júla;\
    august augusta;september septembra;október októbra;november novembra;december decembra
    """,
    """
    január;február;március;április;május;június;július;augusztus;szeptember;október;\
    november;december
    """,
    """
    ianuarie;februarie;martie;aprilie;mai;iunie;iulie;august;septembrie;octombrie;noiembrie;\
    decembrie
    """,
    """
    siječanj siječnja;veljača veljače;ožujak ožujka;travanj travnja;svibanj svibnja;\
    lipanj lipnja;srpanj srpnja;kolovoz kolovoza;rujan rujna;;studeni studenoga \
    studenog;prosinac prosinca
    """,
    """
    januar januara;februar februara;mart marta;april aprila;maj maja;jun juna;jul jula;\
    avgust avgusta;septembar septembra;oktobar oktobra;novembar novembra;decembar decembra
    """,
    """
    јануар јануара;фебруар фебруара;март марта;април априла;мај маја;јун јуна;јул јула;\
    август августа;септембар септембра;октобар октобра;новембар новембра;децембар децембра
    """,
    """
    januar januarja;februar februarja;marec marca;april aprila;maj maja;junij junija;\
    julij julija;avgust avgusta;september septembra;oktober oktobra;november novembra;\
    december decembra
    """,
    """
    январь января янв;февраль февраля февр;март марта;апрель апреля апр;май мая;июнь июня;\
    июль июля;август августа авг;сентябрь сентября сент;октябрь октября окт;ноябрь ноября нояб;\
    декабрь декабря дек
    """,
    """
    січень січня;лютий лютого;березень березня;квітень квітня;травень травня;червень червня;\
    липень липня;серпень серпня;вересень вересня;жовтень жовтня;листопад листопада;\
    грудень грудня
    """,
    """
    януари;февруари;март;април;май;юни;юли;август;септември;октомври;ноември;декември
    """,
    """
    ιανουάριος ιανουαρίου;φεβρουάριος φεβρουαρίου;μάρτιος μαρτίου;απρίλιος απριλίου;\
    μάιος μαΐου μαίου;ιούνιος ιουνίου;ιούλιος ιουλίου;αύγουστος αυγούστου;\
    σεπτέμβριος σεπτεμβρίου;οκτώβριος οκτωβρίου;νοέμβριος νοεμβρίου;δεκέμβριος δεκεμβρίου
    """,
    "ocak;şubat;mart;nisan;mayıs;haziran;temmuz;ağustos;eylül;ekim;kasım;aralık",
    """
    januari;februari;maret;april;mei;juni;juli;agustus;september;oktober;november;desember
    """,
    "januari;februari;mac;april;mei;jun;julai;ogos;september;oktober;november;disember",
    """
    มกราคม;กุมภาพันธ์;มีนาคม;เมษายน;พฤษภาคม;มิถุนายน;กรกฎาคม;สิงหาคม;กันยายน;ตุลาคม;\
    พฤศจิกายน;ธันวาคม
    """,
    """
    يناير;فبراير شباط;مارس آذار;أبريل إبريل ابريل نيسان;مايو أيار;يونيو حزيران;\
    يوليو تموز;أغسطس اغسطس آب;سبتمبر أيلول;أكتوبر اكتوبر;نوفمبر;ديسمبر
    """,
    """
    ינואר בינואר;פברואר בפברואר;מרץ במרץ מרס במרס;אפריל באפריל;מאי במאי;יוני ביוני;\
    יולי ביולי;אוגוסט באוגוסט;ספטמבר בספטמבר;אוקטובר באוקטובר;נובמבר בנובמבר;דצמבר בדצמבר
    """,
    """
    gener;febrer;març;abril;maig;juny;juliol;agost;setembre;octubre;novembre;desembre
    """,
    """
    sausis sausio;vasaris vasario;kovas kovo;balandis balandžio;gegužė gegužės;\
    birželis birželio;liepa liepos;rugpjūtis rugpjūčio;rugsėjis rugsėjo;spalis spalio;\
    lapkritis lapkričio;gruodis gruodžio
    """,
    """
    janvāris janvārī;februāris februārī;marts martā;aprīlis aprīlī;maijs maijā;jūnijs jūnijā;\
    jūlijs jūlijā;augusts augustā;septembris septembrī;oktobris oktobrī;novembris novembrī;\
    decembris decembrī
    """,
    """
    jaanuar;veebruar;märts;aprill;mai;juuni;juuli;august;september;oktoober;november;\
    detsember
    """,
  ]

  /// Short forms of one language a row, where they are not among the full ones; those that mean
  /// different months in two languages, as `lip`, `lis` and `srp` do, are left out.
  private static let abbreviations = [
    ";fév;;;;;;aoû;;;;",
    ";;mär;;;;;;;;;",
    "gen;feb;mar;apr;mag;giu;lug;ago;set;ott;nov;dic",
    ";;;abr;;;;;;;;dez",
    "tammi;helmi;maalis;huhti;touko;kesä;heinä;elo;syys;loka;marras;joulu",
    "sty;lut;;kwi;;cze;;sie;wrz;paź;;gru",
    "led;úno;bře;dub;kvě;čvn;čvc;;zář;říj;;",
    ";febr;márc már;ápr;máj;jún;júl;aug;szept;;;",
    ";;;;;июн;июл;;сен;;ноя;",
    ";фев;мар;;;;;;;;;",
    "ιαν;φεβ;μαρ μάρ;απρ;μαϊ μάι μαι;ιουν ιούν;ιουλ ιούλ;αυγ αύγ;σεπ σεπτ;οκτ;νοε νοέ;δεκ",
    "oca;şub;;nis;;haz;tem;ağu;eyl;eki;kas;ara",
  ]
}

extension String {
  /// Lower case, with the two Turkish letters i made one, so that capitals of every language meet.
  var foldedForDates: String {
    var folded = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars where lower != "\u{307}" {
        folded.append(lower == "ı" ? "i" : lower)
      }
    }
    return String(folded)
  }
}
