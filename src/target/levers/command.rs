//! Levers as a program that reads a JSON request a line and answers a JSON reply a line (`command`).

use std::process::Stdio;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::Mutex;

use super::http::outcome;
use super::{LeverError, Manifest, Pulled, Unusable};
use crate::shorten::brief;
use crate::target::exchange::Exchange;
use crate::target::process::{Program, Running};

/// How many of the last lines are shown when a program goes wrong.
const SHOWN: usize = 5;

/// The most of a line that is shown.
const LINE: usize = 200;

/// The levers that a program pulls: one child process a run.
#[derive(Debug, Clone)]
pub struct CommandLevers {
    program: Program,
    timeout: Duration,
    state: Rc<Mutex<State>>,
}

#[derive(Debug)]
enum State {
    Unstarted,
    Running(Box<Talk>),
    /// It went wrong, and nothing that it says can be trusted any more.
    Broken(String),
}

#[derive(Debug)]
struct Talk {
    _running: Running,
    requests: ChildStdin,
    replies: Lines<BufReader<ChildStdout>>,
    seq: u64,
    last: Vec<String>,
}

impl CommandLevers {
    /// The levers of this program, each pull to be answered in time.
    #[must_use]
    pub fn new(program: Program, timeout: Duration) -> Self {
        Self {
            program,
            timeout,
            state: Rc::new(Mutex::new(State::Unstarted)),
        }
    }

    /// Asks what the target offers.
    ///
    /// # Errors
    /// When the program cannot be started, or answers no manifest.
    pub async fn manifest(&self) -> Result<Manifest, Unusable> {
        let (exchange, result) = self.pull("GET", "", None).await;
        match result {
            Ok(value) => Manifest::parse(&value)
                .map_err(|why| Unusable::NotTheProtocol(format!("{}: {why}", self.program.line))),
            Err(LeverError::Unreachable(why)) => Err(Unusable::Unreachable(why)),
            Err(LeverError::Unsupported(_) | LeverError::Fault(_)) => {
                let why = exchange
                    .trouble
                    .unwrap_or_else(|| exchange.answer.to_string());
                Err(Unusable::NotTheProtocol(why))
            }
        }
    }

    /// Pulls a lever.
    pub async fn pull(&self, method: &str, path: &str, body: Option<&Value>) -> Pulled {
        let sent = body.map(Value::to_string).unwrap_or_default();
        let mut exchange = Exchange::of_lever(method, path, sent);
        let mut state = self.state.lock().await;
        match self.say(&mut state, (method, path, body)).await {
            Ok((status, answer)) => {
                exchange.status = Some(status);
                exchange.answer = Arc::new(answer);
                let result = outcome("", &exchange);
                (exchange, result)
            }
            Err(why) => {
                *state = State::Broken(why.clone());
                exchange.trouble = Some(why.clone());
                (exchange, Err(LeverError::Fault(why)))
            }
        }
    }

    async fn say(
        &self,
        state: &mut State,
        (method, path, body): (&str, &str, Option<&Value>),
    ) -> Result<(u16, Value), String> {
        let talk = match state {
            State::Broken(why) => return Err(why.clone()),
            State::Running(talk) => talk,
            State::Unstarted => {
                *state = State::Running(Box::new(self.start()?));
                match state {
                    State::Running(talk) => talk,
                    State::Unstarted | State::Broken(_) => return Err(self.wrong("did not start")),
                }
            }
        };
        talk.seq += 1;
        let seq = talk.seq;
        let mut line =
            json!({"seq": seq, "method": method, "path": path, "body": body}).to_string();
        line.push('\n');
        // A program that has ended is told by its missing reply.
        let _ = talk.requests.write_all(line.as_bytes()).await;
        let _ = talk.requests.flush().await;
        let reply = tokio::time::timeout(self.timeout, talk.replies.next_line()).await;
        let what = match reply {
            Err(_) => "gave no reply within the time limit".to_owned(),
            Ok(Err(error)) => format!("gave a reply that cannot be read: {error}"),
            Ok(Ok(None)) => "ended before it replied".to_owned(),
            Ok(Ok(Some(line))) => {
                let read = read(&line, seq);
                talk.keep(&line);
                match read {
                    Ok(reply) => return Ok(reply),
                    Err(what) => what,
                }
            }
        };
        let last = talk.last.join("\n");
        let last = if last.is_empty() {
            String::new()
        } else {
            format!("; its last lines:\n{last}")
        };
        Err(format!("{} to {method} {path}{last}", self.wrong(&what)))
    }

