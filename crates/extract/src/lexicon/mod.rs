//! Everything the extractor knows by name: topics, regions, groups, organisations, places, titles and
//! grammar words, as one trie over folded words in three languages.
//!
//! Arabic words are kept without their article, so `المديرية العامة للأمن الوطني` and
//! `مديرية الأمن` meet; the first word of a phrase may carry clitics, which stay outside the span.

mod conjugate;
mod hash;
mod load;
mod places;
mod verb;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::num::NonZeroU32;
use std::sync::LazyLock;

use text::{Kind, Tokens, analyses, strip_article};

pub(crate) use hash::Quick;
pub(crate) use places::{Place, Role};
pub(crate) use verb::{Class, Cue, Number, Verb};

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Topic(u16),
    Region(u16),
    Threat(u16),
    Org(u16),
    Source(u16),
    Place(u32),
    Nat(u16),
    Event(u8),
    /// An Arabic verb in some form of the third person.
    Verb(Verb),
    /// A word by which rules tell what a passage says.
    Cue(Cue),
    Office,
    OfficeFull,
    Minister,
    Portfolio,
    MinistryWord,
    OrgHead,
    /// The head of a French body's name: "Direction", "brigade".
    BodyHead,
    /// One that takes its complement also in lower case: "parquet", "direction générale".
    LowHead,
    /// A French body whose lower-case name is whole: "police judiciaire".
    LowBody,
    /// A field that names a service behind who directs it: "sécurité intérieure".
    Service,
    /// A word of the names of French bodies.
    BodyWord,
    /// The head of a body's name in a third language: "Guardia".
    ForeignHead,
    OrgWord,
    Rank,
    Stop,
    /// A word of every day that no other class knows.
    Plain,
    /// A kind of place: `معبر`.
    PlaceKind,
    /// What somebody does who is named behind it.
    Trade,
    Counterpart,
    SourceWord,
    Unnamed,
    SameSource,
    MediaWord,
    Document,
    /// What a chief is chief of: `customs`, `border police`.
    Field,
    /// A title behind a field: `chief`, `controller`.
    FieldTitle,
    /// A noun that makes a run of capitalised words a body.
    OrgNoun,
    /// A noun whose letters in brackets name no body.
    Thing,
}

impl Tag {
    /// The place it names.
    pub fn place(self) -> Option<&'static Place> {
        match self {
            Tag::Place(n) => LEXICON.places.get(n as usize),
            _ => None,
        }
    }

    /// A title or a rank: `minister`, `colonel`, `نظيره`.
    pub fn title(self) -> bool {
        matches!(
            self,
            Tag::Office | Tag::OfficeFull | Tag::Minister | Tag::Rank | Tag::Counterpart
        )
    }
}

/// Which languages a phrase belongs to, as bits.
pub(crate) const AR: u8 = 1;
pub(crate) const FR: u8 = 2;
pub(crate) const EN: u8 = 4;

/// How the first letters of a Latin phrase must be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    Capital,
    Upper,
}

/// What a phrase that ends at a node of the trie is, and where the next such thing lies in `Lexicon::entries`.
#[derive(Debug, Clone, Copy)]
struct Entry {
    tag: Tag,
    languages: u8,
    case: Case,
    next: Option<NonZeroU32>,
}

/// The words up to here; longer phrases may go on from it.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// The first of its entries, counted from one.
    first: Option<NonZeroU32>,
    goes_on: bool,
}

/// A named thing of the lexicon, with its names.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub id: String,
    pub iso: Option<String>,
    /// First form per language: ar, fr, en.
    pub names: [Option<String>; 3],
}

/// A phrase found at tokens `first..last`, `skip` letters into the first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub first: usize,
    pub last: usize,
    pub skip: usize,
    pub tag: Tag,
}

/// The whole lexicon.
#[derive(Default)]
pub(crate) struct Lexicon {
    words: HashMap<Box<str>, u32, Quick>,
    /// The node of each word that a phrase begins with, by the word's number; 0 where none does.
    roots: Vec<u32>,
    /// The node behind another node and a word.
    edges: HashMap<(u32, u32), u32, Quick>,
    nodes: Vec<Node>,
    entries: Vec<Entry>,
    pub named: Vec<Named>,
    pub places: Vec<Place>,
    pub people: HashMap<Box<str>, Role, Quick>,
    /// Stop words as they are written, with their article: الدور is none, though دور is.
    pub stops: HashSet<Box<str>, Quick>,
}

/// The lexicon, loaded at first use.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(load::load);

/// The event types, in the order of `Tag::Event`.
pub(crate) const EVENTS: &[&str] = &[
    "meeting",
    "visit",
    "call",
    "conference",
    "agreement",
    "operation",
    "training",
    "consultation",
    "communique",
];

