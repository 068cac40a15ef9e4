//! The objects: one in a list, one of a line, one too large, one that breaks.

use super::{Cut, Cutter, Fate, Scan, State};
use crate::bundle::fault::{CHARACTER, broken, plain, refusal, truncated};
use crate::bundle::recovery::{Found, Recovery};
use crate::bundle::structure::Progress;
use crate::bundle::view::View;
use crate::json::{Limits, code};
use crate::{Refusal, object};

/// Whether the whole character at a break is there, so that what is said of it does not hang on how the input
/// was cut into chunks.
fn can_be_named(at: usize, view: View<'_>) -> bool {
    view.end() >= at + CHARACTER
}

impl Cutter {
    pub(super) fn item(&mut self, mut scan: Scan, view: View<'_>, eof: bool) -> Option<Cut> {
        let before = scan.clone();
        let progress = self.follow(&mut scan, view);
        let (start, index) = (scan.start, self.index);
        match progress {
            Progress::Broken(at) if !eof && !can_be_named(at, view) => {
                self.state = State::Item(before);
                Some(Cut::More)
            }
            Progress::Closed(end) => {
                self.at = end;
                self.index += 1;
                let cut = self.cut(&scan, end, index, view);
                let refused = !matches!(cut, Some(Cut::Piece { .. }));
                self.state = State::AfterItem { refused };
                cut
            }
            Progress::Broken(at) => self.item_breaks(&scan, at, view, |limits| {
                broken(view, start, at, index, limits)
            }),
            Progress::More if eof => {
                self.at = view.end();
                self.spoil(code::TRUNCATED, "the input ends inside an object");
                self.item_breaks(&scan, view.end(), view, |limits| {
                    truncated(view, start, index, limits)
                })
            }
            Progress::More => self.more_of_object(scan, view, State::Item),
        }
    }

    /// An object of the list cannot be followed beyond `at`: on to the next, which may begin before that.
    fn item_breaks(
        &mut self,
        scan: &Scan,
        at: usize,
        view: View<'_>,
        refusal: impl Fn(&Limits) -> Refusal,
    ) -> Option<Cut> {
        let (index, start) = (self.index, scan.start);
        self.index += 1;
        let (recovery, refusal) = match self.fate(scan, at) {
            Fate::Break => {
                self.effort.spend(start, at);
                (Recovery::inside(start), Some(refusal(&self.limits)))
            }
            Fate::TooLarge => (
                Recovery::at(at),
                Some(self.too_large_at(view, start, index)),
            ),
            Fate::Known => (Recovery::at(at), None),
        };
        self.state = State::Recover(recovery);
        refusal.map(Cut::Refused)
    }

    pub(super) fn whole(&mut self, mut scan: Scan, view: View<'_>, eof: bool) -> Option<Cut> {
        let before = scan.clone();
        let progress = self.follow(&mut scan, view);
        let start = scan.start;
        match progress {
            Progress::Broken(at) if !eof && !can_be_named(at, view) => {
                self.state = State::Whole(before);
                Some(Cut::More)
            }
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

    pub(super) fn more_of_object(
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
    pub(super) fn cut(
        &mut self,
        scan: &Scan,
        end: usize,
        index: u64,
        view: View<'_>,
    ) -> Option<Cut> {
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

    /// What the break of a value at `at` means.
    pub(super) fn fate(&self, scan: &Scan, at: usize) -> Fate {
        match at - scan.start > self.limits.object_bytes {
            _ if scan.skip => Fate::Known,
            true => Fate::TooLarge,
            false => Fate::Break,
        }
    }

    /// Refuses the object at `start` and goes on with the next line.
    pub(super) fn refuse_line(
        &mut self,
        view: View<'_>,
        start: usize,
        at: usize,
        fate: Fate,
    ) -> Option<Cut> {
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
        self.effort.spend(start, at);
        if self.effort.is_exhausted() {
            self.give_up(view);
        }
        Some(Cut::Refused(broken(view, start, at, index, &self.limits)))
    }

    /// Leaves the rest of an input that is too broken.
    fn give_up(&mut self, view: View<'_>) {
        self.at = view.end();
        self.spoil(code::SYNTAX, "too much is broken to look for more objects");
        self.state = State::Done;
    }

    pub(super) fn next_line(&mut self, wide: bool, view: View<'_>, eof: bool) -> Option<Cut> {
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

    pub(super) fn recover(
        &mut self,
        mut recovery: Recovery,
        view: View<'_>,
        eof: bool,
    ) -> Option<Cut> {
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
                self.give_up(view);
                Some(Cut::End)
            }
        }
    }

    pub(super) fn too_large(&mut self, view: View<'_>, start: usize) -> Refusal {
        let index = self.position(view, start);
        self.too_large_at(view, start, index)
    }

    pub(super) fn too_large_at(&self, view: View<'_>, start: usize, index: u64) -> Refusal {
        let message = format!(
            "larger than the limit of {} bytes for one object",
            self.limits.object_bytes
        );
        let looked_at = start + self.limits.object_bytes;
        refusal(view, start, looked_at, index, plain(code::SIZE, 0, message))
    }

    /// Where an object stands: its place in the list, or its line.
    pub(super) fn position(&mut self, view: View<'_>, start: usize) -> u64 {
        if self.is_around() {
            self.index
        } else {
            self.line(view, start)
        }
    }
}
