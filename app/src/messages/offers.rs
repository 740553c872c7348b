//! The words of offers: states, lines, totals, conversion, the customer's document, and why a change is refused.

use shared::calendar::{Day, Moment, ZoneOffsets};
use shared::integrations::DocumentKind;
use shared::integrations::set::ErpKind;
use shared::money::{Currency, Decimal};
use shared::offers::Status;
use shared::offers::change::Refusal;
use shared::offers::editing::Closed;
use shared::offers::transfer::Missing;
use shared::pricing::PriceSource;
use shared::quantity::Unit;
use shared::rate::Percent;

use super::{
    Language,
    Language::{En, Lt, Tr},
    days, integrations,
    kit::messages,
    numbers,
    plural::Counted,
    policy, pricing, stock,
};

messages! {
    new_offer { "Yeni teklif", "Naujas pasiūlymas", "New offer" }
    my_offers { "Tekliflerim", "Mano pasiūlymai", "My offers" }
    search { "Teklif ara", "Ieškoti pasiūlymo", "Search offers" }
    show { "Göster", "Rodyti", "Show" }
    open_ones { "Açık", "Galiojantys", "Open" }
    won_ones { "Kazanılan", "Laimėti", "Won" }
    closed_ones { "Kapanan", "Užbaigti", "Closed" }
    all_ones { "Tümü", "Visi", "All" }
    none_yet { "Henüz teklif yok", "Pasiūlymų dar nėra", "No offers yet" }
    none_yet_text { "Teklifler sinyal olmadan da hazırlanır; bağlantı gelince iletilir.", "Pasiūlymus galima rengti ir be ryšio; jie bus perduoti, kai ryšys atsiras.", "Offers can be made without signal; they are sent when there is one." }
    none_found { "Bu filtreyle teklif yok", "Pagal šį filtrą pasiūlymų nėra", "No offer fits this filter" }
    choose_account { "Teklif kime?", "Kam skirtas pasiūlymas?", "Who is the offer for?" }
    account { "Hesap", "Klientas", "Account" }
    account_hint { "Ad veya kod yazın; ilk uygun olanı Enter seçer.", "Rašykite pavadinimą ar kodą; Enter pasirenka pirmąjį.", "Type a name or a code; Enter takes the first." }
    not_aboard { "Bu teklif bu cihazda yok", "Šio pasiūlymo šiame įrenginyje nėra", "This offer is not on this device" }
    not_aboard_text { "Silinmiş ya da size verilmeyen bir bölgede olabilir.", "Gali būti, kad jis pašalintas arba yra jums nepriskirtoje teritorijoje.", "It may be gone, or stand in a territory that you were not given." }

    lines { "Satırlar", "Eilutės", "Lines" }
    no_lines { "Henüz satır yok", "Eilučių dar nėra", "No lines yet" }
    no_lines_text { "Ürün ekleyin: ad, kod veya barkod yazın.", "Pridėkite prekę: rašykite pavadinimą, kodą ar brūkšninį kodą.", "Add a product: type its name, code or barcode." }
    add_product { "Ürün ekle", "Pridėti prekę", "Add product" }
    add_text { "Metin ekle", "Pridėti tekstą", "Add text" }
    product { "Ürün", "Prekė", "Product" }
    product_hint { "Oklar seçer, Enter ekler; sonraki için yazmaya devam edin.", "Rodyklėmis renkatės, Enter prideda; rašykite toliau kitai prekei.", "Arrows choose, Enter adds; go on typing for the next." }
    done_adding { "Bitti", "Baigta", "Done" }
    quantity { "Miktar", "Kiekis", "Quantity" }
    unit_price { "Birim fiyat", "Vieneto kaina", "Unit price" }
    amount { "Tutar", "Suma", "Amount" }
    text { "Metin", "Tekstas", "Text" }
    line_actions { "Satır işlemleri", "Eilutės veiksmai", "Line actions" }
    move_up { "Yukarı taşı", "Perkelti aukštyn", "Move up" }
    move_down { "Aşağı taşı", "Perkelti žemyn", "Move down" }
    remove { "Satırı sil", "Pašalinti eilutę", "Remove line" }
    why_price { "Bu fiyat neden?", "Kodėl tokia kaina?", "Why this price?" }
    base_price { "Taban fiyat", "Pradinė kaina", "Base price" }
    net_unit_price { "Net birim fiyat", "Grynoji vieneto kaina", "Net unit price" }
    choose_line { "Bir satır seçin.", "Pasirinkite eilutę.", "Choose a line." }
    no_price_to_explain { "Bu satırın fiyatı yok.", "Ši eilutė neturi kainos.", "This line has no price." }
    from_condition { "koşul", "sąlyga", "condition" }
    from_hand { "elle", "ranka", "by hand" }
    from_campaign { "kampanya", "akcija", "campaign" }
    price_by_hand { "elle girildi", "įrašyta ranka", "set by hand" }
    price_standard { "standart fiyat", "standartinė kaina", "standard price" }
    price_missing { "fiyat bulunamadı", "kainos nerasta", "no price found" }
    stock_short { "Stok yetersiz", "Trūksta atsargų", "Stock is short" }

    list_total { "Liste toplamı", "Suma be nuolaidų", "List total" }
    discounts { "İskontolar", "Nuolaidos", "Discounts" }
    net { "Ara toplam", "Suma be PVM", "Net" }
    total { "Toplam", "Iš viso", "Total" }
    total_with_vat { "Toplam, KDV dahil", "Iš viso su PVM", "Total with VAT" }

    terms { "Teklif koşulları", "Pasiūlymo sąlygos", "Terms of the offer" }
    day { "Teklif tarihi", "Pasiūlymo data", "Offer date" }
    valid_until { "Geçerlilik", "Galioja iki", "Valid until" }
    price_list { "Fiyat listesi", "Kainoraštis", "Price list" }
    no_price_list { "Liste yok: standart fiyatlar", "Be kainoraščio: standartinės kainos", "No list: standard prices" }
    payment { "Ödeme yöntemi", "Mokėjimo būdas", "Payment method" }
    note { "Notlar", "Pastabos", "Notes" }
    note_hint { "Müşterinin belgesinde görünür.", "Matoma kliento dokumente.", "Stands on the customer’s document." }
    ticket { "Talep", "Užklausa", "Ticket" }
    open_account { "Hesabı aç", "Atverti klientą", "Open the account" }

    convert { "Dönüştür", "Konvertuoti", "Convert" }
    show_customer { "Müşteriye göster", "Rodyti klientui", "Show customer" }
    more_actions { "Diğer işlemler", "Kiti veiksmai", "More actions" }
    hand_over { "Müşteriye verildi olarak işaretle", "Pažymėti: įteikta klientui", "Mark as handed to the customer" }
    take_back { "Taslağa geri al", "Grąžinti į juodraštį", "Take back to draft" }
    mark_lost { "Kaybedildi olarak işaretle", "Pažymėti kaip pralaimėtą", "Mark as lost" }
    lost_title { "Teklif neden kaybedildi?", "Kodėl pasiūlymas pralaimėtas?", "Why was the offer lost?" }
    lost_reason { "Neden", "Priežastis", "Reason" }
    new_revision { "Yeni revizyon", "Nauja redakcija", "New revision" }
    revision_of { "Şunun revizyonu:", "Redakcija pagal", "Revision of" }

    convert_title { "Neye dönüştürülsün?", "Į ką konvertuoti?", "Convert to what?" }
    document_kind { "Belge türü", "Dokumento rūšis", "Kind of document" }
    asked_now { "ERP fiyatı, stoku ve riski yeniden denetler; her şey uyarsa belgeyi hemen oluşturur.", "ERP dar kartą patikrins kainą, atsargas ir riziką; jei viskas sutaps, dokumentas bus sukurtas iš karto.", "The ERP checks price, stock and risk again; if all is well it makes the document at once." }
    asked_later { "Bağlantı yok. İstek bu cihazda kaydedilir ve sinyal gelince iletilir; o zamana kadar geri alabilirsiniz.", "Ryšio nėra. Prašymas bus įrašytas šiame įrenginyje ir perduotas, kai ryšys atsiras; iki tol jį galite atsiimti.", "There is no connection. The request is saved here and asked when there is signal; until then you can withdraw it." }
    requested_later { "Sinyal gelince sorulacak. O zamana kadar teklif kapalıdır.", "Bus paklausta, kai atsiras ryšys. Iki tol pasiūlymas uždarytas.", "It will be asked when there is signal. Until then the offer is closed." }
    requested_now { "ERP’nin yanıtı bekleniyor. O zamana kadar teklif kapalıdır.", "Laukiama ERP atsakymo. Iki tol pasiūlymas uždarytas.", "Waiting for the ERP’s answer. Until then the offer is closed." }
    withdraw { "İsteği geri al", "Atsiimti prašymą", "Withdraw the request" }
    returned { "Dönüştürmeden önce değişenler var", "Prieš konvertuojant kai kas pasikeitė", "Something changed before conversion" }
    accept_and_convert { "Kabul et ve dönüştür", "Sutikti ir konvertuoti", "Accept and convert" }
    convert_again { "Yeniden dönüştür", "Konvertuoti dar kartą", "Convert again" }
    save_input_first { "Önce kaydedilmemiş girdileri kaydedin veya silin.", "Pirmiausia įrašykite arba atmeskite neįrašytus duomenis.", "First save or discard the input that is not saved." }
    set_not_yours { "Size verilmemiş bir set", "Jums nesuteiktas rinkinys", "A set you were not given" }
    no_set_short { "Entegrasyon seti yok", "Nėra integracijos rinkinio", "No integration set" }
    slip_waits { "Fiş numarası bekleniyor", "Laukiama dokumento numerio", "Waiting for the slip number" }
    slip_waits_text { "Teklif kazanıldı; belge ERP’ye gidiyor.", "Pasiūlymas laimėtas; dokumentas perduodamas į ERP.", "The offer is won; the document is on its way to the ERP." }
    frozen_way_out { "Değişiklik için yeni bir revizyon oluşturun.", "Norėdami keisti, sukurkite naują redakciją.", "Make a new revision to change it." }

    repriced_keep { "Teklif edilen kalsın", "Palikti pasiūlytas", "Keep as offered" }
    repriced_accept { "Yenilerini kabul et", "Sutikti su naujomis", "Accept new prices" }
    repriced_text { "Fiyatlar yeniden soruldu. Siz karar verene kadar teklifteki fiyat geçerlidir.", "Kainos patikrintos iš naujo. Kol neapsispręsite, galioja pasiūlyme esančios.", "Prices were asked for again. Until you decide, those in the offer hold." }
    accept_line { "Yenisini kabul et", "Sutikti su nauja", "Accept new" }
    keep_line { "Kalsın", "Palikti", "Keep" }

    likely_refused { "Bu değişiklik büyük olasılıkla kabul edilmeyecek", "Šis pakeitimas tikriausiai nebus priimtas", "A change here will probably be refused" }
    open_inbox { "Gelenlere git", "Atverti gautuosius", "Open the inbox" }
    not_saved { "Kaydedilmedi", "Neįrašyta", "Not saved" }

    document_title { "Fiyat teklifi", "Komercinis pasiūlymas", "Offer" }
    number_short { "No.", "Nr.", "No." }
    customer { "Müşteri", "Klientas", "Customer" }
    seller { "Hazırlayan", "Parengė", "Prepared by" }
    goods { "Ürün veya hizmet", "Prekė ar paslauga", "Product or service" }
    price { "Fiyat", "Kaina", "Price" }
    discount { "İskonto", "Nuolaida", "Discount" }
    sum { "Tutar", "Suma", "Amount" }
    approved_by { "Onaylayan (ad, imza, tarih)", "Patvirtino (vardas, parašas, data)", "Approved by (name, signature, date)" }
    provisional_number { "Geçici numara.", "Laikinas numeris.", "Provisional number." }
    print { "Yazdır", "Spausdinti", "Print" }
    back_to_offer { "Teklife dön", "Grįžti į pasiūlymą", "Back to the offer" }
    document { "Müşterinin belgesi", "Kliento dokumentas", "The customer’s document" }
    vat_included { "Fiyatlara KDV dahildir.", "Kainos su PVM.", "Prices include VAT." }
}

