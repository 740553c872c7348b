//! The words of tickets: states, lines, notes, time and parts, and why a change is refused.

use shared::calendar::Day;
use shared::quantity::Unit;
use shared::tickets::status::{Status, WaitingFor};
use shared::tickets::{Channel, Kind, Meaning, Priority, Refusal, WorkKind};

use super::{
    Language,
    Language::{En, Lt, Tr},
    kit::messages,
    plural::Counted,
    policy, pricing, stock,
};

messages! {
    new_ticket { "Yeni talep", "Nauja užklausa", "New ticket" }
    search { "Talep ara", "Ieškoti užklausos", "Search tickets" }
    show { "Göster", "Rodyti", "Show" }
    mine { "Benim", "Mano", "Mine" }
    team { "Ekip", "Komandos", "Team" }
    waiting { "Bekleyen", "Laukia", "Waiting" }
    all { "Tümü", "Visos", "All" }
    none_yet { "Henüz talep yok", "Užklausų dar nėra", "No tickets yet" }
    none_yet_text { "Talepler sinyal olmadan da açılır; bağlantı gelince iletilir.", "Užklausas galima kurti ir be ryšio; jos bus perduotos, kai ryšys atsiras.", "Tickets can be made without signal; they are sent when there is one." }
    none_found { "Bu filtreyle talep yok", "Pagal šį filtrą užklausų nėra", "No ticket fits this filter" }
    not_aboard { "Bu talep bu cihazda yok", "Šios užklausos šiame įrenginyje nėra", "This ticket is not on this device" }
    not_aboard_text { "Size verilmeyen bir bölgede olabilir.", "Gali būti, kad ji jums nepriskirtoje teritorijoje.", "It may stand in a territory that you were not given." }
    to_list { "Taleplere dön", "Į užklausas", "To the tickets" }
    choose_account { "Talep kimden?", "Kieno užklausa?", "Whose ticket is it?" }
    fault { "Sorun ne?", "Kas nutiko?", "What is wrong?" }
    make { "Talebi aç", "Sukurti užklausą", "Make the ticket" }

    title { "Konu", "Tema", "Subject" }
    title_hint { "Listede görünen tek satır.", "Viena eilutė, matoma sąraše.", "One line, as it stands in the list." }
    text { "Müşterinin anlattığı", "Ką sako klientas", "What the customer says" }
    contact { "İlgili", "Kontaktas", "Contact" }
    phone { "Telefon", "Telefonas", "Telephone" }
    address { "Adres", "Adresas", "Address" }
    priority { "Öncelik", "Svarba", "Priority" }
    reported { "Bildirildi", "Pranešta", "Reported" }
    request_kind { "Tür", "Rūšis", "Type" }
    channel { "Nasıl geldi", "Kaip gauta", "How it came in" }
    not_said { "Belirtilmedi", "Nenurodyta", "Not said" }
    promised { "Söz verilen", "Pažadėta", "Promised" }
    promised_hint { "Bu saate kadar orada olunacak; geçince listelerde görünür.", "Iki šio laiko atvykstama; vėluojančios matomos sąrašuose.", "Somebody is there by then; what is late shows in the lists." }
    opened { "Açıldı", "Sukurta", "Opened" }
    ended { "Bitti", "Baigta", "Ended" }
    resolution { "Sonuç", "Rezultatas", "Outcome" }
    what_was_done { "Ne yapıldı?", "Kas padaryta?", "What was done?" }
    resolution_label { "Çözüm", "Sprendimas", "Resolution" }
    resolution_hint { "Servis raporunda da bu sözlerle durur; boş kalabilir.", "Taip įrašoma ir serviso ataskaitoje; galima palikti tuščią.", "It stands on the service report in these words, and may stay empty." }
    assignee { "Sorumlu", "Atsakingas", "Assignee" }
    nobody { "Henüz kimse", "Dar niekas", "Nobody yet" }
    take_it { "Bana ver", "Priskirti man", "Give it to me" }
    customer { "Müşteri", "Klientas", "Customer" }
    call { "Ara", "Skambinti", "Call" }
    route { "Yol tarifi", "Maršrutas", "Directions" }
    edit { "Düzenle", "Redaguoti", "Edit" }
    done { "Bitti", "Baigta", "Done" }
    status_label { "Durum", "Būsena", "Status" }
    resolve { "Çözüldü", "Išspręsta", "Resolved" }
    reopen { "Yeniden aç", "Atidaryti iš naujo", "Open again" }
    close { "Kapat", "Užverti", "Close" }
    cancel { "Talebi iptal et", "Atšaukti užklausą", "Cancel the ticket" }
    more { "Diğer işlemler", "Kiti veiksmai", "More actions" }
    provisional { "Geçici numara", "Laikinas numeris", "Provisional number" }

    lines { "İlgili ürünler", "Susijusios prekės", "Related products" }
    no_lines { "Hangi makine? Ürün ekleyin ya da seri numarasını okutun.", "Kuri įranga? Pridėkite prekę arba nuskenuokite serijos numerį.", "Which machine? Add a product, or scan its serial number." }
    add_product { "Ürün", "Prekė", "Product" }
    product_label { "Ürün ara", "Ieškoti prekės", "Search a product" }
    product_hint { "Ad, kod, barkod ya da seri no yazın; ilk uygun olanı Enter seçer.", "Rašykite pavadinimą, kodą ar serijos numerį; Enter pasirenka pirmąjį.", "Type a name, a code or a serial number; Enter takes the first." }
    new_product { "Yeni ürün kartı", "Nauja prekės kortelė", "New product card" }
    serial { "Seri no", "Serijos numeris", "Serial number" }
    quantity { "Miktar", "Kiekis", "Quantity" }
    remove_line { "Satırı sil", "Pašalinti eilutę", "Remove the line" }
    serial_right { "Seri doğru", "Serijos numeris tinka", "Serial fits" }
    unverified { "Doğrulanmadı", "Nepatikrinta", "Unverified" }
    will_be_verified { "Bu cihazın kayıtlarında yok. Sinyal gelince bakılır, yazdığınız kalır.", "Šio įrenginio registre nėra. Bus patikrinta atsiradus ryšiui; kas įrašyta, lieka.", "Not in this device’s register. It is checked once there is signal; what you typed stays." }
    not_linked { "Ürün ERP’ye bağlı değil", "Prekė nesusieta su ERP", "The product is not linked to the ERP" }
    /// MSG-03, in the words the source prescribes.
    other_product { "Girilen seri numarası bu ürüne ait değildir.", "Įvestas serijos numeris šiai prekei nepriklauso.", "The serial number entered does not belong to this product." }
    enter_serial { "Seriyi yaz", "Įrašyti numerį", "Enter the serial" }
    clear { "Temizle", "Išvalyti", "Clear" }
    correct_or_clear { "Düzeltin ya da alanı temizleyin.", "Ištaisykite arba išvalykite lauką.", "Correct it or clear the field." }
    change_serial { "Seri noyu değiştir", "Keisti serijos numerį", "Change the serial number" }
    recheck { "Yeniden bak", "Patikrinti iš naujo", "Check again" }
    history { "Geçmiş", "Istorija", "History" }
    /// The columns of SER-07.
    description { "Tanım", "Tema", "Description" }
    ticket_id { "Talep no", "Užklausos nr.", "Ticket id" }
    date { "Tarih", "Data", "Date" }
    no_others { "Gerek yok", "Nereikia", "Not needed" }
    history_none { "Bu seri için başka talep yok.", "Kitų užklausų su šiuo serijos numeriu nėra.", "No other ticket has this serial." }
    one_piece { "Serili ürün tek adettir; diğerlerini ayrı satır olarak ekleyin.", "Prekė su numeriu yra viena; kitas pridėkite atskiromis eilutėmis.", "A unit with a serial is one piece; add the others as lines of their own." }

    notes { "Notlar", "Pastabos", "Notes" }
    no_notes { "Henüz not yok.", "Pastabų dar nėra.", "No notes yet." }
    note { "Not", "Pastaba", "Note" }
    add_note { "Not ekle", "Pridėti pastabą", "Add note" }
    public { "Müşteri de görsün", "Rodyti ir klientui", "The customer may read it" }
    for_customer { "Müşteriye açık", "Matoma klientui", "For the customer" }

    work { "İş kaydı", "Darbo žurnalas", "Work log" }
    no_work { "Henüz süre yok.", "Laiko dar nėra.", "No time yet." }
    start_travel { "Yola çık", "Išvykti", "Start travel" }
    start_labour { "İşe başla", "Pradėti darbą", "Start work" }
    stop { "Durdur", "Sustabdyti", "Stop" }
    write_down_time { "Süre yaz", "Įrašyti laiką", "Write down time" }
    work_sort { "Süre türü", "Laiko rūšis", "Kind of time" }
    work_from { "Başlangıç", "Pradžia", "From" }
    work_until { "Bitiş", "Pabaiga", "Until" }
    time_missing { "Başlangıcı ve bitişi girin.", "Įrašykite pradžią ir pabaigą.", "Enter when it began and when it ended." }
    keep_recorded { "Kayıtlı numara kalsın", "Palikti įrašytą numerį", "Keep the recorded number" }
    running { "Sürüyor", "Vyksta", "Running" }
    remove_entry { "Kaydı sil", "Pašalinti įrašą", "Remove the entry" }
    parts { "Kullanılan parçalar", "Sunaudotos dalys", "Parts used" }
    no_parts { "Henüz parça yok.", "Dalių dar nėra.", "No parts yet." }
    add_part { "Parça", "Dalis", "Part" }
    part_quantity { "Miktar", "Kiekis", "Quantity" }
    use_part { "Parçayı yaz", "Įrašyti dalį", "Write it down" }
    part_missing { "Hangi parça olduğunu seçin.", "Pasirinkite dalį.", "Choose the part." }
    bought_on_the_way { "Yolda alındı", "Pirkta pakeliui", "Bought on the way" }
    written_off { "Stoktan düşüldü", "Nurašyta", "Written off" }

    checklist { "Kontrol listesi", "Patikros sąrašas", "Checklist" }
    no_items { "Henüz madde yok. Bir liste seçin ya da madde yazın.", "Punktų dar nėra. Pasirinkite sąrašą arba įrašykite punktą.", "Nothing on it yet. Take a list or write an item." }
    item { "Yeni madde", "Naujas punktas", "New item" }
    add_item { "Madde ekle", "Pridėti punktą", "Add item" }
    remove_item { "Maddeyi sil", "Pašalinti punktą", "Remove the item" }
    take_checklist { "Liste ekle", "Pridėti sąrašą", "Add a list" }
    which_checklist { "Hangi liste?", "Kuris sąrašas?", "Which list?" }
    item_done { "Yapıldı", "Atlikta", "Done" }
    not_done { "Yapılmadı", "Neatlikta", "Not done" }
    states { "Talep durumları", "Užklausų būsenos", "States of tickets" }
    states_hint { "Adı boş bırakılan durum bizim adımızla görünür. Taleplerde bu sırayla sunulur; anlamı ve raporlardaki yeri değişmez.", "Būsena be pavadinimo rodoma mūsų žodžiais. Užklausose siūloma šia tvarka; reikšmė ir vieta ataskaitose nesikeičia.", "A state without a name has ours. They are offered on tickets in this order; what they mean and how reports count them stays." }
    checklists { "Kontrol listeleri", "Patikros sąrašai", "Checklists" }
    for_administrators { "Bunu yönetici değiştirebilir", "Tai keičia administratorius", "An administrator may change this" }
    no_checklists { "Henüz liste yok. Teknisyenler buradaki listeleri taleplere ekler.", "Sąrašų dar nėra. Technikai prideda juos prie užklausų.", "No lists yet. Technicians add them to their tickets." }
    new_checklist { "Yeni liste", "Naujas sąrašas", "New list" }
    add_checklist { "Listeyi ekle", "Sukurti sąrašą", "Add the list" }
    checklist_name { "Listenin adı", "Sąrašo pavadinimas", "Name of the list" }
    checklist_lines { "Maddeler", "Punktai", "Items" }
    checklist_lines_hint { "Her satır bir madde. Servis raporunda da bu sözlerle durur.", "Kiekviena eilutė – punktas. Taip jie įrašomi ir serviso ataskaitoje.", "Each line is an item. They stand on the service report in these words." }
    offered { "Taleplerde sunulsun", "Siūlyti užklausose", "Offer it on tickets" }
    not_offered { "Sunulmuyor", "Nesiūlomas", "Not offered" }
    no_such_checklist { "Bu liste bu cihazda yok", "Šio sąrašo šiame įrenginyje nėra", "This list is not on this device" }

    offer { "Teklif", "Pasiūlymas", "Offer" }
    offer_hint { "Garantisi olmayan makineler, parçalar ve süre teklife yazılır.", "Į pasiūlymą įrašoma negarantinė įranga, dalys ir laikas.", "Machines out of warranty, parts and time are written into it." }
    make_offer { "Teklif hazırla", "Rengti pasiūlymą", "Make an offer" }
    offer_by_sales { "Teklifi satış hazırlar; isteğiniz onlarda görünür.", "Pasiūlymą rengia pardavėjai; jie matys jūsų prašymą.", "Sales makes the offer; they see that you ask." }
    ask_offer { "Satıştan teklif iste", "Prašyti pasiūlymo", "Ask sales for an offer" }
    offer_wanted { "Teklif isteniyor", "Laukiama pasiūlymo", "Offer wanted" }
    offer_no_longer { "İsteği geri al", "Atsiimti prašymą", "Take the request back" }
    offers_wanted { "Teklif isteyen talepler", "Pasiūlymo laukiančios užklausos", "Tickets that want an offer" }

    signature { "İmza", "Parašas", "Signature" }
    not_signed { "Henüz imzalanmadı.", "Dar nepasirašyta.", "Not signed yet." }
    sign { "İmzalat", "Pasirašyti", "Sign" }
    sign_here { "İmza alanı: parmakla çizin", "Parašo laukas: pieškite pirštu", "Signature field: draw with a finger" }
    signer { "İmzalayan", "Pasirašė", "Signed by" }
    after_signature { "imzadan sonra", "po parašo", "after the signature" }
    take_signature { "İmzayı kaydet", "Išsaugoti parašą", "Save the signature" }

    report { "Servis raporu", "Serviso ataskaita", "Service report" }
    show_report { "Raporu göster", "Rodyti ataskaitą", "Show the report" }
    back_to_ticket { "Talebe dön", "Į užklausą", "To the ticket" }
    technician { "Teknisyen", "Technikas", "Technician" }
    warranty { "Garanti", "Garantija", "Warranty" }
    fault_told { "Bildirilen sorun", "Praneštas gedimas", "Reported fault" }
    work_done { "Yapılan iş", "Atliktas darbas", "Work done" }
}

