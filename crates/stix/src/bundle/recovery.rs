//! After a break, finds where the next object begins.
//!
//! Smallest example: in `[{"id":"a--…,"type":"a"},{"type":"b",…}]` the first object breaks at `type`, because a quote is
//! missing. The next `{` after a `,` (or a `}` or `]`) whose text is a whole object with `type` and `id` is where
//! things go on; anything nested without an id of its own is passed over.

use super::structure::{Progress, Structure};
use super::view::View;
use crate::{Limits, Object};
use std::ops::Range;

/// Bytes that may be looked at again for every byte received, so that hostile input costs no more than a
/// multiple of its size.
const TIMES: usize = 16;
const HEAD_START: usize = 1 << 20;

/// What going back after breaks has cost.
#[derive(Debug, Default)]
pub(super) struct Effort {
    spent: usize,
    /// The furthest position looked at.
    reached: usize,
}

impl Effort {
    /// The bytes from `from` to `to` were, or will be, looked at more than once.
    pub(super) fn spend(&mut self, from: usize, to: usize) {
        self.spent += to - from;
        self.reached = self.reached.max(to);
    }

    pub(super) fn is_exhausted(&self) -> bool {
        self.spent > HEAD_START + TIMES * self.reached
    }
}

/// What a search has come to.
pub(super) enum Found {
    Object(Range<usize>),
    /// More bytes are needed.
    More,
    /// No object comes any more.
    Nothing,
    /// The search has cost too much.
    GivenUp,
}

/// A search under way.
#[derive(Debug)]
pub(super) struct Recovery {
    /// Nothing before this is looked at again.
    from: usize,
    /// The last byte before that which is no white space.
    prior: u8,
    /// Whether a `{` after `[` counts.
    first_too: bool,
    probe: Option<Probe>,
}

/// A `{` that may begin an object, followed so far.
#[derive(Debug)]
struct Probe {
    start: usize,
    at: usize,
    structure: Structure,
}

impl Recovery {
    /// Searches from this position on.
    pub(super) fn at(from: usize) -> Self {
        Self {
            from,
            prior: b',',
            first_too: false,
            probe: None,
        }
    }

    /// The same where the list of objects may not have begun yet: its first object counts, too.
    pub(super) fn before_list(from: usize) -> Self {
        Self {
            first_too: true,
            ..Self::at(from)
        }
    }

    /// Searches inside a value that begins at `start`.
    pub(super) fn inside(start: usize) -> Self {
        Self {
            from: start + 1,
            prior: b'{',
            first_too: false,
            probe: None,
        }
    }

    pub(super) fn keep_from(&self) -> usize {
        self.from
    }

    /// Goes on; `effort` is that of all searches of this input.
    pub(super) fn search(
        &mut self,
        view: View<'_>,
        eof: bool,
        limits: &Limits,
        effort: &mut Effort,
    ) -> Found {
        loop {
            if effort.is_exhausted() {
                return Found::GivenUp;
            }
            let Some(probe) = self.probe.take().or_else(|| self.next_probe(view, limits)) else {
                return if eof { Found::Nothing } else { Found::More };
            };
            match self.follow(probe, view, eof, limits, effort) {
                Some(found) => return found,
                None => continue,
            }
        }
    }

    /// Follows a probe: `None` when it is no object.
    fn follow(
        &mut self,
        mut probe: Probe,
        view: View<'_>,
        eof: bool,
        limits: &Limits,
        effort: &mut Effort,
    ) -> Option<Found> {
        let progress = probe.structure.advance(view.bytes, probe.at - view.base);
        let reached = match progress {
            Progress::More => view.end(),
            Progress::Closed(at) | Progress::Broken(at) => view.base + at,
        };
        effort.spend(probe.at, reached);
        let start = probe.start;
        self.from = start + 1;
        self.prior = b'{';
        match progress {
            Progress::Closed(_) if is_object(view.slice(start..reached), limits) => {
                Some(Found::Object(start..reached))
            }
            Progress::More if !eof && reached - start <= limits.object_bytes => {
                probe.at = reached;
                self.from = start;
                self.probe = Some(probe);
                Some(Found::More)
            }
            _ => None,
        }
    }

    fn next_probe(&mut self, view: View<'_>, limits: &Limits) -> Option<Probe> {
        loop {
            let found = view.find(b'{', self.from);
            let passed = view
                .slice(self.from..found.unwrap_or(view.end()))
                .trim_ascii_end();
            self.prior = passed.last().copied().unwrap_or(self.prior);
            let Some(start) = found else {
                self.from = view.end();
                return None;
            };
            // What stands between the objects of a list.
            if matches!(self.prior, b',' | b'}' | b']') || (self.first_too && self.prior == b'[') {
                return Some(Probe {
                    start,
                    at: start,
                    structure: Structure::within(limits.depth),
                });
            }
            self.from = start + 1;
            self.prior = b'{';
        }
    }
}

fn is_object(bytes: &[u8], limits: &Limits) -> bool {
    Object::parse(bytes, limits).is_ok()
}
