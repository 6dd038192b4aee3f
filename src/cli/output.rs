//! Where data goes: standard output, or a file that appears only when it is whole.
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// The output cannot be opened or put in place.
#[derive(Debug, thiserror::Error)]
#[error("{path}: cannot be written: {source}")]
pub(super) struct OutputError {
    path: PathBuf,
    source: io::Error,
}

/// An open output. Dropped before [`Output::commit`], it leaves what was there before.
pub(super) enum Output {
    /// Standard output.
    Standard(BufWriter<io::Stdout>),
    /// A pipe, a terminal or another thing that cannot be replaced.
    Direct(File),
    /// A file beside its target.
    Beside(Beside),
}

pub(super) struct Beside {
    file: File,
    path: PathBuf,
    target: PathBuf,
    is_done: bool,
}

impl Output {
    /// Standard output for none and `-`, else a file `FILE.tmp` that becomes `FILE` in the end.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, OutputError> {
        let Some(path) = path.filter(|p| *p != Path::new("-")) else {
            return Ok(Self::Standard(BufWriter::new(io::stdout())));
        };
        let failed = |source| OutputError { path: path.to_path_buf(), source };
        let is_special = fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir());
        if is_special {
            return File::options().write(true).open(path).map(Self::Direct).map_err(failed);
        }
        if path.is_dir() || path.file_name().is_none() {
            return Err(failed(io::Error::other("it is a folder; name a file in it")));
        }
        // Through a link it is the file behind it that is replaced, not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let mut name = target.file_name().unwrap_or_default().to_os_string();
        name.push(".tmp");
        let path = target.with_file_name(name);
        let file = File::create(&path).map_err(failed)?;
        Ok(Self::Beside(Beside { file, path, target, is_done: false }))
    }

    /// Puts the file in its place.
    pub(super) fn commit(self) -> Result<(), OutputError> {
        match self {
            Self::Standard(mut out) => out.flush().map_err(|source| OutputError { path: "-".into(), source }),
            Self::Direct(_) => Ok(()),
            Self::Beside(mut beside) => {
                let done = beside.file.sync_all().and_then(|()| fs::rename(&beside.path, &beside.target));
                beside.is_done = done.is_ok();
                done.map_err(|source| OutputError { path: beside.target.clone(), source })
            }
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.is_done {
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::Direct(file) | Self::Beside(Beside { file, .. }) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::Direct(file) | Self::Beside(Beside { file, .. }) => file.flush(),
        }
    }
}
