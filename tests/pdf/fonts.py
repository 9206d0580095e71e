"""fonts.py FILE… - the fonts in a PDF file, read by a program that knows them from elsewhere (fontTools)."""
import base64
import io
import json
import subprocess
import sys

from fontTools.ttLib import TTFont


def objects_of(path):
    made = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path],
                          check=True, capture_output=True)
    return json.loads(made.stdout)["qpdf"][1]


def drawn(glyph):
    return glyph.numberOfContours != 0


class Font:
    def __init__(self, objects, descriptor, child):
        self.name = descriptor["/FontName"]
        data = objects["obj:" + descriptor["/FontFile2"]]["stream"]["data"]
        self.file = TTFont(io.BytesIO(base64.b64decode(data)), lazy=False)
        self.glyphs = [self.file["glyf"][name] for name in self.file.getGlyphOrder()]
        self.cids = None
        if "/CIDSet" in descriptor:
            bits = base64.b64decode(objects["obj:" + descriptor["/CIDSet"]]["stream"]["data"])
            self.cids = {8 * i + bit for i, byte in enumerate(bits) for bit in range(8) if byte & 0x80 >> bit}
        widths = iter(child["/W"])
        self.widths = {first + i: width for first, row in zip(widths, widths) for i, width in enumerate(row)}

    def complaints(self):
        order, hmtx, em = self.file.getGlyphOrder(), self.file["hmtx"], self.file["head"].unitsPerEm
        for glyph, width in self.widths.items():
            if glyph >= len(order):
                yield f"{self.name}: glyph {glyph} is not in the program"
            elif abs(hmtx[order[glyph]][0] * 1000 / em - width) > 0.5:
                yield f"{self.name}: glyph {glyph} is {hmtx[order[glyph]][0] * 1000 / em} wide, not {width}"
        there = {i for i, glyph in enumerate(self.glyphs) if drawn(glyph)}
        for i in there:
            if self.glyphs[i].isComposite():
                missing = {self.file.getGlyphID(name) for name in self.glyphs[i].getComponentNames(self.file["glyf"])} - there
                if missing:
                    yield f"{self.name}: glyph {i} is made of {missing}, which are empty"
        if self.cids is None:
            return
        if not there | set(self.widths) | {0} <= self.cids:
            yield f"{self.name}: CIDSet lacks {sorted((there | set(self.widths) | {0}) - self.cids)}"
        if not self.cids <= set(range(len(order))):
            yield f"{self.name}: CIDSet has more than the program"


composed = 0
wrong = []
for path in sys.argv[1:]:
    objects = objects_of(path)
    for item in objects.values():
        value = item.get("value")
        if isinstance(value, dict) and value.get("/Subtype") == "/CIDFontType2":
            font = Font(objects, objects["obj:" + value["/FontDescriptor"]]["value"], value)
            composed += sum(glyph.isComposite() for glyph in font.glyphs)
            wrong += [f"{path}: {what}" for what in font.complaints()]
if composed == 0:
    wrong.append("no letter is made of others: nothing was looked at")
print("; ".join(wrong))
sys.exit(bool(wrong))
