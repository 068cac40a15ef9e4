//! The same paragraph twice: exactly once folded, or nearly, by shared runs of four words; also a sentence of an earlier
//! paragraph, and earlier paragraphs put together.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use text::{Kind, Tokens, paragraphs};

use crate::clean::Furniture;
use crate::lexicon::{LEXICON, Quick, Tag};

/// A passage that says again what an earlier one said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// First byte of the later passage.
    pub start: usize,
    /// Byte after it.
    pub end: usize,
    /// First byte of the earlier one.
    pub of_start: usize,
    /// Byte after it.
    pub of_end: usize,
}

/// Paragraphs or runs of words by what `hash` makes of them. Words are hashed with keys nobody can know, so
/// the sums over them need no such care.
type Sums<V> = HashMap<u64, V, Quick>;

fn hash(words: &[u64]) -> u64 {
    Quick::default().hash_one(words)
}

/// More words than a dateline has.
const DATELINE: usize = 12;

/// What a text has said so far.
#[derive(Default)]
pub(crate) struct Said {
    keys: RandomState,
    /// Where each paragraph stands.
    spans: Vec<std::ops::Range<usize>>,
    /// How many runs of four words each has.
    sizes: Vec<usize>,
    exact: Sums<usize>,
    runs: Sums<u32>,
}

impl Said {
    /// Repeated paragraphs of the part of a text that begins at byte `at`, outside the `furniture` of the text, in order.
    pub fn repeats(&mut self, t: &Tokens<'_>, at: usize, furniture: &[Furniture]) -> Vec<Repeat> {
        let mut out = Vec::new();
        self.runs.reserve(t.len());
        for p in paragraphs(t.raw) {
            let p = at + p.start..at + p.end;
            // A dateline is cut off its paragraph.
            let next = furniture.partition_point(|f| f.start <= p.start);
            let over = next.checked_sub(1).map_or(0, |n| furniture[n].end);
            if over >= p.end {
                continue;
            }
            let byte = p.start.max(over) - at;
            let first = t.list.partition_point(|k| (k.start as usize) < byte);
            let last = t.list.partition_point(|k| (k.start as usize) < p.end - at);
            let word = |&i: &usize| t.list[i].kind != Kind::Mark;
            let Some(begin) = (first..last).find(word) else {
                continue;
            };
            let here = at + t.list[begin].start as usize..p.end;
            let at_words: Vec<usize> = (begin..last).filter(word).collect();
            let words = at_words.iter();
            let words: Vec<u64> = words.map(|&i| self.keys.hash_one(t.folded(i))).collect();
            if words.len() < 5 {
                continue;
            }
            let raw = t.raw[..p.end - at].trim_end();
            let ends = raw.ends_with(['.', '!', '?', '؟', '»', '"', '”']);
            let dateline = dateline(t, &at_words);
            let anew = |n: usize| n >= dateline && names(t, at_words[n]);
            match self.earlier(&words, ends, anew) {
                Ok(of) => out.push(Repeat {
                    start: here.start,
                    end: here.end,
                    of_start: self.spans[of].start,
                    of_end: self.spans[of].end,
                }),
                Err(grams) => {
                    let n = self.spans.len();
                    self.exact.insert(hash(&words), n);
                    self.sizes.push(grams.len());
                    for g in grams {
                        self.runs.entry(g).or_insert(n as u32);
                    }
                    self.spans.push(here);
                }
            }
        }
        out
    }

    /// An earlier paragraph of these words or nearly these, or that holds most of them; where there is none, their runs of
    /// four. A short line that does not end as a sentence may be a name that is only said again; and where a word that no run
    /// shares names somebody, as `anew` says, the formula is told of another.
    fn earlier(
        &self,
        words: &[u64],
        ends: bool,
        anew: impl Fn(usize) -> bool,
    ) -> Result<usize, Vec<u64>> {
        if let Some(&of) = self.exact.get(&hash(words)) {
            return Ok(of);
        }
        let mut grams: Vec<u64> = words.windows(4).map(hash).collect();
        grams.sort_unstable();
        grams.dedup();
        let near = || near(&grams, &self.runs, &self.sizes);
        let least = if ends { 8 } else { 12 };
        let found = (words.len() >= least).then(near).flatten();
        found
            .filter(|_| !self.strange(words).into_iter().any(anew))
            .ok_or(grams)
    }

    /// Which words stand in no run that was said before.
    fn strange(&self, words: &[u64]) -> Vec<usize> {
        let mut said = vec![false; words.len()];
        for (n, run) in words.windows(4).map(hash).enumerate() {
            if self.runs.contains_key(&run) {
                said[n..n + 4].fill(true);
            }
        }
        (0..words.len()).filter(|&n| !said[n]).collect()
    }
}

/// How many of the words stand in a dateline: `KAMPALA, March 12 (AP) - The …`, `Manama, Oct. 9 (BNA): Chief …`.
fn dateline(t: &Tokens<'_>, words: &[usize]) -> usize {
    let closes = |&n: &usize| {
        let mut between = words[n - 1] + 1..words[n];
        between.any(|i| match t.folded(i) {
            "-" | "–" | "—" | "--" | "/" | "|" => t.list[i + 1].spaced,
            ":" => t.folded(i - 1) == ")" || t.list[i - 1].kind == Kind::Number,
            _ => false,
        })
    };
    (1..words.len().min(DATELINE))
        .rev()
        .find(closes)
        .unwrap_or(0)
}

