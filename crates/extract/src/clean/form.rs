//! Lines that are furniture by their form: rows of links parted by spaces, names that sign, addresses.

use super::byline::{AGENCIES, timed};
use super::known::Known;
use super::{Above, Line, phrase};
use crate::lexicon::{Hit, LEXICON, Tag};

/// Parts of a line that tabs or several spaces keep apart.
fn parts(raw: &str) -> impl Iterator<Item = &str> {
    raw.split(['\t', '\u{a0}', '\u{2003}'])
        .flat_map(|p| p.split("  "))
        .map(str::trim)
        .filter(|p| !p.is_empty())
}

/// A row of links: `Politique   Monde   Économie`, `INTERNATIONAL • SERBIE`, `Share  Print  Email`.
pub(super) fn row(raw: &str, folded: &str, ends: bool, above: &Above) -> Option<&'static str> {
    let count = parts(raw).count();
    let words = raw.split_whitespace().count();
    let known = |p: &str| {
        let folded = text::fold_str(p);
        let folded = phrase::bare(&folded);
        phrase::starts(folded).any(|s| s.rest == 0) || phrase::only_buttons(folded)
    };
    let spaced =
        count >= 3 && words <= 4 * count || count == 2 && parts(raw).any(known) && words <= 10;
    if spaced && !ends {
        return Some(match above.over {
            true => "related",
            false => "nav",
        });
    }
    // "INTERNATIONAL • SERBIE"
    let shouted = || {
        let mut letters = raw.chars().filter(|c| c.is_alphabetic());
        letters.all(char::is_uppercase)
    };
    let latin = raw.bytes().any(|b| b.is_ascii_alphabetic());
    if !above.body && latin && words <= 6 && shouted() && raw.contains(['•', '|', '·', '›']) {
        return Some("nav");
    }
    // "العربية English", "DE FR IT EN"
    let language = |w: &str| {
        matches!(
            w,
            "english"
                | "francais"
                | "العربيه"
                | "arabic"
                | "espanol"
                | "deutsch"
                | "portugues"
                | "italiano"
                | "en"
                | "fr"
                | "de"
                | "it"
                | "es"
                | "ar"
                | "pt"
                | "русскии"
        )
    };
    let mut all = folded
        .split(|c: char| !phrase::in_word(c))
        .filter(|w| !w.is_empty());
    (words >= 2 && !folded.is_empty() && all.all(language)).then_some("nav")
}

/// A row of sections with one space between them, most of which are known, or all in capitals: `Politique Économie Sport Culture`,
/// `LIBYE MAGHREB ÉNERGIE MIGRATIONS OPINIONS`.
pub(super) fn sections(raw: &str, folded: &str) -> bool {
    let capitals = |w: &str| w.chars().count() >= 3 && w.chars().all(|c| !c.is_lowercase());
    let shouted = raw.split_whitespace().filter(|w| capitals(w)).count();
    let words = raw.split_whitespace().count();
    let latin = raw.chars().any(|c| c.is_uppercase());
    let (mut rest, mut known, mut other) = (folded, 0, 0);
    while !rest.is_empty() {
        let behind = phrase::starts(rest)
            .find(|s| s.kind == "nav")
            .map(|s| s.rest);
        match behind {
            Some(left) => {
                known += 1;
                rest = &rest[rest.len() - left..];
            }
            None => {
                other += 1;
                rest = rest.split_once(' ').map_or("", |(_, r)| r);
            }
        }
        rest = rest.trim_start_matches(|c: char| !phrase::in_word(c));
    }
    known >= 3 && known >= 2 * other || latin && known >= 2 && words >= 4 && shouted + 2 >= words
}

/// Words parted by commas and nothing else: `Thailand , Malaysia , police , crimes`.
pub(super) fn listed(raw: &str) -> bool {
    let parts = raw.split([',', '،']).map(str::trim);
    let short = |p: &str| {
        (1..=4).contains(&p.split_whitespace().count())
            && !p.contains(['.', ':', ';', '(', '"', '«'])
            && p.chars().all(|c| !c.is_ascii_digit())
    };
    // "Kenya, Uganda, and Rwanda and the": a line of a text that is broken into lines.
    let last = raw.split_whitespace().next_back().unwrap_or("");
    let open = LEXICON.is_stop(&text::fold_str(last));
    parts.clone().count() >= 3 && parts.clone().all(short) && !open
}

