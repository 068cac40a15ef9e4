//! Accepts connections within their limits and ends them in order when told to stop.

use super::connection;
use super::{App, Problem, Settings};
use crate::limits::{AddressKey, AtOnce};
use crate::search::Keeper;
use crate::tls::{self, Tls};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::{Clock, Store};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How long to wait when the system has no more room for connections.
const OUT_OF_FILES_PAUSE: Duration = Duration::from_millis(100);

/// Why the server cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on `{address}`: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// TLS cannot be set up.
    #[error(transparent)]
    Tls(#[from] tls::Error),
    /// The system gives no threads, signals or random bytes.
    #[error("cannot start: {0}")]
    Start(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A server that listens and does not answer yet.
pub struct Server {
    app: Arc<App>,
    tls: Option<Arc<Tls>>,
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes the address. The store's background jobs start with [`run`](Self::run).
    pub async fn bind(
        settings: Settings,
        store: Store,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, ServeError> {
        let failed = |source| ServeError::Listen {
            address: settings.listen,
            source,
        };
        let tls = settings
            .tls
            .clone()
            .map(Tls::load)
            .transpose()?
            .map(Arc::new);
        let listener = TcpListener::bind(settings.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let app = App::new(settings, store, clock);
        let app = app.map_err(|error| ServeError::Start(error.to_string()))?;
        Ok(Self {
            app,
            tls,
            listener,
            address,
        })
    }

    /// Where it listens.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// The certificate in force, for reloading it.
    pub fn tls(&self) -> Option<Arc<Tls>> {
        self.tls.clone()
    }

    /// Indicators are loaded before the first request is answered.
    async fn start_streams(&self) -> Result<crate::streams::Started, ServeError> {
        let app = Arc::clone(&self.app);
        let started = tokio::task::spawn_blocking(move || app.streams.start()).await;
        let started = started.map_err(|panic| ServeError::Start(panic.to_string()))?;
        started.map_err(|failed| ServeError::Start(failed.to_string()))
    }

    /// Serves until `stop` ends, then lets running requests and the background job at hand end within
    /// the time the settings give them.
    pub async fn run(self, stop: impl Future<Output = ()>) -> Result<(), ServeError> {
        let limits = self.app.settings.limits.clone();
        let background = self.app.background.start(&self.app)?;
        let keeper = Keeper::start(&self.app)?;
        let streams = self.start_streams().await?;
        let open = AtOnce::new(limits.connections, limits.connections_per_address);
        let refusals = AtOnce::new(limits.connections_per_address, 4);
        let (stopping, told) = watch::channel(false);
        let mut connections = JoinSet::new();
        let mut stop = std::pin::pin!(stop);
        loop {
            let accepted = tokio::select! {
                () = &mut stop => break,
                accepted = self.listener.accept() => accepted,
                Some(_) = connections.join_next() => continue,
            };
            let (stream, address) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    sleep(OUT_OF_FILES_PAUSE).await;
                    continue;
                }
            };
            let key = AddressKey::from(address.ip());
            let Some(place) = open.enter(key) else {
                self.app.metrics.connection_refused();
                if let (None, Some(place)) = (&self.tls, refusals.enter(key)) {
                    let within = limits.linger_timeout;
                    connections.spawn(async move {
                        let _ = timeout(within, refuse(stream)).await;
                        drop(place);
                    });
                }
                continue;
            };
            let (app, tls, told) = (Arc::clone(&self.app), self.tls.clone(), told.clone());
            app.metrics.connections(open.count());
            let open = Arc::clone(&open);
            connections.spawn(async move {
                connection::serve(Arc::clone(&app), tls, stream, address, told).await;
                drop(place);
                app.metrics.connections(open.count());
            });
        }
        drop(self.listener);
        let _ = stopping.send(true);
        let drained = async { while connections.join_next().await.is_some() {} };
        if timeout(limits.shutdown_timeout, drained).await.is_err() {
            tracing::warn!(open = open.count(), "connections were cut at shutdown");
            connections.abort_all();
        }
        let store = self.app.store.clone();
        let end = tokio::task::spawn_blocking(move || {
            keeper.stop();
            background.stop();
            streams.stop();
            store.close()
        });
        match end.await {
            Ok(outcome) => Ok(outcome?),
            Err(panic) => Err(ServeError::Start(panic.to_string())),
        }
    }
}

/// Tells a client over its limit so; without TLS only, where that costs no handshake.
async fn refuse(mut stream: TcpStream) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let wire = Problem::busy().to_wire();
    if stream.write_all(&wire).await.is_ok() && stream.shutdown().await.is_ok() {
        let mut rest = [0; 4096];
        while matches!(stream.read(&mut rest).await, Ok(count) if count > 0) {}
    }
}

/// Runs a server on threads of its own until SIGTERM or SIGINT; SIGHUP rereads the certificate.
/// `ready` is called once it listens.
pub fn run(
    settings: Settings,
    store: Store,
    clock: Arc<dyn Clock>,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let failed = |error: io::Error| ServeError::Start(error.to_string());
    let runtime = runtime(&settings).map_err(failed)?;
    let shutdown_timeout = settings.limits.shutdown_timeout;
    let outcome = runtime.block_on(async {
        let server = Server::bind(settings, store, clock).await?;
        let stop = stop_signal().map_err(failed)?;
        if let Some(tls) = server.tls() {
            reload_on_hangup(tls).map_err(failed)?;
        }
        ready(server.local_addr());
        server.run(stop).await
    });
    runtime.shutdown_timeout(shutdown_timeout);
    outcome
}

/// The threads of a server.
pub fn runtime(settings: &Settings) -> io::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(settings.limits.workers.max(1))
        .max_blocking_threads(settings.limits.store_threads.max(2))
        .thread_name("tansiq-http")
        .enable_all()
        .build()
}

/// Ends with SIGTERM or SIGINT.
#[cfg(unix)]
pub(crate) fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(unix)]
fn reload_on_hangup(tls: Arc<Tls>) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            match tls.reload() {
                Ok(()) => tracing::info!("the certificate was read again"),
                Err(error) => tracing::error!(%error, "the old certificate stays in force"),
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
pub(crate) fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

#[cfg(not(unix))]
fn reload_on_hangup(_tls: Arc<Tls>) -> io::Result<()> {
    Ok(())
}
