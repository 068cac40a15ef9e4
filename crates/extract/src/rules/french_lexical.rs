//! What French texts name that no list has: places behind a word that says they are one, papers by the form of their names.

use super::Finder;
use super::latin_person::is_paper;
use crate::lexicon::{Hit, LEXICON, Tag};
use crate::mention::{Found, MentionType};

/// Kinds of places, before "de".
fn kind_of_place(w: &str) -> bool {
    matches!(
        w,
        "ville"
            | "localite"
            | "province"
            | "region"
            | "district"
            | "ile"
            | "port"
            | "commune"
            | "village"
            | "frontiere"
            | "camp"
            | "departement"
            | "wilaya"
            | "canton"
            | "comte"
            | "poste"
            | "aeroport"
            | "aerodrome"
            | "base"
            | "cercle"
            | "archipel"
            | "vallee"
            | "baie"
            | "lac"
            | "foret"
            | "quartier"
            | "banlieue"
            | "secteur"
            | "zone"
            | "territoire"
            | "peninsule"
            | "chateau"
            | "bourgade"
            | "hameau"
            | "oblast"
            | "palmeraie"
            | "col"
            | "massif"
            | "mont"
            | "oasis"
            | "delta"
            | "fleuve"
            | "riviere"
            | "gouvernorat"
            | "prefecture"
            | "sous-prefecture"
            | "arrondissement"
            | "municipalite"
            | "carrefour"
            | "axe"
            | "corridor"
            | "detroit"
            | "estuaire"
            | "cap"
            | "large"
            | "environs"
            | "alentours"
            | "peripherie"
            | "etat"
    )
}

/// Kinds of places whose name stands straight behind: "la rivière Richelieu", "le rang Roxham".
fn named_straight(w: &str) -> bool {
    matches!(
        w,
        "fleuve"
            | "riviere"
            | "rang"
            | "lac"
            | "mont"
            | "oued"
            | "wadi"
            | "djebel"
            | "ile"
            | "col"
            | "fort"
    )
}

/// Words that have a capital in titles and names of rooms, and are no place behind "à" or "au".
pub(super) fn common_noun(w: &str) -> bool {
    matches!(
        w,
        "cabinet"
            | "siege"
            | "palais"
            | "quartier"
            | "mission"
            | "ministere"
            | "etat"
            | "gouvernement"
            | "parlement"
            | "premier"
            | "president"
            | "ministre"
            | "chef"
            | "directeur"
            | "general"
            | "conseil"
            | "centre"
            | "bureau"
            | "service"
            | "chancellerie"
            | "sommet"
            | "forum"
            | "traite"
            | "accord"
            | "protocole"
            | "commissaire"
            | "patron"
            | "point"
            | "salon"
            | "stade"
            | "hotel"
            | "groupe"
            | "reseau"
            | "projet"
            | "programme"
            | "plan"
            | "fonds"
            | "comite"
            | "camp"
            | "college"
            | "lycee"
            | "hopital"
            | "musee"
            | "tribunal"
            | "parquet"
            | "commissariat"
            | "complexe"
            | "campus"
            | "cercle"
            | "club"
            | "pavillon"
            | "memorial"
            | "mausolee"
            | "monument"
            | "aeroport"
            | "port"
            | "gouvernorat"
            | "prefecture"
            | "wilaya"
            | "ambassade"
            | "consulat"
            | "residence"
            | "place"
            | "gymnase"
            | "conference"
            | "congres"
            | "assemblee"
            | "session"
            | "seminaire"
            | "atelier"
            | "gouverneur"
            | "prefet"
            | "ambassadeur"
            | "secretaire"
            | "procureur"
            | "roi"
            | "capitole"
            | "grand"
            | "haut"
            | "haute"
            | "titre"
            | "terme"
            | "cours"
            | "regard"
            | "sein"
    )
}

/// Words of a name that a town is in, though the text is not there: "Accord de Paris", "processus de Rabat".
fn called_by_a_town(w: &str) -> bool {
    matches!(
        w,
        "accord"
            | "accords"
            | "traite"
            | "processus"
            | "charte"
            | "pacte"
            | "consensus"
            | "olympiques"
            | "systeme"
            | "procedure"
            | "procedures"
            | "reglement"
    )
}

