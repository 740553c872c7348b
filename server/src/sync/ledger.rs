//! Which numbers a client has used, which uids are decided: who is repeated, who is a fork, where something is missing.

use super::arrival::{Author, Item, Push, Stop, is_caused};
use super::desk_rows::signed;
use crate::db::{Batch, Client, ClientNumber, DbError, Decided as Known, Writer};
use hashbrown::{HashMap, HashSet};
use shared::ids::{ClientId, Uid};
use shared::planted::{Bug, planted};
use shared::sync::Outcome;
use shared::sync::wire::Decided;
use uuid::Uuid;

#[derive(Default)]
pub struct Ledger {
    known: HashMap<Uuid, (String, Decided)>,
    clients: HashMap<Uuid, Client>,
    /// uid by client and number
    used: HashMap<(Uuid, i64), Uuid>,
    labels: i64,
    changed: Vec<Uuid>,
    numbers: Vec<ClientNumber>,
}

/// What to do with one item.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    Decide,
    Answer(Decided),
    Stop(Stop),
}

impl Ledger {
    pub async fn read(
        writer: &mut dyn Writer,
        pushes: &[Push],
        items: &[Item],
    ) -> Result<Self, DbError> {
        let clients: Vec<Uuid> = pushes
            .iter()
            .filter_map(|push| push.client.map(|client| client.0))
            .collect();
        let clients = writer.clients(&clients).await?;
        let last = clients.iter().map(|client| (client.id, client.last_seq));
        let items = in_turn(items, last.collect());
        let uids = items.iter().flat_map(|item| {
            let parents = item.intention.depends_on.iter().map(|uid| uid.0);
            std::iter::once(item.intention.uid.0).chain(parents)
        });
        let uids: HashSet<Uuid> = uids.collect();
        let known = writer.decided(&Vec::from_iter(uids)).await?;
        let numbers: Vec<(Uuid, i64)> = items
            .iter()
            .filter_map(|item| Some((item.intention.client?.0, signed(item.intention.seq))))
            .collect();
        let used = writer.numbers_used(&numbers).await?;
        let lost = items.iter().any(|item| item.lost.is_some());
        let arrived: Vec<Uuid> = used.iter().map(|(.., uid)| *uid).collect();
        let known = match lost {
            // what a device lost may have arrived before
            true => [known, writer.decided(&arrived).await?].concat(),
            false => known,
        };
        let labels = writer.client_count().await?;
        Ok(Self {
            known: known.into_iter().filter_map(read_known).collect(),
            clients: clients
                .into_iter()
                .map(|client| (client.id, client))
                .collect(),
            used: used
                .into_iter()
                .map(|(client, seq, uid)| ((client, seq), uid))
                .collect(),
            labels,
            changed: Vec::new(),
            numbers: Vec::new(),
        })
    }

    pub fn outcome_of(&self, uid: Uid) -> Option<Outcome> {
        self.known.get(&uid.0).map(|(_, decided)| decided.outcome)
    }

    /// Binds a client to the user it comes from the first time, for good.
    pub fn belongs(&mut self, push: &Push, now: i64) -> bool {
        let Author::Person {
            user,
            device,
            device_name,
            ..
        } = &push.author
        else {
            return true;
        };
        let Some(ClientId(id)) = push.client else {
            return true;
        };
        if let Some(client) = self.clients.get(&id) {
            return client.user_id == user.0;
        }
        self.labels += 1;
        let client = Client {
            id,
            user_id: user.0,
            device: *device,
            last_seq: 0,
            label: self.labels.to_string(),
            name: device_name.clone(),
            created: now,
            withdrawn: None,
        };
        self.clients.insert(id, client);
        self.changed.push(id);
        true
    }

    pub fn is_withdrawn(&self, push: &Push) -> bool {
        let client = push.client.and_then(|client| self.clients.get(&client.0));
        let here = client.is_some_and(|client| client.withdrawn.is_some());
        here || matches!(
            push.author,
            Author::Person {
                withdrawn: true,
                ..
            }
        )
    }

    pub fn judge(&self, item: &Item) -> Verdict {
        let uid = item.intention.uid.0;
        let known = self.known.get(&uid);
        let answer = known.map(|(_, decided)| Verdict::Answer(told(decided)));
        let Some(ClientId(client)) = item.intention.client else {
            // the system's uid comes from the cause: the same cause again, at whatever time, is the same intention
            return answer.unwrap_or(Verdict::Decide);
        };
        let foreign = item.lost.is_none() && is_caused(item.intention.uid);
        if foreign || known.is_some_and(|(hash, _)| *hash != item.intention.hash) {
            return Verdict::Stop(Stop::Fork);
        }
        let seq = signed(item.intention.seq);
        let last = self
            .clients
            .get(&client)
            .map_or(0, |client| client.last_seq);
        if seq > last + 1 && !planted(Bug::GapIsPassedOver) {
            let expected = u64::try_from(last + 1).unwrap_or(1);
            return Verdict::Stop(Stop::Gap { expected });
        }
        if seq <= last {
            return match self.used.get(&(client, seq)) {
                Some(used) if planted(Bug::NumberStandsForTheWork) => self.as_if(*used, uid),
                Some(used) if *used == uid => answer.unwrap_or(Verdict::Stop(Stop::Fork)),
                // a hole that was declared although the entry had arrived: its outcome stands
                Some(used) if is_left_of(item, *used) => self.answer_of(*used),
                _ => Verdict::Stop(Stop::Fork),
            };
        }
        answer.unwrap_or(Verdict::Decide)
    }

