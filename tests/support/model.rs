//! A server and its devices in memory, one thread, no clock and no network: the real rules, the real replica, the smallest
//! possible rest. What the real server does with SQL, this one does with maps.

use shared::calendar::{Day, Moment};
use shared::desk::Desk;
use shared::ids::{ClientId, Id, Uid, UserId};
use shared::needs::{Look, Needs};
use shared::record::{RecordKey, Stored};
use shared::shelf::Shelf;
use shared::sync::decide::{Past, Written};
use shared::sync::outcome::Outcome;
use shared::sync::portion::{Link, ShelfSum, chain};
use shared::sync::replica::PullDone;
use shared::sync::wire::{Decided, PullRequest, Pulled, PushAnswer, PushRequest, Row, Settled};
use shared::sync::{AnyChange, Cursor, Decision, Replica, Step, decide};
use shared::users::{Context, Rules, User, portion};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// An intention's place in history.
#[derive(Clone, Debug)]
pub struct Known {
    pub hash: String,
    pub outcome: Outcome,
    pub revision: u64,
    pub seq: u64,
    pub client: Option<ClientId>,
}

/// The authoritative side.
#[derive(Default)]
pub struct ModelServer {
    pub records: BTreeMap<RecordKey, Stored>,
    pub shelves: BTreeMap<(Shelf, RecordKey), (u64, bool)>,
    pub known: BTreeMap<Uid, Known>,
    pub last_seq: BTreeMap<ClientId, u64>,
    pub revision: u64,
    pub chain: String,
    pub people: BTreeMap<UserId, User>,
    /// Who wrote which record at which revision.
    pub writes: BTreeMap<RecordKey, Vec<(u64, UserId)>>,
}

impl ModelServer {
    pub fn context(&self, user: UserId) -> Context {
        context_of(user, &self.people[&user], Moment::EPOCH)
    }

    /// The system's own work: rights of its own, no sequence.
    pub fn system(&mut self, change: AnyChange) -> Outcome {
        let uid = Uid(Uuid::from_u128(0xffff_0000 + u128::from(self.revision)));
        let intention = shared::sync::Intention::new(uid, &change, 0, Vec::new(), Moment::EPOCH);
        let context = Context::system(Moment::EPOCH, today());
        self.take(&intention, &context).outcome
    }

    pub fn push(&mut self, user: UserId, request: &PushRequest) -> PushAnswer {
        let mut outcomes = Vec::new();
        for intention in &request.intentions {
            if let Some(known) = self.known.get(&intention.uid) {
                if known.hash != intention.hash {
                    return PushAnswer::Fork;
                }
                outcomes.push(decided(intention.uid, known));
                continue;
            }
            let expected = self.last_seq.get(&request.client).copied().unwrap_or(0) + 1;
            if intention.seq > expected {
                return PushAnswer::Gap { expected };
            }
            if intention.seq < expected {
                return PushAnswer::Fork;
            }
            let context = self.context(user);
            let known = self.take(intention, &context);
            self.last_seq.insert(request.client, intention.seq);
            outcomes.push(decided(intention.uid, &known));
        }
        PushAnswer::Decided {
            outcomes,
            revision: self.revision,
        }
    }

    fn take(&mut self, intention: &shared::sync::Intention, context: &Context) -> Known {
        self.revision += 1;
        let revision = self.revision;
        let mut desk = Desk::default();
        let decision = loop {
            match decide(intention, revision, &mut desk, context, self) {
                Step::Needs(needs) => self.lay(&mut desk, needs),
                Step::Decided(decision) => break decision,
            }
        };
        let link = Link {
            uid: intention.uid.0,
            hash: &intention.hash,
            outcome: decision.outcome.word(),
            revision,
            decided_at: context.moment,
        };
        self.chain = chain(&self.chain, link);
        let known = Known {
            hash: intention.hash.clone(),
            outcome: decision.outcome,
            revision,
            seq: intention.seq,
            client: intention.client,
        };
        self.known.insert(intention.uid, known.clone());
        self.store(decision, context.user);
        known
    }

