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