/// An Arabic word without its article, also after one clitic; other words as they are.
pub(crate) fn canon(word: &str) -> Cow<'_, str> {
    // "الشئون", "المسئول": as they are spelled on the Nile.
    if word.ends_with("شيون") || word.ends_with("مسيول") {
        let common = word.replace("شيون", "شوون").replace("مسيول", "مسوول");
        return Cow::Owned(canon(&common).into_owned());
    }
    let bare = strip_article(word);
    // آلية has no article: two letters are no word.
    if bare.len() != word.len() && bare.len() > 4 {
        // الألماني: what is left looks as if it had another article, here and where it stands without one.
        let again = strip_article(bare);
        return Cow::Borrowed(if again.len() > 4 { again } else { bare });
    }
    for (prefix, letter) in [
        ("لل", "ل"),
        ("بال", "ب"),
        ("وال", "و"),
        ("كال", "ك"),
        ("فال", "ف"),
    ] {
        if let Some(rest) = word.strip_prefix(prefix).filter(|r| r.len() >= 4) {
            return Cow::Owned(format!("{letter}{rest}"));
        }
    }
    Cow::Borrowed(word)
}

impl Lexicon {
    fn case_fits(&self, t: &Tokens<'_>, first: usize, case: Case) -> bool {
        match case {
            Case::Any => true,
            Case::Capital => t.list[first].capital,
            Case::Upper => t.text(first).chars().all(|c| !c.is_lowercase()),
        }
    }

    fn word(&self, w: &str) -> Option<u32> {
        self.words.get(w).copied()
    }

    /// Where `word` leads from a node; 0 is the root.
    fn step(&self, node: u32, word: u32) -> Option<u32> {
        match node {
            0 => self.roots.get(word as usize).copied().filter(|&n| n > 0),
            _ if self.nodes[node as usize].goes_on => self.edges.get(&(node, word)).copied(),
            _ => None,
        }
    }

    /// What ends at a node, in the order it was read.
    fn entries(&self, node: u32) -> impl Iterator<Item = &Entry> {
        let at = |n: Option<NonZeroU32>| n.and_then(|n| self.entries.get(n.get() as usize - 1));
        std::iter::successors(at(self.nodes[node as usize].first), move |e| at(e.next))
    }

    /// Every phrase of `t` in `languages`; of one tag kind, only the longest at each start.
    pub fn find(&self, t: &Tokens<'_>, languages: u8) -> Vec<Hit> {
        let ids: Vec<Option<u32>> = (0..t.len())
            .map(|i| match t.list[i].kind {
                Kind::Arabic => self.word(&canon(t.folded(i))),
                _ => self.word(t.folded(i)),
            })
            .collect();
        let mut hits: Vec<Hit> = Vec::new();
        for i in 0..t.len() {
            let from = hits.len();
            if let Some(id) = ids[i] {
                // "للجنة" is ل and لجنة: its own ل begins the phrase.
                let skip = usize::from(t.folded(i).starts_with("لل"));
                self.walk(t, &ids, i, skip, id, languages, &mut hits);
            }
            if t.list[i].kind == Kind::Arabic {
                for a in analyses(t.folded(i)).filter(|a| a.outside > 0) {
                    // آلية begins like an article, فالنسيا like a clitic and an article.
                    let rest = t.folded(i);
                    let at = rest.char_indices().nth(a.outside).map_or(0, |c| c.0);
                    let whole = || self.word(&canon(&rest[at..]));
                    if let Some(id) = self.word(a.stem).or_else(whole) {
                        self.walk(t, &ids, i, a.outside, id, languages, &mut hits);
                    }
                }
            }
            // Longest first; of equal length the reading with fewer clitics.
            hits[from..].sort_by_key(|h| (std::cmp::Reverse(h.last), h.skip));
        }
        hits
    }

    #[allow(clippy::too_many_arguments)]
    fn walk(
        &self,
        t: &Tokens<'_>,
        ids: &[Option<u32>],
        first: usize,
        skip: usize,
        id: u32,
        languages: u8,
        hits: &mut Vec<Hit>,
    ) {
        let Some(mut node) = self.step(0, id) else {
            return;
        };
        let mut at = first + 1;
        loop {
            for e in self.entries(node) {
                if e.languages & languages != 0 && self.case_fits(t, first, e.case) {
                    hits.push(Hit {
                        first,
                        last: at,
                        skip,
                        tag: e.tag,
                    });
                }
            }
            let Some(Some(next)) = ids.get(at) else {
                return;
            };
            // A phrase does not run over a line end.
            if t.list[at].line_start {
                return;
            }
            let Some(next) = self.step(node, *next) else {
                return;
            };
            (node, at) = (next, at + 1);
        }
    }
}
