//! A document comes in: kept as received whatever it is, then read, compared with those before, and drafted.

use super::kept::{Asked, Item};
use super::link::{Answer, Linker};
use super::same::{hash, is_same, leans_on, shingles};
use extract::Extraction;
use extract::draft::{
    Draft, Named, Origin, Reliability, corroborate, corroborates, document_id, drafts, told,
};
use extract::input::{Document, read};
use handling::Clearance;
use ring::digest::{SHA256, digest};
use std::cell::RefCell;
use std::collections::HashMap;
use stix::marking::Tlp;
use stix::timestamp::format_micros;
use store::{DraftState, NewDocument, Store};
use text::Date;

/// The largest document that is kept.
pub const LARGEST: usize = 256 << 20;
/// Reports that are named as telling the same.
const MOST_WITNESSES: usize = 50;
/// A title longer than this is cut.
const TITLE: usize = 80;

/// A document and what is known of it.
pub struct Intake {
    /// As received.
    pub bytes: Vec<u8>,
    /// File name or URL.
    pub place: Option<String>,
    /// Who gave it.
    pub source: String,
    /// Day of publication.
    pub published: Option<Date>,
    /// Handling of its drafts.
    pub tlp: Tlp,
    /// Of the source.
    pub reliability: Reliability,
}

/// What became of it.
#[derive(Debug)]
pub struct Added {
    /// Its number.
    pub key: i64,
    /// Its title.
    pub title: String,
    /// Whether it was here already, from the same source.
    pub again: bool,
    /// Number of the document that has the same text.
    pub same_as: Option<i64>,
    /// Why it gave no text.
    pub problem: Option<String>,
    /// Drafts made of it.
    pub drafts: usize,
    /// Of them, objects that were known.
    pub known: usize,
}

