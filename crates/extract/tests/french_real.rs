//! Who takes part in what, in French, in the manner of agencies, ministries and papers: what is told twice, who is named a
//! sentence later, whose visit it is. Sentences made for it.

mod told;

use told::tells;

#[test]
fn told_once_though_said_twice() {
    tells(&[
        (
            "Le ministre malien de l'Intérieur, Paul Roux, a évoqué lundi avec son homologue italien, Marco Bellini, la question des frontières.\n\nC'est ce qui ressort d'un appel téléphonique entre les deux ministres, selon un communiqué.",
            &["call: Marco Bellini + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur reçoit l'ambassadeur d'Espagne\n\nLe ministre de l'Intérieur, Paul Roux, a reçu lundi l'ambassadeur d'Espagne, Pablo Ortega.",
            &["meeting: Pablo Ortega + Paul Roux"],
        ),
        (
            "Paul Roux, directeur général de la Sûreté nationale, a reçu lundi à Rabat Pablo Ortega, commandant en chef de la police de Dubaï. La Direction générale de la Sûreté nationale (DGSN) a fait savoir que Paul Roux, directeur général du pôle DGST-DGSN, a reçu Pablo Ortega. Cette entrevue s'inscrit dans le cadre de la visite de travail au Maroc du général Pablo Ortega à la tête d'une délégation.",
            &["meeting: Pablo Ortega + Paul Roux", "visit: Pablo Ortega"],
        ),
        (
            "\"Le ministre de l'Intérieur, Paul Roux, recevra son homologue turc, Mehmet Demir, les 7 et 8 mai 2024\", précise la même source.",
            &["meeting: Mehmet Demir + Paul Roux"],
        ),
        (
            "Eurojust et Europol ont aidé lundi les enquêteurs lors d'une opération conjointe contre un groupe criminel organisé (GCO), l'un des plus dangereux de l'Union européenne. En Belgique, le parquet fédéral et la police judiciaire fédérale ont mené les opérations.",
            &["operation: Eurojust + Europol + parquet fédéral + police judiciaire fédérale"],
        ),
    ]);
}

#[test]
fn who_is_named_later() {
    tells(&[
        (
            "Le ministre de l'Intérieur, Paul Roux, a accueilli lundi plusieurs de ses homologues. Il s'agit de Mehmet Demir, ministre turc de l'Intérieur, et Pablo Ortega, ministre espagnol de l'Intérieur.",
            &["meeting: Mehmet Demir + Pablo Ortega + Paul Roux"],
        ),
        (
            "Le ministre de la Sécurité, Paul Roux, a reçu lundi une délégation ghanéenne. Conduite par le général Kofi Mensah, la délégation a salué cet accueil.",
            &["meeting: Kofi Mensah + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a reçu lundi l'ambassadeur Jean Mercier. La rencontre s'est déroulée en présence du Directeur général des relations extérieures et de la coopération internationale.",
            &[
                "meeting: Directeur général des relations extérieures et de la coopération internationale + Jean Mercier + Paul Roux",
            ],
        ),
        (
            "Le conseiller fédéral Paul Roux s'est rendu lundi à Berlin. L'entrevue avec le ministre de l'Intérieur Jean Mercier a été l'occasion de définir la suite.",
            &["visit: Paul Roux", "meeting: Jean Mercier + Paul Roux"],
        ),
        (
            "À Belgrade, Paul Roux, directeur de la police, a rencontré le procureur général Jean Mercier et eu des entretiens avec la ministre Anna Berg.",
            &[
                "meeting: Jean Mercier + Paul Roux",
                "meeting: Anna Berg + Paul Roux",
            ],
        ),
        (
            "Lors d'une visite à Tunis, les ministres français et allemand de l'Intérieur, Paul Roux et Jean Mercier, avaient annoncé une aide.",
            &["visit: Jean Mercier + Paul Roux"],
        ),
    ]);
}

#[test]
fn who_is_only_named_beside() {
    tells(&[
        (
            "Paul Roux, ministre de l'Intérieur et successeur de Jean Mercier, a reçu lundi l'ambassadrice Anna Berg.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a reçu lundi l'ambassadeur Jean Mercier. Étaient présents le directeur de la police, Ali Hassan, ainsi qu'un certain nombre de hauts cadres du ministère de l'Intérieur.",
            &["meeting: Ali Hassan + Jean Mercier + Paul Roux"],
        ),
        (
            "Paul Roux, ministre de l'Intérieur et président en exercice du Conseil, a reçu lundi l'ambassadeur Jean Mercier. Ce dernier est venu présenter les conclusions de la réunion des ministres.",
            &["meeting: Jean Mercier + Paul Roux"],
        ),
        (
            "D'après un communiqué de la DGSN, cet individu était arrivé lundi à Tanger.",
            &[],
        ),
    ]);
}

#[test]
fn titles_of_one_person() {
    tells(&[
        (
            "Le vice-premier ministre, ministre de l'Intérieur, Sécurité et Affaires coutumières, Paul Roux, a reçu lundi l'ambassadeur de Belgique, Jean Mercier.",
            &["meeting: Jean Mercier + Paul Roux"],
        ),
        (
            "Paul Roux, vice-premier ministre, ministre de l'Intérieur, a reçu lundi l'ambassadeur de Belgique, Jean Mercier.",
            &["meeting: Jean Mercier + Paul Roux"],
        ),
        (
            "Le chef d'état-major des armées (CEMA), le général Paul Roux, est arrivé lundi à Dakar. Le CEMA a rencontré le ministre de la Défense, Ali Hassan.",
            &["visit: Paul Roux", "meeting: Ali Hassan + Paul Roux"],
        ),
        (
            "Le ministre de la Sécurité publique, Paul Roux, a rencontré lundi Anna Berg, secrétaire à la Sécurité intérieure des États-Unis.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
    ]);
}

#[test]
fn bodies_that_take_no_part() {
    tells(&[
        (
            "La Guardia civil et l'Office anti-stupéfiants (OFAST) de la Police nationale ont arrêté lundi dix personnes avec le soutien d'Europol. La Garde civile de Tolède a reçu une décision du Tribunal judiciaire de Paris.",
            &["operation: Europol + Guardia civil + Office anti-stupéfiants"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a reçu lundi l'ambassadeur Jean Mercier. Cette rencontre, à laquelle plusieurs officiers ont pris part, portait sur le mandat renouvelé par le Conseil de sécurité.",
            &["meeting: Jean Mercier + Paul Roux"],
        ),
    ]);
}

#[test]
fn companions_and_those_who_met() {
    tells(&[
        (
            "Le Premier ministre belge, Paul Roux, est arrivé lundi à Rabat. Roux est accompagné lors de cette visite, la première depuis mai, notamment du ministre de l'Intérieur Jean Mercier et du directeur général de l'Office des étrangers, Anna Berg.",
            &["visit: Anna Berg + Jean Mercier + Paul Roux"],
        ),
        (
            "Une réunion s'est tenue lundi entre le ministre de l'Intérieur, Paul Roux, et la ministre de la Justice, Anna Berg. Les ministres ont signé un plan d'action.",
            &[
                "meeting: Anna Berg + Paul Roux",
                "agreement: Anna Berg + Paul Roux",
            ],
        ),
        (
            "Le directeur de cabinet du président de la République, chargé de la Défense, Paul Roux, a reçu lundi l'ambassadeur de France à Tunis, Jean Mercier. Ils ont donné une conférence de presse. C'était une visite entre voisins.",
            &["meeting: Jean Mercier + Paul Roux"],
        ),
        (
            "Paul Roux s'est entretenu avec son homologue belge Anna Berg\n\nLors de l'entrevue qui a eu lieu par visioconférence lundi, le ministre de l'Intérieur, Paul Roux, et la ministre de la Justice, Anna Berg, ont échangé sur la situation.",
            &["call: Anna Berg + Paul Roux"],
        ),
    ]);
}
