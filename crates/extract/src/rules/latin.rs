//! Offices, organisations and people in French and English.

use super::{Finder, Office};
use crate::lexicon::{LEXICON, Tag};

/// What stands between a comma and somebody's title: "the", "its", "the visiting".
pub(super) fn leads_title(w: &str) -> bool {
    matches!(
        w,
        "the"
            | "le"
            | "la"
            | "l"
            | "'"
            | "its"
            | "son"
            | "host"
            | "visiting"
            | "outgoing"
            | "incoming"
    )
}

impl Finder<'_, '_> {
    /// Tries what may begin at Latin token `i`; gives the token to go on from.
    pub fn latin_at(&mut self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !doc.latin(i) {
            return None;
        }
        if let Some(end) = self.called_after(i) {
            return Some(end);
        }
        if let Some(o) = self
            .latin_office(i, 0)
            .filter(|o| self.free(o.first, o.last) && !self.only_rank(o))
            && let Some(next) = self.latin_holder(&o)
        {
            return Some(next);
        }
        if let Some(next) = self.title_in_letters(i) {
            return Some(next);
        }
        if let Some(o) = self
            .latin_org(i, false)
            .filter(|o| self.free(o.first, o.last))
        {
            let last = o.last;
            self.push_org(o);
            return Some(last);
        }
        // "Ho Chi Minh City", "Sri Lanka": a place of several words is nobody's name.
        let place = doc.find(i, |h| {
            h.last > i + 1 && h.tag.place().is_some_and(|p| p.strong)
        });
        if let Some(h) = place.filter(|_| doc.capital(i)) {
            return Some(h.last);
        }
        // "the Sri Lankan General Police Directorate": nothing begins within an adjective of two words.
        let people = doc.find(i, |h| h.last > i + 1 && matches!(h.tag, Tag::Nat(_)));
        if let Some(h) = people.filter(|_| doc.capital(i)) {
            return Some(h.last);
        }
        // "General Assembly" begins with no rank.
        let told = doc
            .at(i)
            .iter()
            .any(|h| matches!(h.tag, Tag::Event(_) | Tag::Nat(_)));
        if let Some(h) = doc.find(i, |h| h.tag == Tag::Rank).filter(|_| !told) {
            let k = self.past_latin_ranks(i);
            let rank_word = doc.capital(i) || h.last > i + 1 || doc.w(i) != "m";
            let body = super::latin_org_words::is_org_noun(doc.w(k));
            // "His Excellency Interior Minister X": the title has its turn.
            let office = doc.language == text::Language::English
                && (i + 1..=k).any(|j| {
                    let whole = self.latin_office(j, 0);
                    whole.is_some_and(|o| o.last > k && (!o.bare || o.last > j + 1))
                });
            // "le commissaire Paix et Sécurité de l'Union africaine": the title's field.
            let field = doc.language == text::Language::French
                && doc.is(k, Tag::Portfolio)
                && doc.role(k).is_none_or(|r| !r.given);
            if office || field {
                return None;
            }
            // "le colonel tchadien X Y"
            let land = (doc.language == text::Language::French)
                .then(|| self.nationality(k))
                .flatten()
                .filter(|n| doc.capital(n.1) && !doc.line_start(n.1));
            let k = land.as_ref().map_or(k, |n| n.1);
            if let Some(end) = self
                .latin_name(k, true)
                .filter(|e| rank_word && k > i && !body && (land.is_none() || *e > k + 1))
            {
                let at = self.push_person(k, end, 0);
                return Some(self.latin_office_after(end, at));
            }
        }
        if let Some((k, end)) = self.national_named(i) {
            let at = self.push_person(k, end, 0);
            return Some(self.latin_office_after(end, at));
        }
        // "Azizov's deputy, Bahodir Kurbanov, …"
        let aide = matches!(doc.w(i), "deputy" | "predecessor" | "successor" | "aide")
            && doc.w(i + 1) == ","
            && i > 0
            && (matches!(doc.w(i - 1), "his" | "her") || doc.w(i - 1) == "s" && doc.glued(i - 1));
        if aide {
            return self.latin_counterpart(i + 1);
        }
        if let Some(h) = doc.find(i, |h| h.tag == Tag::Counterpart) {
            return self.latin_counterpart(h.last);
        }
        // "near Pedro Juan Caballero": where it was, not who.
        let there = i > 0
            && matches!(doc.w(i - 1), "near" | "outside" | "around" | "in" | "pres")
            && doc.latin(i - 1);
        if !doc.capital(i) || there || self.second_place(i) || self.town_before_name(i) {
            return None;
        }
        let end = self
            .latin_name(i, false)
            .or_else(|| self.latin_beside(i))
            .or_else(|| self.beside_known(i))?;
        let at = self.push_person(i, end, 0);
        Some(self.latin_office_after(end, at))
    }

