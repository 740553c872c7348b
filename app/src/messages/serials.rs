//! The words of serial numbers and of warranty.

use shared::calendar::Day;
use shared::serials::NotShipped;
use shared::warranty::Status;

use super::{
    Language,
    Language::{En, Lt, Tr},
    days,
    kit::messages,
    numbers, pricing,
};

messages! {
    title { "Seri no sorgula", "Tikrinti serijos numerį", "Check a serial number" }
    enter { "Seri no veya barkod", "Serijos numeris ar kodas", "Serial number or barcode" }
    hint { "Seri numarasını girerek garanti bilgilerini alabilirsiniz.", "Įveskite serijos numerį ir sužinosite garantiją.", "Enter the serial number to see its warranty." }
    ready { "Okutun ya da yazın", "Nuskenuokite arba įrašykite", "Scan or type" }
    ready_text { "Sinyal gerekmez: yanıt bu cihazdaki kayıtlardan gelir.", "Ryšio nereikia: atsakoma iš šio įrenginio įrašų.", "No signal needed: the answer comes from the records on this device." }
    from_register { "Bu cihazın kayıtlarından", "Iš šio įrenginio registro", "From this device’s register" }
    customer { "Müşteri", "Klientas", "Customer" }
    sale { "Satış", "Pardavimas", "Sale" }
    several { "Bu numara birden fazla üründe var", "Šį numerį turi kelios prekės", "Several products have this number" }
    product_not_aboard { "Ürün bu cihazda yok", "Prekės šiame įrenginyje nėra", "The product is not on this device" }
    no_dispatch { "Bu seri numaralı ürünün sevkiyat çıkışı bulunmamaktadır.", "Prekė su šiuo serijos numeriu neišsiųsta.", "No dispatch-out exists for the product with this serial number." }
    is_product { "Bu bir ürün kodu", "Tai prekės kodas", "This is the code of a product" }
    is_product_text { "Seri numarası, tip plakasında ayrıca yazar.", "Serijos numeris lentelėje užrašytas atskirai.", "The serial number stands beside it on the type plate." }
    not_aboard_text { "Başka bir müşterinin olabilir. Sunucuya ulaşıldığında yeniden bakın.", "Gali būti kito kliento. Patikrinkite dar kartą, kai bus ryšys.", "It may be another customer’s. Look again once the server can be reached." }
    ours_elsewhere { "Bizden satılmış, sizin bölgenizde değil", "Parduota mūsų, bet ne jūsų teritorijoje", "Sold by us, not in your area" }
    ours_elsewhere_text { "Kime ve ne zaman satıldığı bu cihazda yok. Sunucuya ulaşıldığında doğrulanacak.", "Kam ir kada parduota, šiame įrenginyje nėra. Bus patikrinta, kai bus ryšys.", "To whom and when is not on this device. It will be verified once the server can be reached." }
    never_ours { "Bu seri numarası için bilinen bir sevkiyat çıkışı yok", "Nežinoma, kad prekė su šiuo serijos numeriu būtų išsiųsta", "No dispatch-out is known for this serial number" }
    never_ours_text { "Devam edebilirsiniz. Sunucuya ulaşıldığında doğrulanacak.", "Galite tęsti. Bus patikrinta, kai bus ryšys.", "You can go on. It will be verified once the server can be reached." }
    unverified { "Doğrulanmadı", "Nepatikrinta", "Unverified" }
    register { "Satılan seri numaraları", "Parduoti serijos numeriai", "Serial numbers sold" }
    none_aboard { "Satılan seri numaralarının listesi henüz bu cihazda değil", "Parduotų serijos numerių sąrašo šiame įrenginyje dar nėra", "The list of serial numbers sold is not aboard yet" }
    camera { "Kamerayla okut", "Skenuoti kamera", "Scan with the camera" }
    no_serial_in_it { "Bu kodda seri numarası yok", "Šiame kode serijos numerio nėra", "There is no serial number in this code" }
    may_be_something_else { "Bu bir ürün kodu olabilir. Seri numarası olarak kullanılsın mı?", "Tai gali būti prekės kodas. Ar naudoti kaip serijos numerį?", "This may be a product’s code. Use it as the serial number?" }
    scan_another { "Başka kod okut", "Skenuoti kitą kodą", "Scan another code" }
    no_camera { "Kamerayı kapat", "Išjungti kamerą", "Camera off" }
    whole { "Makinenin geçmişi", "Visa įrangos istorija", "Everything about it" }
    tickets_of { "Talepler", "Užklausos", "Tickets" }
    returns_of { "İadeler (RMA)", "Grąžinimai (RMA)", "Returns (RMA)" }
    chain { "Değişimler", "Keitimai", "Replacements" }
    photos { "Fotoğraflar ve belgeler", "Nuotraukos ir dokumentai", "Photos and papers" }
    nothing_before { "Bu cihazda başka kayıt yok.", "Daugiau įrašų šiame įrenginyje nėra.", "Nothing else is known on this device." }
    this_one { "bu makine", "ši įranga", "this unit" }
    take_serial { "Bu numarayı kullan", "Naudoti šį numerį", "Use this number" }
    keep_unverified { "Doğrulanmadan kullan", "Palikti nepatikrintą", "Keep as unverified" }
    keep_on_ticket { "Doğrulanmadan talebe al", "Nepatikrintą įrašyti į užklausą", "Keep as unverified on a ticket" }
    unverified_unit { "Hangi ürün?", "Kuri prekė?", "Which product?" }
    history { "Geçmiş", "Istorija", "History" }
    another { "Başka etiket", "Kita etiketė", "Another label" }
}

