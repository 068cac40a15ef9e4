//! Names of bodies in French: a head, its adjectives, and complements behind prepositions: "Direction générale de la
//! police judiciaire", "Centre régional de fusion d'informations maritimes", "Police de la République du Mozambique",
//! "Mécanisme de l'Union africaine pour la coopération policière". In lower case only some heads make a name.

use super::Finder;
use super::latin_org_words::french_adjective;
use crate::lexicon::{Hit, LEXICON, Tag};

/// The longest name of a body, in tokens.
const LONGEST: usize = 20;

/// What the complements of a name may be.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tail {
    /// Where the head of the name stands.
    pub head: usize,
    /// A capital begins a common noun too: "Administration interne", of a ministry.
    pub capitals: bool,
    /// Any common noun may stand behind "de", not only the known words of such names.
    pub open: bool,
    /// The first word may be "national".
    pub free: bool,
    /// A country may stand at the end: "Agence des douanes de la Jamaïque".
    pub country: bool,
    /// A town may: "Police cantonale de Genève".
    pub town: bool,
    /// … but only straight behind the head: "Légion de Sikasso", not "Légion de gendarmerie de Bosso".
    pub first_town: bool,
    /// "pour la paix", "pour l'Europe du Sud-Est".
    pub purpose: bool,
}

