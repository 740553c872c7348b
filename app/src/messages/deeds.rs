//! What is a change called? Every change of every room has its words; one of a newer version is called just that.

use super::{
    Language,
    Language::{En, Lt, Tr},
};
use super::{attachments, documents, integrations, rma, tickets, users};

/// One change as people call it: the room and the deed.
pub fn deed(language: Language, change: &str) -> &'static str {
    named(language, change).unwrap_or_else(|| match change {
        // what was lost on its device has not even kept its name
        "" => one_of(
            language,
            ["Okunamayan iş", "Neįskaitomas darbas", "Unreadable work"],
        ),
        _ => one_of(
            language,
            [
                "Daha yeni bir sürümün işi",
                "Naujesnės versijos darbas",
                "Work of a newer version",
            ],
        ),
    })
}

fn named(language: Language, change: &str) -> Option<&'static str> {
    let (room, _) = change.split_once('.')?;
    let words = match room {
        "users" => return users::deed(language, change),
        "integrations" => return integrations::deed(language, change),
        "attachments" => return attachments::deed(language, change),
        "documents" => return documents::deed(language, change),
        "rma" => return rma::deed(language, change),
        "tickets" => return tickets::deed(language, change),
        "offers" => of_offers(change),
        "products" => of_products(change),
        "pricing" => of_pricing(change),
        "accounts" => of_accounts(change),
        "stock" => of_stock(change),
        _ => of_the_house(change),
    };
    words.map(|words| one_of(language, words))
}

fn of_offers(change: &str) -> Option<[&'static str; 3]> {
    Some(match change {
        "offers.created" => ["Yeni teklif", "Naujas pasiūlymas", "New offer"],
        "offers.header_edited" => ["Teklif başlığı", "Pasiūlymo antraštė", "Offer header"],
        "offers.line_added" => [
            "Teklif satırı eklendi",
            "Pridėta pasiūlymo eilutė",
            "Offer line added",
        ],
        "offers.line_removed" => [
            "Teklif satırı silindi",
            "Pašalinta pasiūlymo eilutė",
            "Offer line removed",
        ],
        "offers.line_moved" => [
            "Teklif satırı taşındı",
            "Perkelta pasiūlymo eilutė",
            "Offer line moved",
        ],
        "offers.quantity_set" => ["Miktar", "Kiekis", "Quantity"],
        "offers.price_set" => ["Birim fiyat", "Vieneto kaina", "Unit price"],
        "offers.text_set" => ["Satır metni", "Eilutės tekstas", "Line text"],
        "offers.discount_set" => ["İskonto", "Nuolaida", "Discount"],
        "offers.sent" => ["Teklif gönderildi", "Pasiūlymas išsiųstas", "Offer sent"],
        "offers.lost" => ["Teklif kaybedildi", "Pasiūlymas prarastas", "Offer lost"],
        "offers.expired" => [
            "Teklifin süresi doldu",
            "Pasiūlymo galiojimas baigėsi",
            "Offer expired",
        ],
        "offers.conversion_requested" => [
            "Satışa çevirme isteği",
            "Prašymas paversti pardavimu",
            "Conversion requested",
        ],
        "offers.conversion_decided" => [
            "Satışa çevirme kararı",
            "Sprendimas dėl pardavimo",
            "Conversion decided",
        ],
        "offers.conversion_returned" => [
            "ERP’ye sorulamadı",
            "ERP nepavyko paklausti",
            "The ERP could not be asked",
        ],
        "offers.slip_received" => [
            "ERP belgeyi aldı",
            "ERP dokumentą priėmė",
            "The ERP took the document",
        ],
        "offers.transfer_refused" => [
            "ERP belgeyi almadı",
            "ERP dokumento nepriėmė",
            "The ERP refused the document",
        ],
        "offers.revised" => ["Yeni revizyon", "Nauja redakcija", "New revision"],
        "offers.prices_accepted" => [
            "Yeni fiyatlar kabul edildi",
            "Sutikta su naujomis kainomis",
            "New prices accepted",
        ],
        "offers.prices_kept" => [
            "Teklif edilen fiyatlar kaldı",
            "Paliktos pasiūlytos kainos",
            "Prices kept as offered",
        ],
        "offers.taken_back" => [
            "Teklif taslağa alındı",
            "Pasiūlymas grąžintas į juodraštį",
            "Offer taken back",
        ],
        "offers.differences_accepted" => [
            "Farklar kabul edildi",
            "Sutikta su skirtumais",
            "Differences accepted",
        ],
        "offers.conversion_withdrawn" => [
            "Çevirme isteği geri alındı",
            "Prašymas atsiimtas",
            "Conversion withdrawn",
        ],
        _ => return None,
    })
}

