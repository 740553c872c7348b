//! The last step of a restore into a file: what was made ready takes the place of what is there. From the promise on it is carried out,
//! by whoever opens the data next if need be: never does anybody find an empty place and begin a new company in it.

use crate::db::backend_choice::FILE_NAME;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

const PROMISED: &str = "restore.ready";

/// `ready` is whole and flushed. Before this nothing has happened, after it the restore has.
pub fn promise(data: &Path, ready: &Path) -> io::Result<()> {
    fs::rename(ready, data.join(PROMISED))?;
    flush_names(data)
}

pub fn is_promised(data: &Path) -> bool {
    data.join(PROMISED).exists()
}

/// Needs the data alone. Where what was there before is kept, if anything was.
pub fn keep_promise(data: &Path) -> io::Result<Option<PathBuf>> {
    let kept = put_aside(data)?;
    fs::rename(data.join(PROMISED), data.join(FILE_NAME))?;
    flush_names(data)?;
    Ok(kept)
}

/// The present file and its journal get another name; nothing is deleted. The file itself last: until then the others find its new name.
fn put_aside(data: &Path) -> io::Result<Option<PathBuf>> {
    if !data.join(FILE_NAME).exists() {
        return Ok(None);
    }
    let kept = free_name(data);
    for ending in ["-wal", "-shm", ""] {
        let from = data.join(format!("{FILE_NAME}{ending}"));
        if from.exists() {
            fs::rename(&from, format!("{}{ending}", kept.display()))?;
        }
    }
    Ok(Some(kept))
}

pub fn free_name(data: &Path) -> PathBuf {
    let name = |number: u32| data.join(format!("before-restore-{number}.db"));
    let free = (1..).map(name).find(|name| !name.exists());
    free.unwrap_or_else(|| name(0))
}

/// A new name is on the disk when its folder is.
fn flush_names(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
