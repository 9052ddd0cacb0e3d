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
