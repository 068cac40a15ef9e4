//! Words that a date begins with. Most words of a text are none, which one look at a table of bits tells.

use std::sync::LazyLock;

use super::within::ORDINALS;
use super::words::{MONTHS, PAIRED, RELATIVE, UNITS, WEEKDAYS};

/// Words the rules for Arabic and Latin tokens begin with, besides names of days, months and units.
const OTHERS: &[&str] = &[
    "فاتح",
    "يوم",
    "يومي",
    "ايام",
    "ليوم",
    "بيوم",
    "ليومي",
    "وليوم",
    "ويوم",
    "ويومي",
    "بعد",
    "اول",
    "avant",
    "apres",
    "annees",
    "ete",
    "automne",
    "hiver",
    "printemps",
    "weekend",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "trente",
    "day",
    "aujourd",
    "شهر",
    "لشهر",
    "بشهر",
    "وشهر",
    "السداسي",
    "النصف",
    "السدس",
    "الثلاثي",
    "الربع",
    "الفصل",
    "premier",
    "first",
    "deuxieme",
    "second",
    "troisieme",
    "third",
    "quatrieme",
    "fourth",
    "dernier",
    "last",
    "للعام",
    "للسنه",
    "للشهر",
    "للاسبوع",
    "هذا",
    "هذه",
    "cette",
    "ce",
    "this",
    "next",
    "سنه",
    "عام",
    "لسنه",
    "لعام",
    "بسنه",
    "وسنه",
    "وعام",
];

/// One bit for each sum that an opening word has.
static BITS: LazyLock<[u64; 64]> = LazyLock::new(|| {
    let named = MONTHS.iter().chain(WEEKDAYS).copied().flatten();
    let valued = RELATIVE
        .iter()
        .map(|w| &w.0)
        .chain(UNITS.iter().map(|w| &w.0));
    let paired = PAIRED
        .iter()
        .map(|w| &w.0)
        .chain(ORDINALS.iter().map(|w| &w.0));
    let mut bits = [0; 64];
    for word in named.chain(valued).chain(paired).chain(OTHERS) {
        let n = sum(word);
        bits[n / 64] |= 1 << (n % 64);
    }
    bits
});

/// Twelve bits of the length and three letters.
fn sum(word: &str) -> usize {
    let b = word.as_bytes();
    let n = b.len();
    let some = [b[1.min(n - 1)], b[n / 2], b[n - 1], n as u8];
    (u32::from_le_bytes(some).wrapping_mul(0x9E37_79B1) >> 20) as usize
}

/// A date may begin with the folded `word`; for one word in some twenty the answer is wrong, and the rules say so.
pub(super) fn opens(word: &str) -> bool {
    let known = |w: &str| !w.is_empty() && BITS[sum(w) / 64] >> (sum(w) % 64) & 1 == 1;
    // "وبالنصف الأول"
    known(word) || known(word.trim_start_matches(['و', 'ب']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_open_a_date() {
        for word in [
            "monday",
            "ماي",
            "وبالنصف",
            "hier",
            "الثلاثين",
            "ايام",
            "كانون",
        ] {
            assert!(opens(word), "{word}");
        }
        let text = "le ministre de l interieur a recu mercredi son homologue استقبل الوزير نظيره في الرباط وبحثا معا";
        assert!(text.split(' ').filter(|w| opens(w)).count() <= 4);
        assert!(!opens(""));
    }
}
