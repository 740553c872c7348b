//! An account goes to another territory, and its offers go with it; whoever has the old one alone loses sight of both.

use shared::accounts::{self, Account, Refusal};
use shared::attachments::{self, Attachment, ContentHash, Media, Parent};
use shared::calendar::Moment;
use shared::edit::Edit;
use shared::ids::{AccountId, AttachmentId, LineId, OfferId, ProductId, Uid, UserId};
use shared::money::{Currency, Decimal};
use shared::offers::{self, Offer};
use shared::pricing::{PriceSource, Slots};
use shared::products::{self, Product};
use shared::quantity::Quantity;
use shared::record::{Record, RecordKey};
use shared::sync::outcome::{Outcome, Reason};
use shared::sync::{AnyChange, any_change};
use shared::text::Language;
use shared::users::{Denied, Role, User};
use std::collections::BTreeSet;
use support::model::{ModelDevice, ModelServer, today};
use uuid::Uuid;

const ACCOUNT: AccountId = AccountId(Uuid::from_u128(77));
const PRODUCT: ProductId = ProductId(Uuid::from_u128(78));
const OFFER: OfferId = OfferId(Uuid::from_u128(79));

/// A server, the device of somebody with both territories, and one of a colleague who has the old one alone.
struct Company {
    server: ModelServer,
    both: ModelDevice,
    old: ModelDevice,
}

impl Company {
    fn found() -> Self {
        let mut server = ModelServer::default();
        let mut device = |number: u128, territories: &[&str]| {
            let (id, record) = (UserId(Uuid::from_u128(number)), seller(territories));
            server.people.insert(id, record.clone());
            ModelDevice::new(number, id, &record)
        };
        let (both, old) = (device(1, &["ege", "marmara"]), device(2, &["ege"]));
        server.system(product().into());
        let mut company = Self { server, both, old };
        company.level();
        assert!(company.both.commit(account()));
        assert!(company.both.commit(offer()));
        company.level();
        company
    }

    fn level(&mut self) {
        for _ in 0..2 {
            for device in [&mut self.both, &mut self.old] {
                device.push(&mut self.server, 100, false);
                device.pull(&self.server);
            }
        }
    }
}

fn seller(territories: &[&str]) -> User {
    User {
        login: "ayşe".into(),
        roles: BTreeSet::from([Role::Salesperson]),
        territories: territories.iter().map(|name| (*name).to_owned()).collect(),
        warehouses: BTreeSet::new(),
        sets: BTreeSet::new(),
        default_set: None,
        language: Language::Tr,
        active: true,
    }
}

fn account() -> accounts::Change {
    accounts::Change::Created {
        account: ACCOUNT,
        draft: accounts::Draft {
            name: "Akdeniz Gıda".into(),
            territory: "ege".into(),
            city: String::new(),
            country: "TR".into(),
            address: String::new(),
            phone: String::new(),
            email: String::new(),
            language: Language::Tr,
            currency: Currency::TRY,
            price_list: None,
            payment_method: String::new(),
            note: String::new(),
        },
        provisional: "T-1".into(),
    }
}

fn product() -> products::Change {
    products::Change::Created {
        product: PRODUCT,
        draft: products::Draft {
            name: "Vidalı kompresör".into(),
            price: Some(Decimal::from(100)),
            ..products::Draft::blank(Currency::TRY)
        },
        provisional: "T-2".into(),
    }
}

fn offer() -> offers::Change {
    offers::Change::Created {
        offer: OFFER,
        draft: offers::change::Draft {
            account: ACCOUNT,
            day: today(),
            valid_until: None,
            currency: Currency::TRY,
            price_list: None,
            payment_method: String::new(),
            set: None,
            note: String::new(),
            lines: Vec::new(),
            ticket: None,
        },
        provisional: "T-3".into(),
    }
}

fn moved(was: &str, now: &str) -> accounts::Change {
    accounts::Change::Moved {
        account: ACCOUNT,
        territory: Edit::new(was.to_owned(), now.to_owned()),
    }
}

