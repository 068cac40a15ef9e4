//! What a recall and an acknowledgement must say, and who may do which.

use handling::recall::{
    ACKNOWLEDGEMENT_EXTENSION, Act, Done, Malformed, Notice, RECALL_EXTENSION, Request, Why,
    may_acknowledge, may_recall, read,
};
use serde_json::{Value, json};
use stix::{Limits, Object};

const ID: &str = "indicator--0000000a-0000-4000-8000-000000000000";
const NOTICE: &str = "recall--0000000b-0000-4000-8000-000000000000";

fn recall(change: Value) -> Value {
    let mut object = json!({
        "type": "recall", "spec_version": "2.1", "id": NOTICE,
        "created": "2026-03-01T00:00:00.000Z", "modified": "2026-03-01T00:00:00.000Z",
        "recalled": [{ "object_ref": ID }], "reason": "wrong address",
        "extensions": { RECALL_EXTENSION: { "extension_type": "new-sdo" } },
    });
    with(&mut object, change);
    object
}

fn acknowledgement(change: Value) -> Value {
    let mut object = json!({
        "type": "recall-acknowledgement", "spec_version": "2.1",
        "id": "recall-acknowledgement--0000000c-0000-4000-8000-000000000000",
        "created": "2026-03-01T00:00:00.000Z", "modified": "2026-03-01T00:00:00.000Z",
        "notice_ref": NOTICE, "done": "deleted",
        "extensions": { ACKNOWLEDGEMENT_EXTENSION: { "extension_type": "new-sdo" } },
    });
    with(&mut object, change);
    object
}

/// Sets members; null takes one away.
fn with(object: &mut Value, change: Value) {
    let members = object.as_object_mut().unwrap();
    for (name, value) in change.as_object().unwrap() {
        match value {
            Value::Null => members.remove(name),
            value => members.insert(name.clone(), value.clone()),
        };
    }
}

fn act(object: &Value) -> Result<Option<Act>, Malformed> {
    let text = object.to_string();
    let parsed = Object::parse(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(stix::validate::errors(&parsed), [], "{text}");
    read(&parsed)
}

fn fault(object: &Value) -> &'static str {
    act(object).expect_err("is malformed").at
}

#[test]
fn a_recall_names_what_and_says_why() {
    let twice = json!({ "recalled": [{ "object_ref": ID }, { "object_ref": ID }] });
    let request = Request {
        ids: vec![ID.to_owned()],
        reason: "wrong address".to_owned(),
    };
    assert_eq!(act(&recall(twice)), Ok(Some(Act::Recall(request))));
    for recalled in [
        json!(null),
        json!([]),
        json!("all"),
        json!([{}]),
        json!([{ "object_ref": "indicator" }]),
        json!(vec![json!({ "object_ref": ID }); 1_001]),
    ] {
        let change = json!({ "recalled": recalled });
        let object = recall(change);
        let text = object.to_string();
        let parsed = Object::parse(text.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(read(&parsed).expect_err(&text).at, "recalled");
    }
    for reason in [json!(null), json!(" "), json!(7), json!("x".repeat(4_097))] {
        assert_eq!(fault(&recall(json!({ "reason": reason }))), "reason");
    }
}

#[test]
fn an_acknowledgement_names_the_notice_and_what_was_done() {
    let Ok(Some(Act::Acknowledge(read))) = act(&acknowledgement(json!({}))) else {
        panic!()
    };
    assert_eq!((read.notice.as_str(), read.done), (NOTICE, Done::Deleted));
    assert_eq!(
        fault(&acknowledgement(json!({ "notice_ref": ID }))),
        "notice_ref"
    );
    assert_eq!(fault(&acknowledgement(json!({ "done": "burnt" }))), "done");
    let passed = json!({ "done": "passed-on-to" });
    assert_eq!(fault(&acknowledgement(passed)), "description");
    let passed = json!({ "done": "passed-on-to", "description": "Westreach" });
    assert!(act(&acknowledgement(passed)).is_ok());
}

#[test]
fn a_type_of_the_same_name_without_our_extension_does_nothing() {
    for extensions in [
        json!({ ACKNOWLEDGEMENT_EXTENSION: { "extension_type": "new-sdo" } }),
        json!({ RECALL_EXTENSION: { "extension_type": "property-extension" } }),
    ] {
        assert_eq!(act(&recall(json!({ "extensions": extensions }))), Ok(None));
    }
}

#[test]
fn only_what_is_ones_own_is_taken_back_or_acknowledged() {
    let request = Request {
        ids: vec![ID.to_owned(), NOTICE.to_owned()],
        reason: "x".to_owned(),
    };
    assert!(may_recall(&request, |_| true).is_ok());
    let refused = may_recall(&request, |id| id == ID).expect_err("one is not its own");
    assert_eq!(refused.code, "Q-RECALL");
    assert!(refused.sentence.contains(NOTICE), "{}", refused.sentence);
    let Ok(Some(Act::Acknowledge(read))) = act(&acknowledgement(json!({}))) else {
        panic!()
    };
    assert!(may_acknowledge(&read, true).is_ok());
    assert_eq!(may_acknowledge(&read, false).unwrap_err().code, "Q-RECALL");
}

#[test]
fn a_notice_breaks_no_rule_and_reads_as_a_recall_of_what_it_names() {
    let notice = Notice {
        id: NOTICE.to_owned(),
        created: "2026-03-01T00:00:00.000001Z".to_owned(),
        recalled: vec![(ID.to_owned(), vec!["2026-01-01T00:00:00.000Z".to_owned()])],
        by_originator: true,
        why: Why::TakenBack,
        reason: "wrong address".to_owned(),
    };
    let object: Value = serde_json::from_str(&notice.to_json()).unwrap();
    let Ok(Some(Act::Recall(request))) = act(&object) else {
        panic!()
    };
    assert_eq!(request.ids, [ID]);
    let text = notice.to_json();
    let parsed = Object::parse(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(stix::validate::validate(&parsed), [], "{text}");
    for why in [Why::TakenBack, Why::Tightened, Why::Revoked] {
        assert_eq!(Why::parse(why.as_str()), Some(why));
    }
    for done in [Done::Deleted, Done::NeverUsed, Done::PassedOn] {
        assert_eq!(Done::parse(done.as_str()), Some(done));
    }
}
