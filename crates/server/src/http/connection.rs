//! One connection from its handshake to its end.

use super::App;
use super::dispatch::{self, Peer};
use super::guard::{Busy, Guard};
use super::problem::Problem;
use crate::tls::{self, Tls};
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

/// Most bytes of a refused request that are thrown away while the client is given time to notice.
const DISCARDED: usize = 256 << 20;

/// Serves one connection until it ends or the server stops.
pub async fn serve(
    app: Arc<App>,
    tls: Option<Arc<Tls>>,
    stream: TcpStream,
    address: SocketAddr,
    stop: watch::Receiver<bool>,
) {
    // Answers are written whole; waiting to fill packets would only delay them.
    let _ = stream.set_nodelay(true);
    let mut peer = Peer {
        address,
        certificate: None,
        encrypted: false,
    };
    let Some(tls) = tls else {
        return drive(app, stream, peer, stop).await;
    };
    let handshake = TlsAcceptor::from(tls.config()).accept(stream);
    match timeout(app.settings.limits.handshake_timeout, handshake).await {
        Ok(Ok(stream)) => {
            peer.encrypted = true;
            peer.certificate = tls::fingerprint(stream.get_ref().1);
            drive(app, stream, peer, stop).await;
        }
        Ok(Err(error)) => tracing::debug!(peer = %address.ip(), %error, "TLS handshake failed"),
        Err(_) => tracing::debug!(peer = %address.ip(), "TLS handshake took too long"),
    }
}

async fn drive<T>(app: Arc<App>, stream: T, peer: Peer, mut stop: watch::Receiver<bool>)
where
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let limits = app.settings.limits.clone();
    let busy = Busy::default();
    let guard = Guard::new(stream, busy.clone(), &limits);
    let service = service_fn(move |request: Request<Incoming>| {
        let answer = dispatch::answer(Arc::clone(&app), peer.clone(), busy.clone(), request);
        Box::pin(async { Ok::<_, Infallible>(answer.await) })
    });
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        // The guard is stricter; this holds should it fail.
        .header_read_timeout(limits.idle_timeout + limits.header_timeout)
        .max_header_size(limits.header_bytes)
        .auto_date_header(false)
        // Bodies are handed to the system piece by piece, never copied into one buffer.
        .writev(true);
    let mut connection = builder.serve_connection(TokioIo::new(guard), service);
    let mut stopping = false;
    let outcome = loop {
        tokio::select! {
            outcome = poll_fn(|cx| connection.poll_without_shutdown(cx)) => break outcome,
            _ = stop.wait_for(|stop| *stop), if !stopping => {
                stopping = true;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    if let Err(error) = outcome {
        tracing::debug!(%error, "a connection ended early");
    }
    let (mut stream, late) = connection.into_parts().io.into_inner().into_parts();
    let farewell = async {
        if late {
            let wire = Problem::timeout("request's headers").to_wire();
            let _ = stream.write_all(&wire).await;
        }
        linger(&mut stream).await;
    };
    let _ = timeout(limits.linger_timeout, farewell).await;
}

/// Ends our side and throws away what still comes, so that a client that is sending reads our answer
/// rather than a reset connection.
async fn linger<T: AsyncRead + AsyncWrite + Unpin>(stream: &mut T) {
    if stream.shutdown().await.is_err() {
        return;
    }
    let mut discarded = 0;
    let mut buffer = vec![0; 16 << 10];
    while discarded < DISCARDED {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(count) => discarded += count,
        }
    }
}