fn seen<R: Record>(device: &ModelDevice, id: R::Id) -> Option<R> {
    let row = device.replica.get(&RecordKey::of::<R>(id))?;
    row.typed::<R>().cloned()
}

#[test]
fn offers_go_with_their_account_in_the_same_revision() {
    let mut company = Company::found();
    assert!(seen::<Offer>(&company.old, OFFER).is_some());
    assert!(company.both.commit(moved("ege", "marmara")));
    company.level();
    let account: Account = seen(&company.both, ACCOUNT).expect("still in view");
    let offer: Offer = seen(&company.both, OFFER).expect("still in view");
    assert_eq!(account.place.territory, "marmara");
    assert_eq!(offer.place, account.place);
    assert!(seen::<Account>(&company.old, ACCOUNT).is_none());
    assert!(seen::<Offer>(&company.old, OFFER).is_none());
}

/// Those of the account itself, and those of its offers.
#[test]
fn files_go_with_the_account_they_hang_on_or_that_their_offer_is_of() {
    let mut company = Company::found();
    let files = [
        (AttachmentId(Uuid::from_u128(81)), Parent::Account(ACCOUNT)),
        (AttachmentId(Uuid::from_u128(82)), Parent::Offer(OFFER)),
    ];
    for (attachment, on) in files {
        let draft = attachments::Draft {
            on,
            name: "plate.jpg".into(),
            hash: ContentHash::of(b"photo"),
            size_bytes: 5,
            media: Media::Jpeg,
        };
        assert!(
            company
                .both
                .commit(attachments::Change::Added { attachment, draft })
        );
    }
    // one is taken away: who hung it there, and under which name, goes along
    let (attachment, _) = files[0];
    let removed = attachments::Change::Removed { attachment };
    assert!(company.both.commit(removed));
    company.level();
    assert!(
        files
            .iter()
            .all(|(id, _)| seen::<Attachment>(&company.old, *id).is_some())
    );
    assert!(company.both.commit(moved("ege", "marmara")));
    company.level();
    for (id, _) in files {
        let file: Attachment = seen(&company.both, id).expect("still in view");
        assert_eq!(file.place.territory, "marmara");
        assert!(seen::<Attachment>(&company.old, id).is_none());
    }
}

#[test]
fn nobody_moves_an_account_to_where_they_do_not_reach() {
    let mut company = Company::found();
    let uid = shared::ids::Uid(company.old.id());
    let change: AnyChange = moved("ege", "marmara").into();
    let moment = shared::calendar::Moment::EPOCH;
    let refused = company
        .old
        .replica
        .prepare(change, uid, moment, &company.old.context);
    let why = Denied::OtherTerritory;
    let refusal = any_change::Refusal::Accounts(Refusal::Denied { why });
    assert_eq!(
        refused.err(),
        Some((Outcome::Rejected, Reason::Refused { refusal }))
    );
}

#[test]
fn two_who_move_it_to_different_places_are_asked() {
    let mut company = Company::found();
    let record = seller(&["ege", "marmara", "trakya"]);
    let id = UserId(Uuid::from_u128(3));
    company.server.people.insert(id, record.clone());
    let mut third = ModelDevice::new(3, id, &record);
    third.pull(&company.server);
    assert!(third.commit(moved("ege", "trakya")));
    assert!(company.both.commit(moved("ege", "marmara")));
    company.level();
    third.push(&mut company.server, 10, false);
    third.pull(&company.server);
    let account: Account = seen(&third, ACCOUNT).expect("in view");
    assert_eq!(account.place.territory, "marmara");
    let inbox = third
        .replica
        .base()
        .table("inbox")
        .map_or(0, |table| table.places().count());
    assert_eq!(inbox, 1, "the other move waits for its author's word");
}

