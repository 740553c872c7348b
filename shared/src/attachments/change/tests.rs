//! Where attachments stand, who may add and remove them, and what fits.

use super::*;
use crate::calendar::{Day, Moment};
use crate::code::Code;
use crate::ids::{AccountId, UserId};
use crate::money::Currency;
use crate::needs::Look;
use crate::record::{RecordKey, Stored};
use crate::text::Language;
use crate::users::Role;

fn account() -> AccountId {
    AccountId(Uuid::from_u128(1))
}

fn attachment() -> AttachmentId {
    AttachmentId(Uuid::from_u128(2))
}

fn context(role: Role, territory: &str) -> Context {
    let mut context = Context::system(Moment::EPOCH, Day::from_days_since_1970(0));
    context.system = false;
    context.user = UserId(Uuid::from_u128(9));
    context.roles.insert(role);
    context.territories.insert(territory.to_owned());
    context
}

/// An account in the north.
fn desk() -> Desk {
    let mut desk = Desk::default();
    let record = Account {
        code: Code::given("C-00001"),
        name: "UAB „Šaltas kelias“".into(),
        place: Place {
            territory: "north".into(),
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
    };
    let row = Stored::new::<Account>(account(), 1, record);
    desk.lay(RecordKey::of::<Account>(account()), Look::Here(row));
    desk
}

fn draft() -> Draft {
    Draft {
        on: Parent::Account(account()),
        name: "kapı.jpg".into(),
        hash: ContentHash::of(b"photo"),
        size_bytes: 5,
        media: Media::Jpeg,
    }
}

fn add(draft: Draft, context: &Context) -> Result<Attachment, Refusal> {
    let mut desk = desk();
    let attachment = attachment();
    Change::Added { attachment, draft }.apply(&mut desk, context)?;
    Ok(desk
        .get::<Attachment>(attachment)
        .here()
        .expect("written")
        .clone())
}

#[test]
fn it_stands_where_its_parent_stands_and_names_its_bytes() {
    let seller = context(Role::Salesperson, "north");
    let added = add(draft(), &seller).expect("it applies");
    assert_eq!(added.place.territory, "north");
    assert_eq!(added.added_by, seller.user);
    let change = Change::Added {
        attachment: attachment(),
        draft: draft(),
    };
    assert_eq!(change.files(), [ContentHash::of(b"photo").to_string()]);
    assert_eq!(change.uses(), [account().0], "a new parent goes first");
}

#[test]
fn a_parent_out_of_reach_is_answered_as_one_that_is_not_there() {
    let stranger = context(Role::Salesperson, "south");
    let nowhere = Draft {
        on: Parent::Account(AccountId(Uuid::from_u128(77))),
        ..draft()
    };
    assert_eq!(add(draft(), &stranger), Err(Refusal::NoSuchParent));
    assert_eq!(add(nowhere, &stranger), Err(Refusal::NoSuchParent));
    let reader = add(draft(), &context(Role::ReadOnly, "north"));
    assert!(matches!(reader, Err(Refusal::Denied { .. })));
}

#[test]
fn a_file_has_a_name_and_a_size_within_bounds() {
    let named = |name: &str| {
        let name = name.to_owned();
        add(
            Draft { name, ..draft() },
            &context(Role::Salesperson, "north"),
        )
    };
    assert_eq!(named("  "), Err(Refusal::NameEmpty));
    for path in ["a/b", "..\\b", "..", "a\nb"] {
        assert_eq!(named(path), Err(Refusal::NameIsAPath), "{path}");
    }
    let sized = |size_bytes| {
        let draft = Draft {
            size_bytes,
            ..draft()
        };
        add(draft, &context(Role::Salesperson, "north")).map(|added| added.size_bytes)
    };
    assert_eq!(sized(FILE_BYTES), Ok(FILE_BYTES));
    assert_eq!(sized(0), Err(Refusal::FileEmpty));
    let bytes_max = FILE_BYTES;
    assert_eq!(
        sized(FILE_BYTES + 1),
        Err(Refusal::FileTooLarge { bytes_max })
    );
}

#[test]
fn removed_twice_is_removed_once() {
    let mut desk = desk();
    let attachment = attachment();
    let seller = context(Role::Salesperson, "north");
    let draft = draft();
    let added = Change::Added { attachment, draft };
    added.apply(&mut desk, &seller).expect("it applies");
    let removed = Change::Removed { attachment };
    removed.apply(&mut desk, &seller).expect("it applies");
    let other = Context {
        user: UserId(Uuid::from_u128(10)),
        ..seller.clone()
    };
    removed.apply(&mut desk, &other).expect("it applies again");
    let found = desk.get::<Attachment>(attachment).here().expect("it stays");
    assert_eq!(found.removed.map(|removal| removal.by), Some(seller.user));
    let stranger = context(Role::Salesperson, "south");
    let refused = removed.apply(&mut desk, &stranger);
    assert_eq!(refused, Err(Refusal::NoSuchAttachment));
}
