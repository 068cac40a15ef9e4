//! Errors as clients see them: every one is a TAXII error resource with the status it stands for.
//!
//! | status | when |
//! |---|---|
//! | 400 | a malformed path or query parameter |
//! | 401 | credentials are missing or wrong |
//! | 403 | the collection is visible, the right is missing |
//! | 404 | nothing there, or nothing this caller may know of: both look the same |
//! | 405 | the path exists, the method does not |
//! | 406, 415 | negotiation failed; a content coding we do not read |
//! | 408 | headers or body came too slowly |
//! | 413 | the body is longer than `max_content_length`, as sent or decompressed |
//! | 422 | the body is no envelope with objects |
//! | 429 | too many requests or wrong credentials; `Retry-After` says when |
//! | 500 | a fault of ours; logged, not described |
//! | 503, 507 | no capacity; the disk is full |

use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::{Method, Response, StatusCode};
use std::time::Duration;

/// An error response in the making.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    description: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The connection must end, because the request was not read to its end.
    pub closes: bool,
}

impl Problem {
    /// An error of this status.
    pub fn new(status: StatusCode, description: impl Into<String>) -> Self {
        Self {
            status,
            description: description.into(),
            headers: Vec::new(),
            closes: false,
        }
    }

    /// With one more header.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The connection ends after this answer.
    pub fn closing(mut self) -> Self {
        self.closes = true;
        self
    }

    /// 400.
    pub fn bad_request(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, description)
    }

    /// 401 with the schemes that are understood.
    pub fn unauthorized() -> Self {
        let description = "this needs valid credentials: HTTP Basic with a partner's name and token, \
                           or the token alone as Bearer";
        Self::new(StatusCode::UNAUTHORIZED, description)
            .header(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static(r#"Basic realm="TAXII", charset="UTF-8""#),
            )
            .header(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static(r#"Bearer realm="TAXII""#),
            )
    }

    /// 403: what right the caller lacks in a collection that it knows of.
    pub fn forbidden(right: &str) -> Self {
        let description = format!("you may not {right} this collection");
        Self::new(StatusCode::FORBIDDEN, description)
    }

    /// 404: the same words whether nothing is there or it is hidden.
    pub fn not_found() -> Self {
        let description = "there is nothing here, or nothing you have access to";
        Self::new(StatusCode::NOT_FOUND, description)
    }

    /// 404 that says too much.
    #[cfg(feature = "planted-leaks")]
    pub fn hidden(id: &str) -> Self {
        let description = format!("you may not see `{id}`");
        Self::new(StatusCode::NOT_FOUND, description)
    }

    /// 405 with the methods that are there.
    pub fn method_not_allowed(allowed: &[Method]) -> Self {
        let names: Vec<_> = allowed.iter().map(Method::as_str).collect();
        let names = names.join(", ");
        let problem = Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            format!("this address answers {names}"),
        );
        match HeaderValue::from_str(&names) {
            Ok(value) => problem.header(header::ALLOW, value),
            Err(_) => problem,
        }
    }

    /// 406.
    pub fn not_acceptable() -> Self {
        let description = format!(
            "answers here are `{}`; ask for that in the Accept header",
            taxii::TAXII_MEDIA_TYPE
        );
        Self::new(StatusCode::NOT_ACCEPTABLE, description)
    }

    /// 408.
    pub fn timeout(what: &str) -> Self {
        let description = format!("the {what} did not arrive in time");
        Self::new(StatusCode::REQUEST_TIMEOUT, description).closing()
    }

    /// 413.
    pub fn too_large(max_content_length: usize) -> Self {
        let description = format!(
            "the body may have {max_content_length} bytes at most (`max_content_length`), \
             decompressed too; send the objects in several requests"
        );
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, description).closing()
    }

    /// 422: the body was read and is not what was asked for.
    pub fn unprocessable(description: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, description)
    }

    /// 429 or 503: later, and when.
    pub fn later(status: StatusCode, description: &str, after: Duration) -> Self {
        let seconds = after.as_secs_f64().ceil().max(1.0) as u64;
        Self::new(status, description).header(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// 503: every thread, connection or byte of memory set aside for this is in use.
    pub fn busy() -> Self {
        let description = "the server is working at its limits";
        Self::later(
            StatusCode::SERVICE_UNAVAILABLE,
            description,
            Duration::from_secs(5),
        )
    }

    /// 500: a fault of ours. What it was is in the log.
    pub fn internal() -> Self {
        let description = "the server failed; the operator's log says how";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, description)
    }

    /// The error resource.
    pub fn body(&self) -> Bytes {
        let message = taxii::ErrorMessage {
            title: self.status.canonical_reason().unwrap_or("Error").to_owned(),
            description: Some(self.description.clone()),
            error_code: None,
            http_status: Some(self.status.as_str().to_owned()),
        };
        serde_json::to_vec(&message).unwrap_or_default().into()
    }

    /// The whole response.
    pub fn into_response(self) -> Response<Bytes> {
        let mut response = Response::new(self.body());
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(taxii::TAXII_MEDIA_TYPE),
        );
        if self.closes {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        for (name, value) in self.headers {
            headers.append(name, value);
        }
        response
    }

    /// The whole response as bytes on the wire, for where there is no request to answer: it closes
    /// the connection.
    pub fn to_wire(&self) -> Vec<u8> {
        let body = self.body();
        let mut wire = format!(
            "HTTP/1.1 {} {}\r\ncontent-type: {}\r\ncontent-length: {}\r\ncache-control: no-store\r\n\
             connection: close\r\n",
            self.status.as_str(),
            self.status.canonical_reason().unwrap_or("Error"),
            taxii::TAXII_MEDIA_TYPE,
            body.len()
        )
        .into_bytes();
        for (name, value) in &self.headers {
            wire.extend_from_slice(name.as_str().as_bytes());
            wire.extend_from_slice(b": ");
            wire.extend_from_slice(value.as_bytes());
            wire.extend_from_slice(b"\r\n");
        }
        wire.extend_from_slice(b"\r\n");
        wire.extend_from_slice(&body);
        wire
    }
}

