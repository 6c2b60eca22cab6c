import Testing
import Weblog
import WeblogTesting

@testable import Normalization

/// Pairs of HTML and the text a person would see.
struct PlainTextTests {
  @Test(
    arguments: [
      ("a <b>bold</b> word", "a bold word"),
      ("one\n  two\t three", "one two three"),
      ("<p>one</p><p>two</p>", "one\n\ntwo"),
      ("<div>one</div><div>two</div>", "one\ntwo"),
      ("one<br>two<br/>three", "one\ntwo\nthree"),
      ("one<br><br><br><br>two", "one\n\ntwo"),
      ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
      ("one<br></div><div>two", "one\ntwo"),
      ("<ul><li>one</li><li>two</li></ul>after", "one\ntwo\n\nafter"),
      ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
      ("<h1>Head</h1>body", "Head\n\nbody"),
      ("two <i>words </i> only", "two words only"),
      ("in<b>side</b>", "inside"),
    ]
  )
  func `blocks stand on lines of their own and words keep their spaces`(
    html: String,
    text: String
  ) {
    #expect(PlainText.reading(html: html) == text)
  }

  @Test(
    arguments: [
      ("<pre>a  b\n  c</pre>", "a  b\n  c"),
      ("x<pre>\n  a\r\n b</pre>y  z", "x\n\n  a\n b\n\ny z"),
      ("<pre>a<br>b</pre>", "a\nb"),
      ("<PRE>a\n\n\nb</PRE>", "a\n\n\nb"),
      ("</pre>a  b", "a b"),
    ]
  )
  func `preformatted text keeps its white space`(html: String, text: String) {
    #expect(PlainText.reading(html: html) == text)
  }

  @Test(
    arguments: [
      ("caf&eacute; &amp; cr&#232;me &#x26; t&#XE9;", "café & crème & té"),
      ("&lt;b&gt; is not a tag", "<b> is not a tag"),
      ("AT&T, R&B and ?a=1&b=2", "AT&T, R&B and ?a=1&b=2"),
      ("&copy 2014 &notit; &notin; &nosuchname;", "© 2014 ¬it; ∉ &nosuchname;"),
      ("one&nbsp;&nbsp; two\u{A0}three", "one two three"),
      ("&#147;quoted&#148; &#150; &#128;", "“quoted” – €"),
      ("&#0;&#xD800;&#99999999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("&#; &#x; & &&amp;", "&#; &#x; & &&"),
      ("a&NewLine;b&Tab;c&#10;d", "a b c d"),
      ("&CounterClockwiseContourIntegral;&nGt;", "∳≫⃒"),
      ("&amp;lt;", "&lt;"),
    ]
  )
  func `character references are decoded once`(html: String, text: String) {
    #expect(PlainText.reading(html: html) == text)
  }

  @Test(
    arguments: [
      ("a<script>if (x<y) '</div>'</script>b", "ab"),
      ("a<STYLE type=x>p > b {}</STYLE >b", "ab"),
      ("a<!-- <p>no</p> -->b<!-->c<!--->d", "abcd"),
      ("a<![if !vml]>b<![endif]>c<?xml x?>d<!DOCTYPE html>e</>f", "abcdef"),
      ("<img src='x' alt='a picture'>text", "text"),
      ("a<iframe src=x>fallback</iframe>b", "ab"),
      ("a<template><p>x</p></template>b", "ab"),
      ("a<svg><title>no</title></svg>b", "ab"),
      ("a<scripted>b", "ab"),
    ]
  )
  func `what nobody sees has no text`(html: String, text: String) {
    #expect(PlainText.reading(html: html) == text)
  }

  @Test(
    arguments: [
      ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
      ("I <3 you", "I <3 you"),
      ("if x <y", "if x <y"),
      ("<a title='a > b' href=\"x>y\">link</a>", "link"),
      ("<a href=\"x>lost\">?", "?"),
      ("<a href=\"x>word <b>more</b>", "word more"),
      ("<p don't>word</p> isn't", "word\n\nisn't"),
      ("<!-- never closed <p>word", "word"),
      ("one<iframe src=x />two", "onetwo"),
      ("text<script>var x = 1;", "text"),
      ("", ""),
      ("<", "<"),
      ("</", "</"),
      ("<!", "<!"),
      ("<!--", "<!--"),
      ("&", "&"),
      (" \n<p></p> <br> ", ""),
      ("a\u{0}b\u{1}c\u{B}d", "abcd"),
    ]
  )
  func `broken markup loses no words`(html: String, text: String) {
    #expect(PlainText.reading(html: html) == text)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "<b", "<b ", "<a b=\"x ", "<a b=\"> ", "<a b='\">' c=\"", "<!-- >", "<!--", "<iframe/>x",
      "<template><", "<title></titl", "<div><pre>", "</", "&nota", "&#1", "&", " <br> ",
      "<![CDATA[",
    ]
  )
  func `hostile repetition takes linear time`(piece: String) {
    for ending in ["", ">", "\">'>", "-->"] {
      let html = String(repeating: piece, count: 20_000) + ending
      #expect(PlainText.reading(html: html).utf8.count <= html.utf8.count)
    }
  }