/// What a state is called where the company says nothing else.
pub fn status(language: Language, status: Status) -> &'static str {
    let [tr, lt, en] = match status {
        Status::New => ["Yeni", "Nauja", "New"],
        Status::Assigned => ["Atandı", "Priskirta", "Assigned"],
        Status::OnTheWay => ["Yolda", "Kelyje", "On the way"],
        Status::InProgress => ["İşlemde", "Vykdoma", "In progress"],
        Status::Waiting(WaitingFor::Customer) => [
            "Müşteri bekleniyor",
            "Laukiama kliento",
            "Waiting for the customer",
        ],
        Status::Waiting(WaitingFor::Part) => {
            ["Parça bekleniyor", "Laukiama dalies", "Waiting for a part"]
        }
        Status::Waiting(WaitingFor::Supplier) => [
            "Tedarikçi bekleniyor",
            "Laukiama tiekėjo",
            "Waiting for the supplier",
        ],
        Status::Resolved => ["Çözüldü", "Išspręsta", "Resolved"],
        Status::Closed => ["Kapandı", "Užverta", "Closed"],
        Status::Cancelled => ["İptal edildi", "Atšaukta", "Cancelled"],
    };
    chosen(language, tr, lt, en)
}

/// What reports count a state as, whatever it is called.
pub fn meaning(language: Language, meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Open => chosen(language, "Açık", "Atvira", "Open"),
        Meaning::Waiting => chosen(language, "Bekliyor", "Laukia", "Waiting"),
        Meaning::Done => chosen(language, "Bitti", "Baigta", "Done"),
        Meaning::Cancelled => chosen(language, "İptal", "Atšaukta", "Cancelled"),
    }
}

