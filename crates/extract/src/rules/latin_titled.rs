//! Titles in French and English with what they are over: `ministre de l'Intérieur`, `head of the Agency`, `procureur près la Cour`.

use super::{Finder, Office, Org};
use crate::lexicon::{LEXICON, Tag};

impl Finder<'_, '_> {
    /// The office whose title stands at `first..k`.
    pub(super) fn titled_latin(&self, first: usize, k: usize, depth: u8) -> Option<Office> {
        let doc = self.doc;
        let title = doc.w(k - 1);
        let k = self.past_post_modifiers(k);
        let k = self.past_slash(k - usize::from(self.rank_of_commissioner(first, k)));
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
        ) || matches!(title, "ministre") && doc.language == text::Language::French
            // "secrétaire général aux Affaires étrangères"
            || doc.w(first) == "secretaire" && doc.w(k) == "aux";
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
        from += self.past_crown(from);
        if let Some(org) = self.commanding(k) {
            return Some(self.over_body(o, first, org));
        }
        if let Some(org) = self.court_beside(from) {
            o.last = org.last;
            o.orgs.push(org);
            return Some(o);
        }
        if let Some(short) = self.south_asian(&o) {
            return Some(short);
        }
        if let Some(bare) = self.field_without_of(&o, first, from) {
            return Some(bare);
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
        let body = match matches!(doc.w(k - 1), "minister" | "ministre") {
            true => j,
            false => self.latin_org(j, true).map_or(j, |g| g.last),
        };
        if minister
            && !matches!(doc.w(j), "gendarmerie" | "police")
            && let Some(h) = doc
                .find(j, |h| h.tag == Tag::Portfolio)
                .filter(|h| h.last >= body)
        {
            o.last = self.portfolios(first, h.last);
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
        if let Some(org) = self.body_of_desk(from) {
            o.last = org.last;
            o.orgs.push(org);
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
            return Some(self.over_body(o, first, org));
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
            return Some(self.over_force(o, j));
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
        if let Some(local) = self.over_place(&o, k, j) {
            return Some(local);
        }
        o.bare = true;
        Some(o)
    }

    /// "National Commissioner General X": the last word of the title that ends before `k` is the rank of X.
    fn rank_of_commissioner(&self, first: usize, k: usize) -> bool {
        let doc = self.doc;
        let of_all = |w: &str| matches!(w, "national" | "provincial");
        doc.language == text::Language::English
            && doc.w(k - 1) == "general"
            && k > first + 1
            && doc.w(k - 2) == "commissioner"
            && (of_all(doc.w(first)) || of_all(doc.before(first, 1)))
            && doc.capital(k)
            && doc.latin(k)
            && !doc.line_start(k)
    }

    /// "Chairman/Chief Executive Officer of the Agency": past the second title.
    fn past_slash(&self, k: usize) -> usize {
        let doc = self.doc;
        let slash = doc.w(k) == "/" && doc.glued(k) && doc.glued(k + 1);
        match slash && doc.language == text::Language::English {
            true if matches!(doc.w(k + 1), "ceo" | "coo") => k + 2,
            true => doc
                .find(k + 1, |h| h.tag == Tag::Office)
                .map_or(k, |h| h.last),
            false => k,
        }
    }

    /// "procureur du Roi près le tribunal": the tokens of whose prosecutor it is.
    fn past_crown(&self, k: usize) -> usize {
        let doc = self.doc;
        match (doc.w(k), doc.w(k + 1), doc.w(k + 2)) {
            ("du", "roi", "pres") => 2,
            ("de", "la", "republique") if doc.w(k + 3) == "pres" => 3,
            _ => 0,
        }
    }

    /// "procureur général près la Cour d'appel": the court; its town stands outside.
    fn court_beside(&self, k: usize) -> Option<Org> {
        let doc = self.doc;
        let article = match doc.w(k + 1) {
            "la" | "le" | "les" if doc.w(k) == "pres" => 2,
            "l" if doc.w(k) == "pres" => 3,
            _ => return None,
        };
        let mut org = self.latin_org(k + article, true)?;
        let of = |k: &usize| {
            self.past_of(*k)
                .is_some_and(|n| n + 1 == org.last && doc.capital(n))
        };
        org.last = (org.first + 2..org.last).find(of).unwrap_or(org.last);
        Some(org)
    }

    /// "de l'Intérieur, de la Justice et des Affaires étrangères": past the portfolios that go on behind the first, which ends before
    /// `last`, of a title at `first`.
    fn portfolios(&self, first: usize, mut last: usize) -> usize {
        let doc = self.doc;
        for _ in 0..4 {
            // "de l'Économie numérique et de la Cybersécurité"
            let adjective = self.past_field_adjective(last);
            if matches!(doc.w(adjective), "," | "et") {
                last = adjective;
            }
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
                && (doc.capital(next + article)
                    // "ministre de la Sécurité et la protection civile"
                    || article > 0
                        && doc
                            .find(next + article, |h| h.tag == Tag::Portfolio)
                            .is_some_and(|h| h.last > h.first + 1))
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
                    // "… et de l'Administration du territoire, X": the last one no list has; behind two others it may be small.
                    let list = || (first..last).any(|k| doc.w(k) == ",");
                    let unlisted = next > from && (doc.capital(next) || list());
                    let end = unlisted.then(|| self.unlisted_field(first, from, true));
                    let field = || self.field_noun(from).filter(|_| doc.w(from - 1) == "et");
                    last = end.flatten().or_else(field).unwrap_or(last);
                    break;
                }
            }
        }
        // "… et de la Sécurité publique": the last one may be longer than the phrase.
        let whole = doc.find(last - 1, |h| h.tag == Tag::Portfolio);
        let last = whole.map_or(last, |h| h.last.max(last));
        self.whole_portfolio(self.past_affairs(self.past_field_adjective(last)))
    }

