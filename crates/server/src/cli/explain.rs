//! `tansiq explain ID --as PARTNER`: give or withhold, each rule that was looked at.

use super::Output;
use super::context::Context;
use super::object::{titles, unknown};
use super::problem::{Exit, Outcome};
use super::reader::Eyes;
use super::terminal::{Paint, print, print_json, say, visible};
use clap::Args;
use handling::Clearance;
use handling::release::Step;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::Explanation;

#[derive(Debug, Args)]
pub struct Explain {
    /// STIX id
    id: String,
    /// Name of the partner, or `anonymous`
    #[arg(long = "as", value_name = "PARTNER")]
    reader: String,
    #[command(flatten)]
    output: Output,
}

pub fn run(context: &Context, command: Explain) -> Outcome {
    let store = context.existing_store()?;
    let eyes = Eyes::of(context, &store, &command.reader)?;
    let system = Clearance::system();
    let explanations = store.explain(&system, &command.id, &eyes.clearance)?;
    if explanations.is_empty() && store.object_versions(&system, &command.id)?.is_empty() {
        return Err(unknown(&command.id).found_nothing());
    }
    let titles = titles(&store)?;
    if command.output.json {
        let decisions = explanations.iter().map(|e| describe(e, &titles));
        let decisions: Vec<_> = decisions.collect();
        print_json(&json!({"id": command.id, "partner": eyes.name, "decisions": decisions}))?;
    } else {
        for explanation in &explanations {
            print(&text(explanation, &titles))?;
        }
    }
    if let Some((why, _)) = eyes.shut {
        say(why);
    }
    if explanations.is_empty() {
        say(format!(
            "the object lies in no collection; `tansiq collection add COLLECTION {}` puts it into one",
            command.id
        ));
        return Ok(Exit::Found);
    }
    Ok(Exit::Done)
}

fn describe(explanation: &Explanation, titles: &BTreeMap<String, String>) -> Value {
    let steps = explanation.decision.steps.iter().map(|step| {
        json!({"rule": step.rule, "allows": step.allows, "sentence": step.sentence, "change": step.change})
    });
    json!({
        "collection": explanation.collection,
        "title": titles.get(&explanation.collection),
        "version": explanation.version,
        "give": explanation.decision.give,
        "steps": steps.collect::<Vec<_>>(),
    })
}

fn text(explanation: &Explanation, titles: &BTreeMap<String, String>) -> String {
    let paint = Paint::stdout();
    let verdict = if explanation.decision.give {
        "given"
    } else {
        "withheld"
    };
    let mut text = format!(
        "{} in `{}`, version {}\n",
        paint.bold(verdict),
        visible(
            titles
                .get(&explanation.collection)
                .unwrap_or(&explanation.collection)
        ),
        visible(&explanation.version)
    );
    for step in &explanation.decision.steps {
        text += &line(step);
    }
    text.push('\n');
    text
}

fn line(step: &Step) -> String {
    let verdict = if step.allows { "allows" } else { "withholds" };
    let mut line = format!(
        "  {:<12} {verdict:<9}  {}\n",
        step.rule,
        visible(&step.sentence)
    );
    if let Some(change) = step.change {
        line += &format!("  {:<12} {:<9}  to change it: {change}\n", "", "");
    }
    line
}
