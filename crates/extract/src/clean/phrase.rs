//! The phrases that sites write around a text, and whether a line is one of them.

use foldhash::{HashMap, HashMapExt};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use text::fold_str;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(FILE));
const FILE: &str = include_str!("../../data/lexicon/furniture.txt");
/// Words between the names of sites, as in `شارك على فيسبوك`.
const SMALL: &[&str] = &[
    "علي",
    "عبر",
    "هذا",
    "هذه",
    "المقال",
    "الخبر",
    "الموضوع",
    "الصفحه",
    "و",
    "او",
    "في",
    "on",
    "sur",
    "via",
    "this",
    "article",
    "story",
    "page",
    "cet",
    "cette",
    "la",
    "le",
    "us",
    "our",
    "or",
    "and",
    "ou",
    "et",
    "par",
    "by",
    "with",
    "e",
];

/// Words that bid to read something else, folded.
const LEADS: &[&str] = &[
    "lire",
    "lisez",
    "voir",
    "relire",
    "re",
    "read",
    "see",
    "watch",
    "اقرا",
    "اقراوا",
    "اقروا",
    "شاهد",
    "شاهدوا",
    "طالع",
    "طالعوا",
    "للمزيد",
    "لقراءه",
];

struct Phrases {
    /// By the first word: kind and the whole phrase, longest first.
    by_word: HashMap<String, Vec<(&'static str, String)>>,
    /// Phrases that make a line furniture wherever they stand.
    anywhere: AhoCorasick,
    /// Their kinds.
    kinds: Vec<&'static str>,
}

/// How a line begins that a site writes.
pub(super) struct Start {
    pub kind: &'static str,
    /// Words of the phrase.
    pub words: usize,
    /// Bytes of the folded line behind the phrase, without spaces and signs.
    pub rest: usize,
    /// A colon or bar parts the phrase from what is behind it.
    pub parted: bool,
    /// The phrase bids to read, see or hear.
    pub leads: bool,
    /// The phrase speaks of rights or of a part of a picture: no headline begins so.
    pub sure: bool,
    /// Sentences begin so as well: `في السياق ذاته`, `المزيد من`.
    pub inner: bool,
    /// What stands behind it in a row needs no sign: `TAGS police border`.
    pub row: bool,
}

impl Phrases {
    fn read(file: &'static str) -> Self {
        let mut by_word: HashMap<String, Vec<(&'static str, String)>> = HashMap::new();
        let (mut kinds, mut anywhere) = (Vec::new(), Vec::<String>::new());
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            let Some((kind, phrases)) = line.split_once('=') else {
                continue;
            };
            if let Some(kind) = kind.trim().strip_prefix("any ") {
                let all = phrases.split(',').map(|p| (kind, fold_str(p.trim())));
                let (of, said): (Vec<_>, Vec<_>) = all.filter(|(_, p)| !p.is_empty()).unzip();
                kinds.extend(of);
                anywhere.extend(said);
                continue;
            }
            for phrase in phrases.split([',', '|']) {
                let phrase = bare(&fold_str(phrase)).to_owned();
                if !phrase.is_empty() {
                    let of_word = by_word.entry(first_word(&phrase).to_owned()).or_default();
                    of_word.push((kind.trim(), phrase));
                }
            }
        }
        for list in by_word.values_mut() {
            list.sort_by_key(|(_, phrase)| std::cmp::Reverse(phrase.len()));
        }
        Self {
            by_word,
            anywhere: AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .build(anywhere)
                .expect("a few hundred phrases"),
            kinds,
        }
    }
}

/// A letter or digit; those of Arabic are told without the tables.
pub(super) fn in_word(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}') || c.is_alphanumeric()
}

/// A folded line without the signs and spaces around it.
pub(super) fn bare(folded: &str) -> &str {
    folded.trim_matches(|c: char| !in_word(c) && c != '©')
}

