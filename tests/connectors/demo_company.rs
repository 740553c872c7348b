//! The demo company as it is brought in: every change obeys the rules, twice is once, and its offers can be sold.

use crate::goods::Hand;
use server::auth::Passwords;
use server::connectors::Catalogue;
use server::connectors::simulator::Simulator;
use server::db::{self, Database, Workspace};
use server::demo::{self, Installed, Installer, PEOPLE, Scale};
use server::jobs::{Runner, World, cause, load};
use server::sync::{Pokes, Writers};
use shared::ids::{OfferId, Uid};
use shared::integrations::DocumentKind;
use shared::offers::{Change, Offer, Status};
use shared::record::Record;
use std::collections::BTreeMap;
use std::sync::Arc;
use support::temporary::Folder;
use uuid::Uuid;

struct Place {
    _folder: Folder,
    hand: Hand,
    database: Arc<dyn Database>,
    writers: Arc<Writers>,
    simulator: Arc<Simulator>,
    workspace: Uuid,
}

impl Place {
    async fn open() -> Self {
        let (folder, hand) = (Folder::new(), Hand::at_noon());
        let database = db::open(None, folder.path()).await.expect("a database");
        let simulator = Simulator::open(folder.path(), hand.clock()).expect("an ERP");
        let workspace = Workspace {
            id: Uuid::new_v4(),
            name: "Demo".into(),
            epoch: Uuid::new_v4(),
            revision: 0,
            chain: String::new(),
            feed_floor: 0,
            backed_up: 0,
            created: 0,
        };
        assert!(database.create_workspace(&workspace).await.expect("stored"));
        let writers = Writers::new(database.clone(), hand.clock(), Pokes::default());
        Self {
            _folder: folder,
            hand,
            writers: Arc::new(writers),
            database,
            simulator: Arc::new(simulator),
            workspace: workspace.id,
        }
    }

    async fn install(&self, scale: Scale) -> Installed {
        let installer = Installer {
            database: &*self.database,
            writers: &self.writers,
            passwords: &Passwords::default(),
            simulator: &self.simulator,
            clock: &self.hand.clock(),
            workspace: self.workspace,
        };
        demo::install(installer, scale)
            .await
            .expect("the company obeys the rules")
    }

    async fn kinds(&self) -> BTreeMap<String, usize> {
        let mut snapshot = self
            .database
            .snapshot(self.workspace)
            .await
            .expect("a moment");
        let (mut kinds, mut kind, mut id) = (BTreeMap::new(), String::new(), Uuid::nil());
        loop {
            let rows = snapshot
                .records_after(&kind, id, 5_000)
                .await
                .expect("records");
            let Some(last) = rows.last() else {
                return kinds;
            };
            (kind, id) = (last.kind.clone(), last.id);
            for row in rows {
                *kinds.entry(row.kind).or_default() += 1;
            }
        }
    }

