//! Reports in any letters: the reader comes to an end, and what it finds is in the text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let found = extract::extract(text, None);
    for m in &found.mentions {
        let said = text.get(m.start..m.end).expect("a mention is a piece of the text");
        assert!(!said.is_empty());
        assert!(m.entity.is_none_or(|e| e < found.entities.len()));
    }
    for e in &found.events {
        assert!(text.get(e.trigger.clone()).is_some_and(|t| !t.is_empty()));
        let known = |n: &usize| *n < found.entities.len();
        assert!(e.place.iter().all(known) && e.topics.iter().all(known));
    }
    extract::to_json(text, None);
});