/// What a reader hears on the arrow beside a state.
pub fn move_up(language: Language, state: &str) -> String {
    match language {
        Tr => format!("Yukarı taşı: {state}"),
        Lt => format!("Perkelti aukštyn: {state}"),
        En => format!("Move up: {state}"),
    }
}

pub fn priority_name(language: Language, priority: Priority) -> &'static str {
    match priority {
        Priority::Low => chosen(language, "Düşük", "Žema", "Low"),
        Priority::Normal => chosen(language, "Normal", "Įprasta", "Normal"),
        Priority::High => chosen(language, "Yüksek", "Didelė", "High"),
    }
}

pub fn kind_name(language: Language, kind: Kind) -> &'static str {
    match kind {
        Kind::Repair => chosen(language, "Onarım", "Remontas", "Repair"),
        Kind::Installation => chosen(language, "Kurulum", "Įrengimas", "Installation"),
        Kind::Maintenance => chosen(language, "Bakım", "Techninė priežiūra", "Maintenance"),
        Kind::Inspection => chosen(language, "Kontrol", "Patikra", "Inspection"),
        Kind::Question => chosen(language, "Soru", "Klausimas", "Question"),
        Kind::Other => chosen(language, "Diğer", "Kita", "Other"),
    }
}

pub fn channel_name(language: Language, channel: Channel) -> &'static str {
    match channel {
        Channel::Telephone => chosen(language, "Telefon", "Telefonu", "Telephone"),
        Channel::Email => chosen(language, "E-posta", "El. paštu", "E-mail"),
        Channel::Message => chosen(language, "Mesaj", "Žinute", "Message"),
        Channel::Visit => chosen(language, "Yerinde", "Vietoje", "On the spot"),
        Channel::Portal => chosen(language, "Müşteri portalı", "Klientų portale", "Portal"),
    }
}

