//! French words that tell by what stands beside them: credentials handed over, talks with somebody, a call received, who is sent
//! where, papers that are signed without being called an agreement, a blow dealt to a network.

use std::ops::Range;

use super::french_doing::of_stems;
use super::french_role::some_of_them;
use super::french_sign::signs;
use super::{Teller, Trigger};
use crate::mention::MentionType;

impl Teller<'_, '_> {
    /// What the word at `i` of a sentence from `start` tells, where its company says so.
    pub(super) fn french_told(&self, i: usize, start: usize) -> Option<&'static str> {
        self.told_met(i, start)
            .or_else(|| self.told_journey(i, start))
            .or_else(|| self.told_deed(i, start))
    }

    fn told_met(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let before = |n: usize| doc.before_in(start, i, n);
        match doc.w(i) {
            // "a remis ses lettres de créance à X"
            "creance" | "creances" if before(2) == "lettres" => Some("meeting"),
            // "a eu jeudi des discussions approfondies avec X"
            "discussions" | "echanges" | "pourparlers" | "conversations" | "tractations"
            | "concertations" | "negociations"
                if matches!(before(1), "des" | "de" | "d" | "'" | "aux" | "en")
                    && (i + 1..i + 4)
                        .any(|k| doc.w(k) == "avec" && self.somebody_behind(k + 1, 5)) =>
            {
                Some("meeting")
            }
            // "a poursuivi ses consultations en recevant X"
            "recevant" | "accueillant" | "rencontrant"
                if before(1) == "en" && self.somebody_behind(i + 1, 8) =>
            {
                Some("meeting")
            }
            // "Contacté jeudi par X, Y …"
            "contacte" | "contactee" | "joint" | "jointe" | "appele" | "appelee"
                if i == start
                    && self.by_behind(i)
                    && self.somebody_behind(self.past_days(i + 1) + 1, 5) =>
            {
                Some("call")
            }
            // "Rendez-vous est pris pour juin entre X et Y"
            "rendez"
                if self.ahead(i, 1, 16).any(|k| {
                    matches!(doc.w(k), "avec" | "entre")
                        && self.somebody_behind(k + 1, 5)
                        && doc.sentence[k] == doc.sentence[i]
                }) =>
            {
                Some("meeting")
            }
            // "Des experts de A et de B ont planché jeudi sur …"
            "planche" | "debattu" | "delibere" | "negocie" | "echange" | "discute"
                if (start.max(i.saturating_sub(3))..i).any(|k| doc.w(k) == "ont")
                    && self.teams_before(i, start) =>
            {
                Some("meeting")
            }
            // "a reçu jeudi un appel de X"
            "appel"
                if matches!(before(1), "un" | "l" | "'")
                    && matches!(doc.w(i + 1), "de" | "du" | "avec" | "d")
                    && self.somebody_behind(i + 2, 4)
                    && (start.max(i.saturating_sub(8))..i).any(|k| {
                        matches!(
                            doc.w(k),
                            "recu" | "eu" | "passe" | "recoit" | "apres" | "lors" | "pris"
                        )
                    }) =>
            {
                Some("call")
            }
            _ => None,
        }
    }

    /// "Lors d'un appel, X et Y ont évoqué …": a sentence from `start` that begins with a call.
    pub(super) fn over_the_wire(&self, start: usize) -> bool {
        let doc = self.doc;
        (start + 1..start + 6)
            .any(|i| doc.w(i) == "appel" && matches!(doc.w(i - 1), "un" | "cet" | "dernier"))
            && matches!(doc.w(start), "lors" | "au" | "apres")
    }

    /// People of two bodies, or these themselves, are named before the verb at `i`: "Des experts de A et de B".
    fn teams_before(&self, i: usize, start: usize) -> bool {
        let bodies = self
            .begin(start, i)
            .iter()
            .filter(|f| f.kind == MentionType::Organization && !f.inside);
        bodies.count() > 1 && (start..i).any(|k| some_of_them(self.doc.w(k)))
    }

    fn told_journey(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let before = |n: usize| doc.before_in(start, i, n);
        let there = |k: usize| {
            let k = self.past_days(k);
            (matches!(doc.w(k), "au" | "en" | "aux") || doc.t.text(k) == "à")
                && self.place_behind(k + 1, 1)
        };
        let visit = match doc.w(i) {
            // "se trouve depuis jeudi à Vienne"
            "trouve" | "trouvait" | "trouvera" => before(1) == "se" && there(i + 1),
            // "avant de gagner Tunis"
            "gagner" | "rallier" => {
                matches!(before(1), "de" | "pour" | "doit" | "devait" | "va")
                    && self.place_behind(i + 1, 2)
            }
            // "a effectué une mission de travail à Bissau", "était en mission à Bissau"
            "mission" => {
                let sort = match (doc.w(i + 1), doc.w(i + 2)) {
                    ("de" | "d", _) if !self.covered[i + 1] => {
                        i + 3 + usize::from(doc.w(i + 2) == "'")
                    }
                    _ => i + 1,
                };
                let made = (start.max(i.saturating_sub(5))..i)
                    .any(|k| doc.w(k).starts_with("effectu") || doc.w(k).starts_with("accompli"));
                let away = before(1) == "en"
                    && matches!(
                        before(2),
                        "est"
                            | "etait"
                            | "sont"
                            | "etaient"
                            | "sera"
                            | ","
                            | "depechee"
                            | "depeche"
                    );
                (made || away) && !self.covered[i] && (there(i + 1) || there(sort))
            }
            // "rentré jeudi de Niamey"
            "rentre" | "rentree" | "revenu" | "revenue" => {
                let k = self.past_days(i + 1);
                matches!(doc.w(k), "de" | "d" | "du")
                    && (before(1) == "," || before(1) == "est")
                    && self.place_behind(k + 1, 2)
            }
            // "a inspecté jeudi les troupes à Agadez"
            "inspecte" => doc.t.text(i).ends_with('é') && self.place_behind(i + 1, 8),
            // "a foulé jeudi le sol autrichien, à Vienne"
            "foule" => {
                self.ahead(i, 1, 5).any(|k| doc.w(k) == "sol") && self.place_behind(i + 1, 8)
            }
            // "mettra le cap lundi sur Vienne"
            "cap" => {
                before(1) == "le"
                    && before(2).starts_with("m")
                    && self
                        .ahead(i, 1, 6)
                        .any(|k| matches!(doc.w(k), "sur" | "vers") && self.place_behind(k + 1, 2))
            }
            // "prendra jeudi la route de Tunis"
            "route" => {
                before(1) == "la"
                    && (start.max(i.saturating_sub(5))..i).any(|k| doc.w(k).starts_with("pr"))
                    && matches!(doc.w(i + 1), "de" | "d" | "du" | "vers")
                    && self.place_behind(i + 2, 2)
            }
            // "X, de retour de Vienne, a reçu Y"
            "retour" => {
                before(1) == "de"
                    && (before(2) == "," || i < start + 3)
                    && matches!(doc.w(i + 1), "de" | "d" | "du")
                    && self.place_behind(i + 2, 2)
            }
            // "De passage jeudi à Vienne"
            "passage" => before(1) == "de" && i < start + 3 && there(i + 1),
            // "L'arrivée du général X à Vienne est prévue lundi"
            "arrivee" => {
                before(1) == "'"
                    && matches!(doc.w(i + 1), "de" | "du" | "d")
                    && self.somebody_behind(i + 2, 4)
                    && self.place_behind(i + 2, 12)
            }
            w => sends(w) && self.sent_somebody(i),
        };
        visit.then_some("visit")
    }

    /// "Arrivé mardi à Bamako, il a ensuite gagné Gao": a further stage of a journey.
    pub(super) fn french_goes_on(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        self.french()
            && t.kind == "visit"
            && (t.first.saturating_sub(3)..t.last).any(|i| doc.w(i) == "ensuite")
            && self.place_behind(t.last, 6)
    }

    /// "a dépêché une mission à Tunis", "dépêchera à Tunis le général X": whom, and where to.
    fn sent_somebody(&self, i: usize) -> bool {
        let doc = self.doc;
        let end = self.sentence_of(i).end;
        let whom = i + 1..(i + 10).min(end);
        let group = whom.clone().any(|k| sent_group(doc.w(k)));
        let place = whom.into_iter().any(|k| {
            (matches!(doc.w(k), "au" | "en" | "aux" | "vers") || doc.t.text(k) == "à")
                && self.place_behind(k + 1, 1)
        });
        place && (group || self.somebody_behind(i + 1, 10))
    }

    /// Behind days and words of time from `k`: "depuis jeudi à".
    pub(super) fn past_days(&self, mut k: usize) -> usize {
        let doc = self.doc;
        let end = (k + 8).min(doc.len());
        while k < end {
            if let Some(end) = self.past_date(k) {
                k = end;
            } else if matches!(
                doc.w(k),
                "depuis" | "ce" | "le" | "du" | "des" | "actuellement" | "egalement" | "," | "au"
            ) && !self.place_behind(k + 1, 1)
            {
                k += 1;
            } else {
                break;
            }
        }
        k
    }

    fn told_deed(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let end = self.sentence_of(i).end;
        let before = |n: usize| doc.before_in(start, i, n);
        let helped = || {
            (start.max(i.saturating_sub(4))..i)
                .any(|k| matches!(doc.w(k), "ont" | "ete" | "avaient") || doc.t.text(k) == "a")
        };
        match doc.w(i) {
            // "L'accord renforce … Il a été signé le 7 avril par X et Y"
            w if signs(w)
                && before(1) == "ete"
                && matches!(
                    doc.w(start),
                    "il" | "elle" | "ils" | "elles" | "celui" | "celle"
                )
                && i < start + 6
                && (i..(i + 12).min(end)).any(|k| doc.w(k) == "par")
                && self.paper_before(start) =>
            {
                Some("agreement")
            }
            // "Une cérémonie de signature s'est déroulée jeudi entre A et B"
            "signature" | "signatures"
                if matches!(before(1), "de" | "la" | "une")
                    && (before(2) == "ceremonie" || before(1) != "de")
                    && self.between_behind(i + 1, end) =>
            {
                Some("agreement")
            }
            // "Deux textes ont été paraphés par X et Y"
            "textes" | "texte" | "documents" | "document" | "contrat" | "contrats"
            | "instruments" | "partenariat" | "plan"
                if !(matches!(before(1), "le" | "ce" | "les" | "ces" | "l" | "'")
                    && self.events.iter().any(|e| e.kind == "agreement"))
                    && (i + 1..(i + 10).min(end)).any(|k| {
                        signs(doc.w(k))
                            && doc.t.text(k).contains('é')
                            && (k.saturating_sub(3)..k)
                                .any(|n| matches!(doc.w(n), "ete" | "est" | "sera" | "sont"))
                    }) =>
            {
                Some("agreement")
            }
            // "Un accord lie désormais A et B", "se sont liées jeudi par un protocole"
            _ if self.french_ties(i) => Some("agreement"),
            // "ont bouclé une enquête par l'arrestation de huit suspects", "ont uni leurs forces pour mettre hors d'état de nuire"
            "boucle" | "uni" | "conjugue" | "joint"
                if helped()
                    && (i + 1..(i + 16).min(end))
                        .any(|k| strikes(doc.w(k)) && !matches!(doc.w(k - 1), "de" | "d"))
                    && self.two_bodies_act(i) =>
            {
                Some("operation")
            }
            // "ont porté un coup dur à un réseau", "ont fait tomber un réseau"
            "porte" | "fait" | "assene"
                if helped()
                    && self
                        .ahead(i, 1, 5)
                        .any(|k| matches!(doc.w(k), "coup" | "tomber"))
                    && self.two_bodies_act(i) =>
            {
                Some("operation")
            }
            // "sont tombés dans les filets de A, épaulée par B", "ont mis au jour un trafic"
            "filets" if before(2) == "dans" && self.two_bodies_act(i) => Some("operation"),
            "jour" if before(1) == "au" && before(2) == "mis" && self.two_bodies_act(i) => {
                Some("operation")
            }
            "frappe" if helped() && before(1) != "ete" && self.two_bodies_act(i) => {
                Some("operation")
            }
            "simule" if helped() && self.two_bodies_act(i) => Some("training"),
            // "une enquête menée en partenariat avec A et B"
            "enquete"
                if (i + 1..(i + 6).min(end))
                    .any(|k| of_stems(doc.w(k), &["men", "condui", "conduit", "dilig"]))
                    && (i + 2..(i + 12).min(end)).any(|k| {
                        matches!(
                            doc.w(k),
                            "partenariat"
                                | "cooperation"
                                | "collaboration"
                                | "conjointement"
                                | "concert"
                        )
                    })
                    && self.two_bodies_act(i) =>
            {
                Some("operation")
            }
            // "Des perquisitions ont été menées par A et B"
            "perquisitions" | "descentes" | "fouilles" | "interpellations" | "arrestations"
            | "controles"
                if (i + 1..(i + 7).min(end)).any(|k| {
                    of_stems(
                        doc.w(k),
                        &["men", "condui", "conduit", "effectu", "oper", "realis"],
                    )
                }) && self.two_bodies_act(i) =>
            {
                Some("operation")
            }
            // "Frontex forme depuis lundi douze officiers de la Garde"
            "forme" | "entraine" | "instruit" | "initie" | "outille" | "encadre"
                if self.body_before(i)
                    && !doc.t.text(i).ends_with('é')
                    && !matches!(before(1), "une" | "la" | "de" | "sous" | "en" | "bonne")
                    && (i + 1..(i + 10).min(end)).any(|k| some_of_them(doc.w(k)))
                    && self.body_behind(i + 1, 16) =>
            {
                Some("training")
            }
            // "A et B s'entraînent ensemble"
            "entrainent" | "exercent" | "entraineront" | "exerceront"
                if matches!(before(2), "s") && self.two_bodies_act(i) =>
            {
                Some("training")
            }
            // "sont en manœuvre depuis lundi au large de Lomé"
            "manoeuvre" | "manoeuvres" | "exercice"
                if before(1) == "en"
                    && matches!(before(2), "sont" | "etaient" | "seront")
                    && self.two_bodies_act(i) =>
            {
                Some("training")
            }
            "simulation"
                if before(1) == "une" && self.body_in_sentence(i) && doc.w(i + 1) == "de" =>
            {
                Some("training")
            }
            _ => None,
        }
    }

    /// The text speaks of a paper shortly before the sentence from `start`.
    fn paper_before(&self, start: usize) -> bool {
        let doc = self.doc;
        (start.saturating_sub(90)..start).rev().any(|i| {
            matches!(
                doc.w(i),
                "accord"
                    | "memorandum"
                    | "protocole"
                    | "convention"
                    | "arrangement"
                    | "traite"
                    | "entente"
            )
        })
    }

    /// "entre A et B" behind `from`.
    fn between_behind(&self, from: usize, end: usize) -> bool {
        (from..(from + 14).min(end)).any(|k| {
            self.doc.w(k) == "entre"
                && (self.somebody_behind(k + 1, 5) || self.body_behind(k + 1, 5))
        })
    }

    /// A paper is what ties two bodies, or by what they are tied: "une convention lie A et B", "liées par un protocole".
    pub(super) fn french_ties(&self, i: usize) -> bool {
        let doc = self.doc;
        let verb = matches!(doc.w(i), "lie" | "lient" | "liera" | "lies" | "liees");
        if !self.french() || !verb || !self.two_bodies_act(i) {
            return false;
        }
        let s = self.sentence_of(i);
        let paper = |k: usize| {
            matches!(
                doc.w(k),
                "accord"
                    | "convention"
                    | "protocole"
                    | "memorandum"
                    | "partenariat"
                    | "pacte"
                    | "arrangement"
            )
        };
        let article = |k: usize| matches!(doc.w(k), "un" | "une");
        (s.start.max(i.saturating_sub(7))..i).any(|k| article(k) && paper(k + 1))
            || (i..(i + 5).min(s.end)).any(|k| doc.w(k) == "par" && (k..k + 3).any(paper))
    }

    /// "Une réunion s'est tenue mardi à Alger", of nobody named: who was there comes later.
    pub(super) fn french_held(&self, t: &Trigger, r: &Range<usize>, m: Range<usize>) -> bool {
        let doc = self.doc;
        let one = t.first > r.start && matches!(doc.w(t.first - 1), "une" | "un")
            || matches!(doc.w(t.first), "une" | "un");
        let held = |i: usize| match doc.w(i) {
            "tenu" | "tenue" | "deroule" | "deroulee" => matches!(doc.before(i, 1), "est"),
            "lieu" => matches!(doc.before(i, 1), "eu" | "aura" | "a"),
            "tient" | "tiendra" | "deroulera" => matches!(doc.before(i, 1), "se"),
            "organisee" | "organise" => matches!(doc.before(i, 1), "ete"),
            _ => false,
        };
        self.french()
            && matches!(t.kind, "meeting" | "call")
            && one
            && t.first < r.start + 6
            && (t.last..r.end.min(t.last + 14)).any(held)
            && self.units(r, m).is_empty()
    }

    /// "A avait dépêché une mission à Tunis": who is sent there.
    pub(super) fn french_sent(
        &self,
        t: &Trigger,
        units: &[super::french_role::Unit],
    ) -> Option<Vec<super::Participant>> {
        use super::french_role::Role;
        let doc = self.doc;
        if !sends(doc.w(t.last - 1)) {
            return None;
        }
        let near = |u: &&super::french_role::Unit| u.first >= t.last && u.first < t.last + 14;
        let object = units
            .iter()
            .filter(near)
            .find(|u| u.role == Role::Bare && !u.body);
        if let Some(u) = object {
            let list = units.iter().filter(|o| o.list == u.list).copied();
            return Some(self.whole(list.collect()));
        }
        let group: Range<usize> = t.last..(t.last + 10).min(doc.len());
        let at = group.into_iter().find(|&k| sent_group(doc.w(k)))?;
        let theirs = units
            .iter()
            .filter(|u| u.body && u.role == Role::Of && u.first > at && u.first < at + 6);
        let subject = units
            .iter()
            .rev()
            .find(|u| u.body && u.last <= t.first && matches!(u.role, Role::Bare | Role::By));
        let who = theirs.chain(subject).next()?;
        Some(vec![who.who])
    }
}

