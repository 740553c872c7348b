//! Where files lie: `<workspace>/kept/ab/cd/<hash>`, `<workspace>/unfinished/<user>/<hash>`, `<workspace>/brought/<user>/<hash>`. Every
//! name is made of hexadecimal digits by ourselves, so none leads elsewhere. All of this waits for the disk: call it where that is fine.

use shared::attachments::ContentHash;
use shared::calendar::Moment;
use shared::ids::UserId;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

/// Who brings a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Owner {
    pub workspace: Uuid,
    pub user: UserId,
}

/// One file of a listing.
#[derive(Clone, Debug)]
pub struct Lying {
    pub hash: ContentHash,
    pub path: PathBuf,
    pub bytes: u64,
    pub since: SystemTime,
}

/// What people are sending, and who has sent what: both end by themselves, so no backup has them.
pub const NOT_KEPT: [&str; 2] = ["unfinished", "brought"];

impl Folder {
    pub fn new(path: PathBuf) -> Folder {
        Folder(path)
    }

    fn of(&self, workspace: Uuid) -> PathBuf {
        self.0.join(workspace.to_string())
    }

    pub fn kept(&self, workspace: Uuid, hash: &ContentHash) -> PathBuf {
        let (first, second) = (&hash.as_str()[..2], &hash.as_str()[2..4]);
        let kept = self.of(workspace).join("kept");
        kept.join(first).join(second).join(hash.as_str())
    }

    pub fn unfinished(&self, owner: Owner) -> PathBuf {
        let unfinished = self.of(owner.workspace).join("unfinished");
        unfinished.join(owner.user.to_string())
    }

    pub fn brought(&self, owner: Owner) -> PathBuf {
        let brought = self.of(owner.workspace).join("brought");
        brought.join(owner.user.to_string())
    }

    /// Whoever has a folder for what they send or have sent.
    pub fn owners(&self, workspace: Uuid) -> io::Result<Vec<Owner>> {
        let mut users = Vec::new();
        for name in NOT_KEPT {
            for path in inside(&self.of(workspace).join(name))? {
                let user = path.file_name().and_then(|name| name.to_str());
                users.extend(user.and_then(|user| user.parse::<UserId>().ok()));
            }
        }
        users.sort();
        users.dedup();
        let owner = |user| Owner { workspace, user };
        Ok(users.into_iter().map(owner).collect())
    }

    pub fn all_kept(&self, workspace: Uuid) -> io::Result<Vec<Lying>> {
        let mut found = Vec::new();
        for first in inside(&self.of(workspace).join("kept"))? {
            for second in inside(&first)? {
                found.extend(lying_in(&second)?);
            }
        }
        Ok(found)
    }

    /// One person's pieces are appended one after the other, in whichever process.
    pub fn turn(&self, owner: Owner) -> io::Result<File> {
        let lock = self.lock_file(owner.workspace, &format!("turn-{}", owner.user))?;
        lock.lock()?;
        Ok(lock)
    }

    /// While it is held nothing that is kept goes.
    pub fn stays(&self, workspace: Uuid) -> io::Result<File> {
        let lock = self.lock_file(workspace, "sweeping")?;
        lock.lock_shared()?;
        Ok(lock)
    }

    /// While it is held nobody finishes a file or is told that one is complete.
    pub fn alone(&self, workspace: Uuid) -> io::Result<File> {
        let lock = self.lock_file(workspace, "sweeping")?;
        lock.lock()?;
        Ok(lock)
    }

    fn lock_file(&self, workspace: Uuid, name: &str) -> io::Result<File> {
        let locks = self.of(workspace).join("locks");
        fs::create_dir_all(&locks)?;
        let mut options = File::options();
        let options = options.create(true).truncate(false).write(true);
        options.open(locks.join(name))
    }
}

/// Files with a hash for a name; what else lies there is nobody's.
pub fn lying_in(folder: &Path) -> io::Result<Vec<Lying>> {
    let mut found = Vec::new();
    for path in inside(folder)? {
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(hash) = name.and_then(|name| name.parse().ok()) else {
            continue;
        };
        // one that went meanwhile is not there
        if let Ok(about) = fs::metadata(&path) {
            found.push(Lying {
                hash,
                path,
                bytes: about.len(),
                since: about.modified()?,
            });
        }
    }
    Ok(found)
}

fn inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// What is gone already is no failure.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A file's age counts by our clock.
pub fn dated(file: &File, now: Moment) -> io::Result<()> {
    file.set_modified(by_our_clock(now))
}

pub fn by_our_clock(now: Moment) -> SystemTime {
    let since = Duration::from_millis(now.milliseconds().unsigned_abs());
    SystemTime::UNIX_EPOCH + since
}