impl Finder<'_, '_> {
    /// The body whose name begins at `i`; `inside` an office its head may be in lower case.
    pub(super) fn french_org(&self, i: usize, inside: bool) -> Option<usize> {
        let doc = self.doc;
        if doc.language == text::Language::English {
            return None;
        }
        // "une délégation de la Direction générale": those it sends.
        if doc.w(i) == "delegation"
            && !inside
            && (!doc.capital(i) || doc.before(i, 1) == "une")
            && self.past_of(i + 1).is_some_and(|k| doc.capital(k))
        {
            return None;
        }
        // "Union des Comores", "Fédération de Russie": a country.
        let country = |k: usize| {
            doc.find(k, |h| h.tag.place().is_some_and(|p| p.country))
                .is_some()
        };
        if doc.w(i) == "union" && doc.w(i + 1) == "des" && country(i + 2) || country(i) {
            return None;
        }
        if self.no_body_by_its_head(i) {
            return None;
        }
        // "un groupe criminel organisé (GCO)", "l'organisation criminelle"
        if doc.w(i + 1).starts_with("criminel") && !doc.capital(i) && doc.w(i) != "police" {
            return None;
        }
        let head = doc.find(i, |h| h.tag == Tag::BodyHead);
        let low = doc.find(i, |h| h.tag == Tag::LowHead);
        // "officiers de police judiciaire" have their rank by it.
        let before = doc.before(i, 1);
        let article = inside
            || doc.capital(i)
            || matches!(
                before,
                "la" | "le" | "les" | "'" | "au" | "du" | "aux" | "des"
            );
        let whole = doc
            .find(i, |h| h.tag == Tag::LowBody)
            .filter(|_| article)
            .map(|h| h.last);
        let Some(h) = low.max_by_end(head) else {
            return whole;
        };
        let capital = doc.capital(i);
        if let Some(end) = self
            .quoted_name(h.last)
            .filter(|_| capital || inside || h.last == i + 1)
        {
            return Some(end);
        }
        if let Some(end) = self.bracketed_by_letters(i) {
            return Some(end);
        }
        if let Some(end) = self.named_unit(i, h.last).filter(|_| inside) {
            return Some(end);
        }
        // "l'organisation policière", of a title: a body named before.
        if inside
            && !capital
            && h.last == i + 1
            && matches!(doc.w(i), "organisation" | "institution")
            && !matches!(doc.w(i + 2), "de" | "du" | "des" | "d" | "pour" | "contre")
        {
            return None;
        }
        // "les douanes tchadiennes", "les gardes-côtes comoriens", "le parquet tchèque": alone with whose it is.
        // "la Police maltaise", "la Garde-frontière finlandaise": a force by its head alone.
        let force = capital && super::latin_org_words::is_force(doc.w(i));
        let hyphen = doc.w(i + 1) == "-" && h.last == i + 3;
        let coast = hyphen && matches!(doc.w(i), "garde" | "gardes");
        let single = h.last == i + 1 || hyphen && (force || coast);
        let owned = article
            && (force || coast || matches!(doc.w(i), "douane" | "douanes" | "parquet"))
            && single
            && self.nationality(h.last).is_some();
        if !capital && !inside && low.is_none() {
            return whole.or(owned.then_some(h.last));
        }
        if self.office_abroad(i, h.last, inside) {
            return whole;
        }
        let w = doc.w(i);
        let ministry = matches!(
            w,
            "ministere" | "departement" | "direction" | "secretariat" | "presidence" | "primature"
        );
        let seated = matches!(
            w,
            "parquet"
                | "tribunal"
                | "prefecture"
                | "cour"
                | "police"
                | "commissariat"
                | "brigade"
                | "universite"
                | "barreau"
                | "surete"
                | "legion"
                | "compagnie"
                | "circonscription"
                | "peloton"
                | "mairie"
                | "gouvernorat"
                | "ambassade"
                | "consulat"
        );
        // "Bureau régional de Yaoundé", "Direction provinciale de Kolwezi": of a town like a force.
        let regional = capital
            && matches!(
                doc.w(h.last),
                "regional"
                    | "regionale"
                    | "provincial"
                    | "provinciale"
                    | "departemental"
                    | "departementale"
            )
            && self
                .past_of(h.last + 1)
                .is_some_and(|k| doc.find(k, |p| matches!(p.tag, Tag::Place(_))).is_some());
        // "Centre National de Partage": written with capitals throughout.
        let title_case = capital
            && !inside
            && doc.capital(i + 1)
            && !doc.shouted(i + 1)
            && (doc.is(i + 1, Tag::BodyWord) || french_adjective(doc.w(i + 1)));
        let tail = Tail {
            head: i,
            // "le ministère du Plan"
            capitals: w == "ministere" && !inside || title_case,
            first_town: false,
            // "chef de la mission de Géorgie"
            open: capital
                || low.is_some()
                || inside
                    && matches!(
                        w,
                        "mission"
                            | "ambassade"
                            | "consulat"
                            | "delegation"
                            | "cour"
                            | "tribunal"
                            | "parquet"
                            | "compagnie"
                            | "peloton"
                            | "legion"
                            | "groupement"
                            | "escadron"
                            | "circonscription"
                            | "commissariat"
                            | "universite"
                    ),
            free: capital || inside || low.is_some(),
            country: !ministry
                && !matches!(
                    w,
                    "pole"
                        | "brigade"
                        | "unite"
                        | "section"
                        | "division"
                        | "parquet"
                        | "conseil"
                        | "inspection"
                        | "cabinet"
                ),
            town: seated
                || regional
                || capital && low.is_some_and(|l| doc.w(l.last - 1) == "departementale"),
            purpose: capital
                && !ministry
                && (!seated || w == "parquet")
                && !matches!(w, "gendarmerie" | "douane" | "douanes" | "armee"),
        };
        // "ministère espagnol de l'Intérieur", "Commission tunisienne des analyses financières"
        let from = self
            .nationality(h.last)
            .filter(|n| {
                // "Centre canadien pour la cybersécurité"
                let led = self.past_of(n.1).is_some() || matches!(doc.w(n.1), "pour" | "contre");
                let known = |x: &Hit| matches!(x.tag, Tag::Org(_)) && x.last == n.1;
                w == "ministere"
                    || led
                        && !doc.at(i).iter().any(known)
                        && self.french_complement(n.1, tail, 1).is_some()
            })
            .map_or(h.last, |n| n.1);
        // "Police judiciaire fédérale d'Anvers": of a force only a local one is a town's.
        let local = matches!(
            doc.w(from),
            "cantonale" | "municipale" | "locale" | "metropolitaine" | "provinciale" | "regionale"
        );
        let force = matches!(
            w,
            "police"
                | "surete"
                | "brigade"
                | "legion"
                | "compagnie"
                | "peloton"
                | "circonscription"
        );
        let tail = Tail {
            first_town: force && !local,
            // "la police métropolitaine de Séoul"
            open: tail.open || force && local,
            ..tail
        };
        let (mut last, mut words) = self.french_tail(from, tail);
        if words > 0
            && matches!(
                w,
                "ecole"
                    | "institut"
                    | "academie"
                    | "universite"
                    | "centre"
                    | "fondation"
                    | "college"
                    | "caserne"
                    | "base"
            )
        {
            last = self.past_patron(last);
        }
        // "le tribunal de grande instance de Nouna", not "le tribunal de grande instance".
        let seat =
            !capital && !inside && self.seated_low(i) && (w != "commissariat" || h.last == i + 1);
        if seat && !doc.capital(last - 1) {
            return whole;
        }
        let initiative = w == "initiative" && capital;
        if initiative && words == 0 && self.past_of(i + 1).is_some_and(|k| doc.capital(k)) {
            words = 1;
        }
        // "chargé de la Gendarmerie": alone with a capital, inside an office.
        let alone = (inside || w == "primature" && article)
            && capital
            && matches!(
                w,
                "gendarmerie"
                    | "primature"
                    | "police"
                    | "douane"
                    | "douanes"
                    | "garde"
                    | "senat"
                    | "parlement"
                    | "marine"
            );
        if words == 0 && owned {
            return Some(h.last);
        }
        if words == 0 && !alone && h.last == i + 1 {
            return whole;
        }
        // "Bureau régional Interpol"
        let called = matches!(w, "bureau" | "antenne" | "mission") && (capital || inside);
        if let Some(h) = doc
            .find(last, |h| matches!(h.tag, Tag::Org(_)))
            .filter(|_| called && last > i && doc.capital(last) && !doc.line_start(last))
        {
            (last, words) = (h.last, words + 1);
        }
        // "le secrétariat général du conseil" points back.
        if !capital && self.pointing_name(h.last, last) {
            return whole;
        }
        if words == 0 && !alone && !capital {
            // "procureur général près la cour d'appel": of whose there is but one.
            let court = inside && w == "cour" && h.last > i + 1;
            return whole.or(court.then_some(h.last));
        }
        // "Police fédérale d'Éthiopie (EFP)": the letters of another language do not hold the country.
        let land = words > 0 && self.says_national(i, last) && self.country_of_body(last).is_some();
        if let Some(end) = self
            .bracket_behind(last)
            .filter(|_| (capital || inside) && !land)
        {
            last = end;
        }
        whole.max(Some(last))
    }

