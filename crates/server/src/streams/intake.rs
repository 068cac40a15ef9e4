//! One source's lines on their way through the matcher.

use super::counts::add;
use super::flights::Flight;
use super::lines::{Batch, Lines};
use super::notice::{Failed, Notice};
use super::plan::Observed;
use super::run::Stream;
use super::sighting;
use super::sink::{Found, Haul};
use detect::digest::Kept;
use detect::event::LineFault;
use detect::matcher::Matcher;
use detect::session::{Counts, Match, Scribe, Session, Slices};
use std::convert::Infallible;
use std::sync::Arc;

/// A clock further ahead than this is wrong: the time of arrival counts instead.
const MOST_AHEAD: i64 = 86_400_000_000;

/// How a line begins that names the columns of those behind it.
const COLUMNS: &[u8] = b"#fields\t";
/// No such line is kept that is longer.
const LONGEST_COLUMNS: usize = 1 << 16;

/// What belongs to one source: its session, the line it stands in, and what was found since the last hand-over.
pub(super) struct Intake {
    stream: Arc<Stream>,
    /// What its position is kept under.
    source: String,
    /// What people know it by.
    pub(super) name: String,
    session: Session,
    pub(super) lines: Lines,
    /// The last line that names columns, where the format has such.
    columns: Option<String>,
    found: Vec<Found>,
    too_long: u64,
    waiting_is_restored: bool,
    /// The values of events since the last hand-over, by era; under way as long as they are here.
    kept: Vec<(i64, Kept)>,
    flight: Option<Flight>,
}

impl Intake {
    pub(super) fn new(
        stream: &Arc<Stream>,
        source: String,
        name: String,
        lines: Lines,
    ) -> Result<Self, Failed> {
        let mut session = stream.plan.session()?;
        if stream.plan.digest_days > 0 {
            session.keep_values();
        }
        stream.sink.is_there(&source);
        Ok(Self {
            session,
            stream: Arc::clone(stream),
            source,
            name,
            lines,
            columns: None,
            found: Vec::new(),
            too_long: 0,
            waiting_is_restored: false,
            kept: Vec::new(),
            flight: None,
        })
    }

    /// Whether it must see the head of a source that is read from its middle.
    pub(super) fn has_head(&self) -> bool {
        self.session.has_head()
    }

    /// Shows it such a head.
    pub(super) fn head(&mut self, bytes: &[u8]) {
        let matcher = self.stream.indicators.matcher();
        let is_head = |line: &&[u8]| line.starts_with(b"#");
        for line in bytes.split(|byte| *byte == b'\n').take_while(is_head) {
            note_columns(&mut self.columns, line);
            // A head that cannot be read shows in the lines that follow it.
            let _ = self.session.line(&matcher, line, None, &mut |_| {});
        }
    }

    /// The line that names the columns of what comes next.
    pub(super) fn columns(&self) -> Option<&str> {
        self.columns.as_deref()
    }

