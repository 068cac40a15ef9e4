//! Offices in French and English: a title and what completes it.

use super::french_org::Tail;
use super::{Finder, Office};
use crate::lexicon::{LEXICON, Tag};

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
        let mut best: Option<Office> = None;
        let mut consider = |o: Option<Office>| {
            if let Some(o) = o
                && best
                    .as_ref()
                    .is_none_or(|b| (o.last, !o.bare) > (b.last, !b.bare))
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
                        && matches!(doc.w(h.last), "de" | "du" | "des" | "d") => {}
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
        let mut o = best?;
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
        let before = || i.checked_sub(1).and_then(|b| self.nationality(b));
        o.iso = o.iso.or_else(|| before().filter(|n| n.1 == i).map(|n| n.0));
        Some(o)
    }

    /// Past `adjoint`, `opérationnel`, `par intérim` … behind a French title.
    fn past_post_modifiers(&self, mut k: usize) -> usize {
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

    pub(super) fn titled_latin(&self, first: usize, k: usize, depth: u8) -> Option<Office> {
        let doc = self.doc;
        let title = doc.w(k - 1);
        let k = self.past_post_modifiers(k);
        // "Chairman/Chief Executive Officer of the Agency"
        // "National Commissioner General X": the general's rank.
        let general = doc.language == text::Language::English
            && doc.w(k - 1) == "general"
            && k > first + 1
            && doc.w(k - 2) == "commissioner"
            && (matches!(doc.w(first), "national" | "provincial")
                || first > 0 && matches!(doc.w(first - 1), "national" | "provincial"))
            && doc.capital(k)
            && doc.latin(k)
            && !doc.line_start(k);
        let k = k - usize::from(general);
        let slash = |k: usize| doc.w(k) == "/" && doc.glued(k) && doc.glued(k + 1);
        let k = match slash(k) && doc.language == text::Language::English {
            true if matches!(doc.w(k + 1), "ceo" | "coo") => k + 2,
            true => doc
                .find(k + 1, |h| h.tag == Tag::Office)
                .map_or(k, |h| h.last),
            false => k,
        };
        let mut o = self.plain_latin(first, k, false);
        let mut k = k;
        // "directeur adjoint", "ministre délégué"
        while matches!(
            doc.w(k),
            "adjoint"
                | "adjointe"
                | "delegue"
                | "deleguee"
                | "operationnel"
                | "operationnelle"
                | "executif"
                | "executive"
                | "technique"
                | "permanent"
                | "permanente"
                | "special"
                | "speciale"
                | "resident"
                | "residente"
                | "principal"
                | "principale"
                | "regional"
                | "regionale"
                | "national"
                | "nationale"
                | "central"
                | "centrale"
        ) && doc.language == text::Language::French
        {
            k += 1;
            o.last = k;
        }
        let minister = matches!(
            doc.w(k - 1),
            "ministre"
                | "minister"
                | "delegue"
                | "deleguee"
                | "secretary"
                | "secretaire"
                | "etat"
                | "state"
                | "europeenne"
                | "europeen"
                | "commissaire"
                | "vpm"
        ) || matches!(title, "ministre") && doc.language == text::Language::French;
        // "Deputy Director-General (Operations) of the Agency"
        let k = self.past_branch(k);
        o.last = o.last.max(k);
        // "ambassadeur de la République socialiste du Vietnam"
        if let Some(h) = self.state_of_envoy(k)
            && let Tag::Place(n) = h.tag
        {
            o.iso = Some(LEXICON.places[n as usize].iso.clone());
            (o.placed, o.last) = (true, h.last);
            return Some(o);
        }
        // "ministre malien de la Sécurité"
        let mut from = k;
        if let Some((iso, next)) = self.nationality(k).filter(|_| minister) {
            o.iso = Some(iso);
            from = next;
        }
        // "procureur général près la Cour d'appel", "procureur du Roi près le tribunal"
        let crown = match (doc.w(from), doc.w(from + 1), doc.w(from + 2)) {
            ("du", "roi", "pres") => 2,
            ("de", "la", "republique") if doc.w(from + 3) == "pres" => 3,
            _ => 0,
        };
        from += crown;
        let article = match doc.w(from + 1) {
            "la" | "le" | "les" => 2,
            "l" => 3,
            _ => 0,
        };
        if doc.w(from) == "pres"
            && article > 0
            && let Some(mut org) = self.latin_org(from + article, true)
        {
            // "… près la cour d'appel d'Anvers": the town stands outside.
            let of = |k: &usize| {
                self.past_of(*k)
                    .is_some_and(|n| n + 1 == org.last && doc.capital(n))
            };
            org.last = (org.first + 2..org.last).find(of).unwrap_or(org.last);
            o.last = org.last;
            o.orgs.push(org);
            return Some(o);
        }
        if let Some(short) = self.south_asian(&o) {
            return Some(short);
        }
        let Some(mut j) = self
            .past_of(from)
            .filter(|&j| !doc.line_start(j) && j < doc.len())
        else {
            o.bare = true;
            return Some(o);
        };
        // "Secretary of the Security Council": a body, no portfolio.
        // "Minister of Internal Affairs and Public Administration": no minister is a body's.
        let body = match doc.w(k - 1) == "minister" {
            true => j,
            false => self.latin_org(j, true).map_or(j, |g| g.last),
        };
        if minister
            && !matches!(doc.w(j), "gendarmerie" | "police")
            && let Some(h) = doc
                .find(j, |h| h.tag == Tag::Portfolio)
                .filter(|h| h.last >= body)
        {
            let mut last = h.last;
            // ", de la Justice et des Affaires étrangères"
            for _ in 0..4 {
                let comma = doc.w(last) == "," || matches!(doc.w(last), "et" | "and");
                // "de l'Intérieur de la Sécurité et de la Décentralisation": the comma left out, before another "et de".
                let bare = !comma && self.field_goes_on(last);
                if !comma && !bare {
                    break;
                }
                let from = last + usize::from(comma);
                let from = if matches!(doc.w(from), "et" | "and") {
                    from + 1
                } else {
                    from
                };
                let next = self.past_of(from).unwrap_or(from);
                // "à l'Asile et la Migration"
                let article = usize::from(matches!(doc.w(next), "la" | "le" | "les"))
                    + 2 * usize::from(doc.w(next) == "l" && doc.w(next + 1) == "'");
                let next = if doc.language == text::Language::French
                    && next == from
                    && doc.w(last) != ","
                    && doc.capital(next + article)
                {
                    next + article
                } else {
                    next
                };
                let bare = doc.language == text::Language::French && doc.capital(from);
                if next == from && doc.w(last) == "," && !bare {
                    break;
                }
                match doc
                    .find(next, |h| h.tag == Tag::Portfolio)
                    .filter(|_| next > from || doc.capital(next))
                {
                    Some(h) => last = h.last,
                    None => {
                        // "… et de l'Administration du territoire, X": the last one no list has.
                        let unlisted = next > from && doc.capital(next);
                        let end = unlisted.then(|| self.unlisted_field(first, from, true));
                        last = end.flatten().unwrap_or(last);
                        break;
                    }
                }
            }
            // "… et de la Sécurité publique": the last one may be longer than the phrase.
            let whole = doc.find(last - 1, |h| h.tag == Tag::Portfolio);
            o.last = self.past_affairs(whole.map_or(last, |h| h.last.max(last)));
            o.last = self.whole_portfolio(o.last);
            // "commissaire à la Paix et à la Sécurité de la CEDEAO": no minister, but a body's.
            if title == "commissaire"
                && let Some(org) = self
                    .past_of(o.last)
                    .filter(|_| matches!(doc.w(o.last), "de" | "du"))
                    .and_then(|n| self.latin_org(n, false))
                    .filter(|g| g.known.is_some())
            {
                o.last = org.last;
                o.orgs.push(org);
            }
            return Some(o);
        }
        if let Some(end) = self.commanded_area(first, from) {
            o.last = end;
            return Some(o);
        }
        // "ministre portugaise de l'Administration interne, X": a portfolio no list has, before a name.
        if let Some(end) = self.unlisted_field(first, from, minister) {
            let org = self.body_at_end(from, end);
            o.last = org.as_ref().map_or(end, |g| g.last);
            o.orgs.extend(org);
            return Some(o);
        }
        if let Some(end) = self.unnamed_house(first, from) {
            o.last = end;
            return Some(o);
        }
        // "directeur de cabinet du ministre …"
        if depth < 2
            && let Some(inner) = self.latin_office(j, depth + 1).filter(|x| !x.bare)
        {
            o.last = inner.last;
            o.inner.push(inner);
            return Some(o);
        }
        if matches!(doc.w(j), "the" | "la") {
            j += 1;
        }
        // "State Secretary of the Latvian Interior Ministry"
        if let Some((iso, next)) = self.nationality(j)
            && let Some(org) = self.latin_org(next, true)
            && self.latin_org(j, true).is_none()
        {
            o.iso = Some(iso);
            o.last = org.last;
            o.orgs.push(org);
            return Some(o);
        }
        // "head of Germany's Federal Intelligence Service"
        if let Some(h) = doc.find(j, |h| matches!(h.tag, Tag::Place(_))).filter(|h| {
            // "director of Mauritius' Crimes Commission"
            doc.w(h.last) == "'" && (doc.w(h.last + 1) == "s" || doc.w(h.last - 1).ends_with('s'))
        }) && let owned = h.last + 1 + usize::from(doc.w(h.last + 1) == "s")
            && let (Some(org), Tag::Place(n)) = (self.latin_org(owned, false), h.tag)
        {
            o.placed = true;
            o.iso = Some(LEXICON.places[n as usize].iso.clone());
            o.last = org.last;
            o.orgs.push(org);
            return Some(o);
        }
        let body = self.latin_org(j, true);
        let service = self
            .service_named(first, j)
            .filter(|g| body.as_ref().is_none_or(|b| b.last <= g.last));
        if let Some(org) = service.or(body) {
            // "chef de la cellule antiterroriste de la Direction de la sûreté": the part goes on to its body.
            let org = self.whole_of_part(&org).unwrap_or(org);
            o.last = org.last;
            o.orgs.push(org);
            // "Head of Interpol's Regional Bureau", "Head of the Agency's UK Crime Bureau"
            if doc.w(o.last) == "'" && doc.w(o.last + 1) == "s" && doc.glued(o.last) {
                let owned = o.last + 2;
                let past = doc
                    .find(owned, |h| h.tag.place().is_some_and(|p| p.country))
                    .map_or(owned, |h| h.last);
                let own = [owned, past]
                    .into_iter()
                    .find_map(|n| self.latin_org(n, true))
                    .filter(|_| doc.language == text::Language::English);
                if let Some(own) = own {
                    o.last = own.last;
                    o.orgs.push(own);
                }
            }
            // "… de la Sûreté nationale et de la Surveillance du territoire"
            // with an abbreviation between: "… de la sûreté nationale (DGSN) et de …"
            let bracket =
                doc.w(o.last) == "(" && doc.w(o.last + 2) == ")" && doc.w(o.last + 3) == "et";
            let joint = o.last + if bracket { 3 } else { 0 };
            if matches!(doc.w(joint), "et" | "and") {
                let next = self.past_of(joint + 1).unwrap_or(joint + 1);
                let more = self
                    .latin_org(next, true)
                    .filter(|g| g.known.is_some())
                    .or_else(|| self.service_named(first, next));
                if let Some(more) =
                    more.filter(|_| next > joint + 1 || doc.language == text::Language::English)
                {
                    o.last = more.last;
                    o.orgs.push(more);
                }
            }
            return Some(o);
        }
        if let Some((end, org)) = self.field_directed(first, from, depth) {
            o.last = end;
            o.orgs.extend(org);
            return Some(o);
        }
        // "chef de la mission EUCAP Sahel", "directeur des enquêtes de la Cellule …"
        if doc.language == text::Language::French
            && !doc.capital(j)
            && let Some(org) = self.body_of_field(j)
        {
            o.last = org.last;
            o.orgs.push(org);
            return Some(o);
        }
        // "cheffe du bureau d'Interpol": the office goes on to the body that the bureau is of.
        if doc.is(j, Tag::BodyHead)
            && doc.language == text::Language::French
            && let Some(org) = self
                .past_of(j + 1)
                .filter(|_| matches!(doc.w(j + 1), "de" | "du" | "des" | "d"))
                .and_then(|n| self.latin_org(n, false))
        {
            o.last = org.last;
            o.orgs.push(org);
            return Some(o);
        }
        if let Some(end) = self.small_house(j).filter(|_| doc.w(from) == "of") {
            o.last = end;
            return Some(o);
        }
        // "Inspector General of Police", "commandant en chef de l'armée"
        if matches!(
            doc.w(j),
            "police"
                | "prisons"
                | "customs"
                | "immigration"
                | "intelligence"
                | "armee"
                | "gendarmerie"
                | "douane"
                | "douanes"
                | "marine"
        ) {
            o.last = self.past_affairs(j + 1);
            // "Chairman of Police and Public Security"
            let and = matches!(doc.w(j + 1), "and" | "&") && doc.capital(j);
            if let Some(end) = self.title_of_words(j + 2).filter(|_| and) {
                o.last = end;
                return Some(o);
            }
            // "conseiller de police de l'ONU"
            if let Some(end) = self.force_of_town(j) {
                o.last = end;
                o.orgs.push(super::Org {
                    first: j,
                    last: end,
                    skip: 0,
                    known: None,
                    iso: None,
                });
                return Some(o);
            }
            let body = self.past_of(j + 1).and_then(|n| self.latin_org(n, true));
            if let Some(org) = body.filter(|g| g.known.is_some()) {
                o.last = org.last;
                o.orgs.push(org);
            }
            return Some(o);
        }
        if let Some(end) = self.title_of_words(j).filter(|_| doc.w(from) == "of") {
            o.last = end;
            // "Director of Operations of the Bureau"
            if let Some(org) = self
                .past_of(end)
                .filter(|_| doc.w(end) == "of" && !doc.line_start(end))
                .and_then(|n| self.latin_org(n, true))
            {
                o.last = org.last;
                o.orgs.push(org);
            }
            return Some(o);
        }
        if let Some(end) = self.district(first, k) {
            o.last = end.0;
            o.iso = end.1;
            return Some(o);
        }
        let envoy = self.french_envoy(k);
        let local = envoy
            || matches!(
                doc.w(k - 1),
                "gouverneur"
                    | "prefet"
                    | "prefete"
                    | "wali"
                    | "president"
                    | "presidente"
                    | "governor"
            );
        if local
            && matches!(doc.w(k), "de" | "du" | "d" | "of" | "des")
            && let Some(h) = doc
                .find(j, |h| matches!(h.tag, Tag::Place(_)))
                .or_else(|| self.country_in_full(j))
                .filter(|h| self.free(j, h.last) && doc.capital(j))
        {
            if let Tag::Place(n) = h.tag {
                o.iso = Some(LEXICON.places[n as usize].iso.clone());
                // "ambassadeur des États-Unis": a country straight behind the title is inside it.
                if envoy && LEXICON.places[n as usize].country {
                    o.placed = true;
                    o.last = h.last;
                }
            }
            o.bare = false;
            return Some(o);
        }
        o.bare = true;
        Some(o)
    }

    /// The country behind an envoy's title that ends before `k`, by its name in full.
    fn state_of_envoy(&self, k: usize) -> Option<crate::lexicon::Hit> {
        let j = self.past_of(k).filter(|_| self.french_envoy(k))?;
        self.country_in_full(j).filter(|h| self.free(j, h.last))
    }

    /// The title that ends before `k` is of one whom a country sends: `ambassadeur`, `consul général`, `chargé d'affaires`, `haut-commissaire`.
    fn french_envoy(&self, k: usize) -> bool {
        let doc = self.doc;
        let before = |n: usize| doc.before(k, n);
        let consul = |n: usize| matches!(before(n), "consul" | "consule");
        before(1).starts_with("ambassad")
            || consul(1)
            || consul(2) && matches!(before(1), "general" | "generale" | "honoraire" | "adjoint")
            || before(1) == "affaires" && before(4).starts_with("charge")
            || before(1) == "commissaire" && before(2) == "-" && before(3) == "haut"
    }
}