impl Finder<'_, '_> {
    /// "les États membres de l'Union": the one union that the text names in full.
    pub(super) fn unions(&mut self) {
        let doc = self.doc;
        if doc.language != text::Language::French {
            return;
        }
        let union = |n: &u32| {
            let id = LEXICON.named[*n as usize].id.as_str();
            matches!(id, "eu" | "au")
        };
        let mut known = self
            .found
            .iter()
            .filter(|m| m.kind == MentionType::Organization)
            .filter_map(|m| m.known.filter(union));
        let Some(first) = known
            .next()
            .filter(|_| (0..doc.len()).any(|i| doc.w(i) == "union"))
        else {
            return;
        };
        if !known.all(|n| n == first) {
            return;
        }
        for i in 2..doc.len() {
            let alone = doc.w(i) == "union"
                && doc.capital(i)
                && doc.w(i - 1) == "'"
                && matches!(doc.w(i - 2), "l")
                && self.free(i, i + 1)
                && !(doc.latin(i + 1) && doc.capital(i + 1) && !doc.line_start(i + 1))
                && !matches!(doc.w(i + 1), "de" | "du" | "des" | "d" | "pour")
                && self.nationality(i + 1).is_none();
            if alone {
                let mut m = Found::new(MentionType::Organization, i, i + 1, 0);
                m.known = Some(first);
                self.take(i, i + 1);
                self.push(m);
            }
        }
    }

    /// "l'Accord de Paris", "les Jeux olympiques de Paris", "la Convention de Palerme": a name that a town is in.
    pub(super) fn in_name_of_a_text(&self, first: usize) -> bool {
        let doc = self.doc;
        // "la Place Washington", "avenue Kennedy"
        let street = first > 0
            && !doc.line_start(first)
            && doc.language == text::Language::French
            && matches!(
                doc.w(first - 1),
                "place" | "avenue" | "rue" | "boulevard" | "stade" | "hotel"
            );
        if street {
            return true;
        }
        let of = match doc.before(first, 1) {
            "de" | "du" => 1,
            "'" => 2,
            _ => return false,
        };
        let Some(b) = first.checked_sub(of + 1) else {
            return false;
        };
        doc.language == text::Language::French
            && doc.latin(first)
            && !doc.line_start(first)
            && (called_by_a_town(doc.w(b))
                || doc.capital(b)
                    && matches!(
                        doc.w(b),
                        "convention"
                            | "protocole"
                            | "declaration"
                            | "initiative"
                            | "groupe"
                            | "appel"
                    ))
    }