    /// Adjectives and complements behind the head of a French name: "générale de la …", "central de
    /// lutte contre …", "pour la paix et le désarmement". Gives the end and how many words were taken.
    pub(super) fn french_tail(&self, from: usize, tail: Tail) -> (usize, usize) {
        let doc = self.doc;
        let (mut last, mut words) = (from, 0);
        while last < doc.len() && last < from + LONGEST && !doc.line_start(last) && !self.used[last]
        {
            let w = doc.w(last);
            let nation = doc.at(last).iter().any(|h| matches!(h.tag, Tag::Nat(_)));
            // "Conseil des ministres arabes de l'Intérieur": one in the middle belongs to the name.
            let middle = words > 0
                && self.nationality(last).is_some_and(|n| {
                    // "Agence nationale italienne antimafia"
                    tail.open && doc.is(n.1, Tag::BodyWord) && !doc.is(n.1, Tag::Stop)
                        || self.past_of(n.1).is_some_and(|k| {
                            !doc.at(k).iter().any(|h| matches!(h.tag, Tag::Place(_)))
                        }) && doc.capital(from.saturating_sub(1))
                            && self.french_complement(n.1, tail, words).is_some()
                });
            // "Police Nationale Gabonaise": written as a name it belongs to it.
            let middle = middle
                || nation
                    && words > 0
                    && doc.capital(last)
                    && doc.capital(last - 1)
                    && self.nationality(last).is_some_and(|n| n.1 == last + 1);
            let known = doc.is(last, Tag::BodyWord);
            let plain = known && (words > 0 || !matches!(w, "national" | "nationale") || tail.free);
            if doc.latin(last)
                && (middle || !nation && (plain || tail.open && self.adjective_here(last)))
            {
                words += 1;
                last = self.past_hyphen(last + 1);
                continue;
            }
            match self.french_complement(last, tail, words) {
                Some(end) => {
                    last = self.past_hyphen(end);
                    words += 1;
                }
                None => break,
            }
        }
        (last, words)
    }

