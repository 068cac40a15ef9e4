//! French and English rules, one small sentence each.

mod says;

use extract::{Extraction, MentionType, extract};
use says::says;
use text::Date;

fn read(text: &str) -> Extraction {
    extract(text, Date::parse("2024-05-17"))
}

fn said<'t>(text: &'t str, x: &Extraction, kind: MentionType) -> Vec<&'t str> {
    x.mentions
        .iter()
        .filter(|m| m.kind == kind)
        .map(|m| &text[m.start..m.end])
        .collect()
}

#[test]
fn who_has_an_office_behind_or_meets_somebody_is_a_person() {
    says(
        MentionType::Person,
        &[
            (
                "Les enquêteurs ont travaillé dur, a souligné Zbynek Vrabel, directeur de l'Office central de lutte contre la fraude.",
                &["Zbynek Vrabel"],
            ),
            (
                "In Oslo she met Tarjei Kvamme, chairman of the National Security Authority, on Monday.",
                &["Tarjei Kvamme"],
            ),
            (
                "Un appel a eu lieu entre Fernando Ruiz-Ochoa et Kwame Adu-Mensah. Adu-Mensah a promis une réponse.",
                &["Fernando Ruiz-Ochoa", "Kwame Adu-Mensah", "Adu-Mensah"],
            ),
            (
                "Le directeur Ricardo Tavares de Melo a reçu Luis Alberto de Oliveira.",
                &["Ricardo Tavares de Melo", "Luis Alberto de Oliveira"],
            ),
            ("Scotland Yard and Radio France met the committee.", &[]),
        ],
    );
}

#[test]
fn bodies_take_their_complements_and_their_abbreviations() {
    says(
        MentionType::Organization,
        &[
            (
                "L'Office central de répression des fraudes et la Brigade des mineurs ont enquêté.",
                &[
                    "Office central de répression des fraudes",
                    "Brigade des mineurs",
                ],
            ),
            (
                "Le Centre régional d'analyse du renseignement (CRAR) a ouvert. Le CRAR compte dix agents.",
                &["Centre régional d'analyse du renseignement", "CRAR", "CRAR"],
            ),
            (
                "Officers of the Croatian Border Police and the Spanish interior ministry took part.",
                &["Croatian Border Police", "interior ministry"],
            ),
        ],
    );
}

#[test]
fn offices_take_modifiers_and_what_they_are_for() {
    says(
        MentionType::Office,
        &[
            (
                "Acting Deputy Director of Europol Ann Roe spoke.",
                &["Acting Deputy Director of Europol"],
            ),
            (
                "Le coordinateur de l'Union européenne pour la lutte contre le terrorisme, Jean Roux, est venu.",
                &["coordinateur de l'Union européenne pour la lutte contre le terrorisme"],
            ),
            (
                "Le directeur adjoint opérationnel de la Police nationale, Paul Roux, est venu.",
                &["directeur adjoint opérationnel de la Police nationale"],
            ),
        ],
    );
}

#[test]
fn a_small_town_in_a_list_of_towns_is_a_place() {
    says(
        MentionType::Location,
        &[(
            "Raids took place in Vienna, Szeged and Bratislava.",
            &["Vienna", "Szeged", "Bratislava"],
        )],
    );
}

#[test]
fn lines_of_french_and_english_sites_are_furniture() {
    let text = "Par Aïssatou Ba - Publié le 12 mai 2024 à 09:40\nLe ministre a reçu son homologue hier à Dakar pour évoquer les dossiers communs de sécurité.\nRecevez chaque matin notre lettre\nArticles connexes";
    let kinds: Vec<_> = read(text).furniture.iter().map(|f| f.kind).collect();
    assert_eq!(kinds, ["byline", "ad", "related"]);
    let text = "LYON (France), 14 mars 2023\nUne opération a été menée.";
    assert_eq!(read(text).furniture.len(), 1);
    let text = "Rabat-Madrid : les services se retrouvent\nUne rencontre a eu lieu.";
    assert!(read(text).furniture.is_empty());
}

