//! The outermost value: its members up to the list of objects, and after it.

use super::{Cut, Cutter, Fate, Scan, State};
use crate::bundle::container::{Container, Role};
use crate::bundle::fault::{plain, refusal, truncated};
use crate::bundle::recovery::Recovery;
use crate::bundle::structure::Progress;
use crate::bundle::view::View;
use crate::json::{self, code};
use crate::object;

impl Cutter {
    pub(super) fn top(&mut self, byte: u8, view: View<'_>, eof: bool) -> Option<Cut> {
        if self.at == 0 && matches!(byte, 0xef | 0xfe | 0xff) {
            if view.bytes.len() < 3 && !eof {
                self.state = State::Top;
                return Some(Cut::More);
            }
            if let Err(fault) = json::refuse_byte_order_mark(view.bytes) {
                self.fault = Some(fault);
                return None;
            }
        }
        match byte {
            b'{' if self.sequence => self.state = State::Whole(self.scan()),
            b'{' if !self.closed_around || self.outermost == Role::Open => {
                self.container = Container::new(self.at, self.outermost);
                self.step_to(State::Key { may_end: true });
            }
            b'[' if !self.sequence && !self.closed_around && self.outermost == Role::Open => {
                self.container.role = Role::Around;
                self.bare_list = true;
                self.step_to(State::BeforeItem { may_end: true });
            }
            _ if self.closed_around => self.spoil(code::TRAILING, "bytes follow after the end"),
            _ if self.outermost == Role::Around => {
                self.spoil(code::SYNTAX, "expected `{`: the body must be a JSON object");
            }
            _ => {
                self.state = State::NextLine { wide: false };
                let index = self.line(view, self.at);
                let fault = plain(
                    object::code::NOT_AN_OBJECT,
                    0,
                    "a STIX object must begin with `{`",
                );
                return Some(Cut::Refused(refusal(view, self.at, self.at, index, fault)));
            }
        }
        None
    }

    pub(super) fn key_text(&mut self, mut scan: Scan, view: View<'_>, eof: bool) -> Option<Cut> {
        match self.follow(&mut scan, view) {
            Progress::Closed(end) => {
                match json::parse(view.slice(scan.start..end), &self.limits) {
                    Ok(key) => self
                        .container
                        .take_key(key.as_str().unwrap_or_default().to_owned(), scan.start),
                    Err(fault) => self.container.take_value(Err(fault), scan.start),
                }
                self.at = end;
                self.state = State::Colon;
                self.refuse_outgrown(view, end)
            }
            Progress::Broken(at) => self.broken_container(view, at),
            Progress::More => self.more_of_member(scan, view, eof, State::KeyText),
        }
    }

    pub(super) fn member_value(
        &mut self,
        mut scan: Scan,
        view: View<'_>,
        eof: bool,
    ) -> Option<Cut> {
        match self.follow(&mut scan, view) {
            Progress::Closed(end) => {
                if !scan.skip && self.container.role != Role::Refused {
                    let value = json::parse(view.slice(scan.start..end), &self.limits);
                    self.container.take_value(value, scan.start);
                }
                self.at = end;
                self.state = State::AfterMember;
                self.refuse_outgrown(view, end)
            }
            Progress::Broken(at) => self.broken_container(view, at),
            Progress::More => self.more_of_member(scan, view, eof, State::MemberValue),
        }
    }

    /// A member of the outermost object is not at hand whole yet.
    pub(super) fn more_of_member(
        &mut self,
        mut scan: Scan,
        view: View<'_>,
        eof: bool,
        state: fn(Scan) -> State,
    ) -> Option<Cut> {
        if eof {
            return self.ended_in_container(view);
        }
        let refusal = self.refuse_outgrown(view, view.end());
        if self.container.role == Role::Refused {
            scan.skip = true;
        } else if !scan.skip && view.end() - scan.start > self.limits.object_bytes {
            scan.skip = true;
            self.spoil(
                code::SIZE,
                "a member beside `objects` is larger than the limit for one object",
            );
        }
        self.state = state(scan);
        Some(refusal.unwrap_or(Cut::More))
    }

    /// Whether the outermost object is, or may be, a single object and has grown past the limit by `at`.
    pub(super) fn outgrown(&self, at: usize) -> bool {
        matches!(self.container.role, Role::Open | Role::Single)
            && at - self.container.start > self.limits.object_bytes
    }

    pub(super) fn refuse_outgrown(&mut self, view: View<'_>, at: usize) -> Option<Cut> {
        if !self.outgrown(at) {
            return None;
        }
        let refusal = self.too_large(view, self.container.start);
        self.container.role = Role::Refused;
        Some(Cut::Refused(refusal))
    }

    pub(super) fn close_list(&mut self) {
        self.at += 1;
        self.state = State::AfterMember;
        if self.bare_list {
            self.closed_around = true;
            self.state = State::Top;
        }
    }

    pub(super) fn close_container(&mut self, view: View<'_>) -> Option<Cut> {
        self.at += 1;
        self.state = State::Top;
        let start = self.container.start;
        match self.container.role {
            Role::Open if self.container.is_empty_envelope() => self.closed_around = true,
            Role::Around => {
                let fault = self.container.fault.take();
                self.fault = self.fault.take().or(fault);
                self.closed_around = true;
            }
            Role::Refused => self.sequence = true,
            Role::Open | Role::Single => {
                self.sequence = true;
                let index = self.line(view, start);
                let scan = Scan {
                    start,
                    ..self.scan()
                };
                return self.cut(&scan, self.at, index, view);
            }
        }
        None
    }

    /// The outermost object breaks at `at`, outside its list of objects.
    pub(super) fn broken_container(&mut self, view: View<'_>, at: usize) -> Option<Cut> {
        if self.container.role == Role::Around {
            self.at = at;
            self.spoil(code::SYNTAX, "the JSON around the objects breaks here");
            self.state = State::Recover(Recovery::before_list(at));
            return None;
        }
        self.sequence = true;
        let fate = match self.container.role {
            Role::Refused => Fate::Known,
            _ if self.outgrown(at) => Fate::TooLarge,
            _ => Fate::Break,
        };
        self.refuse_line(view, self.container.start, at, fate)
    }

    pub(super) fn ended_in_container(&mut self, view: View<'_>) -> Option<Cut> {
        let start = self.container.start;
        let too_large = self.refuse_outgrown(view, view.end());
        let may_be_single = matches!(self.container.role, Role::Open | Role::Single);
        if may_be_single && view.find(b'\n', start).is_some() {
            return self.broken_container(view, view.end());
        }
        self.at = view.end();
        self.spoil(code::TRUNCATED, "the input ends before its last brace");
        too_large.or_else(|| {
            may_be_single.then(|| {
                let index = self.line(view, start);
                Cut::Refused(truncated(view, start, index, &self.limits))
            })
        })
    }
}
