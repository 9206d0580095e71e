"""judge.py BODY SPOKEN SEEN - a letter's text against what a screen reader and a copying hand get of it."""
import re
import sys

body, spoken, seen = (open(path, encoding="utf-8").read() for path in sys.argv[1:])

def words(text):
    return re.findall(r"\w+", text)

# the body without what its markup says beside words
text = re.sub(r"<(?:https?://|mailto:)\S+ ([^>]*)>", r"\1", body)
text = re.sub(r"^%(caption|chart (run|p|rounds)) ", "", text, flags=re.M)
text = re.sub(r"^%(?:target|phase|note|point) .*$", "", text, flags=re.M)
text = re.sub(r"\\(.)", r"\1", text)
wanted = words(text)

wrong = []
aloud = " ".join(part.replace("\\\"", "\"") for part in re.findall(r'^ *"(.*)"$', spoken, flags=re.M))
def in_order(place, got):
    at = iter(got)
    for word in wanted:
        if not any(word == other for other in at):
            wrong.append(f"{place}: {word!r} is missing or out of order")
            return
in_order("read aloud", words(aloud))
joined = "".join(words(seen))
for word in set(wanted):
    if word not in joined:
        wrong.append(f"copied: {word!r} is missing")
        break

headings = [re.sub(r"\\(.)|\*+", r"\1", line) for line in re.findall(r"^##+ (.*)$", body, flags=re.M)]
for page in seen.split("\f"):
    lines = [line.strip() for line in page.split("\n") if line.strip() and not re.match(r"Vår ref\.|(Side|Page) \d+ (av|of) \d+$", line)]
    if lines and any(heading == lines[-1] for heading in headings):
        wrong.append(f"alone at a page's foot: {lines[-1]!r}")
    if len(lines) == 1 and re.search("elektronisk godkjent|approved electronically", lines[-1]):
        wrong.append(f"alone on a page: {lines}")

tags = re.findall(r"^( *)([A-Z][A-Za-z0-9]*)\b.*$", spoken, flags=re.M)
heads = [int(tag[1]) for _, tag in tags if re.fullmatch(r"H[1-6]", tag)]
if heads[:1] != [1] or any(b > a + 1 for a, b in zip(heads, heads[1:])):
    wrong.append(f"headings: {heads}")
if not tags or tags[0][1] != "Document":
    wrong.append("not a document")
if spoken.count("/Scope /Column") != sum(tag == "TH" for _, tag in tags):
    wrong.append("a header cell is of no column")
print("; ".join(wrong))
sys.exit(bool(wrong))