    /// A name no list has: before ", director of …", or beside another name ("A and B").
    fn beside_known(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let end = self.latin_name(i, true).filter(|&e| e - i >= 2)?;
        if super::latin_person::is_paper(doc.w(i)) && doc.language == text::Language::French {
            return None;
        }
        let plain = |k: usize| {
            !doc.latin(k)
                || doc
                    .at(k)
                    .iter()
                    .all(|h| h.tag.place().is_some_and(|p| !p.strong))
        };
        if !(i..end).all(plain) {
            return None;
        }
        let joined = i > 0
            && matches!(doc.w(i - 1), "and" | "et" | "&")
            && self
                .found
                .iter()
                .any(|m| m.kind == crate::mention::MentionType::Person && m.last + 1 == i);
        // "X, director of the Office, and Y Z.": the last of those who are listed.
        let listed = i > 1
            && matches!(doc.w(i - 1), "and" | "et")
            && doc.w(i - 2) == ","
            && end - i <= 4
            && (i..end).all(|k| !doc.latin(k) || doc.at(k).is_empty() && !doc.shouted(k))
            && (matches!(doc.w(end), "." | "," | ";") || doc.line_start(end))
            && self.found.iter().rev().take(4).any(|m| {
                m.last + 2 == i
                    && (m.kind == crate::mention::MentionType::Person
                        || m.kind == crate::mention::MentionType::Office && m.link.is_some())
            });
        let joined = joined || listed;
        let mut k = end + 1;
        while leads_title(doc.w(k))
            || doc.w(k) == "acting"
            || self.nationality(k).is_some_and(|n| n.1 == k + 1)
        {
            k += 1;
        }
        let titled = matches!(doc.w(end), "," | "(")
            && self
                .latin_office(k, 0)
                .is_some_and(|o| !o.bare || matches!(doc.w(o.last), "," | ")"));
        (joined || titled).then_some(end)
    }

    pub(super) fn latin_counterpart(&mut self, mut k: usize) -> Option<usize> {
        if let Some((_, next)) = self.nationality(k) {
            k = next;
        }
        if let Some(name) = self.counterpart_from(k) {
            let end = self.latin_name(name, true)?;
            self.push_person(name, end, 0);
            return Some(k);
        }
        k += usize::from(self.doc.w(k) == ",");
        let k = self.past_latin_ranks(k);
        if self.letters_before_title(k) {
            return None;
        }
        let end = self.latin_name(k, true)?;
        let at = self.push_person(k, end, 0);
        let end = self.latin_office_after(end, at);
        Some(self.more_counterparts(end))
    }

    /// "ses homologues jordanien, X, et turc, Y": behind the first, a nationality brings in the next.
    fn more_counterparts(&mut self, mut end: usize) -> usize {
        for _ in 0..4 {
            let doc = self.doc;
            let mut k = end;
            while matches!(doc.w(k), "," | "et" | "and") && k < end + 2 {
                k += 1;
            }
            let Some((_, next)) = self.nationality(k).filter(|_| k > end) else {
                break;
            };
            let next = next + usize::from(doc.w(next) == ",");
            let name = self.past_latin_ranks(next);
            let Some(last) = self.latin_name(name, true).filter(|&l| l >= name + 2) else {
                break;
            };
            self.push_person(name, last, 0);
            end = last;
        }
        end
    }

