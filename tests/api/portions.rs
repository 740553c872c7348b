//! Random people, territories and grants: whatever address is asked, nobody receives what stands on no shelf of theirs, and
//! everybody receives the rest. Reasons and inbox entries are searched for words of foreign records.

use super::story::account;
use axum::body::Bytes;
use proptest::prelude::*;
use shared::accounts::{self, change::Field};
use shared::edit::Edit;
use shared::ids::{AccountId, ClientId, Uid, UserId};
use shared::record::RecordKey;
use shared::shelf::Shelf;
use shared::sync::wire::{BlocksRequest, Manifest, ManifestRequest, PullAnswer, PushRequest};
use shared::sync::{AnyChange, Intention, Outcome, block, kinds};
use shared::users::{self, Role, User, portion};
use std::collections::{BTreeMap, BTreeSet};
use support::device::pieces;
use support::people::Person;
use support::world::World;
use uuid::Uuid;

const TERRITORIES: [&str; 3] = ["north", "south", "west"];

#[derive(Clone, Debug)]
struct Grants {
    role: usize,
    territories: Vec<bool>,
}

#[derive(Clone, Debug)]
struct Script {
    people: Vec<Grants>,
    accounts: Vec<usize>,
    /// who edits which account
    edits: Vec<(usize, usize)>,
    /// who is granted something else before the last pull
    moved: Vec<(usize, Vec<bool>)>,
}

fn script() -> impl Strategy<Value = Script> {
    let territories = || prop::collection::vec(any::<bool>(), TERRITORIES.len());
    let grants = (0..Role::ALL.len(), territories())
        .prop_map(|(role, territories)| Grants { role, territories });
    (
        prop::collection::vec(grants, 2..5),
        prop::collection::vec(0..TERRITORIES.len(), 1..6),
        prop::collection::vec((0..5_usize, 0..6_usize), 0..8),
        prop::collection::vec((0..5_usize, territories()), 0..3),
    )
        .prop_map(|(people, accounts, edits, moved)| Script {
            people,
            accounts,
            edits,
            moved,
        })
}

fn names(chosen: &[bool]) -> BTreeSet<String> {
    let chosen = TERRITORIES
        .iter()
        .zip(chosen)
        .filter(|(_, chosen)| **chosen);
    chosen.map(|(name, _)| (*name).to_owned()).collect()
}

struct Someone {
    id: UserId,
    person: Person,
    seq: u64,
    client: ClientId,
    held: Vec<Shelf>,
    cursor: shared::sync::Cursor,
    /// What it holds: where each record stands, as it was told.
    aboard: BTreeMap<RecordKey, u64>,
    /// What stood in the way of an own edit, and was said when this person might see it: that stays in their inbox.
    told: BTreeSet<String>,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn nobody_receives_what_stands_on_no_shelf_of_theirs(script in script()) {
        let runtime = tokio::runtime::Runtime::new().expect("threads");
        runtime.block_on(play(script));
    }
}

/// How every tax number of the play begins.
const TAX_CANARY: &str = "7340129";

/// A valid one for each account.
fn tax_number(account: usize) -> String {
    let numbers = (0..10).map(|digit| format!("{TAX_CANARY}{account:02}{digit}"));
    let mut valid = numbers.filter(|number| accounts::tax_key::check(number).is_ok());
    valid.next().expect("one digit fits")
}

async fn play(script: Script) {
    let world = World::new().await;
    let mut people = Vec::new();
    for (number, grants) in script.people.iter().enumerate() {
        people.push(invite(&world, number, grants).await);
    }
    let accounts: Vec<AccountId> = script
        .accounts
        .iter()
        .map(|_| AccountId(Uuid::now_v7()))
        .collect();
    for (number, (id, territory)) in accounts.iter().zip(&script.accounts).enumerate() {
        let name = format!("canary{number}x");
        world
            .system(account(*id, &name, TERRITORIES[*territory]))
            .await;
        let tax = accounts::Change::TaxNumberEntered {
            account: *id,
            number: Edit::new(String::new(), tax_number(number)),
        };
        let decided = world.system(tax).await;
        assert_eq!(decided.outcome, Outcome::Applied, "{:?}", decided.reason);
    }
    for someone in &mut people {
        someone.bootstrap(&world).await;
    }
    for (who, which) in &script.edits {
        let who = who % people.len();
        let which = which % accounts.len();
        people[who].edit(&world, accounts[which], which).await;
    }
    for (who, territories) in &script.moved {
        let id = people[who % people.len()].id;
        grant(&world, id, names(territories)).await;
    }
    for someone in &mut people {
        someone.pull(&world).await;
        someone.holds_exactly_its_portion(&world).await;
    }
}

