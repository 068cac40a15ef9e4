//! Laws over generated labels and readers: what makes it safe to join labels in any order.

use crate::world::{NOW, World, header, tlp_id};
use handling::{Access, Clearance, Label, Use, gives, may_hand_over, release};
use proptest::prelude::*;
use stix::marking::{Audience, Iep, Marking, PermittedActions, Tlp};

fn level() -> impl Strategy<Value = Tlp> {
    use Tlp::*;
    prop::sample::select(vec![Clear, Green, Amber, AmberStrict, Red])
}

fn some_of(from: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    let ids: Vec<String> = from.iter().map(|&id| id.to_owned()).collect();
    prop::sample::subsequence(ids, 0..=from.len())
}

fn moment() -> impl Strategy<Value = Option<i64>> {
    prop::sample::select(vec![None, Some(NOW - 1), Some(NOW), Some(NOW + 1)])
}

fn marking() -> impl Strategy<Value = Marking> {
    let audience = (
        some_of(&["a", "b", "c"]),
        some_of(&["x", "y"]),
        any::<bool>(),
        moment(),
    )
        .prop_map(|(identities, communities, originator_control, not_after)| {
            Marking::Audience(Audience {
                identities,
                communities,
                originator_control,
                not_after,
            })
        });
    let actions = prop::option::of(prop::sample::select(
        PermittedActions::NAMES.map(|(value, _)| value).to_vec(),
    ));
    let policy = (actions, any::<bool>(), prop::option::of(level())).prop_map(
        |(permitted_actions, encrypt_in_transit, tlp)| {
            Marking::Iep(Iep {
                permitted_actions,
                encrypt_in_transit,
                tlp,
            })
        },
    );
    prop_oneof![
        6 => audience,
        1 => policy,
        1 => level().prop_map(Marking::Pap),
        1 => Just(Marking::Statement),
        1 => Just(Marking::Unknown),
        1 => Just(Marking::SpoofedTlp(String::new())),
    ]
}

/// The label of an object with a level, up to three markings, a rare marking that has not arrived, and
/// rarer still one too many of them; sometimes with another's as an end.
fn label() -> impl Strategy<Value = Label> {
    let lane = prop::sample::select(vec![None, Some(1), Some(2)]);
    let own = lane.clone().prop_flat_map(label_in);
    let end = prop_oneof![3 => Just(None), 1 => lane.prop_flat_map(label_in).prop_map(Some)];
    (own, end).prop_map(|(own, end)| end.map_or(own.clone(), |end| own.join(&end)))
}

/// The same without ends, in this lane.
fn label_in(lane: Option<i64>) -> impl Strategy<Value = Label> {
    let markings = prop::collection::vec((0..4_usize, marking()), 0..3);
    let missing = prop_oneof![8 => Just(0..0), 1 => Just(0..1), 1 => Just(1..2), 1 => Just(0..600), 1 => Just(500..1_100)];
    let kept = prop_oneof![18 => Just(0u8), 1 => Just(1u8), 1 => Just(2u8)];
    (prop::option::of(level()), level(), markings, missing, kept).prop_map(
        move |(tlp, default, markings, missing, kept)| {
            // ids are made from what they say, so that two labels never disagree about one
            let named = markings
                .into_iter()
                .map(|(n, marking)| (format!("{n} {marking:?}"), marking));
            let world = World(named.collect());
            let mut ids: Vec<String> = world.0.keys().cloned().collect();
            ids.extend(tlp.map(|tlp| tlp_id(tlp).to_owned()));
            ids.extend(missing.map(|n| format!("missing {n}")));
            let own = Label::own(&header("report", &ids), &world, default, lane);
            match (kept, lane) {
                (1, Some(lane)) => own.join(&Label::lane_only(lane)),
                (2, _) => own.join(&Label::recalled()),
                _ => own,
            }
        },
    )
}

/// A reader outside the lanes 1 and 2.
fn reader() -> impl Strategy<Value = Clearance> {
    let partner = (
        level(),
        some_of(&["a", "b", "c"]),
        some_of(&["x", "y"]),
        any::<bool>(),
    )
        .prop_map(|(tlp, identities, communities, cleared)| {
            let known = (0..4)
                .flat_map(|n: usize| [format!("{n} Unknown"), format!("{n} SpoofedTlp(\"\")")]);
            let markings: Vec<String> = known.filter(|_| cleared).collect();
            Clearance::partner(7, "seven", tlp, identities, communities, markings)
        });
    prop_oneof![
        10 => partner,
        1 => Just(Clearance::anonymous()),
    ]
}

/// Anybody, the lanes 1 and 2 too.
fn anybody() -> impl Strategy<Value = Clearance> {
    (reader(), prop::option::of(1..4_i64)).prop_map(|(mut reader, key)| {
        if let Some(key) = key {
            let name = "in a lane".to_owned();
            reader.reader = handling::Reader::Partner { key, name };
        }
        reader
    })
}

fn access() -> impl Strategy<Value = Access> {
    prop::sample::select(vec![Access::Public, Access::Community, Access::Granted])
}

fn uses() -> impl Strategy<Value = Use> {
    prop_oneof![
        Just(Use::Search),
        Just(Use::Watch),
        Just(Use::LookUp),
        Just(Use::Block),
        any::<bool>().prop_map(|encrypted| Use::Export { encrypted }),
        any::<bool>().prop_map(|encrypted| Use::Forward { encrypted }),
    ]
}