    fn start(&self) -> Result<Talk, String> {
        let mut command = self.program.command();
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(|error| self.wrong(&format!("cannot be started: {error}")))?;
        let (requests, replies) = (child.stdin.take(), child.stdout.take());
        let running = Running::new(child);
        let requests = requests.and_then(|pipe| ChildStdin::from_std(pipe).ok());
        let replies = replies.and_then(|pipe| ChildStdout::from_std(pipe).ok());
        let (Some(requests), Some(replies)) = (requests, replies) else {
            return Err(self.wrong("cannot be talked to"));
        };
        Ok(Talk {
            _running: running,
            requests,
            replies: BufReader::new(replies).lines(),
            seq: 0,
            last: Vec::new(),
        })
    }

    fn wrong(&self, what: &str) -> String {
        format!("the levers program `{}` {what}", self.program.line)
    }
}

impl Talk {
    fn keep(&mut self, line: &str) {
        if self.last.len() == SHOWN {
            self.last.remove(0);
        }
        self.last.push(brief(line, LINE).into_owned());
    }
}

/// Status and body of a reply line.
fn read(line: &str, seq: u64) -> Result<(u16, Value), String> {
    let reply: Value = serde_json::from_str(line)
        .map_err(|error| format!("gave a line that is not JSON ({error})"))?;
    if reply["seq"] != seq {
        return Err(format!("replied with seq {} and not {seq}", reply["seq"]));
    }
    let status = reply["status"]
        .as_u64()
        .and_then(|status| u16::try_from(status).ok());
    match status {
        Some(status) => Ok((status, reply["body"].clone())),
        None => Err("replied without a status".to_owned()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// Answers every request with the same status and body.
    const SOUND: &str = r#"while read -r line; do seq=${line#*'"seq":'}; seq=${seq%%[,\}]*}
        echo '{"seq":'$seq',"status":200,"body":{"protocol":"levers/1","capabilities":["payouts"]}}'; done"#;

    fn levers(line: &str) -> CommandLevers {
        let program = Program {
            line: line.to_owned(),
            folder: PathBuf::new(),
        };
        CommandLevers::new(program, Duration::from_secs(10))
    }

    #[tokio::test]
    async fn one_program_answers_all() {
        let levers = levers(SOUND);
        let manifest = levers.manifest().await;
        assert!(manifest.is_ok_and(|manifest| manifest.capabilities.len() == 1));
        let (exchange, reply) = levers.pull("POST", "/worlds", Some(&json!({}))).await;
        assert_eq!(exchange.status, Some(200));
        assert!(reply.is_ok());
    }

    #[tokio::test]
    async fn a_program_that_goes_wrong_is_not_trusted_again() {
        for (line, told) in [
            ("exit 3", "ended before it replied"),
            ("read -r line; echo oops; cat", "not JSON"),
            (
                r#"read -r line; echo '{"seq":7,"status":200}'; cat"#,
                "seq 7 and not 1",
            ),
            (r#"read -r line; echo '{"seq":1}'; cat"#, "without a status"),
        ] {
            let levers = levers(line);
            for _ in 0..2 {
                let (exchange, reply) = levers.pull("GET", "", None).await;
                assert!(
                    matches!(&reply, Err(LeverError::Fault(why)) if why.contains(told)),
                    "{line}: {reply:?}"
                );
                assert_eq!(exchange.status, None);
            }
            if line.contains("oops") {
                let (_, reply) = levers.pull("GET", "", None).await;
                assert!(
                    matches!(reply, Err(LeverError::Fault(why)) if why.ends_with("its last lines:\noops"))
                );
            }
        }
    }
}
