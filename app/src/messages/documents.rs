//! The words about documents that are kept here: why one is not taken, and what is worth a look on a line's serials.

use super::Language::{En, Lt, Tr};
use super::plural::Counted;
use super::{Language, kit::messages, policy};
use shared::documents::{Kind, Refusal};

messages! {
    title { "Belgeler", "Dokumentai", "Documents" }
    new_document { "Yeni belge", "Naujas dokumentas", "New document" }
    search { "Belge no, hesap ya da seri no ara", "Ieškoti numerio, kliento ar serijos numerio", "Search number, account or serial" }
    show { "Göster", "Rodyti", "Show" }
    sales { "Satışlar", "Pardavimai", "Sales" }
    returns { "İadeler", "Grąžinimai", "Returns" }
    write_offs { "Sarf fişleri", "Nurašymai", "Write-offs" }
    all { "Tümü", "Visi", "All" }
    none_yet { "Henüz belge yok", "Dokumentų dar nėra", "No documents yet" }
    none_yet_text { "Satışları seri numaralarıyla girin: garanti ve iadeler bunlara dayanır. ERP bağlıysa geçmiş satışlar oradan gelir.", "Įveskite pardavimus su serijos numeriais: jais remiasi garantija ir grąžinimai. Prijungus ERP, ankstesni pardavimai atkeliauja iš ten.", "Enter sales with their serial numbers: warranty and returns stand on them. With an ERP, past sales come from there." }
    none_found { "Bu filtreyle belge yok", "Pagal šį filtrą dokumentų nėra", "No document fits this filter" }
    not_aboard { "Bu belge bu cihazda yok", "Šio dokumento šiame įrenginyje nėra", "This document is not on this device" }
    not_aboard_text { "Size verilmeyen bir bölgede olabilir.", "Gali būti, kad jis jums nepriskirtoje teritorijoje.", "It may stand in a territory that you were not given." }
    to_list { "Belgelere dön", "Į dokumentus", "To the documents" }
    about { "Belge", "Dokumentas", "Document" }
    what { "Ne oldu?", "Kas įvyko?", "What happened?" }
    day { "Tarih", "Data", "Day" }
    total { "Toplam, KDV hariç", "Iš viso be PVM", "Total without VAT" }
    no_warehouse { "Belirtilmedi", "Nenurodyta", "Not given" }
    note { "Not", "Pastaba", "Note" }
    operation { "Servis kaydı", "Operacija (RMA)", "Return (RMA)" }
    goods { "Mallar", "Prekės", "Goods" }
    nothing_on_it { "Üzerinde henüz bir şey yok.", "Dar nieko nėra.", "Nothing on it yet." }
    quantity { "Miktar", "Kiekis", "Quantity" }
    price { "Birim fiyat", "Vieneto kaina", "Unit price" }
    serials { "Seri numaraları", "Serijos numeriai", "Serial numbers" }
    serials_hint { "Virgülle ya da satır satır; okutabilirsiniz.", "Atskirkite kableliu arba eilutėmis; galima skenuoti.", "By commas or by lines; you can scan them." }
    save_serials { "Seri numaralarını kaydet", "Įrašyti numerius", "Save the serials" }
    save { "Belgeyi kaydet", "Įrašyti dokumentą", "Save the document" }
    cancel { "Belgeyi iptal et", "Anuliuoti dokumentą", "Cancel the document" }
    cancel_asked { "Belge iptal edilsin mi?", "Anuliuoti dokumentą?", "Cancel the document?" }
    cancel_hint { "Kayıtta kalır; mal ve para hiç olmamış gibi sayılır.", "Įrašas lieka; prekės ir pinigai skaičiuojami taip, lyg jo nebūtų buvę.", "The record stays; goods and money count as if it had never been." }
    reason { "Neden", "Priežastis", "Reason" }
    cancelled { "İptal", "Anuliuotas", "Cancelled" }
    of_the_erp { "ERP’den", "Iš ERP", "From the ERP" }
    too_many_rows { "Bu sürüm bu değişikliği tanımıyor. Uygulamayı güncelleyin.", "Ši versija tokio pakeitimo nepažįsta. Atnaujinkite programą.", "This version does not know the change. Update the app." }
    no_such_document { "Bu belge artık yok ya da bölgelerinizde değil.", "Šio dokumento nebėra arba jis ne jūsų teritorijose.", "This document is no longer there, or not in your territories." }
    exists { "Bu belge zaten var.", "Toks dokumentas jau yra.", "This document exists already." }
    no_such_account { "Bu hesap artık yok ya da bölgelerinizde değil.", "Šio kliento nebėra arba jis ne jūsų teritorijose.", "This account is no longer there, or not in your territories." }
    no_such_product { "Bu ürün artık yok. Başka bir ürün seçin.", "Šios prekės nebėra. Pasirinkite kitą.", "This product is no longer there. Choose another one." }
    no_such_line { "Bu satır artık yok.", "Šios eilutės nebėra.", "This line is no longer there." }
    not_entered_here { "Bu tür belge buradan girilmez.", "Tokie dokumentai čia neįvedami.", "Documents of this kind are not entered here." }
    no_lines { "En az bir ürün girin.", "Įveskite bent vieną prekę.", "Enter at least one product." }
    day_far_away { "Bu tarih olamaz. Yılı kontrol edin.", "Tokios datos negali būti. Patikrinkite metus.", "This day cannot be meant. Check the year." }
    quantity_invalid { "Miktar sıfırdan büyük olmalıdır.", "Kiekis turi būti didesnis už nulį.", "The quantity must be more than nothing." }
    price_invalid { "Fiyat eksi olamaz ve en çok 6 ondalık içerir.", "Kaina negali būti neigiama; daugiausia 6 ženklai po kablelio.", "The price cannot be negative and has at most 6 decimals." }
    serial_invalid { "Bu bir seri numarası değil. Düzeltin ya da silin.", "Tai ne serijos numeris. Pataisykite arba ištrinkite.", "This is no serial number. Correct or clear it." }
    not_their_sale { "İade edilen mal bu hesaba satılmamış.", "Grąžinama prekė šiam klientui neparduota.", "What is returned was not sold to this account." }
    reason_missing { "Nedenini yazın.", "Įrašykite priežastį.", "Write the reason." }
    is_cancelled { "Bu belge iptal edilmiş.", "Šis dokumentas anuliuotas.", "This document is cancelled." }
    on_its_way { "Bu belge ERP yolunda. Yanıtı gelene kadar değiştirilemez.", "Šis dokumentas keliauja į ERP. Kol ERP neatsakė, jo keisti negalima.", "This document is on its way to the ERP. It cannot be changed until the ERP has answered." }
    is_erps { "Bu belge ERP’nin; burada yalnızca okunur.", "Šis dokumentas yra ERP; čia jis tik skaitomas.", "This document is the ERP’s; it is only read here." }
    return_over { "Garanti servis kaydı kapanmış; stok işlemine artık parça yazılamaz. Gerekirse son onayı geri alın.", "Garantinio aptarnavimo operacija baigta; dalių nurašyti nebegalima. Jei reikia, grąžinkite vieną žingsnį.", "The warranty return is over; no part is written on its stock operation any more. Undo its last confirmation if need be." }
    belongs_to_operation { "Bu belge bir garanti servis kaydına ait. Oradan geri alın.", "Šis dokumentas priklauso garantinio aptarnavimo operacijai. Anuliuokite jį ten.", "This document belongs to a warranty return. Take it back there." }
}

