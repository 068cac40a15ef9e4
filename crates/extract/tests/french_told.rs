//! French sentences and short reports and what they tell: the list is in `told/`.

mod told;

#[test]
fn french_sentences_tell_what_the_list_says() {
    told::listed(include_str!("told/french.txt"), 100);
}

#[test]
fn french_agreements_courses_operations_and_forums() {
    told::listed(include_str!("told/french_doings.txt"), 100);
}

#[test]
fn french_meetings_and_who_was_there_are_told() {
    told::listed(include_str!("told/french_met.txt"), 30);
}

#[test]
fn french_words_tell_their_kind_and_idle_ones_nothing() {
    told::listed(include_str!("told/french_kinds.txt"), 300);
}

#[test]
fn french_companions_delegations_and_signatories() {
    told::listed(include_str!("told/french_there.txt"), 90);
}

#[test]
fn french_press_tells_who_took_part() {
    told::listed(include_str!("told/french_press.txt"), 140);
}

#[test]
fn french_adjuncts_and_remarks_change_nothing() {
    told::listed(include_str!("told/french_asides.txt"), 18);
}

#[test]
fn french_sentences_behind_one_another_tell_what_each_tells() {
    told::listed(include_str!("told/french_composed.txt"), 20);
}

#[test]
fn french_pages_tell_who_took_part() {
    told::listed(include_str!("told/french_pages.txt"), 55);
}

#[test]
fn french_offices_and_bodies_are_read_to_their_end() {
    told::marked(include_str!("told/french_names.txt"), 110);
}

#[test]
fn french_offices_beside_brackets_participles_and_other_titles() {
    told::held(include_str!("told/french_holders.txt"), 10);
}

/// Every verb of going takes every subject: "X et Y sont arrivés", "X, accompagné de Y, a gagné Dakar".
#[test]
fn all_who_go_are_told() {
    const SUBJECTS: [(&str, usize, &str); 5] = [
        ("Le ministre Paul Roux", 0, "Paul Roux"),
        ("Paul Roux et Anna Berg", 1, "Anna Berg + Paul Roux"),
        (
            "Le préfet Paul Roux et la ministre Anna Berg",
            1,
            "Anna Berg + Paul Roux",
        ),
        (
            "Le préfet Paul Roux, accompagné de la ministre Anna Berg,",
            0,
            "Anna Berg + Paul Roux",
        ),
        (
            "Le préfet Paul Roux, la ministre Anna Berg et le général Jean Mercier",
            1,
            "Anna Berg + Jean Mercier + Paul Roux",
        ),
    ];
    const VERBS: [[&str; 2]; 9] = [
        ["s'est rendu", "se sont rendus"],
        ["est arrivé", "sont arrivés"],
        ["est allé", "sont allés"],
        ["est attendu", "sont attendus"],
        ["a séjourné", "ont séjourné"],
        ["a effectué une visite", "ont effectué une visite"],
        ["a entamé une visite", "ont entamé une visite"],
        [
            "se trouve depuis mardi en visite",
            "se trouvent depuis mardi en visite",
        ],
        [
            "effectue depuis mardi une visite",
            "effectuent depuis mardi une visite",
        ],
    ];
    for (subject, number, who) in SUBJECTS {
        for verb in VERBS {
            let text = format!("{subject} {} à Dakar.", verb[number]);
            told::tells(&[(&text, &[&format!("visit: {who}")])]);
        }
    }
}

/// Every verb of meeting takes everybody it names.
#[test]
fn all_who_meet_are_told() {
    const VERBS: [&str; 10] = [
        "a reçu",
        "a rencontré",
        "s'est entretenu mardi avec",
        "a eu mardi un entretien avec",
        "a tenu mardi une séance de travail avec",
        "a fait le point avec",
        "a été reçu mardi par",
        "recevra lundi",
        "doit rencontrer lundi",
        "a présidé mardi une réunion avec",
    ];
    const OTHERS: [&str; 6] = [
        "le général Jean Mercier et la procureure Awa Diop",
        "le général Jean Mercier, accompagné de la procureure Awa Diop",
        "le général Jean Mercier, en présence de la procureure Awa Diop",
        "le directeur d'Europol, Jean Mercier, et la procureure Awa Diop",
        "le général Jean Mercier ainsi que la procureure Awa Diop",
        "le ministre de la Justice, Jean Mercier, et celle de la Défense, Awa Diop",
    ];
    for verb in VERBS {
        for others in OTHERS {
            let text = format!("Le ministre de l'Intérieur, Paul Roux, {verb} {others}.");
            told::tells(&[(&text, &["meeting: Awa Diop + Jean Mercier + Paul Roux"])]);
        }
    }
}

/// The land of a journey is what the journey names, not the town of the meeting before it.
#[test]
fn a_journey_named_behind_a_meeting_has_its_own_land() {
    let text = "Le ministre marocain de l'Intérieur, Hicham Lazrak, a reçu mardi à Rabat le ministre espagnol de l'Intérieur, Javier Olmedo, en visite de travail au Maroc.";
    let x = extract::extract(text, None);
    let places = |kind: &str| -> Vec<usize> {
        let of = x.events.iter().find(|e| e.kind == kind);
        of.map(|e| e.place.clone()).unwrap_or_default()
    };
    let named = |word: &str| {
        let of = |m: &&extract::Mention| &text[m.start..m.end] == word;
        x.mentions.iter().find(of).and_then(|m| m.entity)
    };
    assert_eq!(places("meeting"), Vec::from_iter(named("Rabat")));
    assert_eq!(places("visit"), Vec::from_iter(named("Maroc")));
}