/// The tag of what was promised for an earlier time.
pub fn overdue(language: Language, length: &str) -> String {
    match language {
        Tr => format!("{length} gecikti"),
        Lt => format!("Vėluoja {length}"),
        En => format!("{length} late"),
    }
}

/// How long until what was promised.
pub fn time_left(language: Language, length: &str) -> String {
    match language {
        Tr => format!("{length} kaldı"),
        Lt => format!("liko {length}"),
        En => format!("in {length}"),
    }
}

pub fn work_kind(language: Language, kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Travel => chosen(language, "Yol", "Kelionė", "Travel"),
        WorkKind::Labour => chosen(language, "İşçilik", "Darbas", "Labour"),
    }
}

const fn chosen(
    language: Language,
    tr: &'static str,
    lt: &'static str,
    en: &'static str,
) -> &'static str {
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// "12 tickets".
pub fn count(language: Language, count: u64) -> String {
    let counted = Counted {
        tr: "# talep",
        lt: ["# užklausa", "# užklausos", "# užklausų"],
        en: ["# ticket", "# tickets"],
    };
    counted.of(language, count)
}

/// Below a list that shows its newest rows.
pub fn more_of_them(language: Language, count: u64) -> String {
    let counted = Counted {
        tr: "# tane daha",
        lt: ["Dar #", "Dar #", "Dar #"],
        en: ["# more", "# more"],
    };
    counted.of(language, count)
}

