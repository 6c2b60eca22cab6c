"""Reads paths from standard input and writes what expat makes of each: one dump file per path.

Line 1 of a dump is "well-formed" or "ill-formed: why". Then one line per event:
S<TAB>namespace<TAB>local name, A<TAB>namespace<TAB>local name<TAB>value, T<TAB>text, E.
"""

import codecs
import re
import sys
import xml.parsers.expat

MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
PATTERNS = [
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
]
WIDE = ("utf-16", "utf-32", "utf_16", "utf_32", "u16", "u32", "ucs", "iso-10646")


def decode(data):
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark):].decode(name)
    for pattern, name in PATTERNS:
        if data.startswith(pattern):
            return data.decode(name)
    label = re.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']", data)
    name = label.group(1).decode("ascii", "replace").lower() if label else "utf-8"
    if name.startswith(WIDE):
        name = "utf-8"
    if codecs.lookup(name).name in ("iso8859-1", "ascii"):
        name = "cp1252"
    if codecs.lookup(name).name == "cp1252":
        return "".join(
            bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b)
            for b in data
        )
    return data.decode(name)


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def split(name):
    uri, _, local = name.rpartition("\x1f")
    return escape(uri), escape(local)


class Dump:
    def __init__(self):
        self.lines = []
        self.text = []

    def flush(self):
        if self.text:
            self.lines.append("T\t" + escape("".join(self.text)))
            self.text = []

    def start(self, name, attributes):
        self.flush()
        self.lines.append("S\t%s\t%s" % split(name))
        found = ["A\t%s\t%s\t%s" % (*split(key), escape(value)) for key, value in attributes.items()]
        self.lines += sorted(found, key=lambda line: line.encode())

    def end(self, name):
        self.flush()
        self.lines.append("E")


def dump(path):
    result = Dump()
    try:
        text = decode(open(path, "rb").read())
        parser = xml.parsers.expat.ParserCreate("utf-8", "\x1f")
        parser.StartElementHandler = result.start
        parser.EndElementHandler = result.end

        def characters(data):
            result.text.append(data)

        parser.CharacterDataHandler = characters
        parser.Parse(text.encode("utf-8"), True)
        return ["well-formed"] + result.lines
    except (xml.parsers.expat.ExpatError, UnicodeError, LookupError) as error:
        return ["ill-formed: %s" % error] + result.lines


folder = sys.argv[1]
for index, path in enumerate(sys.stdin.read().splitlines()):
    with open("%s/%d" % (folder, index), "w", encoding="utf-8", newline="") as out:
        out.write("\n".join(dump(path)))
