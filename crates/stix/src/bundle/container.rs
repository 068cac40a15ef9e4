//! The outermost JSON object: bundle, envelope, or an object by itself. Which one shows as its members come.

use super::fault::plain;
use crate::Fault;
use crate::json::{Value, code};
use std::collections::HashSet;

/// More members than this in a bundle or envelope are refused: it has three, an envelope three.
const MOST_MEMBERS: usize = 1024;

/// What the outermost object turns out to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Role {
    /// Not seen yet.
    Open,
    /// A bundle or an envelope: its `objects` are taken apart.
    Around,
    /// A STIX object by itself.
    Single,
    /// Something refused; its rest is passed over.
    Refused,
}

#[derive(Debug)]
pub(super) struct Container {
    pub(super) start: usize,
    pub(super) role: Role,
    /// The member being read.
    pub(super) key: String,
    pub(super) members: HashSet<String>,
    /// What is wrong with it, should it be a bundle or an envelope.
    pub(super) fault: Option<Fault>,
}

impl Container {
    pub(super) fn new(start: usize, role: Role) -> Self {
        Self {
            start,
            role,
            key: String::new(),
            members: HashSet::new(),
            fault: None,
        }
    }

    /// Takes in a member's key, read at `at`.
    pub(super) fn take_key(&mut self, key: String, at: usize) {
        if self.role == Role::Refused {
            return;
        }
        self.key.clone_from(&key);
        if self.members.len() >= MOST_MEMBERS {
            self.note(code::SIZE, at, "too many members beside `objects`");
        } else if !self.members.insert(key) {
            self.note(
                code::DUPLICATE_KEY,
                at,
                "this key stands twice in one object",
            );
        }
    }

    /// Takes in the value of the member just named, read at `at`.
    pub(super) fn take_value(&mut self, value: Result<Value<'_>, Fault>, at: usize) {
        match value {
            Err(fault) => {
                // The value is whole, so the input does not end in it.
                let code = if fault.code == code::TRUNCATED {
                    code::SYNTAX
                } else {
                    fault.code
                };
                self.note(code, at + fault.offset, fault.message);
            }
            Ok(value) if self.key == "type" => self.take_type(&value, at),
            Ok(value) if self.key == "objects" && self.role == Role::Around => {
                let message = format!("`objects` must be a list, not {}", value.kind());
                self.note(code::SYNTAX, at, message);
            }
            Ok(_) => {}
        }
    }

    fn take_type(&mut self, value: &Value<'_>, at: usize) {
        match (value.as_str(), self.role) {
            (Some("bundle"), Role::Open) => self.role = Role::Around,
            (Some("bundle"), _) => {}
            (_, Role::Open) => self.role = Role::Single,
            (_, Role::Around) => self.note(
                code::SYNTAX,
                at,
                "an object stands where an envelope such as `{\"objects\": […]}` must stand",
            ),
            _ => {}
        }
    }

    /// Whether a list under the key just read is the list of objects; it then is a bundle or envelope.
    pub(super) fn opens_objects(&mut self) -> bool {
        let opens = self.key == "objects" && matches!(self.role, Role::Open | Role::Around);
        if opens {
            self.role = Role::Around;
        }
        opens
    }

    /// Whether it holds nothing but what an envelope without objects holds.
    pub(super) fn is_empty_envelope(&self) -> bool {
        self.members
            .iter()
            .all(|name| name == "more" || name == "next")
    }

    fn note(&mut self, code: &'static str, at: usize, message: impl Into<String>) {
        let fault = Fault {
            path: self.key.clone(),
            ..plain(code, at, message)
        };
        self.fault.get_or_insert(fault);
    }
}
