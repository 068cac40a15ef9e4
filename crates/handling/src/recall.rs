//! Taking back: what a recall, its notices and their acknowledgements say, and who may do which.
//!
//! Smallest example: `norland` shared an indicator, and `sudmark` was served it. `norland` posts
//! `{"type": "recall", "recalled": [{"object_ref": "indicator--…"}], "reason": "wrong address", …}`. The indicator lies in
//! its lane, so it is taken back. `sudmark` finds a `recall` of its own that names the versions it had, deletes them, and
//! posts `{"type": "recall-acknowledgement", "notice_ref": "recall--…", "done": "deleted", …}`.
//!
//! The schemas are `docs/extensions/recall.schema.json` and `docs/extensions/recall-acknowledgement.schema.json`.

use crate::admit::{Cause, Reason};
use serde_json::{Value, json};
use stix::extension::{ExtensionType, entries};
use stix::{Identifier, Object};

/// Id of the extension-definition of `recall`.
pub const RECALL_EXTENSION: &str = "extension-definition--0f4c7d52-3e0b-4a64-9b8e-6d5a1c2f7e31";
/// Id of the extension-definition of `recall-acknowledgement`.
pub const ACKNOWLEDGEMENT_EXTENSION: &str =
    "extension-definition--5b1e9a3c-8d27-4f0e-a6c4-2c9f0d7b4e52";

/// Longest reason, and longest text of an acknowledgement, in characters.
pub const LONGEST_TEXT: usize = 4_096;
/// Most objects that one recall names.
pub const MOST_RECALLED: usize = 1_000;

/// What a partner does by posting an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// It takes back objects.
    Recall(Request),
    /// It says what it did with what was taken back.
    Acknowledge(Acknowledgement),
}

/// What a `recall` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Ids of the objects, in the order given, without repetition.
    pub ids: Vec<String>,
    /// Why, told to everybody who was served one of them.
    pub reason: String,
}

/// What a `recall-acknowledgement` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// Id of the notice.
    pub notice: String,
    /// What was done.
    pub done: Done,
    /// Whom it was passed on to, or a remark.
    pub text: Option<String>,
}

/// What became of what was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It was there and is not any more.
    Deleted,
    /// It was never used.
    NeverUsed,
    /// Others have it: the text says who.
    PassedOn,
}

impl Done {
    const NAMES: [(&'static str, Self); 3] = [
        ("deleted", Self::Deleted),
        ("never-used", Self::NeverUsed),
        ("passed-on-to", Self::PassedOn),
    ];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        Self::NAMES[self as usize].0
    }

    /// Reads [`Done::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(name, _)| *name == text);
        found.map(|(_, done)| *done)
    }
}

/// Why a recall was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Somebody took the object back.
    TakenBack,
    /// A newer version asks for more, and some who had the older ones may not have it any more.
    Tightened,
    /// A newer version revoked it.
    Revoked,
}

impl Why {
    const NAMES: [(&'static str, Self); 3] = [
        ("taken-back", Self::TakenBack),
        ("tightened", Self::Tightened),
        ("revoked", Self::Revoked),
    ];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        Self::NAMES[self as usize].0
    }

    /// Reads [`Why::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(name, _)| *name == text);
        found.map(|(_, why)| *why)
    }
}

/// What is wrong with an object that claims to be one of the two types.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at `{at}`: {wrong}")]
pub struct Malformed {
    /// Where.
    pub at: &'static str,
    /// What.
    pub wrong: String,
}

fn wrong<T>(at: &'static str, wrong: impl Into<String>) -> Result<T, Malformed> {
    let wrong = wrong.into();
    Err(Malformed { at, wrong })
}

/// What an object does: nothing, for most.
pub fn read(object: &Object<'_>) -> Result<Option<Act>, Malformed> {
    let declares = |id: &str| {
        entries(&object.value)
            .any(|entry| entry.key == id && entry.extension_type == Some(ExtensionType::NewSdo))
    };
    match object.header.object_type.as_ref() {
        "recall" if declares(RECALL_EXTENSION) => Ok(Some(Act::Recall(request(object)?))),
        "recall-acknowledgement" if declares(ACKNOWLEDGEMENT_EXTENSION) => {
            Ok(Some(Act::Acknowledge(acknowledgement(object)?)))
        }
        _ => Ok(None),
    }
}

