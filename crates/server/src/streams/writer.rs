//! Writes what the intakes hand over.

use super::history;
use super::notice::{Failed, Notice};
use super::out::{self, OutFile};
use super::run::{Stream, Take};
use super::sighting;
use super::sink::Load;
use crate::cli::problem::reason;
use std::sync::PoisonError;
use std::time::{Duration, Instant};
use store::{Error, Telling};

/// What is found together shortly after each other is written together.
const GATHER: Duration = Duration::from_millis(5);
/// Positions alone are written this seldom.
const IDLE: Duration = Duration::from_millis(500);
/// After a full disk or a lock.
const RETRY: Duration = Duration::from_secs(2);

/// Writes what the intakes hand over.
pub(super) struct Writer {
    pub(super) out: Option<OutFile>,
    pub(super) take: Take,
    /// When sightings that were told a while ago have more to tell.
    tell_at: Option<Instant>,
}

impl Stream {
    /// Writes until no more will be handed over.
    pub(super) fn write_on(&self) -> Result<(), Failed> {
        loop {
            self.sink.wait(IDLE);
            if self.write_now()? {
                return Ok(());
            }
            self.pause(GATHER);
        }
    }

    /// Writes what was found in what is kept.
    pub(super) fn write_later(&self, load: Load) -> Result<(), Failed> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.write(self, load)
    }

    /// Writes what was handed over so far; whether no more will be.
    pub(super) fn write_now(&self) -> Result<bool, Failed> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let load = self.sink.take();
        let is_last = load.is_last;
        let written = writer.write(self, load);
        if let Err(failed) = &written {
            self.sink.fail(failed.clone());
            self.stop();
        }
        written.map(|()| is_last)
    }
}

impl Writer {
    pub(super) fn new(out: Option<OutFile>, take: Take) -> Self {
        Self {
            out,
            take,
            // What an earlier run left to tell.
            tell_at: Some(Instant::now()),
        }
    }

    /// One step: matches to the file first, so that what is acknowledged is there; then all in one transaction; then to
    /// whoever takes them.
    fn write(&mut self, stream: &Stream, mut load: Load) -> Result<(), Failed> {
        let plan = &stream.plan;
        let every = match load.is_last {
            true => 0,
            false => plan.every,
        };
        if !load.step.hits.is_empty() {
            let after = Duration::from_micros(u64::try_from(every).unwrap_or(0));
            self.tell_at.get_or_insert_with(|| Instant::now() + after);
        }
        let due = load.is_last || self.tell_at.is_some_and(|at| at <= Instant::now());
        if load.is_empty() && !(due && plan.collection.is_some()) {
            stream.sink.written(load.upto());
            return Ok(());
        }
        if due {
            self.tell_at = None;
        }
        if let Some(out) = self.out.as_mut().filter(|_| !load.lines.is_empty()) {
            let length = out
                .append(&load.lines)
                .map_err(|e| Failed::Output(reason(&e)))?;
            load.step
                .positions
                .push((out::SOURCE.to_owned(), Some(length.to_string())));
        }
        let is_search = load.step.searched.is_some();
        load.step.most = plan.most.filter(|_| !is_search);
        let kept = std::mem::take(&mut load.kept);
        load.step.digests = history::digests(kept, plan.digest_days, stream.clock.now());
        load.step.telling = plan.collection.is_some().then(|| Telling {
            maker: sighting::maker(plan),
            tlp: plan.tlp,
            collection: plan.collection.clone(),
            every,
            deliver: plan.deliver.clone(),
        });
        let stepped = loop {
            let step = load.step.clone();
            match stream
                .store
                .step_stream(&stream.clearance, &stream.actor, step)
            {
                Ok(stepped) => break stepped,
                Err(error @ (Error::DiskFull { .. } | Error::Busy)) if !stream.stops() => {
                    stream.notice(Notice::Stuck(&error));
                    stream.pause(RETRY);
                }
                Err(error) => return Err(error.into()),
            }
        };
        stream.note(&stepped);
        stream.sink.written(load.upto());
        if self.out.is_none() && !load.lines.is_empty() && !(self.take)(&load.lines) {
            stream.stop();
        }
        Ok(())
    }
}
