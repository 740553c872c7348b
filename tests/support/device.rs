//! A device: the real replica, speaking to the real server as a signed-in person. Nothing of it is on a disk.

use crate::people::Person;
use crate::world::World;
use shared::calendar::Moment;
use shared::ids::{ClientId, Uid};
use shared::record::{Record, RecordKey};
use shared::shelf::Shelf;
use shared::sync::base::Base;
use shared::sync::block::Block;
use shared::sync::wire::{
    BlocksRequest, Manifest, ManifestRequest, PullAnswer, PushAnswer, SignedIn,
};
use shared::sync::{AnyChange, Outcome, Reason, Replica};
use shared::users::{Context, Rules};
use std::collections::BTreeMap;
use uuid::Uuid;

pub struct Device {
    pub person: Person,
    pub replica: Replica,
    pub context: Context,
    /// What the last pull said of this device's work in a backup.
    pub backed_up: Option<u64>,
    seq: u64,
}

impl Device {
    /// Signed in and bootstrapped.
    pub async fn of(world: &World, person: Person) -> Self {
        Self::at(person, world.now()).await
    }

    pub async fn at(person: Person, now: Moment) -> Self {
        let who: SignedIn = person.get("/api/v1/session").await.is(200).json();
        let context = Context {
            user: who.user,
            roles: who.roles.into_iter().collect(),
            territories: who.territories.into_iter().collect(),
            sets: who.sets.into_iter().collect(),
            warehouses: None,
            system: false,
            moment: now,
            today: now.utc_day(),
            offset_minutes: 0,
            rules: Rules::NOW,
        };
        let mut device = Self {
            person,
            replica: Replica::new(ClientId(Uuid::now_v7())),
            context,
            backed_up: None,
            seq: 0,
        };
        device.bootstrap().await;
        device
    }

    /// Manifest, blocks, and a new base under the same queue.
    pub async fn bootstrap(&mut self) {
        let request = ManifestRequest::of(self.replica.client);
        let manifest = self.person.post("/api/v1/sync/manifest", &request).await;
        let manifest: Manifest = manifest.is(200).json();
        let hashes: Vec<String> = manifest
            .blocks
            .iter()
            .map(|block| block.hash.clone())
            .collect();
        let reply = self
            .person
            .post("/api/v1/sync/blocks", &BlocksRequest { hashes })
            .await;
        let mut base = Base::default();
        for bytes in pieces(&reply.is(200).body) {
            base.add_block(Block::read(bytes).expect("a whole block"));
        }
        let context = self.context.clone();
        (self.replica).reset(base, manifest.cursor, manifest.portion, &context);
    }

    /// A person does something; it waits in the queue.
    pub fn commit(&mut self, change: impl Into<AnyChange>) -> Result<Uid, (Outcome, Reason)> {
        let uid = Uid(Uuid::new_v4());
        let made_at: Moment = self.context.moment;
        let prepared = (self.replica).prepare(change.into(), uid, made_at, &self.context)?;
        self.seq += 1;
        self.replica.committed(prepared, self.seq);
        Ok(uid)
    }

    pub async fn push(&mut self) -> Option<PushAnswer> {
        let request = self.replica.push_request(256)?;
        let reply = self.person.post("/api/v1/sync/push", &request).await;
        let answer: PushAnswer = reply.is(200).json();
        match &answer {
            PushAnswer::Decided { outcomes, .. } => _ = self.replica.pushed(outcomes),
            PushAnswer::Gap { expected } => self.replica.gap(*expected),
            PushAnswer::Fork => self.become_new_client(),
        }
        Some(answer)
    }

    pub fn become_new_client(&mut self) {
        self.replica.become_client(ClientId(Uuid::now_v7()));
        self.seq = self.replica.queue().len() as u64;
    }

    /// Pulls until there is a whole answer, comparing blocks where the server says so.
    pub async fn pull(&mut self) {
        for _ in 0..3 {
            let request = self.replica.pull_request();
            let reply = self.person.post("/api/v1/sync/pull", &request).await;
            match reply.is(200).json::<PullAnswer>() {
                PullAnswer::CompareBlocks { .. } => self.bootstrap().await,
                PullAnswer::Rows(pulled) => {
                    let portion = pulled.portion.clone();
                    self.backed_up = pulled.backed_up;
                    let done = self.replica.pulled(pulled, &self.context);
                    assert!(
                        done.expect("the answer continues our cursor")
                            .unreadable
                            .is_empty()
                    );
                    self.agrees_with(&portion);
                    return;
                }
            }
        }
        panic!("the server never gives rows");
    }

    pub async fn sync(&mut self) {
        while self.push().await.is_some() {}
        self.pull().await;
    }

    /// Count and sum of every shelf are the server's.
    #[track_caller]
    fn agrees_with(&self, portion: &BTreeMap<Shelf, shared::sync::portion::ShelfSum>) {
        assert_eq!(self.replica.mismatched(portion), Vec::<Shelf>::new());
    }

    pub fn get<R: Record>(&self, id: R::Id) -> Option<R> {
        let stored = self.replica.get(&RecordKey::of::<R>(id))?;
        stored.typed::<R>().cloned()
    }
}

/// The blocks of one answer: each after its length; a missing one has none.
pub fn pieces(body: &[u8]) -> Vec<Vec<u8>> {
    let (mut rest, mut found) = (body, Vec::new());
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        found.push(after[..length].to_vec());
        rest = &after[length..];
    }
    found
}
