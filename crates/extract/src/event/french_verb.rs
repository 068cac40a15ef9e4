//! French verbs that tell without being in the lexicon: by their auxiliary, their object or the participle that opens a
//! sentence.

use super::Teller;
use super::latin_verb::confers;
use crate::mention::{Found, MentionType};

/// Auxiliaries a French participle may stand away from: "a ensuite été reçu".
pub(super) fn auxiliary(w: &str) -> bool {
    matches!(
        w,
        "a" | "ont"
            | "avait"
            | "avaient"
            | "aura"
            | "est"
            | "sont"
            | "etait"
            | "etaient"
            | "ete"
            | "etre"
            | "avoir"
            | "ayant"
            | "aurait"
            | "auraient"
            | "doit"
            | "doivent"
            | "devait"
            | "devaient"
            | "sera"
            | "seront"
            | "soient"
            | "soit"
    )
}

impl Teller<'_, '_> {
    pub(super) fn french_verb(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let accent = doc.t.text(i).contains('é');
        let from = start.max(self.aux_before(i).saturating_sub(6));
        let helped = (from..i).any(|k| auxiliary(doc.w(k)) && doc.t.text(k) != "à");
        if let Some(kind) = self
            .french_alone(i, start, accent)
            .or_else(|| self.french_doing(i, start))
            .or_else(|| self.french_noun(i, start))
            .or_else(|| self.french_told(i, start))
        {
            return Some(kind);
        }
        let kind = match doc.w(i) {
            "recu" | "recue" | "recus" | "recues" | "entretenu" | "entretenue" | "entretenus"
            | "entretenues" | "accueilli" | "accueillie" | "accueillis" | "accueillies" => {
                "meeting"
            }
            "telephone" | "telephones" if accent => "call",
            "rencontre" | "rencontres" | "reuni" | "reunie" | "reunis" | "concerte"
            | "concertes"
                if accent =>
            {
                "meeting"
            }
            // "Il y a vu son homologue X"
            "vu" | "revu" | "retrouve" | "croise"
                if self.somebody_behind(self.past_when(i + 1), 6)
                    && !(i + 1..i + 3)
                        .any(|k| matches!(doc.w(k), "presence" | "participation")) =>
            {
                "meeting"
            }
            // "s'étaient retrouvés", "se sont revus"
            "retrouves" | "retrouvees" | "vus" | "revus" | "reunis" | "concertes"
            | "rencontres"
                if (from..i).any(|k| matches!(doc.w(k), "s" | "se")) =>
            {
                "meeting"
            }
            // "a passé deux jours à X"
            "passe"
                if self.ahead(i, 1, 6).any(|k| {
                    matches!(
                        doc.w(k),
                        "heures" | "jours" | "semaine" | "semaines" | "journee" | "nuit"
                    ) && (k + 1..k + 3).any(|n| matches!(doc.w(n), "a" | "au" | "en"))
                        && self.place_behind(k + 1, 3)
                }) =>
            {
                "visit"
            }
            // "s'étaient initiés, aux côtés de gendarmes de la Garde, à …"
            "initiee" | "initie" | "inities" | "initiees" | "entraines" | "exerces" | "formes"
            | "perfectionnes" | "entrainee" | "formee"
                if (from..i).any(|k| matches!(doc.w(k), "s" | "se"))
                    && self.body_in_sentence(i) =>
            {
                "training"
            }
            // "se sont donné rendez-vous"
            "donne" if accent && doc.w(i + 1) == "rendez" => "meeting",
            // "a pris l'avion lundi pour X"
            "pris"
                if self
                    .ahead(i, 1, 5)
                    .any(|k| matches!(doc.w(k), "avion" | "vol" | "route"))
                    && self.ahead(i, 2, 9).any(|k| {
                        matches!(doc.w(k), "pour" | "vers" | "destination")
                            && self.place_behind(k + 1, 2)
                    }) =>
            {
                "visit"
            }
            // "a pris langue avec X"
            "pris" if doc.w(i + 1) == "langue" && self.with_somebody(i) => "meeting",
            // "La coopération entre A et B a permis, lundi, l'arrestation de …"
            "permis"
                if self.ahead(i, 1, 12).any(|k| {
                    matches!(
                        doc.w(k),
                        "arrestation" | "interpellation" | "demantelement" | "saisie" | "arreter"
                    )
                }) && self.two_bodies_act(i) =>
            {
                "operation"
            }
            // "s'était arrêté samedi en Guyane"
            "arrete" | "arretee" | "arretes" | "pose" | "posee"
                if accent
                    && (from..i).any(|k| matches!(doc.w(k), "s" | "se"))
                    && self.place_behind(i + 1, 7) =>
            {
                "visit"
            }
            "rendu" | "rendue" | "rendus" | "rendues" => "visit",
            "arrive" | "arrivee" | "arrives" | "deplace" | "deplacee" | "sejourne" | "visite"
                if accent =>
            {
                "visit"
            }
            // "a ensuite gagné Tirana"
            "gagne" | "rallie" | "gagner" | "rallier" | "rejoindre"
                if self.place_behind(i + 1, 2) =>
            {
                "visit"
            }
            "forme" | "formes" if accent && self.body_behind(i + 1, 12) && self.body_before(i) => {
                "training"
            }
            "fait"
                if self.ahead(i, 1, 8).any(|k| doc.w(k) == "point")
                    && self.two_before_verb(i, start) =>
            {
                "meeting"
            }
            "evoque" | "discute" | "aborde" | "examine" | "echange" | "debattu" | "parle"
                if self.two_before_verb(i, start) || self.talked_before(i, start) =>
            {
                if self.over_the_wire(start) {
                    "call"
                } else {
                    "meeting"
                }
            }
            w if confers(w)
                && (accent || w.ends_with('u') || w == "fait")
                && self.with_somebody(i) =>
            {
                "meeting"
            }
            // "ont passé en revue les opérations"
            "passe"
                if self.ahead(i, 1, 5).any(|k| doc.w(k) == "revue")
                    && self.two_before_verb(i, start) =>
            {
                "meeting"
            }
            "poursuivi" | "parti" | "partie" | "decolle" | "embarque"
                if self.ahead(i, 1, 6).any(|k| {
                    matches!(doc.w(k), "vers" | "pour") && self.place_behind(k + 1, 1)
                }) =>
            {
                "visit"
            }
            "rentre" | "rentree" | "revenu" | "revenue"
                if matches!(doc.w(i + 1), "de" | "d" | "du") && self.place_behind(i + 2, 2) =>
            {
                "visit"
            }
            _ => return None,
        };
        // "rendu public", "rendu hommage": not of going somewhere.
        let gone = !doc.w(i).starts_with("rendu")
            || (from..i).any(|k| matches!(doc.w(k), "s" | "se"))
                && !matches!(doc.w(i + 1), "compte" | "public");
        (helped && gone).then_some(kind)
    }

