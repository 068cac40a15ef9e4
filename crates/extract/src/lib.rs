//! Documents to drafts: what a page in Arabic, French or English says, each finding with its place.
//!
//! `extract("استقبل وزير الداخلية …", None)` cleans the page (furniture, by-line, repeats), finds
//! mentions by lexicon and grammar, resolves them to entities (a surname to its person, an office to
//! its holder), and tells the events with who, where, when, about what and according to whom.
//! Everything points back at bytes of the text as received; the JSON form counts Unicode scalars.

mod area;
mod clean;
mod doc;
pub mod draft;
mod entity;
mod event;
pub mod input;
mod json;
mod lexicon;
mod mention;
pub mod observable;
mod repeat;
mod rules;
mod spelling;
mod term;

pub use area::{Area, area};
pub use clean::Furniture;
pub use entity::Entity;
pub use event::{Event, Participant};
pub use json::to_json;
pub use mention::MentionType;
pub use repeat::Repeat;
pub use term::{Bound, Term};

use foldhash::{HashMap, HashMapExt};

use observable::Observable;
use text::{Date, Language};

/// A passage that names an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Its type.
    pub kind: MentionType,
    /// Index of the entity; dates have none.
    pub entity: Option<usize>,
}

/// Everything found in one text.
#[derive(Debug, Clone)]
pub struct Extraction {
    /// The language it is written in.
    pub language: Language,
    /// What is not the text.
    pub furniture: Vec<Furniture>,
    /// What is said again.
    pub repeats: Vec<Repeat>,
    /// Mentions, in order.
    pub mentions: Vec<Mention>,
    /// What they name.
    pub entities: Vec<Entity>,
    /// What happened.
    pub events: Vec<Event>,
    /// Addresses, hashes, names of files …
    pub observables: Vec<Observable>,
}

/// Extracts everything from `text`. `published` anchors relative dates; where it is absent, a date in the
/// by-line serves.
pub fn extract(text: &str, published: Option<Date>) -> Extraction {
    // Every byte keeps its place.
    let raw = &*text::unwrapped(text);
    let plain = text::plain(raw);
    let text = plain.as_str();
    let furniture = clean::furniture(text);
    let published = published.or_else(|| dated(text, &furniture));
    let mut out = Extraction {
        language: Language::Unknown,
        furniture,
        repeats: Vec::new(),
        mentions: Vec::new(),
        entities: Vec::new(),
        events: Vec::new(),
        observables: observable::scan(raw),
    };
    let mut known = HashMap::new();
    let mut said = repeat::Said::default();
    let mut start = 0;
    while start < text.len() {
        let end = part_end(text, start);
        let mut tokens = text::tokenize(&text[start..end]);
        let repeats = said.repeats(&tokens, start, &out.furniture);
        let furniture = out.furniture.iter().map(|f| f.start..f.end);
        let mut hidden: Vec<_> = furniture
            .chain(repeats.iter().map(|r| r.start..r.end))
            .filter(|r| r.end > start && r.start < end)
            .map(|r| r.start.saturating_sub(start)..r.end.min(end) - start)
            .collect();
        hidden.sort_by_key(|r| r.start);
        out.repeats.extend(repeats);
        if text[start..end].contains(" & ") {
            let french = text::detect_tokens(&tokens, 0..usize::MAX) == Language::French;
            tokens.spell_ampersands(if french { "et" } else { "and" });
        }
        // Before a given name "و" parts two people.
        tokens.join_conjunctions(|w| lexicon::LEXICON.role(w).is_some_and(|r| r.given));
        let doc = doc::Doc::new(&tokens, published, &hidden);
        if start == 0 {
            out.language = match end == text.len() {
                true => doc.language,
                false => text::detect(text),
            };
        }
        let before = out.entities.len();
        out.add(&doc, start, &known);
        start = end;
        if start < text.len() {
            let new = out.entities.iter().enumerate().skip(before);
            known.extend(new.map(|(n, e)| (e.identity(), n)));
        }
    }
    out.lead_back(&plain);
    out
}

/// A document is read in parts of at most this many bytes: memory and time stay in proportion to it.
const PART: usize = 64 << 10;

