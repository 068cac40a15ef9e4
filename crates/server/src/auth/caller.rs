//! The caller of a request: made by authentication only, and the only source of a clearance here.

use crate::limits::{AddressKey, Client};
use handling::Clearance;
use std::sync::Arc;
use store::{Partner, Role, Source};

/// Who sent a request, as far as it has proved it.
#[derive(Debug, Clone)]
pub struct Caller {
    clearance: Arc<Clearance>,
    partner: Option<i64>,
    role: Option<Role>,
}

impl Caller {
    /// Nobody in particular.
    pub(crate) fn anonymous() -> Self {
        Self {
            clearance: Arc::new(Clearance::anonymous()),
            partner: None,
            role: None,
        }
    }

    /// A partner, or one of the house's people, that proved to be it.
    pub(super) fn partner(partner: &Partner) -> Self {
        Self {
            clearance: Arc::new(partner.clearance()),
            partner: Some(partner.key),
            role: partner.role,
        }
    }

    /// What the caller may see.
    pub fn clearance(&self) -> &Clearance {
        &self.clearance
    }

    /// Whether nobody in particular calls.
    pub fn is_anonymous(&self) -> bool {
        self.partner.is_none()
    }

    /// What one of the house's own people may do; none: an organisation, or nobody in particular.
    pub fn role(&self) -> Option<Role> {
        self.role
    }

    /// Who a submission of this caller comes from; nobody in particular submits nothing.
    pub fn source(&self) -> Option<Source> {
        self.partner.map(Source::Partner)
    }

    /// Whose limits its requests count against.
    pub fn client(&self, address: AddressKey) -> Client {
        match self.partner {
            Some(key) => Client::Partner(key),
            None => Client::Anonymous(address),
        }
    }

    /// Its name for the log.
    pub fn name(&self) -> &str {
        match &self.clearance.reader {
            handling::Reader::Partner { name, .. } => name,
            handling::Reader::Anonymous => "anonymous",
            _ => "system",
        }
    }
}
