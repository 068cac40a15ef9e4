//! French: who is named beside what happened and takes no part.

use super::Teller;
use super::french_doing::of_stems;
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// "le Bureau, relevant de la Direction générale": the body above the one that acts.
    pub(super) fn superior(&self, m: &Found) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(m.first).start;
        let Some(b) = self.lead(m.first, start).filter(|&b| b > start) else {
            return false;
        };
        let of = matches!(doc.w(b), "de" | "du" | "d" | "des" | "a" | "au" | "aupres");
        of && (start.max(b.saturating_sub(2))..b).any(|i| {
            matches!(
                doc.w(i),
                "relevant"
                    | "releve"
                    | "dependant"
                    | "depend"
                    | "rattache"
                    | "rattachee"
                    | "rattaches"
                    | "tutelle"
                    | "affilie"
                    | "affiliee"
            )
        })
    }

    /// "L'atelier a été ouvert par le ministre, en présence de X", "X a remis les attestations": who is at the ceremony of a course
    /// neither gives nor takes it.
    pub(super) fn french_ceremony(&self, m: &Found) -> bool {
        let doc = self.doc;
        if !self.french() {
            return false;
        }
        let r = self.sentence_of(m.first);
        let (first, last) = self.with_office(m);
        let near = r.start.max(first.saturating_sub(40))..first;
        let verb = |i: usize| {
            let w = doc.w(i);
            [
                "ouvert", "clotur", "inaugur", "presid", "copresid", "lanc", "parrain",
            ]
            .iter()
            .any(|s| w.starts_with(s))
                && !matches!(w, "ouverture" | "lancement")
        };
        let party = |i: usize| {
            matches!(
                doc.w(i),
                "ceremonie"
                    | "ouverture"
                    | "cloture"
                    | "lancement"
                    | "remise"
                    | "allocution"
                    | "discours"
            )
        };
        let by = near.clone().any(verb) && near.clone().any(|i| doc.w(i) == "par");
        let there = near
            .clone()
            .any(|i| doc.w(i) == "presence" || doc.w(i) == "cotes" || doc.w(i) == "patronage")
            && (near.clone().any(verb) || r.clone().any(party));
        let did = (last..(last + 24).min(r.end))
            .find(|&i| verb(i) || doc.w(i) == "procede" || doc.w(i).starts_with("assist"))
            .is_some_and(|v| (v..(v + 16).min(r.end)).any(|i| party(i) || doc.w(i) == "travaux"));
        // "ont reçu leurs attestations des mains de X"
        let hands = near
            .clone()
            .any(|i| doc.w(i) == "mains" && i > r.start && doc.w(i - 1) == "des" && first < i + 5);
        by || there || did || hands || self.opens_course(m, last, &r)
    }

    /// "Le ministre a ouvert un atelier organisé par A au profit de B", "a remis leurs diplômes à des agents de B": others give and
    /// take the course.
    fn opens_course(&self, m: &Found, last: usize, r: &std::ops::Range<usize>) -> bool {
        let doc = self.doc;
        let verb = |i: usize| match doc.w(i) {
            "ouvert" | "cloture" | "inaugure" | "clos" | "lance" | "preside" => self
                .ahead(i, 1, 20)
                .any(|k| of_stems(doc.w(k), &["organis", "dispens", "anim", "assur", "initi"])),
            "remis" | "decerne" | "distribue" => self.ahead(i, 1, 12).any(|k| {
                matches!(
                    doc.w(k).trim_end_matches('s'),
                    "diplome" | "attestation" | "certificat" | "brevet" | "parchemin"
                )
            }),
            _ => false,
        };
        let helped = |i: usize| matches!(doc.before(i, 1), "a" | "ont");
        let end = (last + 5).min(r.end);
        m.kind != MentionType::Organization
            && (last..end).any(|i| helped(i) && verb(i))
            && self.body_behind(last, 60)
    }

    /// "L'atelier s'est ouvert à l'École de police au profit de la Garde": the house where others are taught.
    pub(super) fn house_of_course(&self, m: &Found, kind: &str) -> bool {
        let doc = self.doc;
        let house = matches!(
            doc.w(m.first),
            "ecole" | "academie" | "institut" | "centre" | "college" | "direction"
        );
        let r = self.sentence_of(m.first);
        let Some(b) = self
            .lead(m.first, r.start)
            .filter(|_| house && kind == "training")
        else {
            return false;
        };
        let there = doc.w(b) == "au" || doc.t.text(b) == "à";
        let given = b > r.start
            && matches!(
                doc.w(b - 1),
                "confie" | "confiee" | "destine" | "destinee" | "appartenant" | "profite" | "grace"
            );
        let held = (r.start..b).any(|i| {
            of_stems(
                doc.w(i),
                &["ten", "ouvert", "deroul", "organis", "prev", "lanc"],
            ) || matches!(
                doc.w(i),
                "tenu" | "tenue" | "lieu" | "tient" | "tiendra" | "prevu" | "prevue"
            )
        });
        let other =
            |f: &Found| f.kind == MentionType::Organization && !f.inside && f.first != m.first;
        let beside = self.begin(r.start, r.end).iter().any(other);
        let told = self
            .events
            .last()
            .is_some_and(|e| e.kind == "training" && self.told_in(e) + 2 > doc.sentence[m.first]);
        there && held && !given && (beside || told)
    }

    /// Whom somebody else stands in for: "X a représenté le ministre", "représentant le directeur général".
    pub(super) fn stood_in_for(&self, m: &Found) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(m.first).start;
        let (first, _) = self.with_office(m);
        self.french()
            && self.lead(first, start).is_some_and(|b| {
                // "X, représentant le Premier ministre, Y": read as a title it is past already.
                let standing = (b + 1..first).any(|i| {
                    doc.w(i) == "representant"
                        && doc.w(i - 1) == ","
                        && matches!(doc.w(i + 1), "le" | "la" | "l" | "son" | "sa" | "leur")
                });
                standing || matches!(
                    doc.w(b),
                    "representant" | "representait" | "representera" | "remplacant" | "suppleant"
                ) || doc.w(b) == "represente"
                    && b > start
                    && matches!(doc.w(b - 1), "a" | "avait" | "y" | "qui")
                    // "en sa qualité de président de X": his own second title.
                    || matches!(doc.w(b), "de" | "d")
                        && b > start
                        && matches!(doc.w(b - 1), "qualite" | "titre")
                        && m.kind == MentionType::Office
            })
    }

    /// "les outils d'Interpol", "un homme recherché par l'Office": whose something is, or who looks for somebody.
    pub(super) fn only_owns(&self, m: &Found) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(m.first).start;
        let Some(b) = self.lead(m.first, start).filter(|&b| b > start) else {
            return false;
        };
        let noun = doc.w(b - 1).trim_end_matches('s');
        let owns = matches!(doc.w(b), "de" | "du" | "d" | "des")
            && matches!(
                noun,
                "outil"
                    | "invitation"
                    | "locaux"
                    | "enceinte"
                    | "salle"
                    | "campus"
                    | "amphitheatre"
                    | "installation"
                    | "fichier"
                    | "donnee"
                    | "systeme"
                    | "canaux"
                    | "canal"
                    | "notice"
                    | "portail"
                    | "methode"
                    | "directive"
                    | "instrument"
                    | "norme"
                    | "recommandation"
                    | "creation"
                    | "reforme"
                    | "budget"
                    | "rapport"
            );
        let seeks = doc.w(b) == "par"
            && matches!(
                noun,
                "recherche" | "recherchee" | "poursuivi" | "reclame" | "condamne" | "sanctionne"
            );
        // "un stage à l'académie de la Police": where it is held.
        let school = matches!(
            noun,
            "academie" | "ecole" | "institut" | "centre" | "caserne" | "base" | "camp"
        );
        let there =
            (start.max(b.saturating_sub(5))..b).any(|i| doc.t.text(i) == "à" || doc.w(i) == "au");
        owns || seeks || matches!(doc.w(b), "de" | "du" | "d" | "des") && school && there
    }

    /// "ont coprésidé le comité bilatéral de défense", "la réunion de la Commission mixte": those who sit in it are named elsewhere.
    pub(super) fn joint_committee(&self, m: &Found, kind: &str) -> bool {
        let doc = self.doc;
        let joint = |i: usize| {
            let w = doc.w(i).trim_end_matches('s').trim_end_matches('e');
            matches!(
                w,
                "mixt" | "conjoint" | "bilateral" | "tripartit" | "bipartit" | "paritair"
            )
        };
        self.french()
            && matches!(
                kind,
                "meeting" | "conference" | "agreement" | "consultation"
            )
            && (m.first..m.last.min(m.first + 3))
                .any(|i| matches!(doc.w(i), "comite" | "commission" | "groupe"))
            && (m.first..m.last + 1).any(joint)
    }

    /// "Le ministère a fait savoir que l'accord …": a body that only says it.
    pub(super) fn says_that(&self, m: &Found, kind: &str) -> bool {
        let doc = self.doc;
        let end = self.sentence_of(m.first).end;
        let own = |i: usize| matches!(doc.w(i), "elle" | "il" | "avoir" | "avait" | "ses");
        self.french()
            && matches!(kind, "agreement" | "meeting" | "call" | "visit")
            && matches!(doc.w(m.last), "a" | "ont")
            && (m.last + 1..(m.last + 5).min(end))
                .find(|&i| matches!(doc.w(i), "que" | "qu"))
                .is_some_and(|q| {
                    !(q..(q + 4).min(end)).any(own)
                        && (m.last + 1..q).any(|i| {
                            matches!(
                                doc.w(i),
                                "savoir"
                                    | "annonce"
                                    | "indique"
                                    | "precise"
                                    | "declare"
                                    | "rappele"
                                    | "confirme"
                                    | "souligne"
                                    | "affirme"
                            )
                        })
                })
    }

    /// "le DIICOT, le parquet roumain compétent en …,": the second says what the first is.
    pub(super) fn french_apposed(&self, m: &Found) -> bool {
        let doc = self.doc;
        let kind = MentionType::Organization;
        let common = m.kind == kind && m.last == m.first + 1 && !doc.capital(m.first);
        let said = doc
            .at(m.last)
            .iter()
            .any(|h| matches!(h.tag, crate::lexicon::Tag::Nat(_)))
            && matches!(
                doc.w(m.last + 1),
                "competent" | "competente" | "charge" | "chargee" | "specialise" | "specialisee"
            );
        let start = self.sentence_of(m.first).start;
        let comma = (start..m.first).rev().take(3).find(|&i| doc.w(i) == ",");
        self.french()
            && common
            && said
            && comma.is_some_and(|c| self.found.iter().any(|o| o.kind == kind && o.last == c))
    }
}
