//! Bundles, envelopes, single objects and lines: what is good comes out, what is not is named.

use proptest::prelude::*;
use stix::bundle::{Piece, Refusal, Splitter, read_any, read_envelope};
use stix::{Fault, Limits};

const A: &str = r#"{"type":"x-a","id":"x-a--11111111-1111-4111-8111-111111111111","n":[{"k":"}"},{"k":"\\\""}]}"#;
const B: &str = r#"{"id":"x-b--22222222-2222-4222-8222-222222222222","name":"é {[","type":"x-b"}"#;
const C: &str = r#"{"type":"x-c","id":"x-c--33333333-3333-4333-8333-333333333333"}"#;

type Cuts = (Vec<Result<Piece, Refusal>>, Result<(), Fault>);

/// The cutter sees as much at a time as the first chunk holds.
fn split_in(
    input: &[u8],
    chunks: impl Iterator<Item = usize>,
    limits: Limits,
    with_dates: bool,
) -> Cuts {
    let mut chunks = chunks.peekable();
    let mut splitter = match chunks.peek() {
        Some(first) => Splitter::with_blocks(limits, with_dates, *first),
        None => Splitter::new(limits, with_dates),
    };
    let (mut pieces, mut rest) = (Vec::new(), input);
    for size in chunks {
        let (chunk, after) = rest.split_at(size.min(rest.len()));
        splitter.push(chunk);
        pieces.extend(std::iter::from_fn(|| splitter.next_piece()));
        rest = after;
    }
    splitter.push(rest);
    let end = splitter.finish();
    pieces.extend(std::iter::from_fn(|| splitter.next_piece()));
    (pieces, end)
}

fn split(input: &str) -> Cuts {
    split_in(
        input.as_bytes(),
        std::iter::empty(),
        Limits::default(),
        false,
    )
}

/// Every piece's text, and `!` with the code and id for what was refused.
fn shown((pieces, _): &Cuts) -> Vec<String> {
    let show = |cut: &Result<Piece, Refusal>| match cut {
        Ok(piece) => String::from_utf8_lossy(&piece.bytes).into_owned(),
        Err(refusal) => format!(
            "!{} {}",
            refusal.fault.code,
            refusal.id.as_deref().unwrap_or("-")
        ),
    };
    pieces.iter().map(show).collect()
}

fn good(input: &str, expected: &[&str]) {
    let cuts = split(input);
    assert_eq!(shown(&cuts), expected, "{input}");
    assert_eq!(cuts.1, Ok(()), "{input}");
    for piece in cuts.0.iter().flatten() {
        let at = piece.offset as usize;
        assert_eq!(&input.as_bytes()[at..at + piece.bytes.len()], piece.bytes);
    }
}

