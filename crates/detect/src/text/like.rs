//! LIKE (section 9.6.1): `%` is any run, `_` any one character, no escape. Each piece between two
//! `%` is looked for once from left to right, so a pattern cannot make the search explode.

use memchr::memmem;

/// A compiled LIKE pattern over characters or, for binary properties, octets.
#[derive(Debug)]
pub(crate) struct Like {
    pieces: Vec<Piece>,
    /// Whether there is any `%`.
    has_runs: bool,
    /// Letters compare without case (domains and hashes).
    ignore_case: bool,
}

#[derive(Debug)]
struct Piece {
    chars: Vec<char>,
    /// Without `_` and case: the text to search for.
    plain: Option<String>,
}

impl Like {
    pub(crate) fn new(pattern: &str, ignore_case: bool) -> Self {
        let pattern = super::nfc(pattern);
        let pieces = pattern
            .split('%')
            .map(|piece| Piece {
                chars: piece.chars().collect(),
                plain: (!ignore_case && !piece.contains('_')).then(|| piece.to_owned()),
            })
            .collect();
        Self {
            pieces,
            has_runs: pattern.contains('%'),
            ignore_case,
        }
    }

    /// What every text that matches ends in: what stands behind the last `%`, where there is no `_` in it.
    pub(crate) fn ending(&self) -> Option<String> {
        let last = self.pieces.last().filter(|_| self.has_runs)?;
        let text: String = last.chars.iter().collect();
        (!text.contains('_') && !text.is_empty()).then_some(text)
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        let text = super::nfc(text);
        let [only] = self.pieces.as_slice() else {
            return self.matches_pieces(&text);
        };
        debug_assert!(!self.has_runs);
        self.starts(only, &text) == Some(text.len())
    }

    /// A binary property is compared octet by octet (section 9.6.4).
    pub(crate) fn matches_octets(&self, octets: &[u8]) -> bool {
        let text: String = octets.iter().map(|b| char::from(*b)).collect();
        let latin = self
            .pieces
            .iter()
            .all(|p| p.chars.iter().all(|c| u32::from(*c) < 256));
        // Composition would join octets; above ASCII they are compared without it.
        latin
            && match self.pieces.as_slice() {
                [only] => self.starts(only, &text) == Some(text.len()),
                _ => self.matches_pieces(&text),
            }
    }

    fn matches_pieces(&self, text: &str) -> bool {
        let [first, middle @ .., last] = self.pieces.as_slice() else {
            return false;
        };
        let Some(mut at) = self.starts(first, text) else {
            return false;
        };
        for piece in middle {
            match self.find(piece, &text[at..]) {
                Some(end) => at += end,
                None => return false,
            }
        }
        self.ends(last, &text[at..])
    }

    fn same(&self, pattern: char, found: char) -> bool {
        pattern == '_'
            || pattern == found
            || (self.ignore_case && pattern.eq_ignore_ascii_case(&found))
    }

    /// The end of the piece, if the text starts with it.
    fn starts(&self, piece: &Piece, text: &str) -> Option<usize> {
        if let Some(plain) = &piece.plain {
            return text.starts_with(plain.as_str()).then_some(plain.len());
        }
        let mut found = text.chars();
        for pattern in &piece.chars {
            if !self.same(*pattern, found.next()?) {
                return None;
            }
        }
        Some(text.len() - found.as_str().len())
    }

    /// The end of the first place where the piece stands.
    fn find(&self, piece: &Piece, text: &str) -> Option<usize> {
        if let Some(plain) = &piece.plain {
            return memmem::find(text.as_bytes(), plain.as_bytes()).map(|at| at + plain.len());
        }
        text.char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .find_map(|at| self.starts(piece, &text[at..]).map(|length| at + length))
    }

    fn ends(&self, piece: &Piece, text: &str) -> bool {
        if let Some(plain) = &piece.plain {
            return text.ends_with(plain.as_str());
        }
        let mut found = text.chars().rev();
        piece
            .chars
            .iter()
            .rev()
            .all(|pattern| found.next().is_some_and(|c| self.same(*pattern, c)))
    }

    /// Texts of which every match holds each, for gating: the pieces between wildcards.
    pub(crate) fn literals(&self) -> impl Iterator<Item = String> {
        self.pieces.iter().flat_map(|piece| {
            piece
                .chars
                .split(|c| *c == '_')
                .map(|run| run.iter().collect::<String>())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn like(pattern: &str, text: &str) -> bool {
        Like::new(pattern, false).matches(text)
    }

    /// The definition, exponential and obviously right.
    fn by_definition(pattern: &[char], text: &[char]) -> bool {
        match (pattern, text) {
            ([], rest) => rest.is_empty(),
            (['%', more @ ..], rest) => {
                (0..=rest.len()).any(|skip| by_definition(more, &rest[skip..]))
            }
            (['_', more @ ..], [_, rest @ ..]) => by_definition(more, rest),
            ([c, more @ ..], [d, rest @ ..]) => c == d && by_definition(more, rest),
            _ => false,
        }
    }

    #[test]
    fn wildcards() {
        assert!(like(r"C:\Windows\%\foo", r"C:\Windows\a\b\foo"));
        assert!(!like("%a", "ab"));
        assert!(like("a_c", "aéc"));
        assert!(like("e\u{301}", "é"), "both sides are composed first");
        assert!(like("%", ""));
        assert!(like("a%a", "aa") && !like("a%a", "a"));
        assert!(like("%\n%", "a\nb"));
        assert!(Like::new("%.EXAMPLE.com", true).matches("a.Example.COM"));
        assert!(Like::new("\u{ff}_%", false).matches_octets(&[0xff, 0xd8, 0]));
    }

    proptest! {
        #[test]
        fn is_the_definition(pattern in "[ab_%]{0,7}", text in "[ab]{0,9}") {
            let p: Vec<char> = pattern.chars().collect();
            let t: Vec<char> = text.chars().collect();
            prop_assert_eq!(like(&pattern, &text), by_definition(&p, &t));
        }
    }
}
