//! Successful answers, before they are headers and bytes.

use http::header::{HeaderName, HeaderValue};
use http::{StatusCode, header};

/// `X-TAXII-Date-Added-First` (section 3.2).
pub const DATE_ADDED_FIRST: HeaderName = HeaderName::from_static("x-taxii-date-added-first");
/// `X-TAXII-Date-Added-Last` (section 3.2).
pub const DATE_ADDED_LAST: HeaderName = HeaderName::from_static("x-taxii-date-added-last");

/// What a handler answers.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// Headers beside those every answer has.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// 200 with a TAXII resource.
    pub fn taxii(body: Vec<u8>) -> Self {
        Self::typed(taxii::TAXII_MEDIA_TYPE, body)
    }

    /// 200 with a TAXII resource, serialised here.
    pub fn resource(resource: &impl serde::Serialize) -> Self {
        // TAXII resources are strings, numbers and lists of them: they always serialise.
        Self::taxii(serde_json::to_vec(resource).unwrap_or_default())
    }

    /// 200 with another media type.
    pub fn typed(media_type: &'static str, body: Vec<u8>) -> Self {
        Self {
            status: StatusCode::OK,
            headers: vec![(header::CONTENT_TYPE, HeaderValue::from_static(media_type))],
            body,
        }
    }

    /// With another status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// With a timestamp in a header.
    pub fn date_added(mut self, name: HeaderName, micros: i64) -> Self {
        let text = stix::timestamp::format_micros(micros);
        if let Ok(value) = HeaderValue::try_from(text) {
            self.headers.push((name, value));
        }
        self
    }
}
