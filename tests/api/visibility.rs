//! Nobody receives what they may not see, by whichever address.

use super::story::{self, account};
use serde_json::{Value, json};
use shared::accounts::{self, Account, AccountTaxKey, Change};
use shared::calendar::Day;
use shared::edit::Edit;
use shared::ids::{AccountId, LineId, ProductId, TicketId, UserId};
use shared::quantity::Quantity;
use shared::sync::any_change::Refusal;
use shared::sync::outcome::Reason;
use shared::sync::wire::{BlocksRequest, PushAnswer};
use shared::tickets;
use shared::users::{self, Role, User};
use support::device::{Device, pieces};
use support::world::World;
use uuid::Uuid;

/// A valid one of a company in Türkiye.
const TAX_NUMBER: &str = "1234567890";

struct Company {
    world: World,
    north: AccountId,
    south: AccountId,
}

async fn company() -> Company {
    let world = World::new().await;
    let (north, south) = (AccountId(Uuid::now_v7()), AccountId(Uuid::now_v7()));
    let manager = world.person("boss", Role::Administrator, &[]).await;
    let mut device = Device::of(&world, manager).await;
    device
        .commit(account(north, "Šiaurė", "north"))
        .expect("it applies");
    device
        .commit(account(south, "Güney", "south"))
        .expect("it applies");
    let entered = Change::TaxNumberEntered {
        account: north,
        number: Edit::new(String::new(), TAX_NUMBER.to_owned()),
    };
    device.commit(entered).expect("it applies");
    device.sync().await;
    Company {
        world,
        north,
        south,
    }
}

#[tokio::test]
async fn a_seller_receives_the_own_territory_and_no_tax_key() {
    let company = company().await;
    let device = Device::of(&company.world, company.world.seller().await).await;
    assert!(device.get::<Account>(company.north).is_some());
    assert!(device.get::<Account>(company.south).is_none());
    assert!(device.get::<AccountTaxKey>(company.north).is_none());
    let reply = device
        .person
        .post("/api/v1/sync/pull", &device.replica.pull_request())
        .await;
    let said = String::from_utf8_lossy(&reply.is(200).body).into_owned();
    assert!(
        !said.contains("Güney") && !said.contains(TAX_NUMBER),
        "{said}"
    );
}

/// SER-07: "n more".
#[tokio::test]
async fn of_a_serials_tickets_elsewhere_a_seller_hears_how_many_and_nothing_else() {
    let company = company().await;
    let boss = company.world.signed_in("boss").await;
    let mut device = Device::of(&company.world, boss).await;
    device.sync().await;
    let product = story::product_id();
    device
        .commit(story::product(product, "HK-40"))
        .expect("it applies");
    for account in [company.north, company.south, company.south] {
        device
            .commit(ticket(account, product, "hk40-0001"))
            .expect("it applies");
    }
    device.sync().await;
    let seller = company.world.seller().await;
    let asked = json!({ "serial": "HK40-0001" });
    let reply = seller.post("/api/v1/serials/before", &asked).await;
    let said: Value = serde_json::from_slice(&reply.is(200).body).expect("JSON");
    assert_eq!(said, json!({ "tickets": 3 }));
}

fn ticket(account: AccountId, product: ProductId, serial: &str) -> tickets::Change {
    let line = tickets::NewLine {
        id: LineId(Uuid::now_v7()),
        product,
        serial: serial.to_owned(),
        quantity: Quantity::pieces(1),
        dates: Default::default(),
        shown: None,
    };
    let draft = tickets::Draft {
        title: "Stops".into(),
        text: String::new(),
        account,
        contact: String::new(),
        phone: String::new(),
        address: String::new(),
        priority: Default::default(),
        reported: Day::parse("2026-01-05").expect("a day"),
        promised: None,
        assignee: None,
        lines: vec![line],
        request_kind: None,
        channel: None,
        opened_at: None,
    };
    tickets::Change::Created {
        ticket: TicketId(Uuid::now_v7()),
        draft,
        provisional: "T-1-3".into(),
    }
}

#[tokio::test]
async fn the_hash_of_a_block_is_no_right_to_read_it() {
    let company = company().await;
    let boss = Device::of(&company.world, company.world.signed_in("boss").await).await;
    let mut snapshot = company
        .world
        .state
        .database
        .snapshot(company.world.workspace)
        .await
        .expect("read");
    let all = snapshot
        .manifest(
            &["admin".into(), "office".into()],
            server::sync::blocks::FORMAT,
        )
        .await
        .expect("read");
    let hashes: Vec<String> = all.into_iter().map(|row| row.hash).collect();
    assert!(!hashes.is_empty());
    let request = BlocksRequest { hashes };
    let theirs = boss
        .person
        .post("/api/v1/sync/blocks", &request)
        .await
        .is(200);
    assert!(pieces(&theirs.body).iter().all(|piece| !piece.is_empty()));
    let seller = company.world.seller().await;
    let ours = seller.post("/api/v1/sync/blocks", &request).await.is(200);
    assert!(pieces(&ours.body).iter().all(Vec::is_empty));
}

