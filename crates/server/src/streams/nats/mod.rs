//! A JetStream consumer as a source. The broker hands a message to one of the processes that ask for it, and to another
//! one where the first does not say in time that it is done.
//!
//! ```text
//! broker ─ batch ─► intake ─ hits, numbers of messages ─► sink ─► one transaction ─► acknowledged to the broker
//! ```
//!
//! A message is acknowledged once what was found in it is on disk, so a kill loses nothing. What was on disk but not yet
//! acknowledged comes again: [`Done`], written in the same transaction as what was found, knows it by its number
//! in the stream.

mod done;
mod reach;
mod spec;

pub use spec::{Login, NatsSpec};

use super::counts::add;
use super::intake::Intake;
use super::lines::Lines;
use super::notice::{Failed, Notice};
use super::run::Stream;
use async_nats::jetstream::consumer::PullConsumer;
use async_nats::jetstream::{self, message::Acker};
use bytes::Bytes;
use done::Done;
use futures_util::StreamExt;
use reach::Reach;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Messages asked for at once, and matched and written together at most.
const BATCH: usize = 1_000;
/// Bytes asked for at once: more than the longest message that a broker can be set to take.
const BATCH_BYTES: usize = 80 << 20;
/// The broker answers with less when so much time has passed.
const EXPIRES: Duration = Duration::from_secs(1);
/// Between looks whether something is on disk, or the stream stops.
const TICK: Duration = Duration::from_millis(5);
/// Between looks for what all have acknowledged.
const PRUNE: Duration = Duration::from_secs(10);
/// After something went wrong.
const PAUSE: Duration = Duration::from_secs(1);

/// Takes messages until the stream stops, or none are left where they are read once.
pub(super) fn follow(stream: &Arc<Stream>, spec: &NatsSpec) -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| Failed::Start(error.to_string()))?;
    runtime.block_on(async {
        let Some(reach) = Reach::new(stream, spec).await? else {
            return Ok(());
        };
        let mut source = Source::new(stream, spec)?;
        while !stream.stops() {
            if reach.is_away() {
                source.idle(TICK * 4).await?;
                continue;
            }
            match reach.consumer(spec).await? {
                None => source.idle(PAUSE).await?,
                Some((consumer, created)) => {
                    source.done.is_of(&created);
                    if source.take_from(&reach, consumer).await? {
                        break;
                    }
                }
            }
        }
        source.finish().await?;
        reach.leave().await;
        Ok(())
    })
}

/// Messages on their way.
struct Source<'s> {
    stream: &'s Arc<Stream>,
    spec: &'s NatsSpec,
    /// What its position is kept under.
    key: String,
    intake: Intake,
    done: Done,
    /// By the number of the haul that must be on disk before they are acknowledged.
    waiting: VecDeque<(u64, Vec<Acker>)>,
    /// Messages that were no answer to what was asked for.
    strange: u64,
}

impl<'s> Source<'s> {
    fn new(stream: &'s Arc<Stream>, spec: &'s NatsSpec) -> Result<Self, Failed> {
        let key = spec.key();
        let left = stream.left.positions.iter();
        let left = left
            .filter(|(source, _)| *source == key)
            .find_map(|(_, state)| Done::read(state));
        Ok(Self {
            intake: Intake::new(stream, key.clone(), spec.name(), Lines::default())?,
            key,
            stream,
            spec,
            done: left.unwrap_or_default(),
            waiting: VecDeque::new(),
            strange: 0,
        })
    }

