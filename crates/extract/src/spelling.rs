//! How an Arabic page spells: Egypt writes `فى` and `علي` alike with a bare ya, others dot every one, some put no hamza on an alef.
//!
//! Folding makes `على` and the name علي one word, `وأن` and the town وان another; the letters as received tell them apart where the page
//! keeps them apart, and what stands beside the word where it does not.

use text::Tokens;

use crate::doc::Doc;
use crate::lexicon::Tag;
use crate::rules::name_edge::foreign;

/// Which letters a page does not keep apart.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spelling {
    /// `فى`, `التى`: a ya without dots at the end of words.
    bare_ya: bool,
    /// `إلي`, `حتي`: dots below every one.
    dotted: bool,
    /// `ان`, `الامن`: no hamza on an alef.
    bare_alef: bool,
}

impl Spelling {
    /// Looks at the commonest words of the page.
    pub fn of(t: &Tokens<'_>) -> Self {
        let (mut inside, mut to) = ([0u32; 2], [0u32; 2]);
        for i in 0..t.len() {
            let count = match t.folded(i) {
                "في" | "التي" | "الذي" => &mut inside,
                "الي" | "حتي" | "لدي" => &mut to,
                _ => continue,
            };
            count[usize::from(t.text(i).ends_with('ي'))] += 1;
        }
        let hamza = ['أ', 'إ'];
        Self {
            bare_ya: inside[0] > inside[1],
            dotted: to[1] > to[0] || inside[1] > 0 && t.len() > 80 && !t.raw.contains('ى'),
            bare_alef: inside[0] + inside[1] + to[0] + to[1] > 0 && !t.raw.contains(hamza),
        }
    }
}

impl Doc<'_> {
    /// A particle whose folded form is also a name: `على` and علي, `بأن` and بان, `وإن` and وان.
    pub fn particle(&self, i: usize) -> bool {
        let said = self.t.text(i);
        let dots = said.ends_with('ي');
        match self.w(i) {
            "علي" | "وعلي" if dots => self.spelling.dotted && !self.ali(i),
            "علي" | "وعلي" => !(self.spelling.bare_ya && self.ali(i)),
            "الي" | "لدي" | "حتي" | "متي" => !dots || self.spelling.dotted,
            "ان" | "بان" | "وان" | "لان" => {
                self.spelling.bare_alef || said.contains(['أ', 'إ'])
            }
            "فان" | "كان" | "وكان" => said.contains(['أ', 'إ']),
            _ => false,
        }
    }

    /// `العميد على الفرجانى`, `خالد على القحطانى`, `الوزير التركى على أوزكايا`: the name by what stands around it.
    fn ali(&self, i: usize) -> bool {
        if i == 0 || self.line_start(i) || self.w(i).starts_with('و') {
            return false;
        }
        let given = |k: usize| self.role(k).is_some_and(|r| r.given);
        let (before, next) = (self.w(i - 1), self.w(i + 1));
        let son = |w: &str| matches!(w, "بن" | "ابن" | "ولد" | "ال");
        let family = self.arabic(i + 1)
            && next.starts_with("ال")
            && next.ends_with('ي')
            && !self.at(i + 1).iter().any(|h| !matches!(h.tag, Tag::Nat(_)));
        let known = self.role(i + 1).is_some_and(|r| r.surname && r.count > 20);
        let strange = self.arabic(i + 1)
            && !next.starts_with("ال")
            && self.at(i + 1).is_empty()
            && foreign(next);
        let titled = self.at_end(i, |t| matches!(t, Tag::Rank | Tag::OfficeFull));
        // "المدير العام للأمن الوطنى، على زروقى، وفدا"
        let between = before == "," && [i + 2, i + 3].iter().any(|&k| self.w(k) == ",");
        son(before)
            || son(next) && !self.at(i + 1).iter().any(|h| h.last > i + 2)
            || between && (family || self.at(i + 1).is_empty())
            || self.at_end(i, |t| matches!(t, Tag::Nat(_))) && strange
            || (titled || given(i - 1)) && (family || known || strange || given(i + 1))
            || given(i - 1) && next.starts_with("با") && self.at(i + 1).is_empty()
    }

    /// A phrase that ends before `i` has such a tag.
    fn at_end(&self, i: usize, tag: impl Fn(Tag) -> bool) -> bool {
        (i.saturating_sub(4)..i).any(|k| self.at(k).iter().any(|h| h.last == i && tag(h.tag)))
    }
}