/// The state of an offer.
pub fn status(language: Language, status: Status) -> &'static str {
    let [tr, lt, en] = match status {
        Status::Draft => ["Taslak", "Juodraštis", "Draft"],
        Status::Sent => ["Müşteride", "Pas klientą", "With the customer"],
        Status::ConversionRequested => [
            "Dönüştürme istendi",
            "Prašoma konvertuoti",
            "Conversion requested",
        ],
        Status::Won => ["Kazanıldı", "Laimėtas", "Won"],
        Status::Lost => ["Kaybedildi", "Pralaimėtas", "Lost"],
        Status::Expired => ["Süresi doldu", "Nebegalioja", "Expired"],
        Status::SaleCancelled => ["Satış iptal", "Pardavimas atšauktas", "Sale cancelled"],
    };
    pick(language, [tr, lt, en])
}

fn pick(language: Language, [tr, lt, en]: [&'static str; 3]) -> &'static str {
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// What an offer becomes: "Order".
pub fn kind(language: Language, kind: DocumentKind) -> &'static str {
    pick(
        language,
        match kind {
            DocumentKind::Order => ["Sipariş", "Užsakymas", "Order"],
            DocumentKind::Dispatch => ["İrsaliye", "Važtaraštis", "Dispatch"],
            DocumentKind::Quote => ["Teklif", "Pasiūlymas", "Quote"],
            DocumentKind::Return => ["Satış iadesi", "Pardavimo grąžinimas", "Sale return"],
            DocumentKind::Consumption => ["Sarf fişi", "Atsargų nurašymas", "Stock write-off"],
        },
    )
}

/// The button that names its result: "Convert to order".
pub fn convert_to(language: Language, kind: DocumentKind) -> &'static str {
    pick(
        language,
        match kind {
            DocumentKind::Order => [
                "Siparişe dönüştür",
                "Konvertuoti į užsakymą",
                "Convert to order",
            ],
            DocumentKind::Dispatch => [
                "İrsaliyeye dönüştür",
                "Konvertuoti į važtaraštį",
                "Convert to dispatch",
            ],
            DocumentKind::Quote => [
                "Teklif belgesine dönüştür",
                "Konvertuoti į ERP pasiūlymą",
                "Convert to quote",
            ],
            // no offer becomes one of these
            DocumentKind::Return | DocumentKind::Consumption => return self::kind(language, kind),
        },
    )
}

/// A number of offers, for the head of the list.
pub fn count(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# teklif",
        lt: ["# pasiūlymas", "# pasiūlymai", "# pasiūlymų"],
        en: ["# offer", "# offers"],
    };
    forms.of(language, count)
}

