//! How a set is doing and what went to its ERP, for those who may know; trying again, for those who manage sets.

use serde_json::Value;
use server::db::{Batch, Transfer, TransferStep};
use shared::brought::Brought;
use shared::edit::Edit;
use shared::ids::{SetId, TransferId};
use shared::integrations::{
    Change, DocumentKind, ErpKind, IntegrationSet, NeutralDocument, SetHealth, Source,
    TransferSeen, TransferState,
};
use shared::users::{self, Role, User};
use support::device::Device;
use support::world::World;
use uuid::Uuid;

async fn set(world: &World) -> SetId {
    let set = SetId(Uuid::new_v4());
    let draft = IntegrationSet {
        name: "Tiger 001 / 2026".into(),
        erp: ErpKind::Simulator,
        firm: "001".into(),
        period: "2026".into(),
        active: true,
        block_unread_checks: false,
    };
    let brought = Brought::New { record: draft };
    world.system(Change::Defined { set, brought }).await;
    set
}

/// A document as the deciding transaction would have left it, in this state.
async fn transfer(world: &World, set: SetId, state: &str) -> TransferId {
    let key = TransferId(Uuid::new_v4());
    let now = world.now().milliseconds();
    let row = Transfer {
        key: key.to_string(),
        set_id: set.0,
        kind: "offer".into(),
        document: Uuid::new_v4(),
        state: "pending".into(),
        payload: payload(key),
        attempts: 0,
        answer: None,
        due: now,
        lease_until: None,
        created: now,
        changed: now,
    };
    let mut writer = world
        .state
        .database
        .begin_writer(world.workspace)
        .await
        .expect("a writer");
    let (revision, chain) = (writer.head().revision, writer.head().chain.clone());
    let batch = Batch {
        transfers: vec![row],
        revision,
        chain,
        ..Batch::default()
    };
    writer.store(&batch).await.expect("stored");
    writer.commit().await.expect("committed");
    let step = TransferStep {
        key: key.to_string(),
        state: state.into(),
        answer: Some(r#"{"reason":"the card is closed"}"#.into()),
        due: now,
        now,
    };
    world
        .state
        .database
        .finish_transfer(world.workspace, &step)
        .await
        .expect("finished");
    key
}

fn payload(key: TransferId) -> String {
    let document = NeutralDocument {
        key,
        kind: DocumentKind::Order,
        account: "120.01".into(),
        account_name: "Vidalı Makina".into(),
        day: "2026-11-21".parse().expect("a day"),
        currency: "EUR".parse().expect("a currency"),
        our_number: "T-000007".into(),
        lines: Vec::new(),
        net_total: "12.50".parse().expect("a number"),
        source: Source::Offer,
        takes_back: String::new(),
        warehouse: String::new(),
    };
    serde_json::to_string(&document).expect("documents serialise")
}

fn of(set: SetId, what: &str) -> String {
    format!("/api/v1/integrations/sets/{set}/{what}")
}

#[tokio::test]
async fn a_set_says_how_it_is_doing() {
    let world = World::new().await;
    let ada = world.administrator().await;
    let set = set(&world).await;
    let quiet: SetHealth = ada.get(&of(set, "health")).await.is(200).json();
    assert_eq!(
        (quiet.waiting, quiet.need_human, quiet.waiting_since),
        (0, 0, None)
    );
    transfer(&world, set, "confirmed").await;
    world.forward_days(1);
    transfer(&world, set, "confirmed").await;
    transfer(&world, set, "pending").await;
    transfer(&world, set, "sending").await;
    transfer(&world, set, "needs_human").await;
    let since = Some(world.now());
    world.forward_seconds(60);
    world
        .state
        .circuits
        .failed(set.0, world.now(), "no route", 0);
    let health: SetHealth = ada.get(&of(set, "health")).await.is(200).json();
    assert_eq!(
        (health.confirmed_today, health.waiting, health.need_human),
        (1, 2, 1)
    );
    assert_eq!(
        (health.waiting_since, health.need_human_since),
        (since, since)
    );
    let waiting = health.waiting_for_erp.expect("the ERP is waited for");
    assert_eq!(
        (waiting.since, waiting.reason.as_str()),
        (world.now(), "no route")
    );
}

#[tokio::test]
async fn a_set_nobody_granted_is_not_there() {
    let world = World::new().await;
    let seller = world.seller().await;
    let set = set(&world).await;
    seller
        .get(&of(set, "health"))
        .await
        .is_refused(404, "not_found");
    seller
        .get(&of(set, "transfers"))
        .await
        .is_refused(403, "forbidden");
    let ada = world.administrator().await;
    ada.get(&of(SetId(Uuid::new_v4()), "health"))
        .await
        .is_refused(404, "not_found");
}

#[tokio::test]
async fn whoever_was_granted_a_set_sees_its_health_and_no_documents() {
    let world = World::new().await;
    let set = set(&world).await;
    let user = world.add("ayse", Role::Salesperson, &["north"]).await;
    let seller = world.signed_in("ayse").await;
    let ada = Device::of(&world, world.administrator().await).await;
    let was = ada
        .get::<User>(user)
        .expect("an administrator has everybody aboard");
    let now = User {
        sets: [set].into(),
        default_set: Some(set),
        ..was.clone()
    };
    world
        .system(users::Change::Granted {
            user,
            grants: Edit::new(was, now),
        })
        .await;
    seller.get(&of(set, "health")).await.is(200);
    seller
        .get(&of(set, "transfers"))
        .await
        .is_refused(403, "forbidden");
}

#[tokio::test]
async fn what_went_to_the_erp_is_listed_with_its_reason() {
    let world = World::new().await;
    let ada = world.administrator().await;
    let (set, other) = (set(&world).await, SetId(Uuid::new_v4()));
    let key = transfer(&world, set, "needs_human").await;
    transfer(&world, other, "needs_human").await;
    let seen: Vec<TransferSeen> = ada.get(&of(set, "transfers")).await.is(200).json();
    let [seen] = &seen[..] else {
        panic!("{seen:?}")
    };
    assert_eq!(
        (seen.transfer, seen.state),
        (key, TransferState::NeedsHuman)
    );
    assert_eq!(seen.reason.as_deref(), Some("the card is closed"));
    let document = seen.document.as_ref().expect("it can be read");
    assert_eq!(
        (document.number.as_str(), document.kind),
        ("T-000007", DocumentKind::Order)
    );
}

#[tokio::test]
async fn what_needed_a_human_is_tried_again_once() {
    let world = World::new().await;
    let ada = world.administrator().await;
    let (set, other) = (set(&world).await, SetId(Uuid::new_v4()));
    let key = transfer(&world, set, "needs_human").await;
    let confirmed = transfer(&world, set, "confirmed").await;
    let retry = |set, key: TransferId| of(set, &format!("transfers/{key}/retry"));
    let seller = world.seller().await;
    seller
        .post(&retry(set, key), &Value::Null)
        .await
        .is_refused(403, "forbidden");
    ada.post(&retry(other, key), &Value::Null)
        .await
        .is_refused(404, "not_found");
    ada.post(&retry(set, confirmed), &Value::Null)
        .await
        .is_refused(404, "not_found");
    ada.post(&retry(set, key), &Value::Null).await.is(204);
    ada.post(&retry(set, key), &Value::Null)
        .await
        .is_refused(404, "not_found");
    let seen: Vec<TransferSeen> = ada.get(&of(set, "transfers")).await.is(200).json();
    let again = seen
        .iter()
        .find(|seen| seen.transfer == key)
        .expect("it is listed");
    assert_eq!(again.state, TransferState::Pending);
}
