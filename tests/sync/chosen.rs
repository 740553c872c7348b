//! What was changed twice, from the tap without signal to the value that stands at the server: others go on working, authors correct
//! themselves, and two devices of one person answer at once.

use serde_json::{Value, json};
use shared::desk::Conflict;
use shared::edit::Edit;
use shared::ids::{InboxId, ProductId, UserId};
use shared::money::Currency;
use shared::products::{self, Field, Product};
use shared::record::{Record, RecordKey, Stored};
use shared::sync::choosing::{Choice, Chosen, chosen, given_way, present};
use shared::sync::inbox::{
    Answered, Change, Corrections, Question, choices, dependants, taken_up_twice,
};
use shared::sync::outcome::Reason;
use shared::sync::queue::Standing;
use shared::sync::{AnyChange, InboxEntry};
use shared::text::Language;
use shared::users::{Role, User};
use std::collections::BTreeSet;
use support::model::{ModelDevice, ModelServer};
use uuid::Uuid;

const AUTHOR: UserId = UserId(Uuid::from_u128(1));
const COLLEAGUE: UserId = UserId(Uuid::from_u128(2));
const PRODUCT: ProductId = ProductId(Uuid::from_u128(77));

type Entries = Vec<(InboxId, InboxEntry)>;

/// Two people and what is called Pump; the author has two devices.
struct Story {
    server: ModelServer,
    tablet: ModelDevice,
    phone: ModelDevice,
    desk: ModelDevice,
}

fn person(login: &str) -> User {
    User {
        login: login.into(),
        roles: BTreeSet::from([Role::Salesperson]),
        territories: BTreeSet::new(),
        warehouses: BTreeSet::new(),
        sets: BTreeSet::new(),
        default_set: None,
        language: Language::Tr,
        active: true,
    }
}

impl Story {
    fn new() -> Story {
        let mut server = ModelServer::default();
        let people = [(AUTHOR, person("ayşe")), (COLLEAGUE, person("deniz"))];
        let [author, colleague] = people.each_ref().map(|(_, record)| record);
        let mut desk = ModelDevice::new(3, COLLEAGUE, colleague);
        let [mut tablet, mut phone] = [1, 2].map(|number| ModelDevice::new(number, AUTHOR, author));
        server.people.extend(people.clone());
        desk.pull(&server);
        let draft = products::Draft {
            name: "Pump".into(),
            ..products::Draft::blank(Currency::EUR)
        };
        assert!(desk.commit(products::Change::Created {
            product: PRODUCT,
            draft,
            provisional: "T-1".into(),
        }));
        level(&mut desk, &mut server);
        tablet.pull(&server);
        phone.pull(&server);
        Story {
            server,
            tablet,
            phone,
            desk,
        }
    }

    /// The tablet without signal, each name after the other; the colleague's comes first.
    fn changed_twice(&mut self, mine: &[&str], theirs: &str) {
        let mut was = "Pump";
        for now in mine {
            assert!(rename(&mut self.tablet, was, now));
            was = now;
        }
        self.colleague_writes(theirs);
        level(&mut self.tablet, &mut self.server);
        self.phone.pull(&self.server);
    }

    fn colleague_writes(&mut self, name: &str) {
        self.desk.pull(&self.server);
        let was = name_on(&self.desk);
        assert!(rename(&mut self.desk, &was, name));
        level(&mut self.desk, &mut self.server);
    }

    fn name(&self) -> String {
        let product = self.server.records.get(&RecordKey::of::<Product>(PRODUCT));
        let product = product.and_then(|row| row.typed::<Product>());
        product.expect("it is there").name.clone()
    }
}

fn level(device: &mut ModelDevice, server: &mut ModelServer) {
    device.push(server, 100, false);
    device.pull(server);
}

fn rename(device: &mut ModelDevice, was: &str, now: &str) -> bool {
    let edit = Edit::new(was.to_owned(), now.to_owned());
    let field = Field::Name { edit };
    let product = PRODUCT;
    device.commit(products::Change::Edited { product, field })
}

