//! The suite every database must pass, run with two handles on one database as two server processes would have.
//! It checks the contract of `mod.rs` and nothing about rooms.

use super::*;
use std::sync::Arc;

type Two<'a> = (&'a Arc<dyn Database>, &'a Arc<dyn Database>);

/// Runs all of it on an empty database; panics with the sentence that was broken.
pub async fn check(first: &Arc<dyn Database>, second: &Arc<dyn Database>) {
    let two = (first, second);
    a_dropped_writer_leaves_no_trace(two).await;
    a_batch_is_read_back_whole(two).await;
    a_key_that_only_one_may_carry_is_refused_to_a_second(two).await;
    two_deciders_never_lose_an_update(two).await;
    revisions_are_committed_in_order(two).await;
    a_snapshot_stays_at_its_moment(two).await;
    the_feed_names_arrivals_changes_and_removals(two).await;
    workspaces_never_mix(two).await;
    a_lease_is_given_once(two).await;
    blocks_are_replaced_only_by_who_read_them_last(two).await;
    a_withdrawn_device_is_marked_everywhere(two).await;
}

async fn new_workspace(database: &Arc<dyn Database>) -> Uuid {
    let id = Uuid::new_v4();
    let workspace = Workspace {
        id,
        name: id.to_string(),
        epoch: Uuid::new_v4(),
        revision: 0,
        chain: String::new(),
        feed_floor: 0,
        backed_up: 0,
        created: 1,
    };
    assert!(
        database
            .create_workspace(&workspace)
            .await
            .expect("created")
    );
    id
}

fn record(id: Uuid, revision: i64, body: &str) -> StoredRecord {
    StoredRecord {
        kind: "thing".into(),
        id,
        revision,
        body: body.into(),
        field_revisions: "{}".into(),
        shelves: "[\"everyone\"]".into(),
        deleted: false,
    }
}

fn place(shelf: &str, id: Uuid, revision: i64, present: bool) -> ShelfPlace {
    ShelfPlace {
        shelf: shelf.into(),
        kind: "thing".into(),
        id,
        revision,
        present,
    }
}

fn intention(client: Uuid, seq: i64, revision: i64) -> StoredIntention {
    StoredIntention {
        uid: Uuid::new_v4(),
        client: Some(client),
        seq: Some(seq),
        name: "things.made".into(),
        version: 1,
        body: "{}".into(),
        hash: format!("hash {revision}"),
        outcome: "applied".into(),
        reason: None,
        context: "{}".into(),
        author: Uuid::nil(),
        revision,
        chain: format!("chain {revision}"),
        made_at: 1,
        decided_at: 2,
    }
}

fn batch(revision: i64) -> Batch {
    Batch {
        revision,
        chain: format!("chain {revision}"),
        ..Batch::default()
    }
}

async fn write(database: &Arc<dyn Database>, workspace: Uuid, fill: impl FnOnce(i64) -> Batch) {
    let mut writer = database.begin_writer(workspace).await.expect("writer");
    let batch = fill(writer.head().revision + 1);
    writer.store(&batch).await.expect("stored");
    writer.commit().await.expect("committed");
}

fn by_id(id: Uuid) -> Wanted {
    Wanted {
        records: vec![("thing".into(), id)],
        keys: Vec::new(),
    }
}

async fn body(database: &Arc<dyn Database>, workspace: Uuid, id: Uuid) -> Option<String> {
    let mut snapshot = database.snapshot(workspace).await.expect("snapshot");
    let loaded = snapshot.load(&by_id(id)).await.expect("loaded");
    loaded.records.into_iter().next().map(|record| record.body)
}