/// "valid until 15 Dec 2026" for the second line of the head.
pub fn valid_until_day(language: Language, until: Day) -> String {
    let day = pricing::day(language, until);
    match language {
        Tr => format!("{day} tarihine kadar geçerli"),
        Lt => format!("galioja iki {day}"),
        En => format!("valid until {day}"),
    }
}

/// "Line 3".
pub fn line_number(language: Language, number: usize) -> String {
    match language {
        Tr => format!("Satır {number}"),
        Lt => format!("{number} eilutė"),
        En => format!("Line {number}"),
    }
}

/// The accessible name of a cell in a line: "Line 3, Quantity".
pub fn of_line(language: Language, number: usize, field: &str) -> String {
    format!("{}, {field}", line_number(language, number))
}

/// "Discount 2".
pub fn discount_number(language: Language, slot: u8) -> String {
    match language {
        Tr => format!("İskonto {slot}"),
        Lt => format!("Nuolaida {slot}"),
        En => format!("Discount {slot}"),
    }
}

/// The head of a discount column: "D2 %".
pub fn discount_head(language: Language, slot: u8) -> String {
    match language {
        Tr => format!("İ{slot} %"),
        Lt => format!("N{slot} %"),
        En => format!("D{slot} %"),
    }
}

/// A head with its currency: "Amount €".
pub fn in_currency(words: &str, currency: Currency) -> String {
    format!("{words}\u{a0}{}", numbers::currency_sign(currency.code()))
}