/// What it is, as it stands on paper.
pub fn kind(language: Language, kind: Kind) -> &'static str {
    let [tr, lt, en] = match kind {
        Kind::SaleOrder => ["Satış siparişi", "Pardavimo užsakymas", "Sales order"],
        Kind::SaleDispatch => [
            "Satış irsaliyesi",
            "Pardavimo važtaraštis",
            "Sales dispatch",
        ],
        Kind::SaleInvoice => ["Satış faturası", "Pardavimo sąskaita", "Sales invoice"],
        Kind::SaleReturn => ["Satıştan iade", "Pardavimo grąžinimas", "Sales return"],
        Kind::StockWriteOff => ["Sarf fişi", "Atsargų nurašymas", "Stock write-off"],
    };
    in_language(language, [tr, lt, en])
}

fn in_language(language: Language, [tr, lt, en]: [&'static str; 3]) -> &'static str {
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// "12 documents".
pub fn count(language: Language, count: u64) -> String {
    let counted = Counted {
        tr: "# belge",
        lt: ["# dokumentas", "# dokumentai", "# dokumentų"],
        en: ["# document", "# documents"],
    };
    counted.of(language, count)
}

/// Takes one line off a document that is being written.
pub fn remove_one(language: Language, name: &str) -> String {
    match language {
        Tr => format!("{name}: satırı çıkar"),
        Lt => format!("Pašalinti eilutę: {name}"),
        En => format!("Take off: {name}"),
    }
}

/// Why a change of a document is refused.
pub fn refusal(language: Language, why: &Refusal) -> String {
    let words = match why {
        Refusal::Denied { why } => return policy::denied(language, why),
        Refusal::TooManyLines { max } => return too_many_lines(language, *max),
        Refusal::TooManyRows { .. } => too_many_rows,
        Refusal::NoSuchDocument => no_such_document,
        Refusal::Exists => exists,
        Refusal::NoSuchAccount => no_such_account,
        Refusal::NoSuchProduct => no_such_product,
        Refusal::NoSuchLine => no_such_line,
        Refusal::NotEnteredHere => not_entered_here,
        Refusal::NoLines => no_lines,
        Refusal::DayFarAway => day_far_away,
        Refusal::QuantityInvalid => quantity_invalid,
        Refusal::PriceInvalid => price_invalid,
        Refusal::SerialInvalid => serial_invalid,
        Refusal::NotTheirSale => not_their_sale,
        Refusal::ReasonMissing => reason_missing,
        Refusal::IsCancelled => is_cancelled,
        Refusal::IsErps => is_erps,
        Refusal::OnItsWay => on_its_way,
        Refusal::BelongsToOperation => belongs_to_operation,
        Refusal::ReturnOver => return_over,
    };
    words(language).to_owned()
}

fn too_many_lines(language: Language, max: usize) -> String {
    match language {
        Tr => format!("Bir belgede en çok {max} satır olabilir."),
        Lt => format!("Dokumente gali būti daugiausia {max} eil."),
        En => format!("A document has at most {max} lines."),
    }
}

/// What is worth a look on a line's serials (SER-13).
pub fn serial_problem(language: Language, code: &str, serial: &str) -> String {
    match (code, language) {
        ("serial-twice", Tr) => format!("“{serial}” iki kez yazılmış; bir kez sayılır."),
        ("serial-twice", Lt) => format!("„{serial}“ įrašytas du kartus; skaičiuojamas vieną."),
        ("serial-twice", En) => format!("“{serial}” stands there twice; it counts once."),
        ("serial-count", Tr) => "Seri numarası sayısı miktara uymuyor.".into(),
        ("serial-count", Lt) => "Serijos numerių skaičius neatitinka kiekio.".into(),
        ("serial-count", En) => "The count of serials is not the quantity.".into(),
        (_, language) => serial_invalid(language).to_owned(),
    }
}

/// One change as people call it.
pub fn deed(language: Language, change: &str) -> Option<&'static str> {
    let words = match change {
        "documents.entered" => ["Belge girildi", "Įvestas dokumentas", "Document entered"],
        "documents.line_added" => [
            "Belge satırı eklendi",
            "Pridėta dokumento eilutė",
            "Document line added",
        ],
        "documents.line_removed" => [
            "Belge satırı silindi",
            "Pašalinta dokumento eilutė",
            "Document line removed",
        ],
        "documents.serials_entered" => [
            "Seri numaraları girildi",
            "Įvesti serijos numeriai",
            "Serials entered",
        ],
        "documents.cancelled" => [
            "Belge iptal edildi",
            "Dokumentas anuliuotas",
            "Document cancelled",
        ],
        "documents.recorded" => ["ERP belgeleri", "ERP dokumentai", "Documents of the ERP"],
        "documents.costs_recorded" => [
            "Belge maliyetleri",
            "Dokumentų savikainos",
            "Costs of documents",
        ],
        "documents.answered" => ["ERP yanıtı", "ERP atsakymas", "Answer of the ERP"],
        _ => return None,
    };
    Some(in_language(language, words))
}
