//! The program; all of it is in [`zhiguan::cli`].
use std::process::ExitCode;

fn main() -> ExitCode {
    zhiguan::cli::main()
}