async fn invite(world: &World, number: usize, grants: &Grants) -> Someone {
    let id = UserId(Uuid::now_v7());
    let user = User {
        login: format!("user{number}"),
        roles: [Role::ALL[grants.role]].into(),
        territories: names(&grants.territories),
        warehouses: BTreeSet::new(),
        sets: BTreeSet::new(),
        default_set: None,
        language: Default::default(),
        active: true,
    };
    let name = format!("user{number}");
    world
        .system(users::Change::Invited {
            user: id,
            name,
            grants: user,
        })
        .await;
    Someone {
        id,
        person: world.let_in(id).await,
        seq: 0,
        client: ClientId(Uuid::now_v7()),
        held: Vec::new(),
        cursor: Default::default(),
        aboard: BTreeMap::new(),
        told: BTreeSet::new(),
    }
}

async fn grant(world: &World, user: UserId, territories: BTreeSet<String>) {
    let was = grants_of(world, user).await;
    let now = User {
        territories,
        ..was.clone()
    };
    world
        .system(users::Change::Granted {
            user,
            grants: Edit::new(was, now),
        })
        .await;
}

async fn grants_of(world: &World, user: UserId) -> User {
    let all = stored(world).await;
    let key = RecordKey::of::<User>(user);
    serde_json::from_str(&all[&key].body).expect("a user")
}

struct Row {
    body: String,
    shelves: BTreeSet<Shelf>,
    revision: u64,
}

async fn stored(world: &World) -> BTreeMap<RecordKey, Row> {
    let mut snapshot = world
        .state
        .database
        .snapshot(world.workspace)
        .await
        .expect("read");
    let rows = snapshot
        .records_after("", Uuid::nil(), 100_000)
        .await
        .expect("read");
    rows.into_iter()
        .map(|row| {
            let key = RecordKey {
                kind: kinds::kind(&row.kind),
                id: row.id,
            };
            let shelves = serde_json::from_str(&row.shelves).expect("shelves");
            (
                key,
                Row {
                    body: row.body,
                    shelves,
                    revision: row.revision.unsigned_abs(),
                },
            )
        })
        .collect()
}

/// The words that tell a record; in an inbox entry they are quoted twice.
fn canaries(row: &Row) -> impl Iterator<Item = &str> {
    let words = row.body.split(['"', '\\']);
    words.filter(|word| word.contains("canary") || word.starts_with(TAX_CANARY))
}

/// The records of a pull without the reader's own inbox; nothing of an answer of another shape.
fn beside_inbox(said: &str) -> String {
    let Ok(PullAnswer::Rows(mut pulled)) = serde_json::from_str(said) else {
        return String::new();
    };
    pulled.rows.retain(|row| row.kind != "inbox");
    serde_json::to_string(&pulled).expect("what was read can be written")
}

impl Someone {
    async fn shelves(&self, world: &World) -> BTreeSet<Shelf> {
        let grants = grants_of(world, self.id).await;
        portion(self.id, &grants).into_iter().collect()
    }

    /// No word of a record outside the portion, tax numbers included, in these bytes.
    async fn says_nothing_foreign(&self, world: &World, said: &Bytes) {
        let shelves = self.shelves(world).await;
        let said = String::from_utf8_lossy(said).into_owned();
        let beside_inbox = beside_inbox(&said);
        let all = stored(world).await;
        let sees = |row: &&Row| !row.shelves.is_disjoint(&shelves);
        // what stands in a record they see is no secret because somebody else's inbox quotes it
        let seen: BTreeSet<&str> = all.values().filter(sees).flat_map(canaries).collect();
        for (key, row) in all.iter().filter(|(_, row)| !sees(row)) {
            for word in canaries(row).filter(|word| !seen.contains(word)) {
                let heard = match self.told.contains(word) {
                    true => beside_inbox.contains(word),
                    false => said.contains(word),
                };
                assert!(!heard, "{} heard {word} of {key:?}: {said}", self.id);
            }
        }
    }

