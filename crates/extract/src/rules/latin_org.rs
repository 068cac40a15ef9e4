//! Organisations in French and English: what the lexicon knows, and what the grammar of each language finds.

use super::{Finder, Org};
use crate::lexicon::{LEXICON, Tag};

impl Finder<'_, '_> {
    /// The organisation at `i`; inside an office its head may be in lower case.
    pub fn latin_org(&self, i: usize, inside: bool) -> Option<Org> {
        let doc = self.doc;
        if !doc.latin(i) {
            return None;
        }
        // "les forces de sécurité intérieure" are anybody's.
        // "National security advisers" are no service.
        let anybody = doc.w(i) == "forces" && !doc.capital(i)
            || doc.language == text::Language::English
                && doc.w(i + 1) == "security"
                && doc.w(i) == "national"
                && !doc.capital(i + 1);
        let known = doc
            .find(i, |h| matches!(h.tag, Tag::Org(_)))
            .filter(|_| !anybody);
        let mut best = known.and_then(|h| {
            let Tag::Org(n) = h.tag else { return None };
            Some(Org {
                first: i,
                last: h.last,
                skip: 0,
                known: Some(u32::from(n)),
                iso: LEXICON.named[n as usize].iso.clone(),
            })
        });
        let short = doc.capital(i) && self.acronyms.contains(doc.t.text(i));
        if best.is_none() && (short || self.lone_acronym(i)) {
            best = Some(Org::new(i, i + 1, 0));
        }
        // "Paraguay's anti-drug agency SENAD"
        if best.is_none() && self.called_agency(i) {
            best = Some(Org::new(i, i + 1, 0));
        }
        // "the foreign ministry"
        if best.is_none()
            && doc.language != text::Language::French
            && let Some(h) = doc
                .find(i, |h| h.tag == Tag::Portfolio)
                .filter(|h| doc.w(h.last) == "ministry" && doc.w(i) != "the")
        {
            best = Some(Org::new(i, h.last + 1, 0));
        }
        if best.is_none() && self.foreign_word(i) {
            best = Some(Org::new(i, i + 1, 0));
        }
        let french = self.french_org(i, inside);
        let english = self.capital_org(i).or_else(|| self.foreign_org(i));
        let spelled = self.spelled_org(i);
        // "Council of Arab Interior Ministers Salem Al-Harthi": behind a name that is known somebody's begins.
        let somebodys = |b: &Org, last: usize| {
            b.known.is_some()
                && doc.language == text::Language::English
                && b.last > i + 1
                && doc.role(b.last).is_some_and(|r| r.given)
                && !(b.last..last).any(|k| self.org_noun(k))
        };
        for last in [french, english, spelled].into_iter().flatten() {
            if best
                .as_ref()
                .is_none_or(|b| last > b.last && !somebodys(b, last))
            {
                best = Some(Org::new(i, last, 0));
            }
        }
        if doc.language == text::Language::English {
            // "Serbian Police Director": whose police stands outside the title.
            let nation = doc.find(i, |h| matches!(h.tag, Tag::Nat(_)));
            if let Some(h) = nation
                && doc.w(h.last) == "police"
                && doc.find(h.last + 1, |h| h.tag == Tag::FieldTitle).is_some()
            {
                return None;
            }
            let more = [
                self.numbered_unit(i),
                self.body_of_one_word(i),
                self.office_of_title(i),
                self.bank_of_state(i),
            ];
            for last in more.into_iter().flatten() {
                if best.as_ref().is_none_or(|b| last > b.last) {
                    best = Some(Org::new(i, last, 0));
                }
            }
        }
        let mut o = best?;
        let seat = self.past_seat(i, o.last);
        if seat > o.last {
            o = Org::new(i, seat, 0);
        }
        // "la Police fédérale allemande": in French whose it is stays outside.
        if doc.language == text::Language::French
            && (o.last > i + 2 || o.last == i + 2 && super::latin_org_words::is_force(doc.w(i)))
            // The one whose letters, PNC, hold it too.
            && !(doc.w(i) == "police" && doc.w(o.last - 1) == "congolaise")
            // "ambassade de Suisse": the country.
            && !matches!(doc.w(o.last - 2), "de" | "du" | "'" | "la")
            && !(o.first + 1..o.last - 1).any(|k| {
                // "Commission de l'océan Indien"
                let known = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Org(_) | Tag::Region(_));
                doc.at(k).iter().any(|h| known(h) && h.last == o.last)
            })
            && let Some((iso, _)) = self
                .nationality(o.last - 1)
                .filter(|n| n.1 == o.last && n.0 != "EU")
                .filter(|_| !(doc.capital(o.last - 1) && doc.capital(o.last - 2)))
                // "Organisation des États américains" is not American.
                .filter(|n| o.known.is_none() || o.iso.as_ref() == Some(&n.0))
        {
            o.iso = Some(iso);
            // "sud-coréen"
            o.last -= 1 + 2 * usize::from(doc.w(o.last - 2) == "-");
        }
        doc.at(i)
            .iter()
            .all(|h| {
                // "directeur de la Police scientifique"
                let named =
                    inside && doc.capital(i) && doc.is(i, Tag::BodyHead) || self.force_as_topic(*h);
                !matches!(h.tag, Tag::Topic(_) | Tag::Document) || h.last < o.last || named
            })
            .then_some(o)
    }
}
