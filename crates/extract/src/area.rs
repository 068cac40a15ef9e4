//! Parts of the world: what a region or country, named in any of the three languages, takes in.
//!
//! `الساحل`, `Sahel` and `sahel` are the same five countries; `africa` takes in the Sahel, because all its countries lie
//! there, but not the Mediterranean.

use crate::lexicon::{AR, EN, FR, LEXICON, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use text::tokenize;

/// What lies in a part of the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// ISO 3166-1 alpha-2.
    pub countries: BTreeSet<String>,
    /// Regions whose countries all lie there, as a `location` says them in `region`.
    pub regions: BTreeSet<String>,
}

static AREAS: LazyLock<BTreeMap<&str, BTreeSet<&str>>> = LazyLock::new(|| {
    let mut areas: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let lines = include_str!("../data/lexicon/areas.txt").lines();
    for (name, members) in lines.filter_map(|line| line.split_once('=')) {
        let members = members.split_whitespace();
        let members = members.flat_map(|member| match areas.get(member) {
            Some(area) => area.iter().copied().collect(),
            None => vec![member],
        });
        let members = members.collect();
        areas.insert(name.trim(), members);
    }
    areas
});

/// The part of the world that this text means: a region of STIX's vocabulary or of the lexicon, a country's code, or the
/// name of either.
pub fn area(text: &str) -> Option<Area> {
    let asked = text.trim().to_lowercase().replace([' ', '_'], "-");
    if let Some(countries) = AREAS.get(asked.as_str()) {
        return Some(Area::of(countries, Some(&asked)));
    }
    let code = text.trim().to_uppercase();
    let known = |code: &str| AREAS.values().any(|area| area.contains(code));
    if code.len() == 2 && known(&code) {
        return Some(Area::of(&[code.as_str()].into(), None));
    }
    // A name that nobody bothered to capitalise.
    let raised: Vec<String> = text.split_whitespace().map(capital).collect();
    named(text).or_else(|| named(&raised.join(" ")))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

impl Area {
    fn of(countries: &BTreeSet<&str>, itself: Option<&str>) -> Self {
        let inside = AREAS.iter().filter(|(_, area)| area.is_subset(countries));
        let regions = inside.map(|(name, _)| *name).chain(itself);
        Self {
            countries: countries.iter().map(|code| (*code).to_owned()).collect(),
            regions: regions.map(str::to_owned).collect(),
        }
    }
}

/// By a name in Arabic, French or English.
fn named(text: &str) -> Option<Area> {
    let tokens = tokenize(text);
    let mut hits = LEXICON.find(&tokens, AR | FR | EN).into_iter();
    hits.find_map(|hit| {
        let whole = hit.first == 0 && hit.last == tokens.len() && hit.skip == 0;
        match hit.tag {
            Tag::Region(n) if whole => {
                let id = LEXICON.named.get(usize::from(n))?.id.as_str();
                Some(Area::of(AREAS.get(id)?, Some(id)))
            }
            Tag::Place(n) if whole => {
                let place = LEXICON.places.get(n as usize).filter(|p| p.country)?;
                Some(Area::of(&[place.iso.as_str()].into(), None))
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_the_same_in_every_language() {
        for names in [
            ["الساحل", "Sahel", "sahel"],
            ["شمال أفريقيا", "Afrique du Nord", "North Africa"],
            ["المغرب", "Maroc", "ma"],
            ["الشرق الأوسط", "Moyen-Orient", "middle east"],
        ] {
            let areas = names.map(|name| area(name).unwrap_or_else(|| panic!("{name}")));
            assert_eq!(areas[0], areas[1], "{names:?}");
            assert_eq!(areas[0].countries, areas[2].countries, "{names:?}");
        }
        assert_eq!(area("nowhere at all"), None);
        assert_eq!(area("ZZ"), None);
        assert_eq!(area(""), None);
    }

    #[test]
    fn what_lies_wholly_inside_is_part_of_it() {
        let africa = area("africa").expect("a region");
        for region in ["western-africa", "sahel", "lake-chad", "north-africa"] {
            assert!(africa.regions.contains(region), "{region}");
        }
        for region in ["mediterranean", "arab-world", "asia"] {
            assert!(!africa.regions.contains(region), "{region}");
        }
        assert_eq!(africa.countries.len(), 60);
    }

    #[test]
    fn every_region_of_the_lexicon_and_every_country_lies_somewhere() {
        for named in include_str!("../data/lexicon/topics.txt").lines() {
            if let Some(id) = named.strip_prefix("region ") {
                let id = id.split(' ').next().expect("an id");
                assert!(AREAS.contains_key(id), "{id}");
            }
        }
        let mut world: BTreeSet<&str> = ["africa", "americas", "asia", "europe", "oceania"]
            .iter()
            .flat_map(|part| AREAS[part].iter().copied())
            .collect();
        world.insert("AQ");
        let mut outside: Vec<&str> = (LEXICON.places.iter())
            .filter(|place| place.country && !world.contains(place.iso.as_str()))
            .map(|place| place.iso.as_str())
            .collect();
        outside.dedup();
        assert!(outside.is_empty(), "{outside:?}");
    }
}
