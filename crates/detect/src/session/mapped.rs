//! Events in the format of a mapping: fields are looked up as they are; objects are made only for
//! patterns that must be evaluated.

use std::borrow::Cow;
use std::sync::Arc;

use super::keep::Keeper;
use super::probe::Probe;
use super::{Claim, Core, Match, Said, number_key};
use crate::digest::Kept;
use crate::event::{
    Field, Fields, Kind, LineFault, Lines, Mapping, Scratch, Source, build, event_time, gather,
};
use crate::index::How;
use crate::matcher::Matcher;
use crate::solve::Seen;
use crate::text::{Key, nfc};

/// Lines that are read before any of their values is looked up: the processor fetches what is known of all those values
/// at once, instead of waiting for each in its turn.
const GROUP: usize = 8;

#[derive(Debug)]
pub(super) struct Mapped {
    mapping: Arc<Mapping>,
    lines: Lines,
    probes: Vec<Probe>,
    scratch: Scratch,
    /// How many paths and changes the matcher had when the probes were refreshed.
    refreshed: (usize, u64),
    /// The probes that some indicator asks for.
    asked: Chosen,
    /// Those in whose texts pieces are looked for.
    searched: Chosen,
    /// Whether some pattern is evaluated wherever a type of this mapping is.
    has_types: bool,
    /// Gathers values for digests.
    keeper: Option<Box<Keeper>>,
    wanted: Wanted,
}

/// Reads the heads of a source for those that do not see all of its lines.
pub(super) struct Scout {
    mapping: Arc<Mapping>,
    lines: Lines,
}

/// Some of the probes: by the slot of their field, and those of other sources.
#[derive(Debug, Default)]
struct Chosen {
    by_slot: Vec<Vec<u16>>,
    of_others: Vec<u16>,
    is_empty: bool,
}

/// The values of a group of lines that indicators may ask for.
#[derive(Debug, Default)]
struct Wanted {
    tags: Vec<u32>,
    /// For each of them: the line in the group, and the probe.
    of: Vec<(u16, u16)>,
    /// Those of which the index may know a value.
    known: Vec<(u16, u16)>,
    known_tags: Vec<u32>,
}

