//! `GET /search/` and `POST /search/list/`: what the caller may have and that answers, with the reason for each answer.
//!
//! An answer holds what the objects state that the caller would be given by TAXII, since when it has them, and nothing
//! of how many others there are. What is answered counts as served: whoever found an object is told when it is recalled.

use super::question::{live, marked, region};
use crate::http::routes::Outcome;
use crate::http::{Context, Problem, Reply};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::time::Duration;
use stix::Timestamp;
use store::{Answers, Cursor, Hit, Place, Reason, Search, Served};
use taxii::percent;

/// Lines of a list.
pub const LONGEST_LIST: usize = 10_000;
/// Characters of a question.
pub const LONGEST_LINE: usize = 2_000;
/// Answers on a page, and how many may be asked for.
const PAGE: usize = 20;
const LARGEST_PAGE: usize = 200;
/// Answers to a line of a list, and how many may be asked for.
const EACH: usize = 3;
const LARGEST_EACH: usize = 20;
/// What `next` is sealed for, beside the reader.
const HERE: &str = "search";
/// How long a caller waits for the index, and again for answers.
const PATIENCE: Duration = Duration::from_secs(10);
/// Microseconds.
const DAY: i64 = 86_400_000_000;

/// Whether a question is asked or a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Question,
    List,
}

/// `GET /search/?q=…`.
pub fn ask(context: &Context<'_>) -> Outcome {
    let asked = Asked::read(context.query, Form::Question)?;
    let mut search = asked.search()?;
    let text = asked.one("q").ok_or_else(|| {
        Problem::bad_request("`q` is missing: the name, value or words to look for")
    })?;
    check_line(text).map_err(|wrong| Problem::bad_request(format!("`q` {wrong}")))?;
    search.text = live(text);
    search.limit = asked.limit(PAGE, LARGEST_PAGE)?;
    let (store, clearance) = (&context.app.store, context.caller.clearance());
    if let Some(next) = asked.one("next") {
        search.after = Some(place(context, next, &asked)?);
    }
    let (answers, served) = store.search(clearance, &search)?;
    note(context, served);
    let next = answers.next.as_ref().map(|place| {
        let filter = json!([place.reason.as_str(), place.id, asked.scope()]);
        let cursor = Cursor {
            after: place.date.0,
            filter: filter.to_string(),
        };
        store.seal_cursor(&clearance.reader, HERE, &cursor)
    });
    let page = Page {
        found: answers.hits.iter().map(Found::of).collect(),
        next,
    };
    #[cfg(feature = "planted-leaks")]
    let page = Totalled {
        page,
        total: answers.planted_total,
    };
    Ok(json_reply(&page))
}

/// `POST /search/list/`: a value, name or words on every line.
pub fn list(context: &Context<'_>, body: Vec<u8>) -> Outcome {
    let asked = Asked::read(context.query, Form::List)?;
    let mut search = asked.search()?;
    search.limit = asked.limit(EACH, LARGEST_EACH)?;
    let lines = lines(&body)?;
    let questions: Vec<String> = lines.iter().map(|(_, text)| live(text)).collect();
    let most = context.app.settings.page_bytes;
    let (mut known, mut through, mut size) = (Vec::new(), 0, 0);
    let mut take = |at: usize, answers: Answers| {
        let (line, text) = lines[at];
        if !answers.hits.is_empty() {
            let answer = Answered {
                line,
                asked: text,
                found: answers.hits.iter().map(Found::of).collect(),
            };
            let Ok(text) = to_raw_value(&answer) else {
                return false;
            };
            size += text.get().len();
            if size > most && !known.is_empty() {
                return false;
            }
            known.push(text);
        }
        through = line;
        true
    };
    let store = &context.app.store;
    let served = store.search_each(context.caller.clearance(), &search, &questions, &mut take)?;
    note(context, served);
    let last = lines.last().map_or(0, |(line, _)| *line);
    Ok(json_reply(&Answer {
        lines: lines.len(),
        known,
        continue_at_line: (through < last).then_some(through + 1),
    }))
}

