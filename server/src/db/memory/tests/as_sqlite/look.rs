//! Everything that can be asked, asked of both.

use super::{Both, sorted, told};
use crate::db::memory::tests::chance::{Chance, IDS, SHELVES, id};
use crate::db::*;
use uuid::Uuid;

/// Asks everything that can be asked.
pub async fn look(both: &Both, chance: &mut Chance) {
    let (revision, limit) = (chance.number(200), chance.number(20));
    let shelves = vec![chance.shelf(), chance.shelf()];
    let (kind, id) = (chance.kind(), chance.id());
    same!(both, |database| database.workspaces());
    look_at_records(both, (&kind, id), revision, limit).await;
    look_at_shelves(both, &shelves, revision, limit).await;
    look_at_blocks(both, &shelves, (&kind, id), limit % 2).await;
    look_at_the_log(both, id, revision, limit).await;
    look_at_transfers(both, id, limit).await;
    look_at_access(both, id, limit).await;
}

async fn look_at_records(both: &Both, (kind, one): (&str, Uuid), revision: i64, limit: i64) {
    let values = ["A", "B", "C", "D", "E"].into_iter();
    let keys = values.flat_map(|value| {
        ["code", "name"].map(|key| KeyWanted {
            kind: kind.into(),
            key: key.into(),
            value: value.into(),
        })
    });
    let wanted = Wanted {
        records: (0..IDS)
            .map(|number| (kind.to_owned(), id(number)))
            .collect(),
        keys: keys.collect(),
    };
    same_moment!(both, |snapshot| async {
        let loaded = snapshot.load(&wanted).await?;
        Ok::<_, DbError>((sorted(loaded.records), sorted(loaded.matches)))
    });
    same_moment!(both, |snapshot| snapshot.records_after(kind, one, limit));
    same_moment!(both, |snapshot| snapshot.changed_after(
        "thing",
        (revision, one),
        limit
    ));
    same_moment!(both, |snapshot| snapshot.decided_at(revision));
    same_moment!(both, |snapshot| snapshot.chain_at(revision));
}

async fn look_at_shelves(both: &Both, shelves: &[String], revision: i64, limit: i64) {
    let limit = usize::try_from(limit).expect("small");
    for (places, bytes) in [(limit, usize::MAX), (1_000, limit * 10)] {
        let limit = FeedLimit { places, bytes };
        same_moment!(both, |snapshot| snapshot.feed(shelves, revision, limit));
    }
    let all = FeedLimit {
        places: 1_000,
        bytes: usize::MAX,
    };
    same_moment!(both, |snapshot| snapshot.feed(shelves, 0, all));
    same_moment!(both, sorted | snapshot | snapshot.shelf_sums(shelves));
    same_moment!(
        both,
        sorted | snapshot | snapshot.touched(&shelves[0], revision)
    );
}

async fn look_at_blocks(
    both: &Both,
    shelves: &[String],
    (kind, from_id): (&str, Uuid),
    format: i64,
) {
    let hashes = ["block 1".to_owned(), "block 2".to_owned()];
    let range = Range {
        shelf: SHELVES[1].into(),
        kind: kind.into(),
        from_id,
        to_id: id(3),
    };
    same_moment!(both, |snapshot| snapshot.standing(&range));
    same_moment!(both, |snapshot| snapshot.manifest(shelves, format));
    same_moment!(both, sorted | snapshot | snapshot.blocks(shelves, &hashes));
    same_moment!(
        both,
        sorted | snapshot | snapshot.packed_to(shelves, format)
    );
}

async fn look_at_the_log(both: &Both, client: Uuid, revision: i64, limit: i64) {
    let uids: Vec<Uuid> = [1, 2, 2, revision]
        .map(|uid| Uuid::from_u128(uid.unsigned_abs().into()))
        .into();
    same_moment!(both, |snapshot| snapshot.log(revision / 2, limit));
    same_moment!(both, |snapshot| snapshot.settled(client, limit));
    same_moment!(both, |snapshot| snapshot.backed_up(client));
    same_moment!(both, sorted | snapshot | snapshot.decided(&uids));
    let numbers: Vec<(Uuid, i64)> = (0..40).map(|seq| (client, seq)).collect();
    same!(both, |database| async {
        let mut writer = database.begin_writer(both.workspace).await?;
        let clients = sorted(writer.clients(&[client, id(1)]).await?);
        Ok((clients, sorted(writer.numbers_used(&numbers).await?)))
    });
}

async fn look_at_transfers(both: &Both, one: Uuid, limit: i64) {
    let (workspace, key) = (both.workspace, limit.to_string());
    same!(both, |database| database.transfers(workspace, limit));
    same!(both, |database| database.transfers_of(workspace, one));
    same!(both, |database| database
        .transfers_of_set(workspace, one, limit));
    same!(both, |database| database.transfer_sums(
        workspace,
        one,
        limit * 3
    ));
    same!(both, |database| database.transfer(workspace, &key));
}

async fn look_at_access(both: &Both, one: Uuid, number: i64) {
    let (workspace, name) = (both.workspace, number.to_string());
    let token = [number as u8];
    same!(both, |database| database.session(&token));
    same_set!(both, |database| database.sessions_of(workspace, one));
    same!(both, |database| database.sign_in(workspace, &name));
    same!(both, |database| database.sign_in_of(workspace, one));
    same!(both, |database| database.client(workspace, one));
    same!(both, |database| database.secret(workspace, &name));
}