#[test]
fn every_form_of_input_is_recognised() {
    good(
        &format!(r#"{{"type":"bundle","id":"bundle--1","objects":[{A},{B}]}}"#),
        &[A, B],
    );
    good(
        &format!(r#"{{"objects":[{A},{B}],"type":"bundle","id":"bundle--1"}}"#),
        &[A, B],
    );
    good(
        &format!(r#"{{"id":"bundle--1","objects":[{A},{B}],"type":"bundle"}}"#),
        &[A, B],
    );
    good(
        &format!(
            " \n{{ \"more\" : false ,\r\n\"objects\" : [ {A} ,\n\t{B} ] , \"next\" : \"x\" }}\n"
        ),
        &[A, B],
    );
    good(&format!(r#"[{A}, {B}]"#), &[A, B]);
    good(A, &[A]);
    good(&format!("{A}\n"), &[A]);
    good(&format!("{A}\n{B}\n{C}"), &[A, B, C]);
    good(&format!("\r\n{A}\r\n\r\n \n{B}\r\n{C}\r\n"), &[A, B, C]);
    good(
        &format!(
            "{{\"type\":\"bundle\",\"objects\":[{A}]}}\n{{\"type\":\"bundle\",\"objects\":[{B}]}}\n"
        ),
        &[A, B],
    );
    good(r#"{"type":"bundle","id":"bundle--1"}"#, &[]);
    good(r#"{"type":"bundle","objects":[]}"#, &[]);
    good("{}", &[]);
    good(r#"{"more":false}"#, &[]);
    good("", &[]);
}

#[test]
fn an_object_with_objects_of_its_own_is_one_object() {
    let observed = r#"{"type":"observed-data","id":"observed-data--11111111-1111-4111-8111-111111111111","objects":{"0":{"type":"file"}}}"#;
    let custom = r#"{"type":"x-box","id":"x-box--11111111-1111-4111-8111-111111111111","objects":[{"a":1}]}"#;
    good(observed, &[observed]);
    good(custom, &[custom]);
    good(&format!("{custom}\n{observed}"), &[custom, observed]);
}

#[test]
fn what_is_no_object_is_refused_by_place() {
    let (pieces, end) = split(&format!(r#"{{"objects":[{A},42,"x",[{B}],null,{C}]}}"#));
    let codes: Vec<_> = pieces
        .iter()
        .filter_map(|p| p.as_ref().err())
        .map(|r| (r.index, r.fault.code))
        .collect();
    assert_eq!(codes, [(1, "O001"), (2, "O001"), (3, "O001"), (4, "O001")]);
    assert_eq!(end, Ok(()));
    let (pieces, end) = split(&format!("{A}\nnot json\n42\n{B}\n"));
    let codes: Vec<_> = pieces
        .iter()
        .filter_map(|p| p.as_ref().err())
        .map(|r| (r.index, r.fault.code))
        .collect();
    assert_eq!(codes, [(1, "O001"), (2, "O001")]);
    assert_eq!(pieces.len(), 4);
    assert_eq!(end, Ok(()));
}

/// Every way in which one byte may go missing from, or be added to, the object in the middle.
#[test]
fn one_damaged_byte_costs_one_object() {
    let middle = r#"{"type":"x-m","id":"x-m--44444444-4444-4444-8444-444444444444","s":"t","l":[1,{"a":"b"}],"d":{"e":"f"}}"#;
    let mut lost = Vec::new();
    for at in 0..middle.len() {
        let mut removed = middle.to_owned();
        removed.remove(at);
        let mut changed = vec![removed];
        for extra in ["\"", "{", "}", "[", "]", ",", ":"] {
            let mut added = middle.to_owned();
            added.insert_str(at, extra);
            changed.push(added);
        }
        for damaged in changed {
            for form in [
                format!(r#"{{"objects":[{A},{damaged},{B},{C}]}}"#),
                format!("{A}\n{damaged}\n{B}\n{C}\n"),
            ] {
                let found = shown(&split(&form));
                for whole in [A, B, C] {
                    if !found.iter().any(|piece| piece == whole) {
                        lost.push((form.clone(), whole));
                    }
                }
            }
        }
    }
    // `[` before an object makes a list of all that follows: no other damage may cost more than itself.
    lost.retain(|(form, _)| !form.contains(r#",[{"type":"x-m""#));
    assert!(lost.is_empty(), "{}: {lost:#?}", lost.len());
}

#[test]
fn a_missing_quote_is_told_with_place_and_id() {
    let damaged = r#"{"type":"x-m","id":"x-m--44444444-4444-4444-8444-444444444444","s":"t,"u":1}"#;
    let (pieces, end) = split(&format!(r#"{{"objects":[{A},{damaged},{B}]}}"#));
    let refusal = pieces[1].as_ref().expect_err("it is damaged");
    assert_eq!(
        refusal.id.as_deref(),
        Some("x-m--44444444-4444-4444-8444-444444444444")
    );
    assert_eq!(
        (refusal.index, refusal.fault.code, refusal.fault.offset),
        (1, "J011", 71)
    );
    assert_eq!(
        refusal.offset as usize,
        r#"{"objects":["#.len() + A.len() + 1
    );
    assert_eq!(end, Ok(()));
}

#[test]
fn lines_lose_exactly_the_bad_line() {
    for damaged in [
        "{\"type\":\"x-m",
        "{\"type\":\"x-m,\"a\":1}",
        "{\"a\":[1,",
        "{",
        "{]",
        "}",
        "[1]",
        "{\"a\":1}}",
    ] {
        let found = shown(&split(&format!("{A}\n{damaged}\n{B}\n{C}")));
        let kept: Vec<_> = found
            .iter()
            .filter(|piece| [A, B, C].contains(&piece.as_str()))
            .collect();
        assert_eq!(kept, [A, B, C], "{damaged}");
    }
    let first = shown(&split(&format!("{{\"type\":\"x-m,\"a\":1}}\n{B}\n{C}")));
    assert_eq!(first[1..], [B, C]);
}

#[test]
fn too_large_is_refused_and_passed_over() {
    let limits = Limits {
        object_bytes: 200,
        ..Limits::default()
    };
    let large = format!(
        r#"{{"type":"x-l","id":"x-l--55555555-5555-4555-8555-555555555555","s":"{}"}}"#,
        "x".repeat(1000)
    );
    for input in [
        format!(r#"{{"objects":[{A},{large},{B}]}}"#),
        format!("{A}\n{large}\n{B}"),
        format!("{large}\n{A}\n{B}"),
    ] {
        for chunk in [1, 7, 150, 5000] {
            let cuts = split_in(
                input.as_bytes(),
                std::iter::repeat_n(chunk, input.len() / chunk),
                limits,
                false,
            );
            let found = shown(&cuts);
            assert_eq!(found.len(), 3, "{chunk} {found:?}");
            assert!(
                found.contains(&"!J005 x-l--55555555-5555-4555-8555-555555555555".to_owned()),
                "{found:?}"
            );
            assert_eq!(cuts.1, Ok(()));
        }
    }
}

/// Once told apart by how the bytes came: an object past the limit that lacks its last brace.
#[test]
fn a_large_object_without_its_end_is_truncated_in_any_chunks() {
    let limits = Limits {
        object_bytes: 70,
        ..Limits::default()
    };
    let input = format!("{}\n", &A[..A.len() - 1]);
    let whole = split_in(input.as_bytes(), std::iter::empty(), limits, false);
    assert_eq!(
        shown(&whole),
        ["!J005 x-a--11111111-1111-4111-8111-111111111111"]
    );
    assert_eq!(whole.1.clone().expect_err("it is cut").code, "J012");
    assert_eq!(
        split_in(
            input.as_bytes(),
            [13, 29, 20, 30].into_iter(),
            limits,
            false
        ),
        whole
    );
}

#[test]
fn memory_is_one_object_a_block_and_a_chunk() {
    let limits = Limits {
        object_bytes: 1000,
        ..Limits::default()
    };
    let mut splitter = Splitter::with_blocks(limits, false, 100);
    splitter.push(b"{\"objects\":[{\"a\":\"");
    for _ in 0..10_000 {
        splitter.push(&[b'x'; 100]);
        while splitter.next_piece().is_some() {}
        assert!(splitter.held_bytes() <= 1300, "{}", splitter.held_bytes());
    }
}

#[test]
fn a_truncated_input_keeps_what_was_whole() {
    let whole = format!(r#"{{"type":"bundle","objects":[{A},{B}]}}"#);
    for length in 0..whole.len() {
        let (pieces, end) = split_in(
            &whole.as_bytes()[..length],
            std::iter::empty(),
            Limits::default(),
            false,
        );
        if length > 0 {
            assert_eq!(end.expect_err("it is cut").code, "J012", "{length}");
        }
        let kept = pieces.iter().filter(|p| p.is_ok()).count();
        let a_end = r#"{"type":"bundle","objects":["#.len() + A.len();
        let expected = usize::from(length >= a_end) + usize::from(length > a_end + B.len());
        assert_eq!(kept, expected, "{length}");
    }
}

#[test]
fn what_is_wrong_around_the_objects_is_told_at_the_end() {
    for (input, code) in [
        (format!(r#"{{"objects":[{A} {B}]}}"#), "J011"),
        (format!(r#"{{"objects":[{A},,{B}]}}"#), "J011"),
        (format!(r#"{{"objects":[{A},{B},]}}"#), "J011"),
        (format!(r#"{{"objects":[{A},{B}]}} x"#), "J013"),
        (format!(r#"{{"objects":[{A},{B}],"objects":[]}}"#), "J003"),
        (format!(r#"{{"objects":[{A},{B}],"more":tru}}"#), "J011"),
        (format!(r#"{{"objects":[{A},{B}] "more":true}}"#), "J011"),
        (
            format!(r#"{{"type":"bundle","id:"x","objects":[{A},{B}]}}"#),
            "J011",
        ),
    ] {
        let cuts = split(&input);
        assert_eq!(shown(&cuts), [A, B], "{input}");
        assert_eq!(cuts.1.expect_err("it is wrong").code, code, "{input}");
        assert_eq!(
            read_envelope(input.as_bytes(), &Limits::default())
                .expect_err("it is wrong")
                .code,
            code
        );
    }
    let marked = format!("\u{feff}{A}");
    assert_eq!(
        split(&marked).1.expect_err("a byte-order mark").code,
        "J002"
    );
}

/// What makes a splitter that goes back after breaks go back again and again over the same bytes.
#[test]
fn hostile_breaks_cost_no_more_than_a_multiple_of_their_size() {
    let in_list = |part: &str| format!(r#"{{"objects":[{}"#, part.repeat(20_000));
    for input in [
        // Objects good by themselves inside objects that only the end of the input breaks.
        in_list(&format!(r#"{{"x":[0,{C},"#)),
        // Lines that each go on to the end.
        "{\"x\":[0,\n".repeat(100_000),
    ] {
        let (pieces, end) = split(&input);
        assert!(pieces.len() < 200, "{}", pieces.len());
        assert!(end.is_err());
    }
    // Ends at once: deep nesting, quotes that are never where they seem to be.
    assert_eq!(split(&in_list(r#"{"a":[0,"#)).0.len(), 1);
    assert_eq!(split(&in_list(r#"{"a,{"b,{"#)).0.len(), 1);
    assert!(!split(&in_list(r#"{"a":"b,"},{"#)).0.is_empty());
}

/// A thousand bad lines among good ones are no reason to give up.
#[test]
fn many_honest_breaks_are_no_reason_to_give_up() {
    let lines = format!("{A}\n{}\n", &B[..40]).repeat(5_000);
    let (pieces, end) = split(&lines);
    assert_eq!(pieces.iter().flatten().count(), 5_000);
    assert_eq!(end, Ok(()));
    let listed = format!(
        r#"{{"objects":[{}{C}]}}"#,
        format!(r#"{A},{{"a":"b,"c":1}},"#).repeat(5_000)
    );
    let (pieces, end) = split(&listed);
    assert_eq!(
        (pieces.len(), pieces.iter().flatten().count()),
        (10_001, 5_001)
    );
    assert_eq!(end, Ok(()));
}

#[test]
fn envelopes_are_read_whole() {
    let limits = Limits::default();
    let body = format!(r#"{{"more":false,"objects":[{A},{{"type":"x"}},{B}],"x_a":1}}"#);
    let batch = read_envelope(body.as_bytes(), &limits).expect("an envelope");
    assert_eq!(batch.other_members, ["more", "x_a"]);
    assert_eq!(batch.items.len(), 3);
    assert_eq!(batch.items[0].as_ref().expect("good").bytes, A.as_bytes());
    assert_eq!(
        batch.items[1].as_ref().expect_err("no id").fault.code,
        "O003"
    );
    assert_eq!(
        batch.items[2].as_ref().expect("good").header.id,
        "x-b--22222222-2222-4222-8222-222222222222"
    );
    assert!(
        read_envelope(b"{}", &limits)
            .expect("an envelope")
            .items
            .is_empty()
    );
    for body in [
        "",
        " ",
        "[]",
        "42",
        "{",
        r#"{"objects":{}}"#,
        r#"{"objects":null}"#,
        A,
        "{}{}",
        "nonsense",
        "\u{feff}{}",
    ] {
        assert!(read_envelope(body.as_bytes(), &limits).is_err(), "{body}");
    }
}

#[test]
fn any_form_is_read_in_memory() {
    let limits = Limits::default();
    for (body, count) in [
        (
            format!(r#"{{"type":"bundle","id":"bundle--1","objects":[{A},{B}]}}"#),
            2,
        ),
        (A.to_owned(), 1),
        (format!("{A}\n{B}\n{C}\n"), 3),
    ] {
        let batch = read_any(body.as_bytes(), &limits).expect("readable");
        assert_eq!(batch.items.iter().flatten().count(), count);
        assert!(batch.other_members.is_empty());
    }
}

#[test]
fn dated_lines() {
    let line = |object: &str| {
        format!(r#"{{"date_added": "2024-01-01T00:00:00.000001Z", "object": {object}}}"#)
    };
    let input = format!(
        "{}\r\n\n{}\n{A}\n{{\"object\":{C},\"date_added\":\"2024-01-01T00:00:00.000003Z\"}}",
        line(A),
        line(B).replace("2024-01", "2024-13")
    );
    for chunk in [1, 10, 10_000] {
        let (pieces, end) = split_in(
            input.as_bytes(),
            std::iter::repeat_n(chunk, input.len() / chunk),
            Limits::default(),
            true,
        );
        assert_eq!(end, Ok(()));
        let first = pieces[0].as_ref().expect("a dated line");
        assert_eq!(
            (first.bytes.as_slice(), first.date_added.as_deref()),
            (A.as_bytes(), Some("2024-01-01T00:00:00.000001Z"))
        );
        assert_eq!(
            &input.as_bytes()[first.offset as usize..][..A.len()],
            A.as_bytes()
        );
        let wrong: Vec<_> = pieces[1..3]
            .iter()
            .map(|p| p.as_ref().expect_err("wrong"))
            .collect();
        assert_eq!((wrong[0].fault.code, wrong[0].index), ("O005", 2));
        assert_eq!((wrong[1].fault.code, wrong[1].index), ("J011", 3));
        assert_eq!(
            pieces[3].as_ref().expect("a dated line").bytes,
            C.as_bytes()
        );
    }
}

fn input() -> impl Strategy<Value = Vec<u8>> {
    let object = prop_oneof![3 => Just(A), 3 => Just(B), 3 => Just(C), 1 => Just("42"), 1 => Just(r#"{"a":"b,"c":1}"#), 1 => Just(r#"{"a":[{"b":1}"#)];
    let objects = prop::collection::vec(object, 0..6);
    let form = prop_oneof![
        objects.clone().prop_map(|o| format!(
            r#"{{"type":"bundle","objects":[{}],"id":"x"}}"#,
            o.join(",")
        )),
        objects
            .clone()
            .prop_map(|o| format!("{{\n \"objects\": [\n  {}\n ]\n}}\n", o.join(",\n  "))),
        objects.prop_map(|o| o.join("\r\n")),
    ];
    let flips = prop::collection::vec(
        (
            any::<prop::sample::Index>(),
            prop_oneof![any::<u8>(), Just(b'"'), Just(b'{'), Just(b'}'), Just(b'\n')],
        ),
        0..3,
    );
    (form, flips).prop_map(|(text, flips)| {
        let mut bytes = text.into_bytes();
        for (at, byte) in flips {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn chunks_change_nothing(input in input(), chunks in prop::collection::vec(0usize..40, 0..60), limit in prop_oneof![Just(60usize), Just(100), Just(1 << 20)]) {
        let limits = Limits { object_bytes: limit, ..Limits::default() };
        let whole = split_in(&input, std::iter::empty(), limits, false);
        let cut = split_in(&input, chunks.into_iter(), limits, false);
        prop_assert_eq!(&cut.0, &whole.0);
        prop_assert_eq!(cut.1.is_ok(), whole.1.is_ok());
    }

    #[test]
    fn memory_and_stream_agree(input in input()) {
        let limits = Limits::default();
        let (pieces, end) = split_in(&input, std::iter::empty(), limits, false);
        match read_any(&input, &limits) {
            Err(fault) => prop_assert_eq!(end, Err(fault)),
            Ok(batch) => {
                prop_assert_eq!(batch.items.len(), pieces.len());
                for (item, piece) in batch.items.iter().zip(&pieces) {
                    if let (Ok(object), Ok(piece)) = (item, piece) {
                        prop_assert_eq!(object.bytes, piece.bytes.as_slice());
                    }
                }
            }
        }
    }

    #[test]
    fn pieces_lie_in_order_and_are_slices(input in input()) {
        let mut last = 0;
        for piece in split_in(&input, std::iter::empty(), Limits::default(), false).0.into_iter().flatten() {
            let start = piece.offset as usize;
            prop_assert!(start >= last);
            last = start + piece.bytes.len();
            prop_assert_eq!(&input[start..last], piece.bytes.as_slice());
        }
    }
}
