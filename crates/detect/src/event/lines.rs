//! Lines to fields, for each form of line.

use std::borrow::Cow;
use std::collections::HashMap;

use super::mapping::{Form, Mapping};
use super::scan::{Field, Fields, LineFault};
use super::source::{Scratch, epoch_micros};
use super::syslog;
use crate::evtx::Damage;

/// Reads the lines of one source; Zeek's columns are named once, at its head.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    /// The slots of the columns, by name; not for JSON.
    slots: HashMap<String, u16>,
    /// The slot of each column, once the header came.
    columns: Option<Vec<Option<u16>>>,
    /// The slots whose cells hold lists.
    lists: Vec<u16>,
}

impl Lines {
    pub(crate) fn new(mapping: &Mapping) -> Self {
        let numbered = || mapping.names.iter().zip(0u16..);
        let lists = numbered().filter(|(name, _)| name.ends_with("[]"));
        Self {
            columns: None,
            lists: lists.map(|(_, slot)| slot).collect(),
            slots: numbered()
                .map(|(name, slot)| (name.trim_end_matches("[]").to_owned(), slot))
                .collect(),
        }
    }

    /// Takes over the columns that another knows of the same source.
    pub(crate) fn follow(&mut self, other: &Self) {
        self.columns.clone_from(&other.columns);
    }

    /// Reads one line; `false` for one that is no event but belongs to the format.
    pub(crate) fn read<'l>(
        &mut self,
        mapping: &Mapping,
        line: &'l str,
        fields: &mut Fields<'l>,
    ) -> Result<bool, LineFault> {
        match mapping.form {
            Form::Json => match Damage::of_line(line) {
                Some(damage) => Err(damage.into()),
                None => mapping.trie.scan(json_of(line), fields).map(|()| true),
            },
            Form::Syslog => self.syslog(line, fields).map(|()| true),
            Form::ZeekTsv => self.zeek(line.trim_end_matches(['\r', '\n']), fields),
            Form::Cef => self
                .cef(line.trim_end_matches(['\r', '\n']), fields)
                .map(|()| true),
        }
    }

    /// Zeek's ASCII log: `#fields` names the columns; `-` and `(empty)` stand for nothing.
    fn zeek<'l>(&mut self, line: &'l str, fields: &mut Fields<'l>) -> Result<bool, LineFault> {
        if let Some(names) = line.strip_prefix("#fields\t") {
            let columns = names.split('\t').map(|name| self.slots.get(name).copied());
            self.columns = Some(columns.collect());
            return Ok(false);
        }
        if line.starts_with('#') || line.is_empty() {
            return Ok(false);
        }
        let Some(columns) = &self.columns else {
            return Err(LineFault::Columns);
        };
        let mut cells = line.split('\t');
        for column in columns {
            let cell = cells.next().ok_or(LineFault::Columns)?;
            if let Some(slot) = column
                && !matches!(cell, "-" | "(empty)")
            {
                if self.lists.contains(slot) {
                    for item in cell.split(',') {
                        fields.add(*slot, true, Field::Text(zeek_unescaped(item)));
                    }
                } else {
                    fields.add(*slot, false, Field::Text(zeek_unescaped(cell)));
                }
            }
        }
        match cells.next() {
            None => Ok(true),
            Some(_) => Err(LineFault::Columns),
        }
    }

    /// `CEF:0|vendor|product|version|class|name|severity|key=value key=value …`
    fn cef<'l>(&mut self, line: &'l str, fields: &mut Fields<'l>) -> Result<(), LineFault> {
        const HEADER: [&str; 6] = [
            "deviceVendor",
            "deviceProduct",
            "deviceVersion",
            "deviceEventClassId",
            "name",
            "severity",
        ];
        let start = line.find("CEF:").ok_or(LineFault::Header)?;
        let mut rest = &line[start..];
        let (_, after) = cut_at(rest, b'|').ok_or(LineFault::Header)?;
        rest = after;
        for name in HEADER {
            let (value, after) = cut_at(rest, b'|').ok_or(LineFault::Header)?;
            self.put(fields, name, value, "\\|");
            rest = after;
        }
        // A value runs to the space before the next `key=`.
        let mut keys: Vec<(usize, usize)> = Vec::new();
        for (at, _) in rest.match_indices('=') {
            let escaped = rest[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
            let key = rest[..at].rfind(' ').map_or(0, |space| space + 1);
            let plain = |b: u8| b.is_ascii_alphanumeric() || b"_.-[]".contains(&b);
            if !escaped && key < at && rest[key..at].bytes().all(plain) {
                keys.push((key, at));
            }
        }
        for (index, (key, equals)) in keys.iter().enumerate() {
            let end = keys
                .get(index + 1)
                .map_or(rest.len(), |(next, _)| next.saturating_sub(1));
            let value = rest
                .get(equals + 1..end.max(equals + 1))
                .unwrap_or_default();
            self.put(fields, &rest[*key..*equals], value, "\\=nr");
        }
        Ok(())
    }

    fn syslog<'l>(&self, line: &'l str, fields: &mut Fields<'l>) -> Result<(), LineFault> {
        let is_syslog = syslog::read(line, |name, value| {
            if let Some(slot) = self.slots.get(name) {
                let is_item = self.lists.contains(slot);
                fields.add(*slot, is_item, Field::Text(Cow::Borrowed(value)));
            }
        });
        is_syslog.then_some(()).ok_or(LineFault::Header)
    }

    fn put<'l>(&self, fields: &mut Fields<'l>, name: &str, value: &'l str, escapes: &str) {
        if let Some(slot) = self.slots.get(name)
            && !value.is_empty()
        {
            fields.add(*slot, false, Field::Text(cef_unescaped(value, escapes)));
        }
    }
}

