//! `tansiq tearline ID --keep PATHS --marking …`: what may go further of a restricted object, as an object of its own.

use super::Output;
use super::context::{Context, actor};
use super::object::{embedded, unknown};
use super::outlook::local_labels;
use super::problem::{Exit, Outcome, Problem};
use super::sending::{Caution, Sending, accepted};
use super::terminal::{Details, Paint, print, print_json, say, visible, visible_json};
use crate::outgoing::Going;
use crate::outgoing::tearline::{Keep, Maker, Plan, Torn, tear};
use clap::Args;
use handling::Clearance;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use stix::Identifier;
use stix::marking::Tlp;
use store::{Collection, Derivation, Incoming, Source, Store, StoredVersion, Submission};

#[derive(Debug, Args)]
pub struct Tearline {
    /// STIX id of the restricted object
    id: String,
    /// What to keep beside what the type requires: selectors such as `description`, `labels.[0]`
    #[arg(long, value_name = "PATHS", value_delimiter = ',')]
    keep: Vec<String>,
    /// Handling of the new object: a TLP level, ids of marking-definitions
    #[arg(long, required = true, value_name = "TLP|MARKING_ID", value_delimiter = ',', value_parser = marking)]
    marking: Vec<String>,
    /// Collection to publish it to: id, alias or title
    #[arg(long, value_name = "COLLECTION")]
    to: Option<String>,
    /// Act for who made the object, with its consent: the tear-line is its own, and its control over the object does not
    /// forbid it
    #[arg(long)]
    for_originator: bool,
    #[command(flatten)]
    caution: Caution,
    #[command(flatten)]
    output: Output,
}

/// `green`, `TLP:GREEN`, or the id of a marking-definition.
fn marking(text: &str) -> Result<String, String> {
    let lower = text.to_ascii_lowercase();
    if let Some(level) = Tlp::parse(lower.strip_prefix("tlp:").unwrap_or(&lower)) {
        return Ok(level.marking_id().to_owned());
    }
    match Identifier::parse(text) {
        Some(id) if id.type_name() == "marking-definition" => Ok(text.to_owned()),
        _ => Err(
            "it must be clear, green, amber, amber+strict, red, or `marking-definition--…`"
                .to_owned(),
        ),
    }
}

pub fn run(context: &Context, command: Tearline) -> Outcome {
    let store = context.existing_store()?;
    let collection = match &command.to {
        Some(name) => Some(context.collection(&store, name)?),
        None => None,
    };
    let tearing = Tearing::chosen(context, &store, &command)?;
    for warning in &tearing.torn.warnings {
        say(format!("warning: {}", visible(warning)));
    }
    let done = match &collection {
        Some(collection) => publish(context, &store, collection, tearing, &command)?,
        None => keep(context, &store, &tearing, &command)?,
    };
    store.close()?;
    Ok(done)
}

fn publish(
    context: &Context,
    store: &Store,
    collection: &Collection,
    tearing: Tearing,
    command: &Tearline,
) -> Outcome {
    let going = tearing.going(context, &collection.id)?;
    let shown = tearing.text();
    let torn = tearing.torn.clone();
    let sending = Sending::new(context, store, collection, going, vec![tearing])?;
    let verdict = sending.verdict(&command.caution);
    if command.output.json {
        print_json(&Shown::of(&torn, &command.id, sending.json(&verdict)))?;
    } else {
        print(&format!(
            "{shown}\n{}",
            sending.outlook().text(Paint::stdout())
        ))?;
    }
    sending.go(verdict?)
}

/// Without a collection it is kept here, for nobody else yet.
fn keep(context: &Context, store: &Store, tearing: &Tearing, command: &Tearline) -> Outcome {
    if let Some(problem) = local_labels(&tearing.going(context, "")?) {
        return Err(problem);
    }
    let torn = &tearing.torn;
    let goes = !command.caution.dry_run;
    if command.output.json {
        print_json(&Shown::of(torn, &command.id, json!({"done": goes})))?;
    } else {
        print(&tearing.text())?;
    }
    if !goes {
        say("nothing was done");
        return Ok(Exit::Done);
    }
    tearing.store(store, None)?;
    say(format!(
        "`tansiq publish {} --to COLLECTION` lets others have it",
        torn.id
    ));
    Ok(Exit::Done)
}

/// A tear-line and what it is of.
pub struct Tearing {
    original: StoredVersion,
    torn: Torn,
    default_tlp: Tlp,
}