    /// The outcome of another one, told as this one's: what a server does that knows work by its number alone.
    fn as_if(&self, used: Uuid, uid: Uuid) -> Verdict {
        match self.answer_of(used) {
            Verdict::Answer(decided) => Verdict::Answer(Decided {
                uid: Uid(uid),
                ..decided
            }),
            stop => stop,
        }
    }

    fn answer_of(&self, uid: Uuid) -> Verdict {
        let known = self.known.get(&uid);
        known.map_or(Verdict::Stop(Stop::Fork), |(_, decided)| {
            Verdict::Answer(decided.clone())
        })
    }

    /// The number is used up, whatever the outcome was.
    pub fn advance(&mut self, item: &Item) {
        let Some(ClientId(id)) = item.intention.client else {
            return;
        };
        let seq = signed(item.intention.seq);
        let Some(client) = self.clients.get_mut(&id) else {
            return;
        };
        if seq != client.last_seq + 1 && !planted(Bug::GapIsPassedOver) {
            return;
        }
        if !planted(Bug::LastNumberStaysBehind) || seq % 5 != 0 {
            client.last_seq = seq;
        }
        self.changed.push(id);
        let uid = item.intention.uid.0;
        self.used.insert((id, seq), uid);
        self.numbers.push(ClientNumber {
            client: id,
            seq,
            uid,
        });
    }

    pub fn remember(&mut self, hash: &str, decided: Decided) {
        self.known.insert(decided.uid.0, (hash.to_owned(), decided));
    }

    pub fn store(mut self, batch: &mut Batch) {
        self.changed.sort();
        self.changed.dedup();
        let changed = self.changed.iter();
        batch.clients = changed.filter_map(|id| self.clients.remove(id)).collect();
        batch.numbers = self.numbers;
    }

    pub fn has_news(&self) -> bool {
        !self.changed.is_empty()
    }
}

/// Those whose number may have its turn in this round, after the `last` one of their client: about the others nobody is asked, whatever they
/// name.
fn in_turn(items: &[Item], mut last: HashMap<Uuid, i64>) -> Vec<&Item> {
    let mut has_its_turn = |item: &&Item| {
        let Some(ClientId(client)) = item.intention.client else {
            return true;
        };
        let (last, seq) = (last.entry(client).or_default(), signed(item.intention.seq));
        let in_turn = seq <= last.saturating_add(1);
        *last = (*last).max(if in_turn { seq } else { 0 });
        in_turn || planted(Bug::GapIsPassedOver)
    };
    let mut in_turn: Vec<&Item> = items.iter().collect();
    in_turn.retain(|item| has_its_turn(item));
    in_turn
}

/// Is what a device has lost the entry that came under its number? What is left of one begins with its uid; without a name it may be a
/// clone's, and then it would be gone unsaid.
fn is_left_of(item: &Item, used: Uuid) -> bool {
    let left = item.lost.as_deref().unwrap_or_default();
    let named = left.split(' ').next().and_then(|name| name.parse().ok());
    named == Some(used)
}

/// As it was decided.
fn told(decided: &Decided) -> Decided {
    let outcome = match planted(Bug::KnownUidIsAnsweredAnew) {
        true => Outcome::Rejected,
        false => decided.outcome,
    };
    Decided {
        outcome,
        ..decided.clone()
    }
}

fn read_known(known: Known) -> Option<(Uuid, (String, Decided))> {
    let decided = Decided {
        uid: Uid(known.uid),
        outcome: Outcome::from_word(&known.outcome)?,
        revision: u64::try_from(known.revision).ok()?,
        reason: known
            .reason
            .and_then(|reason| serde_json::from_str(&reason).ok()),
    };
    Some((known.uid, (known.hash, decided)))
}

#[cfg(test)]
mod tests {
    use super::super::arrival::items;
    use super::*;
    use serde_json::json;
    use shared::calendar::Moment;
    use shared::sync::{AnyChange, Intention};

    const CLIENT: ClientId = ClientId(Uuid::from_u128(7));

    fn sent(seq: u64) -> Intention {
        let (name, args) = ("x".to_owned(), json!({}));
        let change = AnyChange::Unknown { name, args };
        let uid = Uid(Uuid::from_u128(seq.into()));
        Intention::new(uid, &change, 0, Vec::new(), Moment::EPOCH).sent_by(CLIENT, seq)
    }

    #[track_caller]
    fn check(last: i64, sent_as: &[u64], expected: &[u64]) {
        let sent = sent_as.iter().map(|seq| sent(*seq)).collect();
        let items = items(0, Some(CLIENT), sent, Vec::new(), Moment::EPOCH);
        let last = [(CLIENT.0, last)].into_iter().collect();
        let found = in_turn(&items, last).into_iter();
        let found: Vec<u64> = found.map(|item| item.intention.seq).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn nobody_is_asked_about_what_comes_after_a_gap() {
        check(3, &[2, 3, 4, 5], &[2, 3, 4, 5]);
        check(3, &[4, 6, 7], &[4]);
        check(3, &[99, u64::MAX], &[]);
        check(0, &[1, 2], &[1, 2]);
    }
}