/// A price without its currency, with the currency's digits at least.
pub fn bare(language: Language, amount: Decimal, currency: Currency) -> String {
    numbers::decimal(language, &amount.with_decimals(currency.digits()))
}

/// A VAT rate in the totals: "VAT 20%".
/// What stands in a cell is no value yet.
pub fn mend_first(language: Language, cell: &str) -> String {
    match language {
        Language::Tr => format!("Önce düzeltin: {cell}."),
        Language::Lt => format!("Pirmiausia pataisykite: {cell}."),
        Language::En => format!("First mend this: {cell}."),
    }
}

/// Two values of one field, of which a person has not chosen.
pub fn choose_first(language: Language, cell: &str) -> String {
    match language {
        Language::Tr => format!("Önce hangisinin kalacağını seçin: {cell}."),
        Language::Lt => format!("Pirmiausia pasirinkite, kas lieka: {cell}."),
        Language::En => format!("First choose which stays: {cell}."),
    }
}

/// A part of the total that stands in it already.
pub fn included(language: Language, name: &str) -> String {
    match language {
        Language::Tr => format!("bunun {name} kısmı"),
        Language::Lt => format!("iš jų {name}"),
        Language::En => format!("of which {name}"),
    }
}

pub fn vat_at(language: Language, rate: Percent) -> String {
    format!(
        "{} {}",
        pricing::vat(language),
        pricing::rate(language, rate)
    )
}

/// Where a line's price comes from. `list` is the list's name, where it is aboard.
pub fn source(
    language: Language,
    source: PriceSource,
    list: Option<&str>,
    offset_minutes: i32,
) -> String {
    match source {
        PriceSource::List { from, .. } => {
            let day = pricing::day(language, from);
            match (list, language) {
                (Some(list), _) => format!("{list}, {day}"),
                (None, Tr) => format!("liste {day}"),
                (None, Lt) => format!("kainoraštis {day}"),
                (None, En) => format!("list of {day}"),
            }
        }
        PriceSource::Standard => price_standard(language).to_owned(),
        PriceSource::Manual => price_by_hand(language).to_owned(),
        PriceSource::Erp { read_at } => format!("ERP {}", clock(read_at, offset_minutes)),
        PriceSource::Missing => price_missing(language).to_owned(),
    }
}

/// "09:41" on the company's clock.
pub fn clock(at: Moment, offset_minutes: i32) -> String {
    let minutes = (at.milliseconds() / 60_000 + i64::from(offset_minutes)).rem_euclid(24 * 60);
    days::time((minutes / 60) as u8, (minutes % 60) as u8)
}

