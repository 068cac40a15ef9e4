//! marking × use → allowed, or the rule that forbids.

use crate::golden;
use crate::kinds::kinds;
use crate::world::{NOW, header, tlp_id, world};
use handling::{Label, Use, may_hand_over};
use stix::marking::Tlp;

kinds! {
    /// How an object is marked.
    Marked {
        Clear = "clear",
        Strict = "amber+strict",
        Red = "red",
        PapGreen = "clear, PAP green",
        PapAmber = "clear, PAP amber",
        PapRed = "clear, PAP red",
        Iep = "green, IEP internally visible, encrypt",
        Controlled = "amber, originator control",
        Expired = "amber, audience expired",
        Unknown = "clear, unknown marking",
        Unresolved = "clear, marking not arrived",
        Apart = "clear, kept apart",
    }
}

fn uses() -> [Use; 8] {
    let all = [
        Use::Search,
        Use::Watch,
        Use::LookUp,
        Use::Block,
        Use::Export { encrypted: false },
        Use::Export { encrypted: true },
        Use::Forward { encrypted: false },
        Use::Forward { encrypted: true },
    ];
    for to in all {
        match to {
            Use::Search | Use::Watch | Use::LookUp | Use::Block => {}
            Use::Export { .. } | Use::Forward { .. } => {}
        }
    }
    all
}

fn label(marked: Marked) -> Label {
    let (tlp, id) = match marked {
        Marked::Clear | Marked::Apart => (Tlp::Clear, None),
        Marked::Strict => (Tlp::AmberStrict, None),
        Marked::Red => (Tlp::Red, None),
        Marked::PapGreen => (Tlp::Clear, Some("pap-green")),
        Marked::PapAmber => (Tlp::Clear, Some("pap-amber")),
        Marked::PapRed => (Tlp::Clear, Some("pap-red")),
        Marked::Iep => (Tlp::Green, Some("iep-silent")),
        Marked::Controlled => (Tlp::Amber, Some("audience-controlled")),
        Marked::Expired => (Tlp::Amber, Some("audience-until-yesterday")),
        Marked::Unknown => (Tlp::Clear, Some("acs")),
        Marked::Unresolved => (Tlp::Clear, Some("not-arrived")),
    };
    let ids: Vec<String> = [tlp_id(tlp)]
        .into_iter()
        .chain(id)
        .map(str::to_owned)
        .collect();
    let own = Label::own(&header("indicator", &ids), &world(), Tlp::Red, Some(1));
    match marked {
        Marked::Apart => own.join(&Label::lane_only(1)),
        _ => own,
    }
}

#[test]
fn hand_over_table() {
    let mut head = vec!["marking".to_owned()];
    head.extend(uses().map(|to| {
        format!("{to:?}")
            .replace(" { encrypted: ", "(")
            .replace(" }", ")")
    }));
    let mut rows = vec![head];
    for &marked in Marked::ALL {
        let mut row = vec![marked.text().to_owned()];
        row.extend(uses().map(|to| {
            let decision = may_hand_over(&label(marked), to, NOW);
            match decision.give {
                true => "may".to_owned(),
                false => decision
                    .deciding()
                    .expect("a refusal has a step")
                    .rule
                    .to_owned(),
            }
        }));
        rows.push(row);
    }
    let table = golden::columns(&rows);
    for rule in handling::HAND_OVER_RULES {
        assert!(
            table.contains(rule),
            "no row of the table is decided by {rule}"
        );
    }
    golden::check(
        "hand_over.txt",
        &format!("# may, or the rule that forbids; (true) is encrypted\n{table}"),
    );
}
