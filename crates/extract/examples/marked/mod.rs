//! A text with its mentions marked.

use extract::Mention;

/// The text as a gold file writes it, without ids: `{person|…}`.
pub fn marked<'m>(raw: &str, mentions: impl Iterator<Item = &'m Mention>) -> String {
    let mut marks: Vec<(usize, i64, String)> = Vec::new();
    for m in mentions {
        let length = (m.end - m.start) as i64;
        marks.push((m.start, -length, format!("{{{}|", m.kind.as_str())));
        marks.push((m.end, i64::MIN + length, "}".to_owned()));
    }
    marks.sort();
    let mut out = String::new();
    let mut at = 0;
    for (n, _, mark) in marks {
        out.push_str(&raw[at..n]);
        out.push_str(&mark);
        at = n;
    }
    out + &raw[at..]
}
