//! By-lines: a line between title and text that says who wrote, for whom, from where.

use super::dateline::{dated_place, filed};
use super::known::Known;
use crate::lexicon::{Hit, LEXICON, Tag};

/// Agencies and outlets that sign, folded.
pub(super) const AGENCIES: &[&str] = &[
    "و م ع",
    "و م ا",
    "سبانت",
    "يونهاب",
    "كيودو",
    "تاس",
    "ايتار تاس",
    "نوفوستي",
    "انترفاكس",
    "برناما",
    "ارنا",
    "تسنيم",
    "انسا",
    "ايفي",
    "لوسا",
    "بلغا",
    "اذرتاج",
    "معا",
    "صفا",
    "ا.ب",
    "ي ب ا",
    "د.ب.ا",
    "عدن الغد",
    "اكي",
    "نوفا",
    "سي ان ان",
    "بي بي سي",
    "سكاي نيوز",
    "صوت العراق",
    "ا ن ا",
    "وكاله انباء",
    "وطنيه",
    "الوكاله الوطنيه للاعلام",
    "ومع",
    "وال",
    "سونا",
    "وفا",
    "قنا",
    "يونا",
    "سبا",
    "صونا",
    "ش ا",
    "ا ش ا",
    "واع",
    "و.م.ع",
    "كونا",
    "واس",
    "وام",
    "قنا",
    "بنا",
    "بترا",
    "وات",
    "واج",
    "وكالات",
    "متابعه",
    "متابعات",
    "رويترز",
    "ا ف ب",
    "ا.ف.ب",
    "اف ب",
    "فرانس برس",
    "سانا",
    "وكاله",
    "هسبريس",
    "map",
    "aps",
    "tap",
    "afp",
    "reuters",
    "ap",
    "spa",
    "wam",
    "kuna",
    "qna",
    "bna",
    "petra",
    "mena",
    "dpa",
    "efe",
    "xinhua",
    "tass",
    "apanews",
    "apa",
    "panapress",
    "anadolu",
    "aa",
    "الاناضول",
    "le360",
    "العمانيه",
    "وكاله الانباء",
    "د ب ا",
    "د.ب.ا",
    "ا ب",
    "سبوتنيك",
    "شينخوا",
    "ا ش ا",
    "سبا نت",
    "الشرق الاوسط",
    "مراسله",
    "مراسلنا",
    "خاص",
    "وكالات الانباء",
    "wafa",
    "ina",
    "saba",
    "ani",
    "nna",
    "upi",
    "ats",
    "belga",
    "ansa",
    "interfax",
    "pti",
    "jeune afrique",
    "staff writer",
    "staff reporter",
    "our correspondent",
    "notre correspondant",
    "agences",
    "agencies",
    "al arabiya",
    "bbc",
    "bernama",
    "azertac",
    "kazinform",
    "tanjug",
    "hina",
    "fena",
    "bta",
    "lusa",
    "kyodo",
    "yonhap",
    "antara",
    "suna",
    "press trust of india",
    "indo asian news service",
    "united news of bangladesh",
    "bangladesh sangbad sangstha",
    "news agency of nigeria",
    "agence de presse africaine",
    "agence france presse",
    "the associated press",
    "associated press of pakistan",
    "agence ivoirienne de presse",
    "agence congolaise de presse",
    "agence marocaine de presse",
    "agence de presse senegalaise",
];