    async fn drafts(&self) -> Vec<(OfferId, Offer)> {
        let mut snapshot = self
            .database
            .snapshot(self.workspace)
            .await
            .expect("a moment");
        let rows = snapshot
            .records_after(Offer::KIND, Uuid::nil(), 1_000)
            .await
            .expect("records");
        let offers = rows
            .into_iter()
            .filter(|row| row.kind == Offer::KIND)
            .map(|row| {
                let offer: Offer = serde_json::from_str(&row.body).expect("an offer");
                (OfferId(row.id), offer)
            });
        offers
            .filter(|(_, offer)| offer.status == Status::Draft)
            .collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_obeys_the_rules_and_a_second_start_changes_nothing() {
    let place = Place::open().await;
    let scale = Scale::of_products(1_000);
    assert_eq!(place.install(scale).await, Installed::Now);
    let kinds = place.kinds().await;
    assert_eq!(kinds["product"], 1_000);
    assert_eq!(kinds["product_prices"], 1_000);
    assert_eq!(kinds["account"], 200);
    assert_eq!(kinds["document"], 250);
    assert_eq!(kinds["price_list"], 3);
    assert_eq!(kinds["warehouse"], 4);
    assert_eq!(kinds["rma_state"], 7);
    assert_eq!(kinds["user"], PEOPLE.len());
    assert!(
        kinds["offer"] >= 28 && kinds["account_tax_key"] >= 18,
        "{kinds:?}"
    );
    place.hand.forward(86_400_000);
    assert_eq!(place.install(scale).await, Installed::Before);
    assert_eq!(place.kinds().await, kinds);
    let mut snapshot = place
        .database
        .snapshot(place.workspace)
        .await
        .expect("a moment");
    let shelves = [
        "everyone".to_owned(),
        "office".to_owned(),
        "territory:ege".to_owned(),
    ];
    let packed = snapshot
        .packed_to(&shelves, server::sync::blocks::FORMAT)
        .await;
    assert_eq!(
        packed.expect("the database works").len(),
        3,
        "the first device finds its blocks ready"
    );
    for person in &PEOPLE {
        let sign_in = place.database.sign_in(place.workspace, person.login).await;
        assert!(
            sign_in.expect("the database works").is_some(),
            "{}",
            person.login
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn most_of_its_offers_can_be_sold_and_the_others_come_back_with_the_reason() {
    let place = Place::open().await;
    place.install(Scale::of_products(1_000)).await;
    let catalogue = Catalogue::new().with_simulator(place.simulator.clone());
    let (database, writers) = (place.database.clone(), place.writers.clone());
    let world = World::new(database, writers, catalogue, place.hand.clock(), 7);
    let runner = Runner::new(Arc::new(world));
    let offers = place.drafts().await;
    for (offer, record) in &offers {
        assert!(
            record.lines.iter().all(|line| line.repriced.is_none()),
            "the price is the list's"
        );
        let request = Change::ConversionRequested {
            offer: *offer,
            kind: DocumentKind::Order,
            set: Some(demo::set()),
        };
        let uid = Uid(Uuid::new_v4());
        let intention = cause::intention(uid, request, 0, place.hand.now());
        place
            .writers
            .system(place.workspace, vec![intention])
            .await
            .expect("decided");
    }
    runner
        .run_until_idle()
        .await
        .expect("the queue can be read");
    let mut sold = 0;
    for (id, _) in &offers {
        let found = load::record::<Offer>(&*place.database, place.workspace, *id).await;
        let (offer, _) = found.expect("the database works").expect("it is there");
        let conversion = offer.conversion.as_ref().expect("it was asked for");
        let told = !conversion.differences.is_empty() || conversion.refused.is_some();
        assert!(offer.slip().is_some() || told);
        sold += usize::from(offer.slip().is_some());
    }
    assert!(sold * 3 > offers.len(), "{sold} of {}", offers.len());
}

#[test]
fn the_same_day_gives_the_same_company() {
    let now = Hand::at_noon().now();
    let scale = Scale::of_products(300);
    let made = || -> Vec<_> {
        demo::changes(scale, now.utc_day(), now)
            .map(|change| change.encode())
            .collect()
    };
    assert_eq!(made(), made());
    // a larger one begins with the smaller one
    let larger = demo::cards(Scale::of_products(600), now.utc_day());
    let smaller = demo::cards(scale, now.utc_day());
    assert_eq!(larger.0[..300], smaller.0[..]);
}

/// What journeys rely on: the first customers of each territory and the first articles can be sold.
#[test]
fn the_first_articles_are_in_stock_for_everybody() {
    let now = Hand::at_noon().now();
    let (products, accounts) = demo::cards(Scale::default(), now.utc_day());
    let short = products[..100].iter().filter(|card| {
        card.stock
            .is_some_and(|stock| stock < shared::money::Decimal::from(100))
    });
    assert_eq!(short.count(), 0);
    assert!(accounts.iter().filter(|card| card.blocked).count() > 10);
}