/// "27 Kasım 2026, 09:14", for papers: every day of a paper is written out.
pub fn long_day_and_time(language: Language, at: Moment, offset_minutes: i32) -> String {
    let day = ZoneOffsets::fixed(offset_minutes).day_of(at);
    let day = days::day_long(
        language,
        day.year(),
        day.month() as u8,
        day.day_of_month() as u8,
    );
    format!("{day}, {}", clock(at, offset_minutes))
}

/// "2026-11-23 09:14" as the customer's language writes days.
pub fn day_and_time(language: Language, at: Moment, offset_minutes: i32) -> String {
    let day = ZoneOffsets::fixed(offset_minutes).day_of(at);
    format!(
        "{} {}",
        pricing::day(language, day),
        clock(at, offset_minutes)
    )
}

/// The mark of work that is on this device only.
pub fn saved_here_at(language: Language, time: &str) -> String {
    match language {
        Tr => format!("Bu cihazda kayıtlı, {time}"),
        Lt => format!("Įrašyta šiame įrenginyje, {time}"),
        En => format!("Saved on this device, {time}"),
    }
}

/// The mark of work that the server has, but has not told back yet.
pub fn sent_at(language: Language, time: &str) -> String {
    match language {
        Tr => format!("İletildi, {time}"),
        Lt => format!("Perduota, {time}"),
        En => format!("Sent, {time}"),
    }
}

/// "0 available, 1 wanted".
pub fn shortage(language: Language, available: Decimal, wanted: Decimal, unit: &Unit) -> String {
    let (available, wanted) = (
        stock::quantity(language, available, unit),
        stock::quantity(language, wanted, unit),
    );
    match language {
        Tr => format!("{available} kullanılabilir, {wanted} isteniyor"),
        Lt => format!("laisva {available}, prašoma {wanted}"),
        En => format!("{available} available, {wanted} wanted"),
    }
}

/// "3 pcs available" in the product picker.
pub fn in_stock(language: Language, quantity: &str) -> String {
    match language {
        Tr => format!("{quantity} var"),
        Lt => format!("yra {quantity}"),
        En => format!("{quantity} in stock"),
    }
}

/// A line was taken out; lines are counted from 1.
pub fn removed(language: Language, number: usize) -> String {
    match language {
        Tr => format!("{number}. satır silindi"),
        Lt => format!("{number} eilutė pašalinta"),
        En => format!("Line {number} removed"),
    }
}

/// A product was added; said to readers.
pub fn added(language: Language, name: &str) -> String {
    match language {
        Tr => format!("{name} eklendi"),
        Lt => format!("Pridėta: {name}"),
        En => format!("{name} added"),
    }
}

/// Lines without price, under the totals.
pub fn unpriced(language: Language, count: usize) -> String {
    let forms = Counted {
        tr: "# satırın fiyatı yok; toplam eksiktir.",
        lt: [
            "# eilutė be kainos; suma nepilna.",
            "# eilutės be kainos; suma nepilna.",
            "# eilučių be kainos; suma nepilna.",
        ],
        en: [
            "# line has no price; the total is not complete.",
            "# lines have no price; the total is not complete.",
        ],
    };
    forms.of(language, count as u64)
}

/// The head of the list of new prices.
pub fn repriced(language: Language, count: usize) -> String {
    let forms = Counted {
        tr: "# satırın fiyatı değişti",
        lt: [
            "Pasikeitė # eilutės kaina",
            "Pasikeitė # eilučių kainos",
            "Pasikeitė # eilučių kainos",
        ],
        en: [
            "The price of # line changed",
            "The prices of # lines changed",
        ],
    };
    forms.of(language, count as u64)
}

/// The conversion was asked for: "Order requested, 09:41".
pub fn requested(language: Language, kind: DocumentKind, time: &str) -> String {
    let kind = self::kind(language, kind);
    match language {
        Tr => format!("{kind} istendi, {time}"),
        Lt => format!("Paprašyta: {}, {time}", kind.to_lowercase()),
        En => format!("{kind} requested, {time}"),
    }
}

/// The ERP's document, large: "Logo Tiger order".
pub fn slip_of(language: Language, erp: &str, kind: DocumentKind) -> String {
    let word = self::kind(language, kind);
    match language {
        Tr => format!("{erp} {} fiş numarası", lower_tr(word)),
        Lt => format!("{erp}: {}, numeris", word.to_lowercase()),
        En => format!("{erp} {} number", word.to_lowercase()),
    }
}

/// Small letters the Turkish way.
fn lower_tr(word: &str) -> String {
    word.chars()
        .flat_map(|letter| match letter {
            'İ' => vec!['i'],
            'I' => vec!['ı'],
            other => other.to_lowercase().collect(),
        })
        .collect()
}