fn request(object: &Object<'_>) -> Result<Request, Malformed> {
    let list = object
        .value
        .get("recalled")
        .and_then(|list| list.as_array());
    let Some(list) = list.filter(|list| (1..=MOST_RECALLED).contains(&list.len())) else {
        let rule = format!("a list of 1 to {MOST_RECALLED} objects with an `object_ref` each");
        return wrong("recalled", rule);
    };
    let mut ids: Vec<String> = Vec::new();
    for item in list {
        let id = item.get("object_ref").and_then(|id| id.as_str());
        let Some(id) = id.filter(|id| Identifier::parse(id).is_some()) else {
            return wrong(
                "recalled",
                "every item needs the id of an object as its `object_ref`",
            );
        };
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    match text(object, "reason")? {
        Some(reason) => Ok(Request { ids, reason }),
        None => wrong("reason", "a recall says why"),
    }
}

fn acknowledgement(object: &Object<'_>) -> Result<Acknowledgement, Malformed> {
    let of = |name: &str| object.value.get(name).and_then(|value| value.as_str());
    let is_notice = |id: &&str| Identifier::parse(id).is_some_and(|id| id.type_name() == "recall");
    let Some(notice) = of("notice_ref").filter(is_notice) else {
        return wrong("notice_ref", "the id of the notice, `recall--…`");
    };
    let Some(done) = of("done").and_then(Done::parse) else {
        return wrong("done", "one of `deleted`, `never-used`, `passed-on-to`");
    };
    let text = text(object, "description")?;
    if done == Done::PassedOn && text.is_none() {
        return wrong("description", "`passed-on-to` says to whom");
    }
    Ok(Acknowledgement {
        notice: notice.to_owned(),
        done,
        text,
    })
}

/// A text that says something, if it is there.
fn text(object: &Object<'_>, name: &'static str) -> Result<Option<String>, Malformed> {
    let Some(value) = object.value.get(name) else {
        return Ok(None);
    };
    match value.as_str() {
        Some(text) if (1..=LONGEST_TEXT).contains(&text.trim().chars().count()) => {
            Ok(Some(text.to_owned()))
        }
        _ => wrong(name, format!("a text of 1 to {LONGEST_TEXT} characters")),
    }
}

/// Whether a partner may take these back: what lies in its own lane, and nothing else. `mine` says whether an id has a
/// version there. It must not be told of other lanes, or its answer would tell of what is hidden.
pub fn may_recall(request: &Request, mine: impl Fn(&str) -> bool) -> Result<(), Reason> {
    match request.ids.iter().find(|id| !mine(id)) {
        None => Ok(()),
        Some(id) => Err(Cause::Recall.because(format!(
            "it takes back `{id}`, which the submitter neither handed in nor made"
        ))),
    }
}

/// Whether a partner may acknowledge this: a notice it was sent.
pub fn may_acknowledge(acknowledgement: &Acknowledgement, sent: bool) -> Result<(), Reason> {
    match sent {
        true => Ok(()),
        false => Err(Cause::Recall.because(format!(
            "it acknowledges `{}`, which is no notice that the submitter was sent",
            acknowledgement.notice
        ))),
    }
}

/// What one partner is told of a recall: only what it had been served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// `recall--…`
    pub id: String,
    /// When, as a STIX timestamp.
    pub created: String,
    /// Ids, each with the versions that were served to this partner.
    pub recalled: Vec<(String, Vec<String>)>,
    /// Whether the originator took it back, or the operator for it. Not who: the partner may not know.
    pub by_originator: bool,
    /// Why it was opened.
    pub why: Why,
    /// The reason given.
    pub reason: String,
}

impl Notice {
    /// The STIX object.
    pub fn to_json(&self) -> String {
        let recalled: Vec<Value> = (self.recalled.iter())
            .map(|(id, versions)| json!({ "object_ref": id, "versions": versions }))
            .collect();
        let by = match self.by_originator {
            true => "originator",
            false => "operator",
        };
        json!({
            "type": "recall", "spec_version": "2.1", "id": self.id,
            "created": self.created, "modified": self.created,
            "recalled": recalled, "recalled_by": by, "cause": self.why.as_str(), "reason": self.reason,
            "extensions": { RECALL_EXTENSION: { "extension_type": "new-sdo" } },
        })
        .to_string()
    }
}