fn json_reply(value: &impl Serialize) -> Reply {
    let body = serde_json::to_vec(value).unwrap_or_default();
    Reply::typed("application/json", body)
}

fn note(context: &Context<'_>, served: Vec<Served>) {
    if !context.head {
        served
            .into_iter()
            .for_each(|served| context.app.store.note_served(served));
    }
}

/// Lines with something on them, with their numbers.
fn lines(body: &[u8]) -> Result<Vec<(usize, &str)>, Problem> {
    let text = std::str::from_utf8(body).map_err(|fault| {
        let at = fault.valid_up_to();
        Problem::unprocessable(format!("the list is not UTF-8 at byte {at}"))
    })?;
    let lines = text.trim_start_matches('\u{feff}').lines();
    let lines = (1..).zip(lines.map(str::trim));
    let lines: Vec<_> = lines.filter(|(_, line)| !line.is_empty()).collect();
    if lines.is_empty() {
        let description = "the list is empty: send one name, value or text a line";
        return Err(Problem::unprocessable(description));
    }
    if lines.len() > LONGEST_LIST {
        let description = format!(
            "the list has {} lines; {LONGEST_LIST} may be asked at once",
            lines.len()
        );
        return Err(Problem::unprocessable(description));
    }
    for (number, line) in &lines {
        check_line(line)
            .map_err(|wrong| Problem::unprocessable(format!("line {number} {wrong}")))?;
    }
    Ok(lines)
}

fn check_line(text: &str) -> Result<(), String> {
    match text.chars().count() {
        0..=LONGEST_LINE => Ok(()),
        count => Err(format!(
            "has {count} characters; {LONGEST_LINE} may be asked for"
        )),
    }
}

/// The place that `next` says, if it was given to this caller for this very question.
fn place(context: &Context<'_>, next: &str, asked: &Asked) -> Result<Place, Problem> {
    let not_ours =
        || Problem::bad_request("`next` is not a value this server gave you for a search");
    let reader = &context.caller.clearance().reader;
    let cursor = context.app.store.open_cursor(reader, HERE, next);
    let cursor = cursor.ok_or_else(not_ours)?;
    let sealed: Value = serde_json::from_str(&cursor.filter).map_err(|_| not_ours())?;
    if sealed[2] != asked.scope() {
        let description = "`next` belongs to another question: repeat that one beside it";
        return Err(Problem::bad_request(description));
    }
    let reason = sealed[0].as_str().and_then(Reason::parse);
    Ok(Place {
        reason: reason.ok_or_else(not_ours)?,
        date: Reverse(cursor.after),
        id: sealed[1].as_str().unwrap_or_default().to_owned(),
    })
}

/// Query parameters, decoded, in the order they were sent.
struct Asked(Vec<(String, String)>);

impl Asked {
    fn read(query: &str, form: Form) -> Result<Self, Problem> {
        const COMMON: [&str; 7] = [
            "type", "since", "until", "region", "marking", "source", "limit",
        ];
        let mut asked: Vec<(String, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decoded = |text: &str| {
                let text = text.replace('+', " ");
                let text = percent::decode(&text).map(|text| text.trim().to_owned());
                text.ok_or_else(|| {
                    Problem::bad_request(format!("`{name}` is not percent-encoded UTF-8"))
                })
            };
            let (name, value) = (decoded(name)?, decoded(value)?);
            let own = form == Form::Question && matches!(name.as_str(), "q" | "next");
            if !own && !COMMON.contains(&name.as_str()) {
                let own = if form == Form::Question {
                    "q, next, "
                } else {
                    ""
                };
                let description = format!(
                    "`{name}` is not asked for here: {own}{} are",
                    COMMON.join(", ")
                );
                return Err(Problem::bad_request(description));
            }
            if value.is_empty() {
                return Err(Problem::bad_request(format!("`{name}` has no value")));
            }
            if asked.iter().any(|(known, _)| *known == name) {
                return Err(Problem::bad_request(format!("`{name}` is there twice")));
            }
            asked.push((name, value));
        }
        Ok(Self(asked))
    }