    pub(super) fn past_latin_ranks(&self, mut k: usize) -> usize {
        let doc = self.doc;
        for _ in 0..5 {
            // "DCG Felix Kamanzi": a rank's letters that no list has.
            if doc.language == text::Language::English
                && (2..=4).contains(&doc.t.text(k).len())
                && doc.latin(k)
                && doc.shouted(k)
                && !self.used[k]
                && doc.at(k).is_empty()
                && doc.role(k).is_none()
                && doc.role(k + 1).is_some_and(|r| r.given)
                && doc.capital(k + 1)
                && !doc.shouted(k + 1)
                && !doc.line_start(k + 1)
            {
                k += 1;
            }
            if matches!(doc.w(k), "le" | "la" | "l" | "the")
                && doc.find(k + 1, |h| h.tag == Tag::Rank).is_some()
            {
                k += 1;
            }
            // "l'inspecteur général X"
            if doc.w(k) == "l"
                && doc.w(k + 1) == "'"
                && doc.find(k + 2, |h| h.tag == Tag::Rank).is_some()
            {
                k += 2;
            }
            match doc.find(k, |h| h.tag == Tag::Rank) {
                Some(h)
                    if h.last > k && !self.given_like_a_rank(k) && !self.given_like_a_title(k) =>
                {
                    k = self.past_grade(h.last);
                }
                _ => break,
            }
            if doc.w(k) == "." && doc.glued(k) {
                k += 1;
            }
            // "COP/Mr Kwesi Boateng"
            if doc.w(k) == "/" && doc.glued(k) && doc.find(k + 1, |h| h.tag == Tag::Rank).is_some()
            {
                k += 1;
                continue;
            }
            if doc.w(k) == "(" && doc.w(k + 2) == ")" {
                k += 3;
            }
            // "Major (Ret'd) X"
            if doc.w(k) == "("
                && doc.w(k + 1) == "ret"
                && doc.w(k + 2) == "'"
                && doc.w(k + 4) == ")"
            {
                k += 5;
            }
        }
        k
    }

    pub(super) fn latin_after_office(&self, mut k: usize) -> (Option<String>, usize) {
        let mut iso = None;
        for _ in 0..2 {
            if let Some((n, next)) = self.nationality(k) {
                iso = iso.or(Some(n));
                k = next;
                continue;
            }
            // "conseiller à la sécurité à l'ambassade, le colonel X": where he sits.
            let house = self.past_of(k).filter(|&h| {
                self.doc.language == text::Language::French
                    && (self.doc.t.text(k) == "à" || self.doc.w(k) == "au")
                    && !self.doc.capital(h)
                    && matches!(
                        self.doc.w(h),
                        "ambassade" | "ministere" | "consulat" | "mission"
                    )
                    && self.doc.w(h + 1) == ","
            });
            if let Some(h) = house {
                k = h + 1;
                continue;
            }
            let skip = match self.doc.w(k) {
                "du" | "de" | "d" | "of" | "des" | "in" | "en" | "au" | "to" => 1,
                // "ambassadeur de France à Tunis, X"
                "a" if self.doc.t.text(k) == "à" => 1,
                _ => break,
            };
            let mut p = k + skip;
            if matches!(self.doc.w(p), "'" | "la" | "the" | "l") {
                p += 1;
                if self.doc.w(p) == "'" {
                    p += 1;
                }
            }
            // "of the Republic of Uzbekistan"
            if matches!(
                self.doc.w(p),
                "republic" | "kingdom" | "state" | "sultanate" | "republique" | "royaume" | "etat"
            ) && self.doc.language == text::Language::French
                && super::place::state_adjective(self.doc.w(p + 1))
            {
                // "de la République socialiste du Viêt Nam"
                p = self.past_of(p + 2).unwrap_or(p);
            } else if matches!(
                self.doc.w(p),
                "republic"
                    | "kingdom"
                    | "state"
                    | "sultanate"
                    | "republique"
                    | "royaume"
                    | "etat"
                    | "sultanat"
                    | "principaute"
                    | "federation"
                    | "union"
                    | "emirat"
            ) && matches!(self.doc.w(p + 1), "of" | "de" | "du" | "d" | "des")
            {
                p += 2 + usize::from(matches!(self.doc.w(p + 2), "the" | "'" | "la"));
            }
            // "du Nord": a department.
            let point = matches!(self.doc.w(p), "nord" | "sud" | "est" | "ouest" | "centre")
                && self.doc.capital(p)
                && self.doc.language == text::Language::French
                && !matches!(self.doc.w(p + 1), "-" | "de" | "d" | "du");
            if point {
                k = p + 1;
                continue;
            }
            let Some(h) = self
                .doc
                .find(p, |h| matches!(h.tag, Tag::Place(_)))
                .filter(|_| self.doc.capital(p))
            else {
                break;
            };
            // "of the Jamaica Constabulary Force": the country begins a body's name.
            if self.latin_org(p, false).is_some_and(|g| g.last > h.last) {
                break;
            }
            if let Tag::Place(n) = h.tag {
                iso = iso.or_else(|| Some(LEXICON.places[n as usize].iso.clone()));
            }
            // "of Kosovo*": a footnote's sign.
            k = h.last + usize::from(self.doc.w(h.last) == "*");
        }
        (iso, k)
    }

