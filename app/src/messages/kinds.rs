//! What is a kind of record called, as a plural heading? One of a newer version is called just that.

use super::{
    Language,
    Language::{En, Lt, Tr},
};

pub fn kind(language: Language, kind: &str) -> &'static str {
    let other = [
        "Daha yeni bir sürümün kayıtları",
        "Naujesnės versijos įrašai",
        "Records of a newer version",
    ];
    let [tr, lt, en] = named(kind).unwrap_or(other);
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

fn named(kind: &str) -> Option<[&'static str; 3]> {
    Some(match kind {
        "product" => ["Ürünler", "Prekės", "Products"],
        "product_prices" => ["Fiyatlar", "Kainos", "Prices"],
        "product_cost" => ["Maliyetler", "Savikainos", "Costs"],
        "account" => ["Hesaplar", "Klientai", "Accounts"],
        "account_tax_key" => ["Vergi numaraları", "Mokesčių kodai", "Tax numbers"],
        "offer" => ["Teklifler", "Pasiūlymai", "Offers"],
        "ticket" => ["Talepler", "Užklausos", "Tickets"],
        "checklist" => ["Kontrol listeleri", "Patikros sąrašai", "Checklists"],
        "rma_operation" => [
            "Garanti servis kayıtları",
            "Garantinio aptarnavimo operacijos",
            "Warranty returns",
        ],
        "rma_state" => [
            "Garanti servis durumları",
            "Garantinio aptarnavimo būsenos",
            "States of returns",
        ],
        "rma_accessory" => ["Aksesuarlar", "Priedai", "Accessories"],
        "series" => ["Numaralandırmalar", "Numeracijos", "Number series"],
        "attachment" => ["Dosyalar", "Failai", "Files"],
        "document" => ["Satış işlemleri", "Pardavimo operacijos", "Sale operations"],
        "document_cost" => [
            "Belge maliyetleri",
            "Dokumentų savikainos",
            "Costs of documents",
        ],
        "category" => ["Kategoriler", "Kategorijos", "Categories"],
        "price_list" => ["Fiyat listeleri", "Kainoraščiai", "Price lists"],
        "person" => ["Kişiler", "Žmonės", "People"],
        "user" => ["Kullanıcılar", "Naudotojai", "Users"],
        "setting" => ["Ayarlar", "Nustatymai", "Settings"],
        "integration_set" => [
            "Entegrasyon setleri",
            "Integracijos rinkiniai",
            "Integration sets",
        ],
        "warehouse" => ["Ambarlar", "Sandėliai", "Warehouses"],
        "stock_figure" => ["Stok rakamları", "Atsargų likučiai", "Stock figures"],
        "stock_run" => ["Stok okumaları", "Likučių nuskaitymai", "Stock readings"],
        "inbox" => ["Gelenler", "Gautieji", "Inbox"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::sync::kinds;

    #[test]
    fn every_kind_that_there_is_has_words() {
        let nameless: Vec<&str> = kinds::names()
            .filter(|kind| named(kind).is_none())
            .collect();
        assert!(nameless.is_empty(), "{nameless:?}");
        assert_eq!(kind(En, "moon_landing"), "Records of a newer version");
    }
}