/// Tickets that stand where the person has no territory.
pub fn unread_ones(language: Language, count: u64) -> String {
    let counted = Counted {
        tr: "Bölgenizde olmayan # talep daha var.",
        lt: [
            "Dar # užklausa – ne jūsų teritorijoje.",
            "Dar # užklausos – ne jūsų teritorijoje.",
            "Dar # užklausų – ne jūsų teritorijoje.",
        ],
        en: [
            "# more, outside your territories.",
            "# more, outside your territories.",
        ],
    };
    counted.of(language, count)
}

/// A line of several pieces became one unit (SER-05).
pub fn one_of_many(language: Language, count: u64) -> String {
    let counted = Counted {
        tr: "Bu satır artık tek adet: # adetten biri",
        lt: [
            "Šioje eilutėje dabar viena prekė iš #",
            "Šioje eilutėje dabar viena prekė iš #",
            "Šioje eilutėje dabar viena prekė iš #",
        ],
        en: [
            "This line is one piece now, of #",
            "This line is one piece now, of #",
        ],
    };
    counted.of(language, count)
}

pub fn others_asked(language: Language, count: u64) -> String {
    let counted = Counted {
        tr: "Diğer # adet de talepte kalsın mı? Her birinin kendi satırı ve seri numarası olur.",
        lt: [
            "Ar palikti užklausoje ir kitą # prekę? Ji gautų savo eilutę ir serijos numerį.",
            "Ar palikti užklausoje ir kitas # prekes? Kiekviena gautų savo eilutę ir serijos numerį.",
            "Ar palikti užklausoje ir kitų # prekių? Kiekviena gautų savo eilutę ir serijos numerį.",
        ],
        en: [
            "Keep the other # on the ticket, too? It gets a line and a serial number of its own.",
            "Keep the other # on the ticket, too? Each gets a line and a serial number of its own.",
        ],
    };
    counted.of(language, count)
}

pub fn add_lines(language: Language, count: u64) -> String {
    let counted = Counted {
        tr: "# satır ekle",
        lt: ["Pridėti # eilutę", "Pridėti # eilutes", "Pridėti # eilučių"],
        en: ["Add # line", "Add # lines"],
    };
    counted.of(language, count)
}

/// "8 items" of a checklist.
pub fn lines_count(language: Language, count: u64) -> String {
    let counted = Counted {
        tr: "# madde",
        lt: ["# punktas", "# punktai", "# punktų"],
        en: ["# item", "# items"],
    };
    counted.of(language, count)
}

/// A machine on an offer for its repair.
pub fn repair_of(language: Language, machine: &str, serial: &str) -> String {
    let said = match language {
        Tr => format!("Onarım: {machine}"),
        Lt => format!("Remontas: {machine}"),
        En => format!("Repair of {machine}"),
    };
    match serial {
        "" => said,
        serial => format!("{said}, {} {serial}", self::serial(language)),
    }
}

/// What a reader hears where a signature is drawn.
pub fn signed_by(language: Language, name: &str) -> String {
    match language {
        Tr => format!("İmza: {name}"),
        Lt => format!("Parašas: {name}"),
        En => format!("Signature of {name}"),
    }
}

/// The foot of the report.
pub fn paper_foot(language: Language, company: &str, number: &str) -> String {
    match language {
        Tr => format!("{company} · servis raporu {number}"),
        Lt => format!("{company} · serviso ataskaita {number}"),
        En => format!("{company} · service report {number}"),
    }
}

/// What is left in the van by the figures, under a part that is being written down.
pub fn left_in_van(language: Language, quantity: &str) -> String {
    match language {
        Tr => format!("Araçta {quantity}"),
        Lt => format!("Automobilyje {quantity}"),
        En => format!("{quantity} in the van"),
    }
}

