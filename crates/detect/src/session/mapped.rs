//! Events in the format of a mapping: fields are looked up as they are; objects are made only for
//! patterns that must be evaluated.

use std::borrow::Cow;
use std::sync::Arc;

use super::keep::Keeper;
use super::probe::Probe;
use super::{Claim, Core, Match, number_key};
use crate::digest::Kept;
use crate::event::{
    Field, Fields, Kind, LineFault, Lines, Mapping, Scratch, Source, build, event_time, gather,
};
use crate::index::How;
use crate::matcher::Matcher;
use crate::solve::Seen;
use crate::text::{Key, nfc};

#[derive(Debug)]
pub(super) struct Mapped {
    mapping: Arc<Mapping>,
    lines: Lines,
    probes: Vec<Probe>,
    scratch: Scratch,
    /// How many paths and changes the matcher had when the probes were refreshed.
    refreshed: (usize, u64),
    /// The probes that some indicator asks for: by the slot of their field, and those of other sources.
    by_slot: Vec<Vec<u16>>,
    of_others: Vec<u16>,
    /// For the line at hand: the probes of which the index may know a value.
    known: Vec<u16>,
    /// Whether some pattern is evaluated wherever a type of this mapping is.
    has_types: bool,
    /// Gathers values for digests.
    keeper: Option<Box<Keeper>>,
}

