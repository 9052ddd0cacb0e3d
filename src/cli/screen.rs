//! Where people read what a command says.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _};
use std::sync::OnceLock;

use crate::report::terminal::Style;
use crate::report::{Kind, Request};

/// Why standard output could not be written to, the first time that it could not.
static UNWRITTEN: OnceLock<io::Error> = OnceLock::new();

/// One of the two streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Screen {
    /// Standard output.
    Output,
    /// Standard error: standard output is for a program, to which a report goes there.
    Error,
}

impl Screen {
    /// Where people read while these reports are written.
    pub(super) fn beside<K: Kind>(requests: &[Request<K>]) -> Self {
        if requests.iter().any(Request::is_standard_output) {
            Self::Error
        } else {
            Self::Output
        }
    }

    /// Prints; a reader that has gone away is no error, and what else went wrong is for [`Self::unwritten`].
    pub(super) fn print(self, text: &str) {
        match self {
            Self::Output => {
                let mut out = io::stdout().lock();
                match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                    Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
                        UNWRITTEN.get_or_init(|| cause);
                    }
                    Ok(()) | Err(_) => {}
                }
            }
            Self::Error => {
                // Where even that fails there is nobody left to tell; the exit code still does.
                let _ = io::stderr().lock().write_all(text.as_bytes());
            }
        }
    }

    /// Why not all that was printed to standard output stands there, as on a full disk.
    pub(super) fn unwritten() -> Option<&'static io::Error> {
        UNWRITTEN.get()
    }

    /// The width of the terminal that it is; none where a program may read.
    pub(super) fn width(self) -> Option<usize> {
        let is_terminal = match self {
            Self::Output => io::stdout().is_terminal(),
            Self::Error => io::stderr().is_terminal(),
        };
        is_terminal.then(|| self.style(false, false).width)
    }

    /// How to write: colors only on a terminal and without `NO_COLOR`.
    pub(super) fn style(self, verbose: bool, quiet: bool) -> Style {
        let (terminal, seen) = match self {
            Self::Output => (io::stdout().is_terminal(), console::Term::stdout().size()),
            Self::Error => (io::stderr().is_terminal(), console::Term::stderr().size()),
        };
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let columns = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let seen = terminal.then(|| usize::from(seen.1));
        let width = columns.or(seen).unwrap_or(100).clamp(40, 120);
        Style {
            color: terminal && !plain,
            width,
            verbose,
            quiet,
            again: None,
        }
    }
}