  @Test func `a megabyte of attribute is skipped`() {
    let value = String(repeating: "x> ", count: 350_000)
    #expect(PlainText.reading(html: "<a title=\"\(value)\">word</a>") == "word")
  }

  @Test func `random bytes and random markup never trap`() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "<", ">", "</", "<!--", "-->", "\"", "'", "=", "&", "#", ";", "pre", "script", "br", "p", " ",
      "\n", "é", "\u{A0}", "amp", "x", "\u{0}", "<pre>", "</pre>", "template", "/", "!", "?",
    ]
    for _ in 0..<3_000 {
      let count = Int.random(in: 0..<40, using: &random)
      let html = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let text = PlainText.reading(html: html)
      #expect(!text.utf8.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 })
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = PlainText.reading(html: String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func `what a text holds reads alike wherever it stands`() {
    let tails = [
      "a  b", "a <b>c</b> d", "a &amp; b", "a \u{A0} b", "é  é", "a<br>b",
      "a \n b c d e f g h i j k l",
      "<pre>a  b</pre>", "a b c d e f g h i j k l m n o p q r s t <p>u", "ab\u{1}c",
    ]
    for tail in tails {
      let alone = PlainText.reading(html: "x" + tail)
      for count in 1...40 {
        let before = String(repeating: "x", count: count - 1)
        #expect(PlainText.reading(html: before + "x" + tail) == before + alone)
        let spaced = String(repeating: "x ", count: count)
        #expect(PlainText.reading(html: spaced + "x" + tail) == spaced + alone)
      }
    }
  }

  @Test func `a quote that is never closed ends at the tag's end, others are honoured before it`() {
    #expect(PlainText.reading(html: #"<a title="1 > 2">one</a> <a title="3>two"#) == "one two")
    #expect(PlainText.reading(html: "<a title='1 > 2'>one</a> <a title='3>two") == "one two")
  }

  @Test func `text without markup reads as itself`() {
    let text = "Plain words, « quoted » and naïve.\n\nA second paragraph — done."
    #expect(
      PlainText.reading(html: "<p>" + text.replacing("\n\n", with: "</p><p>") + "</p>") == text
    )
  }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }

  @Test(arguments: [
    ("One\ntwo\n\nthree", "One\ntwo\n\nthree"),
    ("One \r\n two\r\n\r\n\r\nthree", "One\ntwo\n\nthree"),
    ("<p>One</p>\n\n<p>two</p>\n", "One\n\ntwo"),
    ("<b>One</b>\n<em>two</em>", "One\ntwo"),
    ("One<pre>a\nb</pre>\ntwo", "One\n\na\nb\n\ntwo"),
    ("\n\nOne two\n", "One two"),
  ])
  func `line ends that mean something are kept`(html: String, text: String) {
    #expect(PlainText.reading(html: html, keepsLineEnds: true) == text)
    #expect(!PlainText.reading(html: "One\n\ntwo").contains("\n"))
  }
}