pub fn use_as_serial(language: Language, serial: &str) -> String {
    match language {
        Tr => format!("{serial} kullan"),
        Lt => format!("Naudoti {serial}"),
        En => format!("Use {serial}"),
    }
}

/// "2 RMA" beside the tickets of a unit.
pub fn returns_count(language: Language, count: u64) -> String {
    let count = numbers::count(language, count);
    format!("{count} RMA")
}

/// The word on the tag.
pub fn status(language: Language, status: Status) -> &'static str {
    let [tr, lt, en] = match status {
        Status::InWarranty => ["Garantide", "Garantija galioja", "In warranty"],
        Status::OutOfWarranty => ["Garanti bitti", "Garantija baigėsi", "Out of warranty"],
        Status::NotCovered => ["Kapsam dışı", "Netaikoma", "Not covered"],
        Status::NotStarted => [
            "Garanti başlamadı",
            "Garantija neprasidėjo",
            "Warranty not started",
        ],
        Status::Unknown => [
            "Garanti bilinmiyor",
            "Garantija nežinoma",
            "Warranty unknown",
        ],
        Status::Void => ["Garanti geçersiz", "Garantija negalioja", "Warranty void"],
    };
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// On paper, with the day it ends on: "Garantide, bitiş 27 Kasım 2028".
pub fn status_until(language: Language, found: Status, day: &str) -> String {
    let status = status(language, found);
    match language {
        Tr => format!("{status}, bitiş {day}"),
        Lt if found == Status::InWarranty => format!("{status} iki {day}"),
        Lt => format!("{status}, iki {day}"),
        En if found == Status::InWarranty => format!("{status} until {day}"),
        En => format!("{status}, until {day}"),
    }
}

/// The last day, and how many are left.
pub fn until(language: Language, end: Day, left: i32) -> String {
    let day = pricing::day(language, end);
    let until = match language {
        Tr => format!("Bitiş {day}"),
        Lt => format!("iki {day}"),
        En => format!("until {day}"),
    };
    let left = u64::try_from(left).ok().filter(|left| *left > 0);
    let left = left.map(|left| days::days(language, left));
    match (left, language) {
        (None, _) => until,
        (Some(left), Tr) => format!("{until} · {left} kaldı"),
        (Some(left), Lt) => format!("{until} · liko {left}"),
        (Some(left), En) => format!("{until} · {left} left"),
    }
}

/// Why a unit counts as not shipped.
pub fn not_shipped(language: Language, why: NotShipped) -> &'static str {
    let [tr, lt, en] = match why {
        NotShipped::InStock => [
            "Ürün hâlâ stokta görünüyor.",
            "Prekė tebėra sandėlyje.",
            "The unit is still in stock.",
        ],
        NotShipped::SaleCancelled => [
            "Satışı iptal edilmiş.",
            "Pardavimas atšauktas.",
            "Its sale was cancelled.",
        ],
        NotShipped::Returned => [
            "İade alınmış, yeniden satılmamış.",
            "Grąžinta ir dar neparduota iš naujo.",
            "It came back and was not sold again.",
        ],
    };
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// A number that no record of this device carries.
pub fn not_aboard(language: Language, serial: &str) -> String {
    match language {
        Tr => format!("{serial} bu cihazın kayıtlarında yok"),
        Lt => format!("{serial} šio įrenginio registre nėra"),
        En => format!("{serial} is not in this device’s register"),
    }
}

/// How old the register is.
pub fn as_of(language: Language, ago: &str) -> String {
    match language {
        Tr => format!("Kayıtlar: {ago}"),
        Lt => format!("Registras: {ago}"),
        En => format!("Register as of {ago}"),
    }
}

/// All serial numbers ever sold are aboard: about how many, and how old that is.
pub fn aboard(language: Language, count: u64, ago: &str) -> String {
    let count = numbers::count(language, count);
    match language {
        Tr => format!("Satılan seri numaraları bu cihazda: {count} · {ago}"),
        Lt => format!("Parduoti serijos numeriai šiame įrenginyje: {count} · {ago}"),
        En => format!("Serial numbers sold are aboard: {count} · {ago}"),
    }
}
