//! Parts of a name: what is dropped, what is joined, and the coarse key.

use crate::arabic::strip_article;
use crate::fold::fold_str;
use crate::token::{Kind, tokenize};

use super::{across, latin};

/// One part of a name, in one script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePart {
    /// عبد, بن, ابو … in front, as one of a few signs.
    prefix: Option<Prefix>,
    /// The folded rest, without article.
    stem: String,
    /// How it sounds, where it is written in Latin letters.
    sound: String,
    /// الدين joined behind.
    din: bool,
    arabic: bool,
}

/// What is joined in front of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Abd,
    Ben,
    Abu,
    Ould,
}

impl Prefix {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "عبد" | "abd" | "abdel" | "abdul" | "abdal" | "abdoul" | "abdou" | "abdu" | "abde" => {
                Prefix::Abd
            }
            "بن" | "ابن" | "ben" | "bin" | "ibn" | "bint" | "بنت" => Prefix::Ben,
            "ابو" | "ابا" | "ابي" | "abu" | "abou" | "abi" | "aboul" | "abul" => {
                Prefix::Abu
            }
            "ولد" | "ould" | "weld" => Prefix::Ould,
            _ => return None,
        })
    }

    fn key(self) -> &'static str {
        match self {
            Prefix::Abd => "bd",
            Prefix::Ben => "bn",
            Prefix::Abu => "b",
            Prefix::Ould => "ld",
        }
    }
}

const ARTICLES: &[&str] = &[
    "ال", "al", "el", "il", "ul", "l", "ed", "er", "es", "ar", "as", "ad", "an", "en", "at", "et",
    "az", "ez", "ash", "ech",
];
const DIN: &[&str] = &[
    "الدين",
    "دين",
    "eddine",
    "eddin",
    "uddin",
    "aldin",
    "eldin",
    "din",
    "dine",
    "addin",
    "deen",
    "ouddine",
];

impl NamePart {
    /// The folded part without article, prefix and `al-Din`.
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// Whether it is written in Arabic.
    pub fn is_arabic(&self) -> bool {
        self.arabic
    }

    /// Whether the two are spellings of one name part.
    pub fn same(&self, other: &NamePart) -> bool {
        if self.prefix != other.prefix || self.din != other.din {
            return self.joined_same(other) || other.joined_same(self);
        }
        self.same_stem(other)
    }

    fn same_stem(&self, other: &NamePart) -> bool {
        match (self.arabic, other.arabic) {
            (true, true) => self.stem == other.stem,
            (false, false) => self.sound == other.sound,
            (true, false) => across_article(&self.stem, &other.stem),
            (false, true) => across_article(&other.stem, &self.stem),
        }
    }

    /// Reads the sound off the stem.
    fn hear(&mut self) {
        if !self.arabic {
            self.sound = latin::sound(&self.stem);
        }
    }

    /// `بن علي` and `Benali`: one writes the prefix into the stem.
    fn joined_same(&self, other: &NamePart) -> bool {
        let (Some(Prefix::Ben | Prefix::Abu), None) = (self.prefix, other.prefix) else {
            return false;
        };
        if self.din != other.din {
            return false;
        }
        let heads: &[&str] = match (self.prefix, other.arabic) {
            (Some(Prefix::Ben), true) => &["بن"],
            (Some(Prefix::Ben), false) => &["ben", "bin"],
            (_, true) => &["بو", "ابو"],
            (_, false) => &["bou", "abou", "abu"],
        };
        heads
            .iter()
            .filter_map(|h| other.stem.strip_prefix(h))
            .any(|rest| {
                let rest = if other.arabic {
                    strip_article(rest)
                } else {
                    rest
                };
                if rest.len() < 2 {
                    return false;
                }
                let mut bare = NamePart {
                    stem: rest.to_owned(),
                    ..other.clone()
                };
                bare.hear();
                self.same_stem(&bare)
            })
    }

