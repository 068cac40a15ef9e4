//! Arabic proclitics: the readings of a folded word as (و/ف)(ب/ل/ك)(ال) + stem.
//!
//! `للمديريه` reads as ل + المديريه (the article's alef is not written); the stem key is `مديريه` and
//! the clitic part that stays outside a span is one letter, ل.

/// One reading of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Analysis<'a> {
    /// Letters of proclitics that stay outside a span (not the article).
    pub outside: usize,
    /// The conjunction و or ف, if read.
    pub conjunction: bool,
    /// The preposition ب, ل or ك, if read.
    pub preposition: Option<char>,
    /// Whether the article was read.
    pub article: bool,
    /// What is left without clitics and article.
    pub stem: &'a str,
}

/// `word` without a leading ال where at least two letters stay.
pub fn strip_article(word: &str) -> &str {
    match word.strip_prefix("ال") {
        Some(rest) if rest.len() >= 4 => rest,
        _ => word,
    }
}

fn letter(word: &str) -> Option<(char, &str)> {
    let c = word.chars().next()?;
    Some((c, &word[c.len_utf8()..]))
}

/// Every reading of the folded `word` whose stem keeps at least two letters, fewest clitics first.
pub fn analyses(word: &str) -> impl Iterator<Item = Analysis<'_>> {
    let mut out: [Option<Analysis<'_>>; 4] = [None; 4];
    let mut n = 0;
    let mut add = |outside, conjunction, preposition, rest: &'_ str, forced_article: bool| {
        let (article, stem) = if forced_article {
            (true, rest)
        } else {
            let s = strip_article(rest);
            (s.len() != rest.len(), s)
        };
        if stem.len() >= 4 && n < 4 {
            // A borrow of the local closure cannot outlive it: store offsets through the word itself.
            let at = word.len() - stem.len();
            out[n] = Some(Analysis {
                outside,
                conjunction,
                preposition,
                article,
                stem: &word[at..],
            });
            n += 1;
        }
    };
    add(0, false, None, word, false);
    let mut rest = word;
    let mut outside = 0;
    let mut conjunction = false;
    if let Some((c @ ('و' | 'ف'), tail)) = letter(rest) {
        let _ = c;
        rest = tail;
        outside = 1;
        conjunction = true;
        add(outside, true, None, rest, false);
    }
    for (skip, base, conj) in [(conjunction, rest, true), (true, word, false)] {
        if !skip {
            continue;
        }
        let outside = if conj { outside } else { 0 };
        if let Some((p @ ('ب' | 'ل' | 'ك'), tail)) = letter(base) {
            match tail.strip_prefix('ل') {
                Some(stem) if p == 'ل' && stem.len() >= 4 => {
                    add(outside + 1, conj, Some(p), stem, true)
                }
                _ => add(outside + 1, conj, Some(p), tail, false),
            }
        }
    }
    out.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(word: &str) -> Vec<(usize, &str)> {
        analyses(word).map(|a| (a.outside, a.stem)).collect()
    }

    #[test]
    fn clitics_come_off_in_order() {
        assert_eq!(stems("للولايات"), [(0, "للولايات"), (1, "ولايات")]);
        assert!(stems("وبالرباط").contains(&(2, "رباط")));
        assert!(stems("والمديريه").contains(&(1, "مديريه")));
        assert!(stems("بمدريد").contains(&(1, "مدريد")));
        assert_eq!(stems("وفد")[0], (0, "وفد"));
        assert_eq!(stems("ال").len(), 1);
    }
}
