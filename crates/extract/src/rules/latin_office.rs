//! Offices in French and English: a title and what completes it.

use super::french_org::Tail;
use super::{Finder, Office};
use crate::lexicon::Tag;

impl Finder<'_, '_> {
    /// The office that begins at `i`.
    pub fn latin_office(&self, i: usize, depth: u8) -> Option<Office> {
        let doc = self.doc;
        // "Public Prosecutor's Office" is a body.
        // "took over the rotating chair of Eapcco": a seat, no title.
        let seat = matches!(doc.w(i), "chair" | "presidency")
            && (i.saturating_sub(4)..i).any(|k| {
                matches!(
                    doc.w(k),
                    "over" | "took" | "assumed" | "handed" | "rotating" | "taking" | "takes"
                )
            });
        if seat || self.office_house(i).is_some() || self.of_level(i) {
            return None;
        }
        let french = doc.language == text::Language::French;
        let mut best: Option<Office> = None;
        let mut consider = |o: Option<Office>| {
            if let Some(o) = o
                && best.as_ref().is_none_or(|b| {
                    // "cheffe du Bureau central d'enquêtes": of two as long the one that names a body.
                    let body = |o: &Office| french && !o.orgs.is_empty();
                    (o.last, !o.bare, body(&o)) > (b.last, !b.bare, body(b))
                })
            {
                best = Some(o);
            }
        };
        for h in doc.at(i) {
            match h.tag {
                Tag::OfficeFull => {
                    let mut o = self.plain_latin(i, self.past_portfolio(h.last), false);
                    // "coordinateur de l'UE pour …": the body inside is one.
                    let inner = (i + 1..o.last).find_map(|k| {
                        self.latin_org(k, true).filter(|g| {
                            let short = doc.t.text(g.first).chars().all(char::is_uppercase);
                            let named = g.last > g.first + 1
                                // "directeur général de la Police"
                                || doc.capital(g.first)
                                    && g.last == h.last
                                    && doc.language == text::Language::French
                                || g.known.is_some()
                                    && (short || doc.language != text::Language::English);
                            named && g.last <= h.last && doc.w(g.first) != "etat"
                        })
                    });
                    o.orgs.extend(inner);
                    // "Under Secretary of State for Political Affairs"
                    let article = usize::from(doc.w(o.last + 1) == "the");
                    let named = doc.w(o.last) == "for" && doc.capital(o.last + 1 + article);
                    // "Chairman of the Joint Chiefs of Staff Committee"
                    if doc.w(o.last) == "committee"
                        && doc.capital(o.last)
                        && doc.w(o.last - 1) == "staff"
                    {
                        o.last += 1;
                    }
                    let charge =
                        doc.language == text::Language::English && self.in_charge(o.last).is_some();
                    consider(Some(if named || charge {
                        self.with_purpose(o)
                    } else {
                        o
                    }));
                }
                // "chef d'état-major général des armées" is whole, no chief of a body.
                Tag::Office
                    if doc.w(i) == "chef"
                        && h.last == i + 1
                        && doc.w(i + 3) == "etat"
                        && doc
                            .at(i)
                            .iter()
                            .any(|x| x.tag == Tag::OfficeFull && x.last > i + 6) => {}
                // "secrétaire à la Sécurité intérieure", not "secrétaire du comité".
                Tag::Office
                    if doc.w(i) == "secretaire"
                        && h.last == i + 1
                        && matches!(doc.w(h.last), "de" | "du" | "des" | "d")
                        && doc.w(h.last + 1) != "departement" => {}
                Tag::Office => consider(
                    self.titled_latin(i, h.last, depth)
                        .map(|o| self.with_purpose(o)),
                ),
                _ => {}
            }
        }
        // "sous-commissaire", "vice-gouverneur", "coprésidente"
        if matches!(doc.w(i), "sous" | "vice" | "co" | "ex" | "contre")
            && doc.w(i + 1) == "-"
            && doc.glued(i + 2)
            && let Some(h) = doc.find(i + 2, |h| h.tag == Tag::Office)
            && !doc
                .at(i)
                .iter()
                .any(|x| x.tag == Tag::Office && x.last >= h.last)
        {
            // "ex-directeur": the office is without it.
            consider(
                (doc.w(i) != "ex")
                    .then(|| self.titled_latin(i, h.last, depth))
                    .flatten()
                    .map(|o| self.with_purpose(o)),
            );
        }
        if let Some(k) = self.past_modifiers(i) {
            // "First Deputy Prime Minister"
            for h in (i + 1..=k).filter_map(|n| doc.find(n, |h| h.tag == Tag::OfficeFull)) {
                consider(Some(self.with_purpose(self.plain_latin(i, h.last, false))));
            }
            for h in doc.at(k).iter().filter(|h| h.tag == Tag::Office) {
                consider(
                    self.titled_latin(i, h.last, depth)
                        .map(|o| self.with_purpose(o)),
                );
            }
            // "Acting Immigration Commissioner"
            consider(self.field_title(k).map(|mut o| {
                o.first = i;
                self.with_purpose(o)
            }));
        }
        consider(self.field_title(i).map(|o| self.with_purpose(o)));
        consider(self.body_chief(i).map(|o| self.with_purpose(o)));
        // "Anti-Drug Prosecutor's Office" is a body.
        let mut o = best.filter(|o| !self.owns_house(o.last - 1))?;
        // "directeur général du pôle DGST-DGSN"
        if doc.w(o.last) == "-"
            && doc.glued(o.last)
            && doc.language == text::Language::French
            && let Some(more) = self
                .latin_org(o.last + 1, false)
                .filter(|g| g.last == o.last + 2 && !o.orgs.is_empty())
        {
            o.last = more.last;
            o.orgs.push(more);
        }
        let mut o = self.with_seat(self.with_country(o));
        // "ministre de l'Intérieur par intérim"
        if !o.bare && doc.w(o.last) == "par" && doc.w(o.last + 1) == "interim" {
            o.last += 2;
        }
        // "Spanish", "South African"
        let before =
            || (i.saturating_sub(3)..i).find_map(|b| self.nationality(b).filter(|n| n.1 == i));
        // "Zimbabwe's Interior Minister"
        let whose = || self.english_land(i, o.last);
        o.iso = (o.iso.take())
            .or_else(|| before().map(|n| n.0))
            .or_else(whose);
        Some(o)
    }

