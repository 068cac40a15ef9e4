//! Names across scripts: when عبد اللطيف حموشي, الحموشي, Abdellatif Hammouchi and El Hammouchi may be
//! one person, and when two spellings are two people.
//!
//! Arabic writes consonants and long vowels, Latin writes what a typist heard. So an Arabic and a
//! Latin part are aligned letter by letter (`across`): every Arabic letter must be heard, and Latin
//! may add at most one short vowel between two of them. That keeps حسن (Hassan) from حسين (Hussein).
//! Two parts of one script are compared in that script. `NamePart::key` is a coarse consonant key for
//! indexes: names that relate have the same keys, not the other way round.

mod across;
mod latin;
mod part;

pub use part::NamePart;

/// How two names relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same parts in the same order.
    Same,
    /// One leaves out parts of the other but keeps its family name.
    Short,
    /// Not the same name.
    Different,
}

/// A person's name, in parts: articles dropped, عبد and بن joined to what they govern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    parts: Vec<NamePart>,
}

/// Family names that stand first, folded.
const LEADING: &[&str] = &[
    "تشن",
    "وانغ",
    "تشانغ",
    "ليو",
    "يانغ",
    "هوانغ",
    "تشاو",
    "تشو",
    "سون",
    "كيم",
    "بارك",
    "باك",
    "تشوي",
    "نغوين",
    "تران",
    "ليم",
    "تان",
    "فان",
    "يون",
    "بيه",
    "يو",
    "غاو",
    "لين",
    "جيانغ",
    "جونغ",
    "كانغ",
    "جانغ",
    "شين",
    "كوون",
    "سونغ",
    "هونغ",
    "فام",
    "دانغ",
    "chen",
    "wang",
    "li",
    "zhang",
    "liu",
    "yang",
    "huang",
    "zhao",
    "wu",
    "zhou",
    "xu",
    "sun",
    "kim",
    "park",
    "lee",
    "choi",
    "nguyen",
    "tran",
    "lim",
    "tan",
    "goh",
    "teo",
    "ong",
    "wong",
    "chua",
    "koh",
    "yeo",
    "chia",
    "toh",
    "ang",
    "low",
    "loh",
    "lau",
    "ho",
    "foo",
    "fong",
    "heng",
    "seah",
    "quek",
    "kwek",
    "pham",
    "hoang",
    "huynh",
    "phan",
    "vu",
    "vo",
    "dang",
    "bui",
    "ngo",
    "duong",
    "jung",
    "jeong",
    "kang",
    "cho",
    "yoon",
    "jang",
    "han",
    "seo",
    "shin",
    "kwon",
    "hwang",
    "ahn",
    "ryu",
    "hong",
    "moon",
    "bae",
    "baek",
    "zhu",
    "lin",
    "gao",
    "guo",
    "luo",
    "zheng",
    "liang",
    "xie",
    "tang",
    "feng",
    "deng",
    "cao",
    "peng",
    "zeng",
    "xiao",
    "tian",
    "dong",
    "pan",
    "yuan",
    "cai",
    "jiang",
    "yu",
    "du",
    "ye",
    "cheng",
    "wei",
    "su",
    "lu",
    "ding",
    "ren",
    "shen",
    "yao",
    "lai",
    "chan",
    "cheung",
    "leung",
    "kwok",
    "lam",
    "كيم",
    "تشن",
    "وانغ",
    "لي",
    "بارك",
    "نغوين",
];

impl Name {
    /// Reads a name as written, without titles.
    pub fn parse(written: &str) -> Self {
        Self {
            parts: part::parse(written),
        }
    }

    /// Its parts, in order.
    pub fn parts(&self) -> &[NamePart] {
        &self.parts
    }

    /// The coarse keys of all parts, joined with spaces.
    pub fn key(&self) -> String {
        self.parts
            .iter()
            .map(NamePart::key)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The family name where it stands first, as in Chinese and Korean names.
    pub fn leading_family(&self) -> Option<&NamePart> {
        let first = self.parts.first().filter(|_| self.parts.len() > 1)?;
        LEADING.contains(&first.stem()).then_some(first)
    }

    /// How `self` and `other` relate.
    pub fn relation(&self, other: &Name) -> Relation {
        let (long, short) = if self.parts.len() >= other.parts.len() {
            (&self.parts, &other.parts)
        } else {
            (&other.parts, &self.parts)
        };
        let (Some(family), Some(last)) = (long.last(), short.last()) else {
            return Relation::Different;
        };
        if !family.same(last) {
            if short.len() > 1 || long.len() == 1 {
                return Relation::Different;
            }
            // Chen Weixiong is Mr Chen.
            let first = long[0].same(last) && LEADING.contains(&long[0].stem());
            // "Lado" for James Lado Wani: in Latin letters a middle name stands for the whole, too.
            let middle =
                || !last.is_arabic() && long[1..long.len() - 1].iter().any(|p| p.same(last));
            return if first || middle() {
                Relation::Short
            } else {
                Relation::Different
            };
        }
        let mut rest = long[..long.len() - 1].iter();
        let kept = short[..short.len() - 1]
            .iter()
            .all(|p| rest.any(|q| q.same(p)));
        match (kept, long.len() == short.len()) {
            (false, _) => Relation::Different,
            (true, true) => Relation::Same,
            // A family name alone may stand for the whole; two given names may not.
            (true, false) => Relation::Short,
        }
    }
}

#[cfg(test)]
mod tests;
