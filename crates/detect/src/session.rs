//! Events meet a matcher: one session per source, with what a source has of its own: its format, and
//! the observations that a pattern over several of them still waits with.

mod crew;
mod keep;
mod mapped;
mod observed;
mod pending;
mod probe;
mod source;

use crate::digest::Kept;
use crate::eval::satisfied;
use crate::event::{LineFault, Mapping};
use crate::graph::Graph;
use crate::matcher::Matcher;
use crate::solve::Seen;
use crate::text::{Key, given_up, key};
use crate::value::{Native, Number};
use mapped::{Mapped, Scout};
use pending::{Pending, Sequel};
pub use source::{Scribe, Slices, Source};
use stix::pattern::Network;

/// An indicator that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match<'m> {
    /// The UUID of its id.
    pub uuid: [u8; 16],
    /// The object path of its pattern that shows it.
    pub path: &'m str,
    /// The value found there.
    pub value: &'m str,
    /// The field of the event that the value comes from; empty where a pattern was evaluated.
    pub field: &'m str,
    /// The time of the event, or of its arrival, in microseconds.
    pub at: Option<i64>,
}

impl Match<'_> {
    /// The id of the indicator.
    pub fn indicator(&self) -> String {
        indicator_id(self.uuid)
    }
}

/// The id of the indicator with this UUID.
pub fn indicator_id(uuid: [u8; 16]) -> String {
    format!("indicator--{}", uuid::Uuid::from_bytes(uuid))
}

/// What a session has seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Lines that were read as events.
    pub events: u64,
    /// Lines that were not.
    pub broken: u64,
    /// Indicators that held, each counted once an event.
    pub matches: u64,
    /// Observations that patterns over several of them had to forget for want of room.
    pub forgotten: u64,
    /// Searches that went beyond their bound: for a binding, or by a regular expression that goes back and forth.
    pub given_up: u64,
}

impl std::ops::Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            events: self.events + other.events,
            broken: self.broken + other.broken,
            matches: self.matches + other.matches,
            forgotten: self.forgotten + other.forgotten,
            given_up: self.given_up + other.given_up,
        }
    }
}

/// One source of events.
#[derive(Debug)]
pub struct Session {
    /// One for each thread that may read at once.
    readers: Vec<Reader>,
    pending: Pending,
    /// What was counted of patterns over several observations.
    counts: Counts,
}

/// Reads lines: what one line says by itself, whatever came before it.
#[derive(Debug)]
struct Reader {
    form: Form,
    core: Core,
}

#[derive(Debug)]
enum Form {
    Mapped(Box<Mapped>),
    /// And what keeps its values for digests.
    Observed(Option<Box<observed::Keeper>>),
}

/// What all formats share.
#[derive(Debug, Default)]
struct Core {
    counts: Counts,
    /// Records that this event has matched already.
    told: Vec<u32>,
    /// Complex patterns and their leaves that this event may satisfy.
    candidates: Vec<(u32, u16)>,
    /// Patterns over several observations that this line satisfies a part of.
    sequels: Vec<Sequel>,
}

/// What a line says by itself.
#[derive(Debug)]
enum Said<'s> {
    Found(Match<'s>),
    /// To be settled in the order of the lines.
    Sequel(Sequel),
    /// It is no event.
    Broken(LineFault),
}

/// Something a hit of the index stands on, to be looked for in the objects.
#[derive(Debug)]
enum Claim<'k> {
    Equal(Key<'k>),
    Within(Network),
}

impl Session {
    /// Events of a format that a mapping describes.
    pub fn mapped(mapping: Mapping) -> Self {
        Self::new(Form::Mapped(Box::new(Mapped::new(mapping))))
    }

    /// STIX content, a bundle or object a line.
    pub fn observed_data() -> Self {
        Self::new(Form::Observed(None))
    }

    fn new(form: Form) -> Self {
        Self {
            readers: vec![Reader::new(form)],
            pending: Pending::default(),
            counts: Counts::default(),
        }
    }