/// The label in the operator's lane: the laws hold apart from the lane.
fn laneless(label: &Label) -> Label {
    Label::clear(None).join(label)
}

fn is_closed_somewhere(label: &Label) -> bool {
    label.to_string().contains("too many markings")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_joined_onto_a_label_may_come_in_any_order(a in label(), b in label(), c in label()) {
        prop_assert_eq!(laneless(&a.join(&b)).lane(), None);
        prop_assert_eq!(a.join(&b).lane(), a.lane());
        // Beyond the bound of names, the order may show in which list is closed, and whether one is.
        let same = |one: &Label, other: &Label| {
            one == other || is_closed_somewhere(one) || is_closed_somewhere(other)
        };
        prop_assert!(same(&a.join(&b).join(&c), &a.join(&c).join(&b)));
        let both = laneless(&b).join(&c);
        prop_assert!(same(&both, &laneless(&c).join(&b)));
        prop_assert!(same(&a.join(&both), &a.join(&b).join(&c)));
    }

    #[test]
    fn within_a_lane_join_is_commutative_and_associative(
        (a, b, c) in (label_in(Some(1)), label_in(Some(1)), label_in(Some(1))), end in label_in(Some(2))
    ) {
        let a = a.join(&end);
        prop_assert_eq!(a.join(&b), b.join(&a));
        prop_assert_eq!(a.join(&b).join(&c), a.join(&b.join(&c)));
    }

    #[test]
    fn who_passes_a_join_is_of_its_lane_or_passes_both(
        a in label(), b in label(), reader in anybody(), access in access()
    ) {
        let mine = matches!(&reader.reader, handling::Reader::Partner { key, .. } if Some(*key) == a.lane());
        let both = gives(&a, &reader, access, NOW) && gives(&b, &reader, access, NOW);
        let joined = a.join(&b);
        let given = gives(&joined, &reader, access, NOW);
        let closed = is_closed_somewhere(&joined);
        prop_assert!(given == (mine || both) || (closed && !given), "{joined}");
    }

    #[test]
    fn join_is_idempotent(a in label(), b in label()) {
        prop_assert_eq!(a.join(&a), a.clone());
        prop_assert_eq!(a.join(&b).join(&b), a.join(&b));
    }

    #[test]
    fn raise_says_whether_it_changed_anything(a in label(), b in label()) {
        let mut raised = a.clone();
        let changed = raised.raise(&b);
        prop_assert_eq!(changed, raised != a);
    }

    #[test]
    fn a_join_permits_no_use_that_either_side_forbids(a in label(), b in label(), to in uses()) {
        if may_hand_over(&a.join(&b), to, NOW).give {
            prop_assert!(may_hand_over(&a, to, NOW).give && may_hand_over(&b, to, NOW).give);
        }
    }

    #[test]
    fn what_covers_another_gives_and_permits_no_more(
        a in label(), b in label(), reader in reader(), access in access(), to in uses()
    ) {
        prop_assert!(a.join(&b).covers(&b) && a.join(&b).covers(&a));
        if a.covers(&b) {
            prop_assert!(!gives(&a, &reader, access, NOW) || gives(&b, &reader, access, NOW));
            prop_assert!(!may_hand_over(&a, to, NOW).give || may_hand_over(&b, to, NOW).give);
        }
    }

    #[test]
    fn release_and_gives_agree(label in label(), reader in anybody(), access in access()) {
        let decision = release(&label, &reader, access, NOW);
        prop_assert_eq!(decision.give, gives(&label, &reader, access, NOW));
        prop_assert_eq!(decision.deciding().map(|step| step.allows), Some(decision.give));
        prop_assert!(decision.steps.iter().all(|step| step.allows || step.change.is_some()));
    }

    #[test]
    fn more_clearance_or_access_never_gets_less(
        label in label(), reader in reader(), more in reader(), access in access()
    ) {
        let partner = handling::Reader::Partner { key: 7, name: "seven".to_owned() };
        let mut wider = reader.clone();
        wider.reader = partner;
        wider.max_tlp = wider.max_tlp.max(more.max_tlp);
        wider.identities.extend(more.identities);
        wider.communities.extend(more.communities);
        wider.markings.extend(more.markings);
        if gives(&label, &reader, access, NOW) {
            prop_assert!(gives(&label, &wider, access, NOW));
            prop_assert!(gives(&label, &wider, Access::Granted, NOW));
        }
    }

    #[test]
    fn one_fingerprint_gets_one_answer(
        label in label(), a in reader(), b in reader(), access in access()
    ) {
        if a.fingerprint() == b.fingerprint() {
            prop_assert_eq!(gives(&label, &a, access, NOW), gives(&label, &b, access, NOW));
        }
    }

    #[test]
    fn a_label_and_its_text_are_one(a in label(), b in label()) {
        prop_assert_eq!(Label::from_json(&a.to_json()).ok(), Some(a.clone()));
        prop_assert_eq!(a == b, a.to_json() == b.to_json());
    }

    #[test]
    fn a_label_stays_small(a in label(), b in label()) {
        prop_assert!(a.join(&b).to_json().len() < 120 * handling::label::MOST_NAMES);
    }
}
