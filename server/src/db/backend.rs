//! The contract carried out with the statement files; compiled once per back end. It opens, asks and commits, and
//! decides nothing.

use super::reading::Reading;
use super::tables::AllTables;
use super::writing::Writing;
use super::{
    BINDS_MAX, Backend, Connection, blocks, clients, feed, jobs, sign_ins, transfers, workspaces,
};
use crate::db::carrying::Tables;
use crate::db::*;
use futures::FutureExt;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use uuid::Uuid;

/// Rows in pieces whose bound values fit into one statement.
pub(in crate::db) fn in_pieces<T>(rows: &[T], binds_per_row: usize) -> std::slice::Chunks<'_, T> {
    // a few values bind outside the rows
    rows.chunks((BINDS_MAX - 8) / binds_per_row)
}

/// One statement of its own: read it in a transaction that ends with it.
macro_rules! reading {
    ($self:ident, |$connection:ident| $work:expr) => {
        async move {
            let mut transaction = $self.begin_read().await?;
            let $connection: &mut Connection = &mut transaction;
            let answer = $work.await?;
            transaction.commit().await?;
            Ok(answer)
        }
        .boxed()
    };
}

macro_rules! writing {
    ($self:ident, |$connection:ident| $work:expr) => {
        async move {
            let mut transaction = $self.begin_write().await?;
            let $connection: &mut Connection = &mut transaction;
            let answer = $work.await?;
            transaction.commit().await?;
            Ok(answer)
        }
        .boxed()
    };
}

