//! Jobs, transfers and blocks: one lease, one worker; one packer.

use super::samples::*;
use crate::db::*;
use uuid::Uuid;

pub async fn a_lease_is_given_once((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let job = Job {
        id: Uuid::new_v4(),
        name: "decide".into(),
        dedup: "offer 1".into(),
        payload: "{}".into(),
        due: 10,
        attempts: 0,
        problem: None,
    };
    assert!(first.queue_job(workspace, &job).await.expect("queued"));
    let again = Job {
        id: Uuid::new_v4(),
        ..job.clone()
    };
    assert!(
        !second.queue_job(workspace, &again).await.expect("queued"),
        "the same work waits once"
    );
    let lease = |now| Lease {
        now,
        until: now + 100,
        limit: 5,
    };
    assert!(
        first
            .claim_jobs(workspace, lease(9))
            .await
            .expect("claimed")
            .is_empty(),
        "not due yet"
    );
    let (one, other) = tokio::join!(
        first.claim_jobs(workspace, lease(10)),
        second.claim_jobs(workspace, lease(10))
    );
    let taken = one.expect("claimed").len() + other.expect("claimed").len();
    assert_eq!(taken, 1, "one lease, one worker");
    let later = second
        .claim_jobs(workspace, lease(111))
        .await
        .expect("claimed");
    assert_eq!(
        (later.len(), later[0].attempts),
        (1, 1),
        "a lease that ran out is due again"
    );
    second
        .postpone_job(workspace, job.id, 500, "no answer")
        .await
        .expect("postponed");
    assert!(
        first
            .claim_jobs(workspace, lease(300))
            .await
            .expect("claimed")
            .is_empty()
    );
    first.finish_job(workspace, job.id).await.expect("finished");
    assert!(
        first
            .claim_jobs(workspace, lease(900))
            .await
            .expect("claimed")
            .is_empty()
    );
    transfers_are_leased_and_remembered((first, second), workspace).await;
}

async fn transfers_are_leased_and_remembered((first, second): Two<'_>, workspace: Uuid) {
    let transfer = Transfer {
        key: "uid/0".into(),
        set_id: Uuid::new_v4(),
        kind: "offer".into(),
        document: Uuid::new_v4(),
        state: "pending".into(),
        payload: "{}".into(),
        attempts: 0,
        answer: None,
        due: 0,
        lease_until: None,
        created: 1,
        changed: 1,
    };
    for _ in 0..2 {
        let repeated = transfer.clone();
        write(first, workspace, |revision| Batch {
            transfers: vec![repeated],
            ..batch(revision)
        })
        .await;
    }
    let lease = |now| Lease {
        now,
        until: now + 100,
        limit: 5,
    };
    let claimed = second
        .claim_transfers(workspace, lease(5))
        .await
        .expect("claimed");
    assert_eq!(
        (claimed.len(), claimed[0].attempts),
        (1, 0),
        "nobody has sent it yet"
    );
    assert!(
        first
            .claim_transfers(workspace, lease(6))
            .await
            .expect("claimed")
            .is_empty()
    );
    let late = first
        .claim_transfers(workspace, lease(200))
        .await
        .expect("claimed");
    assert_eq!(
        (late[0].state.as_str(), late[0].attempts),
        ("sending", 1),
        "look it up before sending"
    );
    let step = TransferStep {
        key: "uid/0".into(),
        state: "confirmed".into(),
        answer: Some("slip 7".into()),
        due: 0,
        now: 201,
    };
    first
        .finish_transfer(workspace, &step)
        .await
        .expect("finished");
    assert!(
        second
            .claim_transfers(workspace, lease(900))
            .await
            .expect("claimed")
            .is_empty()
    );
    let kept = second
        .transfers_of(workspace, transfer.document)
        .await
        .expect("listed");
    assert_eq!(kept[0].answer.as_deref(), Some("slip 7"));
    a_transfer_that_needs_a_human_is_taken_up_once((first, second), workspace, &transfer).await;
}

async fn a_transfer_that_needs_a_human_is_taken_up_once(
    (first, second): Two<'_>,
    workspace: Uuid,
    transfer: &Transfer,
) {
    let step = |state: &str, now| TransferStep {
        key: transfer.key.clone(),
        state: state.into(),
        answer: None,
        due: now,
        now,
    };
    let set = transfer.set_id;
    let sums = |since| first.transfer_sums(workspace, set, since);
    assert_eq!(
        sums(201).await.expect("summed")[0].count,
        1,
        "confirmed since"
    );
    assert_eq!(
        sums(202).await.expect("summed"),
        Vec::new(),
        "confirmed before"
    );
    let taken = first.take_up_transfer(workspace, &transfer.key, 300).await;
    assert!(!taken.expect("asked"), "a confirmed one stays confirmed");
    let needs = step("needs_human", 310);
    first
        .finish_transfer(workspace, &needs)
        .await
        .expect("finished");
    let sum = sums(400).await.expect("summed").remove(0);
    assert_eq!(
        (sum.state.as_str(), sum.oldest, sum.unchanged_since),
        ("needs_human", 1, 310)
    );
    for (now, expected) in [(320, true), (321, false)] {
        let taken = second.take_up_transfer(workspace, &transfer.key, now).await;
        assert_eq!(taken.expect("asked"), expected);
    }
    let listed = second
        .transfers_of_set(workspace, set, 5)
        .await
        .expect("listed");
    assert_eq!(
        (listed[0].state.as_str(), listed[0].changed),
        ("pending", 320)
    );
    let elsewhere = second.transfers_of_set(workspace, Uuid::new_v4(), 5).await;
    assert_eq!(elsewhere.expect("listed"), Vec::new());
    what_is_asked_again_says_what_it_says_now((first, second), workspace, transfer).await;
}

async fn what_is_asked_again_says_what_it_says_now(
    (first, second): Two<'_>,
    workspace: Uuid,
    transfer: &Transfer,
) {
    let rows = [
        ("sending", 330, "another", ("sending", 330)),
        ("needs_human", 340, "another", ("pending", 400)),
        ("withdrawn", 350, "another", ("pending", 400)),
        ("confirmed", 360, "a third", ("confirmed", 360)),
    ];
    for (state, due, payload, expected) in rows {
        let step = TransferStep {
            key: transfer.key.clone(),
            state: state.into(),
            answer: None,
            due,
            now: due,
        };
        let finished = first.finish_transfer(workspace, &step);
        finished.await.expect("finished");
        let asked = Transfer {
            payload: payload.into(),
            due: 400,
            changed: 400,
            ..transfer.clone()
        };
        write(first, workspace, |revision| Batch {
            transfers: vec![asked],
            ..batch(revision)
        })
        .await;
        let row = second.transfer(workspace, &transfer.key).await;
        let row = row.expect("read").expect("there");
        assert_eq!((row.state.as_str(), row.due), expected, "{state}");
        assert_eq!(row.payload, "another");
    }
}

pub async fn blocks_are_replaced_only_by_who_read_them_last((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let packed = |expected, revision, text: &str| PackedShelf {
        shelf: "everyone".into(),
        format: 1,
        expected,
        revision,
        replaced: vec![("thing".into(), Uuid::nil())],
        blocks: vec![PackedBlock {
            kind: "thing".into(),
            from_id: Uuid::nil(),
            to_id: Uuid::max(),
            revision,
            hash: format!("hash of {text}"),
            count: 1,
            bytes: text.as_bytes().to_vec(),
        }],
    };
    assert!(
        first
            .store_blocks(workspace, &packed(None, 1, "a"))
            .await
            .expect("stored")
    );
    assert!(
        !second
            .store_blocks(workspace, &packed(None, 1, "b"))
            .await
            .expect("answered")
    );
    assert!(
        second
            .store_blocks(workspace, &packed(Some(1), 3, "c"))
            .await
            .expect("stored")
    );
    let shelves = ["everyone".to_owned()];
    let mut snapshot = first.snapshot(workspace).await.expect("snapshot");
    let manifest = snapshot.manifest(&shelves, 1).await.expect("manifest");
    assert_eq!(
        (manifest.len(), manifest[0].hash.as_str()),
        (1, "hash of c")
    );
    assert_eq!(
        snapshot.packed_to(&shelves, 1).await.expect("packed"),
        [("everyone".to_owned(), 3)]
    );
    let hashes = ["hash of c".to_owned()];
    assert_eq!(
        snapshot.blocks(&shelves, &hashes).await.expect("blocks")[0].bytes,
        b"c"
    );
    let elsewhere = snapshot
        .blocks(&["north".to_owned()], &hashes)
        .await
        .expect("blocks");
    assert!(elsewhere.is_empty(), "a hash is no right to read");
}