/// Agencies and outlets by the letters they sign with, which small letters would make words of the language.
pub(super) const LETTERS: &[&str] = &[
    "MPS", "VNA", "VGP", "VNS", "VOV", "VOV.VN", "PSNews", "SGGP", "NDO", "UNB", "BSS", "QNA",
    "SUNA", "ENA", "GNA", "NAN", "IANS", "TAP", "FBC", "SHAFAQ", "INA", "NINA", "KBC", "RNZ",
    "ABC", "CNA", "TOLOnews", "AIP", "AIB", "AMAP", "ANP", "AGP", "ATOP", "ABP", "ACI", "ACP",
    "ANTA", "AMI", "ATPE", "ADI", "APA", "NNA", "SLENA", "LNA", "KNA", "URN", "RNA", "ZANIS",
    "ANGOP", "AIM", "ONA", "IRNA", "APP", "PTI", "ANI", "PNA", "AKP", "VNA", "CMC", "FMC", "MIA",
    "ATA", "STA", "HINA", "SRNA", "FENA", "BTA", "NTB", "TT", "STT", "LETA", "ELTA", "BNS", "PAP",
    "CTK", "MTI", "UzA", "TASS", "AFP", "AP", "DPA", "EFE", "ANSA", "UPI", "MENA", "MAP", "APS",
    "SPA", "WAM", "KUNA", "BNA", "TRT", "AA", "DHA", "IHA",
];

/// Words of whoever was sent there, folded.
const SENT: &[&str] = &[
    "مبعوثنا",
    "مبعوثتنا",
    "موفدنا",
    "موفدتنا",
    "مراسلنا",
    "مراسلتنا",
    "correspondant",
    "correspondante",
    "correspondent",
];

/// A line above the text, with `content` lines of text before it, that says who wrote.
pub(super) fn is(known: &Known<'_>, folded: &str, content: usize) -> bool {
    let line = known.raw;
    // "الكويت ـ الصباحية": a long stroke for a dash.
    let stroke = [" ـ ", " ــ ", " _ "];
    if let Some(stroke) = stroke.iter().find(|s| line.contains(**s)) {
        let line = line.replace(*stroke, " - ");
        return is(&Known::new(&line), &text::fold_str(&line), content);
    }
    let words = folded.split_whitespace().count();
    if words <= 16 && filed(known) {
        return true;
    }
    let filed = words <= 16 && folded.bytes().any(|b| b.is_ascii_digit()) && agency_line(folded);
    let timed = timed(folded);
    let filed = filed || words <= 14 && timed;
    if content >= 4 || words > 10 && !filed || line.ends_with(['.', '!', '؟', '?', '،']) {
        return false;
    }
    let trade = [
        "صحفي",
        "صحافي",
        "صحفيه",
        "كاتب",
        "journaliste",
        "journalist",
        "reporter",
        "correspondent",
        "avec map",
        "avec afp",
        "avec agences",
    ];
    let signed = folded.contains("بقلم ")
        || folded.contains(" كتب:")
        || content > 0 && words <= 6 && trade.iter().any(|t| folded.ends_with(t));
    let sent = words <= 10
        && folded
            .split(' ')
            .any(|w| SENT.contains(&w.trim_end_matches(':')));
    signed
        || sent
        || timed
        || hour_line(folded)
        || words <= 8 && numbered(folded)
        || dated_place(known)
        || dated_line(known)
        || agency_line(folded)
        || content < 4 && words <= 6 && place_line(line)
        || content > 0 && words <= 2 && shouted_place(line)
        || content > 0 && words <= 6 && hangs(line)
        || content > 0
            && (words <= 5 && (from_place(known) || from_bracket(line) || letters(line))
                || words <= 7 && person_line(known))
}

/// Below the text: `aps`, `- خلا -`, `عن نسمة فاضل`, `قناة المرصد الفضائية`.
pub(super) fn below(known: &Known<'_>, folded: &str) -> bool {
    let line = known.raw;
    let words = folded.split_whitespace().count();
    let agency = words == 1 && line.starts_with(char::is_alphabetic) && AGENCIES.contains(&folded);
    // "المرصد - وكالات"
    let behind = folded
        .rsplit_once(" - ")
        .is_some_and(|(_, a)| AGENCIES.contains(&a));
    let agency = agency || behind && words <= 4;
    // "Avec APA"
    let with = ["avec ", "with "]
        .iter()
        .find_map(|w| folded.strip_prefix(w));
    let agency = agency || with.is_some_and(|a| AGENCIES.contains(&a));
    // "10/04/2021 – La Gazette"
    let agency = agency || words <= 5 && !line.ends_with('.') && dated_line(known);
    let dashed = line.starts_with("- ") && line.ends_with(" -") && words <= 3;
    let outlet = ["قناه ", "صحيفه ", "جريده ", "موقع ", "شبكه ", "وكاله "];
    let outlet = outlet.iter().any(|o| folded.starts_with(o)) && words <= 5;
    let by = folded.strip_prefix("عن ").is_some_and(|who| {
        let named = |w: &str| LEXICON.role(text::strip_article(w)).is_some();
        (2..=3).contains(&who.split(' ').count()) && who.split(' ').any(named)
    });
    agency || dashed || (outlet || by) && !line.ends_with(['.', ':', '،'])
}