/// Token `i` is a figure, or names somebody, a place or a nation.
fn names(t: &Tokens<'_>, i: usize) -> bool {
    let token = &t.list[i];
    if token.kind == Kind::Number {
        return true;
    }
    let word = t.folded(i);
    let of = |h: &crate::lexicon::Hit| h.tag.place().is_some() || matches!(h.tag, Tag::Nat(_));
    !LEXICON.is_stop(word)
        && (token.kind == Kind::Latin && token.capital
            || LEXICON.role(text::strip_article(word)).is_some()
            || LEXICON.find(&text::tokenize(word), 1).iter().any(of))
}

/// An earlier paragraph that shares eight tenths of its four-word runs with this one or holds all of these; or, for a long
/// paragraph, that which holds most of them, where hardly any stands in none.
fn near(grams: &[u64], runs: &Sums<u32>, sizes: &[usize]) -> Option<usize> {
    let mut shared: HashMap<u32, usize> = HashMap::new();
    for g in grams {
        if let Some(&p) = runs.get(g) {
            *shared.entry(p).or_insert(0) += 1;
        }
    }
    let said: usize = shared.values().sum();
    let (p, n) = shared
        .into_iter()
        .max_by_key(|&(p, n)| (n, std::cmp::Reverse(p)))?;
    let p = p as usize;
    let alike = grams.len() >= 9 && n * 10 >= grams.len().max(sizes[p]) * 8;
    let within = n == grams.len() || grams.len() >= 9 && n * 10 >= grams.len() * 9;
    let joined = grams.len() >= 21 && said * 20 >= grams.len() * 17;
    (alike || within || joined).then_some(p)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_paragraph_and_nearly_the_same() {
        let a =
            "استقبل المدير العام للأمن الوطني صباح اليوم بالرباط نظيره الإسباني في زيارة عمل رسمية";
        let b = "إستقبل المدير العام للأمن الوطني، صباح اليوم بالرباط، نظيره الإسباني في زيارة عمل رسمية.";
        let c =
            "استقبل المدير العام للأمن الوطني صباح اليوم بالرباط نظيره الإسباني في زيارة عمل ودية";
        let d = "وقع الوزيران مذكرة تفاهم في مجال مكافحة الإرهاب والجريمة المنظمة بمقر الوزارة";
        let text = format!("{a}\n{d}\n{b}\n{c}\nقصير\nقصير");
        let got = Said::default().repeats(&text::tokenize(&text), 0, &[]);
        assert_eq!(got.len(), 2);
        assert!(got.iter().all(|r| r.of_start == 0 && r.of_end == a.len()));
        assert_eq!(text[got[0].start..got[0].end].trim(), b);
    }

    fn again(first: &str, then: &str) -> bool {
        let text = format!("{first}\n{then}");
        let got = Said::default().repeats(&text::tokenize(&text), 0, &[]);
        got.iter()
            .any(|r| r.start > first.len() && r.end == text.len())
    }

    const A: &str = "The police chiefs of Kenya and Uganda met in Nairobi on Tuesday to discuss patrols on the lake. \
        Both sides agreed to exchange the names of boats that carry no papers.";
    const B: &str = "A second round of talks is planned in Kampala before the end of the year, the two offices said \
        in a joint statement that was read out by Grace Okello.";

    #[test]
    fn a_sentence_of_an_earlier_paragraph_and_paragraphs_put_together() {
        let (one, other) = A.split_once(". ").unwrap();
        assert!(again(A, other));
        assert!(again(A, &format!("{one}.")));
        assert!(again(&format!("{A}\n{B}"), &format!("{A} {B}")));
        assert!(again(A, &format!("NAIROBI, March 12 (AP) - {A}")));
        assert!(again(A, &format!("Nairobi, March 12 (AP): {A}")));
        // More than what was said.
        assert!(!again(other, A));
        // A name that is only said again.
        let who = "Inspector General of the National Police Service Grace Okello";
        assert!(!again(
            &format!("{who} opened the talks in Nairobi on Tuesday."),
            who
        ));
    }

    #[test]
    fn a_formula_told_of_another_is_no_repeat() {
        assert!(!again(A, &A.replace("Uganda", "Zambia")));
        assert!(!again(B, &B.replace("Grace Okello", "Peter Banda")));
        assert!(again(B, &B.replace("planned", "foreseen")));
        let fr = "Le ministre de l'Intérieur a reçu mardi dans son bureau l'ambassadeur de France pour parler de la \
            formation des cadres de la police et de l'échange de renseignements entre les deux pays.";
        assert!(!again(fr, &fr.replace("France", "Belgique")));
        assert!(again(fr, &fr.replace("cadres", "agents")));
        let ar = "استقبل وزير الداخلية صباح اليوم في مكتبه سفير فرنسا وبحثا سبل تطوير التعاون الأمني بين البلدين \
            وتبادل المعلومات والخبرات في مجال مكافحة الجريمة المنظمة والاتجار بالبشر";
        assert!(!again(ar, &ar.replace("فرنسا", "كينيا")));
        assert!(!again(ar, &ar.replace("سفير فرنسا", "24 ضابطا")));
        assert!(again(ar, &ar.replace("سبل", "آفاق")));
    }
}
