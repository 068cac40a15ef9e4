//! Pieces of text: three or four letters that stand for a longer literal.
//!
//! A text is looked through once, whatever the number of patterns: each window of four and three
//! letters is asked of a bitmap, and only what the bitmap knows is looked up.

use std::collections::HashMap;

/// Three or four octets, ASCII letters small. The highest octet of three is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Gram(u32);

impl Gram {
    /// The window of a literal that is likely to be rare; `None` for less than three octets.
    pub(super) fn of(literal: &str) -> Option<Self> {
        let octets = literal.to_ascii_lowercase().into_bytes();
        let width = octets.len().min(4);
        if width < 3 {
            return None;
        }
        octets
            .windows(width)
            .map(|window| {
                Self(
                    window
                        .iter()
                        .fold(0, |gram, octet| gram << 8 | u32::from(*octet)),
                )
            })
            .filter(|gram| gram.0 != 0)
            .max_by_key(Self::rarity)
    }

    pub(super) fn is_short(self) -> bool {
        self.0 >> 24 == 0
    }

    /// Large for what is seldom seen: by the letters, and less for what stands in every URL and path.
    pub(super) fn rarity(&self) -> u32 {
        const COMMON: [&[u8]; 9] = [
            b"http",
            b"://",
            b"www.",
            b".com",
            b".exe",
            b".dll",
            b"c:\\",
            b"windows\\system32",
            b".org",
        ];
        const FREQUENT: &[u8] = b"etaoinshrdlcum.-/_ 0123456789";
        let all = self.0.to_be_bytes();
        let octets = &all[usize::from(self.is_short())..];
        let letters: u32 = octets
            .iter()
            .map(|octet| FREQUENT.iter().position(|f| f == octet).unwrap_or(30) as u32)
            .sum();
        let common = COMMON
            .iter()
            .any(|text| text.windows(3).any(|w| octets.windows(3).any(|o| o == w)));
        let length = octets.len() as u32 * 40;
        length + if common { 0 } else { letters }
    }

    fn bit(self) -> (usize, u64) {
        let mixed = self.0.wrapping_mul(0x9E37_79B1) >> 16;
        (mixed as usize / 64, 1 << (mixed % 64))
    }
}

/// Who waits for which gram.
#[derive(Debug)]
pub(super) struct Grams {
    waiting: HashMap<Gram, Vec<(u32, u16)>>,
    bitmap: Vec<u64>,
    /// The names of the properties that are looked through, and how many wait for each.
    properties: HashMap<Box<str>, usize>,
    has_short: bool,
}

impl Default for Grams {
    fn default() -> Self {
        Self {
            waiting: HashMap::new(),
            bitmap: vec![0; 1 << 10],
            properties: HashMap::new(),
            has_short: false,
        }
    }
}

impl Grams {
    pub(super) fn add(&mut self, gram: Gram, property: &str, who: (u32, u16)) {
        let (word, bit) = gram.bit();
        self.bitmap[word] |= bit;
        self.has_short |= gram.is_short();
        self.waiting.entry(gram).or_default().push(who);
        *self.properties.entry(property.into()).or_default() += 1;
    }

    pub(super) fn remove(&mut self, gram: Gram, property: &str, who: (u32, u16)) {
        if let Some(waiting) = self.waiting.get_mut(&gram)
            && let Some(at) = waiting.iter().position(|other| *other == who)
        {
            waiting.swap_remove(at);
            if waiting.is_empty() {
                self.waiting.remove(&gram);
            }
        }
        if let Some(count) = self.properties.get_mut(property) {
            *count -= 1;
            if *count == 0 {
                self.properties.remove(property);
            }
        }
    }

    /// Whether somebody waits for a piece of text in this property.
    pub(super) fn looks_at(&self, property: &str) -> bool {
        !self.properties.is_empty() && self.properties.contains_key(property)
    }

    /// Adds everybody who waits for a piece of this text, which is in normal form C.
    pub(super) fn find(&self, text: &str, found: &mut Vec<(u32, u16)>) {
        let mut window = 0u32;
        for (at, octet) in text.bytes().enumerate() {
            window = window << 8 | u32::from(octet.to_ascii_lowercase());
            if at >= 3 {
                self.look(Gram(window), found);
            }
            if at >= 2 && self.has_short {
                self.look(Gram(window & 0x00FF_FFFF), found);
            }
        }
    }

    fn look(&self, gram: Gram, found: &mut Vec<(u32, u16)>) {
        let (word, bit) = gram.bit();
        if self.bitmap[word] & bit != 0
            && let Some(waiting) = self.waiting.get(&gram)
        {
            found.extend(waiting);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_the_literal_is_found_whatever_its_case() {
        let mut grams = Grams::default();
        for (who, literal) in [(0, "Mimikatz"), (1, ".ru"), (2, "تقرير")] {
            grams.add(Gram::of(literal).unwrap(), "name", (who, 0));
        }
        let find = |text: &str| {
            let mut found = Vec::new();
            grams.find(text, &mut found);
            found.sort_unstable();
            found.dedup();
            found.into_iter().map(|(who, _)| who).collect::<Vec<_>>()
        };
        assert_eq!(find("x MIMIKATZ.exe"), [0]);
        assert_eq!(find("a.RU"), [1]);
        assert_eq!(find("ملف تقرير"), [2]);
        assert!(find("nothing").is_empty());
        assert_eq!(Gram::of("ab"), None);
        assert!(grams.looks_at("name") && !grams.looks_at("value"));
    }

    #[test]
    fn what_stands_everywhere_is_not_chosen() {
        let gram = Gram::of("http://www.zqx.com").unwrap();
        let mut grams = Grams::default();
        grams.add(gram, "value", (0, 0));
        let mut found = Vec::new();
        grams.find("http://www.example.com", &mut found);
        assert!(found.is_empty());
    }
}