impl Database for Backend {
    fn workspaces(&self) -> Answer<'_, Vec<Workspace>> {
        reading!(self, |c| workspaces::all(c))
    }

    fn create_workspace<'a>(&'a self, workspace: &'a Workspace) -> Answer<'a, bool> {
        writing!(self, |c| workspaces::create(c, workspace))
    }

    fn note_backup(&self, workspace: Uuid, revision: i64) -> Answer<'_, ()> {
        writing!(self, |c| workspaces::note_backup(c, workspace, revision))
    }

    fn start_epoch(&self, workspace: Uuid, epoch: Uuid) -> Answer<'_, ()> {
        writing!(self, |c| workspaces::start_epoch(c, workspace, epoch))
    }

    fn forget_removals(&self, workspace: Uuid, revision: i64) -> Answer<'_, ()> {
        writing!(self, |c| async move {
            workspaces::lock(c, workspace).await?;
            feed::forget_removals(c, workspace, revision).await?;
            workspaces::raise_feed_floor(c, workspace, revision).await
        })
    }

    fn snapshot(&self, workspace: Uuid) -> Answer<'_, Box<dyn Snapshot>> {
        async move {
            let mut transaction = self.begin_read().await?;
            let head = workspaces::head(&mut transaction, workspace).await?;
            Ok(Box::new(Reading::new(transaction, head)) as Box<dyn Snapshot>)
        }
        .boxed()
    }

    fn begin_writer(&self, workspace: Uuid) -> Answer<'_, Box<dyn Writer>> {
        async move {
            let mut transaction = self.begin_write().await?;
            let head = workspaces::lock(&mut transaction, workspace).await?;
            Ok(Box::new(Writing::new(transaction, head)) as Box<dyn Writer>)
        }
        .boxed()
    }

    fn store_blocks<'a>(&'a self, workspace: Uuid, packed: &'a PackedShelf) -> Answer<'a, bool> {
        writing!(self, |c| async move {
            workspaces::lock(c, workspace).await?;
            blocks::store(c, workspace, packed).await
        })
    }

    fn set_sign_in<'a>(
        &'a self,
        workspace: Uuid,
        sign_in: &'a SignIn,
        keep: Option<&'a [u8]>,
    ) -> Answer<'a, SignInStored> {
        async move {
            let mut transaction = self.begin_write().await?;
            let stored = sign_ins::set(&mut transaction, workspace, sign_in).await?;
            // a refused statement leaves nothing behind that would need a rollback of its own
            match stored {
                SignInStored::Stored => {
                    let user = sign_in.user_id;
                    sign_ins::end_sessions(&mut transaction, workspace, user, keep).await?;
                    transaction.commit().await?
                }
                SignInStored::LoginTaken => transaction.rollback().await?,
            }
            Ok(stored)
        }
        .boxed()
    }

    fn sign_in<'a>(&'a self, workspace: Uuid, login: &'a str) -> Answer<'a, Option<SignIn>> {
        reading!(self, |c| sign_ins::by_login(c, workspace, login))
    }

    fn sign_in_of(&self, workspace: Uuid, user: Uuid) -> Answer<'_, Option<SignIn>> {
        reading!(self, |c| sign_ins::by_user(c, workspace, user))
    }

    fn open_session<'a>(&'a self, workspace: Uuid, session: &'a Session) -> Answer<'a, ()> {
        writing!(self, |c| sign_ins::open_session(c, workspace, session))
    }

    fn session<'a>(&'a self, token_hash: &'a [u8]) -> Answer<'a, Option<(Uuid, Session)>> {
        reading!(self, |c| sign_ins::session(c, token_hash))
    }

    fn session_seen<'a>(
        &'a self,
        workspace: Uuid,
        token_hash: &'a [u8],
        now: i64,
    ) -> Answer<'a, ()> {
        writing!(self, |c| sign_ins::session_seen(
            c, workspace, token_hash, now
        ))
    }

    fn sessions_of(&self, workspace: Uuid, user: Uuid) -> Answer<'_, Vec<Session>> {
        reading!(self, |c| sign_ins::sessions_of(c, workspace, user))
    }

    fn forget_session<'a>(&'a self, workspace: Uuid, token_hash: &'a [u8]) -> Answer<'a, ()> {
        writing!(self, |c| sign_ins::forget_session(c, workspace, token_hash))
    }

    fn withdraw_device(
        &self,
        workspace: Uuid,
        user: Uuid,
        device: Uuid,
        now: i64,
    ) -> Answer<'_, bool> {
        writing!(self, |c| async move {
            clients::withdraw(c, workspace, user, device, now).await?;
            sign_ins::withdraw_sessions(c, workspace, user, device, now).await
        })
    }

    fn client(&self, workspace: Uuid, client: Uuid) -> Answer<'_, Option<Client>> {
        reading!(self, |c| async move {
            let found = clients::by_id(c, workspace, &[client]).await?;
            Ok::<_, DbError>(found.into_iter().next())
        })
    }

    fn set_secret<'a>(
        &'a self,
        workspace: Uuid,
        name: &'a str,
        sealed: &'a [u8],
        now: i64,
    ) -> Answer<'a, ()> {
        writing!(self, |c| sign_ins::set_secret(
            c, workspace, name, sealed, now
        ))
    }

    fn secret<'a>(&'a self, workspace: Uuid, name: &'a str) -> Answer<'a, Option<Vec<u8>>> {
        reading!(self, |c| sign_ins::secret(c, workspace, name))
    }

    fn secret_or<'a>(
        &'a self,
        workspace: Uuid,
        name: &'a str,
        fresh: &'a [u8],
        now: i64,
    ) -> Answer<'a, Vec<u8>> {
        writing!(self, |c| sign_ins::secret_or(
            c, workspace, name, fresh, now
        ))
    }

    fn claim_transfers(&self, workspace: Uuid, lease: Lease) -> Answer<'_, Vec<Transfer>> {
        writing!(self, |c| transfers::claim(c, workspace, lease))
    }

    fn finish_transfer<'a>(&'a self, workspace: Uuid, step: &'a TransferStep) -> Answer<'a, ()> {
        writing!(self, |c| transfers::finish(c, workspace, step))
    }

    fn transfer<'a>(&'a self, workspace: Uuid, key: &'a str) -> Answer<'a, Option<Transfer>> {
        reading!(self, |c| transfers::by_key(c, workspace, key))
    }

    fn transfers(&self, workspace: Uuid, limit: i64) -> Answer<'_, Vec<Transfer>> {
        reading!(self, |c| transfers::newest(c, workspace, limit))
    }

    fn transfers_of(&self, workspace: Uuid, document: Uuid) -> Answer<'_, Vec<Transfer>> {
        reading!(self, |c| transfers::of_document(c, workspace, document))
    }

    fn transfers_of_set(
        &self,
        workspace: Uuid,
        set: Uuid,
        limit: i64,
    ) -> Answer<'_, Vec<Transfer>> {
        reading!(self, |c| transfers::of_set(c, workspace, set, limit))
    }

    fn transfer_sums(
        &self,
        workspace: Uuid,
        set: Uuid,
        confirmed_since: i64,
    ) -> Answer<'_, Vec<TransferSum>> {
        reading!(self, |c| transfers::sums(
            c,
            workspace,
            set,
            confirmed_since
        ))
    }

    fn take_up_transfer<'a>(&'a self, workspace: Uuid, key: &'a str, now: i64) -> Answer<'a, bool> {
        writing!(self, |c| transfers::take_up_again(c, workspace, key, now))
    }

    fn queue_job<'a>(&'a self, workspace: Uuid, job: &'a Job) -> Answer<'a, bool> {
        writing!(self, |c| async move {
            let stored = jobs::store(c, workspace, std::slice::from_ref(job)).await?;
            Ok::<_, DbError>(stored == 1)
        })
    }

    fn claim_jobs(&self, workspace: Uuid, lease: Lease) -> Answer<'_, Vec<Job>> {
        writing!(self, |c| jobs::claim(c, workspace, lease))
    }

    fn finish_job(&self, workspace: Uuid, id: Uuid) -> Answer<'_, ()> {
        writing!(self, |c| jobs::finish(c, workspace, id))
    }

    fn postpone_job<'a>(
        &'a self,
        workspace: Uuid,
        id: Uuid,
        due: i64,
        problem: &'a str,
    ) -> Answer<'a, ()> {
        writing!(self, |c| jobs::postpone(c, workspace, id, due, problem))
    }

    fn hints(&self) -> Answer<'_, BoxStream<'static, Hint>> {
        self.listen().boxed()
    }

    fn tables(&self) -> Answer<'_, Box<dyn Tables>> {
        async move {
            let tables = AllTables::new(self.begin_read().await?).await?;
            Ok(Box::new(tables) as Box<dyn Tables>)
        }
        .boxed()
    }

    fn ready(&self) -> Answer<'_, ()> {
        async move {
            let mut transaction = self.begin_read().await?;
            workspaces::all(&mut transaction).await?;
            Ok(())
        }
        .boxed()
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        self.close_pools().boxed()
    }
}
