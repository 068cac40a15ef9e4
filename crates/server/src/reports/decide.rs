//! What an analyst decides: accept, edit, reject. Nothing reaches the shared graph another way, and accepting passes
//! `handling::admit` like everything else.

use super::kept::Item;
use super::link::{Answer, Linker};
use crate::door::faults;
use extract::draft::{EXTENSION_DEFINITIONS, Origin, Reliability, report};
use handling::Clearance;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use stix::marking::Tlp;
use stix::timestamp::format_micros;
use stix::{Limits, Object};
use store::{Document, DraftState, Incoming, Outcome, Source, Store, Submission};

/// Why a decision cannot be carried out.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// No such draft.
    #[error("there is no item {0}")]
    NoItem(i64),
    /// It was decided before.
    #[error("item {0} was {1} before")]
    Decided(i64, &'static str),
    /// It refers to what was rejected.
    #[error("item {item} refers to item {to}, which was rejected")]
    RefersToRejected {
        /// the item
        item: i64,
        /// what it refers to
        to: i64,
    },
    /// It would be no valid object.
    #[error("item {item} would break {code} at `{path}`: {message}")]
    Invalid {
        /// the item; 0 for the report
        item: i64,
        /// code of the rule
        code: String,
        /// where
        path: String,
        /// what is wrong
        message: String,
    },
    /// A known object is used as it is.
    #[error("item {0} is an object that is there already: it has nothing to edit")]
    Known(i64),
    /// A property that is not the analyst's.
    #[error("`{0}` is not for editing")]
    Property(String),
    /// The object it is said to be is not there.
    #[error("there is no object `{0}`")]
    NoObject(String),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] store::Error),
}

type Result<T> = std::result::Result<T, DecideError>;

/// What accepting did.
#[derive(Debug, Default)]
pub struct Accepted {
    /// Items taken in.
    pub items: Vec<i64>,
    /// Of them, those that were not named, but that others refer to.
    pub with: Vec<i64>,
    /// Items left out: they refer to what was rejected.
    pub left: Vec<i64>,
    /// Objects accepted.
    pub objects: usize,
    /// Objects that wait in quarantine: id and reasons.
    pub quarantined: Vec<(String, Vec<String>)>,
}

/// Takes in these items of a document, and what they refer to; `None`: all that wait. `now`: microseconds.
pub fn accept(
    store: &Store,
    clearance: &Clearance,
    actor: &str,
    now: i64,
    document: &Document,
    chosen: Option<&[i64]>,
    collection: &str,
) -> Result<Accepted> {
    let mut items = super::items(store, clearance, document.key)?;
    relink(store, clearance, document.tlp, &mut items)?;
    let (wanted, mut accepted) = choose(&items, chosen)?;
    if wanted.is_empty() {
        return Ok(accepted);
    }
    let now = format_micros(now - now.rem_euclid(1_000));
    let mut objects: Vec<(i64, Value)> = Vec::new();
    for item in items.iter().filter(|item| wanted.contains(&item.number)) {
        objects.extend(
            item.draft
                .objects
                .iter()
                .map(|object| (item.number, object.clone())),
        );
    }
    let whole = whole_report(store, clearance, document, &items, &wanted, &now)?;
    objects.push((0, whole));
    let held = submit(
        store,
        actor,
        collection,
        document.tlp,
        &objects,
        &mut accepted,
    )?;
    for item in items
        .iter_mut()
        .filter(|item| wanted.contains(&item.number))
    {
        if !held.contains(&item.number) {
            item.state = DraftState::Accepted;
            accepted.items.push(item.number);
        }
    }
    store.decide_drafts(
        actor,
        document.key,
        items.iter().map(Item::stored).collect(),
    )?;
    Ok(accepted)
}

/// Asks again whether something is known: another document may have been accepted since.
fn relink(store: &Store, clearance: &Clearance, tlp: Tlp, items: &mut [Item]) -> Result<()> {
    let linker = Linker {
        store,
        clearance,
        tlp,
    };
    for at in 0..items.len() {
        let item = &items[at];
        let Some(asked) = item
            .asked
            .clone()
            .filter(|_| item.state == DraftState::Pending && !item.draft.known)
        else {
            continue;
        };
        match linker.ask(&asked)? {
            Answer::Known(known) => is_known(items, at, &known),
            Answer::Similar(similar) => items[at].similar = similar,
        }
    }
    Ok(())
}

/// Puts a known object in place of a draft, and its id wherever the draft's stood.
fn is_known(items: &mut [Item], at: usize, known: &str) {
    let old = items[at].draft.id.clone();
    items[at].draft.objects.clear();
    items[at].draft.known = true;
    items.iter_mut().for_each(|item| item.rename(&old, known));
}

