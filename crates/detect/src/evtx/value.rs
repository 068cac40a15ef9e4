//! Values of records, by their kind (MS-EVEN6, section 2.2.12), written as `evtx_dump` writes them.

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    /// As JSON has it.
    Number(String),
    Boolean(bool),
    List(Vec<Value>),
}

impl Value {
    /// Reads a value. `Some(None)`: there is none. `None`: it cannot be of this kind.
    pub(super) fn read(kind: u8, bytes: &[u8]) -> Option<Option<Self>> {
        if kind & 0x80 != 0 {
            return list(kind & 0x7f, bytes).map(|list| Some(Self::List(list)));
        }
        if kind == 0 || bytes.is_empty() && !matches!(kind, 0x01 | 0x02) {
            return Some(None);
        }
        one(kind, bytes).map(Some)
    }

    /// Bytes that it takes, about.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Text(text) | Self::Number(text) => text.len(),
            Self::Boolean(_) => 5,
            Self::List(all) => all.iter().map(|value| value.len() + 8).sum(),
        }
    }

    /// As text.
    pub(super) fn push_to(&self, text: &mut String) {
        match self {
            Self::Text(own) | Self::Number(own) => text.push_str(own),
            Self::Boolean(own) => text.push_str(if *own { "true" } else { "false" }),
            Self::List(all) => {
                for (at, value) in all.iter().enumerate() {
                    text.push_str(if at > 0 { ", " } else { "" });
                    value.push_to(text);
                }
            }
        }
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Text(text) => write_text(text, out),
            Self::Number(text) => out.extend_from_slice(text.as_bytes()),
            Self::Boolean(own) => out.extend_from_slice(if *own { b"true" } else { b"false" }),
            Self::List(all) => {
                for (at, value) in all.iter().enumerate() {
                    out.push(if at > 0 { b',' } else { b'[' });
                    value.write(out);
                }
                out.extend_from_slice(if all.is_empty() { b"[]" } else { b"]" });
            }
        }
    }
}

/// A JSON string.
pub(super) fn write_text(text: &str, out: &mut Vec<u8>) {
    // Nothing can go wrong in memory.
    let _ = serde_json::to_writer(out, text);
}

/// UTF-16 without the zero that may end it; what is none of it becomes U+FFFD.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|two| u16::from_le_bytes([two[0], two[1]]));
    let chars = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    let mut text: String = chars.collect();
    text.truncate(text.trim_end_matches('\0').len());
    text
}

fn list(kind: u8, bytes: &[u8]) -> Option<Vec<Value>> {
    if kind == 0x01 {
        let text = utf16(bytes);
        let items = text.split('\0').map(|item| Value::Text(item.to_owned()));
        return Some(if bytes.is_empty() {
            Vec::new()
        } else {
            items.collect()
        });
    }
    let size = match kind {
        0x03 | 0x04 => 1,
        0x05 | 0x06 => 2,
        0x07 | 0x08 | 0x0b | 0x0d | 0x14 => 4,
        0x09 | 0x0a | 0x0c | 0x11 | 0x15 => 8,
        0x0f | 0x12 => 16,
        _ => return None,
    };
    bytes.chunks(size).map(|item| one(kind, item)).collect()
}

fn one(kind: u8, bytes: &[u8]) -> Option<Value> {
    let number = |length: usize| {
        let bytes = bytes.get(..length)?.iter().rev();
        Some(bytes.fold(0u64, |sum, byte| sum << 8 | u64::from(*byte)))
    };
    let signed = |length: usize| {
        let shift = 64 - 8 * length as u32;
        Some((number(length)? << shift) as i64 >> shift)
    };
    let whole = |value: Option<u64>| Some(Value::Number(value?.to_string()));
    let hex = |value: Option<u64>| Some(Value::Text(format!("{:#x}", value?)));
    let text = |text: Option<String>| Some(Value::Text(text?));
    match kind {
        0x01 => text(Some(utf16(bytes))),
        0x02 => text(Some(
            String::from_utf8_lossy(bytes)
                .trim_end_matches('\0')
                .to_owned(),
        )),
        0x03 => Some(Value::Number(signed(1)?.to_string())),
        0x05 => Some(Value::Number(signed(2)?.to_string())),
        0x07 => Some(Value::Number(signed(4)?.to_string())),
        0x09 => Some(Value::Number(signed(8)?.to_string())),
        0x04 => whole(number(1)),
        0x06 => whole(number(2)),
        0x08 => whole(number(4)),
        0x0a => whole(number(8)),
        0x0b => Some(float(f64::from(f32::from_bits(number(4)? as u32)))),
        0x0c => Some(float(f64::from_bits(number(8)?))),
        0x0d => Some(Value::Boolean(bytes.iter().any(|byte| *byte != 0))),
        0x0e => text(Some(
            bytes.iter().map(|byte| format!("{byte:02X}")).collect(),
        )),
        0x0f => text(guid(bytes)),
        0x10 | 0x14 | 0x15 => hex(number(bytes.len().min(8))),
        0x11 => text(filetime(number(8)?)),
        0x12 => text(systemtime(bytes)),
        0x13 => text(sid(bytes)),
        _ => None,
    }
}