    /// Lets [`Session::read`] use so many threads.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        while self.readers.len() < threads {
            self.readers.push(self.readers[0].another());
        }
        self
    }

    /// Whether lines at the head of a source say what the others hold, so that one that is read from its
    /// middle must be shown its head first.
    pub fn has_head(&self) -> bool {
        self.readers.iter().any(Reader::has_head)
    }

    /// What was seen so far.
    pub fn counts(&self) -> Counts {
        let read = self.readers.iter().map(|reader| reader.core.counts);
        read.fold(self.counts, |sum, counts| sum + counts)
    }

    /// What patterns over several observations wait with, of those where that changed since the last
    /// call: the UUID of the indicator, and a text for [`Session::restore`], empty where nothing is left.
    pub fn changed(&mut self, matcher: &Matcher) -> Vec<([u8; 16], String)> {
        self.pending.changed(matcher)
    }

    /// Goes on waiting with what an earlier session waited with; nothing if the pattern is another now.
    pub fn restore(&mut self, matcher: &Matcher, uuid: [u8; 16], text: &str) {
        self.pending.restore(matcher, uuid, text);
    }

    /// From now on keeps the values of events for digests.
    pub fn keep_values(&mut self) {
        for reader in &mut self.readers {
            match &mut reader.form {
                Form::Mapped(mapped) => mapped.keep_values(),
                Form::Observed(keeper) => *keeper = Some(Box::default()),
            }
        }
    }

    /// The values kept since the last call.
    pub fn kept_values(&mut self) -> Kept {
        let mut kept = Kept::default();
        for reader in &mut self.readers {
            match &mut reader.form {
                Form::Mapped(mapped) => kept.join(mapped.kept_values()),
                Form::Observed(Some(keeper)) => kept.join(keeper.kept()),
                Form::Observed(None) => {}
            }
        }
        kept
    }

    /// The objects that a line makes, as JSON: names with a NUL before them, and the objects that they stand for; of STIX
    /// content the line itself.
    ///
    /// # Errors
    /// When the line is no event.
    pub fn objects(&mut self, line: &[u8]) -> Result<String, LineFault> {
        let text =
            std::str::from_utf8(line).map_err(|error| LineFault::Utf8(error.valid_up_to()))?;
        match &mut self.readers[0].form {
            Form::Mapped(mapped) => mapped.objects(text),
            Form::Observed(_) => Ok(text.to_owned()),
        }
    }

    /// Reads one line and tells every indicator that holds, each once. `arrival`, in microseconds,
    /// stands in for the time of an event that has none, and keeps a clock that runs ahead from
    /// making others too old; without both, validity is not looked at.
    ///
    /// # Errors
    /// When the line is no event. The session goes on with the next.
    pub fn line(
        &mut self,
        matcher: &Matcher,
        line: &[u8],
        arrival: Option<i64>,
        tell: &mut dyn FnMut(Match<'_>),
    ) -> Result<(), LineFault> {
        let [first, others @ ..] = self.readers.as_mut_slice() else {
            return Ok(());
        };
        let (pending, counts) = (&mut self.pending, &mut self.counts);
        let mut outcome = Ok(());
        first.lines(matcher, &[line], arrival, &mut |_, said| match said {
            Said::Found(found) => tell(found),
            Said::Broken(fault) => outcome = Err(fault),
            Said::Sequel(sequel) => sequel.settle(matcher, pending, counts, tell),
        });
        // The first reader's columns are those of the others, too.
        if crew::is_head(&line)
            && !others.is_empty()
            && let Some(scout) = first.scout()
        {
            others.iter_mut().for_each(|other| other.follow(&scout));
        }
        outcome
    }
}

impl Reader {
    fn new(form: Form) -> Self {
        Self {
            form,
            core: Core::default(),
        }
    }

    /// One for another thread.
    fn another(&self) -> Self {
        Self::new(match &self.form {
            Form::Mapped(mapped) => Form::Mapped(Box::new(mapped.another())),
            Form::Observed(keeper) => Form::Observed(keeper.as_ref().map(|_| Box::default())),
        })
    }

    fn has_head(&self) -> bool {
        matches!(&self.form, Form::Mapped(mapped) if mapped.has_head())
    }

    /// Stands where this reader stands; none where a line says nothing of those behind it.
    fn scout(&self) -> Option<Scout> {
        match &self.form {
            Form::Mapped(mapped) => mapped.has_head().then(|| mapped.scout()),
            Form::Observed(_) => None,
        }
    }

    /// Goes to where a scout stands.
    fn follow(&mut self, scout: &Scout) {
        if let Form::Mapped(mapped) = &mut self.form {
            mapped.follow(scout);
        }
    }