/// The ERP would not have the document.
pub fn transfer_refused(language: Language, erp: &str) -> String {
    match language {
        Tr => format!("{erp} belgeyi kabul etmedi"),
        Lt => format!("{erp} dokumento nepriėmė"),
        En => format!("{erp} did not take the document"),
    }
}

/// What an offer lacks for a conversion; one sentence each.
pub fn missing(language: Language, missing: &Missing) -> String {
    match missing {
        Missing::Lines => refusal(language, &Refusal::NothingToConvert),
        Missing::Prices { count } => {
            refusal(language, &Refusal::LinesWithoutPrice { count: *count })
        }
        Missing::Quotes { erp } => no_quotes(language, *erp),
        Missing::Kind => refusal(language, &Refusal::NoQuotes),
        Missing::Set => pick(
            language,
            [
                "Size bir entegrasyon seti verilmemiş. Yöneticinizden isteyin.",
                "Jums nepriskirtas integracijos rinkinys. Kreipkitės į administratorių.",
                "No integration set was given to you. Ask your administrator.",
            ],
        )
        .to_owned(),
    }
}

fn no_quotes(language: Language, erp: ErpKind) -> String {
    integrations::refusal(language, &shared::integrations::Refusal::NoQuotes { erp })
}

/// Why an offer is closed to editing; the title of its notice.
pub fn closed(language: Language, why: &Closed) -> String {
    match (why, language) {
        (Closed::Denied { why }, _) => policy::denied(language, why),
        (Closed::UnderConversion, Tr) => {
            "Dönüştürme istendi; yanıt gelene kadar teklif kapalıdır.".into()
        }
        (Closed::UnderConversion, Lt) => {
            "Paprašyta konvertuoti; kol nėra atsakymo, pasiūlymas uždarytas.".into()
        }
        (Closed::UnderConversion, En) => {
            "A conversion was requested; the offer is closed until there is an answer.".into()
        }
        (
            Closed::Frozen {
                status: Status::Won,
            },
            Tr,
        ) => "Satışa dönüştürüldü; artık değiştirilemez.".into(),
        (
            Closed::Frozen {
                status: Status::Won,
            },
            Lt,
        ) => "Konvertuotas į pardavimą; keisti nebegalima.".into(),
        (
            Closed::Frozen {
                status: Status::Won,
            },
            En,
        ) => "Converted to a sale; it can no longer be changed.".into(),
        (Closed::Frozen { status }, _) => {
            let state = self::status(language, *status);
            match language {
                Tr => format!("Teklif kapalı: {state}."),
                Lt => format!("Pasiūlymas uždarytas: {}.", state.to_lowercase()),
                En => format!("The offer is closed: {}.", state.to_lowercase()),
            }
        }
    }
}

