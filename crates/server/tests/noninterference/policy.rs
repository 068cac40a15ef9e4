//! The policy of a case: who there is, which collections, who may do what. The same in both worlds.

use handling::{Access, Clearance};
use proptest::prelude::*;
use stix::marking::Tlp;
use store::Role;

/// Partners of every case; the first is P, unless P is nobody in particular.
pub const PARTNERS: [&str; 4] = ["petra", "quorum", "rastal", "sudmark"];
pub const COMMUNITIES: [&str; 2] = ["alpine", "coast"];
/// Collections both worlds have.
pub const SHARED: usize = 3;

#[derive(Debug, Clone)]
pub struct Partner {
    pub max_tlp: Tlp,
    /// bit per community
    pub communities: u8,
    /// whether it is cleared for the marking nobody understands
    pub cleared: bool,
    pub default_tlp: Option<Tlp>,
    /// relays for this partner
    pub relays_for: Option<usize>,
    /// one of the house's own people, which owns no identity
    pub role: Option<Role>,
}

/// Another clearance, and other rights, that P has for a while.
#[derive(Debug, Clone)]
pub struct Stand {
    pub max_tlp: Tlp,
    pub communities: u8,
    pub cleared: bool,
    /// by collection
    pub rights: [u8; SHARED],
}

#[derive(Debug, Clone)]
pub struct Collection {
    pub public: bool,
    pub communities: u8,
    pub aliased: bool,
    /// by partner: bit 0 read, bit 1 write
    pub rights: [u8; 4],
}

#[derive(Debug, Clone)]
pub struct Policy {
    pub partners: Vec<Partner>,
    pub collections: Vec<Collection>,
    /// P calls without credentials
    pub anonymous: bool,
    /// P proves who it is with a password rather than a certificate
    pub password: bool,
    /// what P's clearance and rights change to, and back
    pub other: Stand,
}

/// A UUIDv4 that stands for a name.
pub fn uuid(kind: &str, name: &str) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in kind.bytes().chain(name.bytes()) {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    let hex = format!("{hash:032x}");
    let (a, b, c, d, e) = (
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..],
    );
    format!("{a}-{b}-4{c}-8{d}-{e}")
}

pub fn identity(name: &str) -> String {
    format!("identity--{}", uuid("identity", name))
}

/// Shared ones first, then the secret one of each world.
pub fn collection_id(number: usize) -> String {
    uuid("collection", &number.to_string())
}

impl Policy {
    /// Store keys are handed out in the order of `PARTNERS`.
    pub fn clearance(&self, partner: usize) -> Clearance {
        let spec = &self.partners[partner];
        let markings = match spec.cleared {
            true => vec![super::object::unknown_marking()],
            false => Vec::new(),
        };
        Clearance::partner(
            partner as i64 + 1,
            PARTNERS[partner],
            spec.max_tlp,
            match spec.role {
                None => vec![identity(PARTNERS[partner])],
                Some(_) => Vec::new(),
            },
            communities(spec.communities),
            markings,
        )
    }

    /// What P may see.
    pub fn observer(&self) -> Clearance {
        match self.anonymous {
            true => Clearance::anonymous(),
            false => self.clearance(0),
        }
    }

    /// By which right a partner (none: nobody in particular) reads a collection. Secret ones belong to the last.
    pub fn access(&self, partner: Option<usize>, collection: usize) -> Option<Access> {
        let Some(spec) = self.collections.get(collection) else {
            return (partner == Some(3)).then_some(Access::Granted);
        };
        let granted = partner.is_some_and(|p| spec.rights[p] & 1 != 0);
        let common = partner.is_some_and(|p| self.partners[p].communities & spec.communities != 0);
        if granted {
            Some(Access::Granted)
        } else if common {
            Some(Access::Community)
        } else {
            spec.public.then_some(Access::Public)
        }
    }

    pub fn observer_access(&self, collection: usize) -> Option<Access> {
        self.access((!self.anonymous).then_some(0), collection)
    }

    pub fn may_write(&self, partner: usize, collection: usize) -> bool {
        self.rights(collection)[partner] & 2 != 0
    }

    /// Rights by name in a collection. Secret ones belong to the last partner.
    pub fn rights(&self, collection: usize) -> [u8; 4] {
        let reads = self.partners[3].role == Some(Role::Reader);
        let secret = [0, 0, 0, if reads { 1 } else { 3 }];
        (self.collections.get(collection)).map_or(secret, |spec| spec.rights)
    }

    /// The partner that owns an identity.
    pub fn owner(&self, id: &str) -> Option<usize> {
        let found = PARTNERS.iter().position(|name| identity(name) == id);
        found.filter(|partner| self.partners[*partner].role.is_none())
    }

    /// Whether it is one of the house's own people, what they may do.
    pub fn role(&self, partner: usize) -> Option<Role> {
        self.partners[partner].role
    }

    /// What P is, unless it is nobody in particular.
    pub fn observer_role(&self) -> Option<Role> {
        self.role(0).filter(|_| !self.anonymous)
    }

