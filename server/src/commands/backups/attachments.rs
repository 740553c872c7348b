//! Copies a folder of attachments, each under the SHA-256 of its bytes, and lets no file through that is not what its name says.
//! What somebody has not sent to its end stays where it is;
//! who has had a file goes with it.

use crate::db::carrying::{Progress, Watch};
use crate::files::folder::{NOT_KEPT, PROVEN};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

const FOLDER: &str = "files";
const NAME_LENGTH: usize = 64;
const PIECE_BYTES: usize = 1 << 20;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Copied {
    pub copied: usize,
    /// The target had them already, and whole.
    pub there: usize,
    /// Names of files that cannot be read, or whose bytes are others; they are not copied.
    pub damaged: Vec<String>,
}

/// Where the attachments of a backup lie: beside the file, shared by all backups of this folder.
pub fn beside(file: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(FOLDER)
}

/// A folder that is not there has no files. Nothing in the target is changed or deleted, but for a file that is damaged there.
pub fn copy(from: &Path, to: &Path, watch: Watch<'_>) -> Result<Copied> {
    let mut done = Copied::default();
    if !from.exists() {
        return Ok(done);
    }
    let mut files = Vec::new();
    named(from, Path::new(""), &mut files)?;
    let of = i64::try_from(files.len()).unwrap_or(i64::MAX);
    for (rows, place) in (0..).zip(&files) {
        let table = FOLDER;
        if watch(Progress { table, rows, of }).is_break() {
            bail!("it was stopped");
        }
        let (from, to) = (from.join(place), to.join(place));
        let copied = match place.components().any(|part| part.as_os_str() == PROVEN) {
            true => mark(&to),
            false => one(&from, &to, &mut done),
        };
        copied.with_context(|| format!("copying {}", place.display()))?;
    }
    flush_names(to, &files)?;
    Ok(done)
}

/// A file is on the disk when its name is: the folders it got a name in, and those above.
fn flush_names(to: &Path, files: &[PathBuf]) -> Result<()> {
    let folders: BTreeSet<&Path> = files
        .iter()
        .flat_map(|place| place.ancestors().skip(1))
        .collect();
    for folder in folders.into_iter().map(|folder| to.join(folder)) {
        if folder.is_dir() {
            File::open(folder)?.sync_all()?;
        }
    }
    Ok(())
}

/// Relative places of all files named by a hash, in this folder and in those below it.
fn named(root: &Path, below: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let folder = root.join(below);
    for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        let (kind, name) = (entry.file_type()?, entry.file_name());
        let place = below.join(&name);
        if kind.is_dir() && name.to_str().is_some_and(|name| NOT_KEPT.contains(&name)) {
            continue;
        }
        if kind.is_dir() {
            named(root, &place, found)?;
        } else if kind.is_file() && name.to_str().is_some_and(is_hash) {
            found.push(place);
        }
    }
    found.sort();
    Ok(())
}

fn is_hash(name: &str) -> bool {
    let digit = |letter: u8| letter.is_ascii_digit() || (b'a'..=b'f').contains(&letter);
    name.len() == NAME_LENGTH && name.bytes().all(digit)
}

/// One without content: its name says all.
fn mark(to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create(to)?.sync_all()?;
    Ok(())
}

/// Written beside its name, flushed, and named when its bytes were the right ones.
fn one(from: &Path, to: &Path, done: &mut Copied) -> Result<()> {
    let name = from.file_name().and_then(|name| name.to_str());
    let name = name.unwrap_or_default();
    if to.is_file() && read(to, &mut std::io::sink())? == Bytes::Are(name.to_owned()) {
        done.there += 1;
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let unfinished = to.with_extension("unfinished");
    let mut copy = File::create(&unfinished)?;
    let bytes = read(from, &mut copy)?;
    if bytes != Bytes::Are(name.to_owned()) {
        drop(copy);
        fs::remove_file(&unfinished)?;
        done.damaged
            .extend((bytes != Bytes::AreGone).then(|| name.to_owned()));
        return Ok(());
    }
    copy.sync_all()?;
    fs::rename(&unfinished, to)?;
    done.copied += 1;
    Ok(())
}

#[derive(PartialEq, Eq)]
enum Bytes {
    /// Of this hash.
    Are(String),
    /// A disk that gives some of them no more.
    CannotBeRead,
    /// Nobody named the file, and it went meanwhile.
    AreGone,
}

/// It fails only where nothing can be written.
fn read(from: &Path, to: &mut dyn Write) -> Result<Bytes> {
    let mut file = match File::open(from) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Bytes::AreGone),
        Err(_) => return Ok(Bytes::CannotBeRead),
    };
    let (mut digest, mut piece) = (Sha256::new(), vec![0; PIECE_BYTES]);
    loop {
        let Ok(length) = file.read(&mut piece) else {
            return Ok(Bytes::CannotBeRead);
        };
        if length == 0 {
            break;
        }
        digest.update(&piece[..length]);
        to.write_all(&piece[..length])?;
    }
    let bytes = digest.finalize();
    let hash = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Bytes::Are(hash))
}