    /// "2 tonnes de cocaïne", "la drogue retrouvée", "l'échange d'informations": a thing seized or done in passing, no topic.
    pub(super) fn french_passing(&self, h: Hit, sharing: bool) -> bool {
        let doc = self.doc;
        let w = |n: usize| doc.before(h.first, n);
        let near = |n: usize, f: &dyn Fn(&str) -> bool| {
            (h.first.saturating_sub(n)..h.first)
                .any(|k| doc.sentence[k] == doc.sentence[h.first] && f(doc.w(k)))
        };
        if sharing {
            return !near(4, &|w| {
                matches!(w, "matiere" | "sur" | "domaine" | "domaines" | "consacre")
            });
        }
        let drug = matches!(
            doc.w(h.first),
            "drogue"
                | "drogues"
                | "cocaine"
                | "heroine"
                | "stupefiants"
                | "tramadol"
                | "psychotropes"
        );
        // "le diamant de contrebande": goods, not what is done with them.
        if doc.w(h.first) == "contrebande" && h.last == h.first + 1 && w(1) == "de" {
            return !matches!(
                w(2),
                "reseau"
                    | "reseaux"
                    | "activite"
                    | "activites"
                    | "affaire"
                    | "affaires"
                    | "filiere"
                    | "filieres"
                    | "phenomene"
                    | "tentative"
                    | "tentatives"
                    | "matiere"
                    | "question"
                    | "operations"
                    | "cas"
                    | "faits"
            );
        }
        // "des vols de retour", "les vols commerciaux": nothing is stolen.
        if doc.w(h.first).starts_with("vol") && h.last == h.first + 1 {
            let next = match doc.w(h.last) {
                "de" => doc.w(h.last + 1),
                w => w,
            };
            return matches!(
                next,
                "retour"
                    | "rapatriement"
                    | "reconnaissance"
                    | "surveillance"
                    | "nuit"
                    | "essai"
                    | "commercial"
                    | "commerciaux"
                    | "direct"
                    | "directs"
                    | "charter"
                    | "charters"
                    | "regulier"
                    | "reguliers"
                    | "interieur"
                    | "interieurs"
                    | "international"
                    | "internationaux"
                    | "special"
                    | "speciaux"
                    | "hebdomadaire"
                    | "hebdomadaires"
                    | "humanitaire"
                    | "humanitaires"
                    | "groupe"
                    | "groupes"
            ) || matches!(w(1), "son" | "leur" | "mon");
        }
        if h.last != h.first + 1 {
            return false;
        }
        let of = usize::from(matches!(w(1), "de" | "'" | "des" | "d")) + usize::from(w(1) == "'");
        let measured = of > 0
            && (matches!(
                w(of + 1),
                "tonne"
                    | "tonnes"
                    | "kilos"
                    | "kilo"
                    | "kg"
                    | "kilogrammes"
                    | "grammes"
                    | "quantite"
                    | "quantites"
                    | "cargaison"
                    | "cargaisons"
                    | "saisie"
                    | "saisies"
                    | "doses"
                    | "ballots"
                    | "plaquettes"
                    | "comprimes"
                    | "dizaines"
                    | "centaines"
                    | "livraison"
            ));
        if doc.w(h.first).starts_with("contrefacon") {
            return of > 0
                && matches!(
                    w(of + 1),
                    "medicaments" | "produits" | "articles" | "marchandises" | "cigarettes"
                );
        }
        let about = near(8, &|w| {
            matches!(
                w,
                "contre"
                    | "lutte"
                    | "lutter"
                    | "matiere"
                    | "domaine"
                    | "domaines"
                    | "trafic"
                    | "trafics"
                    | "filiere"
                    | "filieres"
                    | "question"
                    | "questions"
                    | "parler"
                    | "fleau"
                    | "dossier"
                    | "phenomene"
                    | "problematique"
                    | "commerce"
                    | "usage"
            )
        });
        let plain = doc.w(h.first) == "stupefiants";
        drug && (measured || !plain && !about)
    }

