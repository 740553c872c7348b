//! One piece of work by chance, done on both.

use super::{Both, sorted, told};
use crate::db::memory::tests::chance::{Chance, id};
use crate::db::*;

pub async fn work(both: &Both, chance: &mut Chance) {
    match chance.below(12) {
        0..6 => write(both, chance).await,
        6 | 7 => work_off(both, chance).await,
        8 | 9 => let_in(both, chance).await,
        _ => keep_house(both, chance).await,
    }
}

/// Two batches by one writer now and then; a refused one ends its work.
async fn write(both: &Both, chance: &mut Chance) {
    let head = both
        .sqlite
        .snapshot(both.workspace)
        .await
        .expect("snapshot");
    let revision = head.head().revision;
    drop(head);
    let batches: Vec<Batch> = (0..=chance.number(2))
        .map(|later| chance.batch(revision + 1 + later))
        .collect();
    let revisions = [1, revision, revision + 1];
    same!(both, |database| async {
        let mut writer = database.begin_writer(both.workspace).await?;
        for batch in &batches {
            writer.store(batch).await?;
        }
        let seen = (
            writer.client_count().await?,
            sorted(writer.authors(&revisions).await?),
        );
        writer.commit().await?;
        Ok(seen)
    });
}

async fn work_off(both: &Both, chance: &mut Chance) {
    let (workspace, now) = (both.workspace, chance.number(60));
    let lease = Lease {
        now,
        until: now + 20,
        limit: 100,
    };
    let (job, step, due) = (chance.job(), chance.step(), chance.number(60));
    match chance.below(6) {
        0 => same_set!(both, |database| database.claim_jobs(workspace, lease)),
        1 => same_set!(both, |database| database.claim_transfers(workspace, lease)),
        2 => same!(both, |database| database.queue_job(workspace, &job)),
        3 => same!(both, |database| database.finish_job(workspace, job.id)),
        4 => same!(both, |database| database
            .postpone_job(workspace, job.id, due, "late")),
        _ => {
            same!(both, |database| database.finish_transfer(workspace, &step));
            same!(both, |database| database
                .take_up_transfer(workspace, &step.key, now));
        }
    }
}

async fn let_in(both: &Both, chance: &mut Chance) {
    let (workspace, now) = (both.workspace, chance.number(99));
    let (session, sign_in) = (chance.session(), chance.sign_in());
    let (token, user, device) = (&session.token_hash[..], session.user_id, session.device);
    let keep = (now > 50).then_some(token);
    match chance.below(6) {
        0 | 1 => same!(both, |database| database.open_session(workspace, &session)),
        2 => same!(both, |database| database
            .session_seen(workspace, token, now)),
        3 => same!(both, |database| database
            .set_sign_in(workspace, &sign_in, keep)),
        4 => same!(both, |database| database
            .withdraw_device(workspace, user, device, now)),
        _ => {
            same!(both, |database| database.forget_session(workspace, token));
            same!(both, |database| database.set_secret(
                workspace,
                &sign_in.login,
                token,
                now
            ));
            let name = chance.sign_in().login;
            same!(both, |database| database
                .secret_or(workspace, &name, token, now));
        }
    }
}

async fn keep_house(both: &Both, chance: &mut Chance) {
    let (workspace, revision) = (both.workspace, both.revision().await);
    let until = chance.number(revision.unsigned_abs() + 1);
    match chance.below(9) {
        0 | 1 => same!(both, |database| database.forget_removals(workspace, until)),
        2 => same!(both, |database| database.note_backup(workspace, until)),
        3 => {
            let epoch = id(until.unsigned_abs());
            same!(both, |database| database.start_epoch(workspace, epoch))
        }
        _ => pack(both, chance).await,
    }
}

/// Mostly as somebody who has read how far the shelf is packed.
async fn pack(both: &Both, chance: &mut Chance) {
    let (workspace, revision) = (both.workspace, both.revision().await);
    let mut packed = chance.packed(revision);
    if chance.below(4) > 0 {
        let shelf = [packed.shelf.clone()];
        let mut snapshot = both.memory.snapshot(workspace).await.expect("snapshot");
        let found = snapshot.packed_to(&shelf, packed.format).await;
        let found = found.expect("asked");
        packed.expected = found.first().map(|(_, revision)| *revision);
    }
    same!(both, |database| database.store_blocks(workspace, &packed));
}
