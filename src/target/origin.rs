//! Where requests go: the URLs of a target are read once, as reading one takes longer than all else of writing a request.

use std::cell::RefCell;
use std::rc::Rc;

use reqwest::Url;

/// The base URLs that a client has sent to; there are two or three.
#[derive(Debug, Clone, Default)]
pub(super) struct Origins(Rc<RefCell<Vec<(String, Url)>>>);

impl Origins {
    /// The URL of this path and query below a base URL without a slash at its end; none where that is no URL.
    pub(super) fn at(&self, base: &str, path: &str) -> Option<Url> {
        let mut url = self.read(base)?;
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (path, None),
        };
        match url.path().trim_end_matches('/') {
            "" => url.set_path(path),
            prefix => url.set_path(&format!("{prefix}{path}")),
        }
        url.set_query(query);
        Some(url)
    }

    fn read(&self, base: &str) -> Option<Url> {
        let mut known = self.0.borrow_mut();
        if let Some((_, url)) = known.iter().find(|(text, _)| text == base) {
            return Some(url.clone());
        }
        let url = Url::parse(base).ok()?;
        known.push((base.to_owned(), url.clone()));
        Some(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_what_reading_the_whole_of_it_would_be() {
        let origins = Origins::default();
        for base in ["http://127.0.0.1:1", "https://[::1]:2/api", "http://x/a/b"] {
            for path in [
                "",
                "/levers",
                "/v1/payouts/po_1/cancel",
                "/v1/payouts?limit=3&created%5Bgte%5D=5",
                "/v1/payouts//cancel",
                "/v1/payouts/..%2F..%2Flevers%3Fx%23%1B%C3%A9",
                "/worlds/a b/é?q=a b",
            ] {
                let whole = Url::parse(&format!("{base}{path}")).ok();
                for _ in 0..2 {
                    assert_eq!(origins.at(base, path), whole, "{base}{path}");
                }
            }
        }
        assert_eq!(origins.at("nowhere", "/v1"), None);
    }
}
