//! A reader to blocks of whole lines, for several threads to match: with the numbers and the bound that [`Lines`] has.
//!
//! [`Lines`]: super::Lines

use super::lines::{LONGEST_LINE, event_of};
use detect::session::Source;
use std::io::{self, ErrorKind, Read};
use std::ops::Range;

/// What is read at once: enough for the system, and little enough to stay near the processor until it is matched.
const SIZE: usize = 1 << 18;

/// Cuts what a reader gives into blocks.
pub struct Blocks<R> {
    reader: R,
    size: usize,
    /// The beginning of the line at hand.
    rest: Vec<u8>,
    /// The line at hand is too long and is passed over.
    passing: bool,
    number: u64,
    is_over: bool,
    fault: Option<io::Error>,
}

/// Whole lines.
#[derive(Debug, Default)]
pub struct Block {
    bytes: Vec<u8>,
    /// Their numbers, and where they stand. Empty ones are left out.
    lines: Vec<(u64, Range<usize>)>,
    /// The numbers of those that were longer than [`LONGEST_LINE`].
    pub too_long: Vec<u64>,
}

impl<R: Read> Blocks<R> {
    /// All that a reader gives.
    pub fn new(reader: R) -> Self {
        Self::of_size(reader, SIZE)
    }

    fn of_size(reader: R, size: usize) -> Self {
        Self {
            reader,
            size,
            rest: Vec::new(),
            passing: false,
            number: 0,
            is_over: false,
            fault: None,
        }
    }

    /// What ended it before the reader's end.
    pub fn fault(self) -> Option<io::Error> {
        self.fault
    }

    /// Reads until there is a whole line; where the last of them ends, and all that was read.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> (usize, usize) {
        let mut length = self.rest.len();
        // What a long line took is not held any longer.
        if bytes.len() > length + 2 * self.size {
            *bytes = Vec::new();
        }
        bytes.resize(length + self.size, 0);
        bytes[..length].copy_from_slice(&self.rest);
        loop {
            let before = length;
            length = self.read(bytes, length);
            if self.is_over && self.fault.is_none() {
                return (length, length);
            }
            if let Some(end) = memchr::memrchr(b'\n', &bytes[before..length]) {
                return (before + end + 1, length);
            }
            // A line that a fault cuts is none: the address in it could go on.
            if self.is_over {
                return (0, length);
            }
            if self.passing || length > LONGEST_LINE {
                self.passing = true;
                length = 0;
            } else {
                bytes.resize(length + self.size, 0);
            }
        }
    }

    /// Reads until there is no more room, or no more to read.
    fn read(&mut self, bytes: &mut [u8], mut length: usize) -> usize {
        while length < bytes.len() && !self.is_over {
            match self.reader.read(&mut bytes[length..]) {
                Ok(0) => self.is_over = true,
                Ok(count) => length += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.is_over = true;
                    self.fault = Some(error);
                }
            }
        }
        length
    }

    fn line(&mut self, block: &mut Block, from: usize, to: usize) {
        self.number += 1;
        if std::mem::take(&mut self.passing) || to - from > LONGEST_LINE {
            block.too_long.push(self.number);
            return;
        }
        let line = event_of(&block.bytes[from..to]).len();
        if line > 0 {
            block.lines.push((self.number, from..from + line));
        }
    }
}

impl<R: Read + Send> Source for Blocks<R> {
    type Block = Block;

    fn next(&mut self, block: &mut Block) -> bool {
        block.lines.clear();
        block.too_long.clear();
        if self.is_over {
            return false;
        }
        let mut bytes = std::mem::take(&mut block.bytes);
        let (whole, length) = self.fill(&mut bytes);
        self.rest.clear();
        self.rest.extend_from_slice(&bytes[whole..length]);
        block.bytes = bytes;
        let mut from = 0;
        while let Some(end) = memchr::memchr(b'\n', &block.bytes[from..whole]) {
            self.line(block, from, from + end);
            from += end + 1;
        }
        // The last may have no end, or be one of which nothing is left.
        if from < whole || self.passing && self.is_over {
            self.line(block, from, whole);
        }
        true
    }