/// A menu: several parts and most of them sections.
pub(super) fn menu(line: &Line<'_>) -> bool {
    let above = Above::default();
    let bars = line.raw.matches(['|', '›', '>', '•']).count() + line.raw.matches(" / ").count();
    let first = line.folded.split(['>', '|', '/', '›']).next().unwrap_or("");
    let section = phrase::starts(phrase::bare(first)).any(|s| s.kind == "nav" && s.rest == 0);
    section && bars >= 1 && line.words <= 8 && !line.ends
        || bars >= 2 && line.words <= 3 * (bars + 1) && !line.ends
        || row(line.raw, &line.folded, line.ends, &above) == Some("nav")
}

/// Words of a name, as far as no list says otherwise: "Mary Izuaka", "Hadrien Mauclair".
fn name(words: &[&str]) -> bool {
    let capital = |w: &&str| {
        let mut letters = w.chars();
        letters.next().is_some_and(char::is_uppercase)
            && w.chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'))
    };
    let shouted = words.iter().all(|w| w.chars().all(|c| !c.is_lowercase()));
    (2..=4).contains(&words.len()) && words.iter().all(capital) && !shouted
}

/// "By Mary Izuaka", "Par Hadrien Mauclair (Tirana, envoyé spécial)".
pub(super) fn by_name(raw: &str) -> bool {
    let Some(rest) = ["By ", "Par ", "BY ", "PAR "]
        .iter()
        .find_map(|p| raw.strip_prefix(p))
    else {
        return false;
    };
    let rest = rest.split(['(', ',', '|', '–', '—']).next().unwrap_or("");
    let words: Vec<&str> = rest.split_whitespace().collect();
    name(&words)
}

/// A name that signs, alone on its line; `straight` behind the text any name does: "Servan Kpossou", "– Rappler.com", "Hadrien Mauclair (Tirana, envoyé spécial)".
pub(super) fn signature(known: &Known<'_>, straight: bool) -> bool {
    let raw = known.raw;
    let sent = [
        "envoyé spécial",
        "envoyée spéciale",
        "correspondant",
        "correspondante",
        "correspondent",
        "stagiaire",
        "intern",
    ];
    let tail = raw.split_once('(').map(|(_, t)| t.to_lowercase());
    let line = raw.split('(').next().unwrap_or("").trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    let site = raw.starts_with(['–', '—', '-'])
        && words.len() <= 3
        && line.contains('.')
        && !raw.ends_with('.');
    if site {
        return true;
    }
    if !line.starts_with(char::is_uppercase) {
        return false;
    }
    // "Jeanne Ferrand et Kwame Boadi"
    let two = [" et ", " and ", " & "]
        .iter()
        .find_map(|j| line.split_once(j));
    if let Some((one, other)) = two.filter(|_| tail.is_none()) {
        let words = |p: &'_ str| p.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let both = [words(one), words(other)];
        let named = |w: &Vec<String>| name(&w.iter().map(String::as_str).collect::<Vec<_>>());
        let called = |w: &Vec<String>| LEXICON.role(&text::fold_str(&w[0])).is_some();
        return both.iter().all(named) && both.iter().any(called);
    }
    // "Stéphane K. avec Sercom", "Marie-Pier Gosselin, Le Fil du Soir", "Star Correspondent, Khulna", "Kwame Boadi | The Courier"
    let signs = [" avec ", ", ", " | ", " / ", " - ", " – ", " @", " in "];
    let beside = signs.iter().find_map(|p| line.split_once(*p));
    if let Some((who, outlet)) = beside.filter(|_| tail.is_none()) {
        let who: Vec<&str> = who.split_whitespace().collect();
        let called = who
            .first()
            .is_some_and(|w| LEXICON.role(&text::fold_str(w)).is_some());
        let desk = who
            .last()
            .is_some_and(|w| sent.contains(&text::fold_str(w).as_str()));
        // "envoyé spécial à Lomé", "à Amman", "@kboadi"
        let post = sent.iter().any(|s| outlet.to_lowercase().starts_with(s));
        let from = outlet.strip_prefix("à ").unwrap_or(outlet);
        let handle = line.contains(" @") && !outlet.contains(' ');
        let capitals = post || handle || from.starts_with(char::is_uppercase);
        let short = outlet.split_whitespace().count() <= 5;
        return name(&who) && (called || desk) && capitals && short && !outlet.contains([',', '.']);
    }
    if let Some(t) = tail {
        return name(&words) && sent.iter().any(|s| t.contains(s));
    }
    if !(2..=3).contains(&words.len()) || !name(&words) {
        return false;
    }
    let initial = words[0].chars().count() == 2 && words[0].ends_with('.');
    let (t, hits) = (known.tokens(), known.hits());
    // A section, a body or a place is no name.
    // "J. Durand": the initial is no word.
    let other = hits.iter().filter(|h| !initial || h.first > 0).any(|h| {
        matches!(
            h.tag,
            Tag::Org(_)
                | Tag::Nat(_)
                | Tag::Topic(_)
                | Tag::Event(_)
                | Tag::Portfolio
                | Tag::Office
                | Tag::OfficeFull
                | Tag::OrgNoun
                | Tag::Stop
                | Tag::Field
                | Tag::Region(_)
                | Tag::Threat(_)
        ) || h.tag.place().is_some_and(|p| p.strong)
    });
    let called = (0..t.len()).any(|i| LEXICON.role(t.folded(i)).is_some());
    !other && (called || straight || initial)
}

