//! What can happen to an account: created, a field edited, its tax number entered, archived, imported in bulk.

use super::account::{Account, AccountTaxKey};
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
use crate::users::policy::{may_in, system_only};
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
    /// Write-only for whoever may create accounts; read by administrators alone.
    TaxNumberEntered {
        account: AccountId,
        number: String,
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
    #[error("the tax number is not valid")]
    TaxNumberInvalid,
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
            Change::Edited { account, .. } | Change::TaxNumberEntered { account, .. } => {
                vec![account.0]
            }
            Change::Created { .. } | Change::Imported { .. } => Vec::new(),
        }
    }

    pub fn reads(&self, _desk: &Desk) -> Needs {
        match self {
            Change::Created { account, .. } => Needs::none()
                .id::<Account>(*account)
                .and(Counter::Accounts.needs()),
            Change::Edited { account, .. } => Needs::none().id::<Account>(*account),
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
            Change::TaxNumberEntered { account, number } => {
                let territory = &known(desk, *account)?.place.territory;
                may_in(context, Right::EditAccounts, territory)?;
                let number = number.trim().to_owned();
                super::tax_key::check(&number).map_err(|_| Refusal::TaxNumberInvalid)?;
                desk.put(*account, AccountTaxKey { number });
                Ok(())
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

fn known(desk: &Desk, account: AccountId) -> Result<&Account, Refusal> {
    desk.get::<Account>(account)
        .here()
        .ok_or(Refusal::NoSuchAccount)
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
    let mut a = known(desk, id)?.clone();
    may_in(context, Right::EditAccounts, &a.place.territory)?;
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
        // low-value: the last writer wins
        Field::Note { edit } => a.note = edit.now.clone(),
        Field::Archived { edit } => desk.guard(&key, "archived", &mut a.archived, edit),
    }
    desk.put(id, a);
    Ok(())
}
