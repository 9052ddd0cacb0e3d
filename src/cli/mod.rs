//! The command line: one file a subcommand, and no verdicts.

mod again;
mod book;
mod check;
mod compare;
mod config;
mod doctor;
mod exec;
mod init;
mod known;
mod merge;
mod options;
mod plan;
pub mod prove;
mod report;
mod reports;
mod rules;
mod schema;
mod screen;
mod serve;
mod settings;
mod shard;
mod source;

use std::fmt::Display;
use std::io::Write as _;

use clap::{Arg, Parser, Subcommand};

use self::screen::Screen;
use crate::exit::Exit;
use crate::report::visible::visible;

/// Does your payments API take money back correctly?
///
/// recoup holds any implementation of the documented payouts, payout reversals, transfer reversals and treasury debit
/// reversals API to every documented rule, over HTTP, and shows the conversation behind each finding. Without a URL it
/// checks its own reference server, so `recoup check` works with nothing else installed.
#[derive(Debug, Parser)]
#[command(name = "recoup", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Hold an implementation to the rules.
    Check(Box<check::Options>),
    /// Put runs side by side, rule by rule; of two, say what became of each rule.
    ///
    /// Of two runs the first is the earlier one. The exit code is 1 when a rule that gates was upheld by the first and is
    /// broken by the second, 2 when a file is no report that this recoup can read, else 0, whatever the runs came to.
    /// Rules are compared by their ids; what a run was not asked for is not compared.
    Compare(compare::Options),
    /// Write the specification as a page for a browser, for reviewers.
    Book(book::Options),
    /// Show each setting and where it came from.
    #[command(mut_args(with_a_setting))]
    Config(config::Options),
    /// Try a target and each of its levers once, and say how to mend what does not work.
    #[command(mut_args(without_scenarios))]
    Doctor(Box<check::Options>),
    /// Look at a target for the first time, and write a recoup.toml that says what was found.
    Init(init::Options),
    /// Bring the list of known failures up to date.
    Known(known::Options),
    /// Make one run out of the JSON reports of several.
    Merge(merge::Options),
    /// Tell a run again, from its JSON report.
    ///
    /// Without --report and --to it is told here, as `recoup check` did. The exit code is 0 when it was told, whatever the
    /// run came to, and 2 when the file is no report that this recoup can read.
    Report(report::Options),
    /// Show what would run, what would not, and why.
    #[command(mut_args(without_a_run), mut_arg("verbose", |arg| arg.help(VERBOSE_PLAN)))]
    Plan(Box<check::Options>),
    /// Serve the reference implementation, to develop against.
    Serve(serve::Options),
    /// Show the rules with their sources.
    Rules(rules::Options),
    /// Show what an object, or the JSON report of a run, is made of, as a JSON Schema.
    Schema(schema::Options),
    /// Show that every planted defect of the reference is caught by its own rule.
    Prove(prove::Options),
}

/// What `--verbose` shows of a plan.
const VERBOSE_PLAN: &str = "Show each reason why something would not run, with its rules";

/// Flags of a check that say nothing to a command that runs no scenario: taken, so that a line can be edited, not offered.
fn without_a_run(arg: Arg) -> Arg {
    const OF_A_RUN: [&str; 5] = [
        "report",
        "keep_transcripts",
        "known",
        "readings_only",
        "quiet",
    ];
    let says_nothing = OF_A_RUN.contains(&arg.get_id().as_str());
    arg.hide(says_nothing)
}

/// The same where no scenario is so much as chosen.
fn without_scenarios(arg: Arg) -> Arg {
    const OF_A_CHOICE: [&str; 7] = [
        "needs", "shard", "jobs", "gate", "reading", "features", "verbose",
    ];
    let arg = of_a_target(without_a_run(arg));
    let says_nothing = OF_A_CHOICE.contains(&arg.get_id().as_str());
    if says_nothing { arg.hide(true) } else { arg }
}

/// Those that set nothing which a line is shown of.
fn with_a_setting(arg: Arg) -> Arg {
    const OF_NO_SETTING: [&str; 10] = [
        "defect",
        "needs",
        "shard",
        "inbox",
        "webhook_url",
        "keep_transcripts",
        "features",
        "readings_only",
        "verbose",
        "quiet",
    ];
    let arg = of_a_target(arg);
    let says_nothing = OF_NO_SETTING.contains(&arg.get_id().as_str());
    arg.hide(says_nothing)
}

/// The words of a check where only its target is meant.
fn of_a_target(arg: Arg) -> Arg {
    if arg.get_id() != "words" {
        return arg;
    }
    arg.value_name("URL")
        .help("The URL of the API (without it: the embedded reference)")
}

/// Why a command could not do what it was asked for.
#[derive(Debug)]
pub(crate) struct Refused {
    exit: Exit,
    message: String,
}

impl Refused {
    /// The command line is wrong: exit 2.
    pub(crate) fn usage(message: impl Display) -> Self {
        Self {
            exit: Exit::Usage,
            message: message.to_string(),
        }
    }

    /// The same where a run came to something too, which may weigh more.
    pub(crate) fn beside(self, exit: Exit) -> Self {
        Self {
            exit: self.exit.heavier(exit),
            ..self
        }
    }

    /// For another reason.
    pub(crate) fn with(exit: Exit, message: impl Display) -> Self {
        Self {
            exit,
            message: message.to_string(),
        }
    }
}

/// Parses the command line, does what it says, and tells how to end.
#[must_use]
pub fn main() -> Exit {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Check(options) => check::run(&options),
        Command::Compare(options) => compare::run(&options),
        Command::Book(options) => book::run(&options),
        Command::Config(options) => config::run(&options),
        Command::Doctor(options) => doctor::run(&options),
        Command::Init(options) => init::run(&options),
        Command::Known(options) => known::run(&options),
        Command::Merge(options) => merge::run(&options),
        Command::Report(options) => report::run(&options),
        Command::Plan(options) => plan::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Rules(options) => rules::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Prove(options) => prove::run(&options),
    };
    let done = done.and_then(|exit| match Screen::unwritten() {
        None => Ok(exit),
        Some(cause) => {
            let what = format!("standard output cannot be written to: {cause}");
            Err(Refused::usage(what).beside(exit))
        }
    });
    done.unwrap_or_else(|refused| {
        // Standard error may be closed; the exit code still tells.
        let _ = writeln!(std::io::stderr(), "error: {}", visible(&refused.message));
        refused.exit
    })
}

/// Prints to standard output; a reader that has gone away is no error.
fn print(text: &str) {
    Screen::Output.print(text);
}

/// Resolves when somebody wants the program to end (Ctrl-C, SIGTERM).
async fn interrupted() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let terminate = async {
            match signal(SignalKind::terminate()) {
                Ok(mut asked) => {
                    asked.recv().await;
                }
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            () = interrupt => {}
            () = terminate => {}
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}

/// What a future comes to, unless somebody wants the program to end first.
///
/// A program that was started for it ends with it, which it would not if a signal ended us outright.
fn until_interrupted<T>(work: impl Future<Output = T>) -> Result<T, Refused> {
    runtime()?.block_on(async {
        tokio::select! {
            biased;
            () = interrupted() => Err(Refused::with(Exit::Interrupted, "interrupted")),
            done = work => Ok(done),
        }
    })
}

/// A runtime for one thread, which is all that a run needs.
fn runtime() -> Result<tokio::runtime::Runtime, Refused> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            Refused::with(Exit::Internal, format!("cannot start the runtime: {error}"))
        })
}
