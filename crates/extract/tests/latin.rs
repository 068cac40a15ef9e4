//! French and English rules, one small sentence each.

use extract::{Extraction, MentionType, extract};
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

fn check(kind: MentionType, cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        assert_eq!(said(text, &read(text), kind), *wanted, "{text}");
    }
}

#[test]
fn who_has_an_office_behind_or_meets_somebody_is_a_person() {
    check(
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
            ("Scotland Yard and Radio France met the committee.", &[]),
        ],
    );
}

#[test]
fn bodies_take_their_complements_and_their_abbreviations() {
    check(
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
                &["Croatian Border Police"],
            ),
        ],
    );
}

#[test]
fn offices_take_modifiers_and_what_they_are_for() {
    check(
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
    check(
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