/// The JSON of a line, also behind a syslog header.
fn json_of(line: &str) -> &str {
    match line.starts_with('<').then(|| line.find('{')).flatten() {
        Some(start) => &line[start..],
        None => line,
    }
}

/// What stands before the first unescaped `mark`, and behind it.
fn cut_at(text: &str, mark: u8) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b if b == mark => return Some((&text[..at], &text[at + 1..])),
            _ => at += 1,
        }
    }
    None
}

fn cef_unescaped<'l>(text: &'l str, escapes: &str) -> Cow<'l, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(next)) if *next == '\\' || escapes.contains(*next) => {
                out.push(match next {
                    'n' => '\n',
                    'r' => '\r',
                    other => *other,
                });
                chars.next();
            }
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// `\x09` stands for an octet.
fn zeek_unescaped(cell: &str) -> Cow<'_, str> {
    if !cell.contains("\\x") {
        return Cow::Borrowed(cell);
    }
    let bytes = cell.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = bytes[at..]
            .strip_prefix(b"\\x")
            .and_then(|rest| rest.get(..2));
        let octet = code
            .and_then(|code| std::str::from_utf8(code).ok())
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match octet {
            Some(octet) => {
                out.push(octet);
                at += 4;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// When the event happened, in microseconds.
pub(crate) fn event_time(
    mapping: &Mapping,
    fields: &Fields<'_>,
    scratch: &mut Scratch,
) -> Option<i64> {
    let mut found = None;
    for source in &mapping.time {
        source.each(fields, scratch, |field| {
            found = found.or_else(|| match field {
                Field::Text(text) => moment(text),
                Field::Number(text) => epoch_micros(text),
                Field::Boolean(_) => None,
            });
        });
        if found.is_some() {
            break;
        }
    }
    found
}

fn moment(text: &str) -> Option<i64> {
    let moment = with_colon(text).or_else(|| stix::timestamp::parse_tolerant(text));
    moment.or_else(|| epoch_micros(text))
}

/// Suricata writes `+0000` where RFC 3339 has `+00:00`.
fn with_colon(text: &str) -> Option<i64> {
    const LONGEST: usize = 48;
    let (head, zone) = text.split_at_checked(text.len().checked_sub(4)?)?;
    if !head.ends_with(['+', '-']) || !zone.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (until, minutes) = text.as_bytes().split_at(text.len() - 2);
    let mut spaced = [0; LONGEST];
    let spaced = spaced.get_mut(..=text.len())?;
    spaced[..until.len()].copy_from_slice(until);
    spaced[until.len()] = b':';
    spaced[until.len() + 1..].copy_from_slice(minutes);
    stix::timestamp::parse_tolerant(std::str::from_utf8(spaced).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        let expected = Some(1_577_836_800_500_000);
        for text in [
            "2020-01-01T00:00:00.5Z",
            "2020-01-01T01:00:00.500000+0100",
            "2020-01-01T01:00:00.5+01:00",
            "1577836800.5",
        ] {
            assert_eq!(moment(text), expected, "{text}");
        }
        assert_eq!(moment("soon"), None);
        assert_eq!(moment("é"), None);
    }
}
