//! The `recoup` command.

use std::process::ExitCode;

use recoup::exit::Exit;

fn main() -> ExitCode {
    // A panic is a fault of ours and must not look like a verdict; its text is on standard error already.
    std::panic::catch_unwind(recoup::cli::main)
        .unwrap_or(Exit::Internal)
        .into()
}
