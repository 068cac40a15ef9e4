//! TAXII 2.1 on the wire: resources, media types, filters and pages. Knows no store and no server.
//!
//! Section numbers are those of the TAXII 2.1 specification. Everything that reads untrusted text
//! is pure and total: it returns a value or an error that names what was wrong.

pub mod filter;
pub mod media;
pub mod page;
pub mod percent;
pub mod resource;

pub use filter::{Allowed, Filter, FilterError, Matching, VersionMatch, parse_filter};
pub use media::{MediaType, TAXII_MEDIA_TYPE};
pub use page::Page;
pub use resource::{
    ApiRoot, Collection, Collections, Discovery, ErrorMessage, ManifestRecord, Status, StatusDetail,
};
