//! TAXII resources (sections 3.6 to 5.8). Absent and empty are the same: no list is ever empty.

use crate::media::{STIX_20_MEDIA_TYPE, STIX_21_MEDIA_TYPE, TAXII_MEDIA_TYPE};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Server discovery (4.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discovery {
    /// Name of the server.
    pub title: String,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub description: Option<String>,
    /// Whom to ask.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub contact: Option<String>,
    /// One of `api_roots`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub default: Option<String>,
    /// Absolute URLs, or paths that begin with a single `/`.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub api_roots: Vec<String>,
}

/// An api root (4.2.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiRoot {
    /// Name of this api root.
    pub title: String,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub description: Option<String>,
    /// Media types with version.
    pub versions: Vec<String>,
    /// Longest request body in bytes.
    pub max_content_length: u64,
}

impl ApiRoot {
    /// An api root of TAXII 2.1.
    pub fn new(title: String, description: Option<String>, max_content_length: u64) -> Self {
        Self {
            title,
            description,
            versions: vec![TAXII_MEDIA_TYPE.to_owned()],
            max_content_length,
        }
    }
}

/// A collection as one client sees it (5.2.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// UUIDv4.
    pub id: String,
    /// Name.
    pub title: String,
    /// What it holds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub description: Option<String>,
    /// A readable name that may stand for the id in paths.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub alias: Option<String>,
    /// The client may GET objects.
    pub can_read: bool,
    /// The client may POST objects.
    pub can_write: bool,
    /// What it can store.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub media_types: Vec<String>,
}

/// The media types of every collection here: STIX 2.1 and, kept as they came, STIX 2.0 objects.
pub fn collection_media_types() -> Vec<String> {
    vec![STIX_21_MEDIA_TYPE.to_owned(), STIX_20_MEDIA_TYPE.to_owned()]
}

/// All collections of an api root that the client may see (5.1.1).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collections {
    /// In a stable order.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub collections: Vec<Collection>,
}

/// Metadata of one version of an object (5.3.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestRecord<'a> {
    /// STIX id.
    pub id: Cow<'a, str>,
    /// When it was added to the collection, six fraction digits.
    pub date_added: Cow<'a, str>,
    /// `modified`, else `created`, as the object writes it.
    pub version: Cow<'a, str>,
    /// Its media type.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub media_type: Option<Cow<'a, str>>,
}

/// Progress of a POST (4.3.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// UUIDv4.
    pub id: String,
    /// `complete` or `pending`.
    pub status: Progress,
    /// When the request came, six fraction digits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request_timestamp: Option<String>,
    /// Objects in the envelope.
    pub total_count: u64,
    /// How many were taken in.
    pub success_count: u64,
    /// Which.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub successes: Vec<StatusDetail>,
    /// How many were refused.
    pub failure_count: u64,
    /// Which, and why.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub failures: Vec<StatusDetail>,
    /// How many wait.
    pub pending_count: u64,
    /// Which.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub pendings: Vec<StatusDetail>,
}

/// Whether a POST has been worked off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    /// It will not change any more.
    Complete,
    /// It may change.
    Pending,
}

/// One object of a POST (`status-details`, 4.3.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusDetail {
    /// STIX id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub message: Option<String>,
}

/// An error message (3.6.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorMessage {
    /// A few words.
    pub title: String,
    /// What was wrong and, where it helps, what to do.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub description: Option<String>,
    /// A stable code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error_code: Option<String>,
    /// The HTTP status, as a string.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub http_status: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(value: &impl Serialize) -> String {
        serde_json::to_string(value).expect("serialises")
    }

    #[test]
    fn nothing_empty_is_written() {
        assert_eq!(json(&Collections::default()), "{}");
        let status = Status {
            id: "2d086da7-4bdc-4f91-900e-d77486753710".into(),
            status: Progress::Pending,
            request_timestamp: None,
            total_count: 2,
            success_count: 0,
            successes: vec![],
            failure_count: 0,
            failures: vec![],
            pending_count: 2,
            pendings: vec![],
        };
        assert_eq!(
            json(&status),
            concat!(
                r#"{"id":"2d086da7-4bdc-4f91-900e-d77486753710","status":"pending","total_count":2,"#,
                r#""success_count":0,"failure_count":0,"pending_count":2}"#
            )
        );
        let discovery = Discovery {
            title: "t".into(),
            description: None,
            contact: None,
            default: None,
            api_roots: vec![],
        };
        assert_eq!(json(&discovery), r#"{"title":"t"}"#);
    }

    #[test]
    fn api_root_names_the_version() {
        let root = ApiRoot::new("t".into(), None, 10);
        assert_eq!(
            json(&root),
            r#"{"title":"t","versions":["application/taxii+json;version=2.1"],"max_content_length":10}"#
        );
    }

    #[test]
    fn http_status_is_a_string() {
        let error = ErrorMessage {
            title: "Not Found".into(),
            description: None,
            error_code: None,
            http_status: Some("404".into()),
        };
        assert_eq!(json(&error), r#"{"title":"Not Found","http_status":"404"}"#);
    }
}
