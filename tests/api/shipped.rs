//! Every serial that was ever shipped, as a device gets it: first whole, then what was shipped since, after a restore whole again.

use shared::calendar::Day;
use shared::documents::{self, Change, Recorded, RecordedLine};
use shared::ids::{AccountId, DocumentId, LineId, ProductId};
use shared::money::Currency;
use shared::quantity::Quantity;
use shared::serials::SerialNumber;
use shared::shelf::Place;
use shared::sync::shipped::{Brings, Letter};
use shared::sync::{Cursor, Outcome, Shipped};
use support::people::Person;
use support::postgres::Postgres;
use support::world::World;
use uuid::Uuid;

fn document(kind: documents::Kind, serials: &[String]) -> Recorded {
    let line = RecordedLine {
        id: LineId(Uuid::now_v7()),
        product: ProductId(Uuid::now_v7()),
        quantity: Quantity::pieces(serials.len() as i64),
        price: 100.into(),
        serials: serials.to_vec(),
        slots: shared::pricing::Slots::EMPTY,
    };
    Recorded {
        number: Uuid::now_v7().to_string(),
        kind,
        account: AccountId(Uuid::now_v7()),
        place: Place {
            territory: "south".to_owned(),
        },
        day: Day::new(2026, 11, 20).expect("a day"),
        currency: Currency::parse("EUR").expect("a currency"),
        lines: vec![line],
        warehouse: None,
        of: None,
        cancelled: None,
    }
}

async fn recorded(world: &World, kind: documents::Kind, serials: &[&str]) -> DocumentId {
    let id = DocumentId(Uuid::now_v7());
    let serials: Vec<String> = serials.iter().map(|serial| (*serial).to_owned()).collect();
    put(world, vec![(id, document(kind, &serials))]).await;
    id
}

async fn put(world: &World, rows: Vec<(DocumentId, Recorded)>) {
    let decided = world.system(Change::Recorded { rows }).await;
    assert_eq!(decided.outcome, Outcome::Applied);
}

async fn asked(person: &Person, from: &Cursor) -> Letter {
    let Cursor {
        epoch,
        revision,
        chain,
    } = from;
    let question = format!("epoch={epoch}&revision={revision}&chain={chain}");
    let reply = person
        .get(&format!("/api/v1/serials/filter?{question}"))
        .await
        .is(200);
    assert_eq!(reply.headers["content-type"], "application/octet-stream");
    assert_eq!(reply.headers["cache-control"], "no-store");
    Letter::read(&reply.body).expect("it is written as agreed")
}

/// One device's, asked for from where it stands.
#[derive(Default)]
struct Tablet {
    held: Option<Shipped>,
}

impl Tablet {
    /// Whether the whole filter came.
    async fn asks(&mut self, person: &Person) -> bool {
        let letter = asked(person, &Shipped::asks_from(self.held.as_ref())).await;
        let whole = matches!(letter.brings, Brings::Filter(_));
        let (held, _) = Shipped::take(self.held.take(), letter).expect("it follows");
        self.held = Some(held);
        whole
    }

    fn ever(&self, typed: &str) -> bool {
        let serial = SerialNumber::new(typed).expect("a serial");
        self.held.as_ref().expect("it came").ever(&serial.key())
    }
}

#[tokio::test]
async fn first_all_of_them_then_what_was_shipped_since() {
    let world = World::new().await;
    recorded(
        &world,
        documents::Kind::SaleDispatch,
        &["VK30-1", " vk30-i "],
    )
    .await;
    recorded(&world, documents::Kind::SaleInvoice, &["VK30-2"]).await;
    recorded(&world, documents::Kind::SaleOrder, &["VK30-9"]).await;
    let person = world.seller().await;
    let mut tablet = Tablet::default();
    assert!(tablet.asks(&person).await);
    let ours = ["VK30-1", "vk30-1", "VK30-I", "VK30-2"];
    assert!(ours.iter().all(|serial| tablet.ever(serial)));
    assert!(!tablet.ever("VK30-9"), "an order ships nothing");
    assert!(!tablet.ever("HX-404"));
    recorded(&world, documents::Kind::SaleReturn, &["VK30-1"]).await;
    recorded(&world, documents::Kind::SaleDispatch, &["VK30-3"]).await;
    world.forward_seconds(900);
    assert!(!tablet.asks(&person).await);
    assert!(
        tablet.ever("VK30-1"),
        "what came back was shipped all the same"
    );
    assert!(tablet.ever("VK30-3"));
    let held = tablet.held.as_ref().expect("it came");
    assert_eq!(held.as_of(), world.now());
    let Brings::Since { marks, .. } = asked(&person, &Shipped::asks_from(Some(held))).await.brings
    else {
        panic!("nothing new is an answer");
    };
    assert_eq!(marks, []);
}

