//! The relationships that the specification defines (sections 3.7, 4, 6 and appendix B).

/// One row: source, relationship type, targets.
type Row = (&'static str, &'static str, &'static [&'static str]);

/// Section 3.7: between any two domain or cyber-observable objects.
const COMMON: &[&str] = &["derived-from", "duplicate-of", "related-to"];

const VICTIMS: &[&str] = &["identity", "location", "vulnerability"];
const MEANS: &[&str] = &["attack-pattern", "infrastructure", "malware", "tool"];
const SERVERS: &[&str] = &["ipv4-addr", "ipv6-addr", "domain-name", "url"];

static DEFINED: &[Row] = &[
    ("attack-pattern", "delivers", &["malware"]),
    ("attack-pattern", "targets", VICTIMS),
    ("attack-pattern", "uses", &["malware", "tool"]),
    (
        "campaign",
        "attributed-to",
        &["intrusion-set", "threat-actor"],
    ),
    ("campaign", "compromises", &["infrastructure"]),
    ("campaign", "originates-from", &["location"]),
    ("campaign", "targets", VICTIMS),
    ("campaign", "uses", MEANS),
    ("course-of-action", "investigates", &["indicator"]),
    (
        "course-of-action",
        "mitigates",
        &[
            "attack-pattern",
            "indicator",
            "malware",
            "tool",
            "vulnerability",
        ],
    ),
    (
        "course-of-action",
        "remediates",
        &["malware", "vulnerability"],
    ),
    (
        "domain-name",
        "resolves-to",
        &["domain-name", "ipv4-addr", "ipv6-addr"],
    ),
    ("identity", "located-at", &["location"]),
    (
        "indicator",
        "indicates",
        &[
            "attack-pattern",
            "campaign",
            "infrastructure",
            "intrusion-set",
            "malware",
            "threat-actor",
            "tool",
        ],
    ),
    ("indicator", "based-on", &["observed-data"]),
    ("infrastructure", "communicates-with", &["infrastructure"]),
    ("infrastructure", "communicates-with", SERVERS),
    (
        "infrastructure",
        "consists-of",
        &["infrastructure", "observed-data"],
    ),
    ("infrastructure", "controls", &["infrastructure", "malware"]),
    ("infrastructure", "delivers", &["malware"]),
    ("infrastructure", "has", &["vulnerability"]),
    ("infrastructure", "hosts", &["tool", "malware"]),
    ("infrastructure", "located-at", &["location"]),
    ("infrastructure", "uses", &["infrastructure"]),
    ("intrusion-set", "attributed-to", &["threat-actor"]),
    ("intrusion-set", "compromises", &["infrastructure"]),
    ("intrusion-set", "hosts", &["infrastructure"]),
    ("intrusion-set", "owns", &["infrastructure"]),
    ("intrusion-set", "originates-from", &["location"]),
    ("intrusion-set", "targets", VICTIMS),
    ("intrusion-set", "uses", MEANS),
    ("ipv4-addr", "belongs-to", &["autonomous-system"]),
    ("ipv4-addr", "resolves-to", &["mac-addr"]),
    ("ipv6-addr", "belongs-to", &["autonomous-system"]),
    ("ipv6-addr", "resolves-to", &["mac-addr"]),
    ("malware", "authored-by", &["threat-actor", "intrusion-set"]),
    ("malware", "beacons-to", &["infrastructure"]),
    ("malware", "exfiltrates-to", &["infrastructure"]),
    ("malware", "communicates-with", SERVERS),
    ("malware", "controls", &["malware"]),
    ("malware", "downloads", &["malware", "tool", "file"]),
    ("malware", "drops", &["malware", "tool", "file"]),
    ("malware", "exploits", &["vulnerability"]),
    ("malware", "originates-from", &["location"]),
    ("malware", "targets", &["infrastructure"]),
    ("malware", "targets", VICTIMS),
    ("malware", "uses", MEANS),
    ("malware", "variant-of", &["malware"]),
    ("malware-analysis", "characterizes", &["malware"]),
    ("malware-analysis", "av-analysis-of", &["malware"]),
    ("malware-analysis", "static-analysis-of", &["malware"]),
    ("malware-analysis", "dynamic-analysis-of", &["malware"]),
    ("threat-actor", "attributed-to", &["identity"]),
    ("threat-actor", "compromises", &["infrastructure"]),
    ("threat-actor", "hosts", &["infrastructure"]),
    ("threat-actor", "owns", &["infrastructure"]),
    ("threat-actor", "impersonates", &["identity"]),
    ("threat-actor", "located-at", &["location"]),
    ("threat-actor", "targets", VICTIMS),
    ("threat-actor", "uses", MEANS),
    ("tool", "delivers", &["malware"]),
    ("tool", "drops", &["malware"]),
    ("tool", "has", &["vulnerability"]),
    ("tool", "targets", &["infrastructure"]),
    ("tool", "targets", VICTIMS),
    ("tool", "uses", &["infrastructure"]),
];

/// Whether the specification defines this relationship. `target_is_sco`: an infrastructure may
/// consist of any cyber-observable object.
pub(super) fn defined(source: &str, kind: &str, target: &str, target_is_sco: bool) -> bool {
    if COMMON.contains(&kind) {
        return kind == "related-to" || source == target;
    }
    (source == "infrastructure" && kind == "consists-of" && target_is_sco)
        || DEFINED
            .iter()
            .any(|row| row.0 == source && row.1 == kind && row.2.contains(&target))
}
