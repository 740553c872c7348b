//! Whatever one person's program sends, everybody else goes on working, and nobody's queue stands still.

use super::story::{new_product, outcomes};
use super::sync::the_log_agrees_with_the_tables;
use futures::future::join_all;
use serde_json::json;
use server::db::{StoredIntention, Wanted};
use shared::edit::Edit;
use shared::ids::{ClientId, InboxId, Uid, UserId};
use shared::record::Record;
use shared::sync::wire::{PullAnswer, PushAnswer, PushRequest, SignedIn};
use shared::sync::{AnyChange, InboxEntry, Intention};
use shared::users::{self, Role, User};
use support::device::Device;
use support::people::{Person, Reply};
use support::postgres::{Cluster, Postgres};
use support::world::World;
use uuid::Uuid;

/// Somebody with a program of their own: no rule of the device stands before the server.
struct Sender {
    person: Person,
    client: ClientId,
    seq: u64,
}

impl Sender {
    fn new(person: Person) -> Self {
        let client = ClientId(Uuid::now_v7());
        Self {
            person,
            client,
            seq: 0,
        }
    }

    fn sent(&mut self, world: &World, change: impl Into<AnyChange>) -> Intention {
        self.seq += 1;
        let uid = Uid(Uuid::new_v4());
        let intention = Intention::new(uid, &change.into(), 0, Vec::new(), world.now());
        intention.sent_by(self.client, self.seq)
    }

    async fn push(&self, intentions: &[Intention]) -> Reply {
        let request = PushRequest {
            client: self.client,
            intentions: intentions.to_vec(),
            holes: Vec::new(),
        };
        self.person.post("/api/v1/sync/push", &request).await
    }
}

async fn five_people(world: &World) -> Vec<Sender> {
    let mut people = Vec::new();
    for login in ["deniz", "elif", "mantas", "rasa", "sude"] {
        let person = world.person(login, Role::Salesperson, &["north"]).await;
        people.push(Sender::new(person));
    }
    people
}

/// One with a letter that PostgreSQL cannot keep, in each text that is its own column.
fn unstorable(world: &World, sender: &mut Sender) -> [Intention; 2] {
    let mut named = sender.sent(world, new_product("Pump"));
    named.name = "products\0.created".into();
    named.args = json!({ "was": "\0" });
    named.hash = named.digest();
    let mut hashed = sender.sent(world, new_product("Pump"));
    hashed.hash = "a\0b".into();
    [named, hashed]
}

async fn kept(world: &World, uid: Uid) -> StoredIntention {
    let snapshot = world.state.database.snapshot(world.workspace).await;
    let log = snapshot.expect("a moment").log(0, 10_000).await;
    let found = (log.expect("read").into_iter()).find(|stored| stored.uid == uid.0);
    found.expect("it is in the log")
}

fn answer(reply: Reply) -> PushAnswer {
    reply.is(200).json()
}

#[track_caller]
fn everybody_goes_on(replies: Vec<Reply>) {
    for reply in replies {
        let answer = answer(reply);
        assert!(matches!(outcomes(&answer)[..], ["applied" | "merged"]));
    }
}

