//! The second stage: parses and validates the objects of a batch.

use super::cut::{Batch, Cut, Position};
use super::report::{InputFault, Refused};
use crate::door::faults;
use std::sync::Arc;
use stix::bundle::Piece;
use stix::{Fault, Limits, Object, Refusal, Timestamp};
use store::Incoming;

/// Where an object stands in the input.
#[derive(Debug, Clone)]
pub struct Place {
    /// Name of the input.
    pub file: Arc<str>,
    /// From 1.
    pub line: u64,
    /// Position among the objects.
    pub index: u64,
    /// The object's id.
    pub id: String,
}

/// A batch, told apart.
pub struct Checked {
    /// Counts from 0.
    pub number: u64,
    /// Fit for the store.
    pub ready: Vec<((Incoming, Option<i64>), Place)>,
    /// Not fit.
    pub refused: Vec<Refused>,
    /// What is dealt with once this batch is.
    pub position: Position,
    /// Bytes of all inputs read by then.
    pub bytes_read: u64,
    /// What is wrong with the end of the input.
    pub fault: Option<InputFault>,
}

/// Checks every object of a batch.
pub fn check(batch: Batch, with_dates: bool) -> Checked {
    let (mut ready, mut refused) = (Vec::with_capacity(batch.cuts.len()), Vec::new());
    for cut in batch.cuts {
        match object(&batch.file, cut, with_dates) {
            Ok(object) => ready.push(object),
            Err(refusal) => refused.push(*refusal),
        }
    }
    Checked {
        number: batch.number,
        ready,
        refused,
        position: batch.position,
        bytes_read: batch.bytes_read,
        fault: batch.fault,
    }
}

type Ready = ((Incoming, Option<i64>), Place);

fn object(file: &Arc<str>, cut: Cut, with_dates: bool) -> Result<Ready, Box<Refused>> {
    let line = cut.line;
    let refuse = |refusal: Refusal| Box::new(Refused::unreadable(file, line, refusal));
    let piece = cut.piece.map_err(refuse)?;
    let fault = |id: Option<String>, fault: Fault| {
        refuse(Refusal {
            offset: piece.offset,
            index: piece.index,
            id,
            fault,
        })
    };
    let object = Object::parse(&piece.bytes, &Limits::default()).map_err(|f| fault(None, f))?;
    let id = object.header.id.clone().into_owned();
    let findings = faults(&object);
    if let Some(first) = findings.first() {
        let place = (piece.offset, piece.index, id);
        let refused = Refused::invalid(file, line, place, first, findings.len() - 1);
        return Err(Box::new(refused));
    }
    let date = date(&piece, with_dates).map_err(|f| fault(Some(id.clone()), f))?;
    let place = Place {
        file: Arc::clone(file),
        line,
        index: piece.index,
        id,
    };
    Ok(((Incoming::new(&object), date), place))
}

/// The `date_added` to keep.
fn date(piece: &Piece, with_dates: bool) -> Result<Option<i64>, Fault> {
    if !with_dates {
        return Ok(None);
    }
    let written = piece.date_added.as_deref();
    match written.and_then(Timestamp::parse) {
        Some(instant) => Ok(Some(instant.micros())),
        None => Err(Fault {
            code: "D001",
            offset: 0,
            path: "date_added".into(),
            message: match written {
                Some(text) => format!("`{text}` is not a timestamp"),
                None => "`date_added` is missing".into(),
            },
        }),
    }
}
