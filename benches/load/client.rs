//! A small client of HTTP/1.1 with connections that stay open, so that the generator is not what is measured.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::CONNECTIONS;

/// A connection that stays open.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// A request as it goes out.
pub fn request(method: &str, path: &str, (key, body): (&str, &str)) -> Vec<u8> {
    let kind = if path.starts_with("/levers") {
        "application/json"
    } else {
        "application/x-www-form-urlencoded"
    };
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

impl Client {
    /// Opens a connection.
    pub async fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        let buffer = Vec::with_capacity(1 << 16);
        Self { stream, buffer }
    }

    /// Sends a request and reads the whole answer, which is a success.
    pub async fn send(&mut self, request: &[u8]) -> &str {
        self.stream.write_all(request).await.expect("a server");
        self.buffer.clear();
        loop {
            let read = self.stream.read_buf(&mut self.buffer).await;
            assert!(read.expect("an answer") > 0, "the server has hung up");
            if let Some(start) = self.whole() {
                let text = std::str::from_utf8(&self.buffer).expect("text");
                let asked = String::from_utf8_lossy(request);
                assert!(text.starts_with("HTTP/1.1 2"), "{asked}\n{text}");
                return &text[start..];
            }
        }
    }

    /// The same, of an answer in JSON.
    pub async fn json(&mut self, request: &[u8]) -> serde_json::Value {
        let text = self.send(request).await;
        serde_json::from_str(text).expect("JSON")
    }

    /// Where the body begins, once it is there as a whole.
    fn whole(&self) -> Option<usize> {
        let end = self
            .buffer
            .windows(4)
            .position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&self.buffer[..end]).expect("text");
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let is_length = name.eq_ignore_ascii_case("content-length");
            is_length.then(|| value.trim().parse::<usize>().expect("a length"))
        });
        let whole = end + 4 + length.unwrap_or(0);
        (self.buffer.len() >= whole).then_some(end + 4)
    }
}

/// What a load came to.
pub struct Load {
    /// How long each answer took, the shortest first.
    times: Vec<Duration>,
    wall: Duration,
}

impl Load {
    /// How many answers there were.
    pub fn count(&self) -> u64 {
        u64::try_from(self.times.len()).expect("a countable load")
    }

    /// Answers a second.
    pub fn rate(&self) -> f64 {
        let count = u32::try_from(self.times.len()).expect("a countable load");
        f64::from(count) / self.wall.as_secs_f64()
    }

    /// The time within which so many thousandths of the answers came, in milliseconds.
    pub fn thousandth(&self, thousandths: usize) -> f64 {
        let place = self.times.len() * thousandths / 1_000;
        let time = self.times[place.min(self.times.len() - 1)];
        time.as_secs_f64() * 1e3
    }
}

/// Sends what `next` makes, on sixteen connections at once, until it makes nothing more or time is up.
pub async fn load(
    address: SocketAddr,
    until: Option<Duration>,
    next: impl Fn() -> Option<Vec<u8>> + Clone + Send + 'static,
    answered: impl Fn(&str) + Clone + Send + 'static,
) -> Load {
    let mut clients = Vec::new();
    for _ in 0..CONNECTIONS {
        clients.push(Client::connect(address).await);
    }
    let start = Instant::now();
    let under_way: Vec<_> = clients
        .into_iter()
        .map(|mut client| {
            let (next, answered) = (next.clone(), answered.clone());
            tokio::spawn(async move {
                let mut times = Vec::new();
                while until.is_none_or(|until| start.elapsed() < until)
                    && let Some(request) = next()
                {
                    let sent = Instant::now();
                    let answer = client.send(&request).await;
                    times.push(sent.elapsed());
                    answered(answer);
                }
                times
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in under_way {
        times.extend(task.await.expect("a connection's loop"));
    }
    let wall = start.elapsed();
    times.sort_unstable();
    Load { times, wall }
}