async fn a_dropped_writer_leaves_no_trace((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let id = Uuid::new_v4();
    let mut writer = first.begin_writer(workspace).await.expect("writer");
    let mut made = batch(1);
    made.records.push(record(id, 1, "1"));
    writer.store(&made).await.expect("stored");
    drop(writer);
    assert_eq!(
        body(second, workspace, id).await,
        None,
        "a dropped writer left a record"
    );
    let snapshot = second.snapshot(workspace).await.expect("snapshot");
    assert_eq!(
        snapshot.head().revision,
        0,
        "a dropped writer moved the revision"
    );
}

async fn a_batch_is_read_back_whole((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let client = Uuid::new_v4();
    let ids: Vec<Uuid> = (0..5_000).map(|_| Uuid::new_v4()).collect();
    let sent = intention(client, 1, 1);
    let uid = sent.uid;
    write(first, workspace, |revision| {
        let mut made = batch(revision);
        for (number, id) in ids.iter().enumerate() {
            made.records
                .push(record(*id, revision, &number.to_string()));
            made.places.push(place("everyone", *id, revision, true));
            made.keys.push(RecordKeys {
                kind: "thing".into(),
                id: *id,
                keys: vec![RecordKey {
                    key: "code".into(),
                    value: format!("T-{number}"),
                    only_one: true,
                }],
            });
        }
        made.sums.push(ShelfSum {
            shelf: "everyone".into(),
            count: 5_000,
            sum: -7,
        });
        made.intentions.push(sent);
        made.numbers.push(ClientNumber {
            client,
            seq: 1,
            uid,
        });
        made
    })
    .await;
    let mut snapshot = second.snapshot(workspace).await.expect("snapshot");
    assert_eq!(snapshot.head().chain, "chain 1");
    let keys = (0..5_000).map(|number| KeyWanted {
        kind: "thing".into(),
        key: "code".into(),
        value: format!("T-{number}"),
    });
    let wanted = Wanted {
        records: vec![("thing".into(), ids[7])],
        keys: keys.collect(),
    };
    let loaded = snapshot.load(&wanted).await.expect("loaded");
    assert_eq!(
        loaded.records.len(),
        5_000,
        "every record is found by key, and once"
    );
    assert_eq!(loaded.matches.len(), 5_000);
    let sums = snapshot
        .shelf_sums(&["everyone".into()])
        .await
        .expect("sums");
    assert_eq!((sums[0].count, sums[0].sum), (5_000, -7));
    let settled = snapshot.settled(client, 1).await.expect("settled");
    assert_eq!((settled.len(), settled[0].uid), (1, uid));
    assert_eq!(
        snapshot.decided(&[uid]).await.expect("decided")[0].hash,
        "hash 1"
    );
    assert_eq!(
        snapshot.chain_at(1).await.expect("chain").as_deref(),
        Some("chain 1")
    );
    assert_eq!(snapshot.log(0, 10).await.expect("log").len(), 1);
    assert_eq!(snapshot.decided_at(1).await.expect("moment"), Some(2));
    let after = snapshot
        .records_after("", Uuid::nil(), 100)
        .await
        .expect("records");
    assert_eq!(after.len(), 100);
}

async fn a_key_that_only_one_may_carry_is_refused_to_a_second((first, _): Two<'_>) {
    let workspace = new_workspace(first).await;
    let keys = |id: Uuid, only_one: bool| RecordKeys {
        kind: "thing".into(),
        id,
        keys: vec![RecordKey {
            key: "code".into(),
            value: "A".into(),
            only_one,
        }],
    };
    let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
    write(first, workspace, |revision| Batch {
        keys: vec![keys(one, true)],
        ..batch(revision)
    })
    .await;
    let mut writer = first.begin_writer(workspace).await.expect("writer");
    let clash = Batch {
        keys: vec![keys(other, true)],
        ..batch(2)
    };
    let refused = writer
        .store(&clash)
        .await
        .expect_err("a second owner must be refused");
    assert!(
        refused.concerns_one_row(),
        "the caller must see that it is one row's fault"
    );
    drop(writer);
    write(first, workspace, |revision| Batch {
        keys: vec![keys(other, false)],
        ..batch(revision)
    })
    .await;
    // both exchange their codes in one batch
    write(first, workspace, |revision| Batch {
        keys: vec![
            keys(other, true),
            RecordKeys {
                kind: "thing".into(),
                id: one,
                keys: Vec::new(),
            },
        ],
        ..batch(revision)
    })
    .await;
}

async fn two_deciders_never_lose_an_update((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let id = Uuid::new_v4();
    write(first, workspace, |revision| Batch {
        records: vec![record(id, revision, "0")],
        ..batch(revision)
    })
    .await;
    let count = |database: Arc<dyn Database>| async move {
        for _ in 0..40 {
            let mut writer = database.begin_writer(workspace).await.expect("writer");
            let found = writer.load(&by_id(id)).await.expect("loaded").records;
            let seen: i64 = found[0].body.parse().expect("a number");
            tokio::task::yield_now().await;
            let revision = writer.head().revision + 1;
            let mut made = batch(revision);
            made.records
                .push(record(id, revision, &(seen + 1).to_string()));
            writer.store(&made).await.expect("stored");
            writer.commit().await.expect("committed");
        }
    };
    let one = tokio::spawn(count(first.clone()));
    let other = tokio::spawn(count(second.clone()));
    one.await.expect("the first decider");
    other.await.expect("the second decider");
    assert_eq!(
        body(first, workspace, id).await.as_deref(),
        Some("80"),
        "an update was lost"
    );
    let snapshot = second.snapshot(workspace).await.expect("snapshot");
    assert_eq!(
        snapshot.head().revision,
        81,
        "a revision was given twice or skipped"
    );
}

/// A reader that follows the feed while two write must never meet a revision below what it has seen.
async fn revisions_are_committed_in_order((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let writing = |database: Arc<dyn Database>| async move {
        for _ in 0..30 {
            write(&database, workspace, |revision| {
                let id = Uuid::new_v4();
                Batch {
                    records: vec![record(id, revision, "{}")],
                    places: vec![place("everyone", id, revision, true)],
                    ..batch(revision)
                }
            })
            .await;
        }
    };
    let writers = [
        tokio::spawn(writing(first.clone())),
        tokio::spawn(writing(second.clone())),
    ];
    let shelves = ["everyone".to_owned()];
    let (mut cursor, mut seen) = (0, Vec::new());
    while cursor < 60 {
        let mut snapshot = second.snapshot(workspace).await.expect("snapshot");
        let Feed::Rows(rows) = snapshot.feed(&shelves, cursor, 1_000).await.expect("feed") else {
            panic!("the feed is far below its limit");
        };
        seen.extend(rows.iter().map(|row| row.revision));
        assert!(
            rows.iter()
                .all(|row| row.revision <= snapshot.head().revision)
        );
        cursor = snapshot.head().revision;
    }
    for writer in writers {
        writer.await.expect("a writer");
    }
    assert_eq!(
        seen,
        (1..=60).collect::<Vec<i64>>(),
        "a reader skipped or repeated a revision"
    );
}

async fn a_snapshot_stays_at_its_moment((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let id = Uuid::new_v4();
    let change = |text: &'static str| {
        move |revision: i64| Batch {
            records: vec![record(id, revision, text)],
            places: vec![place("everyone", id, revision, true)],
            ..batch(revision)
        }
    };
    write(first, workspace, change("old")).await;
    let mut snapshot = second.snapshot(workspace).await.expect("snapshot");
    write(first, workspace, change("new")).await;
    let loaded = snapshot.load(&by_id(id)).await.expect("loaded");
    assert_eq!(
        loaded.records[0].body, "old",
        "a snapshot saw a later commit"
    );
    let feed = snapshot
        .feed(&["everyone".into()], 0, 10)
        .await
        .expect("feed");
    let Feed::Rows(rows) = feed else {
        panic!("one row is not too many")
    };
    assert_eq!(
        (rows[0].revision, rows[0].body.as_deref()),
        (1, Some("old"))
    );
    assert_eq!(snapshot.head().revision, 1);
}

async fn the_feed_names_arrivals_changes_and_removals((first, _): Two<'_>) {
    let workspace = new_workspace(first).await;
    let (moved, both) = (Uuid::new_v4(), Uuid::new_v4());
    write(first, workspace, |revision| Batch {
        records: vec![record(moved, revision, "m"), record(both, revision, "b")],
        places: vec![
            place("north", moved, revision, true),
            place("north", both, revision, true),
            place("south", both, revision, true),
        ],
        ..batch(revision)
    })
    .await;
    write(first, workspace, |revision| Batch {
        records: vec![record(moved, revision, "m2")],
        places: vec![
            place("north", moved, revision, false),
            place("south", moved, revision, true),
        ],
        ..batch(revision)
    })
    .await;
    let read = |shelves: Vec<String>, after: i64, limit: usize| async move {
        let mut snapshot = first.snapshot(workspace).await.expect("snapshot");
        snapshot.feed(&shelves, after, limit).await.expect("feed")
    };
    let row = |id, revision, body: Option<&str>, on: &[&str]| FeedRow {
        kind: "thing".into(),
        id,
        revision,
        body: body.map(str::to_owned),
        on: on.iter().map(|shelf| (*shelf).to_owned()).collect(),
    };
    let (north, south) = ("north".to_owned(), "south".to_owned());
    assert_eq!(
        read(vec![north.clone()], 1, 9).await,
        Feed::Rows(vec![row(moved, 2, None, &[])])
    );
    assert_eq!(
        read(vec![north.clone(), south.clone()], 0, 9).await,
        Feed::Rows(vec![
            row(both, 1, Some("b"), &["north", "south"]),
            row(moved, 2, Some("m2"), &["south"])
        ]),
    );
    assert_eq!(read(vec![north.clone(), south], 0, 3).await, Feed::TooMany);
    first
        .forget_removals(workspace, 2)
        .await
        .expect("forgotten");
    let rows = read(vec![north], 1, 9).await;
    assert_eq!(rows, Feed::Rows(Vec::new()), "the mark is gone");
    let snapshot = first.snapshot(workspace).await.expect("snapshot");
    assert_eq!(snapshot.head().feed_floor, 2, "older cursors must be told");
}

async fn workspaces_never_mix((first, _): Two<'_>) {
    let (mine, theirs) = (new_workspace(first).await, new_workspace(first).await);
    let id = Uuid::new_v4();
    for (workspace, text) in [(mine, "mine"), (theirs, "theirs")] {
        write(first, workspace, |revision| Batch {
            records: vec![record(id, revision, text)],
            places: vec![place("everyone", id, revision, true)],
            ..batch(revision)
        })
        .await;
    }
    assert_eq!(body(first, mine, id).await.as_deref(), Some("mine"));
    assert_eq!(body(first, theirs, id).await.as_deref(), Some("theirs"));
    let unknown = first.snapshot(Uuid::new_v4()).await;
    assert!(matches!(unknown, Err(DbError::NoWorkspace)));
}

async fn a_lease_is_given_once((first, second): Two<'_>) {
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
}

async fn blocks_are_replaced_only_by_who_read_them_last((first, second): Two<'_>) {
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

async fn a_withdrawn_device_is_marked_everywhere((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let (user, device) = (Uuid::new_v4(), Uuid::new_v4());
    let session = Session {
        token_hash: Uuid::new_v4().as_bytes().to_vec(),
        user_id: user,
        device,
        device_name: "tablet".into(),
        created: 1,
        last_seen: 1,
        revoked: None,
    };
    first
        .open_session(workspace, &session)
        .await
        .expect("opened");
    let client = Client {
        id: Uuid::new_v4(),
        user_id: user,
        device,
        last_seq: 4,
        label: "1".into(),
        name: "tablet".into(),
        created: 1,
        withdrawn: None,
    };
    let bound = client.clone();
    write(first, workspace, |revision| Batch {
        clients: vec![bound],
        ..batch(revision)
    })
    .await;
    assert!(
        second
            .withdraw_device(workspace, user, device, 9)
            .await
            .expect("withdrawn")
    );
    assert!(
        !second
            .withdraw_device(workspace, user, device, 9)
            .await
            .expect("answered"),
        "only once"
    );
    let (found, kept) = first
        .session(&session.token_hash)
        .await
        .expect("read")
        .expect("kept");
    assert_eq!((found, kept.revoked), (workspace, Some(9)));
    let marked = first
        .client(workspace, client.id)
        .await
        .expect("read")
        .expect("kept");
    assert_eq!((marked.last_seq, marked.withdrawn), (4, Some(9)));
    sign_ins_are_found_by_login_and_user((first, second), workspace).await;
}

async fn sign_ins_are_found_by_login_and_user((first, second): Two<'_>, workspace: Uuid) {
    let sign_in = SignIn {
        user_id: Uuid::new_v4(),
        login: Uuid::new_v4().to_string(),
        password_hash: "h".into(),
        changed: 1,
    };
    assert_eq!(
        first.set_sign_in(workspace, &sign_in).await.expect("set"),
        SignInStored::Stored
    );
    let thief = SignIn {
        user_id: Uuid::new_v4(),
        ..sign_in.clone()
    };
    assert_eq!(
        second
            .set_sign_in(workspace, &thief)
            .await
            .expect("answered"),
        SignInStored::LoginTaken
    );
    let found = second
        .sign_in(workspace, &sign_in.login)
        .await
        .expect("read");
    assert_eq!(found, Some(sign_in.clone()));
    assert_eq!(
        first
            .sign_in_of(workspace, sign_in.user_id)
            .await
            .expect("read"),
        Some(sign_in)
    );
}
