//! Why may somebody not do this? The words for every answer of `users::policy`, used by the refusals of all rooms.

use shared::users::{Denied, Right};

use super::{
    Language,
    Language::{En, Lt, Tr},
};

/// One sentence, with what would help.
pub fn denied(language: Language, why: &Denied) -> String {
    match (why, language) {
        (Denied::MissingRight { right }, Tr) => format!(
            "Bunun için “{}” yetkisi gerekir. Yöneticinizden isteyin.",
            right_name(Tr, *right)
        ),
        (Denied::MissingRight { right }, Lt) => format!(
            "Tam reikia teisės „{}“. Kreipkitės į administratorių.",
            right_name(Lt, *right)
        ),
        (Denied::MissingRight { right }, En) => format!(
            "This needs the right “{}”. Ask your administrator.",
            right_name(En, *right)
        ),
        (Denied::OtherTerritory, Tr) => "Bu kayıt size verilmeyen bir bölgede.".into(),
        (Denied::OtherTerritory, Lt) => {
            "Šis įrašas yra teritorijoje, kuri jums nepriskirta.".into()
        }
        (Denied::OtherTerritory, En) => {
            "This record stands in a territory that you were not given.".into()
        }
        (Denied::SetNotGranted, Tr) => {
            "Bu entegrasyon seti size verilmedi. Yöneticinizden isteyin.".into()
        }
        (Denied::SetNotGranted, Lt) => {
            "Šis integracijos rinkinys jums nepriskirtas. Kreipkitės į administratorių.".into()
        }
        (Denied::SetNotGranted, En) => {
            "This integration set was not given to you. Ask your administrator.".into()
        }
        (Denied::SystemOnly, Tr) => "Bunu yalnızca sistem yapar.".into(),
        (Denied::SystemOnly, Lt) => "Tai atlieka tik sistema.".into(),
        (Denied::SystemOnly, En) => "Only the system does this.".into(),
    }
}

/// A right by its name.
pub fn right_name(language: Language, right: Right) -> &'static str {
    let [tr, lt, en] = match right {
        Right::SeeAllTerritories => [
            "Tüm bölgeleri gör",
            "Matyti visas teritorijas",
            "See all territories",
        ],
        Right::SeeCost => ["Maliyeti gör", "Matyti savikainą", "See cost"],
        Right::SeeTaxKeys => [
            "Vergi numaralarını gör",
            "Matyti mokesčių numerius",
            "See tax numbers",
        ],
        Right::EditAccounts => ["Hesapları düzenle", "Keisti klientus", "Edit accounts"],
        Right::EditProducts => ["Ürünleri düzenle", "Keisti prekes", "Edit products"],
        Right::ImportProducts => ["Ürün içe aktar", "Importuoti prekes", "Import products"],
        Right::EditPriceLists => [
            "Fiyat listelerini düzenle",
            "Keisti kainoraščius",
            "Edit price lists",
        ],
        Right::MakeOffers => ["Teklif hazırla", "Rengti pasiūlymus", "Make offers"],
        Right::OverridePrice => [
            "Fiyatı elle gir",
            "Keisti kainą ranka",
            "Set prices by hand",
        ],
        Right::OverrideDiscount => [
            "İskontoyu elle gir",
            "Keisti nuolaidą ranka",
            "Set discounts by hand",
        ],
        Right::ConvertOffers => [
            "Teklifi dönüştür",
            "Konvertuoti pasiūlymus",
            "Convert offers",
        ],
        Right::WorkOnTickets => [
            "Taleplerde çalış",
            "Dirbti su užklausomis",
            "Work on tickets",
        ],
        Right::ManageTickets => ["Talepleri yönet", "Tvarkyti užklausas", "Manage tickets"],
        Right::EnterDocuments => ["Belge gir", "Įvesti dokumentus", "Enter documents"],
        Right::TakeInReturns => [
            "Garanti servis kaydı aç",
            "Registruoti garantinį aptarnavimą",
            "Take in returns",
        ],
        Right::UndoConfirmation => [
            "Son onayı geri al",
            "Grąžinti vieną žingsnį",
            "Undo the last confirmation",
        ],
        Right::ManageReturns => [
            "Garanti servisini yönet",
            "Tvarkyti garantinį aptarnavimą",
            "Manage returns",
        ],
        Right::ManageUsers => ["Kullanıcıları yönet", "Tvarkyti naudotojus", "Manage users"],
        Right::ManageSets => [
            "Entegrasyon setlerini yönet",
            "Tvarkyti integracijos rinkinius",
            "Manage integration sets",
        ],
        Right::ManageSettings => ["Ayarları yönet", "Tvarkyti nuostatas", "Manage settings"],
    };
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}
