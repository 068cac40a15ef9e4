//! Documents to drafts: what a page in Arabic, French or English says, each finding with its place.
//!
//! `extract("استقبل وزير الداخلية …", None)` cleans the page (furniture, by-line, repeats), finds
//! mentions by lexicon and grammar, resolves them to entities (a surname to its person, an office to
//! its holder), and tells the events with who, where, when, about what and according to whom.
//! Everything points back at bytes of the text as received; the JSON form counts Unicode scalars.

mod clean;
mod doc;
mod entity;
mod event;
pub mod input;
mod json;
mod lexicon;
mod mention;
pub mod observable;
mod repeat;
mod rules;

pub use clean::Furniture;
pub use entity::Entity;
pub use event::{Event, Participant};
pub use json::to_json;
pub use mention::MentionType;
pub use repeat::Repeat;

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
    let furniture = clean::furniture(text);
    let repeats = repeat::repeats(text, &furniture);
    let mut masked: Vec<std::ops::Range<usize>> =
        furniture.iter().map(|f| f.start..f.end).collect();
    masked.extend(repeats.iter().map(|r| r.start..r.end));
    masked.sort_by_key(|r| r.start);
    let published = published.or_else(|| dated(text, &furniture));
    let doc = doc::Doc::new(text, published, &masked);
    let found = rules::find(&doc);
    let resolved = entity::resolve(&doc, &found);
    let events = event::tell(&doc, &found, &resolved);
    let mentions = found
        .iter()
        .zip(&resolved.of)
        .map(|(m, &entity)| Mention {
            start: doc.start(m.first, m.skip),
            end: doc.end(m.last),
            kind: m.kind,
            entity,
        })
        .collect();
    Extraction {
        language: doc.language,
        furniture,
        repeats,
        mentions,
        entities: resolved.entities,
        events,
        observables: observable::scan(text),
    }
}

/// A full date in the by-line or date line.
fn dated(text: &str, furniture: &[Furniture]) -> Option<Date> {
    furniture
        .iter()
        .filter(|f| matches!(f.kind, "byline" | "date-line"))
        .find_map(|f| {
            let tokens = text::tokenize(&text[f.start..f.end]);
            let d = text::find_dates(&tokens, None);
            d.first()
                .and_then(|d| d.interval)
                .filter(|i| i.start == i.stop)
                .map(|i| i.start)
        })
}
