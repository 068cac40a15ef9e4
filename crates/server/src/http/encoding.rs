//! Content codings: answers compressed when asked for, bodies decompressed within a limit.

use super::Problem;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderValue};
use std::io::{Read, Write};
use std::net::IpAddr;

/// Below this compression does not pay.
const SMALLEST: usize = 1024;
/// Windows a zstd body may ask for: 8 MiB, what the format recommends decoders to support.
const ZSTD_WINDOW_LOG: u32 = 23;

/// A content coding both sides know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// RFC 8878.
    Zstd,
    /// RFC 1952.
    Gzip,
}

impl Coding {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
        }
    }

    fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "zstd" => Some(Self::Zstd),
            "gzip" | "x-gzip" => Some(Self::Gzip),
            _ => None,
        }
    }

    /// The coding to answer this client in. On this machine compression costs more than it saves.
    pub fn for_answer(peer: IpAddr, headers: &HeaderMap) -> Option<Self> {
        if peer.to_canonical().is_loopback() {
            return None;
        }
        Self::accepted(headers)
    }

    /// The coding a client asks for: zstd before gzip, whichever the client accepts.
    fn accepted(headers: &HeaderMap) -> Option<Self> {
        let members = headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','));
        let mut accepted = None;
        for member in members {
            let (name, parameters) = member.split_once(';').unwrap_or((member, ""));
            let quality = parameters.trim().strip_prefix("q=").unwrap_or("1");
            if taxii::media::quality(quality).is_none_or(|quality| quality == 0) {
                continue;
            }
            match Self::named(name.trim()) {
                Some(Self::Zstd) => return Some(Self::Zstd),
                Some(Self::Gzip) => accepted = Some(Self::Gzip),
                None => {}
            }
        }
        accepted
    }

    /// The coding of a request's body; `None` when it has none.
    pub fn of_body(headers: &HeaderMap) -> Result<Option<Self>, Problem> {
        let mut lines = headers.get_all(header::CONTENT_ENCODING).iter();
        let Some(line) = lines.next() else {
            return Ok(None);
        };
        let name = line.to_str().unwrap_or_default().trim();
        match Self::named(name) {
            _ if lines.next().is_some() => Err(unsupported()),
            _ if name.eq_ignore_ascii_case("identity") => Ok(None),
            None => Err(unsupported()),
            coding => Ok(coding),
        }
    }
}

fn unsupported() -> Problem {
    let description = "bodies may be sent plain, with `gzip` or with `zstd`";
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, description).header(
        header::ACCEPT_ENCODING,
        HeaderValue::from_static("zstd, gzip, identity"),
    )
}

/// Compresses at the fastest level; `None` when it does not pay.
pub fn compress(coding: Coding, plain: &[u8]) -> Option<Vec<u8>> {
    if plain.len() < SMALLEST {
        return None;
    }
    match coding {
        Coding::Zstd => zstd::bulk::compress(plain, 1).ok(),
        Coding::Gzip => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(plain).ok()?;
            encoder.finish().ok()
        }
    }
}

/// Decompresses a body, up to `limit` bytes: a longer one is 413, a broken one 422.
pub fn decompress(coding: Coding, body: &[u8], limit: usize) -> Result<Vec<u8>, Problem> {
    match coding {
        Coding::Gzip => read_within(MultiGzDecoder::new(body), coding, limit),
        Coding::Zstd => {
            let broken = |_| broken(coding);
            let mut decoder = zstd::Decoder::with_buffer(body).map_err(broken)?;
            decoder.window_log_max(ZSTD_WINDOW_LOG).map_err(broken)?;
            read_within(decoder, coding, limit)
        }
    }
}

fn read_within(reader: impl Read, coding: Coding, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut plain = Vec::new();
    let read = reader.take(limit as u64 + 1).read_to_end(&mut plain);
    if plain.len() > limit {
        return Err(Problem::too_large(limit));
    }
    read.map_err(|_| broken(coding))?;
    Ok(plain)
}

fn broken(coding: Coding) -> Problem {
    Problem::unprocessable(format!("the body is not valid {}", coding.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(text: &str) -> Option<Coding> {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::ACCEPT_ENCODING,
            text.parse().expect("a header value"),
        );
        Coding::accepted(&headers)
    }

    #[test]
    fn zstd_is_preferred_and_a_weight_of_zero_refuses() {
        assert_eq!(accepted("gzip, deflate, br, zstd"), Some(Coding::Zstd));
        assert_eq!(accepted("gzip;q=1.0, zstd;q=0"), Some(Coding::Gzip));
        assert_eq!(accepted("GZip"), Some(Coding::Gzip));
        assert_eq!(accepted("identity, br"), None);
        assert_eq!(accepted("gzip; q=0.000"), None);
    }

    #[test]
    fn on_this_machine_nothing_is_compressed() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        for (peer, coding) in [
            ("192.0.2.1", Some(Coding::Gzip)),
            ("2001:db8::1", Some(Coding::Gzip)),
            ("127.0.0.9", None),
            ("::1", None),
            ("::ffff:127.0.0.1", None),
        ] {
            let address = peer.parse().expect("an address");
            assert_eq!(Coding::for_answer(address, &headers), coding, "{peer}");
        }
    }

    #[test]
    fn an_endless_body_is_cut_at_the_limit() {
        let endless = std::io::repeat(b' ');
        let problem = read_within(endless, Coding::Gzip, 100_000).expect_err("too long");
        assert_eq!(problem.status, 413);
    }

    #[test]
    fn what_is_compressed_comes_back_and_the_limit_is_exact() {
        let plain = b"tansiq ".repeat(1000);
        for coding in [Coding::Zstd, Coding::Gzip] {
            let packed = compress(coding, &plain).expect("it pays");
            assert_eq!(
                decompress(coding, &packed, plain.len()).expect("fits"),
                plain
            );
            let problem = decompress(coding, &packed, plain.len() - 1).expect_err("too long");
            assert_eq!(problem.status, 413);
            let problem =
                decompress(coding, &packed[..packed.len() / 2], 1 << 20).expect_err("cut");
            assert_eq!(problem.status, 422);
            let problem = decompress(coding, b"plain text", 1 << 20).expect_err("not packed");
            assert_eq!(problem.status, 422);
        }
    }
}