    /// Past `adjoint`, `opérationnel`, `par intérim` … behind a French title.
    pub(super) fn past_post_modifiers(&self, mut k: usize) -> usize {
        let doc = self.doc;
        loop {
            // "par intérim", "en second", "en exercice"
            if doc.w(k) == "par" && doc.w(k + 1) == "interim"
                || doc.w(k) == "en" && matches!(doc.w(k + 1), "second" | "exercice")
            {
                k += 2;
                continue;
            }
            let takes = matches!(
                doc.w(k),
                "adjoint"
                    | "adjointe"
                    | "general"
                    | "generale"
                    | "operationnel"
                    | "operationnelle"
                    | "executif"
                    | "executive"
                    | "regional"
                    | "regionale"
                    | "central"
                    | "centrale"
                    | "national"
                    | "nationale"
                    | "technique"
                    | "interimaire"
                    | "principal"
                    | "principale"
                    | "delegue"
                    | "deleguee"
                    | "superieur"
                    | "special"
                    | "speciale"
                    | "permanent"
                    | "permanente"
                    | "federal"
                    | "federale"
                    | "sortant"
                    | "sortante"
                    | "maritime"
                    | "humanitaire"
                    | "juridique"
                    | "diplomatique"
                    | "militaire"
                    | "judiciaire"
                    | "politique"
                    | "administratif"
                    | "administrative"
                    | "financier"
                    | "financiere"
                    | "scientifique"
                    | "departemental"
                    | "departementale"
                    | "provincial"
                    | "provinciale"
                    | "territorial"
                    | "territoriale"
                    | "interregional"
                    | "interregionale"
                    | "local"
                    | "locale"
                    | "itinerant"
                    | "itinerante"
                    | "pays"
                    | "resident"
                    | "residente"
                    | "suppleant"
                    | "suppleante"
            ) && !doc.capital(k)
                // "directeur interdépartemental", "directrice interrégionale"
                || doc.w(k).starts_with("inter") && super::latin_org_words::french_adjective(doc.w(k));
            if !takes || doc.language == text::Language::English {
                return k;
            }
            k += 1;
        }
    }

