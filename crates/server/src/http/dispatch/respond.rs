//! Answers as they leave: compressed, with the headers all have, and holding what they hold until sent.

use super::{Answer, Exchange};
use crate::http::encoding::{Coding, compress};
use crate::http::guard::Answering;
use crate::http::{Problem, Reply};
use crate::limits::Share;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Response, header};
use http_body_util::Full;
use std::time::{Duration, UNIX_EPOCH};

impl Exchange {
    /// Compresses where the client asks for it and is not on this machine, and gives back the memory
    /// that the answer does not need.
    pub(super) fn pack(&self, mut reply: Reply, share: Option<Share>) -> Answer {
        let coding = Coding::for_answer(self.peer.address.ip(), &self.parts.headers);
        if let Some(coding) = coding
            && let Some(packed) = compress(coding, &reply.body)
        {
            reply.body = packed;
            let name = HeaderValue::from_static(coding.name());
            reply.headers.push((header::CONTENT_ENCODING, name));
            let vary = HeaderValue::from_static("accept-encoding");
            reply.headers.push((header::VARY, vary));
        }
        reply.body.shrink_to_fit();
        let share = share.map(|mut share| {
            share.shrink_to(reply.body.len());
            share
        });
        (reply, share)
    }

    /// A successful answer.
    pub(super) fn response(
        &self,
        reply: Reply,
        share: Option<Share>,
        answering: Answering,
    ) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(sent(reply.body, share, answering)));
        *response.status_mut() = reply.status;
        for (name, value) in reply.headers {
            response.headers_mut().append(name, value);
        }
        response
    }

    /// An error.
    pub(super) fn problem(&self, problem: Problem, answering: Answering) -> Response<Full<Bytes>> {
        let (parts, body) = problem.into_response().into_parts();
        Response::from_parts(parts, Full::new(sent(body.into(), None, answering)))
    }

    /// Headers of every answer.
    pub(super) fn finish(&self, response: &mut Response<Full<Bytes>>) {
        let headers = response.headers_mut();
        let set = |headers: &mut HeaderMap, name, value| {
            headers.insert(name, HeaderValue::from_static(value));
        };
        if !headers.contains_key(header::CACHE_CONTROL) {
            set(headers, header::CACHE_CONTROL, "no-store");
        }
        set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        if self.peer.encrypted {
            set(
                headers,
                header::STRICT_TRANSPORT_SECURITY,
                "max-age=63072000",
            );
        }
        let now = self.app.clock.now().max(0) as u64;
        let now = UNIX_EPOCH + Duration::from_micros(now);
        if let Ok(date) = HeaderValue::try_from(httpdate::fmt_http_date(now)) {
            headers.insert(header::DATE, date);
        }
        #[cfg(feature = "planted-leaks")]
        self.leak_headers(response);
    }

    #[cfg(feature = "planted-leaks")]
    fn leak_headers(&self, response: &mut Response<Full<Bytes>>) {
        use handling::planted;
        let Ok(numbers) = self.app.store.planted_numbers() else {
            return;
        };
        let written = UNIX_EPOCH + Duration::from_micros(numbers.date_added.max(0) as u64);
        let date = || HeaderValue::try_from(httpdate::fmt_http_date(written)).ok();
        let since = self.parts.headers.get(header::IF_MODIFIED_SINCE);
        let since = since.and_then(|since| httpdate::parse_http_date(since.to_str().ok()?).ok());
        let unchanged = since.is_some_and(|since| written < since);
        let added = planted!(
            RequestNumber,
            Some(("x-request-id", Some(numbers.audit.into()))),
            None
        )
        .or(planted!(
            EtagOfStore,
            Some(("etag", Some(numbers.objects.into()))),
            None
        ))
        .or(planted!(
            ModifiedOfStore,
            Some(("last-modified", date())),
            None
        ))
        .or(planted!(DateOfStore, Some(("date", date())), None));
        if let Some((name, Some(value))) = added {
            response.headers_mut().insert(name, value);
        }
        if planted!(ConditionalOfStore, unchanged, false) {
            *response.status_mut() = http::StatusCode::NOT_MODIFIED;
        }
    }
}

/// A body that holds on to its memory until the last byte is handed to the system.
fn sent(body: Vec<u8>, share: Option<Share>, answering: Answering) -> Bytes {
    struct Held {
        body: Vec<u8>,
        _share: Option<Share>,
        _answering: Answering,
    }
    impl AsRef<[u8]> for Held {
        fn as_ref(&self) -> &[u8] {
            &self.body
        }
    }
    Bytes::from_owner(Held {
        body,
        _share: share,
        _answering: answering,
    })
}