/// The five push beside it, again and again, so that they come into one round with it.
async fn letters_that_no_column_keeps_end_nobodys_push(world: &World) {
    let murat = world.person("murat", Role::Salesperson, &["north"]).await;
    let mut murat = Sender::new(murat);
    let mut people = five_people(world).await;
    for _ in 0..6 {
        let bad = unstorable(world, &mut murat);
        let mut fine = Vec::new();
        for person in &mut people {
            fine.push([person.sent(world, new_product("Valve"))]);
        }
        let pushes = people.iter().zip(&fine);
        let pushes = join_all(pushes.map(|(person, fine)| person.push(fine)));
        let (told, others) = tokio::join!(murat.push(&bad), pushes);
        let told = answer(told);
        assert_eq!(outcomes(&told), ["quarantined", "quarantined"]);
        everybody_goes_on(others);
        let again = answer(murat.push(&bad).await);
        assert_eq!(outcomes(&again), outcomes(&told), "it is known again");
        let kept = kept(world, bad[0].uid).await;
        let body: Intention = serde_json::from_str(&kept.body).expect("an intention");
        assert_eq!(body, bad[0], "as it was said");
    }
    the_log_agrees_with_the_tables(world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_no_column_keeps_end_nobodys_push_on_sqlite() {
    letters_that_no_column_keeps_end_nobodys_push(&World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_no_column_keeps_end_nobodys_push_in_memory() {
    letters_that_no_column_keeps_end_nobodys_push(&World::in_memory().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_no_column_keeps_end_nobodys_push_on_postgres() {
    let postgres = Postgres::start();
    let world = World::on_database(&postgres.url()).await;
    letters_that_no_column_keeps_end_nobodys_push(&world).await;
    world.state.database.close().await;
}

/// A database that has its own reasons, which no rule of ours foresees.
const MOODY: &str = "\
    CREATE FUNCTION moody() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
    IF NEW.name LIKE 'cursed%' OR NEW.version = 7 THEN \
    RAISE EXCEPTION 'not this one' USING ERRCODE = '22023'; END IF; RETURN NEW; END $$; \
    CREATE TRIGGER moody BEFORE INSERT ON intentions FOR EACH ROW EXECUTE FUNCTION moody()";

#[tokio::test(flavor = "multi_thread")]
async fn what_the_database_refuses_twice_ends_nobody_elses_push() {
    let cluster = Cluster::with(&["fsync=off"]);
    let world = World::on_database(&cluster.url()).await;
    cluster.ask(MOODY);
    let murat = world.person("murat", Role::Salesperson, &["north"]).await;
    let mut murat = Sender::new(murat);
    let mut people = five_people(&world).await;
    for kept_in_digits in [true, false] {
        let mut bad = murat.sent(&world, new_product("Pump"));
        match kept_in_digits {
            true => bad.name = "cursed".into(),
            false => bad.version = 7,
        }
        let mut fine = Vec::new();
        for person in &mut people {
            fine.push([person.sent(&world, new_product("Valve"))]);
        }
        let pushes = people.iter().zip(&fine);
        let pushes = join_all(pushes.map(|(person, fine)| person.push(fine)));
        let bad = [bad];
        let (told, others) = tokio::join!(murat.push(&bad), pushes);
        everybody_goes_on(others);
        match kept_in_digits {
            true => assert_eq!(outcomes(&answer(told)), ["quarantined"]),
            false => _ = told.is_refused(500, "internal"),
        }
    }
    the_log_agrees_with_the_tables(&world).await;
    world.state.database.close().await;
}

/// Said beside the arguments, where no rule of a room looks.
fn endless(world: &World, sender: &mut Sender) -> [Intention; 3] {
    let mut parents = sender.sent(world, new_product("Pump"));
    parents.depends_on = (0..20_000).map(|_| Uid(Uuid::new_v4())).collect();
    let mut files = sender.sent(world, new_product("Pump"));
    files.files = (0..1_000).map(|at| format!("{at:064x}")).collect();
    let mut name = sender.sent(world, new_product("Pump"));
    name.name = "products.created".repeat(1_000);
    [parents, files, name].map(|mut intention| {
        intention.hash = intention.digest();
        intention
    })
}

#[tokio::test]
async fn what_is_said_beside_the_arguments_has_its_bounds_too() {
    let world = World::new().await;
    let mut hostile = Sender::new(world.person("deniz", Role::Salesperson, &["north"]).await);
    let endless = endless(&world, &mut hostile);
    let reply = hostile.push(&endless).await;
    assert_eq!(outcomes(&answer(reply)), ["quarantined"; 3]);
    for intention in &endless {
        let kept = kept(&world, intention.uid).await;
        assert!(kept.name.len() + kept.body.len() < 2_000, "{}", kept.body);
    }
    // brought again, as a device does that has not heard, it is the same one
    assert!(matches!(
        answer(hostile.push(&endless).await),
        PushAnswer::Decided { .. }
    ));
    the_log_agrees_with_the_tables(&world).await;
}

/// What each names is looked for while nobody else can save.
#[tokio::test]
async fn who_names_more_than_a_queue_holds_sends_one_by_one() {
    let world = World::new().await;
    let mut hostile = Sender::new(world.person("deniz", Role::Salesperson, &["north"]).await);
    let named = [0; 2].map(|_| {
        let mut sent = hostile.sent(&world, new_product("Pump"));
        sent.depends_on = (0..6_000).map(|_| Uid(Uuid::new_v4())).collect();
        sent.hash = sent.digest();
        sent
    });
    let together = hostile.push(&named).await;
    together.is_refused(413, "too_large");
    for sent in named {
        assert_eq!(outcomes(&answer(hostile.push(&[sent]).await)), ["parked"]);
    }
    the_log_agrees_with_the_tables(&world).await;
}

async fn grants(world: &World, user: UserId) -> User {
    let snapshot = world.state.database.snapshot(world.workspace).await;
    let wanted = Wanted {
        records: vec![(User::KIND.into(), user.0)],
        keys: Vec::new(),
    };
    let loaded = snapshot.expect("a moment").load(&wanted).await;
    serde_json::from_str(&loaded.expect("read").records[0].body).expect("a user")
}

/// Of twelve megabytes; no room knows it.
fn large(world: &World, sender: &mut Sender) -> Intention {
    let mut intention = sender.sent(world, new_product("Pump"));
    intention.name = "rooms.x".into();
    intention.args = json!({ "text": "x".repeat(12_000_000) });
    intention.hash = intention.digest();
    intention
}

/// Three of twelve megabytes are more than there is room for; a small one still is not.
async fn what_somebody_leaves_is_bounded_and_nothing_is_lost(world: &World) {
    let murat = world.person("murat", Role::Salesperson, &["north"]).await;
    let who: SignedIn = murat.get("/api/v1/session").await.is(200).json();
    let mut phone = Sender::new(world.let_in(who.user).await);
    let mut murat = Sender::new(murat);
    let mut ada = Device::of(world, world.administrator().await).await;
    let before = grants(world, who.user).await;
    let user = who.user;
    world.system(users::Change::Deactivated { user }).await;
    for _ in 0..2 {
        let large = large(world, &mut murat);
        assert_eq!(
            outcomes(&answer(murat.push(&[large]).await)),
            ["quarantined"]
        );
    }
    let small = murat.sent(world, new_product("Pump"));
    let left = [small, large(world, &mut murat)];
    let told = answer(murat.push(&left).await);
    assert_eq!(outcomes(&told), ["quarantined"], "as far as there is room");
    for _ in 0..2 {
        let refused = murat.push(&left[1..]).await;
        assert_eq!(refused.headers["retry-after"], "3600");
        refused.is_refused(429, "too_much_left");
    }
    let more = [large(world, &mut phone)];
    phone.push(&more).await.is_refused(429, "too_much_left");
    let told = answer(murat.push(&left[..1]).await);
    assert_eq!(
        outcomes(&told),
        ["quarantined"],
        "what is known is answered"
    );

    let asked = ada.replica.pull_request();
    let pulled = ada.person.post("/api/v1/sync/pull", &asked).await.is(200);
    let pulled: PullAnswer = pulled.json();
    assert!(matches!(
        pulled,
        PullAnswer::CompareBlocks {
            restored: false,
            ..
        }
    ));
    ada.sync().await;
    let raised = ada.get::<InboxEntry>(InboxId(left[0].uid.0));
    assert!(raised.is_some_and(|entry| entry.raised));
    assert!(ada.get::<InboxEntry>(InboxId(left[1].uid.0)).is_none());

    let now = grants(world, user).await;
    let grants = Edit::new(now, before);
    world.system(users::Change::Granted { user, grants }).await;
    for (sender, left) in [(&murat, &left[1..]), (&phone, &more)] {
        let told = answer(sender.push(left).await);
        assert_eq!(outcomes(&told), ["quarantined"], "it has its outcome");
    }
    the_log_agrees_with_the_tables(world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_leaves_is_bounded_and_nothing_is_lost_on_sqlite() {
    what_somebody_leaves_is_bounded_and_nothing_is_lost(&World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_leaves_is_bounded_and_nothing_is_lost_on_postgres() {
    let postgres = Postgres::start();
    let world = World::on_database(&postgres.url()).await;
    what_somebody_leaves_is_bounded_and_nothing_is_lost(&world).await;
    world.state.database.close().await;
}