    /// "ministre de la Coopération externe": past the adjective of a field that ends before `k`.
    pub(super) fn past_field_adjective(&self, k: usize) -> usize {
        let doc = self.doc;
        let adjective = |w: &str| {
            super::latin_org_words::french_adjective(w)
                || matches!(
                    w,
                    "externe"
                        | "interne"
                        | "externes"
                        | "internes"
                        | "durable"
                        | "maritime"
                        | "maritimes"
                        | "publique"
                        | "publiques"
                        | "rurale"
                        | "verte"
                        | "bleue"
                        | "civile"
                        | "public"
                        | "civil"
                        | "interieur"
                        | "interieure"
                        | "exterieur"
                        | "exterieure"
                        | "citoyenne"
                        | "republicain"
                        | "institutionnel"
                )
        };
        let takes = doc.language == text::Language::French
            && doc.latin(k)
            && !doc.line_start(k)
            && adjective(doc.w(k))
            && self.nationality(k).is_none()
            && doc.role(k).is_none_or(|r| !r.given);
        k + usize::from(takes)
    }

    /// "Commissaire Paix et Sécurité de l'Union africaine", "Directeur Sécurité": the field with a capital, no word before it.
    fn field_without_of(&self, o: &Office, first: usize, k: usize) -> Option<Office> {
        let doc = self.doc;
        let title = matches!(
            doc.w(k - 1),
            "commissaire"
                | "directeur"
                | "directrice"
                | "conseiller"
                | "conseillere"
                | "coordonnateur"
                | "responsable"
        );
        if doc.language != text::Language::French || !title || !doc.capital(k) || doc.line_start(k)
        {
            return None;
        }
        let field = doc.find(k, |h| h.tag == Tag::Portfolio)?;
        let mut o = o.clone();
        o.last = self.portfolios(first, field.last);
        let body = self
            .past_of(o.last)
            .filter(|_| matches!(doc.w(o.last), "de" | "du" | "d"))
            .and_then(|n| self.latin_org(n, false))?;
        o.last = body.last;
        o.orgs.push(body);
        Some(o)
    }

    /// "du département Afrique de la JICA", "du bureau Sahel de l'ONUDC": the body whose part sees to a region.
    fn body_of_desk(&self, from: usize) -> Option<Org> {
        let doc = self.doc;
        let part = self.past_of(from)?;
        let desk = matches!(
            doc.w(part),
            "departement" | "division" | "bureau" | "service" | "desk"
        );
        if doc.language != text::Language::French || !desk || !doc.capital(part + 1) {
            return None;
        }
        let end = doc
            .find(part + 1, |h| matches!(h.tag, Tag::Region(_)))?
            .last;
        let body = self
            .past_of(end)
            .filter(|_| matches!(doc.w(end), "de" | "du" | "d"))?;
        self.latin_org(body, true)
    }

    /// "commandant la Mission …", "commandant les Forces …": the title is a participle.
    fn commanding(&self, k: usize) -> Option<Org> {
        let doc = self.doc;
        let body = match doc.w(k) {
            "la" | "les" | "le" => k + 1,
            "l" if doc.w(k + 1) == "'" => k + 2,
            _ => return None,
        };
        let leads = doc.w(k - 1) == "commandant" && doc.language == text::Language::French;
        self.latin_org(body, true)
            .filter(|_| leads && doc.capital(body) && !doc.line_start(body))
    }

    /// "chef de la cellule antiterroriste de la Direction de la sûreté": a title over `org`, with what goes on behind it.
    fn over_body(&self, mut o: Office, first: usize, org: Org) -> Office {
        let doc = self.doc;
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
        let bracket = doc.w(o.last) == "(" && doc.w(o.last + 2) == ")" && doc.w(o.last + 3) == "et";
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
        o
    }

    /// "Inspector General of Police", "conseiller de police de l'ONU": a title over the force at `j`.
    fn over_force(&self, mut o: Office, j: usize) -> Office {
        let doc = self.doc;
        o.last = self.past_affairs(j + 1);
        // "Chairman of Police and Public Security"
        let and = matches!(doc.w(j + 1), "and" | "&") && doc.capital(j);
        if let Some(end) = self.title_of_words(j + 2).filter(|_| and) {
            o.last = end;
            return o;
        }
        // "conseiller de police de l'ONU"
        if let Some(end) = self.force_of_town(j) {
            o.last = end;
            o.orgs.push(Org::new(j, end, 0));
            return o;
        }
        let body = self.past_of(j + 1).and_then(|n| self.latin_org(n, true));
        if let Some(org) = body.filter(|g| g.known.is_some()) {
            o.last = org.last;
            o.orgs.push(org);
        }
        o
    }

    /// "gouverneur de la province", "ambassadeur des États-Unis": a title over the place at `j`.
    fn over_place(&self, o: &Office, k: usize, j: usize) -> Option<Office> {
        let doc = self.doc;
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
            let mut o = o.clone();
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
        None
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
