//! A connection under guard: nobody is waited for longer than the limits say, and every error on the
//! wire is a TAXII error.
//!
//! hyper answers a head it cannot read with a bare status line and no body. Such an answer is always
//! one write of its own that holds nothing but a head, so it can be told apart and replaced here.

use super::Problem;
use super::settings::Limits;
use http::StatusCode;
use std::future::Future;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// A reader that takes in this much is no slow reader.
const WINDOW: usize = 64 << 10;

/// Whether requests are being answered on a connection: a count, for the next may be read while the
/// last answer is still going out. Shared by guard and service.
#[derive(Debug, Clone, Default)]
pub struct Busy(Arc<AtomicUsize>);

impl Busy {
    /// A request's head has been read.
    pub fn begin(&self) -> Answering {
        self.0.fetch_add(1, Ordering::Relaxed);
        Answering(self.clone())
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

/// Lives as long as the answer is not handed over in full.
#[derive(Debug)]
pub struct Answering(Busy);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What is waited for on the reading side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    /// The first byte of a request.
    Request,
    /// The rest of a head.
    Head,
    /// Nothing: a request is being answered, which watches its own time.
    Nothing,
}

/// The guarded connection.
pub struct Guard<T> {
    inner: T,
    busy: Busy,
    header_timeout: Duration,
    idle_timeout: Duration,
    write_timeout: Duration,
    waiting: Waiting,
    reading: Timer,
    writing: Timer,
    written: usize,
    substitute: Option<Substitute>,
}

/// An answer that goes out instead of hyper's.
struct Substitute {
    bytes: Vec<u8>,
    sent: usize,
    /// How many bytes hyper wanted to write.
    asked: usize,
}

impl<T> Guard<T> {
    /// Guards a connection that was just opened.
    pub fn new(inner: T, busy: Busy, limits: &Limits) -> Self {
        let mut reading = Timer::default();
        reading.arm(limits.header_timeout);
        Self {
            inner,
            busy,
            header_timeout: limits.header_timeout,
            idle_timeout: limits.idle_timeout,
            write_timeout: limits.write_timeout,
            // From the start on, the first head has its time, its first byte included.
            waiting: Waiting::Head,
            reading,
            writing: Timer::default(),
            written: 0,
            substitute: None,
        }
    }

    /// The connection itself, and whether a head was begun and did not arrive in time.
    pub fn into_parts(self) -> (T, bool) {
        let late = self.waiting == Waiting::Head && self.reading.is_over();
        (self.inner, late)
    }

    /// Whether the wait for a head is over; starts and restarts the clock as requests come and go.
    fn poll_head_time(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.busy.is_set() {
            self.waiting = Waiting::Nothing;
            self.reading.disarm();
            return Poll::Pending;
        }
        if self.waiting == Waiting::Nothing {
            self.waiting = Waiting::Request;
            self.reading.arm(self.idle_timeout);
        }
        self.reading.poll(cx)
    }

    fn note_read(&mut self) {
        if self.waiting != Waiting::Head && !self.busy.is_set() {
            self.waiting = Waiting::Head;
            self.reading.arm(self.header_timeout);
        }
    }

