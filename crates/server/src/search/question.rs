//! What the words of a question mean: a defanged value, a marking, a region.

use stix::marking::Tlp;
use store::{Area, Marked};

/// Why a filter cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Not a level and not the id of a marking.
    #[error(
        "`{0}` is no marking: write a TLP level such as `green`, or the id of a marking-definition"
    )]
    Marking(String),
    /// No part of the world.
    #[error(
        "`{0}` is no country or region that is known here: write one such as `MA`, `Maroc`, `sahel` or `northern-africa`"
    )]
    Region(String),
}

/// The question, with a defanged value made live again.
pub fn live(question: &str) -> String {
    let trimmed = question.trim();
    match extract::observable::scan(trimmed).as_slice() {
        [one] if one.start == 0 && one.end == trimmed.len() => one.value.clone(),
        // A name that the Internet does not have, such as `login[.]example`.
        _ if !trimmed.contains(char::is_whitespace) => extract::observable::live(trimmed),
        _ => trimmed.to_owned(),
    }
}

/// A level, with or without `TLP:` before it, or the id of a marking.
pub fn marked(text: &str) -> Result<Marked, Wrong> {
    let level = text.to_lowercase();
    let level = level.strip_prefix("tlp:").unwrap_or(&level);
    if let Some(level) = Tlp::parse(level) {
        return Ok(Marked::Level(level));
    }
    match text.starts_with("marking-definition--") && stix::Identifier::parse(text).is_some() {
        true => Ok(Marked::With(text.to_owned())),
        false => Err(Wrong::Marking(text.to_owned())),
    }
}

/// A region or country by its code or its name in any of the three languages.
pub fn region(text: &str) -> Result<Area, Wrong> {
    let area = extract::area(text).ok_or_else(|| Wrong::Region(text.to_owned()))?;
    Ok(Area {
        countries: area.countries,
        regions: area.regions,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defanged_values_come_alive_and_words_stay() {
        assert_eq!(live(" hxxps://evil[.]example/a "), "https://evil.example/a");
        assert_eq!(live("login[.]example"), "login.example");
        assert_eq!(live("see evil[.]example"), "see evil[.]example");
    }

    #[test]
    fn markings_are_levels_or_ids() {
        assert_eq!(marked("TLP:Green"), Ok(Marked::Level(Tlp::Green)));
        assert_eq!(marked("amber+strict"), Ok(Marked::Level(Tlp::AmberStrict)));
        let id = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da";
        assert_eq!(marked(id), Ok(Marked::With(id.to_owned())));
        assert!(marked("marking-definition--x").is_err());
        assert!(marked("secret").is_err());
    }
}
