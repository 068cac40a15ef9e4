//! Import: files of any size in, every object validated, each batch durable before the next.
//!
//! One thread cuts the input into objects, a few parse and validate them, and the caller's thread hands
//! batches to the store in the order of the input. Only so many batches are under way at once, so memory
//! does not grow with the input. Every batch carries a checkpoint in its own transaction: after a kill the
//! same command goes on where it stopped and ends with the same report.
//!
//! ```text
//! files → cut → [batch 1][batch 2]… → check (threads) → in order again → Store::submit
//! ```

mod check;
pub mod cut;
mod report;
pub mod source;

use crate::cli::problem::Problem;
use check::{Checked, Place};
use cut::{Batch, Position};
pub use report::{Held, InputFault, Refused, Report, thousands};
use source::Input;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use stix::marking::Tlp;
use store::{Checkpoint, Outcome, Reporter, Source, Store, Submission};

/// Batches under way at once: bounds memory.
const UNDER_WAY: usize = 6;

/// What to import and how.
#[derive(Debug, Clone)]
pub struct Plan {
    /// In this order.
    pub inputs: Vec<Input>,
    /// Collection id.
    pub collection: Option<String>,
    /// For objects without TLP.
    pub default_tlp: Option<Tlp>,
    /// Every line is `{"date_added": …, "object": {…}}`.
    pub with_dates: bool,
    /// Who acts, for the audit.
    pub actor: String,
}

/// Where an import stands, for a progress bar.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Objects looked at by this run.
    pub objects: u64,
    /// Bytes read of all inputs, as they lie on disk.
    pub bytes: u64,
}

/// What a checkpoint keeps beside its offset.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
struct State {
    position: Position,
    report: Report,
}

/// How far an interrupted run of this plan came: objects that it dealt with.
pub fn resumes_after(store: &Store, plan: &Plan) -> Result<Option<u64>, Problem> {
    Ok(load(store, plan)?.map(|state| state.report.total()))
}

fn load(store: &Store, plan: &Plan) -> Result<Option<State>, Problem> {
    let Some(name) = source::fingerprint(plan)? else {
        return Ok(None);
    };
    let checkpoint = store.checkpoint(&name)?;
    Ok(checkpoint.and_then(|c| serde_json::from_str(&c.report).ok()))
}

/// Runs the plan from where it was left, if it was.
pub fn run(
    store: &Store,
    plan: &Plan,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, Problem> {
    let name = source::fingerprint(plan)?;
    let state = load(store, plan)?.unwrap_or_default();
    let mut sink = Sink {
        store,
        plan,
        name: name.clone(),
        start: state.report.total(),
        report: state.report,
        progress,
    };
    pipeline(plan, state.position, |checked| sink.take(checked))?;
    if let Some(name) = name {
        store.clear_checkpoint(&name)?;
    }
    Ok(sink.report)
}

/// Cuts, checks in parallel, and gives the batches to `take` in order.
fn pipeline(
    plan: &Plan,
    from: Position,
    mut take: impl FnMut(Checked) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let (batches, to_check) = sync_channel::<Batch>(UNDER_WAY);
    let (checked, in_any_order) = sync_channel::<Checked>(UNDER_WAY);
    let (permits, permit) = sync_channel::<()>(UNDER_WAY);
    for _ in 0..UNDER_WAY {
        // the channel holds exactly so many
        let _ = permits.send(());
    }
    let to_check = &Mutex::new(to_check);
    std::thread::scope(|scope| {
        let cutting = scope.spawn(move || cut::cut(plan, from, &permit, &batches));
        for _ in 0..checkers() {
            let checked = checked.clone();
            scope.spawn(move || check_all(plan, to_check, &checked));
        }
        drop(checked);
        let taken = in_order(&in_any_order, |batch| {
            take(batch)?;
            // the cutter may be gone already
            let _ = permits.send(());
            Ok(())
        });
        // both ends closed: whoever still works finds nobody to hand on to, and stops
        drop((in_any_order, permits));
        let cut = match cutting.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        taken.and(cut)
    })
}

fn checkers() -> usize {
    std::thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(8)
}

fn check_all(plan: &Plan, batches: &Mutex<Receiver<Batch>>, checked: &SyncSender<Checked>) {
    loop {
        let next = batches
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(batch) = next else { return };
        if checked.send(check::check(batch, plan.with_dates)).is_err() {
            return;
        }
    }
}

fn in_order(
    batches: &Receiver<Checked>,
    mut take: impl FnMut(Checked) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut waiting = BTreeMap::new();
    let mut expected = 0;
    for batch in batches {
        waiting.insert(batch.number, batch);
        while let Some(batch) = waiting.remove(&expected) {
            take(batch)?;
            expected += 1;
        }
    }
    Ok(())
}

/// Hands batches to the store and keeps the report.
struct Sink<'a> {
    store: &'a Store,
    plan: &'a Plan,
    name: Option<String>,
    start: u64,
    report: Report,
    progress: &'a mut dyn FnMut(Progress),
}

impl Sink<'_> {
    fn take(&mut self, batch: Checked) -> Result<(), Problem> {
        for refused in batch.refused {
            self.report.refuse(refused);
        }
        self.report.faults.extend(batch.fault);
        let (objects, places): (Vec<_>, Vec<_>) = batch.ready.into_iter().unzip();
        let places = Arc::new(places);
        let submission = Submission {
            source: Source::Operator(self.plan.actor.clone()),
            collection: self.plan.collection.clone(),
            objects,
            default_tlp: self.plan.default_tlp,
            status: None,
            checkpoint: self.checkpoint(batch.position, &places),
        };
        let receipt = self.store.submit(submission)?;
        self.report.admit(&receipt.outcomes, &places);
        (self.progress)(Progress {
            objects: self.report.total() - self.start,
            bytes: batch.bytes_read,
        });
        Ok(())
    }

    /// Written with the objects, so it must work out the report from their outcomes there and then.
    fn checkpoint(&self, position: Position, places: &Arc<Vec<Place>>) -> Option<Checkpoint> {
        let (report, places) = (self.report.clone(), Arc::clone(places));
        let state = move |outcomes: &[Outcome]| {
            let mut report = report.clone();
            report.admit(outcomes, &places);
            serde_json::to_string(&State { position, report }).unwrap_or_default()
        };
        Some(Checkpoint {
            input: self.name.clone()?,
            offset: position.offset,
            report: Reporter(Arc::new(state)),
        })
    }
}