    /// Judges one write to the connection: a peer that takes nothing in for too long ends it.
    fn settle(
        &mut self,
        cx: &mut Context<'_>,
        outcome: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match outcome {
            Poll::Ready(Ok(count)) => {
                self.written += count;
                if self.written >= WINDOW {
                    self.written = 0;
                    self.writing.disarm();
                }
                Poll::Ready(Ok(count))
            }
            Poll::Ready(error) => Poll::Ready(error),
            Poll::Pending => {
                if !self.writing.is_armed() {
                    self.writing.arm(self.write_timeout);
                }
                ready!(self.writing.poll(cx));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Guard<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        match Pin::new(&mut this.inner).poll_read(cx, buffer) {
            Poll::Ready(outcome) => {
                if buffer.filled().len() > before {
                    this.note_read();
                }
                Poll::Ready(outcome)
            }
            Poll::Pending => {
                ready!(this.poll_head_time(cx));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }
}

impl<T: AsyncWrite + Unpin> Guard<T> {
    fn poll_substitute(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        while let Some(substitute) = &mut self.substitute {
            let rest = &substitute.bytes[substitute.sent..];
            if rest.is_empty() {
                let asked = substitute.asked;
                self.substitute = None;
                return Poll::Ready(Ok(asked));
            }
            let outcome = Pin::new(&mut self.inner).poll_write(cx, rest);
            let count = ready!(self.settle(cx, outcome))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            if let Some(substitute) = &mut self.substitute {
                substitute.sent += count;
            }
        }
        Poll::Ready(Ok(0))
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Guard<T> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(cx, &[IoSlice::new(buffer)])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffers: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.substitute.is_none()
            && let [buffer] = buffers
            && let Some(problem) = bare_error(buffer)
        {
            this.substitute = Some(Substitute {
                bytes: problem.to_wire(),
                sent: 0,
                asked: buffer.len(),
            });
        }
        if this.substitute.is_some() {
            return this.poll_substitute(cx);
        }
        let outcome = Pin::new(&mut this.inner).poll_write_vectored(cx, buffers);
        this.settle(cx, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        // All that was to be written has been: whoever is slow now is slow with the next answer.
        let outcome = Pin::new(&mut this.inner).poll_flush(cx).map_ok(|()| 0);
        let flushed = ready!(this.settle(cx, outcome)).map(drop);
        this.writing.disarm();
        this.written = 0;
        Poll::Ready(flushed)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_shutdown(cx)
    }
}

/// The TAXII error for an answer of hyper's own: one head and nothing else, without a body. Answers
/// of ours that are errors have a body, and no body of ours ends like a head.
fn bare_error(write: &[u8]) -> Option<Problem> {
    let head = write.strip_prefix(b"HTTP/1.1 4")?;
    let head = std::str::from_utf8(head.strip_suffix(b"\r\n\r\n")?).ok()?;
    if head.contains("\r\n\r\n") || !head.to_ascii_lowercase().contains("\r\ncontent-length: 0") {
        return None;
    }
    let problem = match head.get(..2)? {
        "00" => Problem::bad_request("this is no HTTP/1.1 request"),
        "14" => Problem::new(StatusCode::URI_TOO_LONG, "the address is too long"),
        "31" => Problem::new(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "the request line and headers are too long",
        ),
        _ => return None,
    };
    Some(problem.closing())
}

/// A clock that is set and stopped often, and allocated once.
#[derive(Debug, Default)]
struct Timer {
    sleep: Option<Pin<Box<Sleep>>>,
    armed: bool,
}

impl Timer {
    fn arm(&mut self, after: Duration) {
        let deadline = Instant::now() + after;
        match &mut self.sleep {
            Some(sleep) => sleep.as_mut().reset(deadline),
            None => self.sleep = Some(Box::pin(tokio::time::sleep_until(deadline))),
        }
        self.armed = true;
    }

    fn disarm(&mut self) {
        self.armed = false;
    }

    fn is_armed(&self) -> bool {
        self.armed
    }

    fn is_over(&self) -> bool {
        self.armed && self.sleep.as_ref().is_some_and(|sleep| sleep.is_elapsed())
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        match &mut self.sleep {
            Some(sleep) if self.armed => sleep.as_mut().poll(cx),
            _ => Poll::Pending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_still_going_out_does_not_end_the_next() {
        let busy = Busy::default();
        let first = busy.begin();
        let second = busy.begin();
        drop(first);
        assert!(busy.is_set());
        drop(second);
        assert!(!busy.is_set());
    }

    #[test]
    fn only_bare_error_heads_are_replaced() {
        let status = |text: &str| bare_error(text.as_bytes()).map(|problem| problem.status);
        let bare = "HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(
            status(bare),
            Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
        );
        let bare = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(status(bare), Some(StatusCode::BAD_REQUEST));
        for other in [
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\ncontent-length: 10\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n{}",
            "{\"objects\":[]}",
        ] {
            assert_eq!(status(other), None, "{other}");
        }
    }
}