/// Where the part that begins at `start` ends: at a line end where one is near enough.
fn part_end(text: &str, start: usize) -> usize {
    let mut end = (start + PART).min(text.len());
    if end == text.len() {
        return end;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = text[start..end]
        .rfind('\n')
        .or_else(|| text[start..end].rfind(' '));
    cut.map_or(end, |n| start + n + 1)
}

impl Extraction {
    /// Spans of the text that was read become spans of the text as received.
    fn lead_back(&mut self, plain: &text::Plain<'_>) {
        let back = |start: &mut usize, end: &mut usize| {
            (*start, *end) = (plain.start(*start), plain.end(*end));
        };
        for f in &mut self.furniture {
            back(&mut f.start, &mut f.end);
        }
        for r in &mut self.repeats {
            back(&mut r.start, &mut r.end);
            back(&mut r.of_start, &mut r.of_end);
        }
        for m in &mut self.mentions {
            back(&mut m.start, &mut m.end);
        }
        for e in &mut self.events {
            back(&mut e.trigger.start, &mut e.trigger.end);
        }
    }

    /// Adds what one part says; entities with the same id or names as those `known` from the parts before are the same.
    fn add(&mut self, doc: &doc::Doc<'_>, at: usize, known: &HashMap<entity::Identity, usize>) {
        let found = rules::find(doc);
        let mut resolved = entity::resolve(doc, &found);
        for (e, term) in term::terms(doc, &found, &resolved) {
            resolved.entities[e].term = Some(term);
        }
        let events = event::tell(doc, &found, &resolved);
        let mut new = Vec::with_capacity(resolved.entities.len());
        for e in &resolved.entities {
            let same = match known.is_empty() {
                true => None,
                false => known.get(&e.identity()).copied(),
            };
            new.push(same.unwrap_or(self.entities.len()));
            if same.is_none() {
                self.entities.push(e.clone());
            }
        }
        for (old, &n) in resolved.entities.iter().zip(&new) {
            if let Some(h) = old.holder {
                self.entities[n].holder = Some(new[h]);
            }
        }
        let map = |ids: &[usize]| ids.iter().map(|&e| new[e]).collect::<Vec<_>>();
        let told = self.events.len();
        for mut e in events {
            e.trigger = e.trigger.start + at..e.trigger.end + at;
            for p in &mut e.participants {
                p.entity = p.entity.map(|e| new[e]);
                p.office = p.office.map(|e| new[e]);
            }
            (e.place, e.topics, e.regions, e.source) = (
                map(&e.place),
                map(&e.topics),
                map(&e.regions),
                map(&e.source),
            );
            e.part_of = e.part_of.map(|n| n + told);
            e.follows = e.follows.map(|n| n + told);
            self.events.push(e);
        }
        self.mentions
            .extend(found.iter().zip(&resolved.of).map(|(m, entity)| Mention {
                start: at + doc.start(m.first, m.skip),
                end: at + doc.end(m.last),
                kind: m.kind,
                entity: entity.map(|e| new[e]),
            }));
    }
}

/// A full date in the by-line or date line: one between headline and text before one above them, where the clock of a site stands.
fn dated(text: &str, furniture: &[Furniture]) -> Option<Date> {
    let by = |f: &&Furniture| matches!(f.kind, "byline" | "date-line");
    let first_day = |at: std::ops::Range<usize>, anywhere: bool| {
        let tokens = text::tokenize(&text[at]);
        let days = text::find_dates(&tokens, None);
        let first = days.first().filter(|d| anywhere || d.start == 0);
        let first = first.and_then(|d| d.interval);
        first.filter(|i| i.start == i.stop).map(|i| i.start)
    };
    let day = |f: &Furniture| first_day(f.start..f.end, true);
    let first = furniture
        .iter()
        .filter(by)
        .find_map(|f| Some((f, day(f)?)))?;
    let whole = |p: &std::ops::Range<usize>| {
        let at = furniture.partition_point(|f| f.start < p.start);
        let same = |f: &Furniture| f.start == p.start && f.end >= p.end;
        furniture.get(at).is_some_and(same)
    };
    let mut own = text::paragraphs(text).filter(|p| !whole(p));
    let head = own.next()?;
    let long = |p: &std::ops::Range<usize>| text[p.clone()].split_whitespace().count() > 18;
    let mut lines = Vec::new();
    let body = loop {
        match own.next() {
            Some(p) if long(&p) => break Some(p),
            Some(p) => lines.push(p),
            None => break None,
        }
    };
    let body = body.filter(|_| first.0.end <= head.start);
    let between = |f: &&Furniture| {
        body.as_ref()
            .is_some_and(|b| (head.end..=b.start).contains(&f.start))
    };
    let told = furniture.iter().filter(by).filter(between).find_map(day);
    // "dimanche 24 février 2008, sélectionné par la rédaction": no line of the site's, but one that begins with its day.
    let line = || lines.into_iter().find_map(|p| first_day(p, false));
    told.or_else(|| body.and_then(|_| line())).or(Some(first.1))
}