/// Why a change of an offer is refused, with what to do.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    let fixed = |words: [&'static str; 3]| pick(language, words).to_owned();
    match refusal {
        Refusal::Denied { why } => policy::denied(language, why),
        Refusal::Closed { why } => closed(language, why),
        Refusal::NoSuchOffer => fixed([
            "Bu teklif artık yok ya da bölgelerinizde değil.",
            "Šio pasiūlymo nebėra arba jis ne jūsų regionuose.",
            "This offer is no longer there, or not in your territories.",
        ]),
        Refusal::Exists => fixed([
            "Bu teklif zaten var.",
            "Toks pasiūlymas jau yra.",
            "This offer exists already.",
        ]),
        Refusal::NoSuchAccount => fixed([
            "Hesap artık yok ya da bu cihazda değil. Başka bir hesap seçin.",
            "Kliento nebėra arba jo nėra šiame įrenginyje. Pasirinkite kitą.",
            "The account is no longer there or not on this device. Choose another.",
        ]),
        Refusal::NoSuchProduct => fixed([
            "Bu ürün artık yok. Başka bir ürün seçin.",
            "Šios prekės nebėra. Pasirinkite kitą.",
            "This product is no longer there. Choose another.",
        ]),
        Refusal::ProductArchived => fixed([
            "Bu ürün arşivlenmiş. Başka bir ürün seçin.",
            "Ši prekė suarchyvuota. Pasirinkite kitą.",
            "This product was archived. Choose another.",
        ]),
        Refusal::NoSuchLine => fixed([
            "Bu satır artık yok.",
            "Šios eilutės nebėra.",
            "This line is no longer there.",
        ]),
        Refusal::LineExists => fixed([
            "Bu satır zaten var.",
            "Tokia eilutė jau yra.",
            "This line exists already.",
        ]),
        Refusal::TooManyLines { max } => too_many_lines(language, *max),
        Refusal::QuantityInvalid => fixed([
            "Miktar sıfırdan büyük olmalı, en çok 6 ondalık.",
            "Kiekis turi būti didesnis už nulį, ne daugiau kaip 6 skaitmenys po kablelio.",
            "The quantity must be more than nothing, with at most 6 decimals.",
        ]),
        Refusal::PriceInvalid => fixed([
            "Fiyat eksi olamaz, en çok 6 ondalık.",
            "Kaina negali būti neigiama, ne daugiau kaip 6 skaitmenys po kablelio.",
            "A price cannot be negative and has at most 6 decimals.",
        ]),
        Refusal::DiscountInvalid => fixed([
            "İskonto 0 ile 100 arasında olmalı, en çok 4 ondalık.",
            "Nuolaida turi būti nuo 0 iki 100, ne daugiau kaip 4 skaitmenys po kablelio.",
            "A discount is between 0 and 100, with at most 4 decimals.",
        ]),
        Refusal::EndsBeforeStart => fixed([
            "Geçerlilik, teklif tarihinden önce bitemez.",
            "Galiojimas negali baigtis anksčiau už pasiūlymo datą.",
            "The offer cannot end before its own date.",
        ]),
        Refusal::NotRepriced => fixed([
            "Yeni fiyat bu arada değişti. Satıra yeniden bakın.",
            "Naujoji kaina tuo tarpu pasikeitė. Peržiūrėkite eilutę.",
            "The new price changed meanwhile. Look at the line again.",
        ]),
        Refusal::NoSuchDifference => fixed([
            "Farklar bu arada değişti. Yeniden bakın.",
            "Skirtumai tuo tarpu pasikeitė. Peržiūrėkite dar kartą.",
            "The differences changed meanwhile. Look again.",
        ]),
        Refusal::MoveNotAllowed { from, to } => move_not_allowed(language, *from, *to),
        Refusal::NothingToConvert => fixed([
            "Ürünsüz teklif dönüştürülemez. Bir ürün ekleyin.",
            "Pasiūlymo be prekių konvertuoti negalima. Pridėkite prekę.",
            "An offer without products cannot be converted. Add a product.",
        ]),
        Refusal::LinesWithoutPrice { count } => without_price(language, *count as u64),
        Refusal::NoQuotes => fixed([
            "Bu ERP teklif belgesi tanımaz. Sipariş veya irsaliye seçin.",
            "Ši ERP pasiūlymų nepriima. Pasirinkite užsakymą arba važtaraštį.",
            "This ERP does not take quotes. Choose an order or a dispatch.",
        ]),
        Refusal::DayFarAway { .. } => fixed([
            "Teklif tarihi bugünden bir yıldan uzak. Tarihi denetleyin.",
            "Pasiūlymo data nuo šiandienos nutolusi daugiau nei metus. Patikrinkite datą.",
            "The offer’s day is more than a year away. Check the date.",
        ]),
        Refusal::ValidTooLong { .. } => fixed([
            "Bir teklif en çok beş yıl geçerli olabilir. Daha yakın bir tarih girin.",
            "Pasiūlymas gali galioti ne ilgiau kaip penkerius metus. Įveskite ankstesnę datą.",
            "An offer holds for five years at most. Enter an earlier date.",
        ]),
        Refusal::AmountTooLarge => fixed([
            "Tutar çok büyük. Miktarı ve fiyatı denetleyin.",
            "Suma per didelė. Patikrinkite kiekį ir kainą.",
            "The amount is too large. Check quantity and price.",
        ]),
    }
}

fn too_many_lines(language: Language, max: usize) -> String {
    let max = numbers::count(language, max as u64);
    match language {
        Tr => format!("Bir teklifte en çok {max} satır olur. İkinci bir teklif açın."),
        Lt => format!("Pasiūlyme gali būti daugiausia {max} eilučių. Sukurkite antrą pasiūlymą."),
        En => format!("An offer has at most {max} lines. Make a second one."),
    }
}

fn move_not_allowed(language: Language, from: Status, to: Status) -> String {
    let (from, to) = (status(language, from), status(language, to));
    match language {
        Tr => format!("Teklif bu arada “{from}” durumuna geçti; “{to}” olamaz."),
        Lt => format!("Pasiūlymo būsena dabar „{from}“; jis negali tapti „{to}“."),
        En => format!("The offer is now “{from}”; it cannot become “{to}”."),
    }
}

fn without_price(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# satırın fiyatı yok. Fiyat girin veya satırı silin.",
        lt: [
            "# eilutė be kainos. Įrašykite kainą arba pašalinkite eilutę.",
            "# eilutės be kainos. Įrašykite kainas arba pašalinkite eilutes.",
            "# eilučių be kainos. Įrašykite kainas arba pašalinkite eilutes.",
        ],
        en: [
            "# line has no price. Enter one or remove the line.",
            "# lines have no price. Enter prices or remove the lines.",
        ],
    };
    forms.of(language, count)
}