    /// Takes in bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        add(&self.stream.counts.bytes, bytes.len() as u64);
        let mut lines = std::mem::take(&mut self.lines);
        self.with_matcher(|intake, matcher, now| {
            lines.push(bytes, |batch| intake.batch(matcher, now, batch));
        });
        self.lines = lines;
    }

    /// Takes in messages by their numbers, each of whole lines.
    pub(super) fn messages<'m>(&mut self, messages: impl Iterator<Item = (u64, &'m [u8])>) {
        let mut batch = Batch::default();
        for (number, bytes) in messages {
            add(&self.stream.counts.bytes, bytes.len() as u64);
            batch.add_message(number, bytes);
        }
        self.with_matcher(|intake, matcher, now| intake.batch(matcher, now, &batch));
    }

    /// No more will come.
    pub(super) fn finish(&mut self) {
        let mut lines = std::mem::take(&mut self.lines);
        self.with_matcher(|intake, matcher, now| {
            lines.finish(|batch| intake.batch(matcher, now, batch));
        });
        self.lines = lines;
    }

    fn with_matcher(&mut self, work: impl FnOnce(&mut Self, &Matcher, i64)) {
        let stream = Arc::clone(&self.stream);
        let matcher = stream.indicators.matcher();
        if !self.waiting_is_restored {
            self.waiting_is_restored = true;
            for waiting in stream
                .left
                .waiting
                .iter()
                .filter(|w| w.source == self.source)
            {
                if let Some(id) = stix::Identifier::parse(&waiting.indicator) {
                    self.session.restore(&matcher, id.uuid(), &waiting.state);
                }
            }
        }
        let era = stream.indicators.era();
        if stream.plan.digest_days > 0 {
            self.flight.get_or_insert_with(|| stream.flights.begin(era));
        }
        let before = self.session.counts();
        work(self, &matcher, stream.clock.now());
        let after = self.session.counts();
        let kept = self.session.kept_values();
        if !kept.is_empty() {
            self.kept.push((era, kept));
        }
        add(&stream.counts.events, after.events - before.events);
        add(&stream.counts.broken, after.broken - before.broken);
        add(&stream.counts.forgotten, after.forgotten - before.forgotten);
        if after.given_up > before.given_up {
            add(&stream.counts.given_up, after.given_up - before.given_up);
            stream.tell_exhausted(&matcher.exhausted());
        }
    }

    fn batch(&mut self, matcher: &Matcher, now: i64, batch: &Batch<'_>) {
        let stream = Arc::clone(&self.stream);
        for line in &batch.too_long {
            self.too_long += 1;
            add(&stream.counts.broken, 1);
            stream.notice(Notice::LongLine {
                source: &self.name,
                line: *line,
            });
        }
        if self.session.has_head() {
            let heads = batch.lines.iter().filter(|line| line.starts_with(COLUMNS));
            heads.for_each(|head| note_columns(&mut self.columns, head));
        }
        let before = self.found.len();
        let mut broken = self.session.counts().broken;
        let (name, found) = (&self.name, &mut self.found);
        let take = &mut |notes: &mut Notes| {
            found.append(&mut notes.found);
            for (line, fault) in notes.faults.drain(..) {
                broken += 1;
                if is_sample(broken) {
                    stream.notice(Notice::Broken {
                        source: name,
                        line,
                        fault,
                        count: broken,
                    });
                }
            }
            Ok::<(), Infallible>(())
        };
        let numbers = &batch.numbers;
        let stream = &*stream;
        let keeping = Keeping {
            stream,
            now,
            numbers,
        };
        let mut lines = Slices::new(&batch.lines);
        let Ok(()) = self
            .session
            .read(matcher, Some(now), &mut lines, &keeping, take);
        if stream.plan.observed == Observed::Event {
            self.whole_events(before, batch);
        }
    }

    /// Puts the whole event to what was found in it. Behind a new head the columns of earlier lines are not known any more.
    fn whole_events(&mut self, before: usize, batch: &Batch<'_>) {
        let is_head = |line: &&[u8]| line.starts_with(b"#");
        if self.session.has_head() && batch.lines.iter().any(is_head) {
            return;
        }
        for found in self.found.iter_mut().skip(before) {
            if let Ok(event) = self.session.objects(batch.lines[found.at_line]) {
                found.evidence = sighting::evidence(&[&found.path, &found.value, &event]);
            }
        }
    }

    /// What its session has seen.
    pub(super) fn counts(&self) -> Counts {
        self.session.counts()
    }

    /// Lines that were passed over for their length.
    pub(super) fn too_long(&self) -> u64 {
        self.too_long
    }

    /// Hands over what was found, and how far the source is dealt with by it. The number of the haul, to wait for.
    pub(super) fn hand_over(&mut self, position: Option<String>) -> Result<u64, Failed> {
        let matcher = self.stream.indicators.matcher();
        let changed = self.session.changed(&matcher);
        drop(matcher);
        let handed_over = self.stream.sink.push(Haul {
            source: self.source.clone(),
            name: self.name.clone(),
            position,
            waiting: changed,
            found: std::mem::take(&mut self.found),
            kept: std::mem::take(&mut self.kept),
        });
        self.flight = None;
        handed_over
    }
}

/// Keeps a line that names columns.
fn note_columns(columns: &mut Option<String>, line: &[u8]) {
    if line.starts_with(COLUMNS)
        && let Ok(line) = std::str::from_utf8(line)
    {
        *columns = (line.len() <= LONGEST_COLUMNS).then(|| line.to_owned());
    }
}

/// Keeps the matches that count, on the threads that find them.
struct Keeping<'k> {
    stream: &'k Stream,
    now: i64,
    /// The numbers of the lines.
    numbers: &'k [u64],
}

#[derive(Default)]
struct Notes {
    found: Vec<Found>,
    faults: Vec<(u64, LineFault)>,
}

impl<B> Scribe<B> for Keeping<'_> {
    type Notes = Notes;

    fn note(&self, notes: &mut Notes, at: u64, said: Result<Match<'_>, LineFault>) {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let line = self.numbers[at];
        match said {
            Ok(hit) => {
                let found = kept(self.stream, &hit, self.now, (at, line));
                notes.found.extend(found);
            }
            Err(fault) => notes.faults.push((line, fault)),
        }
    }
}

/// A match that counts.
fn kept(
    stream: &Stream,
    hit: &Match<'_>,
    now: i64,
    (at_line, line): (usize, u64),
) -> Option<Found> {
    let at = hit
        .at
        .filter(|at| (0..=now.saturating_add(MOST_AHEAD)).contains(at));
    let at = at.unwrap_or(now);
    if stream.plan.since.is_some_and(|since| at < since) {
        return None;
    }
    if stream.is_paused(&hit.uuid) || stream.indicators.is_disputed(&hit.uuid) {
        add(&stream.counts.muted, 1);
        return None;
    }
    if stream.plan.known_good.contains(hit.value) {
        add(&stream.counts.known_good, 1);
        return None;
    }
    add(&stream.counts.matches, 1);
    Some(Found {
        indicator: hit.uuid,
        at,
        line,
        at_line,
        path: hit.path.to_owned(),
        value: hit.value.to_owned(),
        field: hit.field.to_owned(),
        evidence: sighting::evidence(&[hit.path, hit.value]),
    })
}

/// The first five, then ever fewer.
fn is_sample(broken: u64) -> bool {
    broken <= 5 || (broken.is_power_of_two() && broken >= 1024)
}