fn first_word(phrase: &str) -> &str {
    let end = phrase.find(|c: char| !in_word(c));
    match end {
        Some(0) => phrase,
        Some(n) => &phrase[..n],
        None => phrase,
    }
}

/// The phrases that the bare folded line begins with, longest first.
pub(super) fn starts(line: &str) -> impl Iterator<Item = Start> + '_ {
    let word = if line.starts_with('©') {
        "©"
    } else {
        first_word(line)
    };
    let list = PHRASES.by_word.get(word).map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(move |(kind, phrase)| {
        let rest = line.strip_prefix(phrase.as_str())?;
        // "Follow-up on the memorandum"
        let joined = rest
            .strip_prefix('-')
            .is_some_and(|r| r.starts_with(in_word));
        let whole = word == "©" || !rest.starts_with(in_word) && !joined;
        let behind = rest.trim_start();
        whole.then(|| Start {
            kind,
            words: phrase.split_whitespace().count(),
            rest: bare(rest).len(),
            parted: behind.starts_with([':', '|', '>', '/', '(', '-']),
            leads: LEADS.contains(&word) || phrase.contains("aussi") || phrase.contains("also"),
            sure: phrase.contains("حقوق")
                || phrase.starts_with("جانب من")
                || phrase.starts_with("صوره ارشيفيه"),
            inner: matches!(word, "في" | "المزيد"),
            row: matches!(
                phrase.as_str(),
                "tags" | "الوسوم" | "وسوم" | "كلمات مفتاحيه" | "mots-cles" | "etiquettes"
            ),
        })
    })
}

/// Nothing but the name of a section or a way home: `Politique`, `أخبار محلية`, `Société & Justice`.
pub(super) fn section(part: &str) -> bool {
    let folded = fold_str(part.trim());
    let named = |s: &str| starts(bare(s)).any(|s| s.kind == "nav" && s.rest == 0);
    let pair = [" & ", " et ", " and ", " و"].iter();
    named(&folded)
        || pair
            .filter_map(|j| folded.split_once(*j))
            .any(|(a, b)| named(a) && named(b))
}

/// The kind of a folded line that holds a phrase no text has: "Sign up for our Newsletter", "Photo: EPA-EFE". In a `long` one a
/// remark in brackets on a picture, "(photo)", "(left)", is one on somebody in it.
pub(super) fn anywhere(line: &str, long: bool) -> Option<&'static str> {
    let edge = |c: Option<char>| c.is_none_or(|c| !in_word(c));
    let whole = |m: &aho_corasick::Match| {
        let phrase = &line[m.range()];
        let inner = phrase.starts_with('/') || edge(line[..m.start()].chars().next_back());
        let behind = phrase.ends_with(['/', ':', '|']) || edge(line[m.end()..].chars().next());
        inner && behind && !(long && phrase.starts_with('('))
    };
    // Of several that of the phrase that the file names first.
    let all = PHRASES.anywhere.find_overlapping_iter(line).filter(whole);
    let first = all.map(|m| m.pattern().as_usize()).min()?;
    PHRASES.kinds.get(first).copied()
}

/// Nothing but names of sites and buttons, numbers and small words: `فيسبوك تويتر واتساب`, `12 partages`.
pub(super) fn only_buttons(line: &str) -> bool {
    let site = |w: &str| {
        let list = PHRASES.by_word.get(w);
        list.is_some_and(|l| {
            l.iter()
                .any(|(k, p)| p == w && matches!(*k, "share" | "counted"))
        })
    };
    let words = || line.split(|c: char| !in_word(c)).filter(|w| !w.is_empty());
    words().all(|w| site(w) || SMALL.contains(&w) || w.bytes().all(|b| b.is_ascii_digit()))
        && words().any(site)
}

/// A word of buttons, or a small one between them.
pub(super) fn button(word: &str) -> bool {
    let list = PHRASES.by_word.get(word);
    SMALL.contains(&word) || list.is_some_and(|l| l.iter().any(|(k, p)| p == word && *k == "share"))
}