    /// "a, en présence de la presse, reçu", "s'est, comme prévu, rendu": the first of the two commas between an auxiliary and the
    /// participle at `i`; else `i`.
    pub(super) fn aux_before(&self, i: usize) -> usize {
        let doc = self.doc;
        if i == 0 || doc.w(i - 1) != "," || !self.french() {
            return i;
        }
        let opens =
            |&c: &usize| doc.w(c) == "," && auxiliary(doc.w(c - 1)) && doc.t.text(c - 1) != "à";
        let start = self.sentence_of(i).start + 1;
        let before = start.max(i.saturating_sub(14))..i - 1;
        before.rev().find(opens).unwrap_or(i)
    }

    /// Past the day and the town that begin at `k`: "a retrouvé le 4 mars à Lomé le ministre".
    fn past_when(&self, mut k: usize) -> usize {
        for _ in 0..2 {
            let article = usize::from(self.doc.w(k) == "le");
            let there = matches!(self.doc.w(k), "a" | "en" | "au") && self.place_behind(k + 1, 1);
            k = match self.past_date(k + article) {
                Some(end) => end,
                None if there => k + 2,
                None => break,
            };
        }
        k
    }

    /// "M. X sera d'ailleurs à", "il sera lundi à": a person and a verb of being, then a town.
    fn will_be_there(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let pronoun = i > start && matches!(doc.w(i - 1), "il" | "elle" | "ils" | "elles");
        let named = self.found.iter().any(|f| {
            Self::someone(f)
                && (f.last == i || f.last + 1 == i && doc.w(f.last) == ",")
                && f.first >= start
        });
        let mut k = i + 1;
        while k < i + 8 {
            if let Some(end) = self.past_date(k) {
                k = end;
            } else if matches!(
                doc.w(k),
                "d" | "'"
                    | "ailleurs"
                    | "egalement"
                    | "aussi"
                    | "ensuite"
                    | "deja"
                    | "encore"
                    | "quant"
                    | "depuis"
                    | "lui"
                    | "elle"
                    | "le"
                    | "des"
                    | "ce"
            ) || doc.w(k) == "a" && matches!(doc.w(k + 1), "lui" | "nouveau" | "elle")
                || doc.w(k) == "nouveau"
            {
                k += 1;
            } else {
                break;
            }
        }
        (pronoun || named)
            && matches!(doc.w(k), "a" | "au" | "en" | "aux")
            && self.place_behind(k + 1, 1)
    }

