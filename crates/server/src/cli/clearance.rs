//! `tansiq partner change` and `tansiq person change`: what somebody who is registered may see, from now on.

use super::Output;
use super::context::actor;
use super::level::Level;
use super::partner::check_id;
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{print_json, say};
use clap::Args;
use serde_json::json;
use store::{Partner, Reach, Store};

#[derive(Debug, Args)]
pub struct Change {
    /// Its name
    pub name: String,
    /// Highest TLP level it may read
    #[arg(long, value_name = "LEVEL")]
    max_tlp: Option<Level>,
    /// Community it belongs to; those given replace all it had
    #[arg(long, value_name = "NAME")]
    community: Vec<String>,
    /// It belongs to no community
    #[arg(long, conflicts_with = "community")]
    no_community: bool,
    /// Marking-definition outside TLP that it is cleared for; those given replace all it had
    #[arg(long, value_name = "ID")]
    marking: Vec<String>,
    /// It is cleared for no marking outside TLP
    #[arg(long, conflicts_with = "marking")]
    no_marking: bool,
    #[command(flatten)]
    output: Output,
}

/// Changes what `known` may see. Nothing is labelled anew: its next request is answered by the new clearance.
pub fn change(store: &Store, known: &Partner, command: Change) -> Outcome {
    for id in &command.marking {
        check_id("--marking", "marking-definition", id)?;
    }
    let replaced = |given: Vec<String>, none: bool, had: &[String]| match given.is_empty() && !none
    {
        true => had.to_vec(),
        false => given,
    };
    let to = Reach {
        max_tlp: command.max_tlp.map_or(known.max_tlp, Into::into),
        communities: replaced(command.community, command.no_community, &known.communities),
        markings: replaced(command.marking, command.no_marking, &known.markings),
    };
    let had = Reach {
        max_tlp: known.max_tlp,
        communities: known.communities.clone(),
        markings: known.markings.clone(),
    };
    if to == had {
        return Err(
            Problem::new(Code::Value, format!("this leaves `{}` as it is", known.name)).hint(
                "say what changes: `--max-tlp`, `--community`, `--no-community`, `--marking` or `--no-marking`",
            ),
        );
    }
    store.set_clearance(&actor(), &known.name, to.clone())?;
    store.close()?;
    if command.output.json {
        print_json(&json!({
            "name": known.name, "max_tlp": to.max_tlp.as_str(), "communities": to.communities, "markings": to.markings,
        }))?;
        return Ok(Exit::Done);
    }
    say(format!(
        "`{}` reads up to {}",
        known.name,
        to.max_tlp.as_str()
    ));
    if to.max_tlp > had.max_tlp || !to.communities.is_empty() || !to.markings.is_empty() {
        say(
            "what it may see now and was added before its last request, it finds by asking from the beginning",
        );
    }
    Ok(Exit::Done)
}
