//! What can happen to an account: created, a field edited, its tax number entered, archived, imported in bulk.

use super::account::{Account, AccountTaxKey};
use super::moving::{self, moved};
use super::tax_key::{check, normalised};
use crate::code::Code;
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{AccountId, PriceListId};
use crate::money::Currency;
use crate::needs::Needs;
use crate::record::RecordKey;
use crate::series::Counter;
use crate::shelf::Place;
use crate::text::Language;
use crate::users::policy::{may, may_in, system_only};
use crate::users::{Context, Denied, Right};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a person types for a new account; the code is given, never typed (ACC-03).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Draft {
    pub name: String,
    pub territory: String,
    pub city: String,
    pub country: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub language: Language,
    pub currency: Currency,
    pub price_list: Option<PriceListId>,
    pub payment_method: String,
    pub note: String,
}

/// One finished field of the form.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name { edit: Edit<String> },
    City { edit: Edit<String> },
    Country { edit: Edit<String> },
    Address { edit: Edit<String> },
    Phone { edit: Edit<String> },
    Email { edit: Edit<String> },
    Language { edit: Edit<Language> },
    Currency { edit: Edit<Currency> },
    PriceList { edit: Edit<Option<PriceListId>> },
    PaymentMethod { edit: Edit<String> },
    Note { edit: Edit<String> },
    Archived { edit: Edit<bool> },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Created {
        account: AccountId,
        draft: Draft,
        provisional: String,
    },
    Edited {
        account: AccountId,
        field: Field,
    },
    /// To another territory, with everything that stands where it stands (see [`super::moving`]).
    Moved {
        account: AccountId,
        territory: Edit<String>,
    },
    /// Entered by whoever may edit accounts, read by administrators alone; an empty text is none. Whoever may not see the number
    /// enters the first one, or replaces one they know because they typed it.
    TaxNumberEntered {
        account: AccountId,
        number: Edit<String>,
    },
    /// The system's bulk path; at most 5,000 rows an intention.
    Imported {
        rows: Vec<(AccountId, Account)>,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("there is no such account")]
    NoSuchAccount,
    #[error("the account exists already")]
    Exists,
    #[error("the name is empty")]
    NameEmpty,
    #[error("the territory is empty")]
    TerritoryEmpty,
    #[error("the tax number is not valid")]
    TaxNumberInvalid,
    /// Another one than the author, who may not see it, took it for. It is not named.
    #[error("a tax number is entered already")]
    TaxNumberEntered,
    #[error("{count} rows are more than one intention may write")]
    TooManyRows { count: usize },
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl Change {
    pub fn makes(&self) -> Vec<Uuid> {
        match self {
            Change::Created { account, .. } => vec![account.0],
            _ => Vec::new(),
        }
    }

    pub fn uses(&self) -> Vec<Uuid> {
        match self {
            Change::Edited { account, .. }
            | Change::Moved { account, .. }
            | Change::TaxNumberEntered { account, .. } => vec![account.0],
            Change::Created { .. } | Change::Imported { .. } => Vec::new(),
        }
    }

    pub fn reads(&self, desk: &Desk) -> Needs {
        match self {
            Change::Created { account, .. } => Needs::none()
                .id::<Account>(*account)
                .and(Counter::Accounts.needs()),
            Change::Edited { account, .. } => Needs::none().id::<Account>(*account),
            Change::Moved { account, .. } => moving::reads(desk, *account),
            Change::TaxNumberEntered { account, .. } => Needs::none()
                .id::<Account>(*account)
                .id::<AccountTaxKey>(*account),
            Change::Imported { rows } => {
                Needs::none().ids::<Account>(rows.iter().map(|(id, _)| *id))
            }
        }
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        match self {
            Change::Created {
                account,
                draft,
                provisional,
            } => created(desk, context, *account, draft, provisional),
            Change::Edited { account, field } => edited(desk, context, *account, field),
            Change::Moved { account, territory } => moved(desk, context, *account, territory),
            Change::TaxNumberEntered { account, number } => {
                known(desk, context, *account)?;
                tax_number(desk, context, *account, number)
            }
            Change::Imported { rows } => {
                system_only(context)?;
                if rows.len() > 5_000 {
                    return Err(Refusal::TooManyRows { count: rows.len() });
                }
                rows.iter().for_each(|(id, row)| desk.put(*id, row.clone()));
                Ok(())
            }
        }
    }
}