/// Nothing but the name of a state's body, which owns the page: `Ministère de l'Intérieur`, `National Police Service`, `إدارة الإعلام الأمني`.
pub(super) fn owner(line: &Line<'_>) -> bool {
    let (raw, folded) = (line.raw, line.folded.as_str());
    let folded = ["le ", "la ", "the "]
        .iter()
        .find_map(|a| folded.strip_prefix(a))
        .unwrap_or(folded);
    let head = [
        "ministere de",
        "ministry of",
        "وزاره ",
        "embassy of",
        "ambassade de",
        "ambassade d",
        "سفاره ",
        "department of",
        "directorate of",
        "directorate general",
        "direction generale",
        "direction de la communication",
        "المديريه العامه",
        "الاداره العامه",
        "اداره الاعلام",
        "المكتب الاعلامي",
        "المكتب الصحفي",
        "مكتب الناطق",
        "خليه التواصل",
        "خليه الاتصال",
        "دايره العلاقات",
        "مديريه العلاقات",
        "presidence de",
        "agence d information",
        "agence d'information",
        "agence de presse",
        "agence nationale",
        "وكاله الانباء",
        "وكاله انباء",
        "service presse",
        "service communication",
        "regional office",
        "country office",
        "primature",
        "royaume d",
        "republique d",
        "republic of",
        "kingdom of",
        "جمهوريه ",
        "المملكه ",
        "دوله ",
        "الموقع الرسمي",
        "بوابه ",
        "site officiel",
        "official website",
        "portail",
        "الجمهوريه ",
        "البوابه الرسميه",
        "cellule de communication",
        "cellule d information",
        "service de presse",
        "service de communication",
        "public relations",
        "public information",
        "press office",
        "media office",
        "office of",
        "gendarmerie nationale",
        "police nationale",
        "national police",
        "royal police",
    ];
    // "NIGERIA POLICE FORCE", "Kenya National Police Service"
    let tail = [
        " police force",
        " police service",
        " police department",
        " border guard",
        " border force",
        " customs service",
        " immigration service",
        " prisons service",
        " correctional service",
        " intelligence service",
        " security service",
        " security agency",
        " news agency",
        " department of police",
        " metropolitan police",
        " federal police",
    ];
    let plain = !raw.contains([':', ',', ';', '?', '!', '"', '«', '،', '؟']);
    let named =
        head.iter().any(|h| folded.starts_with(h)) || tail.iter().any(|t| folded.ends_with(t));
    if !plain || !(2..=12).contains(&line.words) || !named {
        return false;
    }
    let small = |w: &str| {
        matches!(
            w.to_lowercase().as_str(),
            "de" | "du"
                | "des"
                | "et"
                | "la"
                | "le"
                | "les"
                | "of"
                | "and"
                | "the"
                | "for"
                | "à"
                | "&"
                | "-"
                | "|"
        )
    };
    // A headline goes on in small letters: "Ministère de l'Intérieur : …", "National police arrest …".
    let titled = |w: &str| {
        let w = w.trim_start_matches("l'").trim_start_matches("l’");
        let w = w.trim_start_matches("d'").trim_start_matches("d’");
        w.starts_with(|c: char| !c.is_alphabetic() || c.is_uppercase())
    };
    let arabic = raw.starts_with(|c: char| ('\u{620}'..'\u{64B}').contains(&c));
    // "Police nationale : …" and "وزارة الداخلية تنظم دورة" tell something.
    let tells = |h: &Hit| match h.tag {
        Tag::Verb(_) | Tag::Event(_) => h.first > 0 && h.skip == 0,
        _ => false,
    };
    let lower = raw
        .split_whitespace()
        .filter(|w| !small(w) && !titled(w))
        .count();
    (arabic || lower <= 3) && !line.known.hits().iter().any(tells)
}