    /// An adjective of a name, by its ending; no verb, no word that is something else.
    fn adjective_here(&self, i: usize) -> bool {
        let doc = self.doc;
        // "Office anti-cybercriminalité", "Brigade antigang"
        let against = doc.w(i).starts_with("anti")
            && (doc.w(i).len() > 7
                || doc.w(i + 1) == "-" && doc.glued(i + 1)
                // "Service Anti Drogue"
                || doc.w(i) == "anti" && doc.is(i + 1, Tag::BodyWord));
        (french_adjective(doc.w(i)) || against)
            && !doc
                .at(i)
                .iter()
                .any(|h| matches!(h.tag, Tag::Event(_) | Tag::Stop | Tag::Office))
            && !(doc.capital(i) && doc.role(i).is_some_and(|r| r.given))
    }

    /// "garde-côtes", "Mayo-Kebbi": past what is written together.
    pub(super) fn past_hyphen(&self, mut k: usize) -> usize {
        let doc = self.doc;
        while doc.w(k) == "-"
            && doc.glued(k)
            && doc.glued(k + 1)
            && doc.latin(k + 1)
            && !doc.is(k + 1, Tag::Stop)
        {
            k += 2;
        }
        k
    }

    /// `de la sûreté`, `contre le travail`, `et des enquêtes`, `, de la documentation`: where it ends.
    fn french_complement(&self, at: usize, tail: Tail, words: usize) -> Option<usize> {
        let doc = self.doc;
        // ", de l'asile et de l'intégration": a list that "et" closes.
        let comma = doc.w(at) == "," && words > 0 && tail.open && self.list_goes_on(at);
        let and = doc.w(at) == "et" || comma;
        if and && words == 0 {
            return None;
        }
        let from = at + usize::from(and);
        let prep = doc.w(from);
        // "le parquet chargé des affaires de terrorisme": what it does, not how it is called.
        let charged = matches!(prep, "charge" | "chargee");
        if charged && tail.head > 0 && !doc.capital(tail.head) {
            return None;
        }
        // "le stage de la Police nationale sur la fraude": no force is called by what it is about.
        let force = || super::latin_org_words::is_force(doc.w(tail.head));
        if prep == "sur" && tail.head < at && (force() || doc.w(tail.head).starts_with("force")) {
            return None;
        }
        // "la Police nationale, de la gendarmerie et des douanes": bodies beside it.
        let ministry = || {
            matches!(
                doc.w(tail.head),
                "ministere" | "secretariat" | "departement"
            )
        };
        let beside = |k: usize| super::latin_org_words::is_force(doc.w(k));
        if comma && (force() || !ministry() && self.past_of(from).is_some_and(beside)) {
            return None;
        }
        let purpose = prep == "pour";
        let against = matches!(prep, "contre" | "pour" | "sur");
        let near = prep == "pres";
        let loose = matches!(prep, "a" | "au" | "aux" | "sur" | "charge" | "chargee");
        if prep == "a" && !matches!(doc.t.text(from), "à" | "À") {
            return None;
        }
        let mut next = if against || near {
            from + 1
        } else {
            self.past_of(from)
                .filter(|_| !matches!(prep, "of" | "for" | "to" | "aupres"))
                .or((and && !comma).then_some(from))?
        };
        // "de la Gendarmerie nationale à des agents de la Police"
        if loose && doc.w(from + 1) == "des" {
            return None;
        }
        // "de l'Union africaine et de hauts responsables"
        if and && matches!(doc.w(next), "hauts" | "hautes" | "plusieurs" | "nombreux") {
            return None;
        }
        let article = matches!(doc.w(next), "la" | "le" | "les");
        if doc.w(next) == "l" && doc.w(next + 1) == "'" {
            next += 2;
        } else if (against || and || near) && article {
            next += 1;
        }
        if next >= doc.len() || doc.line_start(next) || !doc.latin(next) || self.used[next] {
            return None;
        }
        let w = doc.w(next);
        // "et" joins another body where a capital begins one.
        let body = doc.at(next).iter().any(|h| matches!(h.tag, Tag::Org(_)));
        let head = doc.capital(next) && doc.is(next, Tag::BodyHead);
        // "l'appui de l'Office des postes à la Police nationale": given to another body.
        // "Délégation générale à la Sûreté nationale" is one name.
        let charged_with = matches!(
            doc.w(tail.head),
            "delegation" | "secretariat" | "commissariat" | "haut"
        );
        if matches!(prep, "a" | "au" | "aux") && head && !charged_with {
            return None;
        }
        // "a formé des agents de la Police nationale à la criminalistique": what they learn.
        let school = || {
            matches!(
                doc.w(tail.head),
                "ecole" | "academie" | "direction" | "office"
            )
        };
        let doing = matches!(
            doc.w(from - 1),
            "aide" | "appui" | "formation" | "assistance" | "soutien" | "acces" | "atteintes"
        );
        if prep == "a"
            && matches!(doc.w(from + 1), "la" | "l")
            && !doing
            && (force() || school())
            && !doc.capital(next)
        {
            return None;
        }
        // "Centre National de Partage et de Coordination": the name goes on.
        let of = tail.capitals && next == from + 1 && doc.w(from) == "de";
        if and && (body && (doc.capital(next) || next == from) || head && !of) {
            return None;
        }
        // "le parquet fédéral et la police judiciaire", "la police nationale et le général X": another one.
        let other = doc.at(next).iter().any(|h| {
            matches!(
                h.tag,
                Tag::BodyHead | Tag::LowHead | Tag::LowBody | Tag::Rank
            )
        });
        // "Groupe d'appui de la police nationale et la Recherche": a capital behind a name in lower case begins another body.
        let next_body = and && article && doc.capital(next) && !doc.capital(at - 1);
        // "Agence de régulation des ondes et la société X": what it is against or for goes on, what it is of does not.
        // "Sûreté nationale et de la surveillance du territoire": two services under one title.
        let service = and
            && !comma
            && doc.is(tail.head, Tag::LowBody)
            && doc
                .find(next, |h| h.tag == Tag::Service && h.last > next + 1)
                .is_some();
        let loose_and = service
            || and
                && !comma
                && article
                && matches!(doc.w(from), "la" | "le" | "les" | "l")
                && !(at.saturating_sub(14)..at).any(|k| {
                    doc.sentence[k] == doc.sentence[at]
                        && matches!(doc.w(k), "contre" | "pour" | "sur" | "charge" | "chargee")
                });
        if loose_and || next_body || and && !comma && article && doc.w(from) != "de" && other {
            return None;
        }
        // "… informatique et des experts du FBI": people are no part of the name.
        let people = matches!(
            w,
            "experts"
                | "agents"
                | "officiers"
                | "enqueteurs"
                | "policiers"
                | "gendarmes"
                | "magistrats"
                | "elements"
                | "militaires"
                | "douaniers"
                | "instructeurs"
                | "representants"
                | "cadres"
                | "juges"
                | "procureurs"
                | "autorites"
                | "services"
                | "homologues"
                | "partenaires"
                | "membres"
                | "inspecteurs"
        );
        if and && people && (article || doc.w(from) == "des") {
            return None;
        }
        // "de la Direction générale des douanes et du pôle financier": the list goes on with another body.
        let part = matches!(
            w,
            "pole"
                | "bureau"
                | "cellule"
                | "tribunal"
                | "parquet"
                | "section"
                | "antenne"
                | "agence"
                | "office"
                | "centre"
                | "commissariat"
                | "ambassade"
                | "universite"
                | "mission"
                | "delegation"
                | "representation"
                | "brigade"
                | "ministere"
        );
        if and && part && !doc.capital(next) && next > from && doc.capital(tail.head) {
            return None;
        }
        // "parquet général près la cour d'appel de Sofia"
        if near {
            return self.french_org(next, true);
        }
        if and && super::latin_org_words::ordinal(w) {
            return None;
        }
        if w == "mise" && doc.w(next + 1) == "en" {
            return Some(next + 3);
        }
        let topic = doc
            .find(next, |h| matches!(h.tag, Tag::Topic(_) | Tag::Portfolio))
            .filter(|h| {
                !(doc.capital(next)
                    && doc
                        .at(next)
                        .iter()
                        .any(|x| matches!(x.tag, Tag::Region(_)) && x.last >= h.last))
            });
        // "Agence nationale de police de la République de Corée": the state, no word of the name.
        let state = doc.capital(next)
            && tail.open
            && doc.w(next) == "republique"
            && (matches!(doc.w(next + 1), "de" | "du" | "d" | "des")
                || self.nationality(next + 1).is_some()
                || super::place::state_adjective(doc.w(next + 1)));
        // "Police nationale des États-Unis", "Direction générale des douanes d'Afrique du Sud": a country, whose first word is
        // one of such names.
        let land = self.country_name(next).is_some();
        if !state && !land && (topic.is_some() || doc.is(next, Tag::BodyWord)) {
            // "mission de l'Union européenne": a known body goes to its end.
            let body = doc
                .find(next, |h| matches!(h.tag, Tag::Org(_)))
                .filter(|_| doc.capital(next) && !and && tail.open)
                .map_or(next + 1, |h| h.last);
            return Some(topic.map_or(body, |h| h.last.max(body)));
        }
        if !tail.open || loose || and && from == next {
            return None;
        }
        let behind_article = next > from + 1;
        if purpose && !(tail.purpose && behind_article) {
            return None;
        }
        self.french_noun(next, tail, words, and)
    }

