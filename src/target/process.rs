//! Programs of the target's owner: started by the shell, and ended with all that they started.

use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// How long a program has to end when it is asked to.
const GRACE: Duration = Duration::from_secs(2);

/// How often it is looked whether it has.
const LOOK: Duration = Duration::from_millis(10);

/// A program and where it is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// As it would be typed into a shell.
    pub line: String,
    /// The working directory; empty is the one that we are in.
    pub folder: PathBuf,
}

impl Program {
    /// The command that starts it, as the first of a group of processes of its own.
    #[must_use]
    pub fn command(&self) -> Command {
        let (shell, flag) = if cfg!(windows) {
            ("cmd", "/C")
        } else {
            ("sh", "-c")
        };
        let mut command = Command::new(shell);
        command.arg(flag).arg(&self.line);
        if !self.folder.as_os_str().is_empty() {
            command.current_dir(&self.folder);
        }
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command
    }
}

/// A program that runs, and is ended when this is dropped: it is asked first, with all that it started.
#[derive(Debug)]
pub struct Running(Child);

impl Running {
    /// Takes care of a child that was started by [`Program::command`].
    #[must_use]
    pub fn new(child: Child) -> Self {
        Self(child)
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<String> {
        let status = self.0.try_wait();
        status.ok().flatten().map(|status| status.to_string())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.ended().is_some() {
            return;
        }
        signal(&mut self.0, Ask::ToEnd);
        let asked = Instant::now();
        // The first of them may end before those that it started, which have as long as it.
        while self.ended().is_none() || is_anybody_left(&self.0) {
            if asked.elapsed() >= GRACE {
                signal(&mut self.0, Ask::Nothing);
                // It cannot refuse; there is nothing to be done if it were gone already.
                let _ = self.0.wait();
                return;
            }
            std::thread::sleep(LOOK);
        }
    }
}

/// How a process is ended.
#[derive(Clone, Copy)]
enum Ask {
    ToEnd,
    Nothing,
}

/// Signals the group of a child. Its number is its own until nobody of it is left, and that has been looked for just now.
#[cfg(unix)]
fn signal(child: &mut Child, ask: Ask) {
    use rustix::process::{Signal, kill_process_group};

    let signal = match ask {
        Ask::ToEnd => Signal::TERM,
        Ask::Nothing => Signal::KILL,
    };
    if let Some(group) = group(child) {
        // It may have ended this very moment.
        let _ = kill_process_group(group, signal);
    }
}

/// Whether the group of a child still has somebody in it.
#[cfg(unix)]
fn is_anybody_left(child: &Child) -> bool {
    group(child).is_some_and(|group| rustix::process::test_kill_process_group(group).is_ok())
}

#[cfg(unix)]
fn group(child: &Child) -> Option<rustix::process::Pid> {
    let id = i32::try_from(child.id()).ok()?;
    rustix::process::Pid::from_raw(id)
}

#[cfg(not(unix))]
fn signal(child: &mut Child, _: Ask) {
    // It may have ended this very moment.
    let _ = child.kill();
}

#[cfg(not(unix))]
fn is_anybody_left(_: &Child) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read as _;
    use std::process::Stdio;

    use super::*;

    /// Starts a line that says `here`, drops it, and reads until nobody holds the other end of its output any more.
    fn rest_of(line: &str) -> std::io::Result<String> {
        let program = Program {
            line: line.to_owned(),
            folder: PathBuf::new(),
        };
        let mut child = program.command().stdout(Stdio::piped()).spawn()?;
        let mut out = child.stdout.take();
        let mut running = Running::new(child);
        let mut first = [0; 5];
        if let Some(out) = &mut out {
            out.read_exact(&mut first)?;
        }
        assert_eq!(running.ended(), None);
        drop(running);
        let mut rest = String::new();
        if let Some(out) = &mut out {
            out.read_to_string(&mut rest)?;
        }
        Ok(rest)
    }

    #[test]
    fn a_program_ends_with_all_that_it_started() -> std::io::Result<()> {
        let rest = rest_of("trap '' HUP; (echo here; exec sleep 1000) & wait")?;
        assert_eq!(rest, "");
        Ok(())
    }

    #[test]
    fn what_does_not_end_when_asked_is_ended_though_its_parent_is_gone() -> std::io::Result<()> {
        let rest = rest_of("(trap '' TERM; echo here; exec sleep 1000) & wait")?;
        assert_eq!(rest, "");
        Ok(())
    }

    #[test]
    fn what_takes_its_time_to_end_is_waited_for() -> std::io::Result<()> {
        let rest = rest_of("(trap 'echo bye; exit' TERM; echo here; while :; do :; done) & wait")?;
        assert_eq!(rest, "bye\n");
        Ok(())
    }
}
