//! The reference behind a server that spoils what comes back.

use std::io::{self, BufRead, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::rc::Rc;
use std::sync::Arc;
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use recoup::Check;
use recoup::reference::{Embedded, Options};
use recoup::run::result::Run;
use recoup::run::select::Selection;
use recoup::spec::Catalogue;
use serde_json::Value;

/// The key of the profile, which must never be told.
pub const KEY: &str = "sk_canary_profile";

/// What passed: the request, and the answer to be changed.
pub struct Passing {
    pub method: String,
    pub path: String,
    /// What the `Authorization` said.
    pub key: String,
    pub asked: Vec<u8>,
    pub status: u16,
    pub fields: String,
    pub body: Vec<u8>,
}

thread_local! {
    /// The features, read once for all runs of a test.
    static CATALOGUE: Rc<Catalogue> = Rc::new(Catalogue::embedded().unwrap());
}

/// How the answer goes out.
pub enum Fate {
    /// As it is now.
    Whole,
    /// Not at all: the connection is closed.
    Closed,
    /// By hand.
    By(fn(&mut TcpStream) -> io::Result<()>),
}

impl Passing {
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/v1/")
    }

    pub fn is_api_post(&self) -> bool {
        self.is_api() && self.method == "POST"
    }

    /// Changes a JSON answer.
    pub fn edit(&mut self, change: impl FnOnce(&mut Value)) {
        if let Ok(mut value) = serde_json::from_slice(&self.body) {
            change(&mut value);
            self.body = value.to_string().into_bytes();
        }
    }

    /// Answers with these fields in the head.
    pub fn say(&mut self, fields: &str) {
        fields.clone_into(&mut self.fields);
    }

    /// Answers something else.
    pub fn answer(&mut self, status: u16, body: &[u8]) {
        (self.status, self.body) = (status, body.to_vec());
    }
}

pub type Spoil = dyn Fn(&mut Passing) -> Fate + Send + Sync;

/// The reference behind a server that spoils what comes back.
pub struct Spoiled {
    pub url: String,
    _reference: Embedded,
}

impl Spoiled {
    /// It ends with the test's process; nobody asks it anything after the test.
    pub fn by(spoil: impl Fn(&mut Passing) -> Fate + Send + Sync + 'static) -> Self {
        let reference = Embedded::start(Options::default()).unwrap();
        let behind = reference.url().trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let spoil: Arc<Spoil> = Arc::new(spoil);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (behind, spoil) = (behind.clone(), Arc::clone(&spoil));
                thread::spawn(move || pass(stream, &behind, &*spoil));
            }
        });
        Self {
            url,
            _reference: reference,
        }
    }

    /// As [`Self::by`], where whatever goes out goes out whole.
    pub fn whole(spoil: impl Fn(&mut Passing) + Send + Sync + 'static) -> Self {
        Self::by(move |passing| {
            spoil(passing);
            Fate::Whole
        })
    }

    pub fn check(&self) -> Check {
        let catalogue = CATALOGUE.with(Rc::clone);
        Check::at(&self.url).key(KEY).features(catalogue)
    }

    pub fn run(&self, patterns: &[&str]) -> Run {
        self.check().only(selection(patterns)).run().unwrap()
    }
}

pub fn selection(patterns: &[&str]) -> Selection {
    Selection {
        patterns: patterns.iter().map(ToString::to_string).collect(),
        needs: Vec::new(),
    }
}

/// Serves one request of a connection: a client that goes away meanwhile is its own affair.
fn pass(stream: TcpStream, behind: &str, spoil: &Spoil) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let (head, asked) = message(&mut reader)?;
    let head = without_canary(head);
    let mut words = head.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let key = field(&head, "authorization").unwrap_or_default();
    let mut upstream = TcpStream::connect(behind).ok()?;
    let closing = head.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    upstream.write_all(closing.as_bytes()).ok()?;
    upstream.write_all(&asked).ok()?;
    let (answer, body) = message(&mut BufReader::new(upstream))?;
    let status = answer.split_whitespace().nth(1)?.parse().ok()?;
    let mut passing = Passing {
        method,
        path,
        key,
        asked,
        status,
        fields: String::new(),
        body,
    };
    match spoil(&mut passing) {
        Fate::Whole => {
            let (status, fields, length) = (passing.status, passing.fields, passing.body.len());
            let head = format!(
                "HTTP/1.1 {status} X\r\nConnection: close\r\n{fields}Content-Length: {length}\r\n\r\n"
            );
            let whole = [head.as_bytes(), &passing.body].concat();
            reader.get_mut().write_all(&whole).ok()
        }
        Fate::Closed => None,
        Fate::By(hand) => hand(reader.get_mut()).ok(),
    }
}

/// Reads head and body of a request or an answer.
fn message(reader: &mut impl BufRead) -> Option<(String, Vec<u8>)> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = field(&head, "content-length").and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some((head, body))
}

/// What the worlds' keys begin with as far as the client knows: everything that has to be escaped somewhere.
pub const CANARY: &str = "sk canary\"\\/+%&=";

/// A world's key as a test gives it out.
pub fn in_disguise(reply: &mut Value) {
    if let Some(key) = reply["api_key"].as_str() {
        reply["api_key"] = format!("{CANARY}{key}").into();
    }
}

/// The head with the key that the reference knows.
fn without_canary(head: String) -> String {
    let Some(said) = field(&head, "authorization") else {
        return head;
    };
    let Some(basic) = said.strip_prefix("Basic ") else {
        return head.replace(CANARY, "");
    };
    let pair = STANDARD.decode(basic).unwrap();
    let pair = String::from_utf8(pair).unwrap().replace(CANARY, "");
    head.replace(basic, &STANDARD.encode(pair))
}

fn field(head: &str, name: &str) -> Option<String> {
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let mut own = fields.filter(|(field, _)| field.eq_ignore_ascii_case(name));
    own.next().map(|(_, value)| value.trim().to_owned())
}
