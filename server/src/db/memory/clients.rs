//! Whose client it is, its last number, and its label in provisional codes.

use crate::db::{Client, DbError};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(Clone, Default)]
pub struct Clients {
    by_id: BTreeMap<Uuid, Client>,
    labels: BTreeSet<String>,
}

impl Clients {
    pub fn get(&self, id: Uuid) -> Option<&Client> {
        self.by_id.get(&id)
    }

    /// By id.
    pub fn some(&self, ids: &[Uuid]) -> Vec<Client> {
        let ids: BTreeSet<Uuid> = ids.iter().copied().collect();
        let found = ids.into_iter().filter_map(|id| self.get(id));
        found.cloned().collect()
    }

    pub fn count(&self) -> i64 {
        i64::try_from(self.by_id.len()).unwrap_or(i64::MAX)
    }

    /// No two clients have one label.
    pub fn check(&self, clients: &[Client]) -> Result<(), DbError> {
        let (mut ids, mut labels) = (BTreeSet::new(), BTreeSet::new());
        for client in clients {
            let new = !self.by_id.contains_key(&client.id) && ids.insert(client.id);
            if new && (self.labels.contains(&client.label) || !labels.insert(&client.label)) {
                return Err(DbError::Duplicate(format!("label {}", client.label)));
            }
        }
        Ok(())
    }

    /// A new client is bound for good; of a known one only its last number moves.
    pub fn put(&mut self, client: Client) {
        if let Some(known) = self.by_id.get_mut(&client.id) {
            known.last_seq = client.last_seq;
            return;
        }
        self.labels.insert(client.label.clone());
        self.by_id.insert(client.id, client);
    }

    pub fn withdraw(&mut self, user: Uuid, device: Uuid, now: i64) {
        let theirs = |client: &&mut Client| (client.user_id, client.device) == (user, device);
        for client in self.by_id.values_mut().filter(theirs) {
            client.withdrawn.get_or_insert(now);
        }
    }
}
