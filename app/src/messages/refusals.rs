//! Why a room would not have it, worded by the room itself.

use super::{
    Language,
    Language::{En, Lt, Tr},
    accounts, attachments, documents, integrations, offers, policy, pricing, products, rma,
    settings, stock, tickets, users,
};
use shared::sync::any_change::Refusal;

/// A sentence that says what is wrong and what to do.
pub fn words(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Users(why) => users::refusal(language, why),
        Refusal::Accounts(why) => accounts::refusal(language, why),
        Refusal::Products(why) => products::refusal(language, why),
        Refusal::Integrations(why) => integrations::refusal(language, why),
        Refusal::Pricing(why) => pricing::refusal(language, why),
        Refusal::Offers(why) => offers::refusal(language, why),
        Refusal::Attachments(why) => attachments::refusal(language, why),
        Refusal::Tickets(why) => tickets::refusal(language, why),
        Refusal::Stock(why) => stock::refusal(language, why),
        Refusal::Documents(why) => documents::refusal(language, why),
        Refusal::Rma(why) => rma::refusal(language, why),
        Refusal::Settings(why) => settings::refusal(language, why),
        Refusal::Inbox(why) => inbox(language, why),
        Refusal::UnknownChange => unknown(language).to_owned(),
    }
}

fn unknown(language: Language) -> &'static str {
    match language {
        Tr => "Bu sürüm bu değişikliği tanımıyor. Uygulamayı güncelleyin.",
        Lt => "Ši versija tokio pakeitimo nepažįsta. Atnaujinkite programą.",
        En => "This version does not know the change. Update the app.",
    }
}

fn inbox(language: Language, why: &shared::sync::inbox::Refusal) -> String {
    use shared::sync::inbox::Refusal::*;
    let words = |tr: &str, lt: &str, en: &str| match language {
        Tr => tr.to_owned(),
        Lt => lt.to_owned(),
        En => en.to_owned(),
    };
    match why {
        Denied { why } => policy::denied(language, why),
        NoSuchEntry => words(
            "Bu kayıt artık yok.",
            "Šio įrašo nebėra.",
            "This entry is no longer here.",
        ),
        AnsweredAlready => words(
            "Bu kayıt zaten yanıtlandı.",
            "Į šį įrašą jau atsakyta.",
            "This entry was answered already.",
        ),
    }
}
