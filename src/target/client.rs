//! The one way to a target: an HTTP client that bounds what it waits for and what it reads.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName};
use reqwest::redirect::Policy;
use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use super::exchange::{Began, Credentials, Exchange, Plane, Purpose};
use super::origin::Origins;
use super::secret::Secret;
use crate::https;
use crate::shorten::brief;

/// The most of an answer that is read; a larger one is cut off and counts as no answer.
const LARGEST_ANSWER: usize = 2 * 1024 * 1024;

static ACCOUNT: HeaderName = HeaderName::from_static("stripe-account");
static IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
static REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
static REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// A key that no target has given to anybody.
const UNKNOWN_KEY: &str = "sk_test_recoup_nobody_has_this_key";

/// The header that says who asks, where there is one.
fn authorization(credentials: Credentials, key: &Secret) -> Option<String> {
    match credentials {
        Credentials::Bearer => Some(format!("Bearer {}", key.reveal())),
        Credentials::Basic => Some(format!("Basic {}", basic(key))),
        Credentials::Nothing => None,
        Credentials::UnknownKey => Some(format!("Bearer {UNKNOWN_KEY}")),
    }
}

/// The key as the user name of Basic authentication, with an empty password.
#[must_use]
pub fn basic(key: &Secret) -> String {
    STANDARD.encode(format!("{}:", key.reveal()))
}

/// A form request to the API under test.
#[derive(Debug, Clone)]
pub struct Request {
    /// `GET`, `POST` or `DELETE`.
    pub method: &'static str,
    /// The path, beginning with `/v1/`.
    pub path: String,
    /// Parameters in order: the query of a `GET`, the form of a `POST`.
    pub params: Vec<(String, String)>,
    /// The connected account to name in `Stripe-Account`.
    pub account: Option<String>,
    /// The idempotency key that it carries.
    pub key: Option<String>,
    /// How it says who makes it.
    pub credentials: Credentials,
    /// Why it is made.
    pub purpose: Purpose,
}

impl Request {
    /// A reading.
    #[must_use]
    pub fn get(path: impl Into<String>, account: Option<String>, purpose: Purpose) -> Self {
        Self::new("GET", path.into(), account, purpose)
    }

    /// A change.
    #[must_use]
    pub fn post(path: impl Into<String>, account: Option<String>, purpose: Purpose) -> Self {
        Self::new("POST", path.into(), account, purpose)
    }

    /// A removal.
    #[must_use]
    pub fn delete(path: impl Into<String>, account: Option<String>, purpose: Purpose) -> Self {
        Self::new("DELETE", path.into(), account, purpose)
    }

    fn new(method: &'static str, path: String, account: Option<String>, purpose: Purpose) -> Self {
        Self {
            method,
            path,
            params: Vec::new(),
            account,
            key: None,
            credentials: Credentials::default(),
            purpose,
        }
    }

    /// With these parameters.
    #[must_use]
    pub fn with(mut self, params: Vec<(String, String)>) -> Self {
        self.params = params;
        self
    }

    fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.params)
            .finish()
    }
}

/// A request that arranges something, in whatever form the target takes it.
#[derive(Debug, Clone)]
pub struct Plain {
    /// The method.
    pub method: String,
    /// The path, beginning with `/`.
    pub path: String,
    /// The connected account to name in `Stripe-Account`.
    pub account: Option<String>,
    /// The body with its content type.
    pub body: Option<(&'static str, String)>,
}

/// An HTTP client for one run: no redirects, bounded time, bounded memory.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    origins: Origins,
}

impl Client {
    /// A client that waits at most `timeout` for a whole answer.
    ///
    /// # Errors
    /// When the TLS back end cannot be started.
    pub fn new(timeout: Duration) -> Result<Self, reqwest::Error> {
        let http = https::client()
            .timeout(timeout)
            .redirect(Policy::none())
            .user_agent(concat!("recoup/", env!("CARGO_PKG_VERSION")))
            .build()?;
        let origins = Origins::default();
        Ok(Self { http, origins })
    }

    /// A request to this path below a base URL; one that cannot be sent says so when it is.
    fn to(&self, base: &str, path: &str, method: Method) -> RequestBuilder {
        match self.origins.at(base, path) {
            Some(url) => self.http.request(method, url),
            None => self.http.request(method, format!("{base}{path}")),
        }
    }

    /// Sends a request to the API under test.
    pub async fn send(&self, base: &str, key: &Secret, request: &Request) -> Exchange {
        self.send_after(base, key, (request, &[])).await
    }

    /// Sends a request to the API under test after others: an answer that is one of theirs to the letter is not read again.
    ///
    /// What is looked at before and after a change is often the same, and reading it is dearer than comparing it.
    pub async fn send_after(
        &self,
        base: &str,
        key: &Secret,
        (request, earlier): (&Request, &[Exchange]),
    ) -> Exchange {
        let mut exchange = self.fetch(base, key, request).await;
        read_after(&mut exchange, earlier);
        exchange
    }

