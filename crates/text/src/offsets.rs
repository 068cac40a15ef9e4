//! Byte offsets to Unicode scalar offsets and back, without holding one number per character.

const STEP: usize = 256;

/// Answers "which character is at this byte" and the reverse for one text.
///
/// Keeps one count per 256 bytes; a look-up scans at most that many bytes.
#[derive(Debug, Clone)]
pub struct CharIndex<'a> {
    text: &'a str,
    /// Scalars that begin before byte `i * STEP`.
    before: Vec<u32>,
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| (b as i8) >= -0x40).count()
}

impl<'a> CharIndex<'a> {
    /// Counts the characters of `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut n = 0usize;
        for chunk in text.as_bytes().chunks(STEP) {
            before.push(u32::try_from(n).unwrap_or(u32::MAX));
            n += starts(chunk);
        }
        Self { text, before }
    }

    /// Scalars that begin before `byte`; a byte past the end counts as the end.
    pub fn char_of(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / STEP;
        match self.before.get(block) {
            Some(&n) => n as usize + starts(&self.text.as_bytes()[block * STEP..byte]),
            None => match self.before.last() {
                Some(&n) => {
                    let from = (self.before.len() - 1) * STEP;
                    n as usize + starts(&self.text.as_bytes()[from..byte])
                }
                None => 0,
            },
        }
    }

    /// The byte where scalar number `index` begins, or the length of the text when there are fewer.
    pub fn byte_of(&self, index: usize) -> usize {
        let block = self
            .before
            .partition_point(|&n| n as usize <= index)
            .saturating_sub(1);
        let Some(&n) = self.before.get(block) else {
            return 0;
        };
        let mut left = index - (n as usize).min(index);
        let mut at = block * STEP;
        let bytes = self.text.as_bytes();
        while at < bytes.len() {
            if (bytes[at] as i8) >= -0x40 {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
            at += 1;
        }
        bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_char_maps_both_ways(s in "\\PC{0,900}") {
            let index = CharIndex::new(&s);
            for (n, (byte, _)) in s.char_indices().enumerate() {
                prop_assert_eq!(index.char_of(byte), n);
                prop_assert_eq!(index.byte_of(n), byte);
            }
            prop_assert_eq!(index.char_of(s.len()), s.chars().count());
            prop_assert_eq!(index.byte_of(s.chars().count() + 3), s.len());
        }
    }
}