    fn lay(&self, desk: &mut Desk, needs: Needs) {
        for key in needs.ids {
            let row = self
                .records
                .get(&key)
                .cloned()
                .map_or(Look::None, Look::Here);
            desk.lay(key, row);
        }
        for asked in needs.keys {
            let fits = |row: &&Stored| {
                row.body
                    .keys()
                    .iter()
                    .any(|key| key.name == asked.name && key.value == asked.value)
            };
            let rows = self
                .records
                .iter()
                .filter(|(key, _)| key.kind == asked.kind)
                .map(|(_, row)| row);
            let ids = rows.filter(fits).map(|row| row.id).collect();
            desk.lay_key(asked, Look::Here(ids));
        }
    }

    fn store(&mut self, decision: Decision, author: UserId) {
        for row in decision.writes {
            let key = RecordKey {
                kind: row.body.kind(),
                id: row.id,
            };
            let writes = self.writes.entry(key.clone()).or_default();
            writes.push((row.revision, author));
            let now: BTreeSet<Shelf> = row.body.shelves(row.id).into_iter().collect();
            let before = self
                .records
                .get(&key)
                .map(|old| old.body.shelves(old.id))
                .unwrap_or_default();
            for left in before.into_iter().filter(|shelf| !now.contains(shelf)) {
                self.shelves
                    .insert((left, key.clone()), (row.revision, false));
            }
            for shelf in now {
                self.shelves
                    .insert((shelf, key.clone()), (row.revision, true));
            }
            self.records.insert(key, row);
        }
    }

    pub fn cursor(&self) -> Cursor {
        Cursor {
            epoch: "model".into(),
            revision: self.revision,
            chain: self.chain.clone(),
        }
    }

    pub fn pull(&self, user: UserId, request: &PullRequest) -> Pulled {
        let shelves: BTreeSet<Shelf> = portion(user, &self.people[&user]).into_iter().collect();
        let held: BTreeSet<Shelf> = request.held.iter().cloned().collect();
        let since = |shelf: &Shelf| {
            if held.contains(shelf) {
                request.cursor.revision
            } else {
                0
            }
        };
        let mut changed: BTreeSet<RecordKey> = BTreeSet::new();
        for ((shelf, key), (revision, _)) in &self.shelves {
            if shelves.contains(shelf) && *revision > since(shelf) {
                changed.insert(key.clone());
            }
        }
        let rows = changed
            .into_iter()
            .map(|key| self.row(&key, &shelves))
            .collect();
        let settled = self.known.iter().filter(|(_, known)| {
            known.client == Some(request.client) && known.seq >= request.queue_from
        });
        let settled = settled
            .map(|(uid, known)| Settled {
                seq: known.seq,
                uid: *uid,
                outcome: known.outcome,
            })
            .collect();
        let portion = shelves
            .iter()
            .map(|shelf| (shelf.clone(), self.sum(shelf)))
            .collect();
        let (from, to) = (request.cursor.clone(), self.cursor());
        Pulled {
            from,
            to,
            portion,
            rows,
            settled,
            server_time: Moment::EPOCH,
            backed_up: None,
        }
    }

    fn row(&self, key: &RecordKey, shelves: &BTreeSet<Shelf>) -> Row {
        let record = &self.records[key];
        let on: Vec<Shelf> = record
            .body
            .shelves(key.id)
            .into_iter()
            .filter(|shelf| shelves.contains(shelf))
            .collect();
        let body = (!on.is_empty()).then(|| record.body.json());
        Row {
            kind: key.kind.to_string(),
            id: key.id,
            rev: record.revision,
            body,
            on,
        }
    }

    fn sum(&self, shelf: &Shelf) -> ShelfSum {
        let mut sum = ShelfSum::default();
        for ((other, key), (_, present)) in &self.shelves {
            if other == shelf && *present {
                sum.add(&key.kind, key.id, self.records[key].revision);
            }
        }
        sum
    }
}

impl Past for ModelServer {
    fn outcome(&self, uid: Uid) -> Option<Outcome> {
        self.known.get(&uid).map(|known| known.outcome)
    }

    /// By record, not by field: near enough for a model.
    fn written(&self, key: &RecordKey, _: &str) -> Option<Written> {
        let (_, by) = self.writes.get(key)?.last()?;
        Some(Written {
            by: Some(*by),
            at: Moment::EPOCH,
        })
    }

    fn others_wrote(&self, key: &RecordKey, since: u64, user: UserId) -> bool {
        let writes = self.writes.get(key).into_iter().flatten();
        writes
            .into_iter()
            .any(|(revision, by)| *revision > since && *by != user)
    }
}

