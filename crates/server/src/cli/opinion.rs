//! `tansiq opinion ID --agree|--disagree…`: what the house thinks of an indicator, as a STIX opinion; an indicator that it
//! disagrees with is not matched.

use super::Output;
use super::context::{Context, actor, instant};
use super::object::unknown;
use super::problem::{Exit, Outcome, Problem};
use super::sending::accepted;
use super::terminal::{Paint, Table, print, print_json, say, visible};
use crate::clock::SystemClock;
use crate::outgoing::parsed;
use crate::streams::Opinions;
use clap::Args;
use handling::Clearance;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use stix::Identifier;
use stix::marking::Tlp;
use store::{Clock, Incoming, Source, Store, StoredVersion, Submission};
use uuid::Uuid;

#[derive(Debug, Args)]
#[command(
    after_help = "Without an opinion it shows what is said of the object, and whether that mutes it. What the house says \
                  counts alone: `--neutral` or better matches an indicator again that partners disagree with.\n\n\
                  Exit status: 0 done, 1 nothing is said of it, 2 could not run."
)]
pub struct Opinion {
    /// STIX id, usually of an indicator
    id: String,
    #[command(flatten)]
    word: Word,
    /// Why
    #[arg(long, value_name = "TEXT")]
    explanation: Option<String>,
    /// Collection to put the opinion into, for others to read: id, alias or title
    #[arg(long, value_name = "COLLECTION")]
    to: Option<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
struct Word {
    /// It is right, and we are sure
    #[arg(long)]
    strongly_agree: bool,
    /// It is right
    #[arg(long)]
    agree: bool,
    /// It stays in use
    #[arg(long)]
    neutral: bool,
    /// It is wrong: it is not matched any more
    #[arg(long)]
    disagree: bool,
    /// It is wrong, and we are sure
    #[arg(long)]
    strongly_disagree: bool,
    /// Take back what was said
    #[arg(long)]
    withdraw: bool,
}

impl Word {
    fn said(&self) -> Option<&'static str> {
        [
            (self.strongly_agree, "strongly-agree"),
            (self.agree, "agree"),
            (self.neutral, "neutral"),
            (self.disagree, "disagree"),
            (self.strongly_disagree, "strongly-disagree"),
        ]
        .into_iter()
        .find_map(|(is_it, word)| is_it.then_some(word))
    }
}

pub fn run(context: &Context, command: Opinion) -> Outcome {
    let store = context.existing_store()?;
    let about = newest(&store, &command.id)?.ok_or_else(|| unknown(&command.id))?;
    if command.word.said().is_none() && !command.word.withdraw {
        return show(&store, &command);
    }
    let collection = match &command.to {
        Some(name) => Some(context.collection(&store, name)?.id),
        None => None,
    };
    let ours = ours(&command.id);
    let before = newest(&store, &ours)?;
    if before.is_none() && command.word.withdraw {
        say(format!("nothing was said of `{}` here", command.id));
        return Ok(Exit::Found);
    }
    let text = opinion(context, &command, &about, before.as_ref())?;
    let object = parsed(text.as_bytes())?;
    let receipt = store.submit(Submission {
        source: Source::Operator(actor()),
        collection,
        objects: vec![(Incoming::new(&object), None)],
        default_tlp: Some(about.label.tlp()),
        status: None,
        checkpoint: None,
    })?;
    accepted(&receipt.outcomes)?;
    store.close()?;
    if command.output.json {
        print_json(&json!({ "opinion": ours, "of": command.id }))?;
    } else {
        say(format!(
            "noted as `{ours}`; streams that run take it up within a second"
        ));
    }
    Ok(Exit::Done)
}

fn newest(store: &Store, id: &str) -> Result<Option<StoredVersion>, Problem> {
    Ok(store.object_versions(&Clearance::system(), id)?.pop())
}

/// The house has one opinion of an object.
fn ours(id: &str) -> String {
    const NAMESPACE: Uuid = Uuid::from_u128(0x3e0a_53c4_8b1f_5d0e_9d1c_75a9_20b6_44f1);
    format!("opinion--{}", Uuid::new_v5(&NAMESPACE, id.as_bytes()))
}

