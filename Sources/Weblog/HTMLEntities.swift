/// The named character references of HTML: all 2,125 names, 106 of them valid without a semicolon.
///
/// The table is one text of records `name;value` in byte order of their names, each ended by a space.
/// A comma in place of the semicolon marks a name that old pages may write without one. As a literal
/// it costs nothing at start-up, and bisecting it needs no index.
package enum HTMLEntities {
  /// Bytes of the longest name, without ampersand and semicolon.
  package static let longestName = 31
  /// Bytes of the longest name that is valid without a semicolon.
  package static let longestBareName = 6

  /// Finds what a reference stands for.
  ///
  /// - Parameters:
  ///   - name: The bytes between the ampersand and the semicolon; case matters.
  ///   - isTerminated: Whether a semicolon follows the name.
  /// - Returns: One or two characters, or `nil` when HTML has no such name.
  package static func lookup(
    _ name: ArraySlice<UInt8>,
    isTerminated: Bool = true
  ) -> String? {
    guard (2...longestName).contains(name.count) else { return nil }
    let name = name.span
    let bytes = table.utf8.span
    var low = 0
    var high = bytes.count
    while low < high {
      let start = startOfRecord(around: low + (high - low) / 2, in: bytes)
      let record = compare(name, withRecordAt: start, in: bytes)
      if record.order == 0 {
        let isBare = bytes[record.marker] == UInt8(ascii: ",")
        return isTerminated || isBare
          ? value(record.marker + 1, endOfRecord(from: start, in: bytes) - 1) : nil
      }
      if record.order < 0 { high = start } else { low = endOfRecord(from: start, in: bytes) }
    }
    return nil
  }

  private static func startOfRecord(around position: Int, in bytes: Span<UInt8>) -> Int {
    var start = position
    while start > 0, bytes[start - 1] != separator { start -= 1 }
    return start
  }

  private static func endOfRecord(from start: Int, in bytes: Span<UInt8>) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != separator { end += 1 }
    return end + 1
  }

  /// Compares byte by byte; a name that is the beginning of another comes first.
  private static func compare(
    _ name: Span<UInt8>,
    withRecordAt start: Int,
    in bytes: Span<UInt8>
  ) -> (order: Int, marker: Int) {
    var position = start
    for index in name.indices {
      let byte = name[index]
      let other = bytes[position]
      if other == UInt8(ascii: ";") || other == UInt8(ascii: ",") { return (1, position) }
      if byte != other { return (byte < other ? -1 : 1, position) }
      position += 1
    }
    let isWhole = bytes[position] == UInt8(ascii: ";") || bytes[position] == UInt8(ascii: ",")
    return (isWhole ? 0 : -1, position)
  }

  private static func value(_ start: Int, _ end: Int) -> String {
    let utf8 = table.utf8
    let first = utf8.index(utf8.startIndex, offsetBy: start)
    return String(Substring(utf8[first..<utf8.index(first, offsetBy: end - start)]))
  }

  private static let separator = UInt8(ascii: " ")

  private static let table = """
    AElig,Æ AMP,& Aacute,Á Abreve;Ă Acirc,Â Acy;А Afr;\u{1D504} Agrave,À Alpha;Α Amacr;Ā And;⩓ \
    Aogon;Ą Aopf;\u{1D538} ApplyFunction;\u{2061} Aring,Å Ascr;\u{1D49C} Assign;≔ Atilde,Ã Auml,Ä \
    Backslash;∖ Barv;⫧ Barwed;⌆ Bcy;Б Because;∵ Bernoullis;ℬ Beta;Β Bfr;\u{1D505} Bopf;\u{1D539} \
    Breve;\u{2D8} Bscr;ℬ Bumpeq;≎ CHcy;Ч COPY,© Cacute;Ć Cap;⋒ CapitalDifferentialD;ⅅ Cayleys;ℭ \
    Ccaron;Č Ccedil,Ç Ccirc;Ĉ Cconint;∰ Cdot;Ċ Cedilla;\u{B8} CenterDot;· Cfr;ℭ Chi;Χ CircleDot;⊙ \
    CircleMinus;⊖ CirclePlus;⊕ CircleTimes;⊗ ClockwiseContourIntegral;∲ CloseCurlyDoubleQuote;” \
    CloseCurlyQuote;’ Colon;∷ Colone;⩴ Congruent;≡ Conint;∯ ContourIntegral;∮ Copf;ℂ Coproduct;∐ \
    CounterClockwiseContourIntegral;∳ Cross;⨯ Cscr;\u{1D49E} Cup;⋓ CupCap;≍ DD;ⅅ DDotrahd;⤑ \
    DJcy;Ђ DScy;Ѕ DZcy;Џ Dagger;‡ Darr;↡ Dashv;⫤ Dcaron;Ď Dcy;Д Del;∇ Delta;Δ Dfr;\u{1D507} \
    DiacriticalAcute;\u{B4} DiacriticalDot;\u{2D9} DiacriticalDoubleAcute;\u{2DD} \
    DiacriticalGrave;` DiacriticalTilde;\u{2DC} Diamond;⋄ DifferentialD;ⅆ Dopf;\u{1D53B} \
    Dot;\u{A8} DotDot;\u{20DC} DotEqual;≐ DoubleContourIntegral;∯ DoubleDot;\u{A8} \
    DoubleDownArrow;⇓ DoubleLeftArrow;⇐ DoubleLeftRightArrow;⇔ DoubleLeftTee;⫤ \
    DoubleLongLeftArrow;⟸ DoubleLongLeftRightArrow;⟺ DoubleLongRightArrow;⟹ DoubleRightArrow;⇒ \
    DoubleRightTee;⊨ DoubleUpArrow;⇑ DoubleUpDownArrow;⇕ DoubleVerticalBar;∥ DownArrow;↓ \
    DownArrowBar;⤓ DownArrowUpArrow;⇵ DownBreve;\u{311} DownLeftRightVector;⥐ DownLeftTeeVector;⥞ \
    DownLeftVector;↽ DownLeftVectorBar;⥖ DownRightTeeVector;⥟ DownRightVector;⇁ \
    DownRightVectorBar;⥗ DownTee;⊤ DownTeeArrow;↧ Downarrow;⇓ Dscr;\u{1D49F} Dstrok;Đ ENG;Ŋ ETH,Ð \
    Eacute,É Ecaron;Ě Ecirc,Ê Ecy;Э Edot;Ė Efr;\u{1D508} Egrave,È Element;∈ Emacr;Ē \
    EmptySmallSquare;◻ EmptyVerySmallSquare;▫ Eogon;Ę Eopf;\u{1D53C} Epsilon;Ε Equal;⩵ \
    EqualTilde;≂ Equilibrium;⇌ Escr;ℰ Esim;⩳ Eta;Η Euml,Ë Exists;∃ ExponentialE;ⅇ Fcy;Ф \
    Ffr;\u{1D509} FilledSmallSquare;◼ FilledVerySmallSquare;▪ Fopf;\u{1D53D} ForAll;∀ \
    Fouriertrf;ℱ Fscr;ℱ GJcy;Ѓ GT,> Gamma;Γ Gammad;Ϝ Gbreve;Ğ Gcedil;Ģ Gcirc;Ĝ Gcy;Г Gdot;Ġ \
    Gfr;\u{1D50A} Gg;⋙ Gopf;\u{1D53E} GreaterEqual;≥ GreaterEqualLess;⋛ GreaterFullEqual;≧ \
    GreaterGreater;⪢ GreaterLess;≷ GreaterSlantEqual;⩾ GreaterTilde;≳ Gscr;\u{1D4A2} Gt;≫ \
    HARDcy;Ъ Hacek;\u{2C7} Hat;^ Hcirc;Ĥ Hfr;ℌ HilbertSpace;ℋ Hopf;ℍ HorizontalLine;─ Hscr;ℋ \
    Hstrok;Ħ HumpDownHump;≎ HumpEqual;≏ IEcy;Е IJlig;Ĳ IOcy;Ё Iacute,Í Icirc,Î Icy;И Idot;İ Ifr;ℑ \
    Igrave,Ì Im;ℑ Imacr;Ī ImaginaryI;ⅈ Implies;⇒ Int;∬ Integral;∫ Intersection;⋂ \
    InvisibleComma;\u{2063} InvisibleTimes;\u{2062} Iogon;Į Iopf;\u{1D540} Iota;Ι Iscr;ℐ Itilde;Ĩ \
    Iukcy;І Iuml,Ï Jcirc;Ĵ Jcy;Й Jfr;\u{1D50D} Jopf;\u{1D541} Jscr;\u{1D4A5} Jsercy;Ј Jukcy;Є \
    KHcy;Х KJcy;Ќ Kappa;Κ Kcedil;Ķ Kcy;К Kfr;\u{1D50E} Kopf;\u{1D542} Kscr;\u{1D4A6} LJcy;Љ LT,< \
    Lacute;Ĺ Lambda;Λ Lang;\u{27EA} Laplacetrf;ℒ Larr;↞ Lcaron;Ľ Lcedil;Ļ Lcy;Л \
    LeftAngleBracket;\u{27E8} LeftArrow;← LeftArrowBar;⇤ LeftArrowRightArrow;⇆ \
    LeftCeiling;\u{2308} LeftDoubleBracket;\u{27E6} LeftDownTeeVector;⥡ LeftDownVector;⇃ \
    LeftDownVectorBar;⥙ LeftFloor;\u{230A} LeftRightArrow;↔ LeftRightVector;⥎ LeftTee;⊣ \
    LeftTeeArrow;↤ LeftTeeVector;⥚ LeftTriangle;⊲ LeftTriangleBar;⧏ LeftTriangleEqual;⊴ \
    LeftUpDownVector;⥑ LeftUpTeeVector;⥠ LeftUpVector;↿ LeftUpVectorBar;⥘ LeftVector;↼ \
    LeftVectorBar;⥒ Leftarrow;⇐ Leftrightarrow;⇔ LessEqualGreater;⋚ LessFullEqual;≦ LessGreater;≶ \
    LessLess;⪡ LessSlantEqual;⩽ LessTilde;≲ Lfr;\u{1D50F} Ll;⋘ Lleftarrow;⇚ Lmidot;Ŀ \
    LongLeftArrow;⟵ LongLeftRightArrow;⟷ LongRightArrow;⟶ Longleftarrow;⟸ Longleftrightarrow;⟺ \
    Longrightarrow;⟹ Lopf;\u{1D543} LowerLeftArrow;↙ LowerRightArrow;↘ Lscr;ℒ Lsh;↰ Lstrok;Ł Lt;≪ \
    Map;⤅ Mcy;М MediumSpace;\u{205F} Mellintrf;ℳ Mfr;\u{1D510} MinusPlus;∓ Mopf;\u{1D544} Mscr;ℳ \
    Mu;Μ NJcy;Њ Nacute;Ń Ncaron;Ň Ncedil;Ņ Ncy;Н NegativeMediumSpace;\u{200B} \
    NegativeThickSpace;\u{200B} NegativeThinSpace;\u{200B} NegativeVeryThinSpace;\u{200B} \
    NestedGreaterGreater;≫ NestedLessLess;≪ NewLine;\n Nfr;\u{1D511} NoBreak;\u{2060} \
    NonBreakingSpace;\u{A0} Nopf;ℕ Not;⫬ NotCongruent;≢ NotCupCap;≭ NotDoubleVerticalBar;∦ \
    NotElement;∉ NotEqual;≠ NotEqualTilde;≂\u{338} NotExists;∄ NotGreater;≯ NotGreaterEqual;≱ \
    NotGreaterFullEqual;≧\u{338} NotGreaterGreater;≫\u{338} NotGreaterLess;≹ \
    NotGreaterSlantEqual;⩾\u{338} NotGreaterTilde;≵ NotHumpDownHump;≎\u{338} \
    NotHumpEqual;≏\u{338} NotLeftTriangle;⋪ NotLeftTriangleBar;⧏\u{338} NotLeftTriangleEqual;⋬ \
    NotLess;≮ NotLessEqual;≰ NotLessGreater;≸ NotLessLess;≪\u{338} NotLessSlantEqual;⩽\u{338} \
    NotLessTilde;≴ NotNestedGreaterGreater;⪢\u{338} NotNestedLessLess;⪡\u{338} NotPrecedes;⊀ \
    NotPrecedesEqual;⪯\u{338} NotPrecedesSlantEqual;⋠ NotReverseElement;∌ NotRightTriangle;⋫ \
    NotRightTriangleBar;⧐\u{338} NotRightTriangleEqual;⋭ NotSquareSubset;⊏\u{338} \
    NotSquareSubsetEqual;⋢ NotSquareSuperset;⊐\u{338} NotSquareSupersetEqual;⋣ \
    NotSubset;⊂\u{20D2} NotSubsetEqual;⊈ NotSucceeds;⊁ NotSucceedsEqual;⪰\u{338} \
    NotSucceedsSlantEqual;⋡ NotSucceedsTilde;≿\u{338} NotSuperset;⊃\u{20D2} NotSupersetEqual;⊉ \
    NotTilde;≁ NotTildeEqual;≄ NotTildeFullEqual;≇ NotTildeTilde;≉ NotVerticalBar;∤ \
    Nscr;\u{1D4A9} Ntilde,Ñ Nu;Ν OElig;Œ Oacute,Ó Ocirc,Ô Ocy;О Odblac;Ő Ofr;\u{1D512} Ograve,Ò \
    Omacr;Ō Omega;Ω Omicron;Ο Oopf;\u{1D546} OpenCurlyDoubleQuote;“ OpenCurlyQuote;‘ Or;⩔ \
    Oscr;\u{1D4AA} Oslash,Ø Otilde,Õ Otimes;⨷ Ouml,Ö OverBar;‾ OverBrace;⏞ OverBracket;⎴ \
    OverParenthesis;⏜ PartialD;∂ Pcy;П Pfr;\u{1D513} Phi;Φ Pi;Π PlusMinus;± Poincareplane;ℌ \
    Popf;ℙ Pr;⪻ Precedes;≺ PrecedesEqual;⪯ PrecedesSlantEqual;≼ PrecedesTilde;≾ Prime;″ Product;∏ \
    Proportion;∷ Proportional;∝ Pscr;\u{1D4AB} Psi;Ψ QUOT,\" Qfr;\u{1D514} Qopf;ℚ Qscr;\u{1D4AC} \
    RBarr;⤐ REG,® Racute;Ŕ Rang;\u{27EB} Rarr;↠ Rarrtl;⤖ Rcaron;Ř Rcedil;Ŗ Rcy;Р Re;ℜ \
    ReverseElement;∋ ReverseEquilibrium;⇋ ReverseUpEquilibrium;⥯ Rfr;ℜ Rho;Ρ \
    RightAngleBracket;\u{27E9} RightArrow;→ RightArrowBar;⇥ RightArrowLeftArrow;⇄ \
    RightCeiling;\u{2309} RightDoubleBracket;\u{27E7} RightDownTeeVector;⥝ RightDownVector;⇂ \
    RightDownVectorBar;⥕ RightFloor;\u{230B} RightTee;⊢ RightTeeArrow;↦ RightTeeVector;⥛ \
    RightTriangle;⊳ RightTriangleBar;⧐ RightTriangleEqual;⊵ RightUpDownVector;⥏ \
    RightUpTeeVector;⥜ RightUpVector;↾ RightUpVectorBar;⥔ RightVector;⇀ RightVectorBar;⥓ \
    Rightarrow;⇒ Ropf;ℝ RoundImplies;⥰ Rrightarrow;⇛ Rscr;ℛ Rsh;↱ RuleDelayed;⧴ SHCHcy;Щ SHcy;Ш \
    SOFTcy;Ь Sacute;Ś Sc;⪼ Scaron;Š Scedil;Ş Scirc;Ŝ Scy;С Sfr;\u{1D516} ShortDownArrow;↓ \
    ShortLeftArrow;← ShortRightArrow;→ ShortUpArrow;↑ Sigma;Σ SmallCircle;∘ Sopf;\u{1D54A} Sqrt;√ \
    Square;□ SquareIntersection;⊓ SquareSubset;⊏ SquareSubsetEqual;⊑ SquareSuperset;⊐ \
    SquareSupersetEqual;⊒ SquareUnion;⊔ Sscr;\u{1D4AE} Star;⋆ Sub;⋐ Subset;⋐ SubsetEqual;⊆ \
    Succeeds;≻ SucceedsEqual;⪰ SucceedsSlantEqual;≽ SucceedsTilde;≿ SuchThat;∋ Sum;∑ Sup;⋑ \
    Superset;⊃ SupersetEqual;⊇ Supset;⋑ THORN,Þ TRADE;™ TSHcy;Ћ TScy;Ц Tab;\t Tau;Τ Tcaron;Ť \
    Tcedil;Ţ Tcy;Т Tfr;\u{1D517} Therefore;∴ Theta;Θ ThickSpace;\u{205F}\u{200A} \
    ThinSpace;\u{2009} Tilde;∼ TildeEqual;≃ TildeFullEqual;≅ TildeTilde;≈ Topf;\u{1D54B} \
    TripleDot;\u{20DB} Tscr;\u{1D4AF} Tstrok;Ŧ Uacute,Ú Uarr;↟ Uarrocir;⥉ Ubrcy;Ў Ubreve;Ŭ \
    Ucirc,Û Ucy;У Udblac;Ű Ufr;\u{1D518} Ugrave,Ù Umacr;Ū UnderBar;_ UnderBrace;⏟ UnderBracket;⎵ \
    UnderParenthesis;⏝ Union;⋃ UnionPlus;⊎ Uogon;Ų Uopf;\u{1D54C} UpArrow;↑ UpArrowBar;⤒ \
    UpArrowDownArrow;⇅ UpDownArrow;↕ UpEquilibrium;⥮ UpTee;⊥ UpTeeArrow;↥ Uparrow;⇑ Updownarrow;⇕ \
    UpperLeftArrow;↖ UpperRightArrow;↗ Upsi;ϒ Upsilon;Υ Uring;Ů Uscr;\u{1D4B0} Utilde;Ũ Uuml,Ü \
    VDash;⊫ Vbar;⫫ Vcy;В Vdash;⊩ Vdashl;⫦ Vee;⋁ Verbar;‖ Vert;‖ VerticalBar;∣ VerticalLine;| \
    VerticalSeparator;❘ VerticalTilde;≀ VeryThinSpace;\u{200A} Vfr;\u{1D519} Vopf;\u{1D54D} \
    Vscr;\u{1D4B1} Vvdash;⊪ Wcirc;Ŵ Wedge;⋀ Wfr;\u{1D51A} Wopf;\u{1D54E} Wscr;\u{1D4B2} \
    Xfr;\u{1D51B} Xi;Ξ Xopf;\u{1D54F} Xscr;\u{1D4B3} YAcy;Я YIcy;Ї YUcy;Ю Yacute,Ý Ycirc;Ŷ Ycy;Ы \
    Yfr;\u{1D51C} Yopf;\u{1D550} Yscr;\u{1D4B4} Yuml;Ÿ ZHcy;Ж Zacute;Ź Zcaron;Ž Zcy;З Zdot;Ż \
    ZeroWidthSpace;\u{200B} Zeta;Ζ Zfr;ℨ Zopf;ℤ Zscr;\u{1D4B5} aacute,á abreve;ă ac;∾ \
    acE;∾\u{333} acd;∿ acirc,â acute,\u{B4} acy;а aelig,æ af;\u{2061} afr;\u{1D51E} agrave,à \
    alefsym;ℵ aleph;ℵ alpha;α amacr;ā amalg;⨿ amp,& and;∧ andand;⩕ andd;⩜ andslope;⩘ andv;⩚ ang;∠ \
    ange;⦤ angle;∠ angmsd;∡ angmsdaa;⦨ angmsdab;⦩ angmsdac;⦪ angmsdad;⦫ angmsdae;⦬ angmsdaf;⦭ \
    angmsdag;⦮ angmsdah;⦯ angrt;∟ angrtvb;⊾ angrtvbd;⦝ angsph;∢ angst;Å angzarr;⍼ aogon;ą \
    aopf;\u{1D552} ap;≈ apE;⩰ apacir;⩯ ape;≊ apid;≋ apos;' approx;≈ approxeq;≊ aring,å \
    ascr;\u{1D4B6} ast;* asymp;≈ asympeq;≍ atilde,ã auml,ä awconint;∳ awint;⨑ bNot;⫭ backcong;≌ \
    backepsilon;϶ backprime;‵ backsim;∽ backsimeq;⋍ barvee;⊽ barwed;⌅ barwedge;⌅ bbrk;⎵ \
    bbrktbrk;⎶ bcong;≌ bcy;б bdquo;\u{201E} becaus;∵ because;∵ bemptyv;⦰ bepsi;϶ bernou;ℬ beta;β \
    beth;ℶ between;≬ bfr;\u{1D51F} bigcap;⋂ bigcirc;◯ bigcup;⋃ bigodot;⨀ bigoplus;⨁ bigotimes;⨂ \
    bigsqcup;⨆ bigstar;★ bigtriangledown;▽ bigtriangleup;△ biguplus;⨄ bigvee;⋁ bigwedge;⋀ \
    bkarow;⤍ blacklozenge;⧫ blacksquare;▪ blacktriangle;▴ blacktriangledown;▾ blacktriangleleft;◂ \
    blacktriangleright;▸ blank;␣ blk12;▒ blk14;░ blk34;▓ block;█ bne;=\u{20E5} bnequiv;≡\u{20E5} \
    bnot;⌐ bopf;\u{1D553} bot;⊥ bottom;⊥ bowtie;⋈ boxDL;╗ boxDR;╔ boxDl;╖ boxDr;╓ boxH;═ boxHD;╦ \
    boxHU;╩ boxHd;╤ boxHu;╧ boxUL;╝ boxUR;╚ boxUl;╜ boxUr;╙ boxV;║ boxVH;╬ boxVL;╣ boxVR;╠ \
    boxVh;╫ boxVl;╢ boxVr;╟ boxbox;⧉ boxdL;╕ boxdR;╒ boxdl;┐ boxdr;┌ boxh;─ boxhD;╥ boxhU;╨ \
    boxhd;┬ boxhu;┴ boxminus;⊟ boxplus;⊞ boxtimes;⊠ boxuL;╛ boxuR;╘ boxul;┘ boxur;└ boxv;│ \
    boxvH;╪ boxvL;╡ boxvR;╞ boxvh;┼ boxvl;┤ boxvr;├ bprime;‵ breve;\u{2D8} brvbar,¦ \
    bscr;\u{1D4B7} bsemi;⁏ bsim;∽ bsime;⋍ bsol;\\ bsolb;⧅ bsolhsub;⟈ bull;• bullet;• bump;≎ \
    bumpE;⪮ bumpe;≏ bumpeq;≏ cacute;ć cap;∩ capand;⩄ capbrcup;⩉ capcap;⩋ capcup;⩇ capdot;⩀ \
    caps;∩\u{FE00} caret;⁁ caron;\u{2C7} ccaps;⩍ ccaron;č ccedil,ç ccirc;ĉ ccups;⩌ ccupssm;⩐ \
    cdot;ċ cedil,\u{B8} cemptyv;⦲ cent,¢ centerdot;· cfr;\u{1D520} chcy;ч check;✓ checkmark;✓ \
    chi;χ cir;○ cirE;⧃ circ;\u{2C6} circeq;≗ circlearrowleft;↺ circlearrowright;↻ circledR;® \
    circledS;Ⓢ circledast;⊛ circledcirc;⊚ circleddash;⊝ cire;≗ cirfnint;⨐ cirmid;⫯ cirscir;⧂ \
    clubs;♣ clubsuit;♣ colon;: colone;≔ coloneq;≔ comma;, commat;@ comp;∁ compfn;∘ complement;∁ \
    complexes;ℂ cong;≅ congdot;⩭ conint;∮ copf;\u{1D554} coprod;∐ copy,© copysr;℗ crarr;↵ cross;✗ \
    cscr;\u{1D4B8} csub;⫏ csube;⫑ csup;⫐ csupe;⫒ ctdot;⋯ cudarrl;⤸ cudarrr;⤵ cuepr;⋞ cuesc;⋟ \
    cularr;↶ cularrp;⤽ cup;∪ cupbrcap;⩈ cupcap;⩆ cupcup;⩊ cupdot;⊍ cupor;⩅ cups;∪\u{FE00} \
    curarr;↷ curarrm;⤼ curlyeqprec;⋞ curlyeqsucc;⋟ curlyvee;⋎ curlywedge;⋏ curren,¤ \
    curvearrowleft;↶ curvearrowright;↷ cuvee;⋎ cuwed;⋏ cwconint;∲ cwint;∱ cylcty;⌭ dArr;⇓ dHar;⥥ \
    dagger;† daleth;ℸ darr;↓ dash;\u{2010} dashv;⊣ dbkarow;⤏ dblac;\u{2DD} dcaron;ď dcy;д dd;ⅆ \
    ddagger;‡ ddarr;⇊ ddotseq;⩷ deg,° delta;δ demptyv;⦱ dfisht;⥿ dfr;\u{1D521} dharl;⇃ dharr;⇂ \
    diam;⋄ diamond;⋄ diamondsuit;♦ diams;♦ die;\u{A8} digamma;ϝ disin;⋲ div;÷ divide,÷ \
    divideontimes;⋇ divonx;⋇ djcy;ђ dlcorn;⌞ dlcrop;⌍ dollar;$ dopf;\u{1D555} dot;\u{2D9} doteq;≐ \
    doteqdot;≑ dotminus;∸ dotplus;∔ dotsquare;⊡ doublebarwedge;⌆ downarrow;↓ downdownarrows;⇊ \
    downharpoonleft;⇃ downharpoonright;⇂ drbkarow;⤐ drcorn;⌟ drcrop;⌌ dscr;\u{1D4B9} dscy;ѕ \
    dsol;⧶ dstrok;đ dtdot;⋱ dtri;▿ dtrif;▾ duarr;⇵ duhar;⥯ dwangle;⦦ dzcy;џ dzigrarr;⟿ eDDot;⩷ \
    eDot;≑ eacute,é easter;⩮ ecaron;ě ecir;≖ ecirc,ê ecolon;≕ ecy;э edot;ė ee;ⅇ efDot;≒ \
    efr;\u{1D522} eg;⪚ egrave,è egs;⪖ egsdot;⪘ el;⪙ elinters;⏧ ell;ℓ els;⪕ elsdot;⪗ emacr;ē \
    empty;∅ emptyset;∅ emptyv;∅ emsp;\u{2003} emsp13;\u{2004} emsp14;\u{2005} eng;ŋ ensp;\u{2002} \
    eogon;ę eopf;\u{1D556} epar;⋕ eparsl;⧣ eplus;⩱ epsi;ε epsilon;ε epsiv;ϵ eqcirc;≖ eqcolon;≕ \
    eqsim;≂ eqslantgtr;⪖ eqslantless;⪕ equals;= equest;≟ equiv;≡ equivDD;⩸ eqvparsl;⧥ erDot;≓ \
    erarr;⥱ escr;ℯ esdot;≐ esim;≂ eta;η eth,ð euml,ë euro;€ excl;! exist;∃ expectation;ℰ \
    exponentiale;ⅇ fallingdotseq;≒ fcy;ф female;♀ ffilig;ﬃ fflig;ﬀ ffllig;ﬄ ffr;\u{1D523} filig;ﬁ \
    fjlig;fj flat;♭ fllig;ﬂ fltns;▱ fnof;ƒ fopf;\u{1D557} forall;∀ fork;⋔ forkv;⫙ fpartint;⨍ \
    frac12,\u{BD} frac13;\u{2153} frac14,\u{BC} frac15;\u{2155} frac16;\u{2159} frac18;\u{215B} \
    frac23;\u{2154} frac25;\u{2156} frac34,\u{BE} frac35;\u{2157} frac38;\u{215C} frac45;\u{2158} \
    frac56;\u{215A} frac58;\u{215D} frac78;\u{215E} frasl;⁄ frown;⌢ fscr;\u{1D4BB} gE;≧ gEl;⪌ \
    gacute;ǵ gamma;γ gammad;ϝ gap;⪆ gbreve;ğ gcirc;ĝ gcy;г gdot;ġ ge;≥ gel;⋛ geq;≥ geqq;≧ \
    geqslant;⩾ ges;⩾ gescc;⪩ gesdot;⪀ gesdoto;⪂ gesdotol;⪄ gesl;⋛\u{FE00} gesles;⪔ gfr;\u{1D524} \
    gg;≫ ggg;⋙ gimel;ℷ gjcy;ѓ gl;≷ glE;⪒ gla;⪥ glj;⪤ gnE;≩ gnap;⪊ gnapprox;⪊ gne;⪈ gneq;⪈ gneqq;≩ \
    gnsim;⋧ gopf;\u{1D558} grave;` gscr;ℊ gsim;≳ gsime;⪎ gsiml;⪐ gt,> gtcc;⪧ gtcir;⩺ gtdot;⋗ \
    gtlPar;\u{2995} gtquest;⩼ gtrapprox;⪆ gtrarr;⥸ gtrdot;⋗ gtreqless;⋛ gtreqqless;⪌ gtrless;≷ \
    gtrsim;≳ gvertneqq;≩\u{FE00} gvnE;≩\u{FE00} hArr;⇔ hairsp;\u{200A} half;\u{BD} hamilt;ℋ \
    hardcy;ъ harr;↔ harrcir;⥈ harrw;↭ hbar;ℏ hcirc;ĥ hearts;♥ heartsuit;♥ hellip;… hercon;⊹ \
    hfr;\u{1D525} hksearow;⤥ hkswarow;⤦ hoarr;⇿ homtht;∻ hookleftarrow;↩ hookrightarrow;↪ \
    hopf;\u{1D559} horbar;\u{2015} hscr;\u{1D4BD} hslash;ℏ hstrok;ħ hybull;⁃ hyphen;\u{2010} \
    iacute,í ic;\u{2063} icirc,î icy;и iecy;е iexcl,¡ iff;⇔ ifr;\u{1D526} igrave,ì ii;ⅈ iiiint;⨌ \
    iiint;∭ iinfin;⧜ iiota;℩ ijlig;ĳ imacr;ī image;ℑ imagline;ℐ imagpart;ℑ imath;ı imof;⊷ imped;Ƶ \
    in;∈ incare;℅ infin;∞ infintie;⧝ inodot;ı int;∫ intcal;⊺ integers;ℤ intercal;⊺ intlarhk;⨗ \
    intprod;⨼ iocy;ё iogon;į iopf;\u{1D55A} iota;ι iprod;⨼ iquest,¿ iscr;\u{1D4BE} isin;∈ isinE;⋹ \
    isindot;⋵ isins;⋴ isinsv;⋳ isinv;∈ it;\u{2062} itilde;ĩ iukcy;і iuml,ï jcirc;ĵ jcy;й \
    jfr;\u{1D527} jmath;ȷ jopf;\u{1D55B} jscr;\u{1D4BF} jsercy;ј jukcy;є kappa;κ kappav;ϰ \
    kcedil;ķ kcy;к kfr;\u{1D528} kgreen;ĸ khcy;х kjcy;ќ kopf;\u{1D55C} kscr;\u{1D4C0} lAarr;⇚ \
    lArr;⇐ lAtail;⤛ lBarr;⤎ lE;≦ lEg;⪋ lHar;⥢ lacute;ĺ laemptyv;⦴ lagran;ℒ lambda;λ lang;\u{27E8} \
    langd;\u{2991} langle;\u{27E8} lap;⪅ laquo,« larr;← larrb;⇤ larrbfs;⤟ larrfs;⤝ larrhk;↩ \
    larrlp;↫ larrpl;⤹ larrsim;⥳ larrtl;↢ lat;⪫ latail;⤙ late;⪭ lates;⪭\u{FE00} lbarr;⤌ \
    lbbrk;\u{2772} lbrace;{ lbrack;[ lbrke;\u{298B} lbrksld;\u{298F} lbrkslu;\u{298D} lcaron;ľ \
    lcedil;ļ lceil;\u{2308} lcub;{ lcy;л ldca;⤶ ldquo;“ ldquor;\u{201E} ldrdhar;⥧ ldrushar;⥋ \
    ldsh;↲ le;≤ leftarrow;← leftarrowtail;↢ leftharpoondown;↽ leftharpoonup;↼ leftleftarrows;⇇ \
    leftrightarrow;↔ leftrightarrows;⇆ leftrightharpoons;⇋ leftrightsquigarrow;↭ leftthreetimes;⋋ \
    leg;⋚ leq;≤ leqq;≦ leqslant;⩽ les;⩽ lescc;⪨ lesdot;⩿ lesdoto;⪁ lesdotor;⪃ lesg;⋚\u{FE00} \
    lesges;⪓ lessapprox;⪅ lessdot;⋖ lesseqgtr;⋚ lesseqqgtr;⪋ lessgtr;≶ lesssim;≲ lfisht;⥼ \
    lfloor;\u{230A} lfr;\u{1D529} lg;≶ lgE;⪑ lhard;↽ lharu;↼ lharul;⥪ lhblk;▄ ljcy;љ ll;≪ llarr;⇇ \
    llcorner;⌞ llhard;⥫ lltri;◺ lmidot;ŀ lmoust;⎰ lmoustache;⎰ lnE;≨ lnap;⪉ lnapprox;⪉ lne;⪇ \
    lneq;⪇ lneqq;≨ lnsim;⋦ loang;\u{27EC} loarr;⇽ lobrk;\u{27E6} longleftarrow;⟵ \
    longleftrightarrow;⟷ longmapsto;⟼ longrightarrow;⟶ looparrowleft;↫ looparrowright;↬ \
    lopar;\u{2985} lopf;\u{1D55D} loplus;⨭ lotimes;⨴ lowast;∗ lowbar;_ loz;◊ lozenge;◊ lozf;⧫ \
    lpar;( lparlt;\u{2993} lrarr;⇆ lrcorner;⌟ lrhar;⇋ lrhard;⥭ lrm;\u{200E} lrtri;⊿ lsaquo;‹ \
    lscr;\u{1D4C1} lsh;↰ lsim;≲ lsime;⪍ lsimg;⪏ lsqb;[ lsquo;‘ lsquor;\u{201A} lstrok;ł lt,< \
    ltcc;⪦ ltcir;⩹ ltdot;⋖ lthree;⋋ ltimes;⋉ ltlarr;⥶ ltquest;⩻ ltrPar;\u{2996} ltri;◃ ltrie;⊴ \
    ltrif;◂ lurdshar;⥊ luruhar;⥦ lvertneqq;≨\u{FE00} lvnE;≨\u{FE00} mDDot;∺ macr,\u{AF} male;♂ \
    malt;✠ maltese;✠ map;↦ mapsto;↦ mapstodown;↧ mapstoleft;↤ mapstoup;↥ marker;▮ mcomma;⨩ mcy;м \
    mdash;\u{2014} measuredangle;∡ mfr;\u{1D52A} mho;℧ micro,µ mid;∣ midast;* midcir;⫰ middot,· \
    minus;− minusb;⊟ minusd;∸ minusdu;⨪ mlcp;⫛ mldr;… mnplus;∓ models;⊧ mopf;\u{1D55E} mp;∓ \
    mscr;\u{1D4C2} mstpos;∾ mu;μ multimap;⊸ mumap;⊸ nGg;⋙\u{338} nGt;≫\u{20D2} nGtv;≫\u{338} \
    nLeftarrow;⇍ nLeftrightarrow;⇎ nLl;⋘\u{338} nLt;≪\u{20D2} nLtv;≪\u{338} nRightarrow;⇏ \
    nVDash;⊯ nVdash;⊮ nabla;∇ nacute;ń nang;∠\u{20D2} nap;≉ napE;⩰\u{338} napid;≋\u{338} napos;ŉ \
    napprox;≉ natur;♮ natural;♮ naturals;ℕ nbsp,\u{A0} nbump;≎\u{338} nbumpe;≏\u{338} ncap;⩃ \
    ncaron;ň ncedil;ņ ncong;≇ ncongdot;⩭\u{338} ncup;⩂ ncy;н ndash;\u{2013} ne;≠ neArr;⇗ nearhk;⤤ \
    nearr;↗ nearrow;↗ nedot;≐\u{338} nequiv;≢ nesear;⤨ nesim;≂\u{338} nexist;∄ nexists;∄ \
    nfr;\u{1D52B} ngE;≧\u{338} nge;≱ ngeq;≱ ngeqq;≧\u{338} ngeqslant;⩾\u{338} nges;⩾\u{338} \
    ngsim;≵ ngt;≯ ngtr;≯ nhArr;⇎ nharr;↮ nhpar;⫲ ni;∋ nis;⋼ nisd;⋺ niv;∋ njcy;њ nlArr;⇍ \
    nlE;≦\u{338} nlarr;↚ nldr;‥ nle;≰ nleftarrow;↚ nleftrightarrow;↮ nleq;≰ nleqq;≦\u{338} \
    nleqslant;⩽\u{338} nles;⩽\u{338} nless;≮ nlsim;≴ nlt;≮ nltri;⋪ nltrie;⋬ nmid;∤ nopf;\u{1D55F} \
    not,¬ notin;∉ notinE;⋹\u{338} notindot;⋵\u{338} notinva;∉ notinvb;⋷ notinvc;⋶ notni;∌ \
    notniva;∌ notnivb;⋾ notnivc;⋽ npar;∦ nparallel;∦ nparsl;⫽\u{20E5} npart;∂\u{338} npolint;⨔ \
    npr;⊀ nprcue;⋠ npre;⪯\u{338} nprec;⊀ npreceq;⪯\u{338} nrArr;⇏ nrarr;↛ nrarrc;⤳\u{338} \
    nrarrw;↝\u{338} nrightarrow;↛ nrtri;⋫ nrtrie;⋭ nsc;⊁ nsccue;⋡ nsce;⪰\u{338} nscr;\u{1D4C3} \
    nshortmid;∤ nshortparallel;∦ nsim;≁ nsime;≄ nsimeq;≄ nsmid;∤ nspar;∦ nsqsube;⋢ nsqsupe;⋣ \
    nsub;⊄ nsubE;⫅\u{338} nsube;⊈ nsubset;⊂\u{20D2} nsubseteq;⊈ nsubseteqq;⫅\u{338} nsucc;⊁ \
    nsucceq;⪰\u{338} nsup;⊅ nsupE;⫆\u{338} nsupe;⊉ nsupset;⊃\u{20D2} nsupseteq;⊉ \
    nsupseteqq;⫆\u{338} ntgl;≹ ntilde,ñ ntlg;≸ ntriangleleft;⋪ ntrianglelefteq;⋬ ntriangleright;⋫ \
    ntrianglerighteq;⋭ nu;ν num;# numero;№ numsp;\u{2007} nvDash;⊭ nvHarr;⤄ nvap;≍\u{20D2} \
    nvdash;⊬ nvge;≥\u{20D2} nvgt;>\u{20D2} nvinfin;⧞ nvlArr;⤂ nvle;≤\u{20D2} nvlt;<\u{20D2} \
    nvltrie;⊴\u{20D2} nvrArr;⤃ nvrtrie;⊵\u{20D2} nvsim;∼\u{20D2} nwArr;⇖ nwarhk;⤣ nwarr;↖ \
    nwarrow;↖ nwnear;⤧ oS;Ⓢ oacute,ó oast;⊛ ocir;⊚ ocirc,ô ocy;о odash;⊝ odblac;ő odiv;⨸ odot;⊙ \
    odsold;⦼ oelig;œ ofcir;⦿ ofr;\u{1D52C} ogon;\u{2DB} ograve,ò ogt;⧁ ohbar;⦵ ohm;Ω oint;∮ \
    olarr;↺ olcir;⦾ olcross;⦻ oline;‾ olt;⧀ omacr;ō omega;ω omicron;ο omid;⦶ ominus;⊖ \
    oopf;\u{1D560} opar;⦷ operp;⦹ oplus;⊕ or;∨ orarr;↻ ord;⩝ order;ℴ orderof;ℴ ordf,ª ordm,º \
    origof;⊶ oror;⩖ orslope;⩗ orv;⩛ oscr;ℴ oslash,ø osol;⊘ otilde,õ otimes;⊗ otimesas;⨶ ouml,ö \
    ovbar;⌽ par;∥ para,¶ parallel;∥ parsim;⫳ parsl;⫽ part;∂ pcy;п percnt;% period;. permil;‰ \
    perp;⊥ pertenk;‱ pfr;\u{1D52D} phi;φ phiv;ϕ phmmat;ℳ phone;☎ pi;π pitchfork;⋔ piv;ϖ planck;ℏ \
    planckh;ℎ plankv;ℏ plus;+ plusacir;⨣ plusb;⊞ pluscir;⨢ plusdo;∔ plusdu;⨥ pluse;⩲ plusmn,± \
    plussim;⨦ plustwo;⨧ pm;± pointint;⨕ popf;\u{1D561} pound,£ pr;≺ prE;⪳ prap;⪷ prcue;≼ pre;⪯ \
    prec;≺ precapprox;⪷ preccurlyeq;≼ preceq;⪯ precnapprox;⪹ precneqq;⪵ precnsim;⋨ precsim;≾ \
    prime;′ primes;ℙ prnE;⪵ prnap;⪹ prnsim;⋨ prod;∏ profalar;⌮ profline;⌒ profsurf;⌓ prop;∝ \
    propto;∝ prsim;≾ prurel;⊰ pscr;\u{1D4C5} psi;ψ puncsp;\u{2008} qfr;\u{1D52E} qint;⨌ \
    qopf;\u{1D562} qprime;⁗ qscr;\u{1D4C6} quaternions;ℍ quatint;⨖ quest;? questeq;≟ quot,\" \
    rAarr;⇛ rArr;⇒ rAtail;⤜ rBarr;⤏ rHar;⥤ race;∽\u{331} racute;ŕ radic;√ raemptyv;⦳ \
    rang;\u{27E9} rangd;\u{2992} range;⦥ rangle;\u{27E9} raquo,» rarr;→ rarrap;⥵ rarrb;⇥ \
    rarrbfs;⤠ rarrc;⤳ rarrfs;⤞ rarrhk;↪ rarrlp;↬ rarrpl;⥅ rarrsim;⥴ rarrtl;↣ rarrw;↝ ratail;⤚ \
    ratio;∶ rationals;ℚ rbarr;⤍ rbbrk;\u{2773} rbrace;} rbrack;] rbrke;\u{298C} rbrksld;\u{298E} \
    rbrkslu;\u{2990} rcaron;ř rcedil;ŗ rceil;\u{2309} rcub;} rcy;р rdca;⤷ rdldhar;⥩ rdquo;” \
    rdquor;” rdsh;↳ real;ℜ realine;ℛ realpart;ℜ reals;ℝ rect;▭ reg,® rfisht;⥽ rfloor;\u{230B} \
    rfr;\u{1D52F} rhard;⇁ rharu;⇀ rharul;⥬ rho;ρ rhov;ϱ rightarrow;→ rightarrowtail;↣ \
    rightharpoondown;⇁ rightharpoonup;⇀ rightleftarrows;⇄ rightleftharpoons;⇌ rightrightarrows;⇉ \
    rightsquigarrow;↝ rightthreetimes;⋌ ring;\u{2DA} risingdotseq;≓ rlarr;⇄ rlhar;⇌ rlm;\u{200F} \
    rmoust;⎱ rmoustache;⎱ rnmid;⫮ roang;\u{27ED} roarr;⇾ robrk;\u{27E7} ropar;\u{2986} \
    ropf;\u{1D563} roplus;⨮ rotimes;⨵ rpar;) rpargt;\u{2994} rppolint;⨒ rrarr;⇉ rsaquo;› \
    rscr;\u{1D4C7} rsh;↱ rsqb;] rsquo;’ rsquor;’ rthree;⋌ rtimes;⋊ rtri;▹ rtrie;⊵ rtrif;▸ \
    rtriltri;⧎ ruluhar;⥨ rx;℞ sacute;ś sbquo;\u{201A} sc;≻ scE;⪴ scap;⪸ scaron;š sccue;≽ sce;⪰ \
    scedil;ş scirc;ŝ scnE;⪶ scnap;⪺ scnsim;⋩ scpolint;⨓ scsim;≿ scy;с sdot;⋅ sdotb;⊡ sdote;⩦ \
    seArr;⇘ searhk;⤥ searr;↘ searrow;↘ sect,§ semi;; seswar;⤩ setminus;∖ setmn;∖ sext;✶ \
    sfr;\u{1D530} sfrown;⌢ sharp;♯ shchcy;щ shcy;ш shortmid;∣ shortparallel;∥ shy,\u{AD} sigma;σ \
    sigmaf;ς sigmav;ς sim;∼ simdot;⩪ sime;≃ simeq;≃ simg;⪞ simgE;⪠ siml;⪝ simlE;⪟ simne;≆ \
    simplus;⨤ simrarr;⥲ slarr;← smallsetminus;∖ smashp;⨳ smeparsl;⧤ smid;∣ smile;⌣ smt;⪪ smte;⪬ \
    smtes;⪬\u{FE00} softcy;ь sol;/ solb;⧄ solbar;⌿ sopf;\u{1D564} spades;♠ spadesuit;♠ spar;∥ \
    sqcap;⊓ sqcaps;⊓\u{FE00} sqcup;⊔ sqcups;⊔\u{FE00} sqsub;⊏ sqsube;⊑ sqsubset;⊏ sqsubseteq;⊑ \
    sqsup;⊐ sqsupe;⊒ sqsupset;⊐ sqsupseteq;⊒ squ;□ square;□ squarf;▪ squf;▪ srarr;→ \
    sscr;\u{1D4C8} ssetmn;∖ ssmile;⌣ sstarf;⋆ star;☆ starf;★ straightepsilon;ϵ straightphi;ϕ \
    strns;\u{AF} sub;⊂ subE;⫅ subdot;⪽ sube;⊆ subedot;⫃ submult;⫁ subnE;⫋ subne;⊊ subplus;⪿ \
    subrarr;⥹ subset;⊂ subseteq;⊆ subseteqq;⫅ subsetneq;⊊ subsetneqq;⫋ subsim;⫇ subsub;⫕ subsup;⫓ \
    succ;≻ succapprox;⪸ succcurlyeq;≽ succeq;⪰ succnapprox;⪺ succneqq;⪶ succnsim;⋩ succsim;≿ \
    sum;∑ sung;♪ sup;⊃ sup1,\u{B9} sup2,\u{B2} sup3,\u{B3} supE;⫆ supdot;⪾ supdsub;⫘ supe;⊇ \
    supedot;⫄ suphsol;⟉ suphsub;⫗ suplarr;⥻ supmult;⫂ supnE;⫌ supne;⊋ supplus;⫀ supset;⊃ \
    supseteq;⊇ supseteqq;⫆ supsetneq;⊋ supsetneqq;⫌ supsim;⫈ supsub;⫔ supsup;⫖ swArr;⇙ swarhk;⤦ \
    swarr;↙ swarrow;↙ swnwar;⤪ szlig,ß target;⌖ tau;τ tbrk;⎴ tcaron;ť tcedil;ţ tcy;т \
    tdot;\u{20DB} telrec;⌕ tfr;\u{1D531} there4;∴ therefore;∴ theta;θ thetasym;ϑ thetav;ϑ \
    thickapprox;≈ thicksim;∼ thinsp;\u{2009} thkap;≈ thksim;∼ thorn,þ tilde;\u{2DC} times,× \
    timesb;⊠ timesbar;⨱ timesd;⨰ tint;∭ toea;⤨ top;⊤ topbot;⌶ topcir;⫱ topf;\u{1D565} topfork;⫚ \
    tosa;⤩ tprime;‴ trade;™ triangle;▵ triangledown;▿ triangleleft;◃ trianglelefteq;⊴ triangleq;≜ \
    triangleright;▹ trianglerighteq;⊵ tridot;◬ trie;≜ triminus;⨺ triplus;⨹ trisb;⧍ tritime;⨻ \
    trpezium;⏢ tscr;\u{1D4C9} tscy;ц tshcy;ћ tstrok;ŧ twixt;≬ twoheadleftarrow;↞ \
    twoheadrightarrow;↠ uArr;⇑ uHar;⥣ uacute,ú uarr;↑ ubrcy;ў ubreve;ŭ ucirc,û ucy;у udarr;⇅ \
    udblac;ű udhar;⥮ ufisht;⥾ ufr;\u{1D532} ugrave,ù uharl;↿ uharr;↾ uhblk;▀ ulcorn;⌜ ulcorner;⌜ \
    ulcrop;⌏ ultri;◸ umacr;ū uml,\u{A8} uogon;ų uopf;\u{1D566} uparrow;↑ updownarrow;↕ \
    upharpoonleft;↿ upharpoonright;↾ uplus;⊎ upsi;υ upsih;ϒ upsilon;υ upuparrows;⇈ urcorn;⌝ \
    urcorner;⌝ urcrop;⌎ uring;ů urtri;◹ uscr;\u{1D4CA} utdot;⋰ utilde;ũ utri;▵ utrif;▴ uuarr;⇈ \
    uuml,ü uwangle;⦧ vArr;⇕ vBar;⫨ vBarv;⫩ vDash;⊨ vangrt;⦜ varepsilon;ϵ varkappa;ϰ varnothing;∅ \
    varphi;ϕ varpi;ϖ varpropto;∝ varr;↕ varrho;ϱ varsigma;ς varsubsetneq;⊊\u{FE00} \
    varsubsetneqq;⫋\u{FE00} varsupsetneq;⊋\u{FE00} varsupsetneqq;⫌\u{FE00} vartheta;ϑ \
    vartriangleleft;⊲ vartriangleright;⊳ vcy;в vdash;⊢ vee;∨ veebar;⊻ veeeq;≚ vellip;⋮ verbar;| \
    vert;| vfr;\u{1D533} vltri;⊲ vnsub;⊂\u{20D2} vnsup;⊃\u{20D2} vopf;\u{1D567} vprop;∝ vrtri;⊳ \
    vscr;\u{1D4CB} vsubnE;⫋\u{FE00} vsubne;⊊\u{FE00} vsupnE;⫌\u{FE00} vsupne;⊋\u{FE00} vzigzag;⦚ \
    wcirc;ŵ wedbar;⩟ wedge;∧ wedgeq;≙ weierp;℘ wfr;\u{1D534} wopf;\u{1D568} wp;℘ wr;≀ wreath;≀ \
    wscr;\u{1D4CC} xcap;⋂ xcirc;◯ xcup;⋃ xdtri;▽ xfr;\u{1D535} xhArr;⟺ xharr;⟷ xi;ξ xlArr;⟸ \
    xlarr;⟵ xmap;⟼ xnis;⋻ xodot;⨀ xopf;\u{1D569} xoplus;⨁ xotime;⨂ xrArr;⟹ xrarr;⟶ xscr;\u{1D4CD} \
    xsqcup;⨆ xuplus;⨄ xutri;△ xvee;⋁ xwedge;⋀ yacute,ý yacy;я ycirc;ŷ ycy;ы yen,¥ yfr;\u{1D536} \
    yicy;ї yopf;\u{1D56A} yscr;\u{1D4CE} yucy;ю yuml,ÿ zacute;ź zcaron;ž zcy;з zdot;ż zeetrf;ℨ \
    zeta;ζ zfr;\u{1D537} zhcy;ж zigrarr;⇝ zopf;\u{1D56B} zscr;\u{1D4CF} zwj;\u{200D} \
    zwnj;\u{200C}
    """
}
