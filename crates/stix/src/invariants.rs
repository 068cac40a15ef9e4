//! What must hold for any bytes whatever, in one function per reader of untrusted bytes: fuzz targets and property
//! tests call these. They panic where something does not hold.

use crate::bundle::{Piece, Refusal, Splitter, read_any, read_envelope};
use crate::json::{self, canonical, locate, same_content};
use crate::{
    Fault, Identifier, Limits, Object, Selector, Timestamp, id, language, marking, timestamp,
};

/// One object through the strict reader: what is accepted is the same JSON to another parser, equals itself, and
/// every reader of parts of it gives an answer.
pub fn object(bytes: &[u8]) {
    let limits = Limits::default();
    if let Err(fault) = json::parse(bytes, &limits) {
        assert!(fault.offset <= bytes.len(), "{fault}");
        return;
    }
    let theirs = serde_json::from_slice::<serde_json::Value>(bytes);
    assert!(
        theirs.is_ok() || bytes.len() > limits.object_bytes,
        "accepted what is no JSON"
    );
    assert!(same_content(bytes, bytes));
    let object = match Object::parse(bytes, &limits) {
        Ok(object) => object,
        Err(fault) => return assert!(fault.offset <= bytes.len(), "{fault}"),
    };
    let form = canonical(&object.value);
    let again = json::parse(
        form.as_bytes(),
        &Limits {
            object_bytes: usize::MAX,
            ..limits
        },
    );
    assert_eq!(
        again.map(|value| canonical(&value)),
        Ok(form),
        "canonical text is a fixed point"
    );
    assert!(Identifier::parse(&object.header.id).is_some());
    assert!(locate(bytes, "id") < bytes.len());
    let _ = (
        id::deterministic(&object),
        marking::read(&object),
        language::LanguageContent::read(&object),
    );
}

/// Any input pushed in chunks of `chunk` bytes gives what it gives in one; without a fault, it does so too where the cutter
/// sees no more than that at a time. Every piece is a slice of the input, and the readers in memory give an answer.
pub fn pieces(input: &[u8], chunk: usize) {
    for with_dates in [false, true] {
        for object_bytes in [100, 1 << 20] {
            let limits = Limits {
                object_bytes,
                ..Limits::default()
            };
            let splitter = || Splitter::new(limits, with_dates);
            let whole = split(splitter(), input, input.len().max(1));
            let cut = split(splitter(), input, chunk.max(1));
            assert_eq!(whole, cut, "chunks change what is found");
            if whole.1.is_ok() && whole.0.iter().all(Result::is_ok) {
                let small = Splitter::with_blocks(limits, with_dates, chunk);
                assert_eq!(whole, split(small, input, input.len().max(1)), "blocks");
            }
            for piece in whole.0.iter().flatten() {
                let start = piece.offset as usize;
                assert_eq!(input[start..start + piece.bytes.len()], piece.bytes);
            }
        }
    }
    let _ = (
        read_envelope(input, &Limits::default()),
        read_any(input, &Limits::default()),
    );
}

/// Short texts through the readers of names, times and paths.
pub fn text(text: &str) {
    if let Some(time) = Timestamp::parse(text) {
        assert_eq!(timestamp::parse_tolerant(text), Some(time.micros()));
        let written = timestamp::format_micros(time.micros());
        assert_eq!(timestamp::parse_taxii(&written), Some(time.micros()));
    }
    if let Some(id) = Identifier::parse(text) {
        assert!(text.starts_with(id.type_name()));
        let _ = id.uuid();
    }
    if let Some(selector) = Selector::parse(text) {
        let again: Vec<_> = selector
            .segments()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(again.join("."), text);
    }
}

type Split = (Vec<Result<Piece, Refusal>>, Result<(), Fault>);

fn split(mut splitter: Splitter, input: &[u8], chunk: usize) -> Split {
    let mut pieces = Vec::new();
    for bytes in input.chunks(chunk) {
        splitter.push(bytes);
        pieces.extend(std::iter::from_fn(|| splitter.next_piece()));
    }
    let end = splitter.finish();
    pieces.extend(std::iter::from_fn(|| splitter.next_piece()));
    (pieces, end)
}