fn name_on(device: &ModelDevice) -> String {
    let row = device.replica.get(&RecordKey::of::<Product>(PRODUCT));
    let product = row.and_then(|row| row.typed::<Product>().cloned());
    product.expect("it is aboard").name
}

/// In the order in which the server decided them.
fn entries(device: &ModelDevice) -> Entries {
    let keys = device.view().into_keys();
    let inbox = keys.filter(|key| key.kind == InboxEntry::KIND);
    let mut rows: Vec<Stored> = inbox.filter_map(|key| device.replica.get(&key)).collect();
    rows.sort_by_key(|row| (row.revision, row.id));
    let typed = |row: Stored| Some((InboxId(row.id), row.typed::<InboxEntry>().cloned()?));
    rows.into_iter().filter_map(typed).collect()
}

/// What the list shows.
fn asked(device: &ModelDevice) -> Entries {
    let mut all = entries(device);
    let corrections = Corrections::among(&all);
    all.retain(|(id, entry)| entry.is_open() && !corrections.is_corrected(*id));
    all
}

fn questions(device: &ModelDevice, id: InboxId, entry: &InboxEntry) -> Vec<Question> {
    let Some(Reason::ChangedTwice { conflicts }) = entry.reason() else {
        return Vec::new();
    };
    let change = AnyChange::decode(&entry.change, &entry.args()).expect("it is readable");
    let ran = device.replica.would(&change, &device.context);
    let here = |key: &RecordKey| device.replica.get(key).is_some();
    let present = present(&conflicts, &ran.standing, here);
    Corrections::among(&entries(device)).questions(id, present)
}

/// The three values of the one card of the one entry.
fn card(device: &ModelDevice) -> Option<[Value; 3]> {
    let asked = asked(device);
    let [(id, entry)] = &asked[..] else {
        panic!("other entries: {asked:?}")
    };
    let shown = shown(device, *id, entry).pop()?;
    Some([shown.base, shown.mine, shown.theirs])
}

fn shown(device: &ModelDevice, id: InboxId, entry: &InboxEntry) -> Vec<Conflict> {
    let questions = questions(device, id, entry).into_iter();
    questions.filter_map(|question| question.shown).collect()
}

/// As the inbox does it, for the one entry that is asked about.
fn answer(device: &mut ModelDevice, choice: Choice) -> bool {
    let (id, entry) = asked(device).pop().expect("one is asked about");
    let shown = shown(device, id, &entry).into_iter();
    let answers: Vec<_> = shown.map(|shown| (shown, choice.clone())).collect();
    let meant = choices(&questions(device, id, &entry), &answers).expect("it is what is asked");
    let all = entries(device);
    let too = Corrections::among(&all).closed_with(id);
    let too = all.iter().filter(|(id, _)| too.contains(id));
    let gives_way = |entry: &InboxEntry| chosen(entry, &given_way(entry)?);
    let too: Vec<_> = too.map(|(id, entry)| (*id, gives_way(entry))).collect();
    let answered = done(device, id, chosen(&entry, &meant));
    answered && too.into_iter().all(|(id, what)| done(device, id, what))
}

fn done(device: &mut ModelDevice, id: InboxId, what: Option<Chosen>) -> bool {
    match what {
        Some(Chosen::Theirs) => device.commit(closing(id, Answered::KeptTheirs)),
        Some(Chosen::Change(change)) => {
            let close = |by| closing(id, Answered::TakenUp { by });
            device.commit_after(close, *change)
        }
        None => false,
    }
}

fn closing(entry: InboxId, answer: Answered) -> AnyChange {
    AnyChange::Inbox(Change::Answered { entry, answer })
}

/// What nobody has to be asked about after both have answered.
fn tidied(device: &mut ModelDevice) {
    let is_done = |change: &AnyChange| {
        let ran = device.replica.would(change, &device.context);
        ran.standing == Standing::Fits && ran.writes.is_empty()
    };
    for id in taken_up_twice(&entries(device), is_done) {
        assert!(device.commit(closing(id, Answered::KeptTheirs)));
    }
}

