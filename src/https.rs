//! How every HTTP client of ours begins: with the cryptography that `https` needs.

use reqwest::{Client, ClientBuilder};

/// The builder of a client that goes straight to its target: no proxy of the environment, and `https` where it is built in.
///
/// reqwest takes its cryptography from the process. Ours is ring, which is a third of the size of what reqwest would
/// bring; a program that has chosen another keeps it. Certificates are held to the roots of the platform either way.
pub fn client() -> ClientBuilder {
    #[cfg(feature = "tls")]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may have been first, which is as good.
        let _first = rustls::crypto::ring::default_provider().install_default();
    }
    Client::builder().no_proxy()
}

#[cfg(all(test, feature = "tls"))]
mod tests {
    use std::io::Read as _;
    use std::net::TcpListener;
    use std::thread;

    /// The first byte of a record that holds a handshake.
    const HANDSHAKE: u8 = 22;

    #[test]
    fn an_https_target_is_spoken_to_in_tls() -> Result<(), Box<dyn std::error::Error>> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("https://{}", listener.local_addr()?);
        let heard = thread::spawn(move || {
            let mut first = [0];
            let (mut stream, _) = listener.accept()?;
            stream.read_exact(&mut first).map(|()| first[0])
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let answer = runtime.block_on(super::client().build()?.get(url).send());
        assert!(answer.is_err());
        assert_eq!(
            heard.join().map_err(|_| "the listener panicked")??,
            HANDSHAKE
        );
        Ok(())
    }
}
