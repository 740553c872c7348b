//! Brings the demo company into an empty workspace. Killed in the middle, it goes on the next time: every intention has a
//! `uid` of its own place, and a mark says when all is there.

use super::people::{PASSWORD, PEOPLE, Person};
use super::{Scale, cards, changes, ids, offers, set};
use crate::auth::Passwords;
use crate::clock::Clock;
use crate::connectors::simulator::Simulator;
use crate::db::{Database, SignIn};
use crate::jobs::{cause, load, pack_blocks};
use crate::sync::{Author, Writers};
use anyhow::{Context, Result, bail};
use shared::calendar::{Day, Moment};
use shared::edit::Edit;
use shared::ids::{ClientId, OfferId, Uid};
use shared::settings::{self, Setting};
use shared::sync::wire::{Decided, PUSH_MAX, PushAnswer, PushRequest};
use shared::sync::{AnyChange, Intention, Outcome};
use uuid::Uuid;

const DONE: &str = "demo.installed";
/// The moment everything is counted from. It is kept, so that a second start brings in the very same intentions.
const BEGUN: &str = "demo.begun";
/// Small changes that travel together.
const TOGETHER: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Installed {
    Now,
    Before,
}

/// What the company is brought in through.
pub struct Installer<'a> {
    pub database: &'a dyn Database,
    pub writers: &'a Writers,
    pub passwords: &'a Passwords,
    pub simulator: &'a Simulator,
    pub clock: &'a Clock,
    pub workspace: Uuid,
}

pub async fn install(at: Installer<'_>, scale: Scale) -> Result<Installed> {
    if at.setting(DONE).await?.is_some() {
        return Ok(Installed::Before);
    }
    let now = at.begun().await?;
    let today = at.clock.day_of(now);
    let (products, accounts) = cards(scale, today);
    at.simulator
        .know(products, accounts)
        .context("the simulated ERP's cards")?;
    at.bring(changes(scale, today, now), now).await?;
    for person in PEOPLE.iter().filter(|person| person.sells()) {
        at.sell(person, scale, today, now).await?;
    }
    at.let_in(now).await?;
    at.set(DONE, "yes", now).await?;
    // the first device finds its blocks ready
    pack_blocks::run(at.database, at.workspace).await?;
    Ok(Installed::Now)
}

impl Installer<'_> {
    async fn begun(&self) -> Result<Moment> {
        if let Some(text) = self.setting(BEGUN).await? {
            return Moment::parse(&text).with_context(|| format!("the setting {BEGUN}"));
        }
        let now = self.clock.now();
        self.set(BEGUN, &now.to_string(), now).await?;
        Ok(now)
    }

    async fn setting(&self, key: &str) -> Result<Option<String>> {
        let id = settings::setting::id(key);
        let found = load::record::<Setting>(self.database, self.workspace, id).await?;
        Ok(found.map(|(setting, _)| setting.value))
    }

    async fn set(&self, key: &str, value: &str, now: Moment) -> Result<()> {
        let change = settings::Change::Set {
            key: key.to_owned(),
            value: Edit::new(String::new(), value.to_owned()),
        };
        let intention = cause::intention(cause::uid(&["demo", key]), change, 0, now);
        self.submit(vec![intention]).await
    }

    /// Bulk changes one by one, small ones together.
    async fn bring(&self, changes: impl Iterator<Item = AnyChange>, now: Moment) -> Result<()> {
        let mut waiting = Vec::new();
        for (place, change) in changes.enumerate() {
            let bulk = is_bulk(&change);
            let uid = cause::uid(&["demo", &place.to_string()]);
            waiting.push(cause::intention(uid, change, 0, now));
            if bulk || waiting.len() >= TOGETHER {
                self.submit(std::mem::take(&mut waiting)).await?;
            }
        }
        self.submit(waiting).await
    }

    async fn submit(&self, intentions: Vec<Intention>) -> Result<()> {
        let decided = self.writers.system(self.workspace, intentions).await?;
        all_applied(&decided)
    }

    /// A salesperson's offers come from a device of theirs, numbered as a device numbers them.
    async fn sell(&self, person: &Person, scale: Scale, today: Day, now: Moment) -> Result<()> {
        let client: ClientId = ids::id(&format!("client of {}", person.login), 0);
        let sellers = PEOPLE.iter().filter(|person| person.sells()).count();
        let made = (0..scale.offers.div_ceil(sellers))
            .flat_map(|nth| offers::of(person, nth, scale, set(), today));
        let intentions: Vec<Intention> = made
            .zip(1u64..)
            .map(|(change, seq)| {
                // a device's own uid: what follows from a cause is the system's alone
                let uid =
                    Uid(ids::id::<OfferId>(&format!("entry of {}", person.login), seq as usize).0);
                cause::intention(uid, change, 0, now).sent_by(client, seq)
            })
            .collect();
        for page in intentions.chunks(PUSH_MAX) {
            let author = Author::Person {
                user: person.id(),
                device: client.0,
                device_name: "Demo".to_owned(),
                withdrawn: false,
            };
            let request = PushRequest {
                client,
                intentions: page.to_vec(),
                holes: Vec::new(),
            };
            match self.writers.push(self.workspace, author, request).await? {
                PushAnswer::Decided { outcomes, .. } => all_applied(&outcomes)?,
                other => bail!("the offers of {} were not taken: {other:?}", person.login),
            }
        }
        Ok(())
    }

    /// One hash for all: it is the same word.
    async fn let_in(&self, now: Moment) -> Result<()> {
        let password_hash = self.passwords.hash(PASSWORD.to_owned()).await?;
        for person in &PEOPLE {
            let sign_in = SignIn {
                user_id: person.id().0,
                login: person.login.to_owned(),
                password_hash: password_hash.clone(),
                changed: now.milliseconds(),
            };
            let set = (self.database).set_sign_in(self.workspace, &sign_in, None);
            set.await?;
        }
        Ok(())
    }
}

fn all_applied(decided: &[Decided]) -> Result<()> {
    let refused = |decided: &&Decided| !decided.outcome.is_applied();
    match decided.iter().find(refused) {
        Some(decided) if decided.outcome == Outcome::Rejected || decided.reason.is_some() => {
            bail!(
                "the demo company does not obey the rules: {:?}",
                decided.reason
            )
        }
        Some(decided) => bail!("the demo company was not taken: {decided:?}"),
        None => Ok(()),
    }
}

/// Thousands of rows travel alone.
fn is_bulk(change: &AnyChange) -> bool {
    use shared::{accounts, documents, pricing, products, stock};
    matches!(
        change,
        AnyChange::Products(products::Change::Imported { .. })
            | AnyChange::Pricing(pricing::Change::PricesImported { .. })
            | AnyChange::Accounts(accounts::Change::Imported { .. })
            | AnyChange::Stock(stock::Change::Refreshed { .. })
            | AnyChange::Documents(documents::Change::Recorded { .. })
    )
}