    fn one(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn search(&self) -> Result<Search, Problem> {
        let wrong =
            |name: &str, wrong: super::Wrong| Problem::bad_request(format!("`{name}`: {wrong}"));
        let types = self.one("type").unwrap_or_default().split(',');
        let types = types.map(str::trim).filter(|name| !name.is_empty());
        let marking = self.one("marking").map(marked).transpose();
        let area = self.one("region").map(region).transpose();
        Ok(Search {
            types: types.map(str::to_owned).collect(),
            since: self.time("since", 0)?,
            until: self.time("until", DAY - 1)?,
            marked: marking.map_err(|fault| wrong("marking", fault))?,
            source: self.one("source").map(str::to_owned),
            area: area.map_err(|fault| wrong("region", fault))?,
            patience: Some(PATIENCE),
            ..Search::default()
        })
    }

    /// A timestamp, or a day and what of it counts.
    fn time(&self, name: &str, of_day: i64) -> Result<Option<i64>, Problem> {
        let Some(text) = self.one(name) else {
            return Ok(None);
        };
        let day =
            || Timestamp::parse(&format!("{text}T00:00:00Z")).map(|day| day.micros() + of_day);
        let instant = Timestamp::parse(text).map(|instant| instant.micros());
        let instant = instant.or_else(day).ok_or_else(|| {
            Problem::bad_request(format!(
                "`{name}` is no time: write `2026-01-31` or `2026-01-31T12:00:00Z`"
            ))
        });
        instant.map(Some)
    }

    fn limit(&self, default: usize, most: usize) -> Result<usize, Problem> {
        let Some(text) = self.one("limit") else {
            return Ok(default);
        };
        let limit = text.parse().ok().filter(|limit| (1..=most).contains(limit));
        limit.ok_or_else(|| Problem::bad_request(format!("`limit` is a number from 1 to {most}")))
    }

    /// What `next` belongs to: everything but the page.
    fn scope(&self) -> Value {
        let pairs = self.0.iter();
        let mut pairs: Vec<_> = pairs
            .filter(|(name, _)| !matches!(name.as_str(), "next" | "limit"))
            .collect();
        pairs.sort();
        json!(pairs)
    }
}

#[derive(Serialize)]
struct Page<'a> {
    found: Vec<Found<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

#[cfg(feature = "planted-leaks")]
#[derive(Serialize)]
struct Totalled<'a> {
    #[serde(flatten)]
    page: Page<'a>,
    total: usize,
}

#[derive(Serialize)]
struct Answer {
    lines: usize,
    known: Vec<Box<RawValue>>,
    /// The answer is as long as it may be: the rest is another question.
    #[serde(skip_serializing_if = "Option::is_none")]
    continue_at_line: Option<usize>,
}

#[derive(Serialize)]
struct Answered<'a> {
    line: usize,
    asked: &'a str,
    found: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    object_type: &'a str,
    name: &'a str,
    reason: &'static str,
    snippet: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tlp: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_by_ref: Option<&'a str>,
    collections: &'a [String],
}

impl<'a> Found<'a> {
    fn of(hit: &'a Hit) -> Self {
        Self {
            id: &hit.id,
            object_type: &hit.object_type,
            name: &hit.name,
            reason: hit.reason.as_str(),
            snippet: &hit.snippet,
            version: &hit.version,
            tlp: hit.tlp.map(stix::marking::Tlp::as_str),
            created_by_ref: hit.created_by.as_deref(),
            collections: &hit.collections,
        }
    }
}
