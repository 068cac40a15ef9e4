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

/// Input without a fault, cut in chunks of `chunk` bytes, gives what it gives in one, every piece is a slice of the input, and
/// the readers in memory give an answer.
pub fn pieces(input: &[u8], chunk: usize) {
    for with_dates in [false, true] {
        for object_bytes in [100, 1 << 20] {
            let limits = Limits {
                object_bytes,
                ..Limits::default()
            };
            let whole = split(input, input.len().max(1), limits, with_dates);
            let cut = split(input, chunk.max(1), limits, with_dates);
            // What is said of broken input may still hang on how it was cut; what is whole must not.
            if whole.1.is_ok() && whole.0.iter().all(Result::is_ok) {
                assert_eq!(whole.0, cut.0, "chunks change what is found");
                assert!(cut.1.is_ok(), "chunks change how it ends");
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

fn split(input: &[u8], chunk: usize, limits: Limits, with_dates: bool) -> Split {
    let mut splitter = Splitter::new(limits, with_dates);
    let mut pieces = Vec::new();
    for bytes in input.chunks(chunk) {
        splitter.push(bytes);
        pieces.extend(std::iter::from_fn(|| splitter.next_piece()));
        assert!(
            splitter.held_bytes() <= limits.object_bytes * 2 + chunk + 2 * 4096,
            "holds too much"
        );
    }
    let end = splitter.finish();
    pieces.extend(std::iter::from_fn(|| splitter.next_piece()));
    (pieces, end)
}