#[test]
fn the_card_follows_what_others_write_and_so_does_the_answer() {
    for (choice, stands) in [
        (Choice::Mine, "Mine"),
        (Choice::Other(json!("Third")), "Third"),
        (Choice::Theirs, "Newer"),
    ] {
        let mut story = Story::new();
        story.changed_twice(&["Mine"], "Theirs");
        let before = card(&story.tablet).expect("it is asked");
        assert_eq!(before, [json!("Pump"), json!("Mine"), json!("Theirs")]);
        story.colleague_writes("Newer");
        story.tablet.pull(&story.server);
        let now = card(&story.tablet).expect("it is asked");
        assert_eq!(now, [json!("Pump"), json!("Mine"), json!("Newer")]);
        assert!(answer(&mut story.tablet, choice), "it fits what stands");
        level(&mut story.tablet, &mut story.server);
        assert_eq!(story.name(), stands);
        assert!(asked(&story.tablet).is_empty());
    }
}

#[test]
fn where_theirs_is_what_the_author_saw_or_wants_nothing_is_asked() {
    for theirs in ["Pump", "Mine"] {
        let mut story = Story::new();
        story.changed_twice(&["Mine"], "Theirs");
        story.colleague_writes(theirs);
        story.tablet.pull(&story.server);
        assert_eq!(card(&story.tablet), None);
        assert!(answer(&mut story.tablet, Choice::Mine), "as it was");
        level(&mut story.tablet, &mut story.server);
        assert_eq!(story.name(), "Mine");
    }
}

#[test]
fn a_typing_error_that_was_corrected_without_signal_never_reaches_the_server() {
    for mine in [&["Pmup", "Pump 2"][..], &["Pmup", "Pum", "Pump 2"]] {
        let mut story = Story::new();
        story.changed_twice(mine, "Theirs");
        assert_eq!(entries(&story.tablet).len(), mine.len());
        let asked_once = card(&story.tablet).expect("one question");
        let expected = [json!("Pump"), json!("Pump 2"), json!("Theirs")];
        assert_eq!(asked_once, expected, "nobody saw what stood between");
        assert!(answer(&mut story.tablet, Choice::Mine));
        level(&mut story.tablet, &mut story.server);
        assert_eq!(story.name(), "Pump 2");
        assert!(
            entries(&story.tablet)
                .iter()
                .all(|(_, entry)| !entry.is_open())
        );
    }
}

#[test]
fn chosen_alike_on_two_devices_without_signal_it_is_chosen_once() {
    let mut story = Story::new();
    story.changed_twice(&["Mine"], "Theirs");
    for device in [&mut story.tablet, &mut story.phone] {
        assert!(answer(device, Choice::Mine));
    }
    level(&mut story.tablet, &mut story.server);
    level(&mut story.phone, &mut story.server);
    assert_eq!(asked(&story.phone).len(), 2, "the late answer and its copy");
    tidied(&mut story.phone);
    level(&mut story.phone, &mut story.server);
    story.tablet.pull(&story.server);
    assert_eq!(story.name(), "Mine");
    for device in [&story.tablet, &story.phone] {
        assert!(asked(device).is_empty());
    }
}

#[test]
fn chosen_otherwise_on_a_second_device_it_is_told_and_asks_for_nothing() {
    let mut story = Story::new();
    story.changed_twice(&["Mine"], "Theirs");
    assert!(answer(&mut story.tablet, Choice::Other(json!("Third"))));
    assert!(answer(&mut story.phone, Choice::Mine));
    level(&mut story.tablet, &mut story.server);
    level(&mut story.phone, &mut story.server);
    tidied(&mut story.phone);
    let told = asked(&story.phone);
    let [(late, entry)] = &told[..] else {
        panic!("other entries: {told:?}")
    };
    assert!(entry.came_too_late() && dependants(&told, entry.uid).is_empty());
    assert!(story.phone.commit(closing(*late, Answered::KeptTheirs)));
    level(&mut story.phone, &mut story.server);
    assert_eq!(story.name(), "Third");
    assert!(asked(&story.phone).is_empty());
}
