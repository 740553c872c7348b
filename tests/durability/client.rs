//! One client: the real replica of a signed-in person, and everything that was ever saved in it.

use crate::book::Book;
use crate::line::Line;
use crate::story;
use shared::ids::{AccountId, ClientId, ProductId, Uid};
use shared::products::Product;
use shared::record::RecordKey;
use shared::sync::wire::{PushAnswer, PushRequest};
use shared::sync::{AnyChange, Intention, Replica};
use shared::users::{Context, Rules};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use support::chance::Chance;
use uuid::Uuid;

pub struct Client {
    pub login: &'static str,
    pub(crate) line: Line,
    pub replica: Replica,
    pub(crate) context: Context,
    pub(crate) book: Arc<Book>,
    /// Everything that was ever saved here, for asking again.
    pub(crate) made: Vec<Intention>,
    pub(crate) last: Option<(PushRequest, PushAnswer)>,
    /// The highest revision any answer named.
    pub(crate) seen: u64,
}

impl Client {
    pub async fn of(address: SocketAddr, login: &'static str, book: Arc<Book>) -> Self {
        let (line, who) = Line::signed_in(address, login).await;
        let now = who.server_time;
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
        let mut client = Self {
            login,
            line,
            replica: Replica::new(ClientId(Uuid::now_v7())),
            context,
            book,
            made: Vec::new(),
            last: None,
            seen: 0,
        };
        client.bootstrap().await.expect("nobody is killed yet");
        client.pull().await.expect("nobody is killed yet");
        client
    }

    pub fn made(&self) -> usize {
        self.made.len()
    }

    /// A person does something; a device would have it on its disk now.
    pub fn act(&mut self, chance: &mut Chance) {
        if chance.per_cent(6) {
            return self.save_strange(story::strange(chance));
        }
        let met = chance.pick(self.book.pages().met()).copied();
        let seen = met.and_then(|id| Some((id, self.product(id)?)));
        let change = match seen.filter(|_| chance.per_cent(65)) {
            Some((id, product)) => story::edited(id, &product, chance),
            None if chance.per_cent(20) => story::account(AccountId(chance.id()), "Namas".into()),
            None => story::product(ProductId(chance.id()), "Pump".into()),
        };
        self.save(change, Uid(chance.id()));
    }

    fn product(&self, id: ProductId) -> Option<Product> {
        let stored = self.replica.get(&RecordKey::of::<Product>(id))?;
        stored.typed::<Product>().cloned()
    }

    /// What would be refused here is not saved.
    fn save(&mut self, change: AnyChange, uid: Uid) {
        let made_at = self.context.moment;
        if let Ok(prepared) = (self.replica).prepare(change, uid, made_at, &self.context) {
            let intention = prepared.intention.clone();
            let seq = self.next(intention);
            self.replica.committed(prepared, seq);
        }
    }

    fn save_strange(&mut self, intention: Intention) {
        let seq = self.next(intention.clone());
        let mine = intention.sent_by(self.replica.client, seq);
        self.replica.reopen(mine, true, &self.context);
    }

    fn next(&mut self, intention: Intention) -> u64 {
        self.book.pages().saved(intention.uid);
        let seq = self.made.len() as u64 + 1;
        self.made.push(intention.sent_by(self.replica.client, seq));
        seq
    }

    /// Every record aboard, as bytes.
    pub fn bytes(&self) -> BTreeMap<(String, Uuid), (u64, String)> {
        let mut all = BTreeMap::new();
        for (kind, table) in self.replica.base().kinds() {
            for (id, _) in table.places() {
                let stored = table.get(id).expect("it has a place");
                let body = stored.body.json().to_string();
                all.insert((kind.to_string(), id), (stored.revision, body));
            }
        }
        all
    }
}