/// The items to take in: those chosen and all that they refer to.
fn choose(items: &[Item], chosen: Option<&[i64]>) -> Result<(BTreeSet<i64>, Accepted)> {
    let by_id: BTreeMap<&str, &Item> = items
        .iter()
        .map(|item| (item.draft.id.as_str(), item))
        .collect();
    let mut accepted = Accepted::default();
    let mut wanted = BTreeSet::new();
    let asked: Vec<i64> = match chosen {
        Some(chosen) => chosen.to_vec(),
        None => items
            .iter()
            .filter(|i| i.state == DraftState::Pending)
            .map(|i| i.number)
            .collect(),
    };
    for number in asked {
        let item = pending(items, number)?;
        let mut all = BTreeSet::new();
        match gather(item, &by_id, &mut all) {
            Ok(()) => {
                let named = |n: &&i64| chosen.is_some_and(|chosen| !chosen.contains(n));
                let with: Vec<i64> = all.difference(&wanted).filter(named).copied().collect();
                accepted.with.extend(with);
                wanted.extend(all);
            }
            Err(DecideError::RefersToRejected { .. }) if chosen.is_none() => {
                accepted.left.push(number)
            }
            Err(error) => return Err(error),
        }
    }
    Ok((wanted, accepted))
}

fn pending(items: &[Item], number: i64) -> Result<&Item> {
    let item = items
        .iter()
        .find(|item| item.number == number)
        .ok_or(DecideError::NoItem(number))?;
    match item.state {
        DraftState::Pending => Ok(item),
        decided => Err(DecideError::Decided(number, decided.as_str())),
    }
}

/// Adds an item and, again and again, what it refers to.
fn gather<'a>(
    item: &'a Item,
    by_id: &BTreeMap<&str, &'a Item>,
    all: &mut BTreeSet<i64>,
) -> Result<()> {
    if !all.insert(item.number) {
        return Ok(());
    }
    let mut ids = BTreeSet::new();
    item.draft
        .objects
        .iter()
        .for_each(|object| references(object, &mut ids));
    for to in ids.iter().filter_map(|id| by_id.get(id.as_str())) {
        match to.state {
            DraftState::Accepted => {}
            DraftState::Pending => gather(to, by_id, all)?,
            DraftState::Rejected => {
                return Err(DecideError::RefersToRejected {
                    item: item.number,
                    to: to.number,
                });
            }
        }
    }
    Ok(())
}

/// The ids an object refers to.
fn references(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(id) if name.ends_with("_ref") => drop(ids.insert(id.clone())),
                    Value::Array(list) if name.ends_with("_refs") => {
                        ids.extend(list.iter().filter_map(|id| id.as_str().map(str::to_owned)));
                    }
                    value => references(value, ids),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, ids)),
        _ => {}
    }
}

/// The report with everything accepted so far and now, and every source of its text.
fn whole_report(
    store: &Store,
    clearance: &Clearance,
    document: &Document,
    items: &[Item],
    wanted: &BTreeSet<i64>,
    now: &str,
) -> Result<Value> {
    let created = format_micros(document.received - document.received.rem_euclid(1_000));
    let origin = Origin {
        document: &document.id,
        source: &document.source,
        reliability: Reliability::parse(&document.reliability).unwrap_or_default(),
        marking: document.tlp.marking_id(),
        now: &created,
    };
    let accepted = items
        .iter()
        .filter(|i| i.state == DraftState::Accepted || wanted.contains(&i.number));
    let accepted: Vec<_> = accepted.map(|item| item.draft.clone()).collect();
    // Who gave the same text under stricter handling is not named in a report that goes further.
    let same = store.documents_same(clearance, document.key)?.into_iter();
    let same = same.filter(|d| d.tlp <= document.tlp);
    let sources: Vec<_> = same
        .map(|d| (d.source, d.place.filter(|place| super::is_url(place))))
        .collect();
    let published = document
        .published
        .as_ref()
        .map(|day| format!("{day}T00:00:00.000Z"));
    let published = published.unwrap_or_else(|| created.clone());
    let mut whole = report(&origin, &document.title, &published, &sources, &accepted);
    whole["modified"] = json!(now);
    Ok(whole)
}

