//! A requested conversion: live figures are fetched outside every lock, then a system intention carries them to the rule
//! that decides. Does not judge the figures itself.

use super::backoff::Retry;
use super::world::Trouble;
use super::{Ended, Job, World, cause, load, read};
use crate::connectors::catalogue::Chosen;
use crate::connectors::{Connector, NotReached, Question};
use crate::db;
use futures::future::BoxFuture;
use serde::Deserialize;
use shared::accounts::Account;
use shared::calendar::Moment;
use shared::ids::{OfferId, SetId};
use shared::integrations::{IntegrationSet, LiveFigures};
use shared::offers::offer::Difference;
use shared::offers::{Change, Offer, Status};
use shared::sync::wire::Decided;
use std::time::Duration;
use uuid::Uuid;

/// After so long without an ERP the offer goes back to its seller, who may want to know (OFR-15).
const WAITS_AT_MOST: Duration = Duration::from_secs(72 * 3_600);

pub struct DecideConversion;

/// As the writer leaves it in the row: `cause` is the intention that asked.
#[derive(Deserialize)]
struct Payload {
    offer: OfferId,
    #[serde(default)]
    cause: String,
}

/// One request for one conversion, as it stands now.
struct Request<'a> {
    world: &'a World,
    workspace: Uuid,
    payload: Payload,
    offer: Offer,
    revision: u64,
    requested_at: Moment,
}

impl Job for DecideConversion {
    fn name(&self) -> &'static str {
        "decide_conversion"
    }

    fn retry(&self) -> Retry {
        Retry::ERP
    }

    fn run<'a>(
        &'a self,
        world: &'a World,
        workspace: Uuid,
        row: &'a db::Job,
    ) -> BoxFuture<'a, Ended> {
        Box::pin(async move {
            match read(row) {
                Ok(payload) => decide(world, workspace, payload)
                    .await
                    .unwrap_or_else(|trouble| Ended::again(trouble.to_string())),
                Err(ended) => ended,
            }
        })
    }
}

async fn decide(world: &World, workspace: Uuid, payload: Payload) -> Result<Ended, Trouble> {
    let found = load::record::<Offer>(&*world.database, workspace, payload.offer).await?;
    let Some((offer, revision)) = found else {
        return Ok(Ended::Done);
    };
    // withdrawn meanwhile, or decided by an attempt that was killed afterwards
    let (Status::ConversionRequested, Some(conversion)) = (offer.status, &offer.conversion) else {
        return Ok(Ended::Done);
    };
    let (set, requested_at) = (conversion.set, conversion.requested_at);
    let request = Request {
        world,
        workspace,
        payload,
        offer,
        revision,
        requested_at,
    };
    match set {
        Some(set) => request.ask(set).await,
        None => request.give_back(Difference::NoSet).await,
    }
}

impl Request<'_> {
    async fn ask(&self, set: SetId) -> Result<Ended, Trouble> {
        let database = &*self.world.database;
        let Some((record, _)) =
            load::record::<IntegrationSet>(database, self.workspace, set).await?
        else {
            return self.give_back(Difference::NoSet).await;
        };
        let connector = match self.world.connectors.choose(&record) {
            Chosen::Connector(connector) => connector,
            Chosen::Inactive => {
                return self
                    .not_read(format!("{} is switched off", record.name))
                    .await;
            }
            Chosen::NotBuiltIn(kind) => {
                return self
                    .not_read(format!("this server does not speak to {kind:?}"))
                    .await;
            }
        };
        let account = load::record::<Account>(database, self.workspace, self.offer.account).await?;
        let links = account
            .map(|(account, _)| account.links)
            .unwrap_or_default();
        let Some(link) = links.into_iter().find(|link| link.set == set) else {
            return self.give_back(Difference::AccountNotLinked).await;
        };
        match self.figures(&*connector, set, &link.reference).await {
            Ok(figures) => self.decided(figures, link.reference).await,
            Err(waits) => self.wait(waits).await,
        }
    }

    async fn figures(
        &self,
        connector: &dyn Connector,
        set: SetId,
        account: &str,
    ) -> Result<LiveFigures, Ended> {
        let (world, now) = (self.world, self.world.clock.now());
        if let Err(waiting) = world.circuits.may_call(set.0, now) {
            let pause = waiting.until.milliseconds_since(now).unsigned_abs();
            return Err(Ended::Again {
                because: format!(
                    "waiting for the ERP since {}: {}",
                    waiting.since, waiting.reason
                ),
                after: Duration::from_millis(pause),
            });
        }
        let question = self.question(account.to_owned(), now);
        let asked = world.ask(connector, connector.figures(&question)).await;
        match asked {
            Ok(figures) => {
                world.circuits.answered(set.0);
                Ok(figures)
            }
            Err(NotReached { reason }) => {
                let now = world.clock.now();
                world.circuits.failed(set.0, now, &reason, world.chance());
                Err(Ended::again(reason))
            }
        }
    }

    fn question(&self, account: String, at: Moment) -> Question {
        let mut codes: Vec<String> = (self.offer.lines.iter())
            .filter(|line| line.product.is_some())
            .map(|line| line.code.clone())
            .collect();
        codes.sort();
        codes.dedup();
        Question {
            at,
            day: self.offer.day,
            account,
            currency: self.offer.currency,
            gross: self.offer.gross,
            codes,
        }
    }

    /// The ERP does not answer: the request waits, but not for ever.
    async fn wait(&self, ended: Ended) -> Result<Ended, Trouble> {
        let waited = self.world.clock.now().milliseconds_since(self.requested_at);
        match ended {
            Ended::Again { because, .. }
                if waited > super::circuit::milliseconds(WAITS_AT_MOST) =>
            {
                self.not_read(because).await
            }
            other => Ok(other),
        }
    }

    async fn decided(&self, figures: LiveFigures, account: String) -> Result<Ended, Trouble> {
        let change = Change::ConversionDecided {
            offer: self.payload.offer,
            figures,
            account: Some(account),
        };
        let decided = self.submit("decided", change).await?;
        match decided.first() {
            // a panic in the rule would leave the offer closed for ever
            Some(decided) if decided.outcome == shared::sync::Outcome::Quarantined => {
                self.not_read("the answer could not be judged".to_owned())
                    .await
            }
            _ => Ok(Ended::Done),
        }
    }

    async fn not_read(&self, reason: String) -> Result<Ended, Trouble> {
        self.give_back(Difference::NotRead { reason }).await
    }

    async fn give_back(&self, difference: Difference) -> Result<Ended, Trouble> {
        let change = Change::ConversionReturned {
            offer: self.payload.offer,
            differences: vec![difference],
        };
        self.submit("returned", change).await?;
        Ok(Ended::Done)
    }

    /// The `uid` follows from the request: whoever repeats this decides nothing a second time.
    async fn submit(&self, what: &str, change: Change) -> Result<Vec<Decided>, Trouble> {
        let (offer, at) = (
            self.payload.offer.to_string(),
            self.requested_at.to_string(),
        );
        let uid = cause::uid(&[what, &offer, &at, &self.payload.cause]);
        let intention = cause::intention(uid, change, self.revision, self.requested_at);
        let decided = self.world.decides.submit(self.workspace, vec![intention]);
        Ok(decided.await?)
    }
}