impl Tearing {
    /// What the command keeps.
    fn chosen(context: &Context, store: &Store, command: &Tearline) -> Result<Self, Problem> {
        let newest = store
            .object_versions(&Clearance::system(), &command.id)?
            .pop();
        let original = newest.ok_or_else(|| unknown(&command.id))?;
        let plan = Plan {
            original: &original,
            keep: Keep::These(&command.keep),
            markings: command.marking.clone(),
            maker: Maker {
                identity: context.config.identity.as_deref(),
                for_originator: command.for_originator,
            },
            default_tlp: context.config.default_tlp,
        };
        Self::of(store, plan)
    }

    /// The object under its own markings, without what must not leave.
    pub fn strip(
        context: &Context,
        store: &Store,
        original: &StoredVersion,
    ) -> Result<Self, Problem> {
        let object = crate::outgoing::parsed(&original.bytes)?;
        let markings = object.header.object_marking_refs.iter();
        let plan = Plan {
            original,
            keep: Keep::AllBut(&context.config.local),
            markings: markings.map(|id| id.to_string()).collect(),
            maker: Maker {
                identity: context.config.identity.as_deref(),
                for_originator: false,
            },
            default_tlp: original.own_label.tlp(),
        };
        Self::of(store, plan)
    }

    fn of(store: &Store, plan: Plan<'_>) -> Result<Self, Problem> {
        Ok(Self {
            torn: tear(store, &Clearance::system(), &plan)?,
            original: plan.original.clone(),
            default_tlp: plan.default_tlp,
        })
    }

    /// What goes into the collection: the tear-line, and where the original lies, too, the relationship. Elsewhere
    /// it would tell the original's id to readers who may see both and have one.
    pub fn going(&self, context: &Context, collection: &str) -> Result<Vec<Going>, Problem> {
        let (torn, local) = (&self.torn, &context.config.local);
        let mut going = vec![Going::made(&torn.object, torn.label.clone(), local)?];
        if self.links_in(collection) {
            going.push(Going::made(&torn.link, torn.link_label.clone(), local)?);
        }
        Ok(going)
    }

    fn links_in(&self, collection: &str) -> bool {
        let mut places = self.original.collections.iter();
        places.any(|(id, _)| id == collection)
    }

    /// Takes tear-line and relationship in, in one transaction with their row of the audit, and into the collection
    /// what goes there; gives how many those are.
    pub fn store(&self, store: &Store, collection: Option<&str>) -> Result<usize, Problem> {
        let torn = &self.torn;
        let mut objects = Vec::new();
        for text in [&torn.object, &torn.link] {
            let object = crate::outgoing::parsed(text.as_bytes())?;
            objects.push((Incoming::new(&object), None));
        }
        let submission = Submission {
            source: Source::Operator(actor()),
            collection: None,
            objects,
            default_tlp: Some(self.default_tlp),
            status: None,
            checkpoint: None,
        };
        let to = collection.map(|id| {
            let link = self.links_in(id).then(|| torn.link_id.clone());
            (
                id.to_owned(),
                [torn.id.clone()]
                    .into_iter()
                    .chain(link)
                    .collect::<Vec<_>>(),
            )
        });
        let count = to.as_ref().map_or(0, |(_, ids)| ids.len());
        let derivation = Derivation {
            actor: actor(),
            of: self.original.key,
            made: torn.id.clone(),
            how: torn.told(&self.original),
            to,
        };
        accepted(&store.derive(submission, derivation)?.outcomes)?;
        Ok(count)
    }

    /// What it is, and both objects as they go.
    fn text(&self) -> String {
        let torn = &self.torn;
        let mut details = Details::default();
        details.add("of", &self.original.id);
        details.add("its handling", &self.original.label.to_string());
        details.add("tear-line", &torn.id);
        details.add("handling", &torn.label.to_string());
        details.add("kept", &torn.kept.join(", "));
        if let Some(originator) = &torn.made_for {
            details.add("made for", originator);
        }
        let texts = [&torn.object, &torn.link].map(|text| visible_json(text).into_owned());
        format!(
            "{}\n{}\n",
            details.render(Paint::stdout()),
            texts.join("\n")
        )
    }
}

#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    of: &'a str,
    kept: &'a [String],
    warnings: &'a [String],
    handling: String,
    #[serde(rename = "for")]
    made_for: Option<&'a str>,
    object: Option<&'a RawValue>,
    relationship: Option<&'a RawValue>,
    #[serde(flatten)]
    outlook: Value,
}

impl<'a> Shown<'a> {
    fn of(torn: &'a Torn, of: &'a str, outlook: Value) -> Self {
        Self {
            id: &torn.id,
            of,
            kept: &torn.kept,
            warnings: &torn.warnings,
            handling: torn.label.to_string(),
            made_for: torn.made_for.as_deref(),
            object: embedded(torn.object.as_bytes()),
            relationship: embedded(torn.link.as_bytes()),
            outlook,
        }
    }
}
