//! French offices: what a title directs when no list has it ("ministre de l'Administration interne"), the service its field
//! names ("directrice générale de la sécurité intérieure"), the district it is of ("préfet d'Antsiranana").

use super::Finder;
use super::french_org::Tail;
use crate::lexicon::{LEXICON, Tag};

impl Finder<'_, '_> {
    /// "de l'Administration interne", "de la sécurité" behind a title, where a name follows it: to the end of the field.
    pub(super) fn unlisted_field(&self, from: usize, minister: bool) -> Option<usize> {
        let doc = self.doc;
        if doc.language != text::Language::French
            || !matches!(
                doc.w(from),
                "de" | "du" | "des" | "d" | "a" | "aux" | "charge" | "chargee"
            )
        {
            return None;
        }
        let noun = self.past_of(from)?;
        if doc.at(noun).iter().any(|h| {
            matches!(
                h.tag,
                Tag::Place(_) | Tag::Org(_) | Tag::Office | Tag::OfficeFull
            )
        }) || !minister
            && (doc.capital(noun)
                || doc.is(noun, Tag::BodyHead)
                || doc.is(noun, Tag::Service)
                || self.latin_org(noun, true).is_some())
        {
            return None;
        }
        let tail = Tail {
            open: true,
            free: true,
            capitals: minister,
            ..Tail::default()
        };
        let (end, words) = self.french_tail(from, tail);
        let (_, after) = self.latin_after_office(end);
        let comma = doc.w(after) == ",";
        let k = self.past_latin_ranks(after + usize::from(comma));
        let named = !doc.line_start(k)
            && self
                .latin_name(k, true)
                .is_some_and(|e| e >= k + 2 || k > after + 1);
        (words > 0 && end > from + 1 && comma && named).then_some(end)
    }

    /// The body at the end of "enquêtes de la Cellule …", "mission EUCAP": plain words of a title's field and the body it
    /// is in.
    pub(super) fn body_of_field(&self, j: usize) -> Option<super::Org> {
        let doc = self.doc;
        let mut k = j;
        while k < j + 6 && doc.latin(k) && !doc.capital(k) && !doc.line_start(k) && !self.used[k] {
            let other = doc.at(k).iter().any(|h| {
                matches!(
                    h.tag,
                    Tag::Office
                        | Tag::OfficeFull
                        | Tag::Rank
                        | Tag::Nat(_)
                        | Tag::Event(_)
                        | Tag::Place(_)
                )
            });
            if doc.is(k, Tag::Stop) || other {
                return None;
            }
            k += 1;
            if doc.is(k - 1, Tag::BodyHead) && doc.capital(k) {
                return self.latin_org(k, false);
            }
            if matches!(doc.w(k), "de" | "du" | "des" | "d") {
                let next = self.past_of(k)?;
                if doc.capital(next) {
                    return self.latin_org(next, false);
                }
                k = next;
            }
        }
        None
    }

    /// "directrice générale de la sécurité intérieure": the field names the service she directs.
    pub(super) fn service_named(&self, first: usize, j: usize) -> Option<super::Org> {
        let doc = self.doc;
        let heads = matches!(
            doc.w(first),
            "directeur"
                | "directrice"
                | "inspecteur"
                | "inspectrice"
                | "patron"
                | "patronne"
                | "sous"
                | "delegue"
                | "deleguee"
                | "commandant"
                | "commandante"
                | "administrateur"
                | "secretaire"
        );
        let h = doc
            .find(j, |h| h.tag == Tag::Service)
            .filter(|_| heads && doc.language != text::Language::English)?;
        // "directeur de la police" is a title like "chef de la police".
        let bare =
            h.last == j + 1 && matches!(doc.w(j), "gendarmerie" | "police") && !doc.capital(j);
        (!bare).then_some(super::Org::new(j, h.last, 0))
    }

    /// `préfet d'Antsiranana`, `gouverneure du Mayo-Kebbi Est`, `procureur de la République de Sofia`: a title with its
    /// district, known or not. The token after it and its country.
    pub(super) fn district(&self, first: usize, k: usize) -> Option<(usize, Option<String>)> {
        let doc = self.doc;
        let local = matches!(
            doc.w(first),
            "prefet"
                | "prefete"
                | "gouverneur"
                | "gouverneure"
                | "wali"
                | "maire"
                | "bourgmestre"
                | "procureur"
                | "procureure"
                | "sous"
                | "gouverneurs"
                | "chef"
                | "bourgmestres"
                | "echevin"
                | "lieutenant"
        ) && !matches!(doc.w(k - 1), "chef" | "general");
        if !local || doc.language != text::Language::French {
            return None;
        }
        let mut j = match doc.w(k) {
            "a" if doc.t.text(k) == "à" && doc.w(k - 1) == "republique" => k + 1,
            _ => self
                .past_of(k)
                .filter(|_| matches!(doc.w(k), "de" | "du" | "des" | "d"))?,
        };
        // "de la région de Kayes", "de la province du Nord"
        if matches!(
            doc.w(j),
            "region"
                | "province"
                | "district"
                | "departement"
                | "wilaya"
                | "ville"
                | "canton"
                | "etat"
                | "cercle"
                | "zone"
        ) {
            j = self.past_of(j + 1)?;
        }
        if !doc.capital(j) || !doc.latin(j) || self.used[j] {
            return None;
        }
        if let Some(h) = doc.find(j, |h| matches!(h.tag, Tag::Place(_))) {
            let Tag::Place(n) = h.tag else { return None };
            return Some((
                self.past_points(h.last),
                Some(LEXICON.places[n as usize].iso.clone()),
            ));
        }
        if doc
            .at(j)
            .iter()
            .any(|h| matches!(h.tag, Tag::Org(_) | Tag::BodyHead))
            || doc.is(j, Tag::Portfolio)
        {
            return None;
        }
        let mut end = j + 1;
        while doc.w(end) == "-" && doc.glued(end) && doc.latin(end + 1) && end < j + 8 {
            end += 2;
        }
        Some((self.past_points(end), None))
    }

    /// "Est", "Nord", "Sud-Ouest" with a capital behind the name of a district.
    fn past_points(&self, mut k: usize) -> usize {
        let doc = self.doc;
        while matches!(
            doc.w(k),
            "est" | "ouest" | "nord" | "sud" | "occidental" | "oriental" | "central"
        ) && doc.capital(k)
        {
            k += 1;
        }
        k
    }
}