    /// "une équipe de l'École …" before `i`, and nobody by name.
    fn body_sent_before(&self, i: usize, start: usize) -> bool {
        let mut here = self
            .begin(start, i)
            .iter()
            .filter(|f| f.first >= start && f.last <= i && !f.inside);
        here.clone()
            .any(|f| f.kind == MentionType::Organization && self.stands_for(f.first))
            && !here.any(Self::someone)
    }

    /// As many bodies behind `i` in its sentence.
    fn bodies_behind(&self, i: usize, n: usize) -> bool {
        let doc = self.doc;
        let of = |f: &&Found| {
            f.kind == MentionType::Organization
                && !f.inside
                && f.first > i
                && f.first < i + 24
                && doc.sentence[f.first] == doc.sentence[i]
        };
        self.found.iter().filter(of).count() >= n
    }

    /// Two bodies of the sentence at `i` do what it says.
    pub(super) fn two_bodies_act(&self, i: usize) -> bool {
        let mut who = Vec::new();
        for (k, f) in self.found.iter().enumerate() {
            let here = self.doc.sentence[f.first] == self.doc.sentence[i]
                && f.kind == MentionType::Organization
                && !f.inside;
            if here
                && !self.bystander(f, "operation")
                && !self.latin_announces(f)
                && crate::entity::alias_of(self.doc, self.found, k).is_none()
                && let Some(e) = self.resolved.of[k]
                && !who.contains(&e)
            {
                who.push(e);
            }
        }
        who.len() > 1
    }