/// Beside MSG-03: whose the serial really is, by name.
pub fn belongs_to(language: Language, serial: &str, owner: &str) -> String {
    match language {
        Tr => format!("{serial}, {owner} ürününün serisi."),
        Lt => format!("{serial} yra prekės {owner} numeris."),
        En => format!("{serial} is a serial of {owner}."),
    }
}

/// The third way out of MSG-03.
pub fn make_it(language: Language, product: &str) -> String {
    match language {
        Tr => format!("Ürünü {product} yap"),
        Lt => format!("Keisti prekę į {product}"),
        En => format!("Make the product {product}"),
    }
}

/// Why the last step waits.
pub fn line_waits(language: Language, line: usize) -> String {
    match language {
        Tr => format!("{line}. satır bekliyor"),
        Lt => format!("{line} eilutė laukia"),
        En => format!("Line {line} waits"),
    }
}

/// Whose clock keeps a ticket from its last step.
pub fn clock_of(language: Language, name: &str) -> String {
    match language {
        Tr => format!("Süre işliyor: {name}"),
        Lt => format!("Laikas skaičiuojamas: {name}"),
        En => format!("{name}’s clock runs"),
    }
}

/// For whoever may stop a colleague's clock.
pub fn stop_clock_of(language: Language, name: &str) -> String {
    match language {
        Tr => format!("Süreyi durdur: {name}"),
        Lt => format!("Sustabdyti laiką: {name}"),
        En => format!("Stop {name}’s clock"),
    }
}

messages! {
    mend_serial { "Önce seriyi düzeltin.", "Pirmiausia ištaisykite serijos numerį.", "Correct the serial first." }
    finish_serial { "Önce seri numarasını tamamlayın.", "Pirmiausia baikite rašyti serijos numerį.", "Finish the serial first." }
    stop_clock { "Önce süreyi durdurun.", "Pirmiausia sustabdykite laiką.", "Stop the clock first." }
    not_yours_to_stop { "Süreyi kendisi ya da bir servis yöneticisi durdurabilir.", "Sustabdyti gali pats darbuotojas arba serviso vadovas.", "They can stop it themselves, or a service manager can." }
    clock_runs { "Süre işliyor", "Laikas skaičiuojamas", "The clock runs" }
}

/// One change as people call it.
pub fn deed(language: Language, change: &str) -> Option<&'static str> {
    let [tr, lt, en] = match change {
        "tickets.created" => ["Yeni talep", "Nauja užklausa", "New ticket"],
        "tickets.edited" => ["Talep bilgisi", "Užklausos duomenys", "Ticket details"],
        "tickets.line_added" => [
            "İlgili ürün eklendi",
            "Pridėta susijusi prekė",
            "Related product added",
        ],
        "tickets.line_edited" => ["İlgili ürün", "Susijusi prekė", "Related product"],
        "tickets.line_removed" => [
            "İlgili ürün silindi",
            "Pašalinta susijusi prekė",
            "Related product removed",
        ],
        "tickets.rechecked" => [
            "Seri yeniden soruldu",
            "Numeris tikrintas iš naujo",
            "Serial checked again",
        ],
        "tickets.note_added" => ["Not eklendi", "Pridėta pastaba", "Note added"],
        "tickets.work_started" => ["Süre başladı", "Laikas pradėtas", "Clock started"],
        "tickets.work_ended" => ["Süre durdu", "Laikas sustabdytas", "Clock stopped"],
        "tickets.work_logged" => ["Süre yazıldı", "Įrašytas laikas", "Time written down"],
        "tickets.work_removed" => ["Süre silindi", "Pašalintas laikas", "Time removed"],
        "tickets.part_used" => ["Parça kullanıldı", "Sunaudota dalis", "Part used"],
        "tickets.part_removed" => ["Parça silindi", "Pašalinta dalis", "Part removed"],
        "tickets.items_added" => [
            "Kontrol maddesi eklendi",
            "Pridėta patikros punktų",
            "Checklist items added",
        ],
        "tickets.item_ticked" => ["Kontrol maddesi", "Patikros punktas", "Checklist item"],
        "tickets.item_removed" => [
            "Kontrol maddesi silindi",
            "Pašalintas patikros punktas",
            "Checklist item removed",
        ],
        "tickets.checklist_defined" => ["Kontrol listesi", "Patikros sąrašas", "Checklist"],
        "tickets.offer_wanted" => [
            "Teklif isteği",
            "Pasiūlymo prašymas",
            "Request for an offer",
        ],
        "tickets.signed" => ["İmza alındı", "Gautas parašas", "Signature taken"],
        "tickets.status_set" => ["Talep durumu", "Užklausos būsena", "Ticket status"],
        _ => return None,
    };
    Some(chosen(language, tr, lt, en))
}

