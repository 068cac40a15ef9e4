//! What handlers are given: values that have been checked, never text to check again.

use crate::auth::Caller;
use crate::http::{App, Problem};
use store::CollectionView;
use taxii::filter::is_identifier;

/// A request that may run.
pub struct Context<'a> {
    /// The server.
    pub app: &'a App,
    /// Who calls.
    pub caller: &'a Caller,
    /// The address in front of every path, such as `https://taxii.example.org`; empty when it is not
    /// known, so that paths stand alone.
    pub origin: &'a str,
    /// What follows the `?`; empty where nothing does.
    pub query: &'a str,
    /// HEAD: the body of the answer is not sent.
    pub head: bool,
}

/// A collection that the caller may see and use as its route says.
#[derive(Debug, Clone)]
pub struct CollectionPath {
    view: CollectionView,
}

impl CollectionPath {
    pub(super) fn new(view: CollectionView) -> Self {
        Self { view }
    }

    /// Its id, also where the path has its alias.
    pub fn id(&self) -> &str {
        &self.view.id
    }

    /// What the caller may know of it.
    pub fn view(&self) -> &CollectionView {
        &self.view
    }
}

/// The id of an object, well formed. Whether it exists is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectId(String);

impl ObjectId {
    /// Text that cannot be an id names nothing.
    pub(super) fn parse(text: &str) -> Result<Self, Problem> {
        if is_identifier(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Problem::not_found())
        }
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