    /// `à Kananga`, `vers l'Ituri`, `la province d'El Oro`: a word with a capital that nothing knows, and where it ends.
    pub(super) fn french_place(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if let Some(end) = self.listed_place(i).or_else(|| self.called_saint(i)) {
            return Some(end);
        }
        let unknown = |k: usize| {
            doc.latin(k)
                && doc.capital(k)
                && !self.used[k]
                && doc.at(k).iter().all(|h| matches!(h.tag, Tag::Place(_)))
                && doc.t.text(k).len() > 1
                && !common_noun(doc.w(k))
                && !doc.t.text(k).chars().all(char::is_uppercase)
        };
        if doc.line_start(i) || !unknown(i) {
            return None;
        }
        let mut end = i + 1;
        while end + 1 < doc.len()
            && matches!(doc.w(end), "-" | "'")
            && doc.glued(end)
            && doc.glued(end + 1)
            && doc.latin(end + 1)
        {
            end += 2;
        }
        let one = end;
        while end < i + 4 && end < doc.len() && unknown(end) && !doc.line_start(end) {
            end += 1;
        }
        // Past the article: "vers l'Ituri", "dans le Kavango".
        let mut b = i - 1;
        if doc.w(b) == "'" && b > 0 && matches!(doc.w(b - 1), "l" | "d") {
            b -= 1;
        }
        let d = doc.w(b) == "d" || matches!(doc.w(b), "de" | "du" | "des");
        let article = matches!(doc.w(b), "le" | "la" | "l");
        let lead = if article && b > 0 { b - 1 } else { b };
        // "la province chinoise du Shandong", "le poste frontalier de Ras Jedir"
        let adjective = d
            && b > 1
            && (self.nationality(b - 1).is_some_and(|n| n.1 == b)
                || matches!(
                    doc.w(b - 1),
                    "frontalier"
                        | "frontaliere"
                        | "militaire"
                        | "maritime"
                        | "fluvial"
                        | "international"
                        | "minier"
                        | "avance"
                ));
        let straight = d || named_straight(doc.w(i - 1)) && !doc.is(i, Tag::Rank);
        let noun = b.wrapping_sub(1 + usize::from(adjective));
        let kind = d && b > usize::from(adjective) && kind_of_place(doc.w(noun));
        if kind || straight && !d {
            return Some(end);
        }
        let named = doc
            .role(i)
            .is_some_and(|r| r.given || r.surname && r.count > 3);
        // "près de Kangaba", "les rives du Baoulé", "en provenance de Kidira"
        let beside = d
            && b > 0
            && matches!(
                doc.w(b - 1),
                "pres"
                    | "nord"
                    | "sud"
                    | "est"
                    | "ouest"
                    | "rives"
                    | "rive"
                    | "bords"
                    | "abords"
                    | "berges"
                    | "sortie"
                    | "entree"
                    | "proximite"
                    | "provenance"
                    | "destination"
                    | "direction"
                    | "hauteur"
                    | "lisiere"
                    | "loin"
                    | "originaire"
                    | "km"
                    | "kilometres"
            );
        // "À Koulikoro, il a …" opens a sentence.
        let opens =
            lead == 0 || doc.line_start(lead) || doc.sentence[lead - 1] != doc.sentence[lead];
        let at = doc.t.text(lead) == "à"
            || doc.t.text(lead) == "À"
            || doc.t.text(lead) == "A" && opens
            || matches!(doc.w(lead), "vers")
            || doc.t.text(lead) == "au" && !article
            || doc.w(lead) == "en" && !article;
        let alone = end == one && !(doc.latin(end) && doc.capital(end) && !doc.line_start(end));
        // "au Quai des Brumes": what goes on behind "de" is a house.
        let house = doc.w(lead) == "au" && matches!(doc.w(end), "de" | "du" | "des" | "d");
        let at = at && !house;
        if beside && alone && !named && doc.t.text(i).len() > 3 {
            return Some(end);
        }
        (at && alone && !named && (doc.t.text(lead) == "à" && !article || doc.t.text(i).len() > 3))
            .then_some(end)
    }

    /// `évoquée par Kivu Morning Post`, `selon nos informations`.
    pub(super) fn french_paper(&mut self, i: usize) {
        let doc = self.doc;
        if doc.language != text::Language::French || i == 0 || self.used[i] {
            return;
        }
        let before = doc.w(i - 1);
        if matches!(doc.w(i), "informations" | "sources")
            && before == "nos"
            && i > 1
            && matches!(doc.w(i - 2), "selon" | "apres" | "de" | "par")
        {
            self.take(i, i + 1);
            self.push(Found::new(MentionType::Source, i, i + 1, 0));
            return;
        }
        let lead = matches!(
            before,
            "par"
                | "selon"
                | "journal"
                | "quotidien"
                | "site"
                | "au"
                | "dans"
                | "hebdomadaire"
                | "magazine"
                | "chaine"
                | "radio"
                | "'"
                | "le"
                | "la"
                | "du"
        );
        if !lead || !doc.capital(i) {
            return;
        }
        let mut end = i;
        while end < i + 4
            && end < doc.len()
            && doc.latin(end)
            && doc.capital(end)
            && !self.used[end]
            && (end == i || !doc.line_start(end))
        {
            end += 1;
        }
        if end >= i + 2
            && (i..end).any(|k| is_paper(doc.w(k)))
            && !(i..end).any(|k| doc.is(k, Tag::BodyHead))
        {
            self.take(i, end);
            self.push(Found::new(MentionType::Source, i, end, 0));
        }
    }
}