    /// `auprès de l'Union européenne`, `to the United Nations` behind an ambassador.
    fn sent_to(&self, k: usize) -> Option<super::Org> {
        // "Liaison Prosecutor of Serbia at Eurojust, X"
        let at = self.doc.w(k) == "at" && self.doc.language == text::Language::English;
        if !at && !matches!(self.doc.w(k), "aupres" | "to") {
            return None;
        }
        let from = match at {
            true => k + 1 + usize::from(self.doc.w(k + 1) == "the"),
            false => self.past_of(k + usize::from(self.doc.w(k) == "aupres"))?,
        };
        self.latin_org(from, false)
            .filter(|g| g.known.is_some() && self.free(g.first, g.last))
    }

    pub(super) fn latin_holder(&mut self, o: &Office) -> Option<usize> {
        let doc = self.doc;
        let (mut iso, mut after) = self.latin_after_office(o.last);
        // "ambassadeur du Maroc auprès de l'Union européenne": whom he is sent to stands between.
        let sent_to = self.sent_to(after);
        after = sent_to.as_ref().map_or(after, |g| g.last);
        // "directrice de l'Agence … (ASFC), X": the abbreviation is the body's.
        let short = (doc.w(after) == "(" && doc.w(after + 2) == ")").then_some(after + 1);
        after = short.map_or(after, |k| k + 2);
        // "la cheffe de mission de l'Organisation … (OIM) au Liban, X"
        if short.is_some() && iso.is_none() && doc.language == text::Language::French {
            let (land, end) = self.latin_after_office(after);
            (iso, after) = (land, if doc.w(end) == "," { end } else { after });
        }
        // "… (IMPACS) de la CARICOM, X": whose body it is.
        // "coordonnateur de la section de prévention de l'ONUDC, X"
        let part = doc.language != text::Language::Arabic && after == o.last && !o.orgs.is_empty();
        let whose = (short.is_some() || part)
            .then(|| {
                let k = self
                    .past_of(after)
                    .filter(|_| matches!(doc.w(after), "de" | "du" | "des" | "of"))?;
                self.latin_org(k, false)
                    .filter(|g| self.free(g.first, g.last))
                    .filter(|g| {
                        let named = || {
                            let k = self.past_latin_ranks(g.last);
                            doc.language == text::Language::English
                                && !doc.line_start(k)
                                && self.latin_name(k, true).is_some()
                        };
                        short.is_some() || doc.w(g.last) == "," || named()
                    })
            })
            .flatten();
        after = whose.as_ref().map_or(after, |g| g.last);
        after = self.past_mandate(after);
        after = self.past_quoted(after);
        // "directeur exécutif de cet organe, X"
        after = self.past_pointing(after, o.bare);
        after = self.past_seat_town(after);
        after = self.past_province(o, after);
        after = self.past_house(o, after);
        after = self.past_kingdom(after);
        let under = self.under_president(after);
        after = under.as_ref().map_or(after, |u| u.last);
        let own = self.past_own_letters(o, after);
        let short = short.or((own > after).then_some(after + 1));
        after = own;
        // "directeur de cabinet du président, chargé de la Défense, X"
        if doc.language == text::Language::French
            && doc.w(after) == ","
            && matches!(doc.w(after + 1), "charge" | "chargee" | "en")
            && (doc.w(after + 1) != "en" || doc.w(after + 2) == "fin")
            && let Some(end) = (after + 2..after + 9)
                .take_while(|&i| i < doc.len() && doc.sentence[i] == doc.sentence[after])
                .find(|&i| doc.w(i) == ",")
        {
            after = end;
        }
        let comma = matches!(doc.w(after), ",");
        let mut k = self.past_latin_ranks(after + usize::from(comma));
        // "la directrice exécutive d'Europol, la Belge Catherine X"
        let named = self.national_named(k + usize::from(k == after + 1));
        k = named.filter(|_| comma).map_or(k, |(name, _)| name);
        if !o.bare {
            k = self.past_latin_ranks(self.past_rank_title(k));
        }
        // "le directeur général, le général-major, X"
        if k > after + 1 && comma && doc.w(k) == "," && doc.capital(k + 1) {
            k += 1;
        }
        let name = if doc.line_start(k) {
            None
        } else {
            self.latin_name(k, true)
        };
        let name = name.filter(|&e| !comma || k > after + 1 || e - k >= 2 || doc.role(k).is_some());
        // "Superintendent Josée Thériault": a rank.
        let rank = o.bare
            && !comma
            && matches!(
                doc.w(o.last - 1),
                "superintendent" | "inspector" | "commander" | "sergeant" | "marshal" | "constable"
            )
            && o.last - o.first <= 2
            && doc
                .find(o.first, |h| h.tag == Tag::Rank && h.last == o.last)
                .is_some()
            // "Chief Superintendent X"
            || o.bare
                && !comma
                && doc.language == text::Language::English
                && doc.capital(o.first)
                && doc
                    .find(o.first, |h| h.tag == Tag::Rank && h.last > o.last)
                    .is_some();
        if o.bare && name.is_none() && !self.state_envoy(o) || rank {
            return None;
        }
        if let Some(end) = name.filter(|&e| !comma && self.points_back(o, k, e)) {
            let at = self.push_person(k, end, 0);
            return Some(self.latin_office_after(end, at));
        }
        // "le ministre Diarra", "le ministre malien Ali Diarra": no more than a courtesy.
        let courtesy = o.bare
            && !comma
            && doc.language == text::Language::French
            && o.last == o.first + 1
            && doc.w(o.first) == "ministre";
        if let Some(end) = name.filter(|_| courtesy) {
            let at = self.push_person(k, end, 0);
            return Some(self.latin_office_after(end, at));
        }
        iso = o.iso.clone().or(iso);
        // "le patron de la police tchadienne": a way of saying it, no title, where nobody is named.
        let nobody = name.is_none() && matches!(doc.w(o.first), "patron" | "patronne");
        if nobody && o.orgs.iter().all(|g| !doc.capital(g.first)) {
            return Some(o.last);
        }
        // "un représentant de la Force multinationale mixte": anyone of them, no office of somebody's.
        if name.is_none() && (self.indefinite(o.first) || self.pointed(o.first)) {
            for org in o.orgs.iter().cloned() {
                self.push_org(org);
            }
            return Some(o.last);
        }
        let at = self.push_office(o, iso);
        let Some(end) = name else { return Some(o.last) };
        if let Some(org) = sent_to {
            self.push_org(org);
        }
        if let Some(org) = whose {
            self.push_org(org);
        }
        if let Some(u) = under {
            self.push_office(&u, None);
        }
        if let Some(k) = short.filter(|&k| self.free(k, k + 1))
            && let Some(org) = self.latin_org(k, false).filter(|g| g.last == k + 1)
        {
            self.push_org(org);
        }
        let person = self.push_person(k, end, 0);
        if self.told_to_another(o.first, after, end) {
            return Some(end);
        }
        self.found[at].link = Some(person);
        Some(if doc.w(end) == "," || self.past_remark(end).is_some() {
            self.latin_office_after(end, person)
        } else {
            end
        })
    }