    /// "Secrétariat général d'…": the head itself has more than one word.
    fn longer_head(&self, head: usize, next: usize) -> bool {
        let doc = self.doc;
        doc.find(head, |h| matches!(h.tag, Tag::LowHead | Tag::BodyHead))
            .is_some_and(|h| h.last > head + 1 && h.last < next && doc.w(head + 1) != "-")
    }

    /// A list of complements: another "et de …" follows before the sentence ends.
    fn list_goes_on(&self, at: usize) -> bool {
        let doc = self.doc;
        if !matches!(doc.w(at + 1), "de" | "du" | "des" | "d") {
            return false;
        }
        (at + 2..(at + 9).min(doc.len()))
            .take_while(|&k| {
                doc.sentence[k] == doc.sentence[at]
                    && (doc.is_word(k) || matches!(doc.w(k), "," | "'"))
            })
            .any(|k| doc.w(k) == "et" && matches!(doc.w(k + 1), "de" | "du" | "des" | "d"))
    }

    /// What stands behind "de": a place, a republic, a body, a common noun.
    fn french_noun(&self, next: usize, tail: Tail, words: usize, and: bool) -> Option<usize> {
        let doc = self.doc;
        let has = |f: &dyn Fn(Tag) -> bool| doc.at(next).iter().any(|h| f(h.tag));
        // "de la République du Mozambique"
        if matches!(
            doc.w(next),
            "republique" | "royaume" | "principaute" | "etat" | "sultanat"
        ) {
            let place = |k: usize| {
                doc.find(k, |h| matches!(h.tag, Tag::Place(_)))
                    .filter(|_| doc.capital(k))
            };
            // "de la République islamique de Mauritanie", "de la République gabonaise" have names of their own.
            let land =
                place(next).or_else(|| (next + 1..next + 4).find_map(|k| place(self.past_of(k)?)));
            if land.is_some() && self.says_national(tail.head, next) {
                return None;
            }
            return land
                .filter(|_| tail.country)
                .map(|h| h.last)
                .or((!doc.capital(next)).then_some(next + 1));
        }
        if let Some(h) = doc.find(next, |h| matches!(h.tag, Tag::Org(_))) {
            let goes_on = matches!(doc.w(h.last), "contre" | "pour");
            // "Conseil de sécurité des Nations unies" are two.
            if matches!(doc.w(next - 2), "securite" | "generale")
                && doc.w(next) == "nations"
                && !goes_on
            {
                return None;
            }
            return (goes_on
                || doc.capital(next)
                    && (h.last > next + 1 || words > 0 || self.longer_head(tail.head, next))
                || self.bracket_behind(h.last).is_some())
            .then_some(h.last);
        }
        let region = doc
            .find(next, |h| matches!(h.tag, Tag::Region(_)))
            .filter(|r| self.country_name(next).is_none_or(|h| h.last <= r.last));
        if let Some(h) = region.filter(|_| doc.capital(next) || words > 0 || tail.open) {
            // "pour l'Europe du Sud-Est"
            let point = matches!(doc.w(h.last - 1), "sud" | "nord") && doc.w(h.last) == "-";
            // "d'Afrique francophone"
            let tongue = matches!(
                doc.w(h.last),
                "francophone"
                    | "anglophone"
                    | "lusophone"
                    | "arabophone"
                    | "subsaharienne"
                    | "australe"
            );
            return Some(h.last + if point { 2 } else { 0 } + usize::from(tongue));
        }
        let place = |h: &Hit| match h.tag {
            Tag::Place(n) if LEXICON.places[n as usize].country => tail.country,
            Tag::Place(_) => tail.town && (words == 0 || !tail.first_town),
            _ => false,
        };
        // "le Commandement … des carabiniers": a body of its own.
        if words > 0 && !and && !doc.capital(next) && doc.w(next).starts_with("carabin") {
            return None;
        }
        if doc.capital(next) {
            if has(&|t| matches!(t, Tag::Place(_))) {
                let national = words > 0 && self.says_national(tail.head, next);
                let country =
                    |h: &Hit| matches!(h.tag, Tag::Place(n) if LEXICON.places[n as usize].country);
                return doc
                    .find(next, place)
                    .filter(|h| !(and || national && country(h)))
                    .map(|h| h.last);
            }
            // "Inspection générale de la PNC"
            let short = doc.latin(next)
                && !and
                && doc.t.text(next).len() > 1
                && doc.shouted(next)
                && (words > 0 || self.longer_head(tail.head, next))
                && (self.acronyms.contains(doc.t.text(next)) || self.lone_acronym(next));
            if short {
                return Some(next + 1);
            }
            let someone = doc.role(next).is_some_and(|r| r.given) || doc.is(next, Tag::Rank);
            let common = !someone
                && !and
                && !has(&|t| {
                    matches!(
                        t,
                        Tag::Office | Tag::OfficeFull | Tag::Source(_) | Tag::Threat(_)
                    )
                });
            let town = tail.town && (words == 0 || !tail.first_town);
            let head = doc.is(next, Tag::BodyHead);
            // "brigade de Keur Massar"
            let second = town
                && !head
                && !tail.capitals
                && doc.latin(next + 1)
                && doc.capital(next + 1)
                && !doc.line_start(next + 1)
                && doc
                    .at(next + 1)
                    .iter()
                    .all(|h| matches!(h.tag, Tag::Place(_)))
                && doc.role(next + 1).is_none_or(|r| !r.given);
            return (common && (head || town || tail.capitals))
                .then_some(next + 1 + usize::from(second));
        }
        let noun = doc.w(next).len() > 2
            && !has(&|t| {
                matches!(
                    t,
                    Tag::Stop
                        | Tag::Office
                        | Tag::OfficeFull
                        | Tag::Event(_)
                        | Tag::Nat(_)
                        | Tag::SourceWord
                        | Tag::Rank
                        | Tag::Region(_)
                )
            });
        // "de la libre circulation"
        let adjective = matches!(
            doc.w(next),
            "libre" | "haute" | "hautes" | "bonne" | "grande" | "grandes" | "nouvelles" | "jeune"
        ) && doc.latin(next + 1)
            && !doc.capital(next + 1)
            && !doc.is(next + 1, Tag::Stop)
            && !doc.line_start(next + 1);
        noun.then_some(next + 1 + usize::from(adjective))
    }
}

/// The longer of two phrases.
trait Longer {
    fn max_by_end(self, other: Self) -> Self;
}

impl Longer for Option<Hit> {
    fn max_by_end(self, other: Self) -> Self {
        match (self, other) {
            (Some(a), Some(b)) => Some(if a.last > b.last { a } else { b }),
            (a, b) => a.or(b),
        }
    }
}