/// Hands the objects in; gives the items of which something waits in quarantine.
fn submit(
    store: &Store,
    actor: &str,
    collection: &str,
    tlp: Tlp,
    objects: &[(i64, Value)],
    accepted: &mut Accepted,
) -> Result<BTreeSet<i64>> {
    let mut incoming = Vec::new();
    for (item, object) in objects {
        incoming.push((parsed(*item, &object.to_string())?, None));
    }
    let definitions = EXTENSION_DEFINITIONS.into_iter().chain([tlp.definition()]);
    let definitions = definitions
        .map(|text| Ok((parsed(0, text)?, None)))
        .collect::<Result<_>>()?;
    let submission = |objects, default| Submission {
        source: Source::Operator(actor.to_owned()),
        collection: Some(collection.to_owned()),
        objects,
        default_tlp: Some(default),
        status: None,
        checkpoint: None,
    };
    // What defines is for everybody who gets what uses it.
    store.submit(submission(definitions, Tlp::Clear))?;
    let receipt = store.submit(submission(incoming, tlp))?;
    let mut held = BTreeSet::new();
    for ((item, object), outcome) in objects.iter().zip(receipt.outcomes) {
        match outcome {
            Outcome::Accepted { .. } => accepted.objects += 1,
            Outcome::Known => {}
            Outcome::Quarantined { reasons, .. } => {
                held.insert(*item);
                let id = object["id"].as_str().unwrap_or_default().to_owned();
                accepted.quarantined.push((id, reasons));
            }
        }
    }
    Ok(held)
}

fn parsed(item: i64, text: &str) -> Result<Incoming> {
    let object = Object::parse(text.as_bytes(), &Limits::default()).map_err(|fault| {
        DecideError::Invalid {
            item,
            code: fault.code.to_string(),
            path: fault.path,
            message: fault.message,
        }
    })?;
    match faults(&object).into_iter().next() {
        None => Ok(Incoming::new(&object)),
        Some(finding) => Err(DecideError::Invalid {
            item,
            code: finding.code.to_owned(),
            path: finding.path,
            message: finding.message,
        }),
    }
}

/// Throws these items away; `None`: all that wait.
pub fn reject(
    store: &Store,
    clearance: &Clearance,
    actor: &str,
    document: i64,
    chosen: Option<&[i64]>,
) -> Result<Vec<i64>> {
    let mut items = super::items(store, clearance, document)?;
    for number in chosen.unwrap_or_default() {
        pending(&items, *number)?;
    }
    let wanted = |item: &&mut Item| {
        item.state == DraftState::Pending
            && chosen.is_none_or(|chosen| chosen.contains(&item.number))
    };
    let mut rejected = Vec::new();
    for item in items.iter_mut().filter(wanted) {
        item.state = DraftState::Rejected;
        rejected.push(item.number);
    }
    items.retain(|item| rejected.contains(&item.number));
    store.decide_drafts(actor, document, items.iter().map(Item::stored).collect())?;
    Ok(rejected)
}

/// Properties that follow from where a draft comes from.
const FIXED: [&str; 7] = [
    "id",
    "type",
    "spec_version",
    "created",
    "modified",
    "extensions",
    "object_marking_refs",
];

/// Changes an item: properties of its object (a value of `null` takes one out), or the known object that it is.
pub fn edit(
    store: &Store,
    clearance: &Clearance,
    actor: &str,
    document: i64,
    number: i64,
    set: &[(String, Value)],
    known: Option<&str>,
) -> Result<()> {
    let mut items = super::items(store, clearance, document)?;
    pending(&items, number)?;
    let at = items
        .iter()
        .position(|item| item.number == number)
        .ok_or(DecideError::NoItem(number))?;
    if let Some(known) = known {
        if store.object_versions(clearance, known)?.is_empty() {
            return Err(DecideError::NoObject(known.to_owned()));
        }
        is_known(&mut items, at, known);
    }
    if !set.is_empty() {
        change(&mut items[at], set)?;
    }
    store.decide_drafts(actor, document, items.iter().map(Item::stored).collect())?;
    Ok(())
}

fn change(item: &mut Item, set: &[(String, Value)]) -> Result<()> {
    let number = item.number;
    let object = item
        .draft
        .objects
        .first_mut()
        .and_then(Value::as_object_mut);
    let object = object.ok_or(DecideError::Known(number))?;
    for (name, value) in set {
        if FIXED.contains(&name.as_str()) {
            return Err(DecideError::Property(name.clone()));
        }
        match value {
            Value::Null => drop(object.remove(name)),
            value => drop(object.insert(name.clone(), value.clone())),
        }
        if let (true, Some(called)) = (name == "name", value.as_str()) {
            let kind = item.draft.label.split(' ').next().unwrap_or_default();
            item.draft.label = format!("{kind} {called}");
        }
    }
    parsed(number, &Value::Object(object.clone()).to_string()).map(drop)
}