    /// Tells for the number of each line, from 0, what it says by itself.
    fn lines(
        &mut self,
        matcher: &Matcher,
        lines: &[&[u8]],
        arrival: Option<i64>,
        tell: &mut dyn FnMut(usize, Said<'_>),
    ) {
        let core = &mut self.core;
        match &mut self.form {
            Form::Mapped(mapped) => mapped.lines(core, matcher, lines, arrival, tell),
            Form::Observed(keeper) => {
                for (number, line) in lines.iter().enumerate() {
                    let tell = &mut |said: Said<'_>| tell(number, said);
                    let keeper = keeper.as_deref_mut();
                    observed::line(core, keeper, matcher, line, arrival, tell);
                }
            }
        }
    }
}

impl Core {
    /// Forgets the line before.
    fn begin(&mut self) {
        self.told.clear();
        self.candidates.clear();
        self.sequels.clear();
    }

    /// Tells that an indicator holds, unless this event has told it.
    fn tell(
        &mut self,
        matcher: &Matcher,
        record: u32,
        at: Option<i64>,
        (path, value, field): (&str, &str, &str),
        tell: &mut dyn FnMut(Match<'_>),
    ) {
        if self.told.contains(&record) {
            return;
        }
        let Some(uuid) = matcher.live(record, at) else {
            return;
        };
        self.told.push(record);
        self.counts.matches += 1;
        tell(Match {
            uuid,
            path,
            value,
            field,
            at,
        });
    }

    /// Looks a hit up among the objects, and tells it if it is there.
    fn verify(
        &mut self,
        matcher: &Matcher,
        graph: &Graph<'_>,
        at: Option<i64>,
        (record, place): (u32, u16),
        claim: &Claim<'_>,
        tell: &mut dyn FnMut(Match<'_>),
    ) {
        let path = matcher.path(place);
        for root in 0..graph.len() {
            if graph.object_type(root) != &*path.object_type {
                continue;
            }
            for found in graph.resolve(root, &path.steps) {
                let native = Native::of(found.value, found.property);
                let holds = match (&native, claim) {
                    (Native::Text(text), Claim::Equal(wanted)) => {
                        key(found.fold(), text) == *wanted
                    }
                    (Native::Number(number), Claim::Equal(Key::Number(wanted))) => {
                        number.canonical() == *wanted
                    }
                    (Native::Text(text), Claim::Within(block)) => {
                        Network::parse(text).is_some_and(|address| block.contains(&address))
                    }
                    _ => false,
                };
                if holds {
                    let value = crate::eval::shown(found.value);
                    self.tell(matcher, record, at, (&path.text, &value, ""), tell);
                    return;
                }
            }
        }
    }

    /// Evaluates the candidates on the objects of this event.
    fn evaluate(
        &mut self,
        matcher: &Matcher,
        graph: &Graph<'_>,
        seen: Seen,
        (at, arrival): (Option<i64>, Option<i64>),
        tell: &mut dyn FnMut(Match<'_>),
    ) {
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.sort_unstable();
        candidates.dedup();
        for of_one in candidates.chunk_by(|a, b| a.0 == b.0) {
            let place = of_one[0].0;
            let Some(complex) = matcher.complex(place) else {
                continue;
            };
            if self.told.contains(&complex.record)
                || complex.is_exhausted()
                || matcher.live(complex.record, at).is_none()
            {
                continue;
            }
            let before = given_up();
            let mut leaves = Vec::new();
            let mut shown = None;
            for (_, leaf) in of_one {
                if let Some(witness) = satisfied(&complex.program.leaves[usize::from(*leaf)], graph)
                {
                    leaves.push(usize::from(*leaf));
                    shown = Some(witness);
                }
            }
            if given_up() != before {
                complex.give_up();
                self.counts.given_up += 1;
            }
            let Some(witness) = shown else { continue };
            if complex.program.is_single() {
                let what = (witness.path.as_str(), witness.value.as_str(), "");
                self.tell(matcher, complex.record, at, what, tell);
            } else {
                self.sequels.push(Sequel {
                    place,
                    seen,
                    leaves,
                    at,
                    arrival,
                    witness,
                });
            }
        }
        self.candidates = candidates;
    }
}

/// The number of a field, as the index knows it.
fn number_key(text: &str) -> Option<Key<'static>> {
    Number::parse(text).map(|number| Key::Number(number.canonical()))
}

/// The names of the formats that [`named`] knows.
pub fn formats() -> Vec<&'static str> {
    let mapped = crate::event::FORMATS.iter().map(|(name, _)| *name);
    mapped.chain(["observed-data"]).collect()
}

/// A session for a format by its name; `None` when there is no such format.
pub fn named(format: &str) -> Option<Session> {
    if format == "observed-data" {
        return Some(Session::observed_data());
    }
    let (_, text) = crate::event::FORMATS
        .iter()
        .find(|(name, _)| *name == format)?;
    Mapping::parse(text).ok().map(Session::mapped)
}
