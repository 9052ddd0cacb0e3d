//! `--exec`: a target that is started for the run and ended with it.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::net::TcpListener;
use std::pin::pin;
use std::process::Stdio;
use std::time::{Duration, Instant};

use futures::future::poll_immediate;

use super::{Refused, interrupted, runtime};
use crate::exit::Exit;
use crate::report::visible::visible;
use crate::target::client::{Client, Plain};
use crate::target::process::{Program, Running};
use crate::target::secret::{Redactor, Secret};

/// What stands for the port in a command line and in URLs.
pub(super) const PORT: &str = "{port}";

/// How long a target may take until it answers.
const DEADLINE: Duration = Duration::from_secs(30);

/// How often it is asked whether it does, and how long each answer may take.
const LOOK: (Duration, Duration) = (Duration::from_millis(20), Duration::from_secs(2));

/// How much of the end of its output is shown.
const SHOWN: u64 = 2_000;

/// A target that was started here.
#[derive(Debug)]
pub(super) struct Started {
    running: Running,
    output: File,
    /// Takes the key out of what it says.
    redactor: Redactor,
    /// The port that it was told.
    pub(super) port: u16,
}

impl Started {
    /// Starts a target on a free port and waits until something answers at its URL.
    ///
    /// # Errors
    /// When it cannot be started, ends, or does not answer, with the end of its output.
    pub(super) fn start(program: &Program, url: &str, redactor: Redactor) -> Result<Self, Refused> {
        let port = free_port().map_err(|error| wrong(format!("no port is free: {error}")))?;
        let program = Program {
            line: program.line.replace(PORT, &port.to_string()),
            folder: program.folder.clone(),
        };
        let output = tempfile::tempfile().map_err(wrong)?;
        let (out, err) = (
            output.try_clone().map_err(wrong)?,
            output.try_clone().map_err(wrong)?,
        );
        let url = url.replace(PORT, &port.to_string());
        runtime()?.block_on(async {
            // Listened for from before there is anything to be ended.
            let mut stop = pin!(interrupted());
            if poll_immediate(&mut stop).await.is_some() {
                return Err(stopped());
            }
            let client = Client::new(LOOK.1).map_err(wrong)?;
            // Whatever is there already would be judged in place of what is started here.
            if does_answer(&client, &url).await {
                return Err(wrong(format!(
                    "something answers at {url} already; end it, or let {PORT} stand for the port"
                )));
            }
            let child = program
                .command()
                .env("PORT", port.to_string())
                .stdin(Stdio::null())
                .stdout(out)
                .stderr(err)
                .spawn()
                .map_err(|error| wrong(format!("`{}` cannot be started: {error}", program.line)))?;
            let mut started = Self {
                running: Running::new(child),
                output,
                redactor,
                port,
            };
            let came = tokio::select! {
                () = &mut stop => return Err(stopped()),
                came = started.answers(&client, &url) => came,
            };
            came.map_err(|why| wrong(format!("`{}` {why}", program.line)))?;
            Ok(started)
        })
    }

    async fn answers(&mut self, client: &Client, url: &str) -> Result<(), String> {
        let begun = Instant::now();
        loop {
            if let Some(how) = self.running.ended() {
                return Err(format!(
                    "ended before it answered at {url} ({how}){}",
                    self.said()
                ));
            }
            if does_answer(client, url).await {
                return Ok(());
            }
            if begun.elapsed() > DEADLINE {
                let limit = DEADLINE.as_secs();
                return Err(format!(
                    "did not answer at {url} within {limit} s{}",
                    self.said()
                ));
            }
            tokio::time::sleep(LOOK.0).await;
        }
    }

    /// The end of its output, where it died on the way.
    pub(super) fn last_words(&mut self) -> Option<String> {
        let how = self.running.ended()?;
        Some(format!(
            "the target that --exec started has ended ({how}){}",
            self.said()
        ))
    }

    fn said(&mut self) -> String {
        let length = self.output.seek(SeekFrom::End(0)).unwrap_or_default();
        let start = SeekFrom::Start(length.saturating_sub(SHOWN));
        let mut bytes = Vec::new();
        // What cannot be read is not shown.
        let read = self
            .output
            .seek(start)
            .and_then(|_| self.output.read_to_end(&mut bytes));
        let text = String::from_utf8_lossy(&bytes);
        match text.trim() {
            _ if read.is_err() => String::new(),
            "" => "; it said nothing".to_owned(),
            said => {
                let said = self.redactor.text(said.to_owned());
                format!("; the end of its output:\n{}", visible(&said))
            }
        }
    }
}

/// Whether anything answers at a URL; a refusal is an answer.
async fn does_answer(client: &Client, url: &str) -> bool {
    let plain = Plain {
        method: "GET".to_owned(),
        path: "/v1/payouts".to_owned(),
        account: None,
        body: None,
    };
    let answer = client.call(url, &Secret::new(""), plain).await;
    answer.status.is_some()
}

fn stopped() -> Refused {
    Refused::with(Exit::Interrupted, "interrupted before the target answered")
}

fn wrong(why: impl std::fmt::Display) -> Refused {
    Refused::with(Exit::Unreachable, format!("--exec: {why}"))
}

/// A port that is free now; nobody else is likely to take it before the target does.
fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
