//! Arabic sentences and what they tell: the list is in `told/arabic.txt`.

mod told;

#[test]
fn arabic_sentences_tell_what_the_list_says() {
    let mut list: Vec<(&str, Vec<&str>)> = Vec::new();
    let lines = include_str!("told/arabic.txt").lines();
    for line in lines.filter(|l| !l.is_empty() && !l.starts_with('#')) {
        match (line.strip_prefix('='), list.last_mut()) {
            (Some(event), Some(case)) => {
                case.1.extend(Some(event.trim()).filter(|e| !e.is_empty()))
            }
            _ => list.push((line, Vec::new())),
        }
    }
    let cases: Vec<(&str, &[&str])> = list.iter().map(|c| (c.0, c.1.as_slice())).collect();
    assert!(cases.len() > 50);
    told::tells(&cases);
}
