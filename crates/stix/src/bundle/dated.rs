//! Lines such as `{"date_added": "2024-01-01T00:00:00.000000Z", "object": {…}}`, which keep a collection's order and its
//! partners' cursors when it moves from one server to another.

use super::fault::{plain, readable_id};
use super::structure::{Progress, Structure};
use crate::bundle::{Piece, Refusal};
use crate::json::{self, Limits, code};
use crate::{Fault, timestamp};
use std::ops::Range;

/// What a line may have around its object.
pub(super) const AROUND: usize = 4096;

/// Takes a line apart. `line` is whole by JSON's structure.
pub(super) fn piece(line: &[u8], offset: u64, index: u64) -> Result<Piece, Refusal> {
    let refused = |fault| Refusal {
        offset,
        index,
        id: readable_id(line),
        fault,
    };
    let parts = parts(line).map_err(refused)?;
    Ok(Piece {
        offset: offset + parts.object.start as u64,
        bytes: line[parts.object].to_vec(),
        index,
        date_added: Some(parts.date_added),
    })
}

struct Parts {
    date_added: String,
    object: Range<usize>,
}

fn parts(line: &[u8]) -> Result<Parts, Fault> {
    let (mut date_added, mut object) = (None, None);
    let mut at = 1;
    while let Some(key) = value(line, at) {
        let Some(member) = value(line, key.end) else {
            break;
        };
        at = member.end;
        match &line[key.clone()] {
            b"\"date_added\"" if date_added.is_none() => date_added = Some(date(line, &member)?),
            b"\"object\"" if object.is_none() && line[member.start] == b'{' => {
                object = Some(member)
            }
            _ => {
                let message =
                    "expected nothing but `date_added` and `object`, an object, once each";
                return Err(plain(code::SYNTAX, key.start, message));
            }
        }
    }
    match (date_added, object) {
        (Some(date_added), Some(object)) => Ok(Parts { date_added, object }),
        _ => Err(plain(
            code::SYNTAX,
            0,
            "expected `{\"date_added\": …, \"object\": {…}}`",
        )),
    }
}

fn date(line: &[u8], member: &Range<usize>) -> Result<String, Fault> {
    let parsed = json::parse(&line[member.clone()], &Limits::default()).ok();
    let text = parsed.as_ref().and_then(|value| value.as_str());
    match text.filter(|text| timestamp::parse_tolerant(text).is_some()) {
        Some(text) => Ok(text.to_owned()),
        None => Err(Fault {
            path: "date_added".to_owned(),
            ..plain(
                crate::object::code::TIMESTAMP,
                member.start,
                "`date_added` must be a time such as `2024-02-29T12:00:00.000000Z`",
            )
        }),
    }
}

/// The next key or value at or after `at`.
fn value(line: &[u8], at: usize) -> Option<Range<usize>> {
    let gap = line.get(at..)?.iter();
    let start = at
        + gap
            .take_while(|b| matches!(b, b' ' | b'\n' | b'\r' | b'\t' | b',' | b':'))
            .count();
    match Structure::new().advance(line, start) {
        Progress::Closed(end) => Some(start..end),
        _ => None,
    }
}
