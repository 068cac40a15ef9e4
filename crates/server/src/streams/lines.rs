//! Bytes to lines, however they come, with a bound on what one line may hold.

/// Longest line that is looked at; a longer one is passed over.
pub const LONGEST_LINE: usize = 16 << 20;

/// Lines that came together, without their ends. Empty ones are counted and left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Batch<'l> {
    /// What may be events.
    pub lines: Vec<&'l [u8]>,
    /// Their numbers.
    pub numbers: Vec<u64>,
    /// The numbers of those that were longer than [`LONGEST_LINE`].
    pub too_long: Vec<u64>,
}

/// What may be an event of a line without its end.
pub(super) fn event_of(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

impl<'l> Batch<'l> {
    fn add(&mut self, number: u64, line: Option<&'l [u8]>) {
        match line.map(event_of) {
            None => self.too_long.push(number),
            Some([]) => {}
            Some(line) => {
                self.lines.push(line);
                self.numbers.push(number);
            }
        }
    }
}

impl<'l> Batch<'l> {
    /// Adds the lines of a message, all of which are known by its number.
    pub(super) fn add_message(&mut self, number: u64, bytes: &'l [u8]) {
        for line in bytes.split(|byte| *byte == b'\n') {
            self.add(number, (line.len() <= LONGEST_LINE).then_some(line));
        }
    }
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

    /// Takes in more bytes and gives the lines they complete, if any.
    pub fn push(&mut self, bytes: &[u8], take: impl FnOnce(&Batch<'_>)) {
        let mut ends = memchr::memchr_iter(b'\n', bytes);
        let Some(end) = ends.next() else {
            self.keep(bytes);
            return;
        };
        let mut batch = Batch::default();
        let is_long = std::mem::take(&mut self.passing) || self.rest.len() + end > LONGEST_LINE;
        let mut first = std::mem::take(&mut self.rest);
        if !first.is_empty() && !is_long {
            first.extend_from_slice(&bytes[..end]);
        }
        let line = if first.is_empty() {
            &bytes[..end]
        } else {
            &first
        };
        batch.add(self.pass(end), (!is_long).then_some(line));
        let mut from = end + 1;
        for end in ends {
            let line = &bytes[from..end];
            let number = self.pass(line.len());
            batch.add(number, (line.len() <= LONGEST_LINE).then_some(line));
            from = end + 1;
        }
        take(&batch);
        first.clear();
        self.rest = first;
        self.keep(&bytes[from..]);
    }

    /// Counts a whole line; its number.
    fn pass(&mut self, length: usize) -> u64 {
        self.offset += std::mem::take(&mut self.open) + length as u64 + 1;
        self.number += 1;
        self.number
    }

    /// Keeps the beginning of a line.
    fn keep(&mut self, bytes: &[u8]) {
        self.open += bytes.len() as u64;
        if self.passing || self.rest.len() + bytes.len() > LONGEST_LINE {
            self.passing = true;
            self.rest = Vec::new();
        } else {
            self.rest.extend_from_slice(bytes);
        }
    }

    /// Says that no more will come: what is left is a line, too.
    pub fn finish(&mut self, take: impl FnOnce(&Batch<'_>)) {
        if self.open == 0 {
            return;
        }
        self.offset += std::mem::take(&mut self.open);
        self.number += 1;
        let rest = std::mem::take(&mut self.rest);
        let is_long = std::mem::take(&mut self.passing);
        let mut batch = Batch::default();
        batch.add(self.number, (!is_long).then_some(&rest));
        take(&batch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(parts: &[&[u8]]) -> (Vec<String>, u64) {
        let mut lines = Lines::default();
        let mut found = Vec::new();
        let mut take = |batch: &Batch<'_>| {
            for (number, line) in batch.numbers.iter().zip(&batch.lines) {
                found.push(format!("{number} {}", String::from_utf8_lossy(line)));
            }
            found.extend(batch.too_long.iter().map(|n| format!("{n} too long")));
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
            lines.push(&part, |batch| panic!("{batch:?}"));
            assert!(lines.rest.capacity() <= 2 * LONGEST_LINE);
        }
        lines.push(b"end\nnext\n", |batch| {
            let next = Batch {
                lines: vec![b"next"],
                numbers: vec![2],
                too_long: vec![1],
            };
            assert_eq!(batch, &next);
        });
        assert_eq!(lines.offset(), (100 << 20) + 9);
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_wherever_it_comes_in_two() {
        let mut text = vec![b'a'; LONGEST_LINE + 1];
        text.extend_from_slice(b"\nnext");
        for at in [1, 1 << 20, LONGEST_LINE, LONGEST_LINE + 1] {
            let expected = ["1 too long", "2 next"].map(str::to_owned);
            assert_eq!(cut(&[&text[..at], &text[at..]]).0, expected, "{at}");
        }
        assert_eq!(cut(&[&text[1..]]).0.len(), 2);
        assert!(cut(&[&text[1..]]).0[0].starts_with("1 aaa"));
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