impl From<store::Error> for Problem {
    /// Logged here, once; what a client is told gives nothing of the inside away.
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::DiskFull { .. } => {
                tracing::error!(%error, "the store cannot write");
                let description = "the server's disk is full; nothing of this request was stored";
                Self::new(StatusCode::INSUFFICIENT_STORAGE, description)
            }
            store::Error::Busy => {
                tracing::warn!(%error, "the store is busy");
                Self::busy()
            }
            store::Error::Unindexed(left) => {
                tracing::warn!(left, "the search index is behind");
                let description =
                    "the search index takes in what came lately; ask again in a moment";
                let after = Duration::from_secs(5);
                Self::later(StatusCode::SERVICE_UNAVAILABLE, description, after)
            }
            store::Error::TooMuch => {
                tracing::warn!("a search took too long");
                let description = "there is more to look through than there is time for; ask for more words, or a type";
                let after = Duration::from_secs(5);
                Self::later(StatusCode::SERVICE_UNAVAILABLE, description, after)
            }
            error => {
                tracing::error!(%error, "the store failed");
                Self::internal()
            }
        }
    }
}

impl From<taxii::FilterError> for Problem {
    fn from(error: taxii::FilterError) -> Self {
        Self::bad_request(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_a_taxii_error_resource() {
        let response = Problem::too_large(10).into_response();
        assert_eq!(response.status(), 413);
        assert_eq!(response.headers()["content-type"], taxii::TAXII_MEDIA_TYPE);
        assert_eq!(response.headers()["connection"], "close");
        let error: taxii::ErrorMessage = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(error.http_status.as_deref(), Some("413"));
        assert_eq!(error.title, "Payload Too Large");
    }

    #[test]
    fn retry_after_is_rounded_up_to_whole_seconds() {
        let problem = Problem::later(StatusCode::TOO_MANY_REQUESTS, "x", Duration::from_millis(1));
        assert_eq!(problem.into_response().headers()["retry-after"], "1");
    }

    #[test]
    fn on_the_wire_it_is_a_whole_response() {
        let wire = String::from_utf8(Problem::busy().to_wire()).unwrap();
        let (head, body) = wire.split_once("\r\n\r\n").unwrap();
        assert!(
            head.starts_with("HTTP/1.1 503 Service Unavailable\r\n"),
            "{head}"
        );
        assert!(
            head.contains(&format!("content-length: {}\r\n", body.len())),
            "{head}"
        );
        assert!(head.contains("retry-after: 5"), "{head}");
    }
}
