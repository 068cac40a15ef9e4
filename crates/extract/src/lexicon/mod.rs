//! Everything the extractor knows by name: topics, regions, groups, organisations, places, titles and
//! grammar words, as one trie over folded words in three languages.
//!
//! Arabic words are kept without their article, so `المديرية العامة للأمن الوطني` and
//! `مديرية الأمن` meet; the first word of a phrase may carry clitics, which stay outside the span.

mod canon;
#[cfg(test)]
#[path = "../../build/conjugate.rs"]
mod conjugate;
mod frozen;
mod hash;
mod tag;
mod verb;

use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::LazyLock;

use text::{Kind, Tokens, analyses};

pub(crate) use canon::canon;
use frozen::{Frozen, Numbers};
pub(crate) use hash::Quick;
pub(crate) use tag::{AR, EN, EVENTS, FR, Named, Place, Role, Tag};
use tag::{Case, Entry};
pub(crate) use verb::{Class, Cue, Number, Verb};

impl Tag {
    /// The place it names.
    pub fn place(self) -> Option<&'static Place<'static>> {
        match self {
            Tag::Place(n) => LEXICON.places.get(n as usize),
            _ => None,
        }
    }

    /// A title or a rank: `minister`, `colonel`, `نظيره`.
    pub fn title(self) -> bool {
        matches!(
            self,
            Tag::Office | Tag::OfficeFull | Tag::Minister | Tag::Rank | Tag::Counterpart
        )
    }
}

/// A phrase found at tokens `first..last`, `skip` letters into the first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub first: usize,
    pub last: usize,
    pub skip: usize,
    pub tag: Tag,
}

/// The lexicon of the binary.
pub(crate) type Lexicon = Frozen<'static>;

/// The lexicon, read at first use.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // It is part of the binary; if it cannot be read there is nothing to find in it.
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
    postcard::from_bytes(bytes).unwrap_or_default()
});

impl Place<'_> {
    /// Its names to keep: ar, fr, en.
    pub fn named(&self) -> [Option<String>; 3] {
        self.names.map(|name| name.map(str::to_owned))
    }
}

impl Numbers<'_> {
    fn len(&self) -> usize {
        self.0.len() / 4
    }

    fn get(&self, at: usize) -> Option<u32> {
        self.0.as_chunks().0.get(at).map(|n| u32::from_le_bytes(*n))
    }

    /// From the number at `at` to the one behind it.
    fn range(&self, at: u32) -> Range<usize> {
        let number = |at| self.get(at).unwrap_or(0) as usize;
        number(at as usize)..number(at as usize + 1)
    }

    /// Where in a `range` that is in order `number` lies.
    fn find(&self, range: Range<usize>, number: u32) -> Option<usize> {
        let row = self.0.as_chunks().0.get(range.clone())?;
        let at = row.binary_search_by_key(&number, |n| u32::from_le_bytes(*n));
        at.ok().map(|at| range.start + at)
    }
}

impl Lexicon {
    fn case_fits(&self, t: &Tokens<'_>, first: usize, case: Case) -> bool {
        match case {
            Case::Any => true,
            Case::Capital => t.list[first].capital,
            Case::Upper => t.text(first).chars().all(|c| !c.is_lowercase()),
        }
    }

    /// The number of a word.
    fn word(&self, w: &str) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = Quick::default().hash_one(w) as usize & mask;
        loop {
            let n = self.slots.get(at)?.checked_sub(1)?;
            if self.letters.get(self.starts.range(n))? == w.as_bytes() {
                return Some(n);
            }
            at = (at + 1) & mask;
        }
    }

    /// How a word without its article is used in names.
    pub fn role(&self, name: &str) -> Option<Role> {
        let n = self.names.get(self.word(name)? as usize)?.checked_sub(1)?;
        self.roles.get(n as usize).copied()
    }

    /// A stop word as it is written.
    pub fn is_stop(&self, word: &str) -> bool {
        self.stops.binary_search(&word).is_ok()
    }

    /// The node of phrases that begin with `word`.
    fn root(&self, word: u32) -> Option<u32> {
        self.roots.get(word as usize).filter(|&n| n > 0)
    }

    /// Where `word` leads from a node.
    fn step(&self, node: u32, word: u32) -> Option<u32> {
        let edge = self.edges.find(self.edges_from.range(node), word)?;
        self.targets.get(edge)
    }

    /// What ends at a node, in the order it was listed.
    fn entries(&self, node: u32) -> impl Iterator<Item = &Entry> {
        let ends = self.ends_from.range(node);
        ends.filter_map(|at| self.entries.get(self.ends.get(at)? as usize))
    }

    /// Every phrase of `t` in `languages`, the longest at each start first.
    pub fn find(&self, t: &Tokens<'_>, languages: u8) -> Vec<Hit> {
        let ids: Vec<Option<u32>> = (0..t.len())
            .map(|i| match t.list[i].kind {
                Kind::Arabic => self.word(&canon(t.folded(i))),
                _ => self.word(t.folded(i)),
            })
            .collect();
        let mut hits: Vec<Hit> = Vec::with_capacity(t.len());
        for i in 0..t.len() {
            let from = hits.len();
            if let Some(id) = ids[i] {
                // "للجنة" is ل and لجنة: its own ل begins the phrase.
                let skip = usize::from(t.folded(i).starts_with("لل"));
                self.walk(t, &ids, i, skip, id, languages, &mut hits);
            }
            if t.list[i].kind == Kind::Arabic {
                for a in analyses(t.folded(i)).filter(|a| a.outside > 0) {
                    // آلية begins like an article, فالنسيا like a clitic and an article.
                    let rest = t.folded(i);
                    let at = rest.char_indices().nth(a.outside).map_or(0, |c| c.0);
                    let whole = || self.word(&canon(&rest[at..]));
                    if let Some(id) = self.word(a.stem).or_else(whole) {
                        self.walk(t, &ids, i, a.outside, id, languages, &mut hits);
                    }
                }
            }
            // Longest first; of equal length the reading with fewer clitics.
            hits[from..].sort_by_key(|h| (std::cmp::Reverse(h.last), h.skip));
        }
        hits
    }

    #[allow(clippy::too_many_arguments)]
    fn walk(
        &self,
        t: &Tokens<'_>,
        ids: &[Option<u32>],
        first: usize,
        skip: usize,
        id: u32,
        languages: u8,
        hits: &mut Vec<Hit>,
    ) {
        let Some(mut node) = self.root(id) else {
            return;
        };
        let mut at = first + 1;
        loop {
            for e in self.entries(node) {
                if e.languages & languages != 0 && self.case_fits(t, first, e.case) {
                    hits.push(Hit {
                        first,
                        last: at,
                        skip,
                        tag: e.tag,
                    });
                }
            }
            let Some(Some(next)) = ids.get(at) else {
                return;
            };
            // A phrase does not run over a line end.
            if t.list[at].line_start {
                return;
            }
            let Some(next) = self.step(node, *next) else {
                return;
            };
            (node, at) = (next, at + 1);
        }
    }
}