    fn lines(block: &Block) -> impl Iterator<Item = (u64, &[u8])> {
        let lines = block.lines.iter();
        lines.map(|(number, line)| (*number, &block.bytes[line.clone()]))
    }

    fn is_much(&self) -> bool {
        !self.is_over
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streams::{Batch, Lines};
    use proptest::prelude::*;

    /// Gives so many bytes at once.
    struct Bits<'b>(&'b [u8], usize);

    impl Read for Bits<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len());
            self.0.read(&mut buffer[..count])
        }
    }

    /// The number of a line, its length and how it begins.
    type Shown = (u64, usize, Vec<u8>);

    fn shown(number: u64, line: &[u8]) -> Shown {
        (number, line.len(), line.iter().copied().take(9).collect())
    }

    fn too_long(number: u64) -> Shown {
        (number, usize::MAX, Vec::new())
    }

    fn cut(bytes: &[u8], size: usize, at_once: usize) -> Vec<Shown> {
        let mut blocks = Blocks::of_size(Bits(bytes, at_once), size);
        let mut block = Block::default();
        let mut found = Vec::new();
        while blocks.next(&mut block) {
            let lines = Blocks::<Bits<'_>>::lines(&block);
            found.extend(lines.map(|(number, line)| shown(number, line)));
            found.extend(block.too_long.iter().map(|number| too_long(*number)));
            assert!(block.bytes.capacity() <= 2 * (LONGEST_LINE + 2 * size));
        }
        assert!(blocks.rest.capacity() <= LONGEST_LINE + 2 * size);
        found.sort();
        found
    }

    /// As another cutter cuts them.
    fn lines(bytes: &[u8]) -> Vec<Shown> {
        let mut found = Vec::new();
        let mut take = |batch: &Batch<'_>| {
            let lines = batch.numbers.iter().zip(&batch.lines);
            found.extend(lines.map(|(number, line)| shown(*number, line)));
            found.extend(batch.too_long.iter().map(|number| too_long(*number)));
        };
        let mut lines = Lines::default();
        lines.push(bytes, &mut take);
        lines.finish(&mut take);
        found.sort();
        found
    }

    #[test]
    fn a_line_of_100_mb_is_passed_over_and_costs_no_memory() {
        let mut text = b"first\n".to_vec();
        text.resize(100 << 20, b'a');
        text.extend_from_slice(b"\nnext");
        let expected = [shown(1, b"first"), too_long(2), shown(3, b"next")];
        assert_eq!(cut(&text, SIZE, usize::MAX), expected);
        text.truncate(100 << 20);
        assert_eq!(cut(&text, SIZE, usize::MAX), expected[..2]);
    }

    #[test]
    fn a_line_is_as_long_as_it_may_be() {
        for (length, size) in [
            (LONGEST_LINE, SIZE),
            (LONGEST_LINE + 1, SIZE),
            (LONGEST_LINE, 1000),
        ] {
            let mut text = vec![b'a'; length];
            text.extend_from_slice(b"\nnext\n");
            assert_eq!(
                cut(&text, size, usize::MAX),
                lines(&text),
                "{length}, {size}"
            );
        }
    }

    #[test]
    fn whole_lines_before_a_fault_are_given() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        for size in [2, SIZE] {
            let mut blocks = Blocks::of_size((&b"one\n10.0.0.1"[..]).chain(Broken), size);
            let mut block = Block::default();
            let mut found = Vec::new();
            while blocks.next(&mut block) {
                found.append(&mut block.lines);
            }
            assert_eq!(found, [(1, 0..3)], "{size}");
            assert_eq!(
                blocks.fault().map(|error| error.to_string()).as_deref(),
                Some("broken")
            );
        }
    }

    proptest! {
        #[test]
        fn lines_are_the_same_in_blocks_of_any_size(text in "[ab\r\n]{0,60}", size in 1usize..40, at_once in 1usize..20) {
            let bytes = text.as_bytes();
            prop_assert_eq!(cut(bytes, size, at_once), lines(bytes));
        }
    }
}
