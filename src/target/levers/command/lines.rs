//! What a program says, line by line, in bounded memory.

use std::mem::take;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::ChildStdout;

/// The longest line that is read, as large as the largest answer over HTTP.
const LONGEST: usize = 2 * 1024 * 1024;

/// The lines of a program. Whoever stops waiting for one loses nothing of it.
#[derive(Debug)]
pub(super) struct Lines {
    pipe: BufReader<ChildStdout>,
    /// What has come of the next line.
    begun: Vec<u8>,
}

impl Lines {
    pub(super) fn of(pipe: ChildStdout) -> Self {
        Self {
            pipe: BufReader::new(pipe),
            begun: Vec::new(),
        }
    }

    /// The next line; what went wrong where there is none.
    pub(super) async fn next(&mut self) -> Result<String, String> {
        let unread = |error: &dyn std::fmt::Display| {
            Err(format!("gave a reply that cannot be read: {error}"))
        };
        loop {
            let came = match self.pipe.fill_buf().await {
                Ok(came) => came,
                Err(error) => return unread(&error),
            };
            let end = came.iter().position(|byte| *byte == b'\n');
            let length = end.unwrap_or(came.len());
            if self.begun.len() + length > LONGEST {
                let most = LONGEST / 1024 / 1024;
                return Err(format!("gave a line longer than {most} MiB"));
            }
            self.begun.extend_from_slice(&came[..length]);
            if end.is_none() && length > 0 {
                self.pipe.consume(length);
                continue;
            }
            if end.is_none() && self.begun.is_empty() {
                return Err("ended before it replied".to_owned());
            }
            self.pipe.consume(length + usize::from(end.is_some()));
            return String::from_utf8(take(&mut self.begun)).or_else(|error| unread(&error));
        }
    }
}
