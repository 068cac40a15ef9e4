//! `tansiq recall …`: take objects back, and see who was told and who has answered.

use super::Output;
use super::audit::{receipt, receipts_table};
use super::context::{Context, actor, instant, time};
use super::object::{titles, unknown};
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{Details, Paint, Table, print, print_json, say};
use clap::{Args, Subcommand};
use handling::Clearance;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use stix::{Limits, Object, SpecVersion};
use store::{Handed, Query, Recall, RecallOrder, RecallTold, Row, Store, StoredVersion, Versions};

const PAGE: usize = 1_000;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Command {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    take_back: TakeBack,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Say of one recall, or of all that are open, who was told and who has acknowledged
    Status(Status),
    /// Undo a recall that was a mistake: what it took back is given again, and whoever was told of it is told so
    Lift(Lift),
    /// List all recalls, one a line
    List(Output),
}

#[derive(Debug, Args)]
struct Lift {
    /// Number of the recall
    recall: i64,
    /// Why: everybody who was told of the recall is told
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
struct Status {
    /// Number of the recall, or the id of an object it names; all that are open when absent
    recall: Option<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
struct TakeBack {
    /// STIX ids; or say which with the options below
    ids: Vec<String>,
    /// Why: everybody who was served one of them is told
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Only what this partner handed in or made, where several hold the same id
    #[arg(long, value_name = "PARTNER")]
    of: Option<String>,
    /// Everything in this collection: id, alias or title
    #[arg(long, value_name = "COLLECTION")]
    collection: Option<String>,
    /// Everything of this type
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// Everything whose `created_by_ref` is this identity
    #[arg(long, value_name = "IDENTITY")]
    created_by: Option<String>,
    /// Everything added at this time or later: a timestamp, or a day
    #[arg(long, value_name = "TIME")]
    added_since: Option<String>,
    /// Leave tear-lines of it where they are
    #[arg(long)]
    keep_tearlines: bool,
    /// List what would be taken back and who was served it, and do nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    output: Output,
}

pub fn run(context: &Context, command: Command) -> Outcome {
    let store = context.existing_store()?;
    match command.verb {
        Some(Verb::Status(command)) => status(&store, &command),
        Some(Verb::Lift(command)) => lift(&store, &command),
        Some(Verb::List(output)) => list(&store, &output),
        None => take_back(context, &store, &command.take_back),
    }
}

fn take_back(context: &Context, store: &Store, command: &TakeBack) -> Outcome {
    if let Some(name) = &command.of {
        context.partner(store, name)?;
    }
    let ids = chosen(context, store, command)?;
    if ids.is_empty() {
        say("nothing fits");
        return Ok(Exit::Found);
    }
    if command.dry_run {
        let mut ids = ids;
        if !command.keep_tearlines {
            ids.extend(store.tearlines(&Clearance::system(), &ids)?);
        }
        return preview(store, &ids, command);
    }
    let reason = reason(command.reason.as_deref().unwrap_or_default())?;
    let order = RecallOrder {
        ids,
        of: command.of.clone(),
        reason,
        keep_tearlines: command.keep_tearlines,
    };
    let key = store.recall(&actor(), order).map_err(|error| match error {
        store::Error::NotFound(id) => missing(store, &id, command.of.as_deref()),
        store::Error::Invalid(told) => Problem::new(Code::Value, told)
            .hint("`tansiq recall list` shows by which recall")
            .found_nothing(),
        other => other.into(),
    })?;
    store.close()?;
    let recalls = store.recalls(&Clearance::system(), Some(key), None)?;
    show(&recalls, &command.output)
}

/// A reason that can be told.
fn reason(text: &str) -> Result<String, Problem> {
    let (reason, longest) = (text.trim(), handling::recall::LONGEST_TEXT);
    if reason.is_empty() || reason.chars().count() > longest {
        return Err(Problem::new(Code::Value, "a recall says why")
            .note(format!(
                "1 to {longest} characters, which everybody who was served one of them is told"
            ))
            .hint("add `--reason TEXT`, or `--dry-run` to see what would be taken back"));
    }
    Ok(reason.to_owned())
}

fn lift(store: &Store, command: &Lift) -> Outcome {
    let reason = reason(&command.reason)?;
    let done = store.lift_recall(&actor(), command.recall, &reason);
    done.map_err(|error| match error {
        store::Error::NotFound(told) => Problem::new(Code::Recall, format!("there is no {told}"))
            .hint("`tansiq recall list` shows them")
            .found_nothing(),
        store::Error::Invalid(told) => Problem::new(Code::Value, told),
        other => other.into(),
    })?;
    store.close()?;
    show(
        &store.recalls(&Clearance::system(), Some(command.recall), None)?,
        &command.output,
    )
}

/// Why an id cannot be taken back.
fn missing(store: &Store, id: &str, of: Option<&str>) -> Problem {
    let there = store.object_versions(&Clearance::system(), id);
    match (of, there) {
        (Some(of), Ok(versions)) if !versions.is_empty() => Problem::new(
            Code::Object,
            format!("`{of}` neither handed in nor made `{id}`"),
        )
        .hint("leave out `--of` to take it back whoever it is from"),
        _ => unknown(id),
    }
}

/// The ids given, or those of the query.
fn chosen(context: &Context, store: &Store, command: &TakeBack) -> Result<Vec<String>, Problem> {
    let queried = command.collection.is_some()
        || !command.types.is_empty()
        || command.created_by.is_some()
        || command.added_since.is_some();
    match (command.ids.is_empty(), queried) {
        (false, true) => Err(Problem::new(
            Code::Usage,
            "ids and a query cannot be given together",
        )),
        (true, false) => Err(
            Problem::new(Code::Usage, "it is not said what to take back")
                .hint("give ids, or `--collection`, `--type`, `--created-by`, `--added-since`"),
        ),
        (false, false) => Ok(command.ids.clone()),
        (true, true) => query(context, store, command),
    }
}

fn query(context: &Context, store: &Store, command: &TakeBack) -> Result<Vec<String>, Problem> {
    let collection = match &command.collection {
        Some(name) => Some(context.collection(store, name)?),
        None => None,
    };
    let since = time(command.added_since.as_deref())?;
    let system = Clearance::system();
    let mut query = Query {
        after: since.map(|(first, _)| first - 1),
        types: command.types.clone(),
        versions: Versions {
            all: true,
            ..Versions::default()
        },
        specs: vec![SpecVersion::V20, SpecVersion::V21],
        limit: PAGE,
        ..Query::default()
    };
    let mut ids = BTreeSet::new();
    loop {
        let mut each = |row: Row<'_>| {
            if is_by(row.bytes, command.created_by.as_deref()) {
                ids.insert(row.id.to_owned());
            }
        };
        let end = match &collection {
            Some(found) => store.page(&system, &found.id, &query, &mut each)?,
            None => Some(store.walk(&system, &query, &mut each)?),
        };
        let Some(end) = end.filter(|end| end.more) else {
            return Ok(ids.into_iter().collect());
        };
        query.after = end.last;
    }
}

fn is_by(bytes: &[u8], creator: Option<&str>) -> bool {
    let Some(creator) = creator else { return true };
    let limits = Limits {
        object_bytes: usize::MAX,
        ..Limits::default()
    };
    Object::parse(bytes, &limits)
        .is_ok_and(|object| object.header.created_by_ref.as_deref() == Some(creator))
}

/// What would be taken back, and who had it.
fn preview(store: &Store, ids: &[String], command: &TakeBack) -> Outcome {
    let system = Clearance::system();
    let titles = titles(store)?;
    let mut shown: Vec<Value> = Vec::new();
    for id in ids {
        let versions = store.object_versions(&system, id)?;
        if versions.is_empty() {
            return Err(unknown(id));
        }
        let open = versions.iter().filter(|v| !v.own_label.is_lane_only());
        let open: Vec<&StoredVersion> = open.filter(|v| !v.label.is_recalled()).collect();
        let whole = store.who_got(&system, id)?.into_iter();
        let had: Vec<Handed> = whole.filter(|handed| handed.extent.has_content()).collect();
        if command.output.json {
            let versions: Vec<&str> = open.iter().map(|v| v.version.as_str()).collect();
            let had: Vec<Value> = had.iter().map(|handed| receipt(handed, &titles)).collect();
            shown.push(json!({ "id": id, "versions": versions, "had": had }));
            continue;
        }
        let versions = match open.len() {
            0 => "nothing left to take back".to_owned(),
            1 => "1 version".to_owned(),
            count => format!("{count} versions"),
        };
        print(&format!("{id}: {versions}\n"))?;
        print(&receipts_table(&had, &titles))?;
    }
    if command.output.json {
        print_json(&shown)?;
    }
    let count = match ids.len() {
        1 => "1 object".to_owned(),
        more => format!("{more} objects"),
    };
    say(format!("{count}; nothing was changed"));
    Ok(Exit::Done)
}

fn status(store: &Store, command: &Status) -> Outcome {
    let system = Clearance::system();
    let recalls = match &command.recall {
        None => {
            let all = store.recalls(&system, None, None)?;
            all.into_iter().filter(is_open).collect()
        }
        Some(text) => match text.parse::<i64>() {
            Ok(key) => store.recalls(&system, Some(key), None)?,
            Err(_) => store.recalls(&system, None, Some(text))?,
        },
    };
    if recalls.is_empty()
        && let Some(text) = &command.recall
    {
        return Err(
            Problem::new(Code::Recall, format!("there is no recall `{text}`"))
                .note("it is a number, or the id of an object that was taken back")
                .hint("`tansiq recall list` shows them")
                .found_nothing(),
        );
    }
    if recalls.is_empty() && !command.output.json {
        say("no recall waits for an answer");
    }
    show(&recalls, &command.output)
}

fn show(recalls: &[Recall], output: &Output) -> Outcome {
    if output.json {
        print_json(&recalls.iter().map(describe).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    for recall in recalls {
        print(&text(recall))?;
    }
    Ok(Exit::Done)
}

fn list(store: &Store, output: &Output) -> Outcome {
    let recalls = store.recalls(&Clearance::system(), None, None)?;
    if output.json {
        return show(&recalls, output);
    }
    if recalls.is_empty() {
        say("nothing was taken back");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        "recall", "opened", "cause", "by", "objects", "told", "open", "reason",
    ]);
    for recall in &recalls {
        let cause = match recall.lifted {
            Some(_) => "lifted",
            None => recall.why.as_str(),
        };
        table.row([
            recall.key.to_string().as_str(),
            &instant(recall.at),
            cause,
            &recall.actor,
            &ids(recall).len().to_string(),
            &told(recall).count().to_string(),
            &told(recall).filter(|told| waits(told)).count().to_string(),
            &recall.reason,
        ]);
    }
    print(&table.render(Paint::stdout()))?;
    Ok(Exit::Done)
}

fn ids(recall: &Recall) -> BTreeSet<&str> {
    recall.versions.iter().map(|(id, _)| id.as_str()).collect()
}

/// Those who were sent a notice.
fn told(recall: &Recall) -> impl Iterator<Item = &RecallTold> {
    recall.told.iter().filter(|told| told.notice.is_some())
}

fn waits(told: &RecallTold) -> bool {
    let notice = told.notice.as_ref();
    notice.is_some_and(|notice| notice.acknowledged.is_none())
}

fn is_open(recall: &Recall) -> bool {
    recall.lifted.is_none() && recall.told.iter().any(waits)
}

/// A recall as JSON. It may name very many objects, so they are written from where they are.
#[derive(Serialize)]
struct Described<'a> {
    by: &'a str,
    by_originator: bool,
    cause: &'static str,
    lifted: Option<Value>,
    open: bool,
    opened: String,
    reason: &'a str,
    recall: i64,
    told: Vec<DescribedTold<'a>>,
    versions: Vec<Named<'a, Option<String>>>,
}

#[derive(Serialize)]
struct DescribedTold<'a> {
    notice: Option<Value>,
    partner: Option<&'a str>,
    versions: Vec<Named<'a, String>>,
}