/// Kind and participants of each event, by the names the text gives them.
fn told(text: &str) -> Vec<(&'static str, Vec<String>)> {
    let x = read(text);
    let name = |e: usize| {
        let spans = x.mentions.iter().filter(|m| m.entity == Some(e));
        let longest = spans.max_by_key(|m| m.end - m.start);
        longest.map_or(String::new(), |m| text[m.start..m.end].to_owned())
    };
    x.events
        .iter()
        .map(|e| {
            let mut who: Vec<String> = e
                .participants
                .iter()
                .filter_map(|p| p.entity.or(p.office))
                .map(name)
                .collect();
            who.sort();
            (e.kind, who)
        })
        .collect()
}

fn tells(text: &str, wanted: &[(&'static str, &[&str])]) {
    let said = told(text);
    let said: Vec<(&str, Vec<&str>)> = said
        .iter()
        .map(|(k, w)| (*k, w.iter().map(String::as_str).collect()))
        .collect();
    let wanted: Vec<(&str, Vec<&str>)> = wanted.iter().map(|(k, w)| (*k, w.to_vec())).collect();
    assert_eq!(said, wanted, "{text}");
}

#[test]
fn a_participle_away_from_its_auxiliary_and_a_pronoun_tell_a_meeting() {
    tells(
        "La ministre de l'Intérieur, Anna Ruiz, s'est rendue mardi à Dakar. Elle y a ensuite été reçue par le président de la République, Paul Diop.",
        &[
            ("visit", &["Anna Ruiz"]),
            ("meeting", &["Anna Ruiz", "Paul Diop"]),
        ],
    );
}

#[test]
fn a_delegation_comes_with_its_head() {
    tells(
        "Une délégation du BND, conduite par son vice-président, Hans Berger, est arrivée lundi à Rabat.",
        &[("visit", &["BND", "Hans Berger"])],
    );
}

#[test]
fn one_received_and_then_the_other_are_two_meetings() {
    tells(
        "Le directeur du CNI, Juan Ruiz, a été reçu jeudi à Tunis par le ministre de l'Intérieur, Ali Jebali, puis par le ministre de la Défense, Imed Trabelsi.",
        &[
            ("meeting", &["Ali Jebali", "Juan Ruiz"]),
            ("meeting", &["Imed Trabelsi", "Juan Ruiz"]),
        ],
    );
}

#[test]
fn who_only_speaks_of_a_training_or_watches_a_signature_takes_no_part() {
    tells(
        "Frontex a organisé mardi une formation à Tunis, a déclaré Paul Roux, ambassadeur de France.",
        &[("training", &["Frontex"])],
    );
    tells(
        "The interior minister, John Roe, and the director of Europol, Anna Berg, signed an agreement in Oslo in the presence of the justice minister, Peter Lund.",
        &[("agreement", &["Anna Berg", "John Roe"])],
    );
}

#[test]
fn a_sentence_behind_adds_who_ran_a_course() {
    tells(
        "Un atelier sur la cybercriminalité s'est ouvert lundi à Lomé. Animé par des experts de l'ONUDC et d'Interpol, il se poursuit.",
        &[("training", &["Interpol", "ONUDC"])],
    );
}

#[test]
fn the_two_and_the_latter_are_those_named_before() {
    tells(
        "The interior minister, John Roe, met Anna Berg, director of Europol, and Peter Lund, head of Frontex, in Oslo on Monday. The two ministers signed an agreement there.",
        &[
            ("meeting", &["Anna Berg", "John Roe", "Peter Lund"]),
            ("agreement", &["Anna Berg", "John Roe"]),
        ],
    );
    tells(
        "Le directeur du CNI, Juan Ruiz, a rencontré jeudi à Tunis Ali Jebali, ministre de l'Intérieur. Ce dernier s'était entretenu par téléphone avec Paul Roux, ministre de la Justice.",
        &[
            ("meeting", &["Ali Jebali", "Juan Ruiz"]),
            ("call", &["Ali Jebali", "Paul Roux"]),
        ],
    );
}

#[test]
fn titles_keep_what_belongs_to_them() {
    says(
        MentionType::Office,
        &[
            (
                "Le ministre de l'Intérieur et de la Sécurité publique, Paul Roux, est venu.",
                &["ministre de l'Intérieur et de la Sécurité publique"],
            ),
            (
                "The delegation was headed by Ulla Qvist, the centre's deputy director.",
                &["deputy director"],
            ),
        ],
    );
    says(
        MentionType::Person,
        &[
            (
                "Ann Roe, John Lund's successor, spoke.",
                &["Ann Roe", "John Lund"],
            ),
            (
                "L'ambassadeur du Maroc auprès de l'Union européenne, Youssef Amrani, est venu.",
                &["Youssef Amrani"],
            ),
        ],
    );
}

#[test]
fn counterparts_one_after_the_other_and_who_invites() {
    tells(
        "En marge de cette rencontre, le ministre de l'Intérieur, Paul Diop, s'est entretenu avec ses homologues jordanien, le général Obeid Maaya, et turc, Mahmut Demirkan.",
        &[("meeting", &["Mahmut Demirkan", "Obeid Maaya", "Paul Diop"])],
    );
    tells(
        "Le directeur d'Europol, Jean Roux, est attendu jeudi à Rabat, à l'invitation de son homologue marocain, Ali Bennis.",
        &[("visit", &["Jean Roux"])],
    );
}

#[test]
fn whom_somebody_works_for_and_who_is_quoted_take_no_part() {
    tells(
        "Director Ann Roe of the FBI met Peter Lund, head of Europol, in Oslo on Monday.",
        &[("meeting", &["Ann Roe", "Peter Lund"])],
    );
    tells(
        "Six hommes ont été arrêtés mardi à Tanger lors d'une opération conjointe du BCIJ et d'Europol, selon le ministère espagnol de l'Intérieur.",
        &[("operation", &["BCIJ", "Europol"])],
    );
}

#[test]
fn the_visitors_meet_and_a_country_is_no_region() {
    tells(
        "A delegation of the BND arrived in Oslo on Monday. The visitors are due to meet Peter Lund, the interior minister.",
        &[("visit", &["BND"]), ("meeting", &["BND", "Peter Lund"])],
    );
    let text = "Police raided two addresses in South Africa on Monday.";
    assert_eq!(
        said(text, &read(text), MentionType::Location),
        ["South Africa"]
    );
    assert!(said(text, &read(text), MentionType::Region).is_empty());
}

#[test]
fn a_day_or_a_name_behind_a_body_is_no_word_of_it() {
    says(
        MentionType::Organization,
        &[
            (
                "Officers of the Bangladesh Police on Monday searched a warehouse in Dhaka.",
                &["Bangladesh Police"],
            ),
            (
                "The Commander of the Internal Security Force Khalifa bin Hamad spoke.",
                &["Internal Security Force"],
            ),
        ],
    );
    says(
        MentionType::Office,
        &[
            (
                "The Attorney General of Malta, Anna Vella, spoke.",
                &["Attorney General"],
            ),
            (
                "The Deputy Commissioner for Operations of the Jamaica Constabulary Force, John Roe, spoke.",
                &["Deputy Commissioner for Operations of the Jamaica Constabulary Force"],
            ),
            (
                "Under Secretary of State for Political Affairs Ann Roe spoke.",
                &["Under Secretary of State for Political Affairs"],
            ),
        ],
    );
    says(
        MentionType::Person,
        &[
            (
                "He met his Sri Lankan counterpart Tiran Perera.",
                &["Tiran Perera"],
            ),
            (
                "Le ministre a reçu lundi à Paris Anna Berg, directrice d'Europol.",
                &["Anna Berg"],
            ),
        ],
    );
}