/// A line that was read.
struct Event<'l> {
    fields: Fields<'l>,
    /// Whether it is an event.
    read: Result<bool, LineFault>,
    time: Option<i64>,
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
            asked: Chosen::default(),
            searched: Chosen::default(),
            has_types: false,
            keeper: None,
            wanted: Wanted::default(),
        }
    }

    /// One for another thread, which stands where this one does.
    pub(super) fn another(&self) -> Self {
        let mut another = Self::of(Arc::clone(&self.mapping));
        another.lines = self.lines.clone();
        another
    }

    /// A scout that stands where this one does.
    pub(super) fn scout(&self) -> Scout {
        Scout {
            mapping: Arc::clone(&self.mapping),
            lines: self.lines.clone(),
        }
    }

    /// Goes to where a scout stands.
    pub(super) fn follow(&mut self, scout: &Scout) {
        self.lines.follow(&scout.lines);
    }

    pub(super) fn keep_values(&mut self) {
        self.keeper = Some(Box::new(Keeper::new(&self.mapping)));
    }

    pub(super) fn kept_values(&mut self) -> Kept {
        let keeper = self.keeper.as_mut();
        keeper
            .map(|keeper| keeper.gather.kept())
            .unwrap_or_default()
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
        let slots = self.mapping.names.len();
        (self.asked, self.searched) = (Chosen::of(slots), Chosen::of(slots));
        for (at, probe) in (0u16..).zip(&self.probes) {
            if probe.is_asked(matcher) {
                self.asked.add(at, probe);
            }
            if matcher.looks_through(&probe.property) {
                self.searched.add(at, probe);
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

    /// Reads lines, and tells for the number of each, from 0, what it says by itself.
    pub(super) fn lines(
        &mut self,
        core: &mut Core,
        matcher: &Matcher,
        lines: &[&[u8]],
        arrival: Option<i64>,
        tell: &mut dyn FnMut(usize, Said<'_>),
    ) {
        self.refresh(matcher);
        let mut group = Vec::with_capacity(lines.len().min(GROUP));
        for (chunk, lines) in lines.chunks(GROUP).enumerate() {
            self.wanted.clear();
            for (at, line) in (0u16..).zip(lines) {
                if group.len() == usize::from(at) {
                    group.push(Event::new(self.mapping.names.len()));
                }
                self.read(line, &mut group[usize::from(at)]);
                self.want(matcher, at, &group[usize::from(at)]);
            }
            self.wanted.sift(matcher);
            for (at, event) in group[..lines.len()].iter_mut().enumerate() {
                let number = chunk * GROUP + at;
                let read = std::mem::replace(&mut event.read, Ok(false));
                let tell = &mut |said: Said<'_>| tell(number, said);
                core.begin();
                match read {
                    Ok(false) => {}
                    Ok(true) => self.meet(core, matcher, (at, event), arrival, tell),
                    Err(fault) => {
                        core.counts.broken += 1;
                        tell(Said::Broken(fault));
                    }
                }
            }
        }
    }

    fn read<'l>(&mut self, line: &'l [u8], event: &mut Event<'l>) {
        event.fields.clear();
        let text = std::str::from_utf8(line).map_err(|error| LineFault::Utf8(error.valid_up_to()));
        event.read = text.and_then(|text| {
            let fields = &mut event.fields;
            self.lines.read(&self.mapping, text, fields)
        });
        event.time = match event.read {
            Ok(true) => event_time(&self.mapping, &event.fields, &mut self.scratch),
            _ => None,
        };
    }

    /// Notes the values of one line that some indicator asks for.
    fn want(&mut self, matcher: &Matcher, at: u16, event: &Event<'_>) {
        if !matches!(event.read, Ok(true)) {
            return;
        }
        let (probes, wanted) = (&self.probes, &mut self.wanted);
        let asked = |number: u16, field: &Field<'_>| {
            let probe = &probes[usize::from(number)];
            let Some((key, text)) = key_of(probe, field) else {
                return;
            };
            let mut want = |key: &Key<'_>| {
                wanted.tags.push(matcher.hasher.tag(key));
                wanted.of.push((at, number));
            };
            want(&key);
            if let Some(address) = probe.address(&key, text) {
                let blocks = matcher.prefixes.around(address);
                blocks.for_each(|block| want(&Key::Network(block)));
            }
        };
        self.asked
            .each(probes, &event.fields, &mut self.scratch, asked);
    }

    /// One event meets the matcher.
    fn meet(
        &mut self,
        core: &mut Core,
        matcher: &Matcher,
        (number, event): (usize, &Event<'_>),
        arrival: Option<i64>,
        tell: &mut dyn FnMut(Said<'_>),
    ) {
        let at = event.time.or(arrival);
        let fields = &event.fields;
        let mut doubts = Vec::new();
        if let Some(keeper) = &mut self.keeper {
            keeper.event(fields, &mut self.scratch, event.time, arrival);
        }
        let found = &mut |found: Match<'_>| tell(Said::Found(found));
        for probe in self.wanted.known_of(number) {
            let probe = &self.probes[usize::from(*probe)];
            probe.source.each(fields, &mut self.scratch, |field| {
                look_up(core, matcher, probe, field, at, &mut doubts, found);
            });
        }
        let (probes, candidates) = (&self.probes, &mut core.candidates);
        let search = |number: u16, field: &Field<'_>| {
            if let (Field::Text(text), Some(_)) =
                (field, key_of(&probes[usize::from(number)], field))
            {
                matcher.find_grams(&nfc(text), candidates);
            }
        };
        self.searched
            .each(probes, fields, &mut self.scratch, search);
        if !core.candidates.is_empty() || !doubts.is_empty() || self.has_types {
            let gathered = gather(&self.mapping, fields, &mut self.scratch);
            let objects = build(&self.mapping, &gathered);
            let graph = objects.graph();
            for (hit, claim) in &doubts {
                core.verify(matcher, &graph, at, *hit, claim, found);
            }
            for node in 0..graph.len() {
                core.candidates
                    .extend(matcher.waiting_for_type(graph.object_type(node)));
            }
            let interval = at.map(|at| (at, at));
            let seen = Seen { interval, count: 1 };
            core.evaluate(matcher, &graph, seen, (at, arrival), found);
        }
        core.counts.events += 1;
        let sequels = core.sequels.drain(..);
        sequels.for_each(|sequel| tell(Said::Sequel(sequel)));
    }
}

impl Scout {
    /// Takes in a line of the head.
    pub(super) fn head(&mut self, line: &[u8]) {
        if let Ok(line) = std::str::from_utf8(line) {
            // What cannot be read shows in the lines that follow it.
            let _ = self.lines.read(&self.mapping, line, &mut Fields::default());
        }
    }
}

impl Event<'_> {
    fn new(names: usize) -> Self {
        Self {
            fields: Fields::with_room(names),
            read: Ok(false),
            time: None,
        }
    }
}

impl Chosen {
    fn of(slots: usize) -> Self {
        Self {
            by_slot: vec![Vec::new(); slots],
            of_others: Vec::new(),
            is_empty: true,
        }
    }

    fn add(&mut self, number: u16, probe: &Probe) {
        self.is_empty = false;
        match &probe.source {
            Source::Field(slot, _) => self.by_slot[usize::from(*slot)].push(number),
            Source::Template(..) | Source::Literal(_) => self.of_others.push(number),
        }
    }

    /// Calls `each` with every value that an event holds for them. Only what it holds is looked at.
    fn each(
        &self,
        probes: &[Probe],
        fields: &Fields<'_>,
        scratch: &mut Scratch,
        mut each: impl FnMut(u16, &Field<'_>),
    ) {
        if self.is_empty {
            return;
        }
        for (slot, field) in fields.all() {
            for number in &self.by_slot[usize::from(*slot)] {
                let source = &probes[usize::from(*number)].source;
                source.of(field, |field| each(*number, field));
            }
        }
        for number in &self.of_others {
            let source = &probes[usize::from(*number)].source;
            source.each(fields, scratch, |field| each(*number, field));
        }
    }
}

impl Wanted {
    fn clear(&mut self) {
        self.tags.clear();
        self.of.clear();
        self.known.clear();
        self.known_tags.clear();
    }

    /// Keeps what the index may know, and has it brought near.
    fn sift(&mut self, matcher: &Matcher) {
        matcher.index.sieve(&self.tags, |at| {
            self.known.push(self.of[at]);
            self.known_tags.push(self.tags[at]);
        });
        matcher.draw_near(&self.known_tags);
        self.known.sort_unstable();
        self.known.dedup();
    }

    /// The probes of which the index may know a value on this line.
    fn known_of(&self, line: usize) -> impl Iterator<Item = &u16> {
        let of_line = move |known: &&(u16, u16)| usize::from(known.0) == line;
        let from = self.known.iter().skip_while(move |known| !of_line(known));
        from.take_while(of_line).map(|(_, probe)| probe)
    }
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