fn decided(uid: Uid, known: &Known) -> Decided {
    Decided {
        uid,
        outcome: known.outcome,
        revision: known.revision,
        reason: None,
    }
}

pub fn today() -> Day {
    Day::new(2026, 11, 21).expect("a day of the calendar")
}

pub fn context_of(user: UserId, record: &User, moment: Moment) -> Context {
    Context {
        user,
        roles: record.roles.clone(),
        territories: record.territories.clone(),
        sets: record.sets.clone(),
        warehouses: None,
        system: false,
        moment,
        today: today(),
        offset_minutes: 0,
        rules: Rules::NOW,
    }
}

/// One browser profile of one user.
pub struct ModelDevice {
    pub user: UserId,
    pub replica: Replica,
    pub context: Context,
    next: u64,
    ids: u128,
}

impl ModelDevice {
    pub fn new(number: u128, user: UserId, record: &User) -> Self {
        let client = ClientId::from_uuid(Uuid::from_u128(0xc11e_0000 + number));
        Self {
            user,
            replica: Replica::new(client),
            context: context_of(user, record, Moment::EPOCH),
            next: 0,
            ids: number << 64,
        }
    }

    pub fn id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(self.ids)
    }

    /// A tap: what would not apply is said at once and not queued.
    pub fn commit(&mut self, change: impl Into<AnyChange>) -> bool {
        let uid = Uid(self.id());
        self.commit_at(change, uid, Moment::EPOCH)
    }

    /// The same under that name and by that clock.
    pub fn commit_at(&mut self, change: impl Into<AnyChange>, uid: Uid, at: Moment) -> bool {
        let prepared = (self.replica).prepare(change.into(), uid, at, &self.context);
        let Ok(prepared) = prepared else {
            return false;
        };
        self.next += 1;
        self.replica.committed(prepared, self.next);
        true
    }

    /// Two taps saved together, as the inbox does: the server decides the second, whose name the first hears, only if it applied the first.
    pub fn commit_after(
        &mut self,
        first: impl FnOnce(Uid) -> AnyChange,
        second: AnyChange,
    ) -> bool {
        let (before, uid) = (Uid(self.id()), Uid(self.id()));
        let prepare =
            |change, uid| (self.replica).prepare(change, uid, Moment::EPOCH, &self.context);
        let (Ok(first), Ok(second)) = (prepare(first(uid), before), prepare(second, uid)) else {
            return false;
        };
        for prepared in [first, second.after(before)] {
            self.next += 1;
            self.replica.committed(prepared, self.next);
        }
        true
    }

    /// Pushes at most `count`; `lost`: the server decides, the answer never arrives.
    pub fn push(&mut self, server: &mut ModelServer, count: usize, lost: bool) {
        let Some(request) = self.replica.push_request(count) else {
            return;
        };
        let answer = server.push(self.user, &request);
        if lost {
            return;
        }
        match answer {
            PushAnswer::Decided { outcomes, .. } => _ = self.replica.pushed(&outcomes),
            PushAnswer::Gap { expected } => self.replica.gap(expected),
            PushAnswer::Fork => panic!("no profile was cloned here"),
        }
    }

    pub fn pull(&mut self, server: &ModelServer) -> PullDone {
        let answer = server.pull(self.user, &self.replica.pull_request());
        let held = answer.portion.keys().cloned().collect::<Vec<_>>();
        let to = answer.to.clone();
        let done = self
            .replica
            .pulled(answer, &self.context)
            .expect("the answer starts where we stand");
        // the model sends new shelves whole, so they are held from here on
        self.replica.opened(to, held);
        done
    }

    /// Every record in the view, as JSON.
    pub fn view(&self) -> BTreeMap<RecordKey, serde_json::Value> {
        let mut keys: BTreeSet<RecordKey> = self
            .replica
            .overlay()
            .rows()
            .map(|row| RecordKey {
                kind: row.body.kind(),
                id: row.id,
            })
            .collect();
        for (kind, table) in self.replica.base().kinds() {
            keys.extend(table.places().map(|(id, _)| RecordKey {
                kind: kind.clone(),
                id,
            }));
        }
        keys.into_iter()
            .filter_map(|key| self.replica.get(&key).map(|row| (key, row.body.json())))
            .collect()
    }
}