fn float(value: f64) -> Value {
    match value.is_finite() {
        true => Value::Number(value.to_string()),
        false => Value::Text(value.to_string()),
    }
}

fn guid(bytes: &[u8]) -> Option<String> {
    let b: [u8; 16] = bytes.get(..16)?.try_into().ok()?;
    let uuid = uuid::Uuid::from_bytes_le(b);
    Some(uuid.hyphenated().to_string().to_uppercase())
}

/// Tenths of microseconds since 1601.
fn filetime(ticks: u64) -> Option<String> {
    const UNIX: i64 = 11_644_473_600_000_000;
    let micros = i64::try_from(ticks / 10).ok()?.checked_sub(UNIX)?;
    Some(moment(micros))
}

/// As STIX writes it, but where its year has no four digits.
fn moment(micros: i64) -> String {
    const FOUR_DIGITS: std::ops::Range<i64> = -62_135_596_800_000_000..253_402_300_800_000_000;
    match FOUR_DIGITS.contains(&micros) {
        true => stix::timestamp::format_micros(micros),
        false => micros.to_string(),
    }
}

fn systemtime(bytes: &[u8]) -> Option<String> {
    let part = |at: usize| {
        let two = bytes.get(2 * at..2 * at + 2)?;
        Some(u16::from_le_bytes([two[0], two[1]]))
    };
    Some(format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        part(0)?,
        part(1)?,
        part(3)?,
        part(4)?,
        part(5)?,
        part(6)?,
        part(7)?
    ))
}

fn sid(bytes: &[u8]) -> Option<String> {
    let [revision, count, a, b, c, d, e, f, rest @ ..] = bytes else {
        return None;
    };
    let authority = u64::from_be_bytes([0, 0, *a, *b, *c, *d, *e, *f]);
    let rest = rest.get(..4 * usize::from(*count))?;
    let mut text = format!("S-{revision}-{authority}");
    for four in rest.chunks_exact(4) {
        text += &format!(
            "-{}",
            u32::from_le_bytes([four[0], four[1], four[2], four[3]])
        );
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: u8, bytes: &[u8]) -> String {
        let mut out = Vec::new();
        match Value::read(kind, bytes) {
            None => return "damaged".to_owned(),
            Some(None) => return "none".to_owned(),
            Some(Some(value)) => value.write(&mut out),
        }
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn values_of_every_kind() {
        for (kind, bytes, expected) in [
            (0x00, &b""[..], "none"),
            (0x01, b"a\0\x2a\x06\0\0", "\"aت\""),
            (0x01, b"\0\xd8", "\"\u{fffd}\""),
            (0x02, b"abc\0", "\"abc\""),
            (0x03, b"\xff", "-1"),
            (0x04, b"\xff", "255"),
            (0x05, b"\xfe\xff", "-2"),
            (0x06, b"\x10\x12", "4624"),
            (0x07, b"\xff\xff\xff\xff", "-1"),
            (0x08, b"\x01\0\0\x80", "2147483649"),
            (0x09, b"\0\0\0\0\0\0\0\x80", "-9223372036854775808"),
            (
                0x0a,
                b"\xff\xff\xff\xff\xff\xff\xff\xff",
                "18446744073709551615",
            ),
            (0x0b, b"\0\0\x80\x3f", "1"),
            (0x0c, b"\0\0\0\0\0\0\xf0\x7f", "\"inf\""),
            (0x0d, b"\x01\0\0\0", "true"),
            (0x0e, b"\x0a\xff", "\"0AFF\""),
            (
                0x0f,
                b"\x25\x96\x84\x54\x78\x54\x94\x49\xa5\xba\x3e\x3b\x03\x28\xc3\x0d",
                "\"54849625-5478-4994-A5BA-3E3B0328C30D\"",
            ),
            (
                0x11,
                b"\0\x80\x3e\xd5\xde\xb1\x9d\x01",
                "\"1970-01-01T00:00:00.000000Z\"",
            ),
            (
                0x12,
                b"\xe8\x07\x02\0\0\0\x1d\0\x0d\0\x05\0\x07\0\x09\0",
                "\"2024-02-29T13:05:07.009Z\"",
            ),
            (
                0x13,
                b"\x01\x02\0\0\0\0\0\x05\x20\0\0\0\x20\x02\0\0",
                "\"S-1-5-32-544\"",
            ),
            (0x14, b"\x1f\0\0\0", "\"0x1f\""),
            (0x81, b"a\0\0\0b\0\0\0", "[\"a\",\"b\"]"),
            (0x86, b"\x01\0\x02\0", "[1,2]"),
            (0x13, b"\x01\x09", "damaged"),
            (0x0a, b"\x01", "damaged"),
            (0x6f, b"\x01", "damaged"),
        ] {
            assert_eq!(shown(kind, bytes), expected, "{kind:#x}");
        }
    }
}
