//! Cuts an input into objects, whatever piece of it is at hand: one state machine under [`Splitter`](super::Splitter)
//! and under the readers of bodies in memory.

mod objects;
mod outer;

use super::container::{Container, Role};
use super::fault::plain;
use super::recovery::{Effort, Recovery};
use super::structure::{Progress, Structure};
use super::view::View;
use crate::json::{Limits, code};
use crate::{Fault, Refusal};
use std::ops::Range;

/// What the next step came to.
pub(super) enum Cut {
    Piece {
        range: Range<usize>,
        index: u64,
    },
    Refused(Refusal),
    /// More bytes are needed.
    More,
    /// There is nothing more to come.
    End,
}

/// A value being followed.
#[derive(Debug, Clone)]
struct Scan {
    start: usize,
    at: usize,
    structure: Structure,
    /// It was refused already and is only passed over.
    skip: bool,
}

/// Why a value that breaks is refused.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Break,
    TooLarge,
    /// It was refused before.
    Known,
}

#[derive(Debug)]
enum State {
    /// Between outermost values.
    Top,
    /// In the outermost object, beside its list of objects.
    Key {
        may_end: bool,
    },
    KeyText(Scan),
    Colon,
    BeforeValue,
    MemberValue(Scan),
    AfterMember,
    /// In the list of objects.
    BeforeItem {
        may_end: bool,
    },
    Item(Scan),
    AfterItem {
        refused: bool,
    },
    /// One object after another.
    Whole(Scan),
    /// On to the next line, where `wide` to the next that begins with `{`.
    NextLine {
        wide: bool,
    },
    Recover(Recovery),
    Done,
}

#[derive(Debug)]
pub(super) struct Cutter {
    limits: Limits,
    state: State,
    at: usize,
    /// What the outermost object must be, `Open` when it may be anything.
    outermost: Role,
    container: Container,
    /// One object a line, or at least one after another.
    sequence: bool,
    /// A bundle or envelope has been read to its end.
    closed_around: bool,
    /// The outermost value is a bare list.
    bare_list: bool,
    index: u64,
    lines: u64,
    lines_counted_to: usize,
    effort: Effort,
    /// What is wrong outside the objects.
    pub(super) fault: Option<Fault>,
}