impl Teller<'_, '_> {
    /// "a publié", "ont rendu public", "a adopté" a text that speaks for those who issue it.
    pub(super) fn french_issues(&self, i: usize, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let accent = doc.t.text(i).contains('é');
        let helped = || {
            (r.start.max(i.saturating_sub(4))..i)
                .any(|k| matches!(doc.w(k), "a" | "ont" | "avait" | "avaient"))
        };
        self.french()
            && (accent && of_stems(doc.w(i), &["adopt", "diffus", "publi"])
                || doc.w(i) == "rendu" && doc.w(i + 1).starts_with("publi"))
            && helped()
    }

    /// "A et B ont publié un communiqué conjoint", "Le Groupe a adopté une déclaration": all who issue it.
    pub(super) fn french_statement(&mut self, v: usize, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        let end = (v + 12).min(r.end);
        let adopted = of_stems(doc.w(v), &["adopt"]);
        let Some(at) = (v + 1..end).find(|&i| {
            doc.w(i) == "communique" && !adopted
                || doc.w(i) == "declaration" && matches!(doc.w(i - 1), "une" | "leur" | "sa" | "la")
        }) else {
            return;
        };
        let t = Trigger {
            first: at,
            last: at + 1,
            skip: 0,
            kind: "communique",
            definite: false,
        };
        let verb = Trigger {
            first: v,
            last: v + 1,
            ..t
        };
        let units = self.units(r, m.clone());
        let joint = (at..at + 3)
            .any(|i| matches!(doc.w(i), "conjoint" | "conjointe" | "commun" | "commune"));
        let mut who = self.french_subject(&verb, r, &units);
        who.retain(|p| joint || !self.is_person(p));
        if who.is_empty() {
            return;
        }
        let source = self
            .between(at, at + 1)
            .find(|&k| self.found[k].kind == MentionType::Source);
        let date = self.date(&t, &[], m);
        self.put_issued(&t, who, source, date);
    }
}

/// What a joint effort ends in: an arrest, a network taken down.
fn strikes(w: &str) -> bool {
    matches!(
        w,
        "arrestation"
            | "arrestations"
            | "interpellation"
            | "interpellations"
            | "saisie"
            | "demantelement"
            | "demanteler"
            | "arreter"
            | "interpeller"
            | "intercepter"
            | "mettre"
            | "neutraliser"
            | "tomber"
    )
}

/// A verb of sending people somewhere.
fn sends(w: &str) -> bool {
    of_stems(w, &["depech"])
        || matches!(
            w,
            "depechera" | "depecheront" | "depechait" | "depechent" | "envoye" | "enverra"
        )
}

/// The noun of those who are sent.
fn sent_group(w: &str) -> bool {
    matches!(w, "mission" | "delegation" | "emissaire") || some_of_them(w)
}
