//! Whose eyes a command looks through: a partner's, or those of anybody without credentials.

use super::context::Context;
use super::problem::{Code, Problem};
use crate::outgoing::Reading;
use handling::{Access, Clearance};
use store::{Collection, Store};

/// The name that stands for anybody without credentials. No partner may have it.
pub const ANYBODY: &str = "anonymous";

/// A reader as commands name it.
#[derive(Debug, Clone)]
pub struct Eyes {
    /// Name of the partner, or [`ANYBODY`].
    pub name: String,
    /// What it may see.
    pub clearance: Clearance,
    /// Why no request of its is let in at all, if none is, and what would let it in.
    pub shut: Option<(String, String)>,
}

impl Eyes {
    /// The reader of this name.
    pub fn of(context: &Context, store: &Store, name: &str) -> Result<Self, Problem> {
        if name == ANYBODY {
            return Ok(Self::anybody(context));
        }
        Ok(Self::partner(&context.partner(store, name)?))
    }

    /// Anybody without credentials.
    pub fn anybody(context: &Context) -> Self {
        let shut = || {
            (
                "readers without credentials are not let in".to_owned(),
                "`anonymous = true` in the configuration lets them in".to_owned(),
            )
        };
        Self {
            name: ANYBODY.to_owned(),
            clearance: Clearance::anonymous(),
            shut: (!context.config.anonymous).then(shut),
        }
    }

    /// A partner.
    pub fn partner(partner: &store::Partner) -> Self {
        let name = &partner.name;
        let shut = || {
            (
                format!("`{name}` is disabled: no request of its is let in"),
                format!("`tansiq partner enable {name}` lets it in"),
            )
        };
        Self {
            name: name.clone(),
            clearance: partner.clearance(),
            shut: (!partner.enabled).then(shut),
        }
    }

    /// Everybody who may read the collection, the partners by name and then anybody.
    pub fn all(
        context: &Context,
        store: &Store,
        collection: &Collection,
    ) -> Result<Vec<Reading>, Problem> {
        let partners = store.partners()?;
        let all = partners.iter().map(Self::partner);
        let mut readers = Vec::new();
        for eyes in all.chain([Self::anybody(context)]) {
            match store.access(&eyes.clearance, &collection.id)? {
                Some(access) if eyes.shut.is_none() => readers.push(Reading {
                    name: eyes.name,
                    clearance: eyes.clearance,
                    access,
                }),
                _ => {}
            }
        }
        Ok(readers)
    }

    /// By which right it reads the collection, or why it cannot.
    pub fn access(&self, store: &Store, collection: &Collection) -> Result<Access, Problem> {
        if let Some((why, hint)) = &self.shut {
            return Err(Problem::new(Code::Collection, why)
                .hint(hint)
                .found_nothing());
        }
        let may_not = || {
            let problem = Problem::new(
                Code::Collection,
                format!("`{}` may not read `{}`", self.name, collection.title),
            )
            .found_nothing();
            match self.name == ANYBODY {
                true => problem.note("the collection is not public"),
                false => problem.hint(format!(
                    "`tansiq collection grant {} {} --read` lets it",
                    collection.id, self.name
                )),
            }
        };
        store
            .access(&self.clearance, &collection.id)?
            .ok_or_else(may_not)
    }
}
