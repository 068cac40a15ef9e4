//! Syslog lines to fields: RFC 5424, the older form of RFC 3164, and what stands in their free text.
//!
//! ```text
//! <34>1 2026-03-01T12:00:00Z gw sshd 812 - [meta ip="10.0.0.1"] Failed password for root from 203.0.113.9
//!       timestamp            hostname app        meta.ip                                words[]
//! ```
//!
//! `key=value` pairs of the text are fields by their key. A time without year and zone (RFC 3164) is none.

/// Calls `each` with the names and values of a line; false if it is no syslog.
pub(super) fn read<'l>(line: &'l str, mut each: impl FnMut(&str, &'l str)) -> bool {
    let Some((priority, rest)) = line.strip_prefix('<').and_then(|rest| rest.split_once('>'))
    else {
        return false;
    };
    let is_priority =
        (1..=3).contains(&priority.len()) && priority.bytes().all(|b| b.is_ascii_digit());
    if !is_priority {
        return false;
    }
    each("priority", priority);
    let text = match rest.strip_prefix("1 ") {
        Some(rest) => modern(rest, &mut each),
        None => old(rest, &mut each),
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    each("message", text);
    free_text(text, &mut each);
    true
}

/// RFC 5424, behind its version.
fn modern<'l>(rest: &'l str, each: &mut impl FnMut(&str, &'l str)) -> &'l str {
    let mut rest = rest;
    for name in ["timestamp", "hostname", "app", "procid", "msgid"] {
        let (value, after) = rest.split_once(' ').unwrap_or((rest, ""));
        if value != "-" && !value.is_empty() {
            each(name, value);
        }
        rest = after;
    }
    structured(rest, each)
}

/// `[id name="value" …][…] text`, or `- text`. In a value, `\` stands before `"`, `\` and `]`; it is kept.
fn structured<'l>(text: &'l str, each: &mut impl FnMut(&str, &'l str)) -> &'l str {
    let mut rest = text;
    if let Some(text) = rest.strip_prefix('-') {
        return text;
    }
    while let Some(inner) = rest.strip_prefix('[') {
        let (id, mut at) = match inner.find([' ', ']']) {
            Some(end) => (&inner[..end], &inner[end..]),
            None => return rest,
        };
        while let Some(pair) = at.strip_prefix(' ') {
            let Some((name, after)) = pair.split_once("=\"") else {
                return rest;
            };
            let Some(end) = closing_quote(after) else {
                return rest;
            };
            each(&format!("{id}.{name}"), &after[..end]);
            at = &after[end + 1..];
        }
        match at.strip_prefix(']') {
            Some(after) => rest = after,
            None => return rest,
        }
    }
    rest
}

fn closing_quote(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// RFC 3164: `Mar  1 12:00:00 host app[pid]: text`; some write an RFC 3339 time instead.
fn old<'l>(rest: &'l str, each: &mut impl FnMut(&str, &'l str)) -> &'l str {
    const STAMP: usize = "Mar  1 12:00:00 ".len();
    let mut rest = rest;
    let first = rest.split(' ').next().unwrap_or_default();
    if stix::timestamp::parse_tolerant(first).is_some() {
        each("timestamp", first);
        rest = rest[first.len()..].trim_start();
    } else if let Some((stamp, after)) = rest.split_at_checked(STAMP)
        && stamp.bytes().filter(|b| *b == b':').count() == 2
    {
        rest = after;
    } else {
        return rest;
    }
    let Some((host, after)) = rest.split_once(' ') else {
        return rest;
    };
    each("hostname", host);
    match after.split_once(": ") {
        Some((tag, text)) if !tag.contains(' ') => {
            each("app", tag.split('[').next().unwrap_or(tag));
            text
        }
        _ => after,
    }
}

/// Pairs by their key, and all words.
fn free_text<'l>(text: &'l str, each: &mut impl FnMut(&str, &'l str)) {
    let bare = |word: &'l str| word.trim_matches(|c: char| "\"'`()<>[]{},;".contains(c));
    for word in text.split([' ', '\t', ',', ';', '"', '|']).map(bare) {
        let word = word.trim_end_matches([':', '.']);
        if word.is_empty() {
            continue;
        }
        each("words", word);
        if let Some((key, value)) = word.split_once('=')
            && !key.is_empty()
            && !value.is_empty()
            && !word.contains("://")
        {
            each(key, value);
            each("words", bare(value));
        }
        // An address with its port.
        if let Some((address, port)) = word.rsplit_once(':')
            && !port.is_empty()
            && port.bytes().all(|b| b.is_ascii_digit())
            && !word.contains("://")
        {
            each("words", bare(address));
        }
    }
}