/// `العدد 4512`, `Vol. 12 No. 45`: the number of a paper's issue.
fn numbered(folded: &str) -> bool {
    let of = [
        "العدد ",
        "numero ",
        "n° ",
        "no. ",
        "vol. ",
        "vol ",
        "issue ",
        "edition n° ",
    ];
    let rest = of.iter().find_map(|w| folded.strip_prefix(w));
    rest.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
}

/// `بوابة الوسط - القاهرة | الجمعة 21 يوليو 2023`: a whole date beside a few words, parted by a sign.
fn dated_line(line: &Known<'_>) -> bool {
    let t = line.tokens();
    // "4 mars 2026 par admin"
    let parted = |i: usize| {
        matches!(
            t.folded(i),
            "|" | "-" | "/" | "•" | "·" | ":" | "par" | "by"
        )
    };
    let year = |i: usize| t.folded(i).len() == 4 && t.folded(i).starts_with(['1', '2']);
    let date = |d: &text::DateMention| {
        let edge = d.tokens.start == 0 || d.tokens.end == t.len();
        let by =
            || t.folded(d.tokens.end) == "," && matches!(t.folded(d.tokens.end + 1), "par" | "by");
        let sign =
            d.tokens.start.checked_sub(1).is_some_and(parted) || parted(d.tokens.end) || by();
        edge && sign && d.tokens.clone().any(year) && t.len() - d.tokens.len() <= 8
    };
    line.dates().iter().any(date)
}

/// `م.س/ ع.ك`, `ODL/te/APA`: the letters of who wrote and who checked.
fn letters(line: &str) -> bool {
    let mut words = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let all = words.clone().count();
    let short = words.clone().all(|w| w.chars().count() == 1);
    let slashed = all >= 2
        && !line.contains(' ')
        && (line.contains('/') || line.contains('.') && line.chars().all(|c| !c.is_uppercase()))
        && words.all(|w| w.chars().count() <= 4 && w.chars().all(char::is_alphabetic));
    // "جغ/ب ق/غ ر"
    let pairs = line
        .split(|c: char| !c.is_alphanumeric())
        .all(|w| w.chars().count() <= 2 && w.chars().all(char::is_alphabetic));
    all >= 2 && short && line.contains(['/', '.'])
        || (3..=6).contains(&all) && pairs && line.contains('/')
        || slashed
}

/// `--(بترا) ر ش`: an agency's sign at the end of its text.
pub(super) fn closes(line: &str, folded: &str) -> bool {
    // "(كونا)", "--(بترا)": the agency's mark alone says whose the text is.
    let bare = super::phrase::bare(folded);
    if AGENCIES.contains(&bare) && !line.starts_with(char::is_alphanumeric) && !bare.is_empty() {
        return false;
    }
    let sign = !line.starts_with(char::is_alphanumeric)
        || line.ends_with([')', '/'])
        || line.contains('/');
    // "(AIP) bsp/cmas", "(end) jbr.hm": the letters behind an agency or the end.
    let behind = line.strip_prefix('(').and_then(|l| l.split_once(')'));
    if behind.is_some_and(|(_, l)| letters(l.trim()) && l.trim().len() <= 12) {
        return true;
    }
    // "JD"
    let capitals = (2..=3).contains(&line.len()) && line.bytes().all(|b| b.is_ascii_uppercase());
    capitals
        || letters(line)
        || sign && folded.split_whitespace().count() <= 8 && agency_line(folded)
}

