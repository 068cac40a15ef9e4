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
fn offices_are_held_by_whom_the_list_says() {
    told::held(include_str!("told/english_holders.txt"), 70);
}
