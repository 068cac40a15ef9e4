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
    told::listed(include_str!("told/french_press.txt"), 110);
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