#[tokio::test]
async fn a_right_taken_away_drops_the_shelf_at_the_next_pull() {
    let company = company().await;
    let seller = company.world.seller().await;
    let mut device = Device::of(&company.world, seller).await;
    let user = device.context.user;
    let grants = device.get::<User>(user).expect("the own grants");
    let moved = User {
        territories: ["south".to_owned()].into(),
        ..grants.clone()
    };
    company
        .world
        .system(users::Change::Granted {
            user,
            grants: Edit::new(grants, moved),
        })
        .await;
    device.sync().await;
    assert!(
        device.get::<Account>(company.north).is_none(),
        "the old territory is gone"
    );
    assert!(
        device.get::<Account>(company.south).is_some(),
        "the new one came by blocks"
    );
}

#[tokio::test]
async fn a_change_of_what_one_cannot_see_is_refused() {
    let company = company().await;
    let mut device = Device::of(&company.world, company.world.seller().await).await;
    let boss = Device::of(&company.world, company.world.signed_in("boss").await).await;
    let field = shared::accounts::change::Field::Note {
        edit: Edit::new(String::new(), "mine".into()),
    };
    let edit = Change::Edited {
        account: company.south,
        field,
    };
    device.context.roles = boss.context.roles.clone();
    let forged = shared::sync::Intention::new(
        shared::ids::Uid(Uuid::new_v4()),
        &edit.into(),
        0,
        Vec::new(),
        company.world.now(),
    );
    let client = device.replica.client;
    let request = shared::sync::wire::PushRequest {
        client,
        intentions: vec![forged.sent_by(client, 1)],
        holes: Vec::new(),
    };
    let reply = device
        .person
        .post("/api/v1/sync/push", &request)
        .await
        .is(200);
    assert_eq!(super::story::outcomes(&reply.json()), ["rejected"]);
    let said = String::from_utf8_lossy(&reply.body).into_owned();
    assert!(!said.contains("Güney"), "{said}");
}

#[tokio::test]
async fn two_people_do_not_share_an_inbox() {
    let company = company().await;
    let one = company.world.seller().await;
    let other = company.world.technician().await;
    let (one, other) = (
        Device::of(&company.world, one).await,
        Device::of(&company.world, other).await,
    );
    let own = |device: &Device, user: UserId| device.get::<User>(user).is_some();
    assert!(own(&one, one.context.user) && !own(&one, other.context.user));
}

#[tokio::test]
async fn a_record_out_of_sight_is_answered_as_one_that_does_not_exist() {
    let company = company().await;
    let mut device = Device::of(&company.world, company.world.seller().await).await;
    let client = device.replica.client;
    let nobody = AccountId(Uuid::now_v7());
    let mut said = Vec::new();
    for (seq, account) in [(1, company.south), (2, nobody), (3, company.north)] {
        let number = Edit::new(String::new(), "300649187".to_owned());
        let change = Change::TaxNumberEntered { account, number };
        let uid = shared::ids::Uid(Uuid::new_v4());
        let now = company.world.now();
        let intention = shared::sync::Intention::new(uid, &change.into(), 0, Vec::new(), now);
        let request = shared::sync::wire::PushRequest {
            client,
            intentions: vec![intention.sent_by(client, seq)],
            holes: Vec::new(),
        };
        let reply = device.person.post("/api/v1/sync/push", &request).await;
        let body = String::from_utf8_lossy(&reply.body).into_owned();
        assert!(!body.contains(TAX_NUMBER), "{body}");
        let PushAnswer::Decided { outcomes, .. } = reply.is(200).json() else {
            panic!("not decided: {body}");
        };
        said.push(outcomes[0].reason.clone());
    }
    let refused = |why| {
        let refusal = Refusal::Accounts(why);
        Some(Reason::Refused { refusal })
    };
    let missing = refused(accounts::Refusal::NoSuchAccount);
    assert_eq!((&said[0], &said[1]), (&missing, &missing));
    // the number that stands is not named to whoever may not see it
    assert_eq!(said[2], refused(accounts::Refusal::TaxNumberEntered));
    device.pull().await;
    assert!(device.get::<AccountTaxKey>(company.north).is_none());
}