/// The name of a network itself.
pub(super) fn network(word: &str) -> bool {
    matches!(
        word,
        "facebook"
            | "twitter"
            | "x"
            | "whatsapp"
            | "telegram"
            | "linkedin"
            | "instagram"
            | "youtube"
            | "tiktok"
            | "messenger"
            | "pinterest"
            | "threads"
            | "bluesky"
            | "reddit"
            | "viber"
            | "فيسبوك"
            | "فايسبوك"
            | "تويتر"
            | "واتساب"
            | "واتس"
            | "تلغرام"
            | "تليغرام"
            | "تيليغرام"
            | "تلجرام"
            | "انستغرام"
            | "انستجرام"
            | "يوتيوب"
            | "لينكد"
            | "لينكدان"
    )
}

/// How long ago, and nothing else; `signed` with the name of an outlet before it: `الجريدة منذ 9 أشهر`.
pub(super) fn ago(line: &str, signed: bool) -> bool {
    let rest = ["منذ ", "قبل ", "il y a ", "depuis "]
        .iter()
        .find_map(|p| line.strip_prefix(p));
    let unit = |w: &str| {
        matches!(
            w,
            "دقيقه"
                | "دقيقتين"
                | "دقايق"
                | "ساعه"
                | "ساعتين"
                | "ساعات"
                | "يوم"
                | "يومين"
                | "ايام"
                | "اسبوع"
                | "اسبوعين"
                | "minute"
                | "minutes"
                | "min"
                | "mins"
                | "hr"
                | "hrs"
                | "heure"
                | "heures"
                | "h"
                | "jour"
                | "jours"
                | "semaine"
                | "semaines"
                | "hour"
                | "hours"
                | "day"
                | "days"
                | "week"
                | "weeks"
                | "شهر"
                | "شهرين"
                | "اشهر"
                | "شهور"
                | "سنه"
                | "سنتين"
                | "سنوات"
                | "mois"
                | "ans"
                | "month"
                | "months"
                | "year"
                | "years"
        )
    };
    let measured = |r: &str| {
        r.split(' ')
            .all(|w| unit(w) || w.bytes().all(|b| b.is_ascii_digit()) || w == "une" || w == "un")
    };
    let outlet = || {
        let [who, when] = [" منذ ", " il y a "].iter().find_map(|p| {
            let (who, when) = line.split_once(p)?;
            Some([who, when])
        })?;
        let number = when.starts_with(|c: char| c.is_ascii_digit());
        Some(number && who.split(' ').count() <= 2 && measured(when))
    };
    rest.is_some_and(measured)
        || line.strip_suffix(" ago").is_some_and(measured)
        || signed && outlet() == Some(true)
}

/// `1 commentaire. Le Citoyen : …`: a number and a word that begins so, whatever is behind them.
pub(super) fn counted_first(line: &str, what: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && rest.trim_start().starts_with(what)
}

/// `lu 234 fois`, `read 234 times`.
pub(super) fn times(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [verb, .., unit] = words[..] else {
        return false;
    };
    let said = matches!(verb, "lu" | "vu" | "vue" | "read" | "viewed" | "seen");
    let digits = |w: &&str| {
        w.bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
    };
    said && matches!(unit, "fois" | "times") && words[1..words.len() - 1].iter().all(digits)
}

/// A number and what is counted: `0 تعليق`, `عدد المشاهدات: 312`, `3 min read`.
pub(super) fn counted(line: &str) -> bool {
    let is = |what: &str| starts(bare(what)).any(|s| s.kind == "counted" && s.rest == 0);
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
    let digit = |s: &str| s.starts_with(|c: char| c.is_ascii_digit());
    let behind = line
        .trim_start_matches(digits)
        .trim_start_matches(['k', '+']);
    let before = line.trim_end_matches(digits);
    let named = before.contains(':') || before.split_whitespace().count() > 1;
    digit(line) && is(behind) || before.len() < line.len() && named && is(before)
}