/// `الصحيفة من الرباط`, `هشام ع. - الرباط`: below the title, whoever wrote and the town, which ends the line.
fn from_place(line: &Known<'_>) -> bool {
    let (t, hits) = (line.tokens(), line.hits());
    // "عمان- الغد": the town first.
    let town_first =
        t.len() == 3 && t.folded(1) == "-" && place(hits, 0, 1) && !line.raw.contains(':');
    if town_first {
        return true;
    }
    let parts = |i: &usize| {
        matches!(
            t.folded(*i),
            "من" | "-" | "/" | "|" | "," | "de" | "from" | "in" | "a"
        )
    };
    // "الجريدة:بورتسودان"
    let glued = |i: &usize| t.folded(*i) == ":" && t.list.get(i + 1).is_some_and(|w| !w.spaced);
    let Some(at) = (1..t.len()).rfind(|i| parts(i) || glued(i)) else {
        return false;
    };
    place(hits, at + 1, t.len())
}

/// `Sahel Matin (Niamey)`, `أبوظبي (الجريدة)`: an outlet and its town.
fn from_bracket(line: &str) -> bool {
    let inside = line.strip_suffix(')').and_then(|l| l.split_once(" ("));
    let short = |s: &str| s.split_whitespace().count() <= 3;
    inside.is_some_and(|(before, inner)| {
        short(before) && before.starts_with(char::is_uppercase) && only_place(inner)
            || short(inner) && only_place(before)
    })
}

/// `أمن ـ الجريدة ـ`: a dash at the end, behind which the text would begin.
fn hangs(line: &str) -> bool {
    let dash = ['-', '–', '—', 'ـ'];
    let before = line.trim_end_matches(dash);
    let short = before.split_whitespace().count() <= 2 || before.contains(dash);
    before.len() < line.len()
        && before.ends_with(' ')
        && before.contains(char::is_alphabetic)
        && short
}

/// `كريم التازي`, `By-line: Karim Tazi` without its word: two or three names below the title and nothing else.
pub(super) fn person_line(line: &Known<'_>) -> bool {
    let t = line.tokens();
    let known = |i: usize| LEXICON.role(text::strip_article(t.folded(i))).is_some();
    // "عمّان: سامر القضاة", "المساء - رضوان مبشور", "موزاييك أف أم - هيبة خميري"
    let sign = (1..t.len().min(5)).find(|&i| matches!(t.folded(i), "-" | ":" | "|" | "/"));
    if let Some(sign) = sign.filter(|&i| (2..=3).contains(&(t.len() - i - 1))) {
        let arabic = |i: usize| t.list[i].kind == text::Kind::Arabic;
        let hits = line.hits();
        let names = (sign + 1..t.len()).filter(|&i| known(i)).count();
        let words = hits.iter().any(|h| {
            h.first > sign && h.skip == 0 && !matches!(h.tag, Tag::Place(_) | Tag::Nat(_))
        });
        let spaced = t.folded(sign) != "-" || t.list[sign].spaced;
        let all = (sign + 1..t.len()).all(arabic) && arabic(0);
        if all && names + 1 >= t.len() - sign - 1 && names > 0 && !words && spaced {
            return true;
        }
    }
    let capital = |i: usize| {
        t.list[i].kind != text::Kind::Latin
            || t.raw[t.list[i].start as usize..].starts_with(char::is_uppercase)
    };
    // "هشام النوري وسعاد المزروعي"
    let and = |i: usize| {
        t.folded(i)
            .strip_prefix('و')
            .is_some_and(|w| LEXICON.role(w).is_some())
    };
    if t.len() == 4 && known(0) && known(1) && and(2) && known(3) {
        return true;
    }
    (2..=3).contains(&t.len())
        && (0..t.len()).all(|i| known(i) && capital(i))
        && !only_place(line.raw)
}

