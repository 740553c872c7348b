//! I12: everything that a run leaves behind as one line, so that two builds of the same code can be held against each other:
//! every outcome with its reason, every record and transfer of the server, every document of the ERP, everything each device shows.

use crate::arguments::Asked;
use crate::office::at_once;
use crate::run::play;
use crate::start::Company;
use crate::world::World;
use server::db::Database;
use sha2::{Digest, Sha256};
use shared::record::Stored;
use std::collections::BTreeMap;

/// One line a seed, in order and on one thread: what runs in a browser has no others.
pub fn lines(asked: &Asked) {
    let company = Company::found(0);
    for seed in asked.seed..asked.seed + asked.seeds {
        let (world, _, _) = play(seed, asked.events, asked.tell, &company);
        let (trace, left) = (world.clock.trace(), left_behind(&world));
        println!("{seed} {trace:016x} {left}");
        world.end();
    }
}

fn left_behind(world: &World) -> String {
    let mut hasher = Sha256::new();
    for line in server_lines(world).into_iter().chain(device_lines(world)) {
        hasher.update(line.as_bytes());
        hasher.update(b"\n");
    }
    let digest = hasher.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn server_lines(world: &World) -> Vec<String> {
    let office = &world.office;
    let mut snapshot = at_once(office.database.snapshot(office.workspace)).expect("a moment");
    let log = at_once(snapshot.log(0, 100_000)).expect("the log");
    let nobody = uuid::Uuid::nil();
    let records = at_once(snapshot.records_after("", nobody, 100_000)).expect("records");
    let log = log.into_iter().map(|entry| format!("{entry:?}"));
    let documents = office.erp.documents();
    let documents = documents.iter().map(|booked| format!("{booked:?}"));
    let transfers = office.transfers().into_iter();
    let log = log.chain(transfers.map(|row| format!("{row:?}")));
    log.chain(documents)
        .chain(records.into_iter().map(|row| format!("{row:?}")))
        .collect()
}

fn device_lines(world: &World) -> Vec<String> {
    let profiles = world.profiles.borrow();
    let views = profiles.iter().flat_map(|profile| profile.views());
    let shown = views.map(|view| {
        let replica = view.replica.borrow();
        let named = |row: Stored| ((row.body.kind(), row.id), (row.revision, row.body.packed()));
        let base = replica.base().kinds().flat_map(|(kind, table)| {
            let ids = table.places().map(|(id, _)| id);
            ids.map(|id| (kind.clone(), id)).collect::<Vec<_>>()
        });
        let rows: BTreeMap<_, _> = base
            .filter_map(|(kind, id)| replica.get(&shared::record::RecordKey { kind, id }))
            .map(named)
            .collect();
        format!("{:?} {rows:?}", replica.cursor())
    });
    shown.collect()
}