    /// Consonants only, look-alike sounds as one: the same for all spellings that can be `same`,
    /// save that joined prefixes are written out.
    pub fn key(&self) -> String {
        let mut key = String::from(self.prefix.map_or("", Prefix::key));
        if self.arabic {
            across::key(&self.stem, &mut key)
        } else {
            latin::key(&self.stem, &mut key)
        }
        if self.din {
            key.push_str("dn");
        }
        key
    }
}

/// As written, or with the article written into the Latin word: Elloumi, Altawarah, Layouni.
fn across_article(arabic: &str, latin: &str) -> bool {
    across::aligned(arabic, latin)
        || ["al", "el", "l"].iter().any(|article| {
            let rest = latin.strip_prefix(article).filter(|r| r.len() >= 5);
            rest.is_some_and(|r| across::aligned(arabic, r))
        })
}

/// Splits a written name into parts.
pub(super) fn parse(written: &str) -> Vec<NamePart> {
    let tokens = tokenize(written);
    let mut parts: Vec<NamePart> = Vec::new();
    let mut prefix = None;
    for i in 0..tokens.len() {
        let kind = tokens.list[i].kind;
        if !matches!(kind, Kind::Arabic | Kind::Latin | Kind::Other) {
            continue;
        }
        let arabic = kind == Kind::Arabic;
        let word = tokens.folded(i);
        // Ra'ouf, Ja'ar: an apostrophe inside a name marks ayn or hamza.
        if i >= 2
            && prefix.is_none()
            && !tokens.list[i].spaced
            && !tokens.list[i - 1].spaced
            && tokens.folded(i - 1) == "'"
            && let Some(last) = parts.last_mut().filter(|p| !p.arabic && !p.din)
        {
            last.stem.push_str(word);
            continue;
        }
        if DIN.contains(&word)
            && prefix.is_none()
            && let Some(last) = parts.last_mut().filter(|p| p.arabic == arabic && !p.din)
        {
            last.din = true;
            continue;
        }
        if ARTICLES.contains(&word) && (arabic || i + 1 < tokens.len()) {
            continue;
        }
        let more = i + 1 < tokens.len();
        if let Some(p) = Prefix::of(word).filter(|_| more && prefix.is_none()) {
            prefix = Some(p);
            continue;
        }
        parts.push(single(word, arabic, prefix.take()));
    }
    parts.iter_mut().for_each(NamePart::hear);
    parts
}

fn single(word: &str, arabic: bool, prefix: Option<Prefix>) -> NamePart {
    let mut part = NamePart {
        prefix,
        stem: String::new(),
        sound: String::new(),
        din: false,
        arabic,
    };
    if arabic {
        let mut stem = word;
        if prefix.is_none()
            && let Some(rest) = word.strip_prefix("عبدال").filter(|r| r.len() >= 4)
        {
            part.prefix = Some(Prefix::Abd);
            stem = rest;
        }
        if let Some(rest) = stem.strip_suffix("الدين").filter(|r| r.len() >= 4) {
            part.din = true;
            stem = rest;
        }
        part.stem = if stem == "الله" {
            "له".to_owned()
        } else {
            strip_article(stem).to_owned()
        };
        return part;
    }
    let mut stem = fold_str(word);
    if prefix.is_none()
        && let Some(rest) = latin::after_abd(&stem)
    {
        part.prefix = Some(Prefix::Abd);
        stem = rest;
    }
    if part.prefix == Some(Prefix::Abd) && latin::is_allah(&stem) {
        part.stem = "lah".to_owned();
        return part;
    }
    for tail in [
        "eddine", "eddin", "uddin", "ouddine", "iddine", "iddin", "aldin", "eldin",
    ] {
        if let Some(rest) = stem.strip_suffix(tail).filter(|r| r.len() >= 2) {
            part.din = true;
            stem = rest.to_owned();
            break;
        }
    }
    part.stem = stem;
    part
}