/// A well-known place that is the tokens `first..last`, among `hits`.
pub(super) fn place(hits: &[Hit], first: usize, last: usize) -> bool {
    hits.iter()
        .any(|h| h.first == first && h.last == last && h.skip == 0 && strong(h))
}

/// A country, or a town that everybody knows.
pub(super) fn strong(h: &Hit) -> bool {
    h.tag.place().is_some_and(|p| p.strong)
}

/// `line` is such a place and nothing else.
pub(super) fn only_place(line: &str) -> bool {
    let t = text::tokenize(line);
    place(&LEXICON.find(&t, 7), 0, t.len())
}

/// `14:05`, `09h40`: an hour and minutes parted by one of `signs`.
pub(super) fn clock(word: &str, signs: &[char]) -> bool {
    let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    word.split_once(signs)
        .is_some_and(|(h, m)| digits(h) && digits(m))
}

/// `هشام الورياغلي - الخميس 21 دجنبر 2023 - 14:05`: who and when, to the minute.
pub(super) fn timed(folded: &str) -> bool {
    folded.contains(['-', '/', '|', ','])
        && folded
            .split_whitespace()
            .any(|w| clock(w.trim_matches([',', '(', ')']), &[':', 'h']))
}

/// `الأربعاء 15 آذار 2023 الساعة 14:48 سياسة`, `2025-12-10T09:12:04+00:00`: a short line with a day and an hour.
fn hour_line(folded: &str) -> bool {
    let hour = folded.contains("الساعه ")
        || folded.split_once('t').is_some_and(|(day, hour)| {
            day.len() == 10
                && day.bytes().all(|b| b.is_ascii_digit() || b == b'-')
                && hour.starts_with(|c: char| c.is_ascii_digit())
                && hour.contains(':')
        });
    hour && folded.split_whitespace().count() <= 9
        && text::find_dates(&text::tokenize(folded), None)
            .first()
            .is_some_and(|d| d.tokens.start <= 1)
}

/// `الرباط - و م ع`, `Rabat (MAP)`: a short line with an agency and a separator.
pub(super) fn agency_line(folded: &str) -> bool {
    let words = folded.split(' ').count();
    // "Press Trust of India New Delhi"
    let named = |a: &str| folded.starts_with(a) && a.split(' ').count() >= 3;
    let separated = folded.contains(['-', '/', '(', ':', ',', '|'])
        || words <= 3
        || words <= 7 && AGENCIES.iter().any(|a| named(a));
    separated && AGENCIES.iter().any(|a| ends_or_begins(folded, a))
}

/// `ANKARA`: below the title, a town in capitals.
fn shouted_place(line: &str) -> bool {
    line.chars().all(|c| !c.is_lowercase()) && line.is_ascii() && only_place(line)
}

/// `أبوظبي - سورية 24`: a town, a separator, and who wrote from there.
fn place_line(line: &str) -> bool {
    let Some(n) = line.find(['-', '–', '/', ':', '(']) else {
        return false;
    };
    let before = &line[..n];
    // "Rabat-Madrid : …" is a headline.
    let joined = line[n..].starts_with('-') && !before.ends_with(' ');
    if joined || line[n..].contains(':') && line[n..].split_whitespace().count() > 4 {
        return false;
    }
    if before.trim().is_empty() || before.split_whitespace().count() > 2 {
        return false;
    }
    only_place(before)
}

pub(super) fn ends_or_begins(folded: &str, a: &str) -> bool {
    let edge = |rest: &str, back: bool| {
        let c = if back {
            rest.chars().next_back()
        } else {
            rest.chars().next()
        };
        c.is_none_or(|c| !c.is_alphanumeric())
    };
    folded.strip_suffix(a).is_some_and(|r| edge(r, true))
        || folded.strip_prefix(a).is_some_and(|r| edge(r, false))
}