/// What runs again after news from others stands on what was there before it, not on what the same person did later.
#[test]
fn an_earlier_change_runs_again_without_what_came_later() {
    let mut company = Company::found();
    let line = offers::change::NewLine {
        id: LineId(Uuid::from_u128(80)),
        product: Some(PRODUCT),
        text: String::new(),
        quantity: Quantity::pieces(1),
        price: Some(Decimal::from(100)),
        source: PriceSource::Standard,
        slots: Slots::EMPTY,
    };
    assert!(
        company
            .both
            .commit(offers::Change::LineAdded { offer: OFFER, line })
    );
    let name = Edit::new(
        "Vidalı kompresör".to_owned(),
        "Pistonlu kompresör".to_owned(),
    );
    let field = products::Field::Name { edit: name };
    assert!(company.both.commit(products::Change::Edited {
        product: PRODUCT,
        field
    }));
    let note = Edit::new(String::new(), "Acele".to_owned());
    let field = offers::change::Field::Note { edit: note };
    assert!(company.old.commit(offers::Change::HeaderEdited {
        offer: OFFER,
        field
    }));
    company.old.push(&mut company.server, 10, false);
    company.both.pull(&company.server);
    let offer: Offer = seen(&company.both, OFFER).expect("in view");
    assert_eq!(offer.note, "Acele");
    assert_eq!(
        offer.lines[0].text, "Vidalı kompresör",
        "as it was called when the line was added"
    );
    let product: Product = seen(&company.both, PRODUCT).expect("in view");
    assert_eq!(product.name, "Pistonlu kompresör");
}

/// The second move has nothing to write when it is prepared; by the time both stand in the queue it has.
#[test]
fn what_was_prepared_beside_other_work_sees_it_once_both_are_saved() {
    let mut company = Company::found();
    let device = &mut company.both;
    let moved = |was: &str| accounts::Change::Moved {
        account: ACCOUNT,
        territory: Edit::new(was.to_owned(), "marmara".to_owned()),
    };
    assert!(device.commit(moved("ege")));
    let offer: Offer = seen(device, OFFER).expect("in view");
    assert_eq!(offer.place.territory, "ege", "it follows with the answer");
    let note = Edit::new(String::new(), "Acele".to_owned());
    let field = offers::change::Field::Note { edit: note };
    let edited = offers::Change::HeaderEdited {
        offer: OFFER,
        field,
    };
    let changes: [AnyChange; 2] = [edited.into(), moved("marmara").into()];
    let prepared = changes.map(|change| {
        let uid = Uid(device.id());
        let prepared = (device.replica).prepare(change, uid, Moment::EPOCH, &device.context);
        prepared.unwrap_or_else(|_| panic!("it applies"))
    });
    let entries = device.replica.queue().entries();
    let last = entries.last().expect("the move").intention.seq;
    for (prepared, seq) in prepared.into_iter().zip(last + 1..) {
        device.replica.committed(prepared, seq);
    }
    let offer: Offer = seen(device, OFFER).expect("in view");
    assert_eq!(offer.place.territory, "marmara");
}

/// Another tab of this device saved one before this tab saved the next, and its word arrives later.
#[test]
fn what_another_tab_saved_counts_by_its_number_however_late_it_is_heard() {
    let [late, in_turn] = [true, false].map(|late| {
        let mut device = Company::found().both;
        let renamed = |now: &str| accounts::Change::Edited {
            account: ACCOUNT,
            field: accounts::Field::Name {
                edit: Edit::new("Akdeniz Gıda".into(), now.into()),
            },
        };
        let prepared = |number: u128, now: &str| {
            let (uid, context) = (Uid(Uuid::from_u128(number)), &device.context);
            let replica = &device.replica;
            let prepared = replica.prepare(renamed(now).into(), uid, Moment::EPOCH, context);
            let prepared = prepared.map_err(|refused| format!("{refused:?}"));
            prepared.expect("it applies")
        };
        let (first, second) = (prepared(900, "Ege Gıda"), prepared(901, "Marmara Gıda"));
        let (replica, context) = (&mut device.replica, &device.context);
        let other = first.intention.clone().sent_by(replica.client, 100);
        if late {
            replica.committed(second, 101);
            let touched = replica.reopen(other, false, context);
            assert!(touched.contains(&RecordKey::of::<Account>(ACCOUNT)));
        } else {
            replica.reopen(other, false, context);
            replica.committed(second, 101);
        }
        seen::<Account>(&device, ACCOUNT).map(|account| account.name)
    });
    assert_eq!(late, in_turn);
}