/// Keeps a document and drafts what it says. `now`: microseconds since the epoch.
pub fn add(
    store: &Store,
    clearance: &Clearance,
    actor: &str,
    now: i64,
    intake: Intake,
) -> store::Result<Added> {
    let hash = digest(&SHA256, &intake.bytes);
    let before = store.documents_of(clearance, &intake.bytes)?;
    if let Some(same) = before.iter().find(|d| d.source == intake.source) {
        return Ok(Added {
            key: same.key,
            title: same.title.clone(),
            again: true,
            same_as: same.same_as,
            problem: same.problem.clone(),
            drafts: 0,
            known: 0,
        });
    }
    let id = document_id(&[hash.as_ref(), intake.source.as_bytes()].concat());
    let mut new = blank(&intake, id);
    match read(&intake.bytes) {
        Err(error) => new.problem = Some(error.to_string()),
        Ok(document) => understood(store, clearance, now, &intake, document, &mut new)?,
    }
    new.bytes = intake.bytes;
    let known = new
        .drafts
        .iter()
        .filter(|draft| draft.content.contains(r#""known":true"#))
        .count();
    let mut added = Added {
        key: 0,
        title: new.title.clone(),
        again: false,
        same_as: new.same_as,
        problem: new.problem.clone(),
        drafts: new.drafts.len(),
        known,
    };
    added.key = store.add_document(actor, new)?;
    Ok(added)
}

fn blank(intake: &Intake, id: String) -> NewDocument {
    NewDocument {
        id,
        source: intake.source.clone(),
        place: intake.place.clone(),
        published: intake.published.map(|day| day.to_string()),
        tlp: intake.tlp,
        reliability: intake.reliability.as_str().to_owned(),
        title: intake
            .place
            .clone()
            .unwrap_or_else(|| "untitled".to_owned()),
        format: None,
        language: None,
        problem: None,
        same_as: None,
        text: None,
        bytes: Vec::new(),
        shingles: Vec::new(),
        drafts: Vec::new(),
    }
}

fn understood(
    store: &Store,
    clearance: &Clearance,
    now: i64,
    intake: &Intake,
    document: Document,
    new: &mut NewDocument,
) -> store::Result<()> {
    let published = intake.published.or(document.published);
    let found = extract::extract(&document.text, published);
    new.published = published.map(|day| day.to_string());
    new.title = document
        .title
        .clone()
        .unwrap_or_else(|| title(&document.text, &found));
    new.format = Some(document.format.as_str().to_owned());
    new.language = Some(found.language.code().to_owned());
    new.shingles = shingles(&document.text, &found);
    let (same, leaning) = relatives(store, clearance, &new.shingles)?;
    new.same_as = same;
    if same.is_none() {
        let items = drafted(
            store,
            clearance,
            now,
            intake,
            &document.text,
            &found,
            (&new.id, &leaning),
        )?;
        new.drafts = items.iter().map(Item::stored).collect();
    }
    new.text = Some(document.text);
    Ok(())
}

/// The first line that is not furniture.
fn title(text: &str, found: &Extraction) -> String {
    // Of a line that begins with a by-line or place, what follows counts.
    let past = |at: usize| {
        let mut furniture = found.furniture.iter();
        let over = furniture.find(|f| (f.start..f.end).contains(&at));
        over.map_or(at, |f| f.end)
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = past(at + (line.len() - line.trim_start().len()));
        at += line.len();
        let said = text.get(start..at).unwrap_or_default();
        let said = said.trim_matches(|c: char| c.is_whitespace() || "-–—:،,".contains(c));
        if said.chars().any(char::is_alphabetic) {
            return cut(said);
        }
    }
    "untitled".to_owned()
}

/// At most [`TITLE`] letters, cut between words.
fn cut(said: &str) -> String {
    let Some((end, _)) = said.char_indices().nth(TITLE) else {
        return said.to_owned();
    };
    let end = said[..end].rfind(' ').unwrap_or(end);
    format!("{}…", &said[..end])
}

/// The document that has this text, and those this text leans on or that lean on it.
fn relatives(
    store: &Store,
    clearance: &Clearance,
    mine: &[i64],
) -> store::Result<(Option<i64>, Vec<i64>)> {
    let near = store.documents_like(clearance, mine)?;
    let same = near
        .iter()
        .find(|(_, shared, theirs)| is_same(*shared, mine.len(), *theirs));
    let first = match same {
        Some((key, ..)) => {
            let document = store.document(clearance, *key)?;
            Some(document.and_then(|d| d.same_as).unwrap_or(*key))
        }
        None => None,
    };
    let leaning = near
        .iter()
        .filter(|(_, shared, theirs)| leans_on(*shared, mine.len(), *theirs));
    Ok((first, leaning.map(|l| l.0).collect()))
}

fn drafted(
    store: &Store,
    clearance: &Clearance,
    now: i64,
    intake: &Intake,
    text: &str,
    found: &Extraction,
    (id, leaning): (&str, &[i64]),
) -> store::Result<Vec<Item>> {
    let linker = Linker {
        store,
        clearance,
        tlp: intake.tlp,
    };
    let answers: RefCell<HashMap<String, (Asked, Vec<String>)>> = RefCell::default();
    let failed = RefCell::new(None);
    let known = |named: &Named<'_>| {
        let asked = Asked::of(named);
        match linker.ask(&asked) {
            Ok(Answer::Known(id)) => Some(id),
            Ok(Answer::Similar(similar)) => {
                answers
                    .borrow_mut()
                    .insert(named.id.to_owned(), (asked, similar));
                None
            }
            Err(error) => {
                failed.borrow_mut().get_or_insert(error);
                None
            }
        }
    };
    let stamp = format_micros(now - now.rem_euclid(1_000));
    let origin = Origin {
        document: id,
        source: &intake.source,
        reliability: intake.reliability,
        marking: intake.tlp.marking_id(),
        now: &stamp,
    };
    let mut list = drafts(text, found, &origin, &known);
    if let Some(error) = failed.into_inner() {
        return Err(error);
    }
    weigh(store, clearance, intake, leaning, &mut list)?;
    let mut answers = answers.into_inner();
    let items = (1..).zip(list).map(|(number, draft)| {
        let answer = answers.remove(&draft.id);
        Item {
            number,
            state: DraftState::Pending,
            asked: answer.as_ref().map(|a| a.0.clone()),
            similar: answer.map(|a| a.1).unwrap_or_default(),
            draft,
        }
    });
    Ok(items.collect())
}

/// Raises the confidence of engagements that other sources tell of in their own words.
fn weigh(
    store: &Store,
    clearance: &Clearance,
    intake: &Intake,
    leaning: &[i64],
    list: &mut [Draft],
) -> store::Result<()> {
    for draft in list {
        let Some(mine) = draft.objects.first() else {
            continue;
        };
        let told: Vec<i64> = told(mine).iter().map(|text| hash(&[text])).collect();
        let mut witnesses = Vec::new();
        for other in store.drafts_telling(clearance, &told)? {
            // A stricter one would be told of by its id, and by the confidence.
            let independent = other.source != intake.source
                && other.tlp <= intake.tlp
                && !leaning.contains(&other.document);
            let theirs = independent.then(|| serde_json::from_str(&other.content).ok());
            let theirs = theirs.flatten().and_then(|value| Draft::from_json(&value));
            let theirs = theirs.and_then(|draft| draft.objects.into_iter().next());
            if theirs.is_some_and(|theirs| corroborates(mine, &theirs)) {
                witnesses.push(other.report);
            }
        }
        witnesses.dedup();
        witnesses.truncate(MOST_WITNESSES);
        corroborate(draft, intake.reliability, &witnesses);
    }
    Ok(())
}