    /// Verbs that need no auxiliary: "X, reçu par Y,", "sera à Rabat", "forment", "celle que X avait effectuée".
    fn french_alone(&self, i: usize, start: usize, accent: bool) -> Option<&'static str> {
        let doc = self.doc;
        let before = doc.before_in(start, i, 1);
        match doc.w(i) {
            "recu" | "recue" | "recus" if before == "," && self.by_behind(i) => Some("meeting"),
            // "Recevant mardi à Lomé le ministre X, il a …"
            "recevant" | "accueillant" | "rencontrant"
                if self.somebody_behind(self.past_when(i + 1), 6) =>
            {
                Some("meeting")
            }
            "accueillera" | "accueille" | "accueillait"
                if !accent && self.somebody_behind(i + 1, 8) =>
            {
                Some("meeting")
            }
            // "après des échanges avec le président X"
            "echanges" | "echange"
                if matches!(before, "des" | "d" | "'" | "un")
                    && doc.w(i + 1) == "avec"
                    && self.somebody_behind(i + 2, 5) =>
            {
                Some("meeting")
            }
            "voir"
                if matches!(before, "y" | "pour" | "doit" | "devait")
                    && self.somebody_behind(i + 1, 5) =>
            {
                Some("meeting")
            }
            "forment" | "formera" | "formeront" if self.body_behind(i + 1, 12) => Some("training"),
            "sera" | "seront" | "est" | "etait"
                if matches!(doc.w(i + 1), "a" | "au" | "en")
                    && self.place_behind(i + 2, 1)
                    && self.person_before(i) =>
            {
                Some("visit")
            }
            // "Il y retrouvera son homologue X"
            "retrouvera" | "retrouveront" | "verra" | "verront" | "croisera" | "rencontrerait"
                if self.somebody_behind(i + 1, 8) =>
            {
                Some("meeting")
            }
            // "gagnera mercredi Abidjan"
            "gagnera" | "gagneront" | "ralliera" | "rejoindra" | "rallieront"
                if self.place_behind(i + 1, 3) =>
            {
                Some("visit")
            }
            // "Il quittera X jeudi pour Y"
            "quittera" | "quitteront" | "quittait" | "quitteraient"
                if self
                    .ahead(i, 1, 9)
                    .any(|k| doc.w(k) == "pour" && self.place_behind(k + 1, 2)) =>
            {
                Some("visit")
            }
            "reverra" | "reverront" if before == "se" => Some("meeting"),
            // "Après l'étape de X, Y …"
            "etape" | "escale"
                if (before == "'" || before == "une")
                    && matches!(doc.w(i + 1), "de" | "d")
                    && self.place_behind(i + 2, 2) =>
            {
                Some("visit")
            }
            // "a conduit à X une mission"
            "conduit" | "dirige" | "mene"
                if self
                    .ahead(i, 1, 16)
                    .any(|k| doc.w(k) == "mission" && doc.w(k - 1) == "une")
                    && self.place_behind(i + 1, 14) =>
            {
                Some("visit")
            }
            // "conduit à X une délégation"
            "conduit" | "conduira" | "conduisait" | "dirige" | "dirigera" | "mene" | "emmene"
                if !accent
                    && self.ahead(i, 1, 14).any(|k| doc.w(k) == "delegation")
                    && self.place_behind(i + 1, 14)
                    && self.person_before(i - usize::from(before == ",")) =>
            {
                Some("visit")
            }
            // "À son arrivée à X"
            "arrivee"
                if matches!(before, "son" | "leur")
                    && matches!(doc.w(i + 1), "a" | "au" | "en")
                    && self.place_behind(i + 2, 2) =>
            {
                Some("visit")
            }
            // "a annoncé que X se rendrait à Y": to be, not rumoured.
            "rendrait" | "rendraient"
                if before == "se"
                    && (start..i).any(|k| {
                        matches!(doc.w(k), "annonce" | "indique" | "precise" | "confirme")
                    }) =>
            {
                Some("visit")
            }
            "operee" | "operees" | "realisee" | "effectuee"
                if (start.max(i.saturating_sub(4))..i).any(|k| {
                    matches!(
                        doc.w(k),
                        "saisie"
                            | "saisies"
                            | "arrestation"
                            | "arrestations"
                            | "interpellation"
                            | "prise"
                    )
                }) && self.two_bodies_act(i) =>
            {
                Some("operation")
            }
            // "a animé un module sur …"
            "module" | "enseignement"
                if before == "un"
                    && (start..i).any(|k| {
                        matches!(
                            doc.w(k),
                            "anime" | "dispense" | "assure" | "donne" | "suivi"
                        ) && doc.t.text(k).ends_with(['é', 'i'])
                    }) =>
            {
                Some("training")
            }
            // "lors d'un passage à X", "de passage à X", "une étape à X"
            "passage" | "etape" | "halte" | "crochet"
                if (matches!(
                    before,
                    "un" | "une" | "son" | "bref" | "breve" | "recent" | "rapide"
                ) || before == "de"
                    && i > start + 1
                    && !matches!(
                        doc.w(i - 2),
                        "point" | "points" | "lieu" | "droit" | "zone" | "poste" | "voie"
                    ))
                    && matches!(doc.w(i + 1), "a" | "au" | "en" | "par")
                    && self.place_behind(i + 2, 2) =>
            {
                Some("visit")
            }
            // "sera d'ailleurs à X", "il sera lundi à X"
            "sera" | "seront" | "etait" | "etaient" | "est" | "sont"
                if self.will_be_there(i, start) =>
            {
                Some("visit")
            }
            // "ont convenu de réunir à X la Garde et la Police"
            "reunir"
                if matches!(before, "de" | "pour" | "a" | "d" | "'")
                    && self.bodies_behind(i, 2) =>
            {
                Some("meeting")
            }
            // "une équipe de l'École se rendra à X afin d'y former des enquêteurs"
            "former"
                if matches!(before, "y" | "pour" | "afin" | "a")
                    && matches!(
                        doc.w(i + 1),
                        "des" | "les" | "leurs" | "de" | "une" | "plusieurs"
                    )
                    && self.body_sent_before(i, start) =>
            {
                Some("training")
            }
            // "après celui effectué au Portugal par X"
            "effectue" | "effectuee" | "realisee" | "accomplie" | "entreprise" | "menee"
            | "realise"
                if (accent || doc.w(i).ends_with("ie") || doc.w(i).ends_with("se"))
                    && matches!(before, "celui" | "celle")
                    && (self.place_behind(i + 1, 3) || self.by_behind(i)) =>
            {
                Some("visit")
            }
            "effectue" | "effectuee" | "fait" | "faite" | "effectues"
                if (accent || doc.w(i).starts_with("fait"))
                    && (self.events.iter().any(|e| e.kind == "visit")
                        || (start..i).any(|k| {
                            matches!(
                                doc.w(k),
                                "visite"
                                    | "deplacement"
                                    | "voyage"
                                    | "etape"
                                    | "tournee"
                                    | "sejour"
                            )
                        }))
                    && (start.max(i.saturating_sub(14))..i).any(|k| {
                        matches!(doc.w(k), "celui" | "celle") && doc.w(k + 1).starts_with("qu")
                    }) =>
            {
                Some("visit")
            }
            _ => None,
        }
    }
}
