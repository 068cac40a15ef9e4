//! Bundles, TAXII envelopes, single objects and NDJSON, taken apart so that one bad object never
//! loses its neighbours.

use crate::{Fault, Limits, Object};

/// An object that could not be read or breaks a rule: where it is and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Byte offset of the object in the input.
    pub offset: u64,
    /// Position in `objects`, or line number less one in NDJSON.
    pub index: u64,
    /// Its `id` where one could be read.
    pub id: Option<String>,
    /// What is wrong; the path begins at the object.
    pub fault: Fault,
}

/// A whole body in memory, taken apart.
#[derive(Debug)]
pub struct Batch<'a> {
    /// In the order received.
    pub items: Vec<Result<Object<'a>, Refusal>>,
    /// Members of the envelope or bundle beside `objects`, `type`, `id`: their names.
    pub other_members: Vec<String>,
}

/// Reads a TAXII envelope (section 3.7): `{"objects": […]}`. A fault is one that spoils the whole body.
pub fn read_envelope<'a>(_body: &'a [u8], _limits: &Limits) -> Result<Batch<'a>, Fault> {
    todo!()
}

/// One object's bytes cut out of a larger input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The object's bytes.
    pub bytes: Vec<u8>,
    /// Byte offset in the whole input.
    pub offset: u64,
    /// Position in `objects` or among the lines.
    pub index: u64,
    /// Set when the line was `{"date_added": …, "object": {…}}`: the text of `date_added`.
    pub date_added: Option<String>,
}

/// Cuts an input of any size into objects without holding it: bundle, envelope, a single object, or
/// one object a line, recognised from the first bytes. Push bytes, take pieces, then `finish`.
#[derive(Debug)]
pub struct Splitter {/* private */}

impl Splitter {
    /// `with_dates`: every line is `{"date_added": …, "object": {…}}`.
    pub fn new(_limits: Limits, _with_dates: bool) -> Self {
        todo!()
    }
    /// Takes in more bytes.
    pub fn push(&mut self, _bytes: &[u8]) {
        todo!()
    }
    /// The next whole piece, `None` when more bytes are needed. `Err(Refusal)` is one bad piece (too large,
    /// not an object); the splitter goes on after it.
    pub fn next_piece(&mut self) -> Option<Result<Piece, Refusal>> {
        todo!()
    }
    /// Says the input has ended; an `Err` is what is wrong with its end (truncated, trailing bytes).
    pub fn finish(&mut self) -> Result<(), Fault> {
        todo!()
    }
}
