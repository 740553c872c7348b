//! Where files lie: `<workspace>/kept/ab/cd/<hash>`, `<workspace>/unfinished/<user>/<hash>`, `<workspace>/brought/<user>/<hash>`, and
//! `proven` alike. Every name is made of hexadecimal digits by ourselves, so none leads elsewhere.

use super::depot::{At, Depot, Lying, Owner, Spot};
use sha2::{Digest, Sha256};
use shared::attachments::ContentHash;
use shared::calendar::Moment;
use shared::ids::UserId;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tokio::task::spawn_blocking;
use uuid::Uuid;

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

/// What people are sending, and who has sent what: both end by themselves, so no backup has them.
pub const NOT_KEPT: [&str; 2] = ["unfinished", "brought"];
/// Files without content that say who has had the file of that name. They last as long as it, and every backup has them.
pub const PROVEN: &str = "proven";
const READ_AT_ONCE: usize = 64 * 1024;

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

    fn proven(&self, owner: Owner) -> PathBuf {
        let proven = self.of(owner.workspace).join(PROVEN);
        proven.join(owner.user.to_string())
    }

    fn place(&self, spot: Spot, hash: &ContentHash) -> PathBuf {
        match spot {
            Spot::Kept(workspace) => self.kept(workspace, hash),
            Spot::Unfinished(owner) => self.unfinished(owner).join(hash.as_str()),
            Spot::Brought(owner) => self.brought(owner).join(hash.as_str()),
            Spot::Proven(owner) => self.proven(owner).join(hash.as_str()),
        }
    }

    fn all_kept(&self, workspace: Uuid) -> io::Result<Vec<Lying>> {
        let mut found = Vec::new();
        for first in inside(&self.of(workspace).join("kept"))? {
            for second in inside(&first)? {
                found.extend(lying_in(&second)?);
            }
        }
        Ok(found)
    }

    fn mark_in(
        &self,
        folder: &Path,
        hash: &ContentHash,
        bytes: u64,
        since: Moment,
    ) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mark = File::create(folder.join(hash.as_str()))?;
        mark.set_len(bytes)?;
        dated(&mark, since)?;
        mark.sync_all()?;
        self.flush_up_from(folder)
    }

    /// A name is on the disk when its folder is, and each folder above it may be new, ours too. The one that ours stands in is somebody
    /// else's: it may be closed to us.
    fn flush_up_from(&self, folder: &Path) -> io::Result<()> {
        levels(&self.0, folder).try_for_each(|level| File::open(level)?.sync_all())?;
        let above = self.0.parent();
        let above = above.filter(|above| !above.as_os_str().is_empty());
        match File::open(above.unwrap_or(Path::new("."))) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            above => above?.sync_all(),
        }
    }

    fn lock_file(&self, workspace: Uuid, name: &str) -> io::Result<File> {
        let locks = self.of(workspace).join("locks");
        fs::create_dir_all(&locks)?;
        let mut options = File::options();
        let options = options.create(true).truncate(false).write(true);
        options.open(locks.join(name))
    }
}

