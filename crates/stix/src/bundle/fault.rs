//! What is said about an object that breaks: the parser's own words where it has some, and the id if it
//! can still be read.

use super::view::View;
use crate::json::{self, Limits, MAX_DEPTH, code};
use crate::{Fault, Identifier, Refusal};

/// Enough bytes after a fault for the parser to name the character it found.
pub(super) const CHARACTER: usize = 4;

pub(super) fn plain(code: &'static str, offset: usize, message: impl Into<String>) -> Fault {
    Fault {
        code,
        offset,
        path: String::new(),
        message: message.into(),
    }
}

/// The refusal of the object at `start` that breaks at `at`.
pub(super) fn broken(
    view: View<'_>,
    start: usize,
    at: usize,
    index: u64,
    limits: &Limits,
) -> Refusal {
    let text = view.slice(start..at + CHARACTER);
    let fault = match json::parse(text, &unlimited(limits)) {
        Err(fault) if fault.code != code::TRUNCATED => fault,
        _ => plain(code::SYNTAX, at - start, "the object breaks off here"),
    };
    refusal(view, start, at, index, fault)
}

/// The refusal of the object at `start` that the input's end cuts off.
pub(super) fn truncated(view: View<'_>, start: usize, index: u64, limits: &Limits) -> Refusal {
    let end = view.end();
    let fault = match json::parse(view.slice(start..end), &unlimited(limits)) {
        Err(fault) => fault,
        Ok(_) => plain(
            code::TRUNCATED,
            end - start,
            "the input ends inside the object",
        ),
    };
    refusal(view, start, end, index, fault)
}

/// The refusal of the object at `start`, of which the bytes before `end` may be looked at for its id.
pub(super) fn refusal(
    view: View<'_>,
    start: usize,
    end: usize,
    index: u64,
    fault: Fault,
) -> Refusal {
    Refusal {
        offset: start as u64,
        index,
        id: readable_id(view.slice(start..end)),
        fault,
    }
}

fn unlimited(limits: &Limits) -> Limits {
    Limits {
        depth: limits.depth.min(MAX_DEPTH),
        object_bytes: usize::MAX,
    }
}

/// The first `"id": "…"` that holds an identifier.
pub(super) fn readable_id(bytes: &[u8]) -> Option<String> {
    const KEY: &[u8] = b"\"id\"";
    memchr::memmem::find_iter(bytes, KEY).find_map(|at| {
        let rest = bytes[at + KEY.len()..].trim_ascii_start();
        let text = rest
            .strip_prefix(b":")?
            .trim_ascii_start()
            .strip_prefix(b"\"")?;
        let end = text.iter().take(300).position(|b| *b == b'"')?;
        let id = std::str::from_utf8(&text[..end]).ok()?;
        Identifier::parse(id).map(|id| id.as_str().to_owned())
    })
}