#[derive(Serialize)]
struct Named<'a, V> {
    id: &'a str,
    version: &'a V,
}

fn named<V>(versions: &[(String, V)]) -> Vec<Named<'_, V>> {
    versions
        .iter()
        .map(|(id, version)| Named { id, version })
        .collect()
}

fn describe(recall: &Recall) -> Described<'_> {
    let told = recall.told.iter().map(|told| {
        let notice = told.notice.as_ref().map(|notice| {
            json!({
                "id": notice.id, "sent": instant(notice.at), "fetched": notice.fetched.map(instant),
                "acknowledged": notice.acknowledged.map(instant), "done": notice.done, "text": notice.text,
            })
        });
        DescribedTold {
            notice,
            partner: told.partner.as_deref(),
            versions: named(&told.versions),
        }
    });
    let lifted = recall.lifted.as_ref();
    Described {
        by: &recall.actor,
        by_originator: recall.by_originator,
        cause: recall.why.as_str(),
        lifted: lifted.map(|(at, why)| json!({ "at": instant(*at), "reason": why })),
        open: is_open(recall),
        opened: instant(recall.at),
        reason: &recall.reason,
        recall: recall.key,
        told: told.collect(),
        versions: named(&recall.versions),
    }
}

fn text(recall: &Recall) -> String {
    let paint = Paint::stdout();
    let mut details = Details::default();
    details.add("recall", &recall.key.to_string());
    details.add("opened", &instant(recall.at));
    details.add("cause", recall.why.as_str());
    details.add("by", &recall.actor);
    details.add("reason", &recall.reason);
    if let Some((at, why)) = &recall.lifted {
        details.add("lifted", &format!("{}: {why}", instant(*at)));
    }
    let versions = recall.versions.iter();
    let versions: Vec<String> = versions
        .map(|(id, version)| match version {
            Some(version) => format!("{id} {version}"),
            None => id.clone(),
        })
        .collect();
    details.list("taken back", &versions);
    let mut text = details.render(paint);
    if recall.told.is_empty() {
        text += "nobody had been served it\n\n";
        return text;
    }
    let mut table = Table::new(&["had it", "versions", "fetched", "acknowledged", "done"]);
    for told in &recall.told {
        table.row(told_row(told));
    }
    text += &table.render(paint);
    text.push('\n');
    text
}

fn told_row(told: &RecallTold) -> [String; 5] {
    let when = |at: Option<i64>| at.map_or("not yet".to_owned(), instant);
    let count = told.versions.len().to_string();
    let Some(notice) = &told.notice else {
        let reader = "(anonymous)".to_owned();
        return [
            reader,
            count,
            "cannot be told".to_owned(),
            "-".to_owned(),
            "-".to_owned(),
        ];
    };
    let done = match (&notice.done, &notice.text) {
        (Some(done), Some(text)) => format!("{done}: {text}"),
        (Some(done), None) => done.clone(),
        (None, _) => "-".to_owned(),
    };
    [
        told.partner.clone().unwrap_or_default(),
        count,
        when(notice.fetched),
        when(notice.acknowledged),
        done,
    ]
}
