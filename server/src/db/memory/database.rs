//! The contract of the whole store, carried out on the shared contents. It takes turns and asks tables, and decides nothing.

use super::MemoryDatabase;
use super::contents::Contents;
use super::reading::{Reading, limit};
use super::writing::Writing;
use crate::db::carrying::Tables;
use crate::db::*;
use futures::future::{BoxFuture, ready};
use futures::stream::{BoxStream, pending};
use futures::{FutureExt, StreamExt};
use std::sync::Arc;
use uuid::Uuid;

impl MemoryDatabase {
    fn ask<'a, T: Send + 'a>(
        &'a self,
        workspace: Uuid,
        work: impl FnOnce(&Contents) -> T + Send + 'a,
    ) -> Answer<'a, T> {
        async move { Ok(work(&self.shared.found(workspace).contents)) }.boxed()
    }

    /// In the workspace's turn; `work` changes nothing where it fails.
    fn change<'a, T: Send + 'a>(
        &'a self,
        workspace: Uuid,
        work: impl FnOnce(&mut Contents) -> Result<T, DbError> + Send + 'a,
    ) -> Answer<'a, T> {
        self.shared.change(workspace, work).boxed()
    }
}

impl Database for MemoryDatabase {
    fn workspaces(&self) -> Answer<'_, Vec<Workspace>> {
        async move {
            let mut heads = self
                .shared
                .everywhere(|(_, contents)| contents.head.clone());
            heads.sort_by(|one, other| (one.created, &one.name).cmp(&(other.created, &other.name)));
            Ok(heads)
        }
        .boxed()
    }

    fn create_workspace<'a>(&'a self, workspace: &'a Workspace) -> Answer<'a, bool> {
        let is_known = |contents: &Contents| {
            let head = contents.head.as_ref();
            head.is_some_and(|head| head.id == workspace.id || head.name == workspace.name)
        };
        let create = |contents: &mut Contents| contents.head = Some(workspace.clone());
        let created = self.shared.change_if_new(workspace.id, is_known, create);
        created.map(|done| Ok(done.is_some())).boxed()
    }

    fn note_backup(&self, workspace: Uuid, revision: i64) -> Answer<'_, ()> {
        self.change(workspace, move |contents| {
            if let Some(head) = &mut contents.head {
                head.backed_up = head.backed_up.max(revision);
            }
            Ok(())
        })
    }

    fn start_epoch(&self, workspace: Uuid, epoch: Uuid) -> Answer<'_, ()> {
        self.change(workspace, move |contents| {
            if let Some(head) = &mut contents.head {
                head.epoch = epoch;
            }
            Ok(())
        })
    }

    fn forget_removals(&self, workspace: Uuid, revision: i64) -> Answer<'_, ()> {
        self.change(workspace, move |contents| {
            let head = contents.head.as_mut().ok_or(DbError::NoWorkspace)?;
            head.feed_floor = head.feed_floor.max(revision);
            Arc::make_mut(&mut contents.shelves).forget_removals(revision);
            Arc::make_mut(&mut contents.blocks).forget_before(revision);
            Ok(())
        })
    }

    fn snapshot(&self, workspace: Uuid) -> Answer<'_, Box<dyn Snapshot>> {
        async move {
            let found = self.shared.found(workspace);
            Ok(Box::new(Reading::new(found.contents)?) as Box<dyn Snapshot>)
        }
        .boxed()
    }

    fn begin_writer(&self, workspace: Uuid) -> Answer<'_, Box<dyn Writer>> {
        async move {
            let writing = Writing::begin(self.shared.clone(), workspace).await?;
            Ok(Box::new(writing) as Box<dyn Writer>)
        }
        .boxed()
    }

    fn store_blocks<'a>(&'a self, workspace: Uuid, packed: &'a PackedShelf) -> Answer<'a, bool> {
        self.change(workspace, |contents| {
            contents.made()?;
            Arc::make_mut(&mut contents.blocks).store(packed)
        })
    }

    fn set_sign_in<'a>(
        &'a self,
        workspace: Uuid,
        sign_in: &'a SignIn,
        keep: Option<&'a [u8]>,
    ) -> Answer<'a, SignInStored> {
        self.change(workspace, move |contents| {
            Ok(Arc::make_mut(&mut contents.access).set_sign_in(sign_in, keep))
        })
    }

    fn sign_in<'a>(&'a self, workspace: Uuid, login: &'a str) -> Answer<'a, Option<SignIn>> {
        self.ask(workspace, |contents| contents.access.by_login(login))
    }

    fn sign_in_of(&self, workspace: Uuid, user: Uuid) -> Answer<'_, Option<SignIn>> {
        self.ask(workspace, move |contents| contents.access.by_user(user))
    }

    fn open_session<'a>(&'a self, workspace: Uuid, session: &'a Session) -> Answer<'a, ()> {
        let is_known = |contents: &Contents| contents.access.session(&session.token_hash).is_some();
        let open = |contents: &mut Contents| {
            Arc::make_mut(&mut contents.access).open_session(session);
        };
        let opened = self.shared.change_if_new(workspace, is_known, open);
        let twice = || DbError::Duplicate("the token of a session".into());
        opened.map(move |done| done.ok_or_else(twice)).boxed()
    }

    fn session<'a>(&'a self, token_hash: &'a [u8]) -> Answer<'a, Option<(Uuid, Session)>> {
        async move {
            let found = self.shared.everywhere(|(workspace, contents)| {
                let session = contents.access.session(token_hash)?;
                Some((*workspace, session.clone()))
            });
            Ok(found.into_iter().next())
        }
        .boxed()
    }

    fn session_seen<'a>(
        &'a self,
        workspace: Uuid,
        token_hash: &'a [u8],
        now: i64,
    ) -> Answer<'a, ()> {
        self.change(workspace, move |contents| {
            Arc::make_mut(&mut contents.access).session_seen(token_hash, now);
            Ok(())
        })
    }

    fn sessions_of(&self, workspace: Uuid, user: Uuid) -> Answer<'_, Vec<Session>> {
        self.ask(workspace, move |contents| contents.access.sessions_of(user))
    }

    fn forget_session<'a>(&'a self, workspace: Uuid, token_hash: &'a [u8]) -> Answer<'a, ()> {
        self.change(workspace, |contents| {
            Arc::make_mut(&mut contents.access).forget_session(token_hash);
            Ok(())
        })
    }

    fn withdraw_device(
        &self,
        workspace: Uuid,
        user: Uuid,
        device: Uuid,
        now: i64,
    ) -> Answer<'_, bool> {
        self.change(workspace, move |contents| {
            Arc::make_mut(&mut contents.clients).withdraw(user, device, now);
            Ok(Arc::make_mut(&mut contents.access).withdraw_sessions(user, device, now))
        })
    }

    fn client(&self, workspace: Uuid, client: Uuid) -> Answer<'_, Option<Client>> {
        self.ask(workspace, move |contents| {
            contents.clients.get(client).cloned()
        })
    }

    /// Nobody asks when it was set.
    fn set_secret<'a>(
        &'a self,
        workspace: Uuid,
        name: &'a str,
        sealed: &'a [u8],
        _: i64,
    ) -> Answer<'a, ()> {
        self.change(workspace, |contents| {
            Arc::make_mut(&mut contents.access).set_secret(name, sealed);
            Ok(())
        })
    }

    fn secret<'a>(&'a self, workspace: Uuid, name: &'a str) -> Answer<'a, Option<Vec<u8>>> {
        self.ask(workspace, |contents| contents.access.secret(name))
    }

    fn secret_or<'a>(
        &'a self,
        workspace: Uuid,
        name: &'a str,
        fresh: &'a [u8],
        _: i64,
    ) -> Answer<'a, Vec<u8>> {
        self.change(workspace, |contents| {
            Ok(Arc::make_mut(&mut contents.access).secret_or(name, fresh))
        })
    }

    fn claim_transfers(&self, workspace: Uuid, lease: Lease) -> Answer<'_, Vec<Transfer>> {
        self.change(workspace, move |contents| {
            let due = contents.transfers.due(lease, limit(lease.limit));
            if !due.is_empty() {
                Arc::make_mut(&mut contents.transfers).lease(&due, lease);
            }
            Ok(due)
        })
    }

    fn finish_transfer<'a>(&'a self, workspace: Uuid, step: &'a TransferStep) -> Answer<'a, ()> {
        self.change(workspace, |contents| {
            Arc::make_mut(&mut contents.transfers).finish(step);
            Ok(())
        })
    }

    fn transfer<'a>(&'a self, workspace: Uuid, key: &'a str) -> Answer<'a, Option<Transfer>> {
        self.ask(workspace, |contents| contents.transfers.get(key).cloned())
    }

    fn transfers(&self, workspace: Uuid, rows: i64) -> Answer<'_, Vec<Transfer>> {
        self.ask(workspace, move |contents| {
            contents.transfers.newest(limit(rows))
        })
    }

    fn transfers_of(&self, workspace: Uuid, document: Uuid) -> Answer<'_, Vec<Transfer>> {
        self.ask(workspace, move |contents| {
            contents.transfers.of_document(document)
        })
    }

    fn transfers_of_set(&self, workspace: Uuid, set: Uuid, rows: i64) -> Answer<'_, Vec<Transfer>> {
        self.ask(workspace, move |contents| {
            contents.transfers.of_set(set, limit(rows))
        })
    }

    fn transfer_sums(
        &self,
        workspace: Uuid,
        set: Uuid,
        confirmed_since: i64,
    ) -> Answer<'_, Vec<TransferSum>> {
        self.ask(workspace, move |contents| {
            contents.transfers.sums(set, confirmed_since)
        })
    }

    fn take_up_transfer<'a>(&'a self, workspace: Uuid, key: &'a str, now: i64) -> Answer<'a, bool> {
        self.change(workspace, move |contents| {
            Ok(Arc::make_mut(&mut contents.transfers).take_up_again(key, now))
        })
    }

    fn queue_job<'a>(&'a self, workspace: Uuid, job: &'a Job) -> Answer<'a, bool> {
        self.change(workspace, |contents| {
            Ok(Arc::make_mut(&mut contents.jobs).add(job.clone()))
        })
    }

    fn claim_jobs(&self, workspace: Uuid, lease: Lease) -> Answer<'_, Vec<Job>> {
        self.change(workspace, move |contents| {
            let due = contents.jobs.due(lease, limit(lease.limit));
            if !due.is_empty() {
                Arc::make_mut(&mut contents.jobs).lease(&due, lease);
            }
            Ok(due)
        })
    }

    fn finish_job(&self, workspace: Uuid, id: Uuid) -> Answer<'_, ()> {
        self.change(workspace, move |contents| {
            Arc::make_mut(&mut contents.jobs).finish(id);
            Ok(())
        })
    }

    fn postpone_job<'a>(
        &'a self,
        workspace: Uuid,
        id: Uuid,
        due: i64,
        problem: &'a str,
    ) -> Answer<'a, ()> {
        self.change(workspace, move |contents| {
            Arc::make_mut(&mut contents.jobs).postpone(id, due, problem);
            Ok(())
        })
    }

    /// Who shares the memory is the same process.
    fn hints(&self) -> Answer<'_, BoxStream<'static, Hint>> {
        ready(Ok(pending().boxed())).boxed()
    }

    fn tables(&self) -> Answer<'_, Box<dyn Tables>> {
        let why = "a store in memory has no tables to carry away".into();
        ready(Err(DbError::Address(why))).boxed()
    }

    fn ready(&self) -> Answer<'_, ()> {
        ready(Ok(())).boxed()
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        ready(()).boxed()
    }
}