/// "Le quotidien national d'information", "Ghana's leading news portal", "Accra 31°C": what a site says of itself or of the weather
/// above everything else.
pub(super) fn slogan(line: &Line<'_>) -> bool {
    let of = [
        "quotidien national",
        "premier journal",
        "journal en ligne",
        "quotidien d'information",
        "site d'information",
        "journal d'information",
        "portail d'information",
        "news portal",
        "news website",
        "news site",
        "source of news",
        "source for news",
        "daily newspaper",
        "online newspaper",
        "موقع اخباري",
        "جريده يوميه",
        "صحيفه يوميه",
        "علي مدار الساعه",
        "جريده الكترونيه",
        "صحيفه الكترونيه",
    ];
    let degrees = |w: &str| w.ends_with("°C") || w.ends_with('°') || w.ends_with("°م");
    let warm = || line.raw.split_whitespace().any(degrees) || line.folded.ends_with(" درجه");
    let weather = line.words <= 5 && warm();
    // "USD 129.4 EUR 140.2", "الفجر 05:12 الظهر 12:31": rates of money, hours of prayer.
    let figure = |w: &&str| {
        w.starts_with(|c: char| c.is_ascii_digit())
            && w.contains([':', '.', ','])
            && w.ends_with(|c: char| c.is_ascii_digit())
    };
    let figures = line.raw.split_whitespace().filter(figure).count();
    if figures >= 2 && line.words <= 2 * figures + 1 {
        return true;
    }
    if weather && line.raw.contains(|c: char| c.is_numeric()) {
        return true;
    }
    // "Police raid news site in Nairobi" is a headline.
    let Some(said) = of.iter().find(|w| line.folded.contains(**w)) else {
        return false;
    };
    let small = [
        "le",
        "la",
        "l",
        "un",
        "the",
        "a",
        "your",
        "our",
        "notre",
        "votre",
        "premier",
        "premiere",
        "1er",
        "no1",
        "leading",
        "trusted",
        "first",
        "most",
        "read",
        "only",
        "independant",
        "independent",
        "du",
        "de",
        "des",
        "d",
        "of",
        "in",
        "from",
        "s",
        "en",
        "ligne",
        "et",
        "and",
        "online",
        "national",
        "information",
        "اول",
        "اولي",
        "مستقله",
        "مستقل",
        "شامل",
        "شامله",
        "جريده",
        "صحيفه",
        "الكترونيه",
        "اخباريه",
        "تتجدد",
        "متجدده",
        "اخبار",
    ];
    let t = line.known.tokens();
    let hits = LEXICON.find(t, 3);
    let placed = |i: usize| {
        let of = |h: &Hit| matches!(h.tag, Tag::Place(_) | Tag::Nat(_) | Tag::Region(_));
        hits.iter().any(|h| (h.first..h.last).contains(&i) && of(h))
    };
    let fits = |i: usize| {
        let w = t.folded(i);
        let sign = !w.contains(char::is_alphanumeric);
        sign || small.contains(&w) || said.split([' ', '\'']).any(|s| s == w) || placed(i)
    };
    line.words <= 9 && (0..t.len()).all(fits)
}

/// What a picture shows, below the title of a French or English text: "Les deux délégations lors de la séance de travail",
/// "Karim Haddad (g) et Salim Al Busaidi (d)", "X shakes hands with Y in Amman".
pub(super) fn shown(line: &Line<'_>) -> bool {
    let hand = [
        "(g)", "(d)", "(l)", "(r)", "(c)", "(left)", "(right)", "(centre)", "(center)",
    ];
    let hand = hand.iter().chain(&[
        "(a gauche)",
        "(a droite)",
        "(au centre)",
        "(gauche)",
        "(droite)",
    ]);
    let pointed = hand.filter(|w| line.folded.contains(**w)).count();
    let scene = [
        "les deux delegations lors ",
        "les participants lors ",
        "les participants a l",
        "les participants au",
        "les deux parties lors ",
        "les deux hommes lors ",
        "les deux responsables lors ",
        "photo de famille ",
        "photo de groupe ",
        "poignee de main ",
        "une vue d",
        "vue d",
        "the two delegations during ",
        "participants during ",
        "participants at ",
        "the two sides during ",
        "officials during ",
        "group photo ",
        "group photograph ",
        "a group photo",
        "a view of ",
        "courtesy of ",
        "صوره جماعيه ",
        "صوره تذكاريه ",
    ];
    let scene = || scene.iter().any(|w| line.folded.starts_with(w));
    // "Delegates took a memorial photograph at the opening"
    let taken = || {
        let of = [
            " photograph ",
            " group photo",
            " pose for ",
            " posent ",
            " posing ",
        ];
        line.folded.starts_with("delegates pose") || of.iter().any(|w| line.folded.contains(w))
    };
    let hands =
        || line.folded.contains(" shakes hands with ") || line.folded.contains(" shake hands ");
    line.words <= 24 && pointed > 0
        || !line.ends && line.words <= 18 && (scene() || hands() || taken())
}

