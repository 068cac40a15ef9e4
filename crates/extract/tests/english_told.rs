//! English reports of ministries and police forces and what they tell: the lists are in `told/`.

mod told;

#[test]
fn formal_reports_tell_what_the_list_says() {
    told::listed(include_str!("told/english_formal.txt"), 120);
}

#[test]
fn reports_of_ministries_tell_what_the_list_says() {
    told::listed(include_str!("told/english_ministries.txt"), 110);
}

#[test]
fn reports_of_agencies_tell_what_the_list_says() {
    told::listed(include_str!("told/english_agencies.txt"), 50);
}

#[test]
fn those_take_part_whom_the_list_says() {
    told::listed(include_str!("told/english_parts.txt"), 100);
}

#[test]
fn meetings_in_a_row_and_joint_papers_tell_what_the_list_says() {
    told::listed(include_str!("told/english_next.txt"), 180);
}

#[test]
fn further_sentences_add_whom_the_list_says() {
    told::listed(include_str!("told/english_there.txt"), 50);
}

#[test]
fn who_stands_beside_is_told_apart_as_the_list_says() {
    told::listed(include_str!("told/english_beside.txt"), 100);
}

#[test]
fn other_fillers_tell_the_same() {
    told::listed(include_str!("told/english_varied.txt"), 30);
}

#[test]
fn offices_are_held_by_whom_the_list_says() {
    told::held(include_str!("told/english_holders.txt"), 70);
}

#[test]
fn a_paper_that_somebody_spoke_to_is_no_source_of_the_event() {
    let text = "Officers of the Ghana Immigration Service and the Togo Gendarmerie held a joint operation at Aflao on Monday, \
        Inspector Kofi Mensah told The Point.";
    let x = extract::extract(text, text::Date::parse("2024-05-17"));
    assert!(!x.events.is_empty(), "{text}");
    assert!(x.events.iter().all(|e| e.source.is_empty()), "{text}");
}