impl Depot for Folder {
    type Lock = File;

    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        let folder = self.clone();
        spawn_blocking(move || work(&folder)).await?
    }

    fn turn(&self, owner: Owner) -> io::Result<File> {
        let lock = self.lock_file(owner.workspace, &format!("turn-{}", owner.user))?;
        lock.lock()?;
        Ok(lock)
    }

    fn stays(&self, workspace: Uuid) -> io::Result<File> {
        let lock = self.lock_file(workspace, "sweeping")?;
        lock.lock_shared()?;
        Ok(lock)
    }

    fn alone(&self, workspace: Uuid) -> io::Result<File> {
        let lock = self.lock_file(workspace, "sweeping")?;
        lock.lock()?;
        Ok(lock)
    }

    fn owners(&self, workspace: Uuid) -> io::Result<Vec<Owner>> {
        let mut users = Vec::new();
        for name in NOT_KEPT.into_iter().chain([PROVEN]) {
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

    fn lying(&self, spot: Spot) -> io::Result<Vec<Lying>> {
        match spot {
            Spot::Kept(workspace) => self.all_kept(workspace),
            Spot::Unfinished(owner) => lying_in(&self.unfinished(owner)),
            Spot::Brought(owner) => lying_in(&self.brought(owner)),
            Spot::Proven(owner) => lying_in(&self.proven(owner)),
        }
    }

    fn about(&self, spot: Spot, hash: &ContentHash) -> io::Result<Option<Lying>> {
        about(&self.place(spot, hash), hash.clone())
    }

    fn remove(&self, spot: Spot, hash: &ContentHash) -> io::Result<()> {
        match fs::remove_file(self.place(spot, hash)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn write(&self, owner: Owner, hash: &ContentHash, at: At<'_>, now: Moment) -> io::Result<()> {
        fs::create_dir_all(self.unfinished(owner))?;
        let path = self.place(Spot::Unfinished(owner), hash);
        let mut file = File::options().create(true).append(true).open(path)?;
        let written = file.write_all(at.bytes);
        if written.is_err() {
            file.set_len(at.offset)?;
        }
        written?;
        dated(&file, now)
    }

    fn hashed(&self, owner: Owner, hash: &ContentHash) -> io::Result<ContentHash> {
        let mut file = File::open(self.place(Spot::Unfinished(owner), hash))?;
        let (mut digest, mut piece) = (Sha256::new(), vec![0; READ_AT_ONCE]);
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(ContentHash::of_digest(digest.finalize().into())),
                read => digest.update(&piece[..read]),
            }
        }
    }

    fn mark(&self, owner: Owner, hash: &ContentHash, bytes: u64, now: Moment) -> io::Result<()> {
        self.mark_in(&self.brought(owner), hash, bytes, now)
    }

    fn prove(&self, owner: Owner, hash: &ContentHash) -> io::Result<()> {
        self.mark_in(&self.proven(owner), hash, 0, Moment::EPOCH)
    }

    fn keep(&self, owner: Owner, hash: &ContentHash) -> io::Result<()> {
        let unfinished = self.place(Spot::Unfinished(owner), hash);
        File::open(&unfinished)?.sync_all()?;
        let kept = self.kept(owner.workspace, hash);
        let beside = kept.parent().unwrap_or(&kept);
        fs::create_dir_all(beside)?;
        fs::rename(&unfinished, &kept)?;
        self.flush_up_from(beside)
    }
}

/// Files with a hash for a name; what else lies there is nobody's.
fn lying_in(folder: &Path) -> io::Result<Vec<Lying>> {
    let mut found = Vec::new();
    for path in inside(folder)? {
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(hash) = name.and_then(|name| name.parse().ok()) else {
            continue;
        };
        // one that went meanwhile is not there
        found.extend(about(&path, hash)?);
    }
    Ok(found)
}

fn about(path: &Path, hash: ContentHash) -> io::Result<Option<Lying>> {
    let about = match fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let since = about.modified()?.duration_since(SystemTime::UNIX_EPOCH);
    let since = since.map_or(0, |since| since.as_millis() as i64);
    Ok(Some(Lying {
        hash,
        bytes: about.len(),
        since: Moment::from_milliseconds(since),
    }))
}

fn inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// A file's age counts by our clock.
fn dated(file: &File, now: Moment) -> io::Result<()> {
    let since = Duration::from_millis(now.milliseconds().unsigned_abs());
    file.set_modified(SystemTime::UNIX_EPOCH + since)
}

/// The folders from this one up to ours.
fn levels<'a>(ours: &'a Path, folder: &'a Path) -> impl Iterator<Item = &'a Path> {
    let levels = folder.ancestors();
    levels.take_while(move |level| level.starts_with(ours))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each name that may be new, in the folder that has it.
    #[test]
    fn every_folder_that_got_a_new_name_is_flushed() {
        let (folder, workspace) = (Folder::new("data/files".into()), Uuid::nil());
        let hash = ContentHash::of(b"photo");
        let user = UserId(Uuid::nil());
        let owner = Owner { workspace, user };
        let kept = folder.kept(workspace, &hash);
        for path in [kept, folder.proven(owner).join(hash.as_str())] {
            let beside = path.parent().expect("a folder");
            let flushed: Vec<&Path> = levels(&folder.0, beside).collect();
            let names = path.strip_prefix("data/files").expect("below it");
            assert_eq!(flushed.len(), names.components().count());
            assert_eq!(flushed.last(), Some(&Path::new("data/files")));
        }
    }
}
