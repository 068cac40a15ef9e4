//! Pages: envelopes (3.7), manifests (5.3.1) and version lists (5.8.1), written as they are read.
//!
//! Objects are copied in as the bytes that were stored; nothing is parsed on the way out. The lists
//! come first and `more` and `next` last, because whether there is more is known only at the end:
//! `{"objects":[…],"more":true,"next":"…"}`.

use crate::resource::ManifestRecord;

/// A page under construction.
#[derive(Debug)]
pub struct Page {
    list: &'static str,
    bytes: Vec<u8>,
}

impl Page {
    /// An envelope or a manifest: a list called `objects`. `capacity` is how many bytes to expect.
    pub fn of_objects(capacity: usize) -> Self {
        Self::new("objects", capacity)
    }

    /// A version list: a list called `versions`.
    pub fn of_versions() -> Self {
        Self::new("versions", 256)
    }

    fn new(list: &'static str, capacity: usize) -> Self {
        let bytes = Vec::with_capacity(capacity);
        Self { list, bytes }
    }

    /// Appends one object, which must be one JSON value, as it is.
    pub fn push_object(&mut self, object: &[u8]) {
        self.begin_item();
        self.bytes.extend_from_slice(object);
    }

    /// Appends one manifest record.
    pub fn push_record(&mut self, record: &ManifestRecord<'_>) {
        self.begin_item();
        // Writing strings into memory cannot fail.
        let _ = serde_json::to_writer(&mut self.bytes, record);
    }

    /// Appends one version.
    pub fn push_version(&mut self, version: &str) {
        self.begin_item();
        let _ = serde_json::to_writer(&mut self.bytes, version);
    }

    /// Closes the page. `next` is given exactly when there is more. An empty page is `{}`.
    pub fn finish(mut self, next: Option<&str>) -> Vec<u8> {
        if self.bytes.is_empty() {
            self.bytes.push(b'{');
        } else {
            self.bytes.push(b']');
        }
        if let Some(next) = next {
            if self.bytes.len() > 1 {
                self.bytes.push(b',');
            }
            self.bytes.extend_from_slice(b"\"more\":true,\"next\":");
            let _ = serde_json::to_writer(&mut self.bytes, next);
        }
        self.bytes.push(b'}');
        self.bytes
    }

    fn begin_item(&mut self) {
        if self.bytes.is_empty() {
            self.bytes.extend_from_slice(b"{\"");
            self.bytes.extend_from_slice(self.list.as_bytes());
            self.bytes.extend_from_slice(b"\":[");
        } else {
            self.bytes.push(b',');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: Vec<u8>) -> String {
        String::from_utf8(page).expect("UTF-8")
    }

    #[test]
    fn an_empty_page_is_an_empty_object() {
        assert_eq!(text(Page::of_objects(0).finish(None)), "{}");
        assert_eq!(text(Page::of_versions().finish(None)), "{}");
        assert_eq!(
            text(Page::of_objects(0).finish(Some("n"))),
            r#"{"more":true,"next":"n"}"#
        );
    }

    #[test]
    fn objects_are_copied_byte_for_byte() {
        let mut page = Page::of_objects(64);
        page.push_object(br#"{ "n": 1.0e2 , "k":"\u00e9" }"#);
        page.push_object(b"{}");
        assert_eq!(
            text(page.finish(Some("a\"b"))),
            r#"{"objects":[{ "n": 1.0e2 , "k":"\u00e9" },{}],"more":true,"next":"a\"b"}"#
        );
    }

    #[test]
    fn records_and_versions() {
        let mut page = Page::of_objects(0);
        page.push_record(&ManifestRecord {
            id: "indicator--1".into(),
            date_added: "2020-01-01T00:00:00.000001Z".into(),
            version: "2020-01-01T00:00:00Z".into(),
            media_type: Some(crate::media::STIX_21_MEDIA_TYPE.into()),
        });
        assert_eq!(
            text(page.finish(None)),
            concat!(
                r#"{"objects":[{"id":"indicator--1","date_added":"2020-01-01T00:00:00.000001Z","#,
                r#""version":"2020-01-01T00:00:00Z","media_type":"application/stix+json;version=2.1"}]}"#
            )
        );
        let mut page = Page::of_versions();
        page.push_version("2020-01-01T00:00:00Z");
        page.push_version("2021-01-01T00:00:00Z");
        assert_eq!(
            text(page.finish(None)),
            r#"{"versions":["2020-01-01T00:00:00Z","2021-01-01T00:00:00Z"]}"#
        );
    }
}