/// An Arabic line below a picture: `الوزير خلال استقباله السفير`; between title and text (no `body` yet) more of them are.
pub(super) fn pictured(line: &Line<'_>, body: bool) -> bool {
    let scene = || {
        let shows = [" خلال ", " اثنا ", " لدي استقباله"];
        shows.iter().any(|w| line.folded.contains(w)) || line.folded.starts_with("جانب من ")
    };
    if !body && line.words <= 8 && scene() {
        return true;
    }
    let raw = line.raw;
    let of = ["ال", "جانب", "صورة"].iter().any(|a| raw.starts_with(a));
    if line.words > 9 || !of || raw.contains([':', '"', '«', '،']) {
        return false;
    }
    let at = raw
        .split_whitespace()
        .position(|w| matches!(w, "خلال" | "أثناء" | "اثناء"));
    let verb = |h: &Hit| matches!(h.tag, Tag::Verb(_));
    let told = || line.known.hits().iter().any(verb);
    at.is_some_and(|at| (1..=4).contains(&at)) && !told()
}

/// Who the author is, below the text: a name and "est journaliste", "is a reporter", "covers … for".
pub(super) fn author(line: &Line<'_>) -> bool {
    let trade = [
        " est journaliste",
        " est correspondant",
        " is a journalist",
        " is a reporter",
        " is a correspondent",
        " is a staff writer",
        " is an editor",
    ];
    let at = trade.iter().filter_map(|t| line.folded.find(t)).min();
    let at = at.or_else(|| {
        line.folded
            .find(" covers ")
            .filter(|_| line.folded.contains(" for "))
    });
    let who = at.map(|at| line.folded[..at].split_whitespace().count());
    who.is_some_and(|n| {
        let words: Vec<&str> = line.raw.split_whitespace().take(n).collect();
        name(&words)
    })
}

/// An address or a number to call.
pub(super) fn contact(raw: &str) -> bool {
    let mail = raw
        .split_whitespace()
        .any(|w| w.contains('@') && w.contains('.') && !w.starts_with('@'));
    let digits = raw.chars().filter(char::is_ascii_digit).count();
    let phone = raw.split_whitespace().any(|w| {
        let w = w.trim_start_matches(['(', ':']);
        w.starts_with('+') && w.chars().skip(1).any(|c| c.is_ascii_digit())
    });
    let number = raw
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '+' | '(' | ')' | '/'));
    mail || phone && digits >= 7 || number && digits >= 7
}

/// "@jmagtibay", "TAP-", "01/03/2024 09:26, TUNIS/Tunisie": who wrote or when, below a standfirst.
pub(super) fn agency(raw: &str, folded: &str) -> bool {
    let words = raw.split_whitespace().count();
    let handle = words == 1 && raw.starts_with('@') && raw.len() > 2;
    let closing = raw.trim_start_matches(['-', '–', '—', ' ']);
    if closing.len() < raw.len() && AGENCIES.contains(&text::fold_str(closing).as_str()) {
        return true;
    }
    let sign = words == 1 && raw.ends_with(['-', '–']) && AGENCIES.contains(&folded);
    handle || sign || words <= 5 && !raw.ends_with('.') && timed(folded)
}

/// "Agence Ecofin", "Le portail du Gouvernement suisse": a name as sites have it, not a headline.
pub(super) fn site_name(raw: &str) -> bool {
    let owner = [
        "gouvernement",
        "government",
        "portail",
        "portal",
        "ministère",
        "ministry",
        "agence",
        "agency",
    ];
    let low = raw.to_lowercase();
    let capitals = raw.split_whitespace().all(|w| {
        w.chars().count() <= 3
            || w.chars()
                .next()
                .is_some_and(|c| !c.is_alphabetic() || c.is_uppercase())
    });
    let headline = raw.split_whitespace().count() > 5 || raw.contains([':', ',']);
    capitals && !headline
        || owner.iter().any(|o| low.contains(o)) && raw.split_whitespace().count() <= 7
        || raw
            .chars()
            .filter(|c| c.is_alphabetic())
            .filter(|c| c.is_lowercase())
            .count()
            < raw.len() / 2
            && capitals
}
