//! The `recoup` command.

use std::process::ExitCode;

use recoup::exit::Exit;

/// What every answer is made of comes from here, and goes back here: it does both as fast when a million payouts
/// lie around it, where the system's own takes several times as long.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A panic is a fault of ours and must not look like a verdict; its text is on standard error already.
    std::panic::catch_unwind(recoup::cli::main)
        .unwrap_or(Exit::Internal)
        .into()
}
