//! A customer follows a return under the address from the letter: that one page, without signing in, and nothing beside it.

use shared::accounts::{self, Account};
use shared::calendar::Day;
use shared::code::Code;
use shared::documents::{self, Recorded, RecordedLine};
use shared::ids::{AccountId, DocumentId, LineId, OperationId, ProductId, StepId};
use shared::money::Currency;
use shared::pricing::Slots;
use shared::products::{self, Product};
use shared::quantity::Quantity;
use shared::rma::change::{Confirmation, Saw};
use shared::rma::{self, Draft, Meaning};
use shared::shelf::Place;
use shared::sync::AnyChange;
use shared::text::Language;
use support::world::World;
use uuid::Uuid;

const SECRET: [u8; 32] = [7; 32];

async fn happens(world: &World, change: impl Into<AnyChange>) {
    let decided = world.system(change).await;
    assert!(decided.outcome.is_applied(), "{decided:?}");
}

fn account() -> Account {
    Account {
        code: Code::given("C-00001"),
        name: "UAB Šaltas kelias".into(),
        place: Place {
            territory: "south".into(),
        },
        city: String::new(),
        country: String::new(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        language: Language::Lt,
        currency: Currency::EUR,
        price_list: None,
        payment_method: String::new(),
        note: String::new(),
        links: Vec::new(),
        archived: false,
    }
}

/// One return of a pump, approved; and the secret of its address is known.
async fn taken_in(world: &World) -> OperationId {
    let (account_id, product) = (AccountId(Uuid::new_v4()), ProductId(Uuid::new_v4()));
    let rows = vec![(account_id, account())];
    happens(world, accounts::Change::Imported { rows }).await;
    let mut card = Product::blank("PUMP", Currency::EUR);
    card.name = "Siurblys <A&B>".into();
    let rows = vec![products::change::Row::new(product, card, None)];
    happens(world, products::Change::Imported { rows }).await;
    let line = RecordedLine {
        id: LineId(Uuid::new_v4()),
        product,
        quantity: Quantity::pieces(1),
        price: 100.into(),
        serials: vec!["SN-1".into()],
        slots: Slots::EMPTY,
    };
    let sale = Recorded {
        number: "S-1".into(),
        kind: documents::Kind::SaleInvoice,
        account: account_id,
        place: account().place,
        day: Day::new(2026, 10, 1).expect("a day"),
        currency: Currency::EUR,
        lines: vec![line],
        warehouse: None,
        of: None,
        cancelled: None,
    };
    let rows = vec![(DocumentId(Uuid::new_v4()), sale)];
    happens(world, documents::Change::Recorded { rows }).await;
    happens(world, rma::Change::SetUp).await;
    let operation = OperationId(Uuid::new_v4());
    let draft = Draft {
        serial: Some("SN-1".into()),
        ..Draft::default()
    };
    let provisional = "T-1-1".to_owned();
    let taken_in = rma::Change::TakenIn {
        operation,
        draft,
        provisional,
    };
    happens(world, taken_in).await;
    confirms(world, operation, Meaning::New).await;
    let database = &world.state.database;
    let kept = database.secret_or(world.workspace, server::mail::tracking::SECRET, &SECRET, 1);
    kept.await.expect("kept");
    operation
}

async fn confirms(world: &World, operation: OperationId, state: Meaning) {
    let confirmation = Confirmation {
        step: StepId(Uuid::new_v4()),
        saw: Saw { state, task: None },
        made_at: world.now(),
        note: "for us alone".into(),
        department: None,
        present_cost: false,
        settled: Vec::new(),
        cancels: false,
        replacement: None,
    };
    let confirmed = rma::Change::Confirmed {
        operation,
        confirmation,
    };
    happens(world, confirmed).await;
}

fn path(operation: OperationId) -> String {
    server::mail::tracking::address("", &SECRET, operation)
}

#[tokio::test]
async fn whoever_has_the_address_sees_how_far_the_return_is() {
    let world = World::new().await;
    let operation = taken_in(&world).await;
    let visitor = world.visitor();
    let reply = visitor.get(&path(operation)).await.is(200);
    assert_eq!(reply.headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(reply.headers["cache-control"], "no-store");
    assert_eq!(reply.headers["x-robots-tag"], "noindex, nofollow");
    let policy = reply.headers["content-security-policy"].to_str();
    assert!(policy.expect("words").starts_with("default-src 'none'"));
    let page = String::from_utf8(reply.body.to_vec()).expect("text");
    for said in [
        "lang=\"lt\"",
        "RMA-00001",
        "Siurblys &lt;A&amp;B&gt;",
        "SN-1",
        "class=\"here\" aria-current=\"step\">Patvirtinta siuntimui",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    for kept in ["Šaltas", "for us alone", "S-1<", "<script"] {
        assert!(!page.contains(kept), "{kept} in {page}");
    }
    confirms(&world, operation, Meaning::Approved).await;
    let english = visitor
        .get(&format!("{}?language=en", path(operation)))
        .await;
    let english = String::from_utf8(english.is(200).body.to_vec()).expect("text");
    assert!(
        english.contains("class=\"here\" aria-current=\"step\">Received"),
        "{english}"
    );
    let look = visitor.get("/track.css").await.is(200);
    assert_eq!(look.headers["content-type"], "text/css; charset=utf-8");
}

#[tokio::test]
async fn an_address_nobody_wrote_leads_nowhere() {
    let world = World::new().await;
    let operation = taken_in(&world).await;
    let visitor = world.visitor();
    let other = path(OperationId(Uuid::new_v4()));
    let seal = other.rsplit('/').next().expect("a seal").to_owned();
    for wrong in [
        format!("/track/{operation}/{seal}"),
        format!("/track/{operation}/x"),
        other,
        "/track/x/y".to_owned(),
        format!("{}?language=xx", path(OperationId(Uuid::nil()))),
    ] {
        let reply = visitor.get(&wrong).await.is(404);
        let page = String::from_utf8(reply.body.to_vec()).expect("text");
        assert!(!page.contains("RMA-"), "{wrong}: {page}");
    }
}

#[tokio::test]
async fn two_years_after_its_end_the_page_is_gone() {
    let world = World::new().await;
    let operation = taken_in(&world).await;
    world.forward_days(800);
    let visitor = world.visitor();
    visitor.get(&path(operation)).await.is(200);
    let task = shared::edit::Edit::new(None, Some(rma::Task::Cancel));
    happens(&world, rma::Change::TaskChosen { operation, task }).await;
    let confirmation = Confirmation {
        step: StepId(Uuid::new_v4()),
        saw: Saw {
            state: Meaning::Approved,
            task: Some(rma::Task::Cancel),
        },
        made_at: world.now(),
        note: String::new(),
        department: None,
        present_cost: false,
        settled: Vec::new(),
        cancels: false,
        replacement: None,
    };
    let confirmed = rma::Change::Confirmed {
        operation,
        confirmation,
    };
    happens(&world, confirmed).await;
    visitor.get(&path(operation)).await.is(200);
    world.forward_days(731);
    visitor.get(&path(operation)).await.is(404);
}