    /// "Commander of the Internal Force 'Falcon' Sheikh X": past what the body is called besides.
    fn past_quoted(&self, k: usize) -> usize {
        let doc = self.doc;
        let open = matches!(doc.w(k), "'" | "\"" | "(") && doc.capital(k + 1) && doc.glued(k + 1);
        if doc.language != text::Language::English || !open || doc.line_start(k) {
            return k;
        }
        let close = if doc.w(k) == "(" { ")" } else { doc.w(k) };
        (k + 2..k + 5)
            .find(|&c| doc.w(c) == close && doc.glued(c))
            .filter(|&c| !doc.line_start(c + 1))
            .map_or(k, |c| c + 1)
    }

    /// "l'inspecteur général X": a grade straight before the name, no office.
    fn only_rank(&self, o: &Office) -> bool {
        let doc = self.doc;
        let grade = doc.find(o.first, |h| h.tag == Tag::Rank);
        doc.language == text::Language::French
            && grade
                .is_some_and(|h| o.bare && h.last >= o.last || self.past_grade(h.last) >= o.last)
            && doc.capital(o.last)
            && doc.latin(o.last)
            && !doc.line_start(o.last)
    }

    /// "nommé en mars directeur …", "appointed head of …": past the word and its day.
    fn past_naming(&self, k: usize) -> usize {
        let doc = self.doc;
        if !matches!(
            doc.w(k),
            "nomme" | "nommee" | "appointed" | "promu" | "promue"
        ) {
            return k;
        }
        let office = |i: &usize| {
            doc.find(*i, |h| {
                matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Portfolio)
            })
            .is_some()
        };
        (k + 1..k + 5).find(office).unwrap_or(k)
    }

    /// After a person: `, directeur général de …,`.
    pub(super) fn latin_office_after(&mut self, end: usize, person: usize) -> usize {
        let doc = self.doc;
        let end = self.past_letters(end);
        if let Some(past) = self.past_remark(end) {
            let last = self.latin_office_after(past, person);
            return if last > past { last } else { end };
        }
        if !matches!(doc.w(end), "," | "(" | "-") || doc.line_start(end) {
            return end;
        }
        let mut k = self.past_naming(end + 1);
        let named = |w: &str| {
            matches!(
                w,
                "who"
                    | "is"
                    | "current"
                    | "new"
                    | "then"
                    | "newly"
                    | "appointed"
                    | "alors"
                    | "nouveau"
                    | "nouvelle"
                    | "actuel"
                    | "actuelle"
                    | "his"
                    | "her"
            )
        };
        while leads_title(doc.w(k))
            || named(doc.w(k))
            || self.nationality(k).is_some_and(|(_, n)| n == k + 1)
                && doc
                    .find(k + 1, |h| {
                        matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Portfolio)
                    })
                    .is_some()
        {
            k += 1;
        }
        k = self.past_land(k);
        // ", the Kurdish prime minister": an adjective no list has.
        let adjective = doc.language == text::Language::English
            && doc.capital(k)
            && ["ish", "ian", "ese", "ean", "ani", "aqi"]
                .iter()
                .any(|e| doc.w(k).ends_with(e))
            && !doc.line_start(k + 1)
            && doc
                .find(k + 1, |h| {
                    matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Portfolio)
                })
                .is_some();
        let begun = k + usize::from(adjective);
        let k = self.past_owner(begun);
        // ", the EU Drugs Agency's executive director": the owner is a body of its own.
        let owner = (doc.language == text::Language::English && k > begun + 2)
            .then(|| self.latin_org(begun, false))
            .flatten()
            .filter(|g| g.last + 2 == k && self.free(g.first, g.last));
        let Some(o) = self
            .latin_office(k, 0)
            .filter(|o| self.free(o.first, o.last))
        else {
            return end;
        };
        let (iso, after) = self.latin_after_office(o.last);
        // "le directeur de la Cellule de renseignement (CRF) Y"
        let short = doc.w(after) == "(" && doc.w(after + 2) == ")";
        let after = self.past_mandate(after + if short { 3 } else { 0 });
        // A name straight behind the title means the title is that person's.
        if self
            .latin_name(self.past_latin_ranks(after), true)
            .is_some()
            && doc.w(after) != ","
        {
            return end;
        }
        // "le ministre, X, l'ambassadeur d'Italie, Y, …": X has his title, the next one is Y's.
        let held = self.found.iter().any(|f| f.link == Some(person));
        // "En compagnie du directeur, X, le ministre gabonais a …": somebody else.
        let another = doc.language == text::Language::French
            && held
            && matches!(doc.w(end + 1), "le" | "la")
            && doc.w(end) == ","
            && (end.saturating_sub(20)..end).any(|i| {
                matches!(
                    doc.w(i),
                    "compagnie" | "accompagne" | "accompagnee" | "cotes"
                ) && doc.sentence[i] == doc.sentence[end]
            })
            && !matches!(doc.w(after), "," | "." | ";" | ")");
        if another && o.first == end + 2 {
            return end;
        }
        let next = self.past_latin_ranks(after + 1);
        if held
            && doc.w(after) == ","
            && !doc.line_start(next)
            && self.latin_name(next, true).is_some_and(|e| e >= next + 2)
        {
            return end;
        }
        if held && self.others_follow(after) {
            return end;
        }
        // ", Kazakhstan's ambassador to Jordan"
        let of = doc.w(o.last) == "of"
            && doc.language == text::Language::English
            && doc.capital(o.first)
            && matches!(doc.w(after), "," | ")" | "." | ";");
        let sent = (k > end + 1 && matches!(doc.w(o.last), "to" | "in") || of) && after > o.last;
        // ", Chargé d'Affaires at the Embassy of …"
        let seat = doc.capital(o.first)
            && doc.language == text::Language::English
            && doc.w(o.last) == "at"
            && !doc.line_start(o.last);
        // ", ambassadeur et chef de la mission de …"
        let second = doc.language == text::Language::French && self.second_title(after).is_some();
        if o.bare && !sent && !seat && !second && !matches!(doc.w(o.last), "," | ")" | "." | ";") {
            return end;
        }
        if let Some(org) = owner {
            self.push_org(org);
        }
        let at = self.push_office(&o, o.iso.clone().or(iso));
        self.found[at].link = Some(person);
        let end = if second { after } else { o.last };
        let Some((o, iso)) = self.second_title(end) else {
            return o.last;
        };
        let at = self.push_office(&o, iso);
        self.found[at].link = Some(person);
        o.last
    }

    /// "the envoy X, Director of the Agency and others", "l'envoyé X, directeur de l'Agence et d'autres": a list ends at `k`, and who
    /// stands before is one of those that came.
    fn others_follow(&self, k: usize) -> bool {
        let doc = self.doc;
        let from = k + 1 + usize::from(matches!(doc.w(k + 1), "d" | "de" | "des" | "the"));
        let from = from + usize::from(doc.w(from) == "'");
        matches!(doc.w(k), "and" | "et")
            && matches!(
                doc.w(from),
                "others"
                    | "other"
                    | "officials"
                    | "senior"
                    | "representatives"
                    | "autres"
                    | "plusieurs"
                    | "hauts"
                    | "responsables"
                    | "representants"
            )
    }

    /// ", Deputy Prime Minister and Minister of Interior,", ", ambassadeur et chef de la mission": both titles are his.
    fn second_title(&self, end: usize) -> Option<(Office, Option<String>)> {
        let doc = self.doc;
        let and = match doc.language {
            text::Language::French => "et",
            _ => "and",
        };
        if doc.w(end) != and || doc.line_start(end) {
            return None;
        }
        let o = self
            .latin_office(end + 1, 0)
            .filter(|o| !o.bare && self.free(o.first, o.last))?;
        let (iso, after) = self.latin_after_office(o.last);
        let short = doc.w(after) == "(" && doc.w(after + 2) == ")";
        let ends = doc.language == text::Language::French
            || matches!(doc.w(after), "," | "." | ";" | ")")
            || short
            || doc.latin(after) && !doc.capital(after);
        let ranks = self.past_latin_ranks(after);
        let named = self.latin_name(ranks, true).is_some() && !doc.line_start(ranks);
        let iso = o.iso.clone().or(iso);
        (ends && !named).then_some((o, iso))
    }
}
