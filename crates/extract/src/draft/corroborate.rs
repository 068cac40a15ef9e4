//! When two documents tell of the same engagement, and what that is worth.

use serde_json::{Value, json};
use std::collections::BTreeSet;

use super::{Credibility, Draft, Reliability, confidence};

/// Whether two engagements, from texts that are no copies of each other, are one: same kind, same first day, and two
/// participants in common (or all of them, where one has fewer).
pub fn corroborates(a: &Value, b: &Value) -> bool {
    let day = a["start"].as_str();
    if a["type"] != "engagement"
        || a["kind"] != b["kind"]
        || day.is_none()
        || day != b["start"].as_str()
    {
        return false;
    }
    let (mine, theirs) = (participants(a), participants(b));
    let common = mine.intersection(&theirs).count();
    common >= 2.min(mine.len()).min(theirs.len()).max(1)
}

/// What an engagement tells of, a text for each participant: two that [`corroborates`] holds of share one.
pub fn told(engagement: &Value) -> Vec<String> {
    let (kind, day) = (engagement["kind"].as_str(), engagement["start"].as_str());
    let (Some(kind), Some(day), "engagement") =
        (kind, day, engagement["type"].as_str().unwrap_or_default())
    else {
        return Vec::new();
    };
    let list = participants(engagement).into_iter();
    list.map(|who| format!("{kind} {day} {who}")).collect()
}

fn participants(engagement: &Value) -> BTreeSet<&str> {
    let list = engagement["participants"].as_array().into_iter().flatten();
    list.filter_map(|p| p["identity_ref"].as_str().or(p["office_ref"].as_str()))
        .collect()
}

/// Raises the confidence of a drafted engagement by the reports of other sources that tell the same.
pub fn corroborate(draft: &mut Draft, reliability: Reliability, reports: &[String]) {
    let Some(object) = draft.objects.first_mut().filter(|_| !reports.is_empty()) else {
        return;
    };
    let credibility = Credibility::of(object["attribution"].as_str()).corroborated(reports.len());
    object["confidence"] = json!(confidence(reliability, credibility));
    object["corroborated_by_refs"] = json!(reports);
}
