//! The same paragraph twice: exactly once folded, or nearly, by shared runs of four words.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use text::{Kind, paragraphs, tokenize};

use crate::lexicon::Quick;

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

/// Repeated paragraphs of `raw` outside `furniture`, in order.
pub fn repeats(raw: &str, furniture: &[crate::clean::Furniture]) -> Vec<Repeat> {
    let mut out = Vec::new();
    let mut spans: Vec<std::ops::Range<usize>> = Vec::new();
    let mut sizes: Vec<usize> = Vec::new();
    let keys = RandomState::new();
    let mut exact: Sums<usize> = HashMap::default();
    let mut runs: Sums<u32> = HashMap::default();
    for p in paragraphs(raw) {
        // A dateline is cut off its paragraph.
        let next = furniture.partition_point(|f| f.start <= p.start);
        let over = next.checked_sub(1).map_or(0, |n| furniture[n].end);
        if over >= p.end {
            continue;
        }
        let start = p.start.max(over);
        let t = tokenize(&raw[start..p.end]);
        let words: Vec<u64> = (0..t.len())
            .filter(|&i| t.list[i].kind != Kind::Mark)
            .map(|i| keys.hash_one(t.folded(i)))
            .collect();
        if words.len() < 6 {
            continue;
        }
        let at = spans.len();
        let key = hash(&words);
        let first = t
            .list
            .iter()
            .find(|k| k.kind != Kind::Mark)
            .map_or(0, |k| k.start as usize);
        let here = start + first..p.end;
        let mut grams: Vec<u64> = words.windows(4).map(hash).collect();
        grams.sort_unstable();
        grams.dedup();
        let earlier = exact.get(&key).copied().or_else(|| match words.len() {
            ..12 => None,
            _ => near(&grams, &runs, &sizes),
        });
        if let Some(of) = earlier {
            let of = &spans[of];
            out.push(Repeat {
                start: here.start,
                end: here.end,
                of_start: of.start,
                of_end: of.end,
            });
            continue;
        }
        exact.insert(key, at);
        sizes.push(grams.len());
        for g in grams {
            runs.entry(g).or_insert(at as u32);
        }
        spans.push(here);
    }
    out
}

/// An earlier paragraph that shares nine tenths of its four-word runs with this one.
fn near(grams: &[u64], runs: &Sums<u32>, sizes: &[usize]) -> Option<usize> {
    let mut shared: HashMap<u32, usize> = HashMap::new();
    for g in grams {
        if let Some(&p) = runs.get(g) {
            *shared.entry(p).or_insert(0) += 1;
        }
    }
    let (p, n) = shared
        .into_iter()
        .max_by_key(|&(p, n)| (n, std::cmp::Reverse(p)))?;
    let p = p as usize;
    (n * 10 >= grams.len().max(sizes[p]) * 8).then_some(p)
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
        let got = repeats(&text, &[]);
        assert_eq!(got.len(), 2);
        assert!(got.iter().all(|r| r.of_start == 0 && r.of_end == a.len()));
        assert_eq!(text[got[0].start..got[0].end].trim(), b);
    }
}
