//! Envelopes and files of many objects: any chunking of the input gives the same pieces.
#![no_main]

use stix::bundle::{self, Piece};
use stix::{Limits, Refusal, Splitter};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { object_bytes: 4096, ..Limits::default() };
    let _ = bundle::read_envelope(bytes, &limits);
    for with_dates in [false, true] {
        let whole = pieces(bytes, bytes.len().max(1), limits, with_dates);
        let small = pieces(bytes, 7, limits, with_dates);
        assert_eq!(whole, small);
    }
});

fn pieces(bytes: &[u8], chunk: usize, limits: Limits, with_dates: bool) -> Vec<Result<Piece, Refusal>> {
    let mut splitter = Splitter::new(limits, with_dates);
    let mut found = Vec::new();
    for part in bytes.chunks(chunk) {
        splitter.push(part);
        while let Some(piece) = splitter.next_piece() {
            found.push(piece);
        }
    }
    let _ = splitter.finish();
    while let Some(piece) = splitter.next_piece() {
        found.push(piece);
    }
    found
}
