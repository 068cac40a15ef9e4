//! One match as a line: for people, and of JSON, in the form that scripts rely on: `{"line", "indicator", "path", "value"}`, and the field
//! that the value was in, where one value decided. There are hundreds of thousands a second, so nothing is put together
//! that can be written.

use super::pattern::json;
use super::terminal::visible;
use detect::session::Match;
use std::io::Write;
use uuid::Uuid;

/// Appends a match on the line of this number.
pub fn write(out: &mut Vec<u8>, line: u64, found: &Match<'_>) {
    out.extend_from_slice(b"{\"line\":");
    number(out, line);
    out.extend_from_slice(b",\"indicator\":\"indicator--");
    let mut id = Uuid::encode_buffer();
    let id = Uuid::from_bytes(found.uuid)
        .hyphenated()
        .encode_lower(&mut id);
    out.extend_from_slice(id.as_bytes());
    out.extend_from_slice(b"\",\"path\":");
    text(out, found.path);
    out.extend_from_slice(b",\"value\":");
    text(out, found.value);
    if !found.field.is_empty() {
        out.extend_from_slice(b",\"field\":");
        text(out, found.field);
    }
    out.extend_from_slice(b"}\n");
}

/// The same for people; `name` says what input it is of.
pub fn show(out: &mut Vec<u8>, name: &str, line: u64, found: &Match<'_>) {
    let field = if found.field.is_empty() { "" } else { " in " };
    let (id, path, value) = (found.indicator(), visible(found.path), visible(found.value));
    // Memory takes whatever is written.
    let _ = writeln!(
        out,
        "{name}:{line} {id} {path} = {value}{field}{}",
        visible(found.field)
    );
}

fn number(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

fn text(out: &mut Vec<u8>, text: &str) {
    let is_plain = |b: u8| matches!(b, b' '..=b'~') && b != b'"' && b != b'\\';
    if text.bytes().all(is_plain) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(json(&text).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(serde::Serialize)]
    struct Hit<'m> {
        line: u64,
        indicator: String,
        path: &'m str,
        value: &'m str,
        #[serde(skip_serializing_if = "str::is_empty")]
        field: &'m str,
    }

    fn same(line: u64, path: &str, value: &str, field: &str) {
        let found = Match {
            uuid: *b"0123456789abcdef",
            path,
            value,
            field,
            at: None,
        };
        let indicator = found.indicator();
        let hit = Hit {
            line,
            indicator,
            path,
            value,
            field,
        };
        let mut out = Vec::new();
        write(&mut out, line, &found);
        assert_eq!(String::from_utf8(out).unwrap(), json(&hit) + "\n");
    }

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        same(u64::MAX, "a:b", "\u{202e}\u{7f}\n\"\\", "");
        same(0, "file:hashes.'SHA-256'", "", "é");
    }

    proptest! {
        #[test]
        fn is_what_serde_writes(line: u64, path in any::<String>(), value in any::<String>(), field in "[ -~]{0,9}") {
            same(line, &path, &value, &field);
        }
    }
}
