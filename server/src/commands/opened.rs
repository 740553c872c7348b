//! The data folder, opened: the database, the first workspace, and the lock that keeps a restore away from a running server.

use super::replacing::{is_promised, keep_promise};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{self, Database, Workspace};
use crate::state::ServerState;
use anyhow::{Context, Result};
use std::fs::{File, create_dir_all};
use uuid::Uuid;

const LOCK_FILE: &str = "in-use.lock";

/// Several programs may have the data open; `restore` needs it alone.
pub struct Opened {
    pub state: ServerState,
    pub workspace: Uuid,
    _lock: File,
}

pub async fn open(config: Config) -> Result<Opened> {
    let lock = lock_file(&config)?;
    let being_restored = || format!("the data in {} is being restored", config.data.display());
    if is_promised(&config.data) {
        lock.try_lock().with_context(being_restored)?;
        keep_promise(&config.data)?;
        lock.unlock()?;
    }
    lock.try_lock_shared().with_context(being_restored)?;
    let database = db::open(config.database(), &config.data)
        .await
        .with_context(|| format!("opening the data in {}", config.data.display()))?;
    let clock = Clock::system(config.zone()?);
    let workspace = first_workspace(&*database, &config.company, &clock).await?;
    Ok(Opened {
        state: ServerState::new(config, clock, database),
        workspace,
        _lock: lock,
    })
}

pub fn lock_file(config: &Config) -> Result<File> {
    let folder = &config.data;
    create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
    let path = folder.join(LOCK_FILE);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    file.with_context(|| format!("opening {}", path.display()))
}

async fn first_workspace(database: &dyn Database, company: &str, clock: &Clock) -> Result<Uuid> {
    if let Some(first) = database.workspaces().await?.first() {
        return Ok(first.id);
    }
    begin_workspace(database, company, clock.milliseconds()).await
}

/// A new company with an epoch of its own. Another process may have been faster: then that one counts.
pub async fn begin_workspace(database: &dyn Database, name: &str, now: i64) -> Result<Uuid> {
    let workspace = Workspace {
        id: Uuid::new_v4(),
        name: name.to_owned(),
        epoch: Uuid::new_v4(),
        revision: 0,
        chain: String::new(),
        feed_floor: 0,
        backed_up: 0,
        created: now,
    };
    database.create_workspace(&workspace).await?;
    let all = database.workspaces().await?;
    let named = all.into_iter().find(|workspace| workspace.name == name);
    Ok(named.context("the new workspace is not there")?.id)
}
