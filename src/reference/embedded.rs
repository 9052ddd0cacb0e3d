//! The reference on a port: served by the caller's runtime, or by a thread of its own.

use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::thread::JoinHandle;

use axum::serve::ListenerExt;
use tokio::sync::oneshot;

use super::{Options, router};

/// Serves the reference on a listener until `stop` resolves, then answers what is under way.
///
/// # Errors
/// When the listener breaks.
pub async fn serve(
    listener: tokio::net::TcpListener,
    options: &Options,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    // Small answers must not wait for more to come.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let service = router(options);
    axum::serve(listener, service)
        .with_graceful_shutdown(stop)
        .await
}

/// The reference inside this process: on a free port of 127.0.0.1, in its own thread, until dropped.
#[derive(Debug)]
pub struct Embedded {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Embedded {
    /// Starts it; it answers when this returns.
    ///
    /// # Errors
    /// When there is no free port or no thread to be had.
    pub fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let serving = async move {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::select! {
                served = serve(listener, &options, std::future::pending()) => served,
                // Connections that are open end with the runtime: nobody waits for idle clients.
                _ = stopped => Ok(()),
            }
        };
        let thread = std::thread::Builder::new()
            .name("recoup-reference".to_owned())
            .spawn(move || {
                // Whoever asks finds the port closed, which says more than this thread could.
                let _ = runtime.block_on(serving);
            })?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The base URL of the API.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The base URL of the levers.
    #[must_use]
    pub fn levers_url(&self) -> String {
        format!("{}/levers", self.url())
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
