//! The files of `rules/`, as text inside the program.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Path inside the rules folder and content of every file.
        pub(super) const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../rules/", $path)))),*];
    };
}

files![];