/// The account to be changed; one out of reach is answered as one that is not there.
pub(super) fn known<'a>(
    desk: &'a Desk,
    context: &Context,
    account: AccountId,
) -> Result<&'a Account, Refusal> {
    may(context, Right::EditAccounts)?;
    let found = desk.get::<Account>(account).here();
    found
        .filter(|account| context.reaches(&account.place.territory))
        .ok_or(Refusal::NoSuchAccount)
}

fn tax_number(
    desk: &mut Desk,
    context: &Context,
    account: AccountId,
    edit: &Edit<String>,
) -> Result<(), Refusal> {
    let edit = Edit::new(normalised(&edit.was), normalised(&edit.now));
    check(&edit.now).map_err(|_| Refusal::TaxNumberInvalid)?;
    let found = desk.get::<AccountTaxKey>(account).here();
    let mut number = found.map(|key| key.number.clone()).unwrap_or_default();
    let expected = number == edit.was || number == edit.now;
    // side by side the two could be compared, and this author may not see theirs
    if !expected && !context.has(Right::SeeTaxKeys) {
        return Err(Refusal::TaxNumberEntered);
    }
    let key = RecordKey::of::<AccountTaxKey>(account);
    desk.guard(&key, "number", &mut number, &edit);
    desk.put(account, AccountTaxKey { number });
    Ok(())
}

fn created(
    desk: &mut Desk,
    context: &Context,
    id: AccountId,
    draft: &Draft,
    provisional: &str,
) -> Result<(), Refusal> {
    may_in(context, Right::EditAccounts, &draft.territory)?;
    if draft.name.trim().is_empty() {
        return Err(Refusal::NameEmpty);
    }
    if desk.get::<Account>(id).here().is_some() {
        return Err(Refusal::Exists);
    }
    let number = Counter::Accounts.take(desk);
    let d = draft.clone();
    let account = Account {
        code: Code {
            number,
            provisional: Some(provisional.to_owned()),
        },
        name: d.name.trim().to_owned(),
        place: Place {
            territory: d.territory,
        },
        city: d.city,
        country: d.country,
        address: d.address,
        phone: d.phone,
        email: d.email,
        language: d.language,
        currency: d.currency,
        price_list: d.price_list,
        payment_method: d.payment_method,
        note: d.note,
        links: Vec::new(),
        archived: false,
    };
    desk.put(id, account);
    Ok(())
}

