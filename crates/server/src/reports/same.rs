//! Whether two documents have the same text: by the runs of five words they share.
//!
//! Smallest example: an agency's article on two sites, one with a heading and a footer of its own, shares nearly all runs
//! and is one text with two sources. A longer article that quotes it shares some, and is no independent witness.

use extract::Extraction;
use ring::digest::{SHA256, digest};
use std::collections::BTreeSet;
use text::{Kind, tokenize};

/// Words of a run.
const RUN: usize = 5;
/// Runs kept of a document: of most reports all, of long ones those with the smallest hashes.
const KEPT: usize = 512;

/// The hashes of a text's runs, without furniture and repeats, smallest first.
pub fn shingles(text: &str, found: &Extraction) -> Vec<i64> {
    let hidden: Vec<_> = (found.furniture.iter().map(|f| f.start..f.end))
        .chain(found.repeats.iter().map(|r| r.start..r.end))
        .collect();
    let tokens = tokenize(text);
    let words: Vec<&str> = (0..tokens.len())
        .filter(|&at| {
            let token = &tokens.list[at];
            token.kind != Kind::Mark && !hidden.iter().any(|h| h.contains(&(token.start as usize)))
        })
        .map(|at| tokens.folded(at))
        .collect();
    let runs: BTreeSet<i64> = match words.len() {
        0..RUN => [hash(&words)].into(),
        _ => words.windows(RUN).map(hash).collect(),
    };
    runs.into_iter().take(KEPT).collect()
}

/// Eight bytes of the SHA-256 of these words.
pub(super) fn hash(words: &[&str]) -> i64 {
    let digest = digest(&SHA256, words.join(" ").as_bytes());
    let mut eight = [0; 8];
    eight.copy_from_slice(&digest.as_ref()[..8]);
    i64::from_le_bytes(eight)
}

/// Whether so many runs in common make two texts of these sizes one.
pub fn is_same(shared: usize, mine: usize, theirs: usize) -> bool {
    shared * 10 >= mine.max(theirs) * 6
}

/// Whether so many runs in common make one text lean on the other.
pub fn leans_on(shared: usize, mine: usize, theirs: usize) -> bool {
    shared * 10 >= mine.min(theirs) * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<i64> {
        shingles(text, &extract::extract(text, None))
    }

    fn shared(a: &[i64], b: &[i64]) -> usize {
        a.iter().filter(|hash| b.contains(hash)).count()
    }

    #[test]
    fn a_copy_with_another_heading_is_the_same_text_and_another_report_is_not() {
        let article = "استقبل وزير الداخلية التونسي هشام النوري أمس الثلاثاء بتونس سفير فرنسا جان مارتان. وتناول اللقاء سبل التعاون الأمني بين البلدين في مكافحة الإرهاب والجريمة المنظمة والهجرة غير النظامية وتبادل المعلومات بين الأجهزة المختصة.";
        let copy = format!(
            "تونس وفرنسا تعززان تعاونهما\n{}\n",
            article.replace("أمس", "أَمس")
        );
        let other = "عقد مدير الأمن العام الأردني اجتماعا في عمان مع نظيره العراقي لبحث أمن الحدود المشتركة وتدريب الكوادر وتبادل الخبرات في مجال الأدلة الجنائية.";
        let (a, b, c) = (of(article), of(&copy), of(other));
        assert!(is_same(shared(&a, &b), a.len(), b.len()));
        assert!(!leans_on(shared(&a, &c), a.len(), c.len()));
        let quoting = of(&format!(
            "{other}\n{article}\n{other} {}",
            other.replace("الأردني", "العراقي")
        ));
        assert!(leans_on(shared(&a, &quoting), a.len(), quoting.len()));
    }
}