#[tokio::test]
async fn a_restarted_server_goes_on_and_a_restored_one_begins_anew() {
    let world = World::new().await;
    recorded(&world, documents::Kind::SaleDispatch, &["VK30-1"]).await;
    let person = world.seller().await;
    let mut tablet = Tablet::default();
    tablet.asks(&person).await;
    recorded(&world, documents::Kind::SaleDispatch, &["VK30-2"]).await;
    let cookie = person.cookie.clone();
    let world = world.restarted().await;
    let mut person = world.visitor();
    person.cookie = cookie;
    assert!(!tablet.asks(&person).await, "only what was shipped since");
    assert!(tablet.ever("VK30-2"));
    let epoch = Uuid::new_v4();
    let restored = world.state.database.start_epoch(world.workspace, epoch);
    restored.await.expect("a new epoch");
    assert!(tablet.asks(&person).await);
    assert!(tablet.ever("VK30-1") && tablet.ever("VK30-2"));
    let held = Shipped::asks_from(tablet.held.as_ref());
    assert_eq!(held.epoch, epoch.to_string());
    let elsewhere = Cursor {
        chain: "of-another-history".to_owned(),
        ..held
    };
    let letter = asked(&person, &elsewhere).await;
    assert!(matches!(letter.brings, Brings::Filter(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_on_one_database_take_turns() {
    let postgres = Postgres::start();
    let url = postgres.url();
    let first = World::on_database(&url).await;
    let second = first.beside(&url).await;
    recorded(&first, documents::Kind::SaleDispatch, &["VK30-1"]).await;
    let person = first.seller().await;
    let beside = Person {
        router: second.router.clone(),
        ..person.clone()
    };
    let mut tablet = Tablet::default();
    assert!(tablet.asks(&person).await);
    recorded(&second, documents::Kind::SaleInvoice, &["VK30-2"]).await;
    assert!(!tablet.asks(&beside).await);
    recorded(&first, documents::Kind::SaleInvoice, &["VK30-3"]).await;
    assert!(!tablet.asks(&person).await);
    let ours = ["VK30-1", "VK30-2", "VK30-3"];
    assert!(ours.iter().all(|serial| tablet.ever(serial)));
}

#[tokio::test]
async fn when_more_was_shipped_than_is_sent_singly_or_fits_a_new_filter_comes() {
    let world = World::new().await;
    let batch = |of: &str| -> Vec<(DocumentId, Recorded)> {
        let serials = |nth: usize| {
            (0..20)
                .map(|at| format!("{of}-{nth}-{at}"))
                .collect::<Vec<_>>()
        };
        let row = |nth| document(documents::Kind::SaleDispatch, &serials(nth));
        (0..60)
            .map(|nth| (DocumentId(Uuid::now_v7()), row(nth)))
            .collect()
    };
    put(&world, batch("A")).await;
    let person = world.seller().await;
    let (mut daily, mut away) = (Tablet::default(), Tablet::default());
    assert!(away.asks(&person).await && daily.asks(&person).await);
    let count = |tablet: &Tablet| tablet.held.as_ref().map(Shipped::count);
    let held = count(&daily).unwrap_or_default();
    assert!((1_180..=1_200).contains(&held), "{held}");
    for serial in 0..300 {
        recorded(
            &world,
            documents::Kind::SaleDispatch,
            &[&format!("B-{serial}")],
        )
        .await;
        if serial % 50 == 0 {
            daily.asks(&person).await;
        }
    }
    daily.asks(&person).await;
    assert!(away.asks(&person).await, "it was away for too long");
    for tablet in [&daily, &away] {
        let all = (0..60).map(|nth| format!("A-{nth}-{}", nth % 20));
        let all = all.chain((0..300).map(|serial| format!("B-{serial}")));
        assert_eq!(all.filter(|serial| !tablet.ever(serial)).count(), 0);
        let foreign = (0..2_000).filter(|nth| tablet.ever(&format!("HX-{nth}")));
        assert!(foreign.count() < 40, "twice of 1 %");
    }
}

#[tokio::test]
async fn only_whoever_is_signed_in_is_told_and_nonsense_is_refused() {
    let world = World::new().await;
    let path = "/api/v1/serials/filter";
    world
        .visitor()
        .get(path)
        .await
        .is_refused(401, "not_signed_in");
    let person = world.seller().await;
    let nonsense = format!("{path}?revision=many");
    person.get(&nonsense).await.is_refused(422, "invalid_field");
    let beyond = format!("{path}?epoch=x&revision={}&chain=%27", u64::MAX);
    let letter = Letter::read(&person.get(&beyond).await.is(200).body);
    let letter = letter.expect("it is written as agreed");
    assert!(
        matches!(letter.brings, Brings::Filter(_)),
        "nothing was shipped yet"
    );
}
