//! What lies in the inboxes when a run begins: work of devices that are gone. A field that a colleague changed too, its author's correction of
//! it, an account that was refused for its territory, and what waits for that account.

use crate::office::{BEGIN, at_once};
use crate::people::TERRITORIES;
use crate::start::new_account;
use server::sync::Author;
use server::sync::accept::Acceptor;
use server::sync::arrival::{Push, items};
use shared::accounts::change::{Change, Field};
use shared::calendar::Moment;
use shared::edit::Edit;
use shared::ids::{AccountId, ClientId, OfferId, Uid, UserId};
use shared::money::Currency;
use shared::offers;
use shared::sync::{AnyChange, Intention};
use shared::users::User;
use uuid::Uuid;

/// One person's, in the order in which it was sent.
struct Work {
    number: u128,
    intentions: Vec<Intention>,
}

impl Work {
    fn add(&mut self, change: impl Into<AnyChange>, depends_on: &[Uid]) -> Uid {
        let at = self.intentions.len() as u64;
        let uid = Uid(Uuid::from_u128(0xa000 + 16 * self.number + u128::from(at)));
        let made_at = Moment::from_milliseconds(BEGIN);
        let intention = Intention::new(uid, &change.into(), 0, depends_on.to_vec(), made_at);
        self.intentions
            .push(intention.sent_by(self.client(), at + 1));
        uid
    }

    fn client(&self) -> ClientId {
        ClientId(Uuid::from_u128(0xb000 + self.number))
    }
}

pub fn leave_open(acceptor: &Acceptor, people: &[(UserId, User)], accounts: &[AccountId]) {
    for (number, (user, grants)) in people.iter().enumerate() {
        let mut work = Work {
            number: number as u128,
            intentions: Vec::new(),
        };
        let own = |territory: &str| grants.territories.contains(territory);
        let place = TERRITORIES.iter().position(|territory| own(territory));
        edited_twice(&mut work, accounts[place.unwrap_or_default()]);
        let mut foreign = TERRITORIES.iter().filter(|territory| !own(territory));
        if let (Some(territory), Some(_)) = (foreign.next(), place) {
            refused(&mut work, territory);
        }
        send(acceptor, *user, work);
    }
}

fn noted(account: AccountId, was: &str, now: &str) -> Change {
    let edit = Edit::new(was.to_owned(), now.to_owned());
    let field = Field::Note { edit };
    Change::Edited { account, field }
}

fn edited_twice(work: &mut Work, account: AccountId) {
    work.add(noted(account, "Eski", "Yni"), &[]);
    work.add(noted(account, "Yni", "Yeni"), &[]);
}

fn refused(work: &mut Work, territory: &str) {
    let account = AccountId(Uuid::from_u128(0xc000 + work.number));
    let made = work.add(new_account(account, territory), &[]);
    work.add(noted(account, "", "Kapı arkada"), &[made]);
    let draft = offers::change::Draft {
        account,
        day: Moment::from_milliseconds(BEGIN).utc_day(),
        valid_until: None,
        currency: Currency::TRY,
        price_list: None,
        payment_method: String::new(),
        set: None,
        note: String::new(),
        lines: Vec::new(),
        ticket: None,
    };
    let offer = OfferId(Uuid::from_u128(0xd000 + work.number));
    let provisional = "T-0".to_owned();
    let offered = offers::Change::Created {
        offer,
        draft,
        provisional,
    };
    let offered = work.add(offered, &[made]);
    let field = offers::change::Field::Note {
        edit: Edit::new(String::new(), "Acil".to_owned()),
    };
    work.add(offers::Change::HeaderEdited { offer, field }, &[offered]);
}

fn send(acceptor: &Acceptor, user: UserId, work: Work) {
    let (client, now) = (work.client(), Moment::from_milliseconds(BEGIN));
    let items = items(0, Some(client), work.intentions, Vec::new(), now);
    let push = Push {
        author: Author::Person {
            user,
            device: Uuid::from_u128(0xe000 + work.number),
            device_name: String::new(),
            withdrawn: false,
        },
        client: Some(client),
    };
    let (results, _) = at_once(acceptor.accept(&[push], &items)).expect("decided");
    let mut decided = results[0].decided.iter();
    assert!(
        decided.all(|decided| !decided.outcome.is_applied()),
        "nothing of yesterday was applied: {:?}",
        results[0].decided
    );
}
