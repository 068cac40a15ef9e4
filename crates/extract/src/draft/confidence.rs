//! How much a finding can be relied on: the source's reliability (A to F) and the information's credibility (1 to 6),
//! the Admiralty scheme, as a STIX confidence.
//!
//! Smallest example: a usually reliable source (B) tells what an official statement says (2, probably true): 70, the
//! value of appendix A of STIX 2.1. Told from unnamed sources it is 4, doubtful: 30. The same event in
//! an independent text of another source raises it by one; a copy of the text raises nothing.

/// Reliability of a source, `A` (completely reliable) to `E` (unreliable); `F` cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reliability {
    /// Completely reliable
    A,
    /// Usually reliable
    B,
    /// Fairly reliable
    C,
    /// Not usually reliable
    D,
    /// Unreliable
    E,
    /// Cannot be judged
    #[default]
    F,
}

impl Reliability {
    /// Reads a letter, large or small.
    pub fn parse(letter: &str) -> Option<Self> {
        Some(match letter {
            "A" | "a" => Self::A,
            "B" | "b" => Self::B,
            "C" | "c" => Self::C,
            "D" | "d" => Self::D,
            "E" | "e" => Self::E,
            "F" | "f" => Self::F,
            _ => return None,
        })
    }

    /// The letter.
    pub fn as_str(self) -> &'static str {
        ["A", "B", "C", "D", "E", "F"][self as usize]
    }
}

/// Credibility of information, 1 (confirmed) to 5 (improbable); 6 is not used: a text always gives something to judge by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Credibility(u8);

impl Credibility {
    /// By whom the text names as its source: a statement is probably true, unnamed sources are doubtful.
    pub fn of(attribution: Option<&str>) -> Self {
        Self(match attribution {
            Some("communique") => 2,
            Some("unnamed") => 4,
            _ => 3,
        })
    }

    /// With this many independent texts of other sources that tell the same: a step for each.
    pub fn corroborated(self, texts: usize) -> Self {
        let steps = u8::try_from(texts).unwrap_or(u8::MAX);
        Self(self.0.saturating_sub(steps).max(1))
    }

    /// 1 to 5.
    pub fn grade(self) -> u8 {
        self.0
    }
}

/// Rows by reliability, columns by credibility. The row B holds the values of appendix A; the others keep to
/// the ranges it gives, or fall below them.
const TABLE: [[u8; 5]; 6] = [
    [95, 75, 55, 35, 15],
    [90, 70, 50, 30, 10],
    [80, 60, 45, 25, 10],
    [60, 45, 30, 20, 5],
    [30, 20, 15, 10, 5],
    [75, 60, 45, 25, 10],
];

/// The STIX `confidence`, 0 to 100.
pub fn confidence(reliability: Reliability, credibility: Credibility) -> u8 {
    TABLE[reliability as usize][usize::from(credibility.0) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_reliable_or_less_credible_is_never_more() {
        for row in TABLE {
            assert!(row.windows(2).all(|pair| pair[0] >= pair[1]), "{row:?}");
        }
        for pair in TABLE[..5].windows(2) {
            assert!(
                pair[0].iter().zip(pair[1]).all(|(a, b)| *a >= b),
                "{pair:?}"
            );
        }
        // A source that cannot be judged is neither as good as a usually reliable one nor as bad as D.
        assert!(TABLE[5].iter().zip(TABLE[1]).all(|(f, b)| *f <= b));
        assert!(TABLE[5].iter().zip(TABLE[3]).all(|(f, d)| *f >= d));
    }

    #[test]
    fn whom_the_text_names_and_who_else_tells_it() {
        let of = |attribution, texts| {
            confidence(
                Reliability::B,
                Credibility::of(attribution).corroborated(texts),
            )
        };
        assert_eq!(of(Some("communique"), 0), 70);
        assert_eq!(of(None, 0), 50);
        assert_eq!(of(Some("unnamed"), 0), 30);
        assert_eq!(of(Some("unnamed"), 1), 50);
        assert_eq!(of(Some("unnamed"), 9), 90);
    }

    #[test]
    fn letters() {
        for letter in ["A", "B", "C", "D", "E", "F"] {
            assert_eq!(
                Reliability::parse(letter).map(Reliability::as_str),
                Some(letter)
            );
        }
        assert_eq!(Reliability::parse("G"), None);
    }
}
