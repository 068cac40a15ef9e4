//! `tansiq audit …`: the signed record of what was admitted, changed and served.

use super::Output;
use super::context::{Context, instant};
use super::evidence;
use super::object::{titles, unknown};
use super::problem::{Exit, Outcome};
use super::terminal::{Paint, Table, print, print_json, say, visible, visible_json};
use clap::{Args, Subcommand};
use handling::Clearance;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use store::{AuditRow, Handed, Store};

const PAGE: usize = 1_000;
/// Characters of a row's detail that are shown as text.
const SHOWN: usize = 240;

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// List the record, oldest first; with --json whole and one object a line
    List(List),
    /// Check that no row was changed, removed, moved or put in
    Verify(Verify),
    /// Say which version of an object was served to whom, where and when
    WhoGot(WhoGot),
    /// Print the public half of the key that signs the record
    Key(Output),
    /// Sign the record as it is now; to be kept elsewhere
    Checkpoint(evidence::Checkpoint),
    /// Prove to a third party what of an object was served to a partner
    Prove(evidence::Prove),
    /// Check a proof that somebody shows you; needs no store
    Check(evidence::Check),
}

#[derive(Debug, Args)]
pub struct Verify {
    /// Checkpoint that was kept elsewhere: the record must still begin with what it signed
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    since: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct List {
    /// Only rows after this number
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    after: i64,
    /// At most this many rows
    #[arg(long, value_name = "COUNT")]
    limit: Option<usize>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct WhoGot {
    /// STIX id
    id: String,
    #[command(flatten)]
    output: Output,
}

pub fn run(context: &Context, verb: Verb) -> Outcome {
    match verb {
        Verb::List(command) => list(&context.existing_store()?, &command),
        Verb::Verify(command) => verify(&context.existing_store()?, &command),
        Verb::WhoGot(command) => who_got(&context.existing_store()?, &command),
        Verb::Key(output) => evidence::key(context, &output),
        Verb::Checkpoint(command) => evidence::checkpoint(context, &command),
        Verb::Prove(command) => evidence::prove(context, &command),
        Verb::Check(command) => evidence::check(&command),
    }
}

fn list(store: &Store, command: &List) -> Outcome {
    let (mut after, mut left) = (command.after, command.limit.unwrap_or(usize::MAX));
    let system = Clearance::system();
    while left > 0 {
        let rows = store.audit(&system, after, left.min(PAGE))?;
        let Some(last) = rows.last() else { break };
        after = last.seq;
        left -= rows.len().min(left);
        print(&if command.output.json {
            lines(&rows)
        } else {
            table(&rows)
        })?;
    }
    Ok(Exit::Done)
}

fn lines(rows: &[AuditRow]) -> String {
    let describe = |row: &AuditRow| {
        let detail = serde_json::from_str(&row.detail).unwrap_or(Value::from(row.detail.as_str()));
        json!({"seq": row.seq, "at": instant(row.at), "actor": row.actor, "action": row.action,
               "detail": detail, "hash": row.hash})
        .to_string()
    };
    rows.iter()
        .map(|row| format!("{}\n", visible_json(&describe(row))))
        .collect()
}

fn table(rows: &[AuditRow]) -> String {
    rows.iter()
        .map(|row| {
            format!(
                "{:>7}  {}  {}  {}  {}\n",
                row.seq,
                instant(row.at),
                visible(&row.actor),
                visible(&row.action),
                visible(&shortened(&row.detail))
            )
        })
        .collect()
}

/// Enough of a long detail to recognise it; `--json` has all.
fn shortened(detail: &str) -> String {
    match detail.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &detail[..end]),
        None => detail.to_owned(),
    }
}

fn verify(store: &Store, command: &Verify) -> Outcome {
    let verdict = store.verify_audit(&evidence::held(&command.since)?)?;
    let fault = verdict.fault.as_ref();
    if command.output.json {
        print_json(&json!({
            "rows": verdict.rows,
            "intact": fault.is_none(),
            "fault": fault.map(|(seq, how)| json!({"seq": seq, "how": how})),
            "root": verdict.root,
            "checkpoints": verdict.checkpoints,
            "signed": verdict.signed,
        }))?;
    } else {
        print(&match fault {
            None => format!(
                "intact: all {} rows fit, {} signed; the root is {}\n",
                verdict.rows,
                match verdict.signed {
                    0 => "none of them".to_owned(),
                    signed => format!("the first {signed} of them"),
                },
                verdict.root
            ),
            Some((seq, how)) => format!("tampered with: row {seq} {}\n", visible(how)),
        })?;
    }
    Ok(match fault {
        None => Exit::Done,
        Some(_) => Exit::Found,
    })
}

fn who_got(store: &Store, command: &WhoGot) -> Outcome {
    let system = Clearance::system();
    let receipts = store.who_got(&system, &command.id)?;
    if receipts.is_empty() && store.object_versions(&system, &command.id)?.is_empty() {
        return Err(unknown(&command.id).found_nothing());
    }
    let titles = titles(store)?;
    if command.output.json {
        let receipts: Vec<Value> = receipts.iter().map(|r| receipt(r, &titles)).collect();
        print_json(&json!({ "id": command.id, "receipts": receipts }))?;
    } else {
        print(&receipts_table(&receipts, &titles))?;
    }
    if receipts.is_empty() {
        say("the audit knows of nobody it was served to");
        return Ok(Exit::Found);
    }
    say("served means that the answer was made; whether it arrived is not known here");
    Ok(Exit::Done)
}

/// A receipt as JSON.
pub fn receipt(receipt: &Handed, titles: &BTreeMap<String, String>) -> Value {
    json!({
        "partner": receipt.partner, "version": receipt.version, "collection": receipt.collection,
        "title": receipt.collection.as_ref().and_then(|id| titles.get(id)),
        "served": receipt.extent.as_str(),
        "times": receipt.times, "first": instant(receipt.first), "last": instant(receipt.last),
        "rows": {"first": receipt.rows.0, "last": receipt.rows.1},
    })
}

/// Receipts, one a line.
pub fn receipts_table(receipts: &[Handed], titles: &BTreeMap<String, String>) -> String {
    if receipts.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&[
        "reader",
        "version",
        "served",
        "collection",
        "first",
        "last",
        "times",
    ]);
    for receipt in receipts {
        let id = receipt.collection.as_deref();
        let title = id.map_or("(export)", |id| titles.get(id).map_or(id, String::as_str));
        table.row([
            receipt.partner.as_deref().unwrap_or("(anonymous)"),
            &receipt.version,
            receipt.extent.as_str(),
            title,
            &instant(receipt.first),
            &instant(receipt.last),
            &receipt.times.to_string(),
        ]);
    }
    table.render(Paint::stdout())
}