/// The names a difference speaks of, found by the page.
pub struct DifferenceWords<'a> {
    pub line: Option<(usize, &'a str)>,
    pub unit: &'a Unit,
    pub currency: Currency,
}

/// One thing that was not as the seller saw it.
pub fn difference(
    language: Language,
    difference: &shared::offers::offer::Difference,
    words: &DifferenceWords<'_>,
) -> String {
    use shared::offers::offer::Difference::*;
    let money = |amount: Decimal| pricing::amount(language, amount, words.currency);
    let line = match words.line {
        Some((number, name)) => format!("{}, {name}", line_number(language, number)),
        None => pick(
            language,
            ["Silinmiş satır", "Pašalinta eilutė", "A removed line"],
        )
        .to_owned(),
    };
    match (difference, language) {
        (Price { offered, now, .. }, _) => {
            let offered = pricing::maybe_amount(language, *offered, words.currency);
            let now = money(*now);
            match language {
                Tr => format!("{line}: fiyat {offered} yerine {now}"),
                Lt => format!("{line}: kaina {now} vietoj {offered}"),
                En => format!("{line}: the price is {now} instead of {offered}"),
            }
        }
        (
            Stock {
                wanted, available, ..
            },
            _,
        ) => format!(
            "{line}: {}",
            shortage(language, *available, *wanted, words.unit)
        ),
        (Risk { total, available }, Tr) => format!(
            "Risk limiti: {} kullanılabilir, teklif {}",
            money(*available),
            money(*total)
        ),
        (Risk { total, available }, Lt) => format!(
            "Rizikos limitas: laisva {}, pasiūlymas {}",
            money(*available),
            money(*total)
        ),
        (Risk { total, available }, En) => format!(
            "Risk limit: {} available, the offer is {}",
            money(*available),
            money(*total)
        ),
        (Unknown { .. }, Tr) => format!("{line}: ERP bu ürünü tanımıyor"),
        (Unknown { .. }, Lt) => format!("{line}: ERP šios prekės nežino"),
        (Unknown { .. }, En) => format!("{line}: the ERP does not know this product"),
        (NotRead { .. }, Tr) => "ERP’ye ulaşılamadı; fiyat, stok ve risk denetlenemedi.".into(),
        (NotRead { .. }, Lt) => {
            "Nepavyko pasiekti ERP; kaina, atsargos ir rizika nepatikrintos.".into()
        }
        (NotRead { .. }, En) => {
            "The ERP could not be reached; price, stock and risk were not checked.".into()
        }
        (AccountNotLinked, Tr) => "Bu hesabın ERP’de kartı yok. Yöneticiniz bağlayabilir.".into(),
        (AccountNotLinked, Lt) => {
            "Šis klientas neturi kortelės ERP. Jį susieti gali administratorius.".into()
        }
        (AccountNotLinked, En) => {
            "This account has no card in the ERP. Your administrator can link it.".into()
        }
        (NoSet, _) => missing(language, &Missing::Set),
    }
}

/// The dashed box on paper: what of the document is not final.
pub fn provisional_box(language: Language, prices_at: &str) -> String {
    match language {
        Tr => format!(
            "Teklif çevrimdışı hazırlandı; fiyatlar {prices_at} itibarıyladır. Kesin numara onaydan sonra verilir."
        ),
        Lt => format!(
            "Pasiūlymas parengtas neprisijungus; kainos – {prices_at} būklės. Galutinį numerį gausite patvirtinę."
        ),
        En => format!(
            "This offer was prepared offline; prices are as of {prices_at}. You receive the final number after confirmation."
        ),
    }
}

/// "Prepared by: Tomas Šimkus".
pub fn prepared_by(language: Language, name: &str) -> String {
    format!("{}: {name}", seller(language))
}

/// The foot of each page: company and number.
pub fn paper_foot(language: Language, company: &str, number: &str) -> String {
    match language {
        Tr => format!("{company} · teklif {number}"),
        Lt => format!("{company} · pasiūlymas {number}"),
        En => format!("{company} · offer {number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turkish_small_letters_keep_their_dots() {
        assert_eq!(lower_tr("İrsaliye"), "irsaliye");
        assert_eq!(lower_tr("IŞIK"), "ışık");
    }

    #[test]
    fn every_state_and_kind_has_words_in_every_language() {
        for language in Language::ALL {
            assert!(
                Status::ALL
                    .iter()
                    .all(|state| !status(language, *state).is_empty())
            );
        }
        assert_eq!(
            slip_of(Tr, "Logo Tiger", DocumentKind::Dispatch),
            "Logo Tiger irsaliye fiş numarası"
        );
    }
}
