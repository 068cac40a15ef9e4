//! Bundles, TAXII envelopes, single objects and NDJSON, taken apart so that one bad object never
//! loses its neighbours.

mod container;
mod cutter;
mod dated;
mod fault;
mod recovery;
mod splitter;
mod structure;
mod view;

pub use splitter::{Piece, Splitter};

use crate::{Fault, Limits, Object};
use cutter::{Cut, Cutter};
use view::View;

/// An object that could not be read or breaks a rule: where it is and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Byte offset of the object in the input.
    pub offset: u64,
    /// Position in `objects`, or line number less one in NDJSON.
    pub index: u64,
    /// Its `id` where one could be read.
    pub id: Option<String>,
    /// What is wrong; path and offset begin at the object.
    pub fault: Fault,
}

/// A whole body in memory, taken apart.
#[derive(Debug)]
pub struct Batch<'a> {
    /// In the order received.
    pub items: Vec<Result<Object<'a>, Refusal>>,
    /// Members of the envelope or bundle beside `objects`, `type`, `id`: their names, sorted.
    pub other_members: Vec<String>,
}

/// Reads a TAXII envelope (section 3.7): `{"objects": […]}`. A fault is one that spoils the whole body: what is
/// wrong lies around the objects, not in one of them. A bundle is read the same way.
pub fn read_envelope<'a>(body: &'a [u8], limits: &Limits) -> Result<Batch<'a>, Fault> {
    read(body, limits, Cutter::around(*limits))
}

/// Reads what a file or a request may hold: a bundle, an envelope, a list of objects, one object, or one object a line.
pub fn read_any<'a>(body: &'a [u8], limits: &Limits) -> Result<Batch<'a>, Fault> {
    read(body, limits, Cutter::new(*limits))
}

fn read<'a>(body: &'a [u8], limits: &Limits, mut cutter: Cutter) -> Result<Batch<'a>, Fault> {
    let view = View {
        bytes: body,
        base: 0,
    };
    let mut items = Vec::new();
    loop {
        match cutter.step(view, true) {
            Cut::Piece { range, index } => items.push(read_piece(view, range, index, limits)),
            Cut::Refused(refusal) => items.push(Err(refusal)),
            Cut::More | Cut::End => break,
        }
    }
    if let Some(fault) = cutter.fault {
        return Err(fault);
    }
    let mut other_members: Vec<String> = match cutter.is_around() {
        true => cutter.members().filter(|name| !is_expected(name)).collect(),
        false => Vec::new(),
    };
    other_members.sort_unstable();
    Ok(Batch {
        items,
        other_members,
    })
}

fn is_expected(member: &str) -> bool {
    matches!(member, "objects" | "type" | "id")
}

fn read_piece<'a>(
    view: View<'a>,
    range: std::ops::Range<usize>,
    index: u64,
    limits: &Limits,
) -> Result<Object<'a>, Refusal> {
    let bytes = view.slice(range.clone());
    Object::parse(bytes, limits).map_err(|fault| Refusal {
        offset: range.start as u64,
        index,
        id: fault::readable_id(bytes),
        fault,
    })
}
