//! Paragraphs and sentences, as byte spans of the received text.

/// A half-open byte range of the received text.
pub type Span = std::ops::Range<usize>;

fn trim(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = &text[start..end];
    let body = part.trim();
    if body.is_empty() {
        return None;
    }
    let from = start + (part.len() - part.trim_start().len());
    Some(from..from + body.len())
}

/// Where the line goes to that byte `at` stands in; U+2028 and U+2029 end one too.
fn line_end(text: &[u8], at: usize) -> usize {
    let ends = |n: &usize| {
        matches!(
            text[*n..],
            [b'\n' | b'\r', ..] | [0xE2, 0x80, 0xA8 | 0xA9, ..]
        )
    };
    let mut near = memchr::memchr3_iter(b'\n', b'\r', 0xE2, &text[at..]).map(|n| at + n);
    near.find(ends).unwrap_or(text.len())
}

/// A mark that may end a sentence begins `bytes`: `.`, `!`, `?`, `؟`, `…`.
fn may_end(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [b'.' | b'!' | b'?', ..] | [0xD8, 0x9F, ..] | [0xE2, 0x80, 0xA6, ..]
    )
}

/// Lines with content, without surrounding space. A paragraph of a web page is one line.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let end = line_end(text.as_bytes(), at);
            let found = trim(text, at, end);
            at = (end + 1).min(text.len());
            while !text.is_char_boundary(at) {
                at += 1;
            }
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

const ABBREVIATIONS: &[&str] = &[
    "m", "mm", "mr", "mrs", "ms", "dr", "pr", "prof", "gen", "col", "lt", "sgt", "st", "art", "no",
    "n", "vol", "cf", "etc", "env", "av", "bd", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n", "inc", "ltd", "maj", "capt", "hon",
    "sen", "rep", "gov", "brig", "cmdr", "cpl", "cdr", "adm", "supt", "insp", "det", "rev", "fr",
    "messrs", "jr", "sr", "amb", "atty", "د", "أ", "م",
];

fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    let rest = &text[at + c.len_utf8()..];
    match c {
        '؟' | '!' | '?' | '…' => true,
        '.' => {
            if !rest
                .chars()
                .next()
                .is_none_or(|n| n.is_whitespace() || matches!(n, '"' | '”' | '»' | ')' | '\''))
            {
                return false;
            }
            let word = text[..at]
                .rsplit(|k: char| k.is_whitespace() || k == '(')
                .next()
                .unwrap_or("");
            let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            // "K.V. Raghavan", "R.F. de la Cruz", "the N.C.A. said": initials, unless a day or nothing follows.
            let mut parts = word.split('.');
            let next = rest.trim_start().chars().next();
            let initials = word.contains('.')
                && parts.all(|p| p.chars().count() == 1 && p.chars().all(char::is_uppercase))
                && (next.is_some_and(char::is_lowercase)
                    || next.is_some_and(char::is_uppercase) && word.chars().count() == 3);
            !single && !initials && !ABBREVIATIONS.contains(&word.to_lowercase().as_str())
        }
        _ => false,
    }
}

/// Bytes of a closing quote or bracket at the start of `rest`, with the one space French sets before ».
fn closing(rest: &str) -> Option<usize> {
    let body = rest
        .strip_prefix([' ', '\u{A0}', '\u{202F}'])
        .filter(|b| b.starts_with('»'))
        .unwrap_or(rest);
    let q = body
        .chars()
        .next()
        .filter(|q| matches!(q, '"' | '”' | '»' | ')' | '\''))?;
    Some(rest.len() - body.len() + q.len_utf8())
}

/// The sentences of the whole text; a line end always ends one.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for p in paragraphs(text) {
        let mut start = p.start;
        for at in p.clone() {
            if at < start || !may_end(&text.as_bytes()[at..]) {
                continue;
            }
            if let Some(c) = text[at..].chars().next()
                && ends_sentence(text, at, c)
            {
                let mut end = at + c.len_utf8();
                while let Some(n) = closing(&text[end..p.end]) {
                    end += n;
                }
                // "General X (Rtd.), and Y": the sentence goes on behind the bracket.
                let bracket = text[at..end].ends_with(')');
                if bracket && text[end..p.end].starts_with([',', ';']) {
                    continue;
                }
                out.extend(trim(text, start, end));
                start = end;
            }
        }
        if start < p.end {
            out.extend(trim(text, start, p.end));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_and_numbers_do_not_end_a_sentence() {
        let t =
            "M. Dupont a reçu le Dr. Ali. Il a dit : « Oui. » Fin\nالتقى د. سالم بوفد 3.5. ثم عاد.";
        let s: Vec<_> = sentences(t).into_iter().map(|r| &t[r]).collect();
        assert_eq!(
            s,
            [
                "M. Dupont a reçu le Dr. Ali.",
                "Il a dit : « Oui. »",
                "Fin",
                "التقى د. سالم بوفد 3.5.",
                "ثم عاد."
            ]
        );
    }

    #[test]
    fn a_point_in_brackets_before_a_comma_ends_no_sentence() {
        let t = "General Umar (Rtd.), and the minister met. They left (at last.) Then it rained.";
        let s: Vec<_> = sentences(t).into_iter().map(|r| &t[r]).collect();
        assert_eq!(
            s,
            [
                "General Umar (Rtd.), and the minister met.",
                "They left (at last.)",
                "Then it rained."
            ]
        );
    }

    proptest! {
        #[test]
        fn spans_lie_in_order(s in "[\\PC.?!\\n»]{0,80}") {
            let mut last = 0;
            for r in sentences(&s) {
                prop_assert!(r.start >= last && r.end > r.start && !s[r.clone()].trim().is_empty());
                last = r.end;
            }
        }
    }
}
