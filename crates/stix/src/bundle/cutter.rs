//! Cuts an input into objects, whatever piece of it is at hand: one state machine under [`Splitter`](super::Splitter)
//! and under the readers of bodies in memory.

use super::container::{Container, Role};
use super::fault::{broken, plain, refusal, truncated};
use super::recovery::{Found, Recovery};
use super::structure::{Progress, Structure};
use super::view::View;
use crate::json::{self, Limits, code};
use crate::{Fault, Refusal, object};
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
#[derive(Debug)]
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
    effort: usize,
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
            effort: 0,
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

    fn top(&mut self, byte: u8, view: View<'_>, eof: bool) -> Option<Cut> {
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

    fn key_text(&mut self, mut scan: Scan, view: View<'_>, eof: bool) -> Option<Cut> {
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

    fn member_value(&mut self, mut scan: Scan, view: View<'_>, eof: bool) -> Option<Cut> {
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
    fn more_of_member(
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
    fn outgrown(&self, at: usize) -> bool {
        matches!(self.container.role, Role::Open | Role::Single)
            && at - self.container.start > self.limits.object_bytes
    }

    fn refuse_outgrown(&mut self, view: View<'_>, at: usize) -> Option<Cut> {
        if !self.outgrown(at) {
            return None;
        }
        let refusal = self.too_large(view, self.container.start);
        self.container.role = Role::Refused;
        Some(Cut::Refused(refusal))
    }

    fn too_large(&mut self, view: View<'_>, start: usize) -> Refusal {
        let index = self.position(view, start);
        self.too_large_at(view, start, index)
    }

    fn too_large_at(&self, view: View<'_>, start: usize, index: u64) -> Refusal {
        let message = format!(
            "larger than the limit of {} bytes for one object",
            self.limits.object_bytes
        );
        let looked_at = start + self.limits.object_bytes;
        refusal(view, start, looked_at, index, plain(code::SIZE, 0, message))
    }

    /// Where an object stands: its place in the list, or its line.
    fn position(&mut self, view: View<'_>, start: usize) -> u64 {
        if self.is_around() {
            self.index
        } else {
            self.line(view, start)
        }
    }

    fn item(&mut self, mut scan: Scan, view: View<'_>, eof: bool) -> Option<Cut> {
        let progress = self.follow(&mut scan, view);
        let (start, index) = (scan.start, self.index);
        match progress {
            Progress::Closed(end) => {
                self.at = end;
                self.index += 1;
                let cut = self.cut(&scan, end, index, view);
                let refused = !matches!(cut, Some(Cut::Piece { .. }));
                self.state = State::AfterItem { refused };
                cut
            }
            Progress::Broken(at) => {
                self.index += 1;
                let (recovery, cut) = match self.fate(&scan, at) {
                    Fate::Break => (
                        Recovery::inside(start),
                        Some(broken(view, start, at, index, &self.limits)),
                    ),
                    Fate::TooLarge => (
                        Recovery::at(at),
                        Some(self.too_large_at(view, start, index)),
                    ),
                    Fate::Known => (Recovery::at(at), None),
                };
                self.state = State::Recover(recovery);
                cut.map(Cut::Refused)
            }
            Progress::More if eof => {
                self.index += 1;
                self.at = view.end();
                self.spoil(code::TRUNCATED, "the input ends inside an object");
                let (recovery, cut) = match self.fate(&scan, self.at) {
                    Fate::Break => (
                        Recovery::inside(start),
                        Some(truncated(view, start, index, &self.limits)),
                    ),
                    Fate::TooLarge => (
                        Recovery::at(self.at),
                        Some(self.too_large_at(view, start, index)),
                    ),
                    Fate::Known => (Recovery::at(self.at), None),
                };
                self.state = State::Recover(recovery);
                cut.map(Cut::Refused)
            }
            Progress::More => self.more_of_object(scan, view, State::Item),
        }
    }

    fn whole(&mut self, mut scan: Scan, view: View<'_>, eof: bool) -> Option<Cut> {
        let progress = self.follow(&mut scan, view);
        let start = scan.start;
        match progress {
            Progress::Closed(end) => {
                let index = self.line(view, start);
                self.at = end;
                self.state = State::Top;
                self.cut(&scan, end, index, view)
            }
            Progress::Broken(at) => self.refuse_line(view, start, at, self.fate(&scan, at)),
            Progress::More if eof => {
                let fate = self.fate(&scan, view.end());
                if fate == Fate::Break && view.find(b'\n', start).is_some() {
                    return self.refuse_line(view, start, view.end(), fate);
                }
                self.at = view.end();
                self.spoil(code::TRUNCATED, "the input ends inside an object");
                let index = self.line(view, start);
                match fate {
                    Fate::Break => Some(Cut::Refused(truncated(view, start, index, &self.limits))),
                    Fate::TooLarge => Some(Cut::Refused(self.too_large_at(view, start, index))),
                    Fate::Known => None,
                }
            }
            Progress::More => self.more_of_object(scan, view, State::Whole),
        }
    }

    fn more_of_object(
        &mut self,
        mut scan: Scan,
        view: View<'_>,
        state: fn(Scan) -> State,
    ) -> Option<Cut> {
        if scan.skip || view.end() - scan.start <= self.limits.object_bytes {
            self.state = state(scan);
            return Some(Cut::More);
        }
        let refusal = self.too_large(view, scan.start);
        scan.skip = true;
        self.state = state(scan);
        Some(Cut::Refused(refusal))
    }

    /// The outcome of a value that was followed to its end.
    fn cut(&mut self, scan: &Scan, end: usize, index: u64, view: View<'_>) -> Option<Cut> {
        if scan.skip {
            return None;
        }
        if end - scan.start > self.limits.object_bytes {
            return Some(Cut::Refused(self.too_large_at(view, scan.start, index)));
        }
        let range = scan.start..end;
        if view.get(range.start) == Some(b'{') {
            return Some(Cut::Piece { range, index });
        }
        let fault = plain(
            object::code::NOT_AN_OBJECT,
            0,
            "a STIX object must be a JSON object",
        );
        Some(Cut::Refused(refusal(view, range.start, end, index, fault)))
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

    fn close_list(&mut self) {
        self.at += 1;
        self.state = State::AfterMember;
        if self.bare_list {
            self.closed_around = true;
            self.state = State::Top;
        }
    }

    fn close_container(&mut self, view: View<'_>) -> Option<Cut> {
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
    fn broken_container(&mut self, view: View<'_>, at: usize) -> Option<Cut> {
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

    /// Refuses the object at `start` and goes on with the next line.
    fn refuse_line(&mut self, view: View<'_>, start: usize, at: usize, fate: Fate) -> Option<Cut> {
        if fate != Fate::Break {
            self.at = at;
            self.state = State::NextLine { wide: true };
            let too_large = fate == Fate::TooLarge;
            return too_large.then(|| Cut::Refused(self.too_large(view, start)));
        }
        let index = self.line(view, start);
        let wide = memchr::memchr(b'\n', view.slice(start..at)).is_some();
        self.at = start + 1;
        self.state = State::NextLine { wide };
        Some(Cut::Refused(broken(view, start, at, index, &self.limits)))
    }

    /// What the break of a value at `at` means.
    fn fate(&self, scan: &Scan, at: usize) -> Fate {
        match at - scan.start > self.limits.object_bytes {
            _ if scan.skip => Fate::Known,
            true => Fate::TooLarge,
            false => Fate::Break,
        }
    }

    fn next_line(&mut self, wide: bool, view: View<'_>, eof: bool) -> Option<Cut> {
        while let Some(end) = view.find(b'\n', self.at) {
            match view.get(end + 1) {
                None if wide && !eof => {
                    self.at = end;
                    self.state = State::NextLine { wide };
                    return Some(Cut::More);
                }
                Some(b'{') => {}
                _ if wide => {
                    self.at = end + 1;
                    continue;
                }
                _ => {}
            }
            self.at = end + 1;
            self.state = State::Top;
            return None;
        }
        self.at = view.end();
        self.state = State::NextLine { wide };
        Some(if eof { Cut::End } else { Cut::More })
    }

    fn recover(&mut self, mut recovery: Recovery, view: View<'_>, eof: bool) -> Option<Cut> {
        match recovery.search(view, eof, &self.limits, &mut self.effort) {
            Found::Object(range) => {
                self.at = range.end;
                self.state = State::AfterItem { refused: true };
                self.index += 1;
                let index = self.index - 1;
                Some(Cut::Piece { range, index })
            }
            Found::More => {
                self.state = State::Recover(recovery);
                Some(Cut::More)
            }
            Found::Nothing => Some(Cut::End),
            Found::GivenUp => {
                self.at = view.end();
                self.spoil(code::SYNTAX, "too much is broken to look for more objects");
                Some(Cut::End)
            }
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

    fn ended_in_container(&mut self, view: View<'_>) -> Option<Cut> {
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
