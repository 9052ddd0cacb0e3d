//! The signature of a webhook delivery: `t=<unix time>,v1=<hex>`, over `<t>.<body>`.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::secret::Secret;

/// A signature header, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// When it was signed, in Unix seconds.
    pub time: i64,
    digests: Vec<Vec<u8>>,
}

impl Signature {
    /// Reads the header; schemes other than `v1` are passed over.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(header: &str) -> Result<Self, String> {
        let mut time = None;
        let mut digests = Vec::new();
        for part in header.split(',') {
            match part.trim().split_once('=') {
                Some(("t", text)) => time = text.parse().ok(),
                Some(("v1", text)) => digests.extend(unhex(text)),
                Some(_) => {}
                None => return Err(format!("`{part}` is no part of a signature")),
            }
        }
        match time {
            None => Err("it has no time (`t=`)".to_owned()),
            Some(_) if digests.is_empty() => Err("it has no digest (`v1=`)".to_owned()),
            Some(time) => Ok(Self { time, digests }),
        }
    }

    /// Whether one of the digests is that of the body by this secret.
    #[must_use]
    pub fn verifies(&self, secret: &Secret, body: &[u8]) -> bool {
        self.digests.iter().any(|digest| {
            Hmac::<Sha256>::new_from_slice(secret.reveal().as_bytes()).is_ok_and(|mut mac| {
                mac.update(self.time.to_string().as_bytes());
                mac.update(b".");
                mac.update(body);
                mac.verify_slice(digest).is_ok()
            })
        })
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? * 16 + digit(*low)?),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 4231, test case 2: the message `what do ya want for nothing?` by the key `Jefe`.
    const DIGEST: &str = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    #[test]
    fn the_digest_is_that_of_the_published_example() {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"Jefe").ok();
        if let Some(mac) = &mut mac {
            mac.update(b"what do ya want for nothing?");
        }
        let same =
            mac.is_some_and(|mac| mac.verify_slice(&unhex(DIGEST).unwrap_or_default()).is_ok());
        assert!(same);
    }

    #[test]
    fn a_signature_is_of_its_body_its_time_and_its_secret() {
        // `printf '12.{}' | openssl dgst -sha256 -hmac whsec_x`
        let digest = "a1a23aaa11a5e60d05ced9d65a8cc37815848ba1b24be623e8a0ef3a117faa11";
        let header = format!("t=12,v1={digest},v0=00");
        let read = Signature::parse(&header);
        assert_eq!(read.as_ref().map(|read| read.time), Ok(12));
        let verifies = |secret: &str, body: &[u8]| {
            read.as_ref()
                .is_ok_and(|read| read.verifies(&Secret::new(secret), body))
        };
        assert!(verifies("whsec_x", b"{}"));
        assert!(!verifies("whsec_y", b"{}"));
        assert!(!verifies("whsec_x", b"{ }"));
    }

    #[test]
    fn what_is_no_signature_says_what_is_missing() {
        for wrong in ["", "t=1", "v1=00", "t=x,v1=00", "t=1,v1=zz", "t=1,v1=000"] {
            assert!(Signature::parse(wrong).is_err(), "{wrong}");
        }
    }
}