    /// Takes batch after batch until something goes wrong, and then says false, or the end is reached.
    async fn take_from(
        &mut self,
        reach: &Reach<'_>,
        mut consumer: PullConsumer,
    ) -> Result<bool, Failed> {
        let mut pruned: Option<Instant> = None;
        while !self.stream.stops() {
            if pruned.is_none_or(|at| at.elapsed() >= PRUNE) {
                match consumer.info().await {
                    Ok(info) => self.done.all_up_to(info.ack_floor.stream_sequence),
                    Err(_) => return Ok(false),
                }
                pruned = Some(Instant::now());
            }
            match self.batch(reach, &consumer).await? {
                Some(0) if self.stream.plan.once => {
                    self.written().await?;
                    let info = consumer.info().await;
                    if info.is_ok_and(|info| info.num_pending == 0 && info.num_ack_pending == 0) {
                        return Ok(true);
                    }
                }
                Some(_) => {}
                None => {
                    self.idle(PAUSE).await?;
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// One batch; how many messages came. `None`: something went wrong.
    async fn batch(
        &mut self,
        reach: &Reach<'_>,
        consumer: &PullConsumer,
    ) -> Result<Option<usize>, Failed> {
        let asked = consumer
            .batch()
            .max_messages(BATCH)
            .max_bytes(BATCH_BYTES)
            .expires(EXPIRES)
            .messages()
            .await;
        let messages = match asked {
            Ok(messages) => messages,
            Err(error) => {
                reach.trouble(&error.to_string());
                return Ok(None);
            }
        };
        let mut groups = messages.ready_chunks(BATCH);
        let mut count = 0;
        loop {
            tokio::select! {
                group = groups.next() => {
                    let Some(group) = group else { return Ok(Some(count)) };
                    let (came, trouble) = self.group(group)?;
                    count += came;
                    if let Some(trouble) = trouble {
                        reach.trouble(&trouble);
                        return Ok(None);
                    }
                    if came > 0 {
                        reach.well();
                    }
                }
                () = tokio::time::sleep(TICK) => {}
            }
            self.acknowledge().await?;
            if self.stream.stops() || reach.is_away() {
                // What the broker still sends is nobody's: it comes again.
                return Ok(Some(count));
            }
        }
    }

    /// Matches messages that came together and hands over what was found in them; how many there were.
    fn group(
        &mut self,
        group: Vec<Result<jetstream::Message, async_nats::Error>>,
    ) -> Result<(usize, Option<String>), Failed> {
        let (mut ackers, mut new, mut trouble) = (Vec::new(), Vec::new(), None);
        for message in group {
            match message {
                Err(error) => trouble = Some(error.to_string()),
                Ok(message) => ackers.extend(self.message(message, &mut new)?),
            }
        }
        let count = ackers.len();
        if count > 0 {
            let new = new.iter().map(|(number, bytes)| (*number, &**bytes));
            self.intake.messages(new);
            let number = self.intake.hand_over(Some(self.done.to_json()))?;
            self.waiting.push_back((number, ackers));
        }
        Ok((count, trouble))
    }

    /// Puts a message to the new ones, unless it was dealt with before. None: it is not one of ours.
    fn message(
        &mut self,
        message: jetstream::Message,
        new: &mut Vec<(u64, Bytes)>,
    ) -> Result<Option<Acker>, Failed> {
        let about = match message.info() {
            Ok(info) if info.stream == self.spec.stream && info.consumer == self.spec.consumer => {
                Some((info.stream_sequence, info.delivered > 1))
            }
            _ => None,
        };
        let Some((number, is_again)) = about else {
            self.strange += 1;
            add(&self.stream.counts.broken, 1);
            if self.strange == 1 {
                let what = "a message that is not of this consumer is passed over";
                self.notice(what);
            }
            return Ok(None);
        };
        let (message, acker) = message.split();
        let was_done = self.done.contains(number) || is_again && self.is_done_elsewhere(number)?;
        if was_done {
            add(&self.stream.counts.again, 1);
        } else {
            new.push((number, message.payload));
        }
        self.done.insert(number);
        Ok(Some(acker))
    }

    /// Whether another process on this data folder has it on disk.
    fn is_done_elsewhere(&self, number: u64) -> Result<bool, Failed> {
        let stream = self.stream;
        let positions = stream
            .store
            .positions_of_source(&stream.clearance, &self.key)?;
        let others = positions.iter().filter_map(|state| Done::read(state));
        Ok(others
            .filter(|other| other.created() == self.done.created())
            .any(|other| other.contains(number)))
    }

    /// Acknowledges what is on disk.
    async fn acknowledge(&mut self) -> Result<(), Failed> {
        let written = self.stream.sink.on_disk()?;
        while self
            .waiting
            .front()
            .is_some_and(|(number, _)| *number <= written)
        {
            for acker in self
                .waiting
                .pop_front()
                .into_iter()
                .flat_map(|(_, all)| all)
            {
                // One that does not arrive makes the message come again; then it is known.
                let _ = acker.ack().await;
            }
        }
        Ok(())
    }

    /// Waits, and acknowledges meanwhile.
    async fn idle(&mut self, at_most: Duration) -> Result<(), Failed> {
        let started = Instant::now();
        while started.elapsed() < at_most && !self.stream.stops() {
            tokio::time::sleep(TICK * 4).await;
            self.acknowledge().await?;
        }
        Ok(())
    }

    /// Until all that was handed over is on disk, and acknowledged.
    async fn written(&mut self) -> Result<(), Failed> {
        self.acknowledge().await?;
        while !self.waiting.is_empty() {
            tokio::time::sleep(TICK).await;
            self.acknowledge().await?;
        }
        Ok(())
    }

    async fn finish(&mut self) -> Result<(), Failed> {
        self.intake.hand_over(None)?;
        self.written().await
    }

    fn notice(&self, what: &str) {
        let name = self.spec.name();
        self.stream.notice(Notice::Broker { name: &name, what });
    }
}
