//! Levers as a program that reads a JSON request a line and answers a JSON reply a line (`command`).

use std::process::Stdio;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::Mutex;

mod lines;
mod told;

use super::http::{outcome, quoted};
use super::{LeverError, Manifest, Pulled, Unusable};
use crate::target::exchange::Exchange;
use crate::target::process::{Program, Running};
use lines::Lines;
use told::Last;

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
    replies: Lines,
    seq: u64,
    /// The last request that was replied to. Between the two stand those that nobody waited for to the end.
    replied: u64,
    last: Last,
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
                let why = exchange.trouble.unwrap_or_else(|| quoted(&exchange.answer));
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
        let what = match tokio::time::timeout(self.timeout, talk.reply()).await {
            Ok(Ok(reply)) => return Ok(reply),
            Ok(Err(what)) => what,
            Err(_) => "gave no reply within the time limit".to_owned(),
        };
        Err(format!(
            "{} to {method} {path}{}",
            self.wrong(&what),
            talk.last.told()
        ))
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
            replies: Lines::of(replies),
            seq: 0,
            replied: 0,
            last: Last::default(),
        })
    }

    fn wrong(&self, what: &str) -> String {
        format!("the levers program `{}` {what}", self.program.line)
    }
}

impl Talk {
    /// Status and body of the reply to the last request; replies to those that were given up are passed over.
    async fn reply(&mut self) -> Result<(u16, Value), String> {
        loop {
            let line = self.replies.next().await?;
            let reply = serde_json::from_str(&line)
                .map_err(|error| format!("gave a line that is not JSON ({error})"));
            self.last.keep(line);
            let reply: Value = reply?;
            match reply["seq"].as_u64() {
                Some(seq) if seq == self.seq => {
                    self.replied = seq;
                    return answer(&reply);
                }
                Some(seq) if seq > self.replied && seq < self.seq => {}
                Some(seq) => return Err(format!("replied with seq {seq} and not {}", self.seq)),
                None => return Err(format!("replied without the seq {}", self.seq)),
            }
        }
    }
}

/// Status and body of a reply.
fn answer(reply: &Value) -> Result<(u16, Value), String> {
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
            (
                r#"read -r line; echo '{"seq":"a"}'; cat"#,
                "without the seq 1",
            ),
            ("cat /dev/zero", "gave a line longer than 2 MiB"),
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

    /// Replies to a request when the next one has come, as a slow one does to who does not wait.
    const LATE: &str = r#"read -r line; read -r line; for seq in 1 2; do
        echo '{"seq":'$seq',"status":200,"body":{"of":'$seq'}}'; done;
        read -r line; echo '{"seq":1,"status":200}'; cat"#;

    #[tokio::test]
    async fn a_reply_that_nobody_waited_for_is_not_taken_for_the_next_one() {
        let levers = levers(LATE);
        let given_up = levers.pull("GET", "", None);
        let given_up = tokio::time::timeout(Duration::from_millis(50), given_up).await;
        assert!(given_up.is_err());
        let (_, reply) = levers.pull("GET", "", None).await;
        assert_eq!(reply, Ok(Arc::new(json!({"of": 2}))));
        // What was replied to already is not replied to again.
        let (_, reply) = levers.pull("GET", "", None).await;
        assert!(
            matches!(&reply, Err(LeverError::Fault(why)) if why.contains("seq 1 and not 3")),
            "{reply:?}"
        );
    }

    #[tokio::test]
    async fn the_key_of_one_world_is_not_told_to_the_next() {
        let levers = levers(
            r#"key=sk_can; key=${key}ary; read -r line
            echo '{"seq":1,"status":200,"body":{"world":"w_1","api_key":"'$key'"}}'
            read -r line; echo '{"seq":3,"api_key":"'$key'"}'; cat"#,
        );
        let (_, first) = levers.pull("POST", "/worlds", Some(&json!({}))).await;
        assert!(first.is_ok(), "{first:?}");
        let (exchange, second) = levers.pull("POST", "/worlds", Some(&json!({}))).await;
        let told = format!("{:?} {second:?}", exchange.trouble);
        assert!(told.contains("w_1") && !told.contains("canary"), "{told}");
    }
}