    /// The same with P's other clearance and rights.
    pub fn changed(&self) -> Policy {
        let mut to = self.clone();
        let p = &mut to.partners[0];
        std::mem::swap(&mut p.max_tlp, &mut to.other.max_tlp);
        std::mem::swap(&mut p.communities, &mut to.other.communities);
        std::mem::swap(&mut p.cleared, &mut to.other.cleared);
        for (collection, right) in to.collections.iter_mut().zip(&mut to.other.rights) {
            std::mem::swap(&mut collection.rights[0], right);
        }
        to
    }
}

pub fn communities(bits: u8) -> Vec<String> {
    let named = COMMUNITIES.iter().enumerate();
    let named = named.filter(|(at, _)| bits & (1 << at) != 0);
    named.map(|(_, name)| (*name).to_owned()).collect()
}

fn level() -> impl Strategy<Value = Tlp> {
    (0usize..5).prop_map(|at| Tlp::ALL[at])
}

fn partner() -> impl Strategy<Value = Partner> {
    let relays = prop_oneof![5 => Just(None), 1 => (0usize..4).prop_map(Some)];
    let default = prop_oneof![2 => Just(None), 3 => level().prop_map(Some)];
    let role =
        prop_oneof![6 => Just(None), 1 => (0..Role::ALL.len()).prop_map(|at| Some(Role::ALL[at]))];
    let cleared = prop::bool::weighted(0.2);
    (level(), 0u8..4, cleared, default, relays, role).prop_map(
        |(max_tlp, communities, cleared, default_tlp, relays_for, role)| Partner {
            max_tlp,
            communities,
            cleared,
            default_tlp,
            relays_for,
            role,
        },
    )
}

/// Mostly less than P has otherwise: what P loses, it loses in both worlds.
fn stand() -> impl Strategy<Value = (Stand, bool)> {
    let right = || prop_oneof![5 => Just(3u8), 1 => 0u8..4];
    let rights = [right().boxed(), right().boxed(), right().boxed()];
    let less = prop::bool::weighted(0.7);
    (level(), 0u8..4, prop::bool::weighted(0.2), rights, less).prop_map(
        |(max_tlp, communities, cleared, rights, less)| {
            let stand = Stand {
                max_tlp,
                communities,
                cleared,
                rights,
            };
            (stand, less)
        },
    )
}

fn collection(first: bool) -> impl Strategy<Value = Collection> {
    let right = || prop_oneof![1 => Just(0u8), 1 => Just(1u8), 1 => Just(2u8), 5 => Just(3u8)];
    let mine = match first {
        true => prop_oneof![1 => Just(1u8), 8 => Just(3u8)].boxed(),
        false => {
            prop_oneof![2 => Just(0u8), 1 => Just(1u8), 1 => Just(2u8), 2 => Just(3u8)].boxed()
        }
    };
    let rights = (mine, right(), right(), right());
    (prop::bool::weighted(0.3), 0u8..4, any::<bool>(), rights).prop_map(
        |(public, communities, aliased, r)| Collection {
            public,
            communities,
            aliased,
            rights: [r.0, r.1, r.2, r.3],
        },
    )
}

pub fn policy() -> impl Strategy<Value = Policy> {
    let partners = prop::collection::vec(partner(), 4);
    let collections = (collection(true), collection(false), collection(false));
    (
        partners,
        collections,
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.3),
        stand(),
    )
        .prop_map(
            |(partners, (a, b, c), anonymous, password, (other, less))| {
                let mut policy = Policy {
                    partners,
                    collections: vec![a, b, c],
                    anonymous,
                    password,
                    other,
                };
                policy.make_sense();
                if less {
                    policy.lose();
                }
                policy
            },
        )
}

impl Policy {
    /// Nobody relays for itself; people neither relay nor prove who they are with a certificate, and readers do not write.
    fn make_sense(&mut self) {
        let people: Vec<bool> = self.partners.iter().map(|p| p.role.is_some()).collect();
        for (at, partner) in self.partners.iter_mut().enumerate() {
            let can = |other: &usize| *other != at && !people[at] && !people[*other];
            partner.relays_for = partner.relays_for.filter(can);
            partner.default_tlp = partner.default_tlp.filter(|_| !people[at]);
            if partner.role == Some(Role::Reader) {
                let mine = self.collections.iter_mut().map(|c| &mut c.rights[at]);
                mine.for_each(|right| *right &= 1);
                if at == 0 {
                    self.other.rights.iter_mut().for_each(|right| *right &= 1);
                }
            }
        }
        self.password |= people[0];
    }

    /// P's other clearance gives nothing that its first does not.
    fn lose(&mut self) {
        let p = &self.partners[0];
        self.other.max_tlp = self.other.max_tlp.min(p.max_tlp);
        self.other.communities &= p.communities;
        self.other.cleared &= p.cleared;
        for (collection, right) in self.collections.iter().zip(&mut self.other.rights) {
            *right &= collection.rights[0];
        }
    }
}
