//! Rows and batches by chance, from so few names that they meet: the same seed makes the same ones.

use crate::db::*;
use uuid::Uuid;

pub const SHELVES: [&str; 3] = ["everyone", "north", "south"];
const KINDS: [&str; 2] = ["thing", "other"];
pub const IDS: u64 = 6;

pub struct Chance(pub u64);

impl Chance {
    /// Below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        ((mixed ^ (mixed >> 27)) >> 33) % limit
    }

    pub fn number(&mut self, limit: u64) -> i64 {
        self.below(limit).cast_signed()
    }

    pub fn id(&mut self) -> Uuid {
        id(self.below(IDS))
    }

    pub fn word(&mut self, words: &[&str]) -> String {
        let words: Vec<&str> = words.to_vec();
        let count = words.len() as u64;
        words[self.below(count) as usize].to_owned()
    }

    pub fn kind(&mut self) -> String {
        self.word(&KINDS)
    }

    pub fn shelf(&mut self) -> String {
        self.word(&SHELVES)
    }

    fn some<T>(&mut self, most: u64, make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let (count, mut make) = (self.below(most + 1), make);
        (0..count).map(|_| make(self)).collect()
    }

    pub fn batch(&mut self, revision: i64) -> Batch {
        let mut batch = Batch {
            records: self.some(3, |chance| chance.record(revision)),
            places: self.some(4, |chance| chance.place(revision)),
            sums: self.some(1, Self::sum),
            clients: self.some(1, Self::client),
            transfers: self.some(1, Self::transfer),
            jobs: self.some(1, Self::job),
            revision,
            chain: format!("chain {revision}"),
            ..Batch::default()
        };
        // each record and place occurs once in a batch
        batch
            .records
            .sort_by(|one, other| (&one.kind, one.id).cmp(&(&other.kind, other.id)));
        batch
            .records
            .dedup_by(|one, other| (&one.kind, one.id) == (&other.kind, other.id));
        let place = |place: &ShelfPlace| (place.shelf.clone(), place.kind.clone(), place.id);
        batch.places.sort_by_key(place);
        batch.places.dedup_by_key(|row| place(row));
        batch.keys = (batch.records.iter()).map(|row| self.keys(row)).collect();
        batch.intentions = vec![self.intention(revision)];
        batch.numbers = self.some(1, |chance| ClientNumber {
            client: chance.id(),
            seq: chance.number(40),
            uid: Uuid::from_u128(chance.below(revision.unsigned_abs() + 1).into()),
        });
        batch
    }

    fn record(&mut self, revision: i64) -> StoredRecord {
        StoredRecord {
            kind: self.kind(),
            id: self.id(),
            revision,
            body: format!("{{\"at\":{revision}}}"),
            field_revisions: "{}".into(),
            shelves: "[]".into(),
            deleted: self.below(5) == 0,
        }
    }

    fn keys(&mut self, record: &StoredRecord) -> RecordKeys {
        let mut keys = self.some(2, |chance| RecordKey {
            key: chance.word(&["code", "name"]),
            value: chance.word(&["A", "B", "C", "D", "E"]),
            only_one: chance.below(3) == 0,
        });
        if self.below(9) > 0 {
            keys.dedup_by(|one, other| (&one.key, &one.value) == (&other.key, &other.value));
        }
        RecordKeys {
            kind: record.kind.clone(),
            id: record.id,
            keys,
        }
    }

    fn place(&mut self, revision: i64) -> ShelfPlace {
        ShelfPlace {
            shelf: self.shelf(),
            kind: self.kind(),
            id: self.id(),
            revision,
            present: self.below(3) > 0,
        }
    }

    fn sum(&mut self) -> ShelfSum {
        ShelfSum {
            shelf: self.shelf(),
            count: self.number(9),
            sum: self.number(99),
        }
    }

    fn intention(&mut self, revision: i64) -> StoredIntention {
        let uid = if self.below(12) == 0 { 1 } else { revision };
        StoredIntention {
            uid: Uuid::from_u128(uid.unsigned_abs().into()),
            client: Some(self.id()),
            seq: Some(revision),
            name: "things.made".into(),
            version: 1,
            body: "{}".into(),
            hash: format!("hash {revision}"),
            outcome: self.word(&["applied", "rejected"]),
            reason: (self.below(2) == 0).then(|| "{}".into()),
            context: "{}".into(),
            author: self.id(),
            revision,
            chain: format!("chain {revision}"),
            made_at: self.number(9),
            decided_at: revision * 10,
        }
    }

    fn client(&mut self) -> Client {
        Client {
            id: self.id(),
            user_id: self.id(),
            device: self.id(),
            last_seq: self.number(99),
            label: self.below(12).to_string(),
            name: "tablet".into(),
            created: self.number(9),
            withdrawn: None,
        }
    }

    fn transfer(&mut self) -> Transfer {
        Transfer {
            key: self.below(20).to_string(),
            set_id: self.id(),
            kind: "offer".into(),
            document: self.id(),
            state: self.word(&["pending", "confirmed"]),
            payload: "{}".into(),
            attempts: 0,
            answer: None,
            due: self.number(50),
            lease_until: None,
            created: self.number(9),
            changed: self.number(50),
        }
    }

    pub fn job(&mut self) -> Job {
        Job {
            id: self.id(),
            name: self.word(&["decide", "pack"]),
            dedup: self.below(4).to_string(),
            payload: "{}".into(),
            due: self.number(50),
            attempts: 0,
            problem: None,
        }
    }

    pub fn step(&mut self) -> TransferStep {
        TransferStep {
            key: self.below(20).to_string(),
            state: self.word(&["pending", "confirmed", "needs_human"]),
            answer: (self.below(2) == 0).then(|| "slip".into()),
            due: self.number(50),
            now: self.number(99),
        }
    }

    pub fn session(&mut self) -> Session {
        Session {
            token_hash: vec![self.below(9) as u8 + 1],
            user_id: self.id(),
            device: self.id(),
            device_name: "tablet".into(),
            created: 1,
            last_seen: self.number(9),
            revoked: None,
        }
    }

    pub fn sign_in(&mut self) -> SignIn {
        SignIn {
            user_id: self.id(),
            login: self.below(5).to_string(),
            password_hash: self.below(9).to_string(),
            changed: self.number(9),
        }
    }

    pub fn packed(&mut self, revision: i64) -> PackedShelf {
        let first = |chance: &mut Self| (chance.kind(), chance.id());
        let blocks = self.some(2, first).into_iter();
        PackedShelf {
            shelf: self.shelf(),
            format: self.number(2),
            expected: (self.below(2) == 0).then(|| self.number(revision.unsigned_abs() + 1)),
            revision,
            replaced: self.some(9, first),
            blocks: blocks
                .map(|(kind, from_id)| PackedBlock {
                    kind,
                    from_id,
                    to_id: Uuid::max(),
                    revision,
                    hash: format!("block {}", revision % 4),
                    count: 1,
                    bytes: vec![1; 3],
                })
                .collect(),
        }
    }
}

pub fn id(number: u64) -> Uuid {
    Uuid::from_u128(u128::from(number) << 64 | 7)
}