/// A hit that only the objects can confirm: the record, the path, and the probe's value.
type Doubt = ((u32, u16), Claim<'static>);

impl Mapped {
    pub(super) fn new(mapping: Mapping) -> Self {
        Self::of(Arc::new(mapping))
    }

    fn of(mapping: Arc<Mapping>) -> Self {
        Self {
            lines: Lines::new(&mapping),
            probes: Probe::all(&mapping),
            mapping,
            scratch: Scratch::default(),
            refreshed: (usize::MAX, 0),
            by_slot: Vec::new(),
            of_others: Vec::new(),
            known: Vec::new(),
            has_types: false,
            keeper: None,
        }
    }

    /// One for another thread, which stands where this one does.
    pub(super) fn another(&self) -> Self {
        let mut another = Self::of(Arc::clone(&self.mapping));
        another.lines = self.lines.clone();
        another
    }

    /// Takes in a line of the head.
    pub(super) fn head(&mut self, line: &str) {
        // What cannot be read shows in the lines that follow it.
        let _ = self.lines.read(&self.mapping, line, &mut Fields::default());
    }

    pub(super) fn keep_values(&mut self) {
        self.keeper = Some(Box::new(Keeper::new(&self.mapping)));
    }

    pub(super) fn kept_values(&mut self) -> Kept {
        let keeper = self.keeper.as_mut();
        keeper.map(|keeper| keeper.kept.take()).unwrap_or_default()
    }

    /// The objects that a line makes, as JSON.
    pub(super) fn objects(&mut self, line: &str) -> Result<String, LineFault> {
        let mut fields = Fields::default();
        if !self.lines.read(&self.mapping, line, &mut fields)? {
            return Err(LineFault::Header);
        }
        let gathered = gather(&self.mapping, &fields, &mut self.scratch);
        Ok(build(&self.mapping, &gathered).json())
    }

    pub(super) fn has_head(&self) -> bool {
        self.mapping.has_head()
    }

    fn refresh(&mut self, matcher: &Matcher) {
        let now = (matcher.path_count(), matcher.changes());
        if now == self.refreshed {
            return;
        }
        if now.0 != self.refreshed.0 {
            self.probes
                .iter_mut()
                .for_each(|probe| probe.refresh(matcher));
        }
        self.of_others.clear();
        self.by_slot.clear();
        self.by_slot.resize(self.mapping.names.len(), Vec::new());
        for (at, probe) in (0u16..).zip(&mut self.probes) {
            probe.is_searched = matcher.looks_through(&probe.property);
            if !probe.is_searched && !probe.is_asked(matcher) {
                continue;
            }
            match &probe.source {
                Source::Field(slot, _) => self.by_slot[usize::from(*slot)].push(at),
                Source::Template(..) | Source::Literal(_) => self.of_others.push(at),
            }
        }
        let waits = |name: &str| !matcher.waiting_for_type(name).is_empty();
        self.has_types = self
            .mapping
            .objects
            .iter()
            .any(|object| match &object.kind {
                Kind::Fixed(name) => waits(name),
                Kind::Ip => waits("ipv4-addr") || waits("ipv6-addr"),
                Kind::Host => waits("ipv4-addr") || waits("ipv6-addr") || waits("domain-name"),
            });
        self.refreshed = now;
    }

    /// Finds the probes whose values the index may know. Only what the line holds and an indicator asks for is
    /// looked at.
    fn begin(
        &mut self,
        core: &mut Core,
        matcher: &Matcher,
        fields: &Fields<'_>,
        scratch: &mut Scratch,
    ) {
        let (probes, known) = (&self.probes, &mut self.known);
        known.clear();
        let mut ask = |at: u16, probe: &Probe, field: &Field<'_>| {
            let Some((key, text)) = key_of(probe, field) else {
                return;
            };
            if may_know(matcher, probe, &key, text) {
                known.push(at);
            }
            if probe.is_searched && matches!(field, Field::Text(_)) {
                matcher.find_grams(&nfc(text), &mut core.candidates);
            }
        };
        for (slot, field) in fields.all() {
            for at in &self.by_slot[usize::from(*slot)] {
                let probe = &probes[usize::from(*at)];
                probe.source.of(field, |field| ask(*at, probe, field));
            }
        }
        for at in &self.of_others {
            let probe = &probes[usize::from(*at)];
            let each = |field: &Field<'_>| ask(*at, probe, field);
            probe.source.each(fields, scratch, each);
        }
        known.sort_unstable();
        known.dedup();
    }

    /// One line; how many events it was (0 for a header).
    pub(super) fn line(
        &mut self,
        core: &mut Core,
        matcher: &Matcher,
        line: &str,
        arrival: Option<i64>,
        tell: &mut dyn FnMut(Match<'_>),
    ) -> Result<u64, LineFault> {
        let mut fields = Fields::with_room(self.mapping.names.len());
        if !self.lines.read(&self.mapping, line, &mut fields)? {
            return Ok(0);
        }
        self.refresh(matcher);
        let time = event_time(&self.mapping, &fields, &mut self.scratch);
        let at = time.or(arrival);
        let mut doubts = Vec::new();
        let mut scratch = std::mem::take(&mut self.scratch);
        self.begin(core, matcher, &fields, &mut scratch);
        if let Some(keeper) = &mut self.keeper {
            keeper.event(&fields, &mut scratch, time, arrival);
        }
        for at_probe in &self.known {
            let probe = &self.probes[usize::from(*at_probe)];
            probe.source.each(&fields, &mut scratch, |field| {
                look_up(core, matcher, probe, field, at, &mut doubts, tell);
            });
        }
        if !core.candidates.is_empty() || !doubts.is_empty() || self.has_types {
            let gathered = gather(&self.mapping, &fields, &mut scratch);
            let objects = build(&self.mapping, &gathered);
            let graph = objects.graph();
            for (hit, claim) in &doubts {
                core.verify(matcher, &graph, at, *hit, claim, tell);
            }
            for node in 0..graph.len() {
                core.candidates
                    .extend(matcher.waiting_for_type(graph.object_type(node)));
            }
            let interval = at.map(|at| (at, at));
            let seen = Seen { interval, count: 1 };
            core.evaluate(matcher, &graph, seen, (at, arrival), tell);
        }
        self.scratch = scratch;
        Ok(1)
    }
}

/// Whether the index may know a value, or a block around it.
fn may_know(matcher: &Matcher, probe: &Probe, key: &Key<'_>, text: &str) -> bool {
    let may_have = |key: &Key<'_>| matcher.index.may_have(matcher.hasher.tag(key));
    let in_block = |address| {
        let mut blocks = matcher.prefixes.around(address);
        blocks.any(|block| may_have(&Key::Network(block)))
    };
    may_have(key) || probe.address(key, text).is_some_and(in_block)
}

/// Looks one value up and tells, or notes, what it leads to.
fn look_up(
    core: &mut Core,
    matcher: &Matcher,
    probe: &Probe,
    field: &Field<'_>,
    at: Option<i64>,
    doubts: &mut Vec<Doubt>,
    tell: &mut dyn FnMut(Match<'_>),
) {
    let Some((key, text)) = key_of(probe, field) else {
        return;
    };
    for target in matcher.index.find(&matcher.hasher, &key) {
        match target.how {
            How::Gate => core.candidates.push((target.owner, target.place)),
            How::Equal if !probe.is_at(target.place, &key) => {}
            How::Equal if probe.is_constant => {
                doubts.push(((target.owner, target.place), Claim::Equal(owned(&key))));
            }
            How::Equal => {
                let path = &matcher.path(target.place).text;
                core.tell(matcher, target.owner, at, (path, text, &probe.field), tell);
            }
            How::Subset | How::SubsetGate => {}
        }
    }
    let Some(address) = probe.address(&key, text) else {
        return;
    };
    for (block, target) in matcher.around(address) {
        match target.how {
            How::SubsetGate => core.candidates.push((target.owner, target.place)),
            How::Subset if !probe.is_at(target.place, &key) => {}
            How::Subset if probe.is_constant => {
                doubts.push(((target.owner, target.place), Claim::Within(block)));
            }
            How::Subset => {
                let path = &matcher.path(target.place).text;
                core.tell(matcher, target.owner, at, (path, text, &probe.field), tell);
            }
            How::Equal | How::Gate => {}
        }
    }
}

/// The key of a field's value, and the value as it is written.
fn key_of<'f>(probe: &Probe, field: &'f Field<'_>) -> Option<(Key<'f>, &'f str)> {
    match field {
        Field::Text(text) => Some((probe.key(text)?, text)),
        Field::Number(text) => Some((number_key(text)?, text)),
        Field::Boolean(_) => None,
    }
}

fn owned(key: &Key<'_>) -> Key<'static> {
    let own = |text: &Cow<'_, str>| Cow::Owned(text.clone().into_owned());
    match key {
        Key::Text(text) => Key::Text(own(text)),
        Key::Domain(text) => Key::Domain(own(text)),
        Key::Hash(text) => Key::Hash(own(text)),
        Key::Network(network) => Key::Network(*network),
        Key::Number(number) => Key::Number(*number),
    }
}