    /// "coordinateur … pour la lutte contre le terrorisme", "adviser for political affairs": to the end of what it is for.
    fn with_purpose(&self, mut o: Office) -> Office {
        let doc = self.doc;
        let k = o.last;
        if let Some(end) = self.in_charge(k).and_then(|n| self.english_purpose(n)) {
            o.last = end;
            o.bare = false;
            return o;
        }
        if !matches!(doc.w(k), "pour" | "for" | "charge" | "chargee" | "contre")
            || doc.line_start(k)
        {
            return o;
        }
        let french = doc.language != text::Language::English;
        let end = if french && !matches!(doc.w(k), "for") {
            let from = if matches!(doc.w(k), "charge" | "chargee") {
                k + 1
            } else {
                k
            };
            let tail = Tail {
                free: true,
                ..Tail::default()
            };
            // "chargé de la Gendarmerie": a body of its own.
            if let Some(org) = self
                .past_of(from)
                .filter(|_| from > k)
                .and_then(|j| self.latin_org(j, true))
            {
                o.last = org.last;
                o.bare = false;
                o.orgs.push(org);
                return o;
            }
            let tail = Tail {
                open: from > k,
                ..tail
            };
            let (end, words) = self.french_tail(from, tail);
            let end = self.in_touch(end, tail);
            let article = matches!(doc.w(k + 1), "la" | "le" | "les");
            let at = k + if article {
                2
            } else if doc.w(k + 1) == "l" {
                3
            } else {
                1
            };
            // "envoyé spécial pour la Libye", "pour le Sahel"
            let place = doc
                .find(at, |h| matches!(h.tag, Tag::Place(_) | Tag::Region(_)))
                .filter(|_| doc.w(k) == "pour" && doc.capital(at))
                // "représentante régionale de l'ONUDC" pour l'Afrique: behind a body it is outside.
                .filter(|_| {
                    o.orgs.is_empty()
                        || !o.inner.is_empty()
                        || (o.first..o.last)
                            .any(|n| matches!(doc.w(n), "special" | "speciale" | "haut" | "haute"))
                })
                .map(|h| h.last);
            (words > 0).then_some(end).or(place)
        } else {
            self.english_purpose(k + 1)
        };
        if let Some(end) = end {
            o.last = end;
            o.bare = false;
            // "Deputy Commissioner for Operations of the Jamaica Constabulary Force"
            if let Some(org) = self.past_of(end).and_then(|n| self.latin_org(n, false))
                && matches!(doc.w(end), "of" | "de" | "du" | "d")
            {
                o.last = org.last;
                o.orgs.push(org);
            }
        }
        o
    }

    /// "chargé des affaires en lien avec la défense et la sécurité": past what the affairs have to do with.
    fn in_touch(&self, k: usize, tail: Tail) -> usize {
        let doc = self.doc;
        let with = match (doc.w(k), doc.w(k + 1), doc.w(k + 2)) {
            ("en", "lien", "avec") => k + 3,
            ("liees" | "relatives" | "touchant", "a" | "aux" | "au", _) => k + 1,
            _ => return k,
        };
        let noun = match doc.w(with) {
            "la" | "le" | "les" | "aux" | "au" => with + 1,
            "a" => with + 1 + usize::from(matches!(doc.w(with + 1), "la" | "le" | "les")),
            "l" => with + 2,
            _ => return k,
        };
        let mut end = self.french_tail(noun + 1, tail).0;
        while doc.w(end) == "et" && matches!(doc.w(end + 1), "la" | "le" | "les") {
            end = self.french_tail(end + 3, tail).0;
        }
        end
    }

    /// A topic word inside a longer title is the title's.
    pub(super) fn part_of_latin_office(&self, h: crate::lexicon::Hit) -> bool {
        let doc = self.doc;
        if doc.arabic(h.first) {
            return false;
        }
        // "South Africa" is no part of Africa here.
        let place = (h.first.saturating_sub(3)..h.first).any(|i| {
            doc.at(i)
                .iter()
                .any(|x| matches!(x.tag, Tag::Place(_)) && x.last >= h.last)
        });
        if place {
            return true;
        }
        (h.first.saturating_sub(14)..h.first).any(|i| {
            doc.sentence[i] == doc.sentence[h.first]
                && doc.at(i).iter().any(|x| x.tag == Tag::Office)
                && self
                    .latin_office(i, 0)
                    .is_some_and(|o| !o.bare && o.last >= h.last)
        })
    }

    /// "Secretary of State for Security": past the portfolio, where one follows.
    fn past_portfolio(&self, k: usize) -> usize {
        let doc = self.doc;
        let next = match doc.w(k) {
            "for" => self.past_of(k),
            "a" | "aux" | "au" if doc.w(k.wrapping_sub(1)) == "etat" => self.past_of(k),
            _ => None,
        };
        let hit = next.and_then(|n| doc.find(n, |h| h.tag == Tag::Portfolio));
        hit.map_or(k, |h| self.past_affairs(h.last))
    }

    /// "Minister of State for Interior Affairs": the word is the title's.
    pub(super) fn past_affairs(&self, k: usize) -> usize {
        let affairs = self.doc.language == text::Language::English && self.doc.w(k) == "affairs";
        k + usize::from(affairs && !self.doc.line_start(k))
    }

    /// Past `de la`, `du`, `of the`, `de l'` …; none where no such word stands.
    pub(super) fn past_of(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let mut j = match doc.w(k) {
            "de" | "of" | "a" | "for" | "to" | "aupres" => k + 1,
            "du" | "des" | "au" | "aux" => return Some(k + 1),
            "d" if doc.w(k + 1) == "'" => return Some(k + 2),
            "en" if doc.w(k + 1) == "charge" => return self.past_of(k + 2),
            "charge" | "chargee" if !matches!(doc.w(k + 1), "charge" | "chargee") => {
                return self.past_of(k + 1);
            }
            _ => return None,
        };
        if matches!(doc.w(j), "la" | "the" | "des" | "du" | "le" | "les") {
            j += 1;
        } else if doc.w(j) == "l" && doc.w(j + 1) == "'" {
            j += 2;
        }
        Some(j)
    }
}
