//! Sources that cannot be read again: standard input, and sockets that are listened on. What was read is matched and
//! written, but nobody is told, so what was under way in a kill is the sender's to send again.

use super::intake::Intake;
use super::lines::Lines;
use super::notice::{Failed, Notice};
use super::run::{Stream, ended};
use std::io::{self, ErrorKind, Read};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const CHUNK: usize = 1 << 16;
/// Senders at once on one socket.
const MOST_SENDERS: usize = 256;
/// Between looks whether the stream stops.
const PAUSE: Duration = Duration::from_millis(100);

/// Standard input, to its end.
pub(super) fn input(stream: &Arc<Stream>) -> Result<(), Failed> {
    let intake = Intake::new(stream, "-".to_owned(), "-".to_owned(), Lines::default())?;
    drain(stream, intake, io::stdin().lock())
}

/// A TCP socket.
pub(super) fn tcp(stream: &Arc<Stream>, address: SocketAddr) -> Result<(), Failed> {
    let name = format!("tcp:{address}");
    let failed =
        |error: io::Error| Failed::Input(name.clone(), crate::cli::problem::reason(&error));
    let listener = TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    stream.notice(Notice::Listening(&format!("tcp:{bound}")));
    listen(stream, || {
        let (socket, peer) = listener.accept()?;
        socket.set_nonblocking(false)?;
        socket.set_read_timeout(Some(PAUSE))?;
        Ok((format!("tcp {}", peer.ip()), socket))
    })
}

/// A Unix socket; one that nobody listens on any more is replaced.
#[cfg(unix)]
pub(super) fn unix(stream: &Arc<Stream>, path: &Path) -> Result<(), Failed> {
    use std::os::unix::fs::FileTypeExt;
    use std::os::unix::net::{UnixListener, UnixStream};
    let failed = |error: io::Error| Failed::input(path, &error);
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|m| m.file_type().is_socket());
    if is_socket && UnixStream::connect(path).is_err() {
        std::fs::remove_file(path).map_err(failed)?;
    }
    let listener = UnixListener::bind(path).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let name = format!("unix:{}", path.display());
    stream.notice(Notice::Listening(&name));
    let outcome = listen(stream, || {
        let (socket, _) = listener.accept()?;
        socket.set_nonblocking(false)?;
        socket.set_read_timeout(Some(PAUSE))?;
        Ok((name.clone(), socket))
    });
    // The name is of no use without its listener; that it is gone already is as good.
    let _ = std::fs::remove_file(path);
    outcome
}

#[cfg(not(unix))]
pub(super) fn unix(_stream: &Arc<Stream>, path: &Path) -> Result<(), Failed> {
    let reason = "this system has no Unix sockets".to_owned();
    Err(Failed::Input(path.display().to_string(), reason))
}

/// Serves senders on threads of their own until the stream stops.
fn listen<S: Read + Send + 'static>(
    stream: &Arc<Stream>,
    mut accept: impl FnMut() -> io::Result<(String, S)>,
) -> Result<(), Failed> {
    let senders = Arc::new(AtomicUsize::new(0));
    while !stream.stops() {
        match accept() {
            Ok(_) if senders.load(Ordering::Relaxed) >= MOST_SENDERS => {}
            Ok((name, socket)) => {
                senders.fetch_add(1, Ordering::Relaxed);
                let (stream, senders) = (Arc::clone(stream), Arc::clone(&senders));
                std::thread::spawn(move || {
                    let outcome = ended(|| {
                        let intake = Intake::new(&stream, name.clone(), name, Lines::default())?;
                        drain(&stream, intake, socket)
                    });
                    if let Err(failed) = outcome {
                        stream.notice(Notice::Lost(&failed));
                    }
                    senders.fetch_sub(1, Ordering::Relaxed);
                });
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => stream.pause(PAUSE / 4),
            // A sender that went away before it was served, or no room: the next one may do better.
            Err(_) => stream.pause(PAUSE),
        }
    }
    // Those who are still sending get their last lines in.
    while senders.load(Ordering::Relaxed) > 0 {
        std::thread::sleep(PAUSE / 10);
    }
    Ok(())
}

fn drain(stream: &Stream, mut intake: Intake, mut reader: impl Read) -> Result<(), Failed> {
    let mut buffer = vec![0; CHUNK];
    while !stream.stops() {
        match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                intake.push(&buffer[..count]);
                intake.hand_over(None)?;
            }
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // A sender that breaks off ends as one that closes.
            Err(_) => break,
        }
    }
    intake.finish();
    intake.hand_over(None).map(drop)
}
