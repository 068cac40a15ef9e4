//! Bytes to lines, however they come, with a bound on what one line may hold.

/// Longest line that is looked at; a longer one is passed over.
pub const LONGEST_LINE: usize = 16 << 20;

/// One line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'l> {
    /// It may be an event.
    Whole(&'l [u8]),
    /// It was longer than [`LONGEST_LINE`].
    TooLong,
}

/// Cuts what is pushed into lines.
#[derive(Debug, Default)]
pub struct Lines {
    rest: Vec<u8>,
    /// The line at hand is too long and is passed over.
    passing: bool,
    /// Bytes up to the end of the last whole line.
    offset: u64,
    /// Bytes of the line at hand.
    open: u64,
    number: u64,
}

impl Lines {
    /// Goes on at a line's beginning.
    pub fn from(offset: u64, number: u64) -> Self {
        Self {
            offset,
            number,
            ..Self::default()
        }
    }

    /// Bytes of the source up to the end of the last whole line: where to go on after a kill.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// The number of the last whole line, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Takes in more bytes and gives the lines they complete.
    pub fn push(&mut self, mut bytes: &[u8], mut each: impl FnMut(u64, Line<'_>)) {
        while let Some(end) = memchr::memchr(b'\n', bytes) {
            let (line, after) = (&bytes[..end], &bytes[end + 1..]);
            self.offset += self.open + end as u64 + 1;
            self.open = 0;
            self.number += 1;
            if self.passing || self.rest.len() + line.len() > LONGEST_LINE {
                each(self.number, Line::TooLong);
            } else if self.rest.is_empty() {
                each(self.number, Line::Whole(trimmed(line)));
            } else {
                self.rest.extend_from_slice(line);
                each(self.number, Line::Whole(trimmed(&self.rest)));
            }
            self.rest.clear();
            self.passing = false;
            bytes = after;
        }
        self.open += bytes.len() as u64;
        if self.passing || self.rest.len() + bytes.len() > LONGEST_LINE {
            self.passing = true;
            self.rest = Vec::new();
        } else {
            self.rest.extend_from_slice(bytes);
        }
    }

    /// Says that no more will come: what is left is a line, too.
    pub fn finish(&mut self, mut each: impl FnMut(u64, Line<'_>)) {
        if self.open == 0 {
            return;
        }
        self.offset += std::mem::take(&mut self.open);
        self.number += 1;
        let rest = std::mem::take(&mut self.rest);
        match std::mem::take(&mut self.passing) {
            true => each(self.number, Line::TooLong),
            false => each(self.number, Line::Whole(trimmed(&rest))),
        }
    }
}

fn trimmed(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(parts: &[&[u8]]) -> (Vec<String>, u64) {
        let mut lines = Lines::default();
        let mut found = Vec::new();
        let mut take = |number: u64, line: Line<'_>| match line {
            Line::Whole(line) => {
                found.push(format!("{number} {}", String::from_utf8_lossy(line)));
            }
            Line::TooLong => found.push(format!("{number} too long")),
        };
        parts.iter().for_each(|part| lines.push(part, &mut take));
        let offset = lines.offset();
        lines.finish(&mut take);
        (found, offset)
    }

    #[test]
    fn a_line_that_never_ends_is_passed_over_and_costs_no_memory() {
        let mut lines = Lines::default();
        let part = vec![b'a'; 1 << 20];
        for _ in 0..100 {
            lines.push(&part, |_, line| panic!("{line:?}"));
            assert!(lines.rest.capacity() <= 2 * LONGEST_LINE);
        }
        let mut found = Vec::new();
        lines.push(b"end\nnext\n", |number, line| {
            found.push((number, line == Line::TooLong))
        });
        assert_eq!(found, [(1, true), (2, false)]);
        assert_eq!(lines.offset(), (100 << 20) + 9);
    }

    proptest! {
        #[test]
        fn lines_are_the_same_however_they_come(text in "[ab\r\n]{0,40}", at in 0usize..40, then in 0usize..40) {
            let bytes = text.as_bytes();
            let (at, then) = (at.min(bytes.len()), then.min(bytes.len()));
            let (at, then) = (at.min(then), at.max(then));
            let whole = cut(&[bytes]);
            prop_assert_eq!(cut(&[&bytes[..at], &bytes[at..then], &bytes[then..]]), whole.clone());
            let complete = text.rfind('\n').map_or(0, |end| end + 1);
            prop_assert_eq!(whole.1, complete as u64);
        }
    }
}