fn edited(desk: &mut Desk, context: &Context, id: AccountId, field: &Field) -> Result<(), Refusal> {
    let mut a = known(desk, context, id)?.clone();
    if let Field::Name { edit } = field
        && edit.now.trim().is_empty()
    {
        return Err(Refusal::NameEmpty);
    }
    let key = RecordKey::of::<Account>(id);
    match field {
        Field::Name { edit } => desk.guard(&key, "name", &mut a.name, edit),
        Field::City { edit } => desk.guard(&key, "city", &mut a.city, edit),
        Field::Country { edit } => desk.guard(&key, "country", &mut a.country, edit),
        Field::Address { edit } => desk.guard(&key, "address", &mut a.address, edit),
        Field::Phone { edit } => desk.guard(&key, "phone", &mut a.phone, edit),
        Field::Email { edit } => desk.guard(&key, "email", &mut a.email, edit),
        Field::Language { edit } => desk.guard(&key, "language", &mut a.language, edit),
        Field::Currency { edit } => desk.guard(&key, "currency", &mut a.currency, edit),
        Field::PriceList { edit } => desk.guard(&key, "price_list", &mut a.price_list, edit),
        Field::PaymentMethod { edit } => {
            desk.guard(&key, "payment_method", &mut a.payment_method, edit)
        }
        Field::Note { edit } => desk.guard(&key, "note", &mut a.note, edit),
        Field::Archived { edit } => desk.guard(&key, "archived", &mut a.archived, edit),
    }
    desk.put(id, a);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Day, Moment};
    use crate::code::Code;
    use crate::ids::Id;
    use crate::needs::Look;
    use crate::record::{Record, Stored};
    use crate::users::Role;

    const FIRST: &str = "4540536920";
    const SECOND: &str = "300649187";

    fn account() -> AccountId {
        AccountId::from_uuid(Uuid::from_u128(1))
    }

    fn context(role: Role, territory: &str) -> Context {
        let mut context = Context::system(Moment::EPOCH, Day::from_days_since_1970(0));
        context.system = false;
        context.roles.insert(role);
        context.territories.insert(territory.to_owned());
        context
    }

    fn lay<R: Record<Id = AccountId>>(desk: &mut Desk, record: R) {
        let row = Stored::new::<R>(account(), 1, record);
        desk.lay(RecordKey::of::<R>(account()), Look::Here(row));
    }

    /// An account in the north, whose tax number may be known.
    fn desk(number: Option<&str>) -> Desk {
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
        lay::<Account>(&mut desk, record);
        if let Some(number) = number {
            let number = number.to_owned();
            lay::<AccountTaxKey>(&mut desk, AccountTaxKey { number });
        }
        desk
    }

    fn entered(was: &str, now: &str) -> Change {
        Change::TaxNumberEntered {
            account: account(),
            number: Edit::new(was.into(), now.into()),
        }
    }

    /// The number that stands afterwards, and how many conflicts were met.
    fn enter(
        there: Option<&str>,
        role: Role,
        edit: (&str, &str),
    ) -> Result<(String, usize), Refusal> {
        let mut desk = desk(there);
        entered(edit.0, edit.1).apply(&mut desk, &context(role, "north"))?;
        let key = desk.get::<AccountTaxKey>(account()).here();
        let number = key.map(|key| key.number.clone()).unwrap_or_default();
        Ok((number, desk.conflicts().len()))
    }

    #[test]
    fn two_tax_numbers_never_overwrite_each_other() {
        let seen = |edit| enter(Some(FIRST), Role::Administrator, edit);
        assert_eq!(seen((FIRST, SECOND)), Ok((SECOND.into(), 0)));
        assert_eq!(
            seen(("", FIRST)),
            Ok((FIRST.into(), 0)),
            "the same number is no conflict"
        );
        assert_eq!(
            seen(("", SECOND)),
            Ok((FIRST.into(), 1)),
            "both are shown side by side"
        );
    }

    #[test]
    fn whoever_may_not_see_a_tax_number_enters_the_first_and_learns_no_other() {
        let unseen = |there, edit| enter(there, Role::Salesperson, edit);
        assert_eq!(unseen(None, ("", "454 053 6920")), Ok((FIRST.into(), 0)));
        // typed wrong on the road and put right at once
        assert_eq!(unseen(Some(SECOND), (SECOND, FIRST)), Ok((FIRST.into(), 0)));
        assert_eq!(
            unseen(Some(SECOND), ("", FIRST)),
            Err(Refusal::TaxNumberEntered)
        );
    }

    #[test]
    fn an_account_out_of_reach_is_answered_as_one_that_is_not_there() {
        let edit = Edit::new(String::new(), "x".to_owned());
        let edited = Change::Edited {
            account: account(),
            field: Field::City { edit },
        };
        for change in [edited, entered("", FIRST)] {
            for role in [Role::Salesperson, Role::ReadOnly] {
                let stranger = context(role, "south");
                let there = change.apply(&mut desk(Some(SECOND)), &stranger);
                let missing = change.apply(&mut Desk::default(), &stranger);
                assert_eq!(there, missing);
                assert!(there.is_err());
            }
        }
    }
}