/// The object: under the level and the markings of what it is about.
fn opinion(
    context: &Context,
    command: &Opinion,
    about: &StoredVersion,
    before: Option<&StoredVersion>,
) -> Result<String, Problem> {
    let now = millis(SystemClock.now());
    let mut members = Map::new();
    if let Some(before) = before {
        let Ok(Value::Object(old)) = serde_json::from_slice(&before.bytes) else {
            return Err(unknown(&before.id));
        };
        members = old;
        members.remove("revoked");
    }
    let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
    put("type", "opinion".into());
    put("spec_version", "2.1".into());
    put("id", ours(&command.id).into());
    put("object_refs", json!([command.id]));
    put("modified", now.as_str().into());
    let object = parsed(&about.bytes)?;
    let markings = object.header.object_marking_refs.iter();
    let markings = markings
        .chain(&object.header.granular_marking_refs)
        .map(|id| id.to_string());
    let others = markings.filter(|id| Tlp::of_marking_id(id).is_none());
    let level = about.label.tlp().marking_id().to_owned();
    let all: BTreeSet<String> = others.chain([level]).collect();
    put("object_marking_refs", json!(all));
    match (command.word.said(), &command.explanation) {
        (Some(word), explanation) => {
            put("opinion", word.into());
            match explanation {
                Some(text) => put("explanation", text.as_str().into()),
                None => members.remove("explanation"),
            };
        }
        (None, _) => {
            put("revoked", true.into());
        }
    }
    if let Some(identity) = &context.config.identity {
        members
            .entry("created_by_ref")
            .or_insert_with(|| identity.as_str().into());
    }
    members
        .entry("created")
        .or_insert_with(|| now.as_str().into());
    Ok(Value::Object(members).to_string())
}

/// Milliseconds, as versions have them.
fn millis(micros: i64) -> String {
    let text = stix::timestamp::format_micros(micros.div_euclid(1_000) * 1_000);
    match text.strip_suffix("000Z") {
        Some(short) => format!("{short}Z"),
        None => text,
    }
}

fn show(store: &Store, command: &Opinion) -> Outcome {
    let operator = Clearance::system();
    let mut said: Vec<StoredVersion> = Vec::new();
    store.about(&operator, &command.id, &mut |found| {
        let is_opinion = Identifier::parse(&found.id).is_some_and(|id| id.type_name() == "opinion");
        said.extend(is_opinion.then_some(found));
    })?;
    let mut opinions = Opinions::default();
    opinions.refresh(store, &operator)?;
    // Streams say for themselves how many partners are enough; this is what they do unless told otherwise.
    let disputed = opinions.disputed(&operator, crate::streams::DISPUTED_BY);
    let uuid = Identifier::parse(&command.id).map(|id| id.uuid());
    let dispute = uuid.and_then(|uuid| disputed.get(&uuid));
    let mut rows = Vec::new();
    for version in &said {
        let object = parsed(&version.bytes)?;
        if object.header.revoked {
            continue;
        }
        let text = |name| {
            object
                .value
                .get(name)
                .and_then(stix::Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        rows.push((version, text("opinion"), text("explanation")));
    }
    if command.output.json {
        let all = rows.iter().map(|(version, word, why)| {
            json!({
                "id": version.id, "from": version.source, "opinion": word, "explanation": why,
                "received": instant(version.received),
            })
        });
        print_json(
            &json!({ "of": command.id, "opinions": all.collect::<Vec<_>>(), "muted": dispute }),
        )?;
    } else if !rows.is_empty() {
        let mut table = Table::new(&["from", "opinion", "since", "why"]);
        for (version, word, why) in &rows {
            let why = visible(why).into_owned();
            table.row([
                version.source.clone(),
                word.clone(),
                instant(version.received),
                why,
            ]);
        }
        print(&table.render(Paint::stdout()))?;
    }
    match dispute {
        Some(dispute) => say(format!("it is muted: {dispute}")),
        None if rows.is_empty() => say(format!("nothing is said of `{}`", command.id)),
        None => say("it is matched"),
    }
    Ok(if rows.is_empty() {
        Exit::Found
    } else {
        Exit::Done
    })
}
