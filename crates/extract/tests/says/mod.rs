//! Texts and the mentions of one type in them.

use extract::{MentionType, extract};
use text::Date;

/// Each text has these mentions of `kind`, in order.
pub fn says(kind: MentionType, cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        let x = extract(text, Date::parse("2024-05-17"));
        let said: Vec<&str> = x
            .mentions
            .iter()
            .filter(|m| m.kind == kind)
            .map(|m| &text[m.start..m.end])
            .collect();
        assert_eq!(said, *wanted, "{text}");
    }
}