    /// Sends a request to the API under test, and leaves the answer to be read by somebody else.
    pub async fn fetch(&self, base: &str, key: &Secret, request: &Request) -> Exchange {
        let encoded = request.encoded();
        let (path, body) = match (request.method, encoded.is_empty()) {
            (_, true) => (request.path.clone(), String::new()),
            ("GET", false) => (format!("{}?{encoded}", request.path), String::new()),
            (_, false) => (request.path.clone(), encoded),
        };
        let mut builder = self.to(base, &path, named(request.method));
        if let Some(credentials) = authorization(request.credentials, key) {
            builder = builder.header(AUTHORIZATION, credentials);
        }
        if let Some(account) = &request.account {
            builder = builder.header(&ACCOUNT, account);
        }
        if let Some(key) = &request.key {
            builder = builder.header(&IDEMPOTENCY_KEY, key);
        }
        if !body.is_empty() {
            builder = builder
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(body.clone());
        }
        let exchange = Exchange {
            plane: Plane::Api,
            purpose: request.purpose,
            method: request.method.to_owned(),
            path,
            account: request.account.clone(),
            key: request.key.clone(),
            credentials: request.credentials,
            body,
            status: None,
            request_id: None,
            replayed: false,
            answer: Arc::default(),
            trouble: None,
            text: Vec::new(),
            micros: 0,
            began: Began::Unknown,
        };
        complete(exchange, builder).await
    }

    /// Sends a request that arranges something, with the key.
    pub async fn call(&self, base: &str, key: &Secret, plain: Plain) -> Exchange {
        let method = Method::from_bytes(plain.method.as_bytes()).unwrap_or(Method::POST);
        let bearer = format!("Bearer {}", key.reveal());
        let mut builder = self.to(base, &plain.path, method);
        builder = builder.header(AUTHORIZATION, bearer);
        if let Some(account) = &plain.account {
            builder = builder.header(&ACCOUNT, account);
        }
        let (kind, body) = plain.body.unwrap_or_default();
        if !body.is_empty() {
            builder = builder.header(CONTENT_TYPE, kind).body(body.clone());
        }
        let exchange = Exchange {
            account: plain.account,
            ..Exchange::of_lever(&plain.method, &plain.path, body)
        };
        let mut exchange = complete(exchange, builder).await;
        read_after(&mut exchange, &[]);
        exchange
    }

    /// Sends a request to the levers: JSON in, JSON out, no key.
    pub async fn pull(
        &self,
        base: &str,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Exchange {
        let text = body.map(Value::to_string).unwrap_or_default();
        let mut builder = self.to(base, path, named(method));
        if !text.is_empty() {
            builder = builder
                .header(CONTENT_TYPE, "application/json")
                .body(text.clone());
        }
        let mut exchange = complete(Exchange::of_lever(method, path, text), builder).await;
        read_after(&mut exchange, &[]);
        exchange
    }
}

/// The method of this name, of those that requests of ours have.
fn named(method: &str) -> Method {
    match method {
        "GET" => Method::GET,
        "DELETE" => Method::DELETE,
        _ => Method::POST,
    }
}

/// Sends and fills in what came back, as it came.
async fn complete(mut exchange: Exchange, builder: RequestBuilder) -> Exchange {
    let clock = Instant::now();
    match receive(builder, &mut exchange).await {
        Ok(Some(bytes)) => exchange.text = bytes,
        Ok(None) => {
            let most = LARGEST_ANSWER / 1024 / 1024;
            exchange.trouble = Some(format!("the answer is larger than {most} MiB"));
        }
        Err(trouble) => {
            exchange.status = None;
            exchange.trouble = Some(trouble);
        }
    }
    exchange.lasted_since(clock);
    exchange
}

/// The body, or none where it is larger than anybody reads; status and headers go into the exchange.
async fn receive(
    builder: RequestBuilder,
    exchange: &mut Exchange,
) -> Result<Option<Vec<u8>>, String> {
    let mut response = builder.send().await.map_err(|error| cause(&error))?;
    exchange.status = Some(response.status().as_u16());
    exchange.request_id = text_of(response.headers(), &REQUEST_ID);
    exchange.replayed = text_of(response.headers(), &REPLAYED).is_some_and(|text| text == "true");
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| cause(&error))? {
        if bytes.len() + chunk.len() > LARGEST_ANSWER {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// The most of a header that is kept.
const LONGEST_HEADER: usize = 256;

/// A header's text, where there is one that says something.
fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    (!text.is_empty()).then(|| brief(text, LONGEST_HEADER).into_owned())
}

/// Reads an answer, unless it is one of those before it to the letter.
fn read_after(exchange: &mut Exchange, earlier: &[Exchange]) {
    if exchange.text.is_empty() {
        return;
    }
    let is_same = |earlier: &&Exchange| earlier.text == exchange.text && !earlier.is_unread();
    match earlier.iter().rfind(is_same) {
        Some(same) => exchange.answer = Arc::clone(&same.answer),
        None => exchange.read(),
    }
}

/// An id as a segment of a path: whatever a target calls its objects, it stays one segment.
#[must_use]
pub fn segment(id: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    if id.bytes().all(plain) {
        return Cow::Borrowed(id);
    }
    let encode = |b: u8| {
        if plain(b) {
            char::from(b).to_string()
        } else {
            format!("%{b:02X}")
        }
    };
    Cow::Owned(id.bytes().map(encode).collect())
}

/// The cause of a transport error in a line, from the outermost to the innermost.
#[must_use]
pub fn cause(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no whole answer within the time limit".to_owned();
    }
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

#[cfg(test)]
mod tests {
    use super::segment;

    #[test]
    fn an_id_stays_one_segment_of_a_path() {
        assert_eq!(segment("po_1A-z.~"), "po_1A-z.~");
        assert_eq!(
            segment("po/../x?#%\u{1b}é"),
            "po%2F..%2Fx%3F%23%25%1B%C3%A9"
        );
    }
}