/// Why a change is refused, and what to do.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    let [tr, lt, en] = match refusal {
        Refusal::Denied { why } => return policy::denied(language, why),
        Refusal::NoSuchTicket => [
            "Bu talep yok ya da size verilmeyen bir bölgede.",
            "Tokios užklausos nėra arba ji jums nepriskirtoje teritorijoje.",
            "There is no such ticket, or it stands in a territory that you were not given.",
        ],
        Refusal::Exists | Refusal::LineExists => [
            "Bu zaten kayıtlı.",
            "Tai jau įrašyta.",
            "This is recorded already.",
        ],
        Refusal::NoSuchAccount => [
            "Müşteri yok ya da size verilmeyen bir bölgede. Başka birini seçin.",
            "Kliento nėra arba jis jums nepriskirtoje teritorijoje. Pasirinkite kitą.",
            "The customer is not there, or in a territory that you were not given. Choose another.",
        ],
        Refusal::NoSuchProduct => [
            "Bu ürün artık yok. Başka bir ürün seçin.",
            "Šios prekės nebėra. Pasirinkite kitą.",
            "This product is no longer there. Choose another.",
        ],
        Refusal::ProductArchived => [
            "Bu ürün arşivde. Başka bir ürün seçin.",
            "Ši prekė archyve. Pasirinkite kitą.",
            "This product is archived. Choose another.",
        ],
        Refusal::TitleEmpty => ["Konuyu yazın.", "Įrašykite temą.", "Write the subject."],
        Refusal::Closed { status: stands } => return closed(language, *stands),
        Refusal::NoSuchLine => [
            "Bu satır artık yok.",
            "Šios eilutės nebėra.",
            "This line is no longer there.",
        ],
        Refusal::TooMany { count_max } => return too_many(language, *count_max),
        Refusal::SerialInvalid => [
            "Seri numarası tek satır ve en çok 250 karakter olur.",
            "Serijos numeris yra vienoje eilutėje, iki 250 ženklų.",
            "A serial number is one line of at most 250 characters.",
        ],
        Refusal::QuantityInvalid => [
            "Miktar sıfırdan büyük olmalı.",
            "Kiekis turi būti didesnis už nulį.",
            "The quantity must be more than nothing.",
        ],
        Refusal::QuantityIsOne => return one_piece(language).to_owned(),
        Refusal::MoreThanShipped { most } => return more_than_shipped(language, most),
        Refusal::SerialTwice => [
            "Bu ürün bu seri numarasıyla talepte zaten var. Başka bir numara yazın ya da bu satırı silin.",
            "Ši prekė su šiuo numeriu užklausoje jau yra. Įrašykite kitą numerį arba pašalinkite šią eilutę.",
            "This product is on the ticket already with this serial. Enter another serial, or take this line out.",
        ],
        Refusal::OtherUnit { unit } => return other_unit(language, unit),
        Refusal::NoSuchWarehouse => [
            "Bu depo artık yok. Başka bir depo seçin.",
            "Šio sandėlio nebėra. Pasirinkite kitą.",
            "This warehouse is no longer there. Choose another.",
        ],
        Refusal::WarehouseNotGiven => [
            "Bu depo size verilmemiş. Size verilen bir depoyu seçin.",
            "Šis sandėlis jums nepriskirtas. Pasirinkite jums priskirtą.",
            "This warehouse was not given to you. Choose one that was.",
        ],
        Refusal::NoteEmpty => ["Notu yazın.", "Įrašykite pastabą.", "Write the note."],
        Refusal::ClockRuns => [
            "Süre işliyor. Önce durdurun.",
            "Laikas skaičiuojamas. Pirmiausia sustabdykite.",
            "The clock runs. Stop it first.",
        ],
        Refusal::TimeInvalid => [
            "Bitiş başlangıçtan sonra ve en çok bir gün sonra olmalı.",
            "Pabaiga turi būti po pradžios, ne vėliau kaip po paros.",
            "The end comes after the beginning, at most a day later.",
        ],
        Refusal::TimeAhead => [
            "Bitiş ileri bir saatte. Saati ya da cihazın saat ayarını düzeltin.",
            "Pabaiga yra ateityje. Pataisykite laiką arba įrenginio laikrodį.",
            "The end lies in the future. Correct the time, or the device's clock.",
        ],
        Refusal::TimeBeforeReported { reported } => {
            return before_reported(language, *reported);
        }
        Refusal::PartWrittenOff => [
            "Parça, talep kapanırken stoktan düşüldü. Önce o sarf fişi iptal edilmeli.",
            "Dalis nurašyta uždarant užklausą. Pirma reikia atšaukti tą nurašymą.",
            "The part was written off when the ticket was closed. That write-off has to be cancelled first.",
        ],
        Refusal::NotYours => [
            "Bunu bir başkası yazdı. Yazan ya da yönetici geri alır.",
            "Tai įrašė kitas žmogus. Pašalina autorius arba vadovas.",
            "Somebody else wrote this. Its author or a manager takes it back.",
        ],
        Refusal::NameEmpty => [
            "İmzalayanın adını yazın.",
            "Įrašykite pasirašiusiojo vardą.",
            "Write who signed.",
        ],
        Refusal::SignatureInvalid => [
            "İmza boş ya da çok uzun. Yeniden imzalatın.",
            "Parašas tuščias arba per ilgas. Pasirašykite iš naujo.",
            "The signature is empty or too long. Sign again.",
        ],
        Refusal::ItemEmpty => ["Maddeyi yazın.", "Įrašykite punktą.", "Write the item."],
        Refusal::ItemTicked => [
            "Bu madde yapıldı olarak işaretli. Silmek için önce işareti kaldırın.",
            "Šis punktas pažymėtas kaip atliktas. Norėdami pašalinti, pirmiausia nuimkite žymą.",
            "This item is ticked as done. Take the tick away before you remove it.",
        ],
        Refusal::NoSuchChecklist => [
            "Bu liste artık yok.",
            "Šio sąrašo nebėra.",
            "This list is no longer there.",
        ],
        Refusal::ChecklistUnnamed => [
            "Listeye bir ad verin.",
            "Pavadinkite sąrašą.",
            "Give the list a name.",
        ],
        Refusal::NoSuchPerson => [
            "Bu kişi burada çalışmıyor. Başka birini seçin.",
            "Toks žmogus čia nedirba. Pasirinkite kitą.",
            "Nobody of this name works here. Choose somebody else.",
        ],
        Refusal::ReportedInFuture => [
            "Arıza bugünden sonra bildirilmiş olamaz.",
            "Gedimas negalėjo būti praneštas vėliau nei šiandien.",
            "A fault cannot be reported after today.",
        ],
        Refusal::MoveNotAllowed { from, to } => return move_not_allowed(language, *from, *to),
        Refusal::LineBlocked { line } => {
            return format!("{}. {}", line_waits(language, *line), mend_serial(language));
        }
    };
    chosen(language, tr, lt, en).to_owned()
}

