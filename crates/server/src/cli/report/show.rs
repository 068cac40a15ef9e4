//! `tansiq report show ID`: the document with what was found in it, and the drafts.
//!
//! A span is followed by the number of its draft, `⟦3⟧`, and coloured where colour is wanted. Brackets of that kind in the
//! document itself are written out, and so is what would steer the terminal: a text cannot set marks of its own.

use super::Desk;
use super::list::{describe, note};
use crate::cli::Output;
use crate::cli::context::instant;
use crate::cli::problem::{Exit, Outcome};
use crate::cli::terminal::{Details, Paint, Table, print, print_json, say, visible_lines};
use crate::reports::{self, Item};
use clap::Args;
use serde_json::{Value, json};
use store::Document;

#[derive(Debug, Args)]
pub struct Show {
    /// Number of the document
    id: String,
    #[command(flatten)]
    output: Output,
}

pub fn run(desk: &Desk, command: &Show) -> Outcome {
    let store = desk.context.existing_store()?;
    let document = desk.document(&store, &command.id)?;
    let content = store.document_content(&desk.clearance, document.key)?;
    let text = content.and_then(|content| content.0);
    let items = reports::items(&store, &desk.clearance, document.key)?;
    if command.output.json {
        let mut value = describe(&document);
        value["text"] = json!(text);
        value["items"] = items.iter().map(item_json).collect();
        print_json(&value)?;
        return Ok(Exit::Done);
    }
    let paint = Paint::stdout();
    let mut shown = heading(&document).render(paint);
    if let Some(text) = &text {
        shown += &format!("\n{}\n", marked(text.trim_end(), &items, paint));
    }
    if !items.is_empty() {
        shown += &format!("\n{}", table(&items).render(paint));
    }
    print(&shown)?;
    if document.drafts[0] > 0 {
        let n = document.key;
        say(format!(
            "`tansiq report accept {n} --all --collection COLLECTION` takes in what waits, `report accept {n} ITEM…` some of it; \
             `report edit {n} ITEM --set name=…` and `report reject {n} ITEM…` before that"
        ));
    }
    Ok(Exit::Done)
}

fn heading(document: &Document) -> Details {
    let mut details = Details::default();
    details.add("document", &document.key.to_string());
    details.add("report", &document.id);
    details.add("title", &document.title);
    details.add(
        "source",
        &format!("{}, reliability {}", document.source, document.reliability),
    );
    details.add("from", document.place.as_deref().unwrap_or("-"));
    details.add("published", document.published.as_deref().unwrap_or("-"));
    details.add("received", &instant(document.received));
    details.add("tlp", document.tlp.as_str());
    details.add("sha256", &document.digest);
    let note = note(document);
    if !note.is_empty() {
        details.add("note", &note);
    }
    details
}

/// The text with the spans of what it names.
fn marked(text: &str, items: &[Item], paint: Paint) -> String {
    let mut spans: Vec<(usize, usize, i64)> = Vec::new();
    let named = items.iter().filter(|item| !is_told(item));
    for item in named {
        // What the lexicon adds is not said at that place.
        let said = item.draft.passages.iter().filter(|p| p.method == "rules");
        spans.extend(said.map(|p| (p.start, p.end, item.number)));
    }
    // Of spans that overlap the first stays, of those that begin together the longest.
    spans.sort_by_key(|&(start, end, number)| (start, std::cmp::Reverse(end), number));
    let chars: Vec<char> = text.chars().collect();
    let piece = |from: usize, to: usize| safe(&chars[from.min(chars.len())..to.min(chars.len())]);
    let (mut shown, mut at) = (String::new(), 0);
    for (start, end, number) in spans {
        if start < at || start >= end {
            continue;
        }
        shown += &piece(at, start);
        shown += &paint.marked(&piece(start, end));
        shown += &paint.dim(&format!("⟦{number}⟧"));
        at = end;
    }
    shown + &piece(at, chars.len())
}

/// Whether its passages are sentences: a relationship or an engagement.
fn is_told(item: &Item) -> bool {
    ["relationship--", "engagement--"]
        .iter()
        .any(|kind| item.draft.id.starts_with(kind))
}

fn safe(chars: &[char]) -> String {
    let text: String = chars.iter().filter(|c| **c != '\r').collect();
    let text = visible_lines(&text);
    text.replace('⟦', "<U+27E6>").replace('⟧', "<U+27E7>")
}

fn table(items: &[Item]) -> Table {
    let mut table = Table::new(&["item", "state", "draft", "confidence", "note"]);
    for item in items {
        table.row([
            item.number.to_string(),
            item.state.as_str().to_owned(),
            item.draft.label.clone(),
            confidence(item).map(|n| n.to_string()).unwrap_or_default(),
            remark(item),
        ]);
    }
    table
}

fn confidence(item: &Item) -> Option<u64> {
    item.draft.objects.first()?["confidence"].as_u64()
}

/// What the analyst should know before accepting.
fn remark(item: &Item) -> String {
    if item.draft.known {
        return format!("known: {}", item.draft.id);
    }
    let witnesses = item
        .draft
        .objects
        .first()
        .and_then(|o| o["corroborated_by_refs"].as_array().map(Vec::len));
    match (witnesses, item.similar.first()) {
        (Some(count), _) => format!("told by {count} other sources"),
        (None, Some(one)) => {
            format!(
                "may be {one}; then `tansiq report edit … {} --is {one}`",
                item.number
            )
        }
        (None, None) => String::new(),
    }
}

fn item_json(item: &Item) -> Value {
    let passages = item.draft.passages.iter().map(|p| p.to_json(None));
    json!({
        "item": item.number, "state": item.state.as_str(), "id": item.draft.id, "label": item.draft.label,
        "known": item.draft.known, "similar": item.similar, "objects": item.draft.objects,
        "passages": passages.collect::<Vec<_>>(),
    })
}