fn of_products(change: &str) -> Option<[&'static str; 3]> {
    Some(match change {
        "products.created" => ["Yeni ürün", "Nauja prekė", "New product"],
        "products.edited" => ["Ürün değişikliği", "Prekės pakeitimas", "Product edited"],
        "products.categories_imported" => [
            "Kategori aktarımı",
            "Kategorijų įkėlimas",
            "Categories imported",
        ],
        "products.imported" => ["Ürün aktarımı", "Prekių įkėlimas", "Products imported"],
        _ => return None,
    })
}

fn of_pricing(change: &str) -> Option<[&'static str; 3]> {
    Some(match change {
        "pricing.list_defined" => [
            "Fiyat listesi tanımlandı",
            "Apibrėžtas kainoraštis",
            "Price list defined",
        ],
        "pricing.list_renamed" => [
            "Fiyat listesinin adı değişti",
            "Kainoraštis pervadintas",
            "Price list renamed",
        ],
        "pricing.prices_set" => ["Fiyatlar", "Kainos", "Prices"],
        "pricing.prices_imported" => ["Fiyat aktarımı", "Kainų įkėlimas", "Prices imported"],
        _ => return None,
    })
}

fn of_accounts(change: &str) -> Option<[&'static str; 3]> {
    Some(match change {
        "accounts.created" => ["Yeni hesap", "Naujas klientas", "New account"],
        "accounts.edited" => ["Hesap değişikliği", "Kliento pakeitimas", "Account edited"],
        "accounts.moved" => [
            "Başka bölgeye taşıma",
            "Perkėlimas į kitą teritoriją",
            "Moved to another territory",
        ],
        "accounts.tax_number_entered" => ["Vergi numarası", "Mokesčių kodas", "Tax number"],
        "accounts.imported" => ["Hesap aktarımı", "Klientų įkėlimas", "Accounts imported"],
        _ => return None,
    })
}

fn of_stock(change: &str) -> Option<[&'static str; 3]> {
    Some(match change {
        "stock.warehouse_named" => ["Ambarın adı", "Sandėlio pavadinimas", "Warehouse named"],
        "stock.renamed" => [
            "Ambar adlandırıldı",
            "Pavadintas sandėlis",
            "Warehouse named by hand",
        ],
        "stock.refreshed" => ["Stok okuması", "Likučių nuskaitymas", "Stock reading"],
        _ => return None,
    })
}

fn of_the_house(change: &str) -> Option<[&'static str; 3]> {
    Some(match change {
        "settings.set" => [
            "Ayar değişikliği",
            "Nuostatos pakeitimas",
            "Setting changed",
        ],
        "inbox.answered" => ["Karar", "Sprendimas", "Decision"],
        "inbox.raised" => [
            "Yöneticilere iletildi",
            "Perduota administratoriams",
            "Passed to the administrators",
        ],
        _ => return None,
    })
}

fn one_of(language: Language, [tr, lt, en]: [&'static str; 3]) -> &'static str {
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::sync::AnyChange;

    const LANGUAGES: [Language; 3] = [Tr, Lt, En];

    #[test]
    fn every_change_that_there_is_has_words() {
        let names = AnyChange::names();
        assert!(names.contains(&"inbox.answered".to_owned()));
        assert!(names.len() > 80, "only {}", names.len());
        let nameless = |name: &&String| LANGUAGES.iter().any(|of| named(*of, name).is_none());
        let nameless: Vec<&String> = names.iter().filter(nameless).collect();
        assert!(nameless.is_empty(), "{nameless:?}");
    }

    #[test]
    fn a_change_that_nobody_knows_yet_shows_no_name_of_ours() {
        for (language, change) in LANGUAGES.into_iter().zip(["moon.landed", "rma.sung", ""]) {
            let said = deed(language, change);
            assert!(
                !said.contains(['.', '_']) && !said.contains("landed"),
                "{said}"
            );
        }
    }
}