fn before_reported(language: Language, reported: Day) -> String {
    let day = pricing::day(language, reported);
    match language {
        Tr => format!(
            "Arıza {day} günü bildirildi; ondan önce çalışılmış olamaz. Saati ya da bildirim gününü düzeltin."
        ),
        Lt => format!(
            "Apie gedimą pranešta {day}; anksčiau dirbti negalėta. Pataisykite laiką arba pranešimo dieną."
        ),
        En => format!(
            "The fault was reported on {day}; nobody worked on it before. Correct the time, or that day."
        ),
    }
}

fn other_unit(language: Language, unit: &Unit) -> String {
    let unit = stock::unit_name(language, unit);
    match language {
        Tr => format!("Bu ürün “{unit}” ile sayılır. Miktarı öyle yazın."),
        Lt => format!("Ši prekė skaičiuojama „{unit}“. Taip ir įrašykite kiekį."),
        En => format!("This product is counted in “{unit}”. Write the quantity so."),
    }
}

fn closed(language: Language, stands: Status) -> String {
    let stands = status(language, stands);
    match language {
        Tr => format!("Talebin durumu “{stands}”. Değiştirmek için önce yeniden açın."),
        Lt => format!("Užklausos būsena „{stands}“. Norėdami keisti, pirmiausia atidarykite."),
        En => format!("The ticket is “{stands}”. Open it again before you change it."),
    }
}

fn move_not_allowed(language: Language, from: Status, to: Status) -> String {
    let (from, to) = (status(language, from), status(language, to));
    match language {
        Tr => format!("Talep artık “{from}”; “{to}” yapılamaz."),
        Lt => format!("Užklausa jau „{from}“; į „{to}“ keisti negalima."),
        En => format!("The ticket is “{from}” by now and cannot become “{to}”."),
    }
}

fn too_many(language: Language, count_max: usize) -> String {
    match language {
        Tr => format!("Bir talepte bunlardan en çok {count_max} tane olur."),
        Lt => format!("Užklausoje jų gali būti ne daugiau kaip {count_max}."),
        En => format!("A ticket has at most {count_max} of these."),
    }
}

fn more_than_shipped(language: Language, most: &str) -> String {
    match language {
        Tr => format!("Bu partiden {most} sevk edildi; miktar bunu aşamaz."),
        Lt => format!("Šios partijos išsiųsta {most}; daugiau būti negali."),
        En => format!("Of this lot {most} were shipped; it cannot be more."),
    }
}
