//! The `nightdesk` program: the window, or one of the commands for scripts.

use std::process::ExitCode;

fn main() -> ExitCode {
    nightdesk::cli::run()
}