    async fn bootstrap(&mut self, world: &World) {
        let request = ManifestRequest::of(self.client);
        let reply = self
            .person
            .post("/api/v1/sync/manifest", &request)
            .await
            .is(200);
        self.says_nothing_foreign(world, &reply.body).await;
        let manifest: Manifest = reply.json();
        let hashes = manifest
            .blocks
            .iter()
            .map(|block| block.hash.clone())
            .collect();
        let reply = self
            .person
            .post("/api/v1/sync/blocks", &BlocksRequest { hashes })
            .await
            .is(200);
        self.says_nothing_foreign(world, &reply.body).await;
        self.aboard.clear();
        for bytes in pieces(&reply.body) {
            let block = block::Block::read(bytes).expect("a whole block");
            for slot in 0..block.len() {
                let key = RecordKey {
                    kind: kinds::kind(block.kind()),
                    id: block.id(slot),
                };
                self.aboard.insert(key, block.record_revision(slot));
            }
        }
        (self.cursor, self.held) = (manifest.cursor, manifest.portion);
    }

    async fn edit(&mut self, world: &World, account: AccountId, number: usize) {
        // the author believes the note is empty: the second of two edits is parked, a stranger's is refused
        let note = format!("notecanary{number}by{}x", self.id);
        let field = Field::Note {
            edit: Edit::new(String::new(), note),
        };
        let change = AnyChange::from(accounts::Change::Edited { account, field });
        let intention = Intention::new(Uid(Uuid::new_v4()), &change, 0, Vec::new(), world.now());
        self.seq += 1;
        let intentions = vec![intention.sent_by(self.client, self.seq)];
        let request = PushRequest {
            client: self.client,
            intentions,
            holes: Vec::new(),
        };
        let reply = self
            .person
            .post("/api/v1/sync/push", &request)
            .await
            .is(200);
        self.says_nothing_foreign(world, &reply.body).await;
        let said = String::from_utf8_lossy(&reply.body).into_owned();
        let words = said
            .split(['"', '\\'])
            .filter(|word| word.contains("canary"));
        self.told.extend(words.map(String::from));
    }

    async fn pull(&mut self, world: &World) {
        for _ in 0..3 {
            let request = shared::sync::wire::PullRequest {
                client: self.client,
                cursor: self.cursor.clone(),
                held: self.held.clone(),
                queue_from: 1,
            };
            let reply = self
                .person
                .post("/api/v1/sync/pull", &request)
                .await
                .is(200);
            self.says_nothing_foreign(world, &reply.body).await;
            match reply.json() {
                PullAnswer::CompareBlocks { .. } => self.bootstrap(world).await,
                PullAnswer::Rows(pulled) => {
                    let portion: BTreeSet<Shelf> = pulled.portion.keys().cloned().collect();
                    self.take(pulled.rows, &portion);
                    let all = stored(world).await;
                    // a shelf that is not named takes its records along
                    self.aboard
                        .retain(|key, _| !all[key].shelves.is_disjoint(&portion));
                    return;
                }
            }
        }
        panic!("the server never gives rows");
    }

    fn take(&mut self, rows: Vec<shared::sync::wire::Row>, portion: &BTreeSet<Shelf>) {
        for row in rows {
            assert!(
                row.on.iter().all(|shelf| portion.contains(shelf)),
                "{:?}",
                row.on
            );
            let key = RecordKey {
                kind: kinds::kind(&row.kind),
                id: row.id,
            };
            match row.body {
                Some(_) => _ = self.aboard.insert(key, row.rev),
                None => _ = self.aboard.remove(&key),
            }
        }
    }

    async fn holds_exactly_its_portion(&self, world: &World) {
        let shelves = self.shelves(world).await;
        let all = stored(world).await;
        let expected: BTreeMap<RecordKey, u64> = (all.iter())
            .filter(|(_, row)| !row.shelves.is_disjoint(&shelves))
            .map(|(key, row)| (key.clone(), row.revision))
            .collect();
        assert_eq!(self.aboard, expected, "{} holds something else", self.id);
    }
}