impl Cutter {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            state: State::Top,
            at: 0,
            outermost: Role::Open,
            container: Container::new(0, Role::Open),
            sequence: false,
            closed_around: false,
            bare_list: false,
            index: 0,
            lines: 0,
            lines_counted_to: 0,
            effort: Effort::default(),
            fault: None,
        }
    }

    /// For an input that is known to be one object a line.
    pub(super) fn sequence(limits: Limits) -> Self {
        let sequence = true;
        Self {
            sequence,
            ..Self::new(limits)
        }
    }

    /// For an input that must be an envelope or bundle.
    pub(super) fn around(limits: Limits) -> Self {
        let outermost = Role::Around;
        let container = Container::new(0, outermost);
        Self {
            outermost,
            container,
            ..Self::new(limits)
        }
    }

    /// Names of the members of the bundle or envelope.
    pub(super) fn members(self) -> impl Iterator<Item = String> {
        self.container.members.into_iter()
    }

    /// Whether the outermost value has been a bundle or an envelope, as far as it was seen.
    pub(super) fn is_around(&self) -> bool {
        self.container.role == Role::Around
    }

    /// The first position that is still needed; what lies before may be let go of.
    pub(super) fn release(&mut self, view: View<'_>) -> usize {
        let keep = match &self.state {
            State::Item(scan) | State::Whole(scan) if scan.skip => scan.at,
            State::Item(scan) | State::Whole(scan) => scan.start,
            State::Recover(recovery) => recovery.keep_from(),
            _ if matches!(self.container.role, Role::Open | Role::Single)
                && self.in_container() =>
            {
                self.container.start
            }
            State::KeyText(scan) | State::MemberValue(scan) if scan.skip => scan.at,
            State::KeyText(scan) | State::MemberValue(scan) => scan.start,
            _ => self.at,
        };
        let keep = keep.min(view.end());
        self.count_lines(view, keep);
        keep
    }

    fn in_container(&self) -> bool {
        matches!(
            self.state,
            State::Key { .. }
                | State::KeyText(_)
                | State::Colon
                | State::BeforeValue
                | State::MemberValue(_)
                | State::AfterMember
        )
    }

    /// Goes on until a piece or refusal is there, or more bytes are needed. `eof`: no more will come.
    pub(super) fn step(&mut self, view: View<'_>, eof: bool) -> Cut {
        loop {
            let state = std::mem::replace(&mut self.state, State::Done);
            let cut = match state {
                State::KeyText(scan) => self.key_text(scan, view, eof),
                State::MemberValue(scan) => self.member_value(scan, view, eof),
                State::Item(scan) => self.item(scan, view, eof),
                State::Whole(scan) => self.whole(scan, view, eof),
                State::NextLine { wide } => self.next_line(wide, view, eof),
                State::Recover(recovery) => self.recover(recovery, view, eof),
                State::Done => return Cut::End,
                between => {
                    self.at = view.skip_space(self.at);
                    match view.get(self.at) {
                        Some(byte) => self.between(between, byte, view, eof),
                        None if eof => self.ended_between(between, view),
                        None => {
                            self.state = between;
                            return Cut::More;
                        }
                    }
                }
            };
            if let Some(cut) = cut {
                return cut;
            }
        }
    }

    /// Takes the first byte after white space where no value is under way.
    fn between(&mut self, state: State, byte: u8, view: View<'_>, eof: bool) -> Option<Cut> {
        match (state, byte) {
            (State::Top, byte) => return self.top(byte, view, eof),
            (State::Key { .. }, b'"') => self.state = State::KeyText(self.scan()),
            (State::Key { may_end: true } | State::AfterMember, b'}') => {
                return self.close_container(view);
            }
            (State::Colon, b':') => self.step_to(State::BeforeValue),
            (State::BeforeValue, b'[')
                if !self.outgrown(self.at) && self.container.opens_objects() =>
            {
                self.index = 0;
                self.step_to(State::BeforeItem { may_end: true });
            }
            (State::BeforeValue, _) => self.state = State::MemberValue(self.scan()),
            (State::AfterMember, b',') => self.step_to(State::Key { may_end: false }),
            (State::BeforeItem { may_end: true } | State::AfterItem { .. }, b']') => {
                self.close_list()
            }
            (State::BeforeItem { .. }, b']') => {
                self.spoil(code::SYNTAX, "a comma stands before the end of the list");
                self.close_list();
            }
            (State::BeforeItem { .. }, b',') => {
                self.spoil(code::SYNTAX, "an object is missing before this comma");
                self.step_to(State::BeforeItem { may_end: false });
            }
            (State::BeforeItem { .. }, _) => self.state = State::Item(self.scan()),
            (State::AfterItem { .. }, b',') => self.step_to(State::BeforeItem { may_end: false }),
            (State::AfterItem { refused }, byte) => {
                if !refused {
                    self.spoil(code::SYNTAX, "expected `,` or `]` after the object");
                }
                self.state = match byte {
                    b'{' => State::Item(self.scan()),
                    _ => State::Recover(Recovery::at(self.at)),
                };
            }
            _ => return self.broken_container(view, self.at),
        }
        None
    }

    fn step_to(&mut self, state: State) {
        self.at += 1;
        self.state = state;
    }

    fn scan(&self) -> Scan {
        Scan {
            start: self.at,
            at: self.at,
            structure: Structure::new(),
            skip: false,
        }
    }

    /// Notes what is wrong outside the objects; the first such fault is the one reported.
    fn spoil(&mut self, code: &'static str, message: impl Into<String>) {
        let fault = plain(code, self.at, message);
        self.fault.get_or_insert(fault);
    }

    /// Follows a value on; positions in the answer are those of the whole input.
    fn follow(&self, scan: &mut Scan, view: View<'_>) -> Progress {
        let progress = scan.structure.advance(view.bytes, scan.at - view.base);
        match progress {
            Progress::More => {
                scan.at = view.end();
                Progress::More
            }
            Progress::Closed(at) => Progress::Closed(view.base + at),
            Progress::Broken(at) => Progress::Broken(view.base + at),
        }
    }

    /// The input ends where no value is under way.
    fn ended_between(&mut self, state: State, view: View<'_>) -> Option<Cut> {
        match state {
            State::Top => {
                if self.outermost == Role::Around && !self.closed_around {
                    self.spoil(code::TRUNCATED, "the body is empty");
                }
                Some(Cut::End)
            }
            State::BeforeItem { .. } | State::AfterItem { .. } => {
                self.spoil(code::TRUNCATED, "the input ends inside the list of objects");
                Some(Cut::End)
            }
            _ => self.ended_in_container(view),
        }
    }

    /// The number of the line that `at` lies in, counted from zero.
    fn line(&mut self, view: View<'_>, at: usize) -> u64 {
        self.count_lines(view, at);
        self.lines
    }

    fn count_lines(&mut self, view: View<'_>, to: usize) {
        if to > self.lines_counted_to {
            let passed = view.slice(self.lines_counted_to..to);
            self.lines += memchr::memchr_iter(b'\n', passed).count() as u64;
            self.lines_counted_to = to;
        }
    }
}
