//! French offices: what a title directs when no list has it ("ministre de l'Administration interne"), the service its field
//! names ("directrice générale de la sécurité intérieure"), the district it is of ("préfet d'Antsiranana").

use super::Finder;
use super::french_org::Tail;
use crate::lexicon::{LEXICON, Tag};

impl Finder<'_, '_> {
    /// "de l'Administration interne", "de la sécurité" behind a title, where a name follows it: to the end of the field.
    pub(super) fn unlisted_field(
        &self,
        first: usize,
        from: usize,
        minister: bool,
    ) -> Option<usize> {
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
        }) || (!minister || !doc.capital(noun))
            && (doc.is(noun, Tag::BodyHead)
                || doc.is(noun, Tag::Service)
                || self.latin_org(noun, true).is_some())
        {
            return None;
        }
        // "le porte-parole des stagiaires": of people, no field.
        if doc.w(first) == "porte" && doc.w(from) == "des" && !doc.capital(noun) {
            return None;
        }
        let tail = Tail {
            open: true,
            free: true,
            // "directeur de la Justice militaire, X"
            capitals: minister || doc.capital(noun),
            ..Tail::default()
        };
        let (end, words) = self.french_tail(from, tail);
        let (_, after) = self.latin_after_office(end);
        // ", directeur de la libre circulation." behind a name.
        let behind = first > 1
            && doc.w(first - 1) == ","
            && doc.capital(first - 2)
            && doc.latin(first - 2)
            && (matches!(doc.w(after), "," | "." | ";" | ")" | "et")
                || doc.line_start(after)
                || doc.w(after) == "au" && doc.w(after + 1) == "sein");
        if behind && words > 0 && end > from + 1 {
            return Some(end);
        }
        let comma = doc.w(after) == ",";
        let k = self.past_latin_ranks(after + usize::from(comma));
        let named = !doc.line_start(k)
            && self
                .latin_name(k, true)
                .is_some_and(|e| e >= k + 2 || k > after + 1);
        // "ministre des Armées et des Victimes de guerre Daoud Brahim"
        let straight = minister && (k > after || doc.role(k).is_some_and(|r| r.given));
        (words > 0 && end > from + 1 && (comma || straight) && named)
            .then_some(end)
            .or_else(|| {
                let title = matches!(doc.w(first), "ministre" | "vice");
                title.then(|| self.field_noun(from)).flatten()
            })
    }

    /// "ministre de l'Environnement et du Climat", "ministre de la Protection des citoyens": with an article a capital that nothing
    /// knows is a minister's field, named or not.
    pub(super) fn field_noun(&self, from: usize) -> Option<usize> {
        let doc = self.doc;
        let article = match doc.w(from) {
            "du" | "des" => true,
            "de" => matches!(doc.w(from + 1), "la" | "l"),
            _ => false,
        };
        let noun = self.past_of(from).filter(|&k| article && doc.capital(k))?;
        // "de l'Intégration et des Maliens de l'extérieur"
        let abroad = matches!(doc.w(noun + 1), "de" | "a" | "etablis" | "residant")
            && (noun + 2..noun + 6).any(|k| matches!(doc.w(k), "exterieur" | "etranger"));
        let field = |h: &crate::lexicon::Hit| {
            let known = matches!(
                h.tag,
                Tag::BodyWord
                    | Tag::Topic(_)
                    | Tag::Plain
                    | Tag::Service
                    | Tag::PlaceKind
                    | Tag::Portfolio
            );
            known || abroad && matches!(h.tag, Tag::Nat(_))
        };
        let adjective = self.past_field_adjective(noun + 1) > noun + 1;
        let state = matches!(
            doc.w(noun),
            "gouvernement" | "republique" | "etat" | "roi" | "cabinet" | "royaume" | "premier"
        );
        if !doc.latin(noun)
            || doc.shouted(noun)
            || doc.line_start(noun)
            || state && !adjective
            || !doc.at(noun).iter().all(field)
            || doc.role(noun).is_some_and(|r| r.given) && !abroad
            || doc.capital(noun + 1) && !doc.line_start(noun + 1) && doc.role(noun + 1).is_none()
        {
            return None;
        }
        if abroad {
            let end = (noun + 2..noun + 6).find(|&k| matches!(doc.w(k), "exterieur" | "etranger"));
            return end.map(|k| k + 1);
        }
        let known = doc.find(noun, |h| h.tag == Tag::Portfolio).map(|h| h.last);
        let tail = Tail {
            open: true,
            free: true,
            ..Tail::default()
        };
        let end = match known {
            Some(end) => self.past_field_adjective(end),
            None => {
                let end = self.past_field_adjective(noun + 1);
                self.french_tail(end, tail).0
            }
        };
        // "de la Mer et de la Pêche"
        let more = (doc.w(end) == "et" && !doc.line_start(end))
            .then(|| self.field_noun(end + 1))
            .flatten();
        Some(more.unwrap_or(end))
    }

    /// "composante police de la MINUSCA", "pilier justice de l'Agence …": the body that a field ends with.
    pub(super) fn body_at_end(&self, from: usize, end: usize) -> Option<super::Org> {
        let doc = self.doc;
        (from + 2..end).find_map(|k| {
            let of =
                matches!(doc.w(k - 1), "la" | "de" | "du" | "l" | "'" | "des") && doc.capital(k);
            // "au ministère de la Sécurité publique"
            let house = matches!(doc.w(k), "ministere" | "ambassade" | "consulat")
                && matches!(doc.w(k - 1), "au" | "du" | "'" | "a");
            self.latin_org(k, house)
                .filter(|g| (of || house) && g.last >= end && (g.last > k + 1 || doc.shouted(k)))
        })
    }

    /// "de la Sécurité et de la Décentralisation" straight behind a field: another one, and then the last.
    pub(super) fn field_goes_on(&self, k: usize) -> bool {
        let doc = self.doc;
        let field = |k: usize| {
            let n = self
                .past_of(k)
                .filter(|_| matches!(doc.w(k), "de" | "du" | "des" | "d"))?;
            doc.find(n, |h| h.tag == Tag::Portfolio)
                .filter(|_| doc.capital(n))
                .map(|h| h.last)
        };
        doc.language == text::Language::French
            && field(k).is_some_and(|e| doc.w(e) == "et" && field(e + 1).is_some())
    }

    /// "porte-parole du gouvernement", "directeur de cabinet de la présidence", "secrétaire général du ministère, X": what
    /// completes a title and names no body. The token after it.
    pub(super) fn unnamed_house(&self, first: usize, k: usize) -> Option<usize> {
        let doc = self.doc;
        let j = self.past_of(k).filter(|_| {
            matches!(doc.w(k), "de" | "du" | "a" | "d") && doc.language == text::Language::French
        })?;
        let ambassador = doc.w(first).starts_with("ambassad");
        let alone = |end: usize| {
            !matches!(doc.w(end), "de" | "du" | "des" | "d") && self.nationality(end).is_none()
        };
        match doc.w(j) {
            "presidence" if !ambassador => {
                // "de la présidence de la République"
                let land = self
                    .past_of(j + 1)
                    .filter(|&n| doc.w(n) == "republique" && alone(n + 1));
                land.map(|n| n + 1)
                    .or_else(|| alone(j + 1).then_some(j + 1))
            }
            "gouvernement" if alone(j + 1) && matches!(doc.w(first), "porte" | "secretaire") => {
                Some(j + 1)
            }
            // Before a name only: else it says no more than "the ministry".
            "ministere" | "ambassade" | "consulat" | "prefecture" | "gouvernorat"
            | "commissariat"
                if alone(j + 1) && !doc.line_start(j) =>
            {
                let comma = usize::from(doc.w(j + 1) == ",");
                let name = self.past_latin_ranks(j + 1 + comma);
                let named = !doc.line_start(name)
                    && self
                        .latin_name(name, true)
                        .is_some_and(|e| e >= name + 2 || name > j + 1 + comma);
                named.then_some(j + 1)
            }
            _ => None,
        }
    }

    /// "République socialiste du Vietnam", "Royaume du Danemark": the country whose name in full begins at `j`.
    pub(super) fn country_in_full(&self, j: usize) -> Option<crate::lexicon::Hit> {
        let doc = self.doc;
        let kind = matches!(
            doc.w(j),
            "republique"
                | "royaume"
                | "principaute"
                | "etat"
                | "sultanat"
                | "federation"
                | "confederation"
        );
        if !kind || !doc.capital(j) || doc.language != text::Language::French {
            return None;
        }
        let mut k = j + 1;
        while k < j + 5 && (super::place::state_adjective(doc.w(k)) || doc.w(k) == "et") {
            k += 1;
        }
        let land = self.past_of(k)?;
        doc.find(land, |h| h.tag.place().is_some_and(|p| p.country))
            .filter(|_| doc.capital(land))
    }

    /// The body at the end of "enquêtes de la Cellule …", "mission EUCAP": plain words of a title's field and the body it
    /// is in.
    pub(super) fn body_of_field(&self, j: usize) -> Option<super::Org> {
        let doc = self.doc;
        let mut k = j;
        while k < j + 12 && doc.latin(k) && !doc.capital(k) && !doc.line_start(k) && !self.used[k] {
            // "des relations extérieures et de la coopération internationale du Ministère …"
            if doc.w(k) == "et" && k > j && matches!(doc.w(k + 1), "de" | "du" | "des") {
                k = self.past_of(k + 1)?;
                continue;
            }
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

    /// "directeur général des relations extérieures et de la coopération du ministère de la Défense", "directrice de la
    /// formation": a field of work that no list has, and the body it is done in.
    pub(super) fn field_directed(
        &self,
        first: usize,
        from: usize,
        depth: u8,
    ) -> Option<(usize, Option<super::Org>)> {
        let doc = self.doc;
        let directs = matches!(
            doc.w(first),
            "directeur"
                | "directrice"
                | "inspecteur"
                | "inspectrice"
                | "sous"
                | "coordonnateur"
                | "coordonnatrice"
        );
        let noun = self.past_of(from)?;
        if !directs || depth > 0 || doc.language != text::Language::French || doc.line_start(noun) {
            return None;
        }
        let field = matches!(
            doc.w(noun),
            "relations"
                | "justice"
                | "transmissions"
                | "cooperation"
                | "formation"
                | "formations"
                | "personnel"
                | "personnels"
                | "ressources"
                | "affaires"
                | "communication"
                | "logistique"
                | "enquetes"
                | "investigations"
                | "etudes"
                | "planification"
                | "frontieres"
                | "migrations"
                | "protection"
                | "libertes"
                | "lutte"
                | "recherche"
                | "reglementation"
                | "prospective"
                | "strategie"
                | "securite"
                | "programmes"
                | "moyens"
                | "systemes"
        );
        if !field {
            return None;
        }
        let tail = Tail {
            open: true,
            free: true,
            ..Tail::default()
        };
        let (mut end, words) = self.french_tail(from, tail);
        if words == 0 || end <= from + 1 {
            return None;
        }
        // "… de la coopération internationale au ministère français de l'Intérieur": the body it is done in.
        if let Some(at) = (from + 2..end).find(|&k| doc.w(k) == "au" && doc.w(k + 1) == "ministere")
        {
            let house = self.latin_org(at + 1, true).filter(|g| g.last > at + 2);
            if house.is_some() {
                return Some((house.as_ref().map_or(at, |g| g.last), house));
            }
            end = at;
        }
        let inner = (from + 2..end).find_map(|k| {
            let body = doc.capital(k) && doc.is(k, Tag::BodyHead);
            self.latin_org(k, true)
                .filter(|g| body && g.last >= end && g.last > k + 1)
        });
        if inner.is_some() {
            return Some((inner.as_ref().map_or(end, |g| g.last), inner));
        }
        let org = self
            .past_of(end)
            .filter(|&k| matches!(doc.w(end), "de" | "du" | "d") && !doc.line_start(k))
            .and_then(|k| {
                self.latin_org(k, true)
                    .filter(|_| doc.capital(k) || doc.w(k) == "ministere")
            });
        Some((org.as_ref().map_or(end, |g| g.last), org))
    }

    /// "chef du secteur de Galveston", "commandant de la zone maritime Atlantique", "gouverneure de l'État de Bahia": what is
    /// commanded is a part of the country. The token after it.
    pub(super) fn commanded_area(&self, first: usize, from: usize) -> Option<usize> {
        let doc = self.doc;
        let title = matches!(
            doc.w(first),
            "chef"
                | "cheffe"
                | "commandant"
                | "commandante"
                | "responsable"
                | "directeur"
                | "directrice"
                | "coordonnateur"
                | "coordonnatrice"
                | "commissaire"
                | "inspecteur"
                | "inspectrice"
                | "gouverneur"
                | "gouverneure"
                | "prefet"
                | "prefete"
                | "haut"
        );
        if !title || doc.language != text::Language::French || doc.line_start(from) {
            return None;
        }
        let area = self
            .past_of(from)
            .filter(|_| matches!(doc.w(from), "de" | "du" | "d"))?;
        if !matches!(
            doc.w(area),
            "zone"
                | "region"
                | "secteur"
                | "district"
                | "circonscription"
                | "arrondissement"
                | "departement"
                | "province"
                | "etat"
                | "wilaya"
                | "subdivision"
        ) {
            return None;
        }
        let mut k = area + 1;
        while k < area + 3
            && doc.latin(k)
            && !doc.capital(k)
            && (matches!(doc.w(k), "militaire" | "maritime" | "frontalier")
                || super::latin_org_words::french_adjective(doc.w(k)))
        {
            k += 1;
        }
        // "du secteur 3"
        let number = doc
            .t
            .list
            .get(k)
            .is_some_and(|t| t.kind == text::Kind::Number);
        if number && k == area + 1 && !doc.line_start(k) {
            return Some(k + 1);
        }
        let named = self.past_of(k).filter(|_| !matches!(doc.w(k), "a" | "aux"));
        // "le chef de l'État Issoufou Mahamadou": his name, no state's.
        if doc.w(area) == "etat" && named.is_none() {
            return None;
        }
        let at = named.unwrap_or(k);
        if !doc.latin(at) || !doc.capital(at) || doc.line_start(at) || self.used[at] {
            return None;
        }
        // "la région militaire de la Gendarmerie" is a body's.
        if doc.at(at).iter().any(|h| {
            matches!(
                h.tag,
                Tag::Org(_) | Tag::Office | Tag::OfficeFull | Tag::Rank
            )
        }) || doc.is(at, Tag::BodyHead) && doc.w(at) != "centre"
        {
            return None;
        }
        let place = doc.find(at, |h| matches!(h.tag, Tag::Place(_)));
        let mut end = place.map_or(at + 1, |h| h.last);
        while doc.w(end) == "-" && doc.glued(end) && doc.latin(end + 1) && end < at + 8 {
            end += 2;
        }
        Some(self.past_points(end))
    }

    /// "14e Régiment d'infanterie": where the name of a unit begins with its number.
    pub(super) fn with_ordinal(&self, i: usize) -> usize {
        let doc = self.doc;
        let unit = matches!(
            doc.w(i),
            "regiment"
                | "bataillon"
                | "brigade"
                | "compagnie"
                | "legion"
                | "escadron"
                | "groupement"
                | "division"
                | "escadre"
                | "flottille"
                | "region"
        );
        if doc.language != text::Language::French || !unit || i < 2 || doc.line_start(i) {
            return i;
        }
        let number = |k: usize| {
            doc.t
                .list
                .get(k)
                .is_some_and(|t| t.kind == text::Kind::Number)
        };
        let split = matches!(doc.w(i - 1), "e" | "er" | "re" | "eme" | "ere")
            && doc.glued(i - 1)
            && number(i - 2)
            && !doc.line_start(i - 1);
        let first = if split { i - 2 } else { i };
        if self.used[first] { i } else { first }
    }

    /// "la cellule antiterroriste de la Direction de la sûreté": the body that a part in lower case is of.
    pub(super) fn whole_of_part(&self, part: &super::Org) -> Option<super::Org> {
        let doc = self.doc;
        if doc.language != text::Language::French
            || doc.capital(part.first)
            || part.known.is_some()
            || !matches!(
                doc.w(part.first),
                "cellule"
                    | "bureau"
                    | "division"
                    | "section"
                    | "departement"
                    | "service"
                    | "unite"
                    | "pole"
                    | "brigade"
                    | "groupe"
                    | "antenne"
            )
            || !matches!(doc.w(part.last), "de" | "du" | "d")
        {
            return None;
        }
        let k = self.past_of(part.last)?;
        if !doc.capital(k) || !doc.is(k, Tag::BodyHead) || doc.line_start(k) {
            return None;
        }
        self.latin_org(k, true).filter(|g| g.last > k + 1)
    }

    /// "quartier Samba Diop", "aéroport international Ibn Battouta", "camp Général Leclerc": a place called after somebody.
    pub(super) fn called_after(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if i == 0 || doc.language != text::Language::French || !doc.capital(i) || doc.line_start(i)
        {
            return None;
        }
        let b = i - 1 - usize::from(matches!(doc.w(i - 1), "international" | "militaire") && i > 1);
        let place = matches!(
            doc.w(b),
            "quartier"
                | "aeroport"
                | "avenue"
                | "boulevard"
                | "rue"
                | "stade"
                | "camp"
                | "caserne"
                | "lycee"
                | "hopital"
                | "palais"
                | "hotel"
                | "salle"
                | "amphitheatre"
                | "auditorium"
                | "mosquee"
                | "place"
                | "rond"
                | "universite"
        );
        let street = matches!(doc.w(b), "place" | "avenue" | "rue" | "boulevard");
        if street && doc.find(i, |h| matches!(h.tag, Tag::Place(_))).is_some() {
            return Some(i + 1);
        }
        if !place {
            return None;
        }
        let k = self.past_latin_ranks(i);
        let end = self.latin_name(k, true)?;
        (end > i + 1).then_some(end)
    }

    /// "commandant en chef de la police d'Abou Dhabi": where the force of a town ends.
    pub(super) fn force_of_town(&self, j: usize) -> Option<usize> {
        let doc = self.doc;
        if doc.language != text::Language::French
            // "préfet de police de Paris"
            || j > 1 && doc.w(j - 2).starts_with("prefet")
            || !matches!(doc.w(j), "police" | "surete" | "gendarmerie")
            || !matches!(doc.w(j + 1), "de" | "d")
        {
            return None;
        }
        let town = j + 2 + usize::from(doc.w(j + 1) == "d");
        let h = doc.find(town, |h| {
            h.tag.place().is_some_and(|p| p.strong && !p.country)
        })?;
        doc.capital(town).then_some(h.last)
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
                | "commissaire"
                | "secretaire"
                | "dg"
                | "dga"
                | "pdg"
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
                | "questeur"
                | "sous"
                | "gouverneurs"
                | "chef"
                | "bourgmestres"
                | "echevin"
                | "lieutenant"
        ) && (!matches!(doc.w(k - 1), "chef" | "general")
            // "procureur général de Genève"
            || matches!(doc.w(first), "procureur" | "procureure"));
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
        let kind = j;
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
            // "wali de la région de Rabat-Salé-Kénitra"
            let mut end = h.last;
            while doc.w(end) == "-" && doc.glued(end) && doc.capital(end + 1) && end < h.last + 8 {
                end += 2;
            }
            return Some((
                self.past_points(end),
                Some(LEXICON.places[n as usize].iso.clone()),
            ));
        }
        if doc
            .at(j)
            .iter()
            .any(|h| matches!(h.tag, Tag::Org(_) | Tag::BodyHead))
            // "de la région du Centre-Est"
            && !(j > kind && doc.w(j) == "centre")
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

    /// "représentante régionale de l'ONUDC pour l'Afrique de l'Ouest et du Centre, X": past the part of the world it is for.
    pub(super) fn past_mandate(&self, k: usize) -> usize {
        let doc = self.doc;
        if doc.language != text::Language::French || doc.w(k) != "pour" || doc.line_start(k) {
            return k;
        }
        let article = match doc.w(k + 1) {
            "la" | "le" | "les" => 1,
            "l" => 2,
            _ => 0,
        };
        doc.find(k + 1 + article, |h| {
            matches!(h.tag, Tag::Place(_) | Tag::Region(_))
        })
        .filter(|h| doc.capital(h.first) && doc.w(h.last) == ",")
        .map_or(k, |h| h.last)
    }
}
