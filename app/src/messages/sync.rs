//! The words of waiting, sending, refusing and repairing. Never "synchronise", never "conflict".

use super::kit::messages;
use super::names;
use super::plural::Counted;
use super::refusals;
use super::{
    Language,
    Language::{En, Lt, Tr},
};
use shared::bounds::Unfit;
use shared::desk::Conflict;
use shared::sync::outcome::Reason;

messages! {
    this_device { "Bu cihaz", "Šis įrenginys", "This device" }
    status { "Bu cihazın durumu", "Šio įrenginio būsena", "Where this device stands" }
    prepare { "Yola çıkmadan önce", "Prieš išvykstant", "Before you leave" }
    price_lists { "Fiyat listeleri", "Kainoraščiai", "Price lists" }
    inbox_empty { "Karar vermeniz gereken bir şey yok", "Nėra nieko, dėl ko reikėtų apsispręsti", "Nothing needs your decision" }
    inbox_empty_text { "Kabul edilmeyen işleriniz nedeniyle birlikte burada durur.", "Čia bus darbai, kurie nebuvo priimti, su priežastimi.", "Work that was not accepted stands here, with the reason." }
    waiting_to_send { "Gönderilmeyi bekleyen", "Laukia perdavimo", "Waiting to send" }
    last_success { "Son bağlantı", "Paskutinis ryšys", "Last success" }
    never { "henüz yok", "dar nebuvo", "not yet" }
    connected { "bağlı", "prisijungta", "connected" }
    not_connected { "bağlantı yok", "nėra ryšio", "no connection" }
    aboard { "Bu cihazda", "Šiame įrenginyje", "Aboard this device" }
    get_newest { "En yenisini al", "Gauti naujausius", "Get the newest" }
    what { "Ne", "Kas", "What" }
    age { "Yaşı", "Amžius", "Age" }
    records { "Kayıt", "Įrašai", "Records" }
    space { "Kullanılan yer", "Užimta vieta", "Space used" }
    persistent { "Tarayıcı bu kayıtları silmeyeceğine söz verdi", "Naršyklė pažadėjo neištrinti šių įrašų", "The browser has promised to keep these records" }
    not_persistent { "Tarayıcı yer sıkışınca bu kayıtları silebilir. Uygulamayı ana ekrana ekleyin.", "Trūkstant vietos naršyklė gali ištrinti šiuos įrašus. Įdiekite programą į pradžios ekraną.", "The browser may delete these records when space runs short. Install the app to the home screen." }
    ask_persistence { "Korunmasını iste", "Prašyti išsaugoti", "Ask to keep them" }
    ready { "Yola hazırsınız", "Galite išvykti", "You are ready for the road" }
    ready_text { "Kod okuyucu ve servis raporu da bu cihazda; sinyal istemezler.", "Kodų skaitytuvas ir serviso ataskaita taip pat šiame įrenginyje; ryšio jiems nereikia.", "The code scanner and the service report are aboard too; they need no signal." }
    not_ready { "Henüz her şey bu cihazda değil", "Dar ne viskas šiame įrenginyje", "Not everything is aboard yet" }
    no_shell { "Kayıtlar bu cihazda, uygulamanın kendisi henüz değil", "Įrašai šiame įrenginyje, bet pačios programos dar nėra", "The records are aboard, the app itself is not yet" }
    no_shell_text { "Kapatırsanız yeniden açmak için ağ gerekir. Birkaç saniye bekleyin; bu sayfa değişmezse tarayıcı uygulamayı saklamıyor demektir.", "Uždarius programą, jai vėl atverti reikės tinklo. Palaukite kelias sekundes; jei puslapis nepasikeis, naršyklė programos nesaugo.", "Once closed, it needs a network to open again. Wait a few seconds; if this page does not change, the browser does not keep the app." }
    nothing_waits { "Gönderilmemiş iş yok", "Neperduotų darbų nėra", "Nothing is unsent" }
    before { "Önce", "Anksčiau", "Before" }
    both_started { "ikisi de buradan başladı", "nuo čia pradėjo abu", "both started here" }
    yours { "Sizinki", "Jūsų", "Yours" }
    theirs { "Diğeri", "Kito", "The other" }
    on_this_device { "bu cihazda", "šiame įrenginyje", "on this device" }
    accepted_meanwhile { "bu arada kabul edildi", "priimta tuo tarpu", "accepted meanwhile" }
    keep_mine { "Benimki kalsın", "Palikti mano", "Keep mine" }
    keep_theirs { "Diğeri kalsın", "Palikti kito", "Keep theirs" }
    decided_elsewhere { "Başka bir yerde farklı karar verildi", "Kitur nuspręsta kitaip", "Was decided otherwise elsewhere" }
    decided_elsewhere_text { "Bu kayıt için başka bir cihazınızda ya da bir yönetici tarafından daha önce farklı karar verilmişti. Kaydın şimdiki hâline bakın; yapmanız gereken başka bir şey yok.", "Dėl šio įrašo anksčiau kitame jūsų įrenginyje arba administratorius nusprendė kitaip. Pažiūrėkite, kaip įrašas atrodo dabar; daugiau nieko daryti nereikia.", "Another device of yours, or an administrator, had decided this otherwise before. Look at how the record stands now; there is nothing else to do." }
    entry_answered { "Karar verildi", "Jau nuspręsta", "Already decided" }
    answered_here { "Buna bu cihazda karar verdiniz; iletilmeyi bekliyor.", "Dėl to nusprendėte šiame įrenginyje; sprendimas laukia perdavimo.", "You decided this on this device; it waits to be sent." }
    answered_on_other_device { "Buna az önce başka bir cihazınızda karar verdiniz.", "Dėl to ką tik nusprendėte kitame savo įrenginyje.", "You decided this just now, on another device of yours." }
    answered_by_you { "Buna siz karar verdiniz.", "Dėl to nusprendėte jūs.", "You decided this." }
    answered_by_you_or_administrator { "Buna siz ya da bir yönetici karar verdi.", "Dėl to nusprendėte jūs arba administratorius.", "You or an administrator decided this." }
    answered_read { "Okundu; yapılacak bir şey yoktu.", "Perskaityta; nieko daryti nereikėjo.", "It was read; there was nothing to do." }
    answered_let_go { "Bu işten vazgeçildi.", "Šis darbas atmestas.", "The work was let go of." }
    answered_theirs_stays { "Diğer değer kaldı.", "Liko kita reikšmė.", "The other value stayed." }
    answered_sent_again { "İş yeniden gönderildi.", "Darbas perduotas dar kartą.", "The work was sent again." }
    answered_sent_chosen { "İş, seçilen değerle yeniden gönderildi.", "Darbas perduotas dar kartą su pasirinkta reikšme.", "The work was sent again, with the value that was chosen." }
    answered_unknown { "Nasıl karar verildiğini uygulamanın bu sürümü okuyamıyor.", "Kaip nuspręsta, ši programos versija perskaityti negali.", "How, this version of the app cannot read." }
    typed_not_sent { "Buraya yazdığınız gönderilmedi", "Tai, ką čia įrašėte, neperduota", "What you typed here was not sent" }
    typed_not_sent_text { "Siz silene kadar burada durur. Geçerli olmasını istiyorsanız kaydı açıp değiştirin.", "Tai liks čia, kol atmesite. Jei norite, kad galiotų, atverkite ir pakeiskite įrašą.", "It stays here until you discard it. If it shall stand, open the record and change it there." }
    back_to_inbox { "Gelenlere dön", "Grįžti į gautuosius", "Back to the inbox" }
    entry_absent { "Bu iş bu cihazda değil", "Šio darbo šiame įrenginyje nėra", "This entry is not on this device" }
    entry_absent_text { "Belki henüz gelmedi, belki de uzun zaman önce karar verildi.", "Galbūt jis dar neatkeliavo, o gal dėl jo seniai nuspręsta.", "It may not have come yet, or was decided long ago." }
    nothing_against_it { "Artık başka bir değerle çakışmıyor. Yeniden gönderebilir ya da vazgeçebilirsiniz.", "Dabar niekam neprieštarauja. Galite bandyti dar kartą arba atsisakyti.", "Nothing stands against it any more. You can try again, or let it go." }
    nothing_against_yours { "Bu arada diğer değer geri alındı ya da aynısı yazıldı. Buraya yazdığınız yine de gönderilebilir.", "Tuo metu kita reikšmė atšaukta arba įrašyta tokia pati. Ką čia įrašysite, vis tiek bus galima perduoti.", "The other value was taken back meanwhile, or is the same now. What you type here can be sent all the same." }
    nothing_against_yours_beside { "Bu arada diğer değer geri alındı ya da aynısı yazıldı; bu alan artık sorulmuyor. Buraya yazdığınız diğer yanıtlarla gönderilmez, siz silene kadar bu cihazda kalır.", "Tuo metu kita reikšmė atšaukta arba įrašyta tokia pati; dėl šio lauko nebeklausiama. Ką čia įrašysite, su kitais atsakymais nebus perduota ir liks šiame įrenginyje, kol atmesite.", "The other value was taken back meanwhile, or is the same now, and this field is not asked about any more. What you type here is not sent with the other answers; it stays on this device until you discard it." }
    understood { "Anladım", "Supratau", "Got it" }
    read_it { "Okuyun", "Perskaitykite", "Read" }
    shown { "Gösterilenler", "Kas rodoma", "What is shown" }
    all { "Tümü", "Visi", "All" }
    not_accepted_yet { "henüz kabul edilmedi", "dar nepriimta", "not accepted yet" }
    keep_this { "Bu kalsın", "Palikti šią", "Keep this value" }
    choose_again { "Yeniden seç", "Rinktis iš naujo", "Choose again" }
    not_for_this_field { "Bu alana böyle bir değer girilemez.", "Tokia reikšmė šiam laukui netinka.", "This field cannot hold that value." }
    something { "değiştirilmiş", "pakeista", "changed" }
    yes { "evet", "taip", "yes" }
    no { "hayır", "ne", "no" }
    try_again { "Yeniden gönder", "Perduoti dar kartą", "Send again" }
    let_go { "Bu işten vazgeç", "Atmesti šį darbą", "Let it go" }
    open_parent { "Bağlı olduğu işi aç", "Atverti, nuo ko priklauso", "Open what it depends on" }
    open_record { "Kaydı aç", "Atverti įrašą", "Open the record" }
    both_stay { "İkisi de geçmişte kalır.", "Abu lieka istorijoje.", "Both stay in the history." }
    changed_twice { "İki kez değiştirildi", "Pakeista du kartus", "Changed twice" }
    refused { "Kabul edilmedi", "Nepriimta", "Was not accepted" }
    waits_for_other { "Başka bir işi bekliyor", "Laukia kito darbo", "Waits for other work" }
    waits { "Bekliyor", "Laukia", "Waits" }
    in_vain { "Vazgeçilen bir işe bağlı", "Priklauso nuo atmesto darbo", "Depends on work that was let go of" }
    in_vain_text { "Bağlı olduğu işten vazgeçildi; bu yüzden olduğu gibi kabul edilemez.", "Darbas, nuo kurio tai priklauso, atmestas, todėl toks, koks yra, šis nebus priimtas.", "The work it depends on was let go of, so it cannot be accepted as it is." }
    parent_elsewhere { "Bağlı olduğu iş bu cihazda değil. Yeniden gönderin ya da bu işten vazgeçin.", "Darbo, nuo kurio tai priklauso, šiame įrenginyje nėra. Perduokite dar kartą arba šį darbą atmeskite.", "The work it depends on is not on this device. Send this again, or let it go." }
    waits_for_open { "Sizin karar vermenizi bekleyen bir işe bağlı. Orada verdiğiniz karar bunun için de geçerli olur.", "Priklauso nuo darbo, dėl kurio turite apsispręsti. Ką nuspręsite ten, galios ir šiam.", "It depends on work that needs your decision. What you decide there counts for this one too." }
    refused_text { "Engeli giderip yeniden gönderin ya da bu işten vazgeçin.", "Pašalinkite kliūtį ir perduokite dar kartą arba šį darbą atmeskite.", "Put right what stands in its way and send it again, or let it go." }
    for_another_customer { "Başka bir müşteri için", "Kitam klientui", "For another customer" }
    for_this_one { "Bu müşteri için yeniden gönder", "Perduoti dar kartą šiam klientui", "Send again for this customer" }
    products { "Ürünler", "Prekės", "Products" }
    depends_on { "Bağlı olduğu iş", "Priklauso nuo", "Depends on" }
    unreadable { "Okunamadı", "Nepavyko perskaityti", "Could not be read" }
    cannot_be_sent_again { "Bu iş burada okunamıyor, bu yüzden yeniden gönderilemez. İşi baştan yapın, sonra bu kayıttan vazgeçin.", "Šio darbo čia nepavyksta perskaityti, todėl dar kartą perduoti negalima. Atlikite jį iš naujo, tada šį įrašą atmeskite.", "This work cannot be read here, so it cannot be sent again. Do it anew, then let this entry go." }
    choose { "Birini seçin", "Pasirinkite", "Choose" }
    decide { "Karar verin", "Apsispręskite", "Decide" }
    not_aboard { "bu cihazda değil", "ne šiame įrenginyje", "not on this device" }
    removed { "kaldırılmış", "pašalinta", "removed" }
    nothing { "boş", "tuščia", "empty" }
    likely_refused { "Büyük olasılıkla kabul edilmeyecek", "Tikriausiai nebus priimta", "Likely to be refused" }
    left_out { "Bu sürüm bunu gösteremiyor; yine de gönderilecek", "Ši versija to neparodo, bet bus perduota", "This version cannot show it; it will be sent all the same" }
    needs_you { "Sizi bekleyen", "Laukia jūsų", "Needs you" }
    work_of_others { "Başkalarının işleri", "Kitų darbai", "Work of others" }
    colleague { "Bir iş arkadaşı", "Kolega", "A colleague" }
    done_in_your_name { "Yeniden gönderirseniz iş sizin adınıza yapılır.", "Perdavus dar kartą, darbas bus atliktas jūsų vardu.", "Sent again, it is done in your name." }
    waiting { "Bekleyen", "Laukia", "Waiting" }
    signed_out { "Oturum sunucuda kapandı", "Seansas serveryje baigėsi", "The session ended on the server" }
    waits_for_text { "Bağlı olduğu iş kabul edilince kendiliğinden yeniden gönderilir.", "Bus perduota dar kartą, kai bus priimtas darbas, nuo kurio tai priklauso.", "It is sent again by itself once the work it depends on is accepted." }
    lost_text { "Bu cihazdaki kayıt okunamadı. Yönetici elde kalanı görebilir.", "Įrašo šiame įrenginyje nepavyko perskaityti. Administratorius mato, kas liko.", "The entry on this device could not be read. An administrator can see what is left of it." }
    send_now { "Şimdi gönder", "Perduoti dabar", "Send now" }
    remind_tomorrow { "Yarın hatırlat", "Priminti rytoj", "Remind me tomorrow" }
    unsent_text { "Bu cihazda kayıtlı, ama başka hiçbir yerde yok. Ağ olan bir yere gidin; gönderme kendiliğinden başlar.", "Jis įrašytas šiame įrenginyje, bet daugiau niekur. Nuvykite ten, kur yra ryšys; perdavimas prasidės savaime.", "It is saved on this device but nowhere else. Go where there is a network; sending begins by itself." }
    unsent_danger { "Cihaz kaybolur ya da bozulursa bu iş de kaybolur.", "Jei įrenginys dings ar suges, dings ir šis darbas.", "If the device is lost or breaks, this work is lost with it." }
    withdrawn_text { "Hesabınız kapatıldı; yöneticiniz bu işi görür.", "Jūsų paskyra uždaryta; šį darbą peržiūrės administratorius.", "Your account was closed; an administrator reviews this work." }
    withdrawn_other { "Bu kişinin hesabı kapatıldı ya da cihazı geri alındı; bu işi kabul edilmedi.", "Šio žmogaus paskyra uždaryta arba jo įrenginys atšauktas; šis darbas nepriimtas.", "This person’s account was closed or the device withdrawn; this work was not accepted." }
    queue_closed { "Bu cihazda oturum kapatılırken yarım kalmış. Çıkış yapıp yeniden girin.", "Atsijungimas šiame įrenginyje liko nebaigtas. Atsijunkite ir prisijunkite iš naujo.", "Signing out on this device was not finished. Sign out, then sign in again." }
    with_the_server { "Bu cihaz tutamadı, ama sunucu aldı. Yer açın; bir sonraki alışverişte burada da görünür. Yeniden girmeyin.", "Šis įrenginys neįrašė, bet serveris gavo. Atlaisvinkite vietos: čia pasirodys per kitą ryšį su serveriu. Iš naujo neįveskite.", "This device could not keep it, but the server has it. Free some space: it appears here with the next exchange. Do not enter it again." }
    perhaps_with_the_server { "Bu cihaz tutamadı ve sunucu yanıt vermedi: belki almıştır. Yer açın ve yeniden girmeden önce bakın.", "Šis įrenginys neįrašė, o serveris neatsakė: galbūt gavo. Atlaisvinkite vietos ir pažiūrėkite, prieš įvesdami iš naujo.", "This device could not keep it, and the server did not answer: it may have it. Free some space, and look before you enter it again." }
    unreadable_text { "Sunucu bu işi okuyamadı. Uygulamayı güncelleyip yeniden gönderin.", "Serveris negalėjo perskaityti šio darbo. Atnaujinkite programą ir perduokite dar kartą.", "The server could not read this work. Update the app and send it again." }
}

/// A button with how much goes with it: "Send again, with 4 that depend on it".
pub fn again_with(language: Language, depending: u64) -> String {
    let forms = Counted {
        tr: "Ona bağlı # işle birlikte yeniden gönder",
        lt: [
            "Perduoti dar kartą su # priklausančiu darbu",
            "Perduoti dar kartą su # priklausančiais darbais",
            "Perduoti dar kartą su # priklausančių darbų",
        ],
        en: [
            "Send again, with # that depends on it",
            "Send again, with # that depend on it",
        ],
    };
    match depending {
        0 => try_again(language).to_owned(),
        depending => forms.of(language, depending),
    }
}

/// "Let it go, with 4 that depend on it".
pub fn let_go_with(language: Language, depending: u64) -> String {
    let forms = Counted {
        tr: "Bu işten ve ona bağlı # işten vazgeç",
        lt: [
            "Atmesti šį ir # priklausantį darbą",
            "Atmesti šį ir # priklausančius darbus",
            "Atmesti šį ir # priklausančių darbų",
        ],
        en: [
            "Let it go, with # that depends on it",
            "Let it go, with # that depend on it",
        ],
    };
    match depending {
        0 => let_go(language).to_owned(),
        depending => forms.of(language, depending),
    }
}

/// "Got it, and let 1 go that depends on it": the same for what is only read.
pub fn understood_with(language: Language, depending: u64) -> String {
    let forms = Counted {
        tr: "Anladım, ona bağlı # işten vazgeç",
        lt: [
            "Supratau, atmesti # priklausantį darbą",
            "Supratau, atmesti # priklausančius darbus",
            "Supratau, atmesti # priklausančių darbų",
        ],
        en: [
            "Got it, and let # go that depends on it",
            "Got it, and let # go that depend on it",
        ],
    };
    match depending {
        0 => understood(language).to_owned(),
        depending => forms.of(language, depending),
    }
}

/// "Keep mine, 8%": a button with its result.
pub fn keep_with(keep: &str, value: &str) -> String {
    format!("{keep}, {value}")
}

/// "Keep Elif’s": theirs, by the name of who it was.
pub fn keep_of(language: Language, name: &str) -> String {
    match language {
        Tr => format!("{} kalsın", names::belonging_to(name)),
        Lt => format!("Palikti, ką įrašė {name}"),
        En => format!("Keep {name}’s"),
    }
}

/// Of a colleague's work, which administrators may answer too.
pub fn answered_by_author(language: Language, author: &str) -> String {
    match language {
        Tr => format!("Buna {author} ya da bir yönetici karar verdi."),
        Lt => format!("Dėl to nusprendė {author} arba administratorius."),
        En => format!("{author} or an administrator decided this."),
    }
}

/// "200 of 4,012 shown": the rest is there, below.
pub fn rows_shown(language: Language, shown: u64, of: u64) -> String {
    let (shown, of) = (
        super::numbers::count(language, shown),
        super::numbers::count(language, of),
    );
    match language {
        Tr => format!("{of} işten {shown} tanesi görünüyor"),
        Lt => format!("Rodoma {shown} iš {of}"),
        En => format!("{shown} of {of} shown"),
    }
}

pub fn show_more(language: Language, count: u64) -> String {
    let count = super::numbers::count(language, count);
    match language {
        Tr => format!("{count} tane daha göster"),
        Lt => format!("Rodyti dar {count}"),
        En => format!("Show {count} more"),
    }
}

/// At the end of a list that is too long: "and 3 more".
pub fn and_more(language: Language, count: u64) -> String {
    let count = super::numbers::count(language, count);
    match language {
        Tr => format!("ve {count} tane daha"),
        Lt => format!("ir dar {count}"),
        En => format!("and {count} more"),
    }
}

pub fn yes_no(language: Language, is_so: bool) -> &'static str {
    if is_so { yes(language) } else { no(language) }
}

/// "line total €11,047.03": what a line would cost with a value.
pub fn line_total(language: Language, amount: &str) -> String {
    match language {
        Tr => format!("satır toplamı {amount}"),
        Lt => format!("eilutės suma {amount}"),
        En => format!("line total {amount}"),
    }
}

/// "line 1, Screw compressor VK-22".
pub fn line_named(language: Language, number: u64, name: &str) -> String {
    match language {
        Tr => format!("{number}. satır, {name}"),
        Lt => format!("{number} eilutė, {name}"),
        En => format!("line {number}, {name}"),
    }
}

/// "12 min": the oldest unsent work.
pub fn oldest(language: Language, length: &str) -> String {
    match language {
        Tr => format!("en eskisi {length}"),
        Lt => format!("seniausias {length}"),
        En => format!("oldest {length}"),
    }
}

/// Bytes as people read them.
pub fn megabytes(language: Language, bytes: u64) -> String {
    let tenths = (bytes * 10 + 500_000) / 1_000_000;
    format!(
        "{}\u{a0}MB",
        super::numbers::decimal(language, &format!("{}.{}", tenths / 10, tenths % 10))
    )
}

/// "412 of 980": how far a first fetch is.
pub fn fetched(language: Language, done: u64, of: u64) -> String {
    let (done, of) = (
        super::numbers::count(language, done),
        super::numbers::count(language, of),
    );
    match language {
        Tr => format!("{of} kayıttan {done}"),
        Lt => format!("{done} iš {of}"),
        En => format!("{done} of {of}"),
    }
}

/// Said beside a value that is being typed: the other side is another one since.
pub fn changed_again(language: Language, theirs: &str) -> String {
    match language {
        Tr => format!("Siz yazarken diğer değer değişti. Şimdi: {theirs}"),
        Lt => format!("Jums rašant kita reikšmė pasikeitė. Dabar: {theirs}"),
        En => format!("The other value changed while you were typing. Now: {theirs}"),
    }
}

/// A field of a record in the words of its room: `lines/<id>/discount2` is "Discount 2".
pub fn field(language: Language, path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let words = |tr: &str, lt: &str, en: &str| match language {
        Tr => tr.to_owned(),
        Lt => lt.to_owned(),
        En => en.to_owned(),
    };
    if let Some(slot) = name.strip_prefix("discount") {
        return words(
            &format!("İskonto {slot}"),
            &format!("Nuolaida {slot}"),
            &format!("Discount {slot}"),
        );
    }
    match name {
        "account" => words("Müşteri", "Klientas", "Customer"),
        "items" => words("Maddeler", "Punktai", "Items"),
        "line" => words("Satır", "Eilutė", "Line"),
        "reason" => words("Neden", "Priežastis", "Reason"),
        "started" => words("Başladı", "Pradėta", "Started"),
        "ended" => words("Bitti", "Baigta", "Ended"),
        "to" => words("Yeni durum", "Nauja būsena", "New state"),
        "without_serial" => words(
            "Seri numarası yok, çünkü",
            "Be serijos numerio, nes",
            "Without a serial number, because",
        ),
        "name" => words("Ad", "Pavadinimas", "Name"),
        "title" => words("Konu", "Tema", "Subject"),
        "serial" => words("Seri no", "Serijos numeris", "Serial number"),
        "product" => words("Ürün", "Prekė", "Product"),
        "contact" => words("İlgili", "Kontaktas", "Contact"),
        "priority" => words("Öncelik", "Svarba", "Priority"),
        "reported" => words("Bildirildi", "Pranešta", "Reported"),
        "request_kind" => words("Tür", "Rūšis", "Type"),
        "channel" => words("Nasıl geldi", "Kaip gauta", "How it came in"),
        "resolution" => words("Çözüm", "Sprendimas", "Resolution"),
        "promised" => words("Söz verilen", "Pažadėta", "Promised"),
        "assignee" => words("Sorumlu", "Atsakingas", "Assignee"),
        "dates" => words("Günler", "Datos", "Days"),
        "number" => words("Vergi numarası", "Mokėtojo kodas", "Tax number"),
        "place" | "territory" => words("Bölge", "Teritorija", "Territory"),
        "fault" => words("Arıza", "Gedimas", "Fault"),
        "diagnosis" => words("Teşhis", "Diagnozė", "Diagnosis"),
        "work_done" => words("Yapılan iş", "Atliktas darbas", "Work done"),
        "task" => words("Sonraki işlem", "Kita užduotis", "Next task"),
        "replacement" => words(
            "Yeni malın seri numarası",
            "Pakaitinės prekės numeris",
            "Replacement’s serial",
        ),
        "serials" => words("Seri numaraları", "Serijos numeriai", "Serials"),
        "ticket" => words("Talep", "Užklausa", "Ticket"),
        "ordinal" => words("Durum numarası", "Būsenos numeris", "State number"),
        "notify" => words(
            "Müşteriye e-posta",
            "Laiškas klientui",
            "Mail to the customer",
        ),
        "users" => words(
            "Onaylayan kişiler",
            "Tvirtinantys žmonės",
            "People who confirm",
        ),
        "roles" => words(
            "Onaylayan roller",
            "Tvirtinančios rolės",
            "Roles that confirm",
        ),
        "listed" => words(
            "Aksesuar listesinde",
            "Priedų sąraše",
            "On the accessory list",
        ),
        "lines" => words("Maddeler", "Punktai", "Items"),
        "note" => words("Not", "Pastaba", "Note"),
        "price" => words("Fiyat", "Kaina", "Price"),
        "quantity" => words("Miktar", "Kiekis", "Quantity"),
        "text" => words("Metin", "Tekstas", "Text"),
        "brand" => words("Marka", "Prekės ženklas", "Brand"),
        "category" => words("Kategori", "Kategorija", "Category"),
        "unit" => words("Birim", "Matavimo vienetas", "Unit"),
        "currency" => words("Para birimi", "Valiuta", "Currency"),
        "vat" => words("KDV", "PVM", "VAT"),
        "barcodes" => words("Barkodlar", "Brūkšniniai kodai", "Barcodes"),
        "tracking" => words("İzleme", "Vienetų apskaita", "Tracking"),
        "logistics_code" => words("Lojistik kodu", "Logistikos kodas", "Logistics code"),
        "warranty" => words("Garanti takibi", "Garantijos sekimas", "Warranty tracking"),
        "archived" => words("Arşiv", "Archyvas", "Archived"),
        "city" => words("Şehir", "Miestas", "City"),
        "country" => words("Ülke", "Šalis", "Country"),
        "address" => words("Adres", "Adresas", "Address"),
        "phone" => words("Telefon", "Telefonas", "Telephone"),
        "email" => words("E-posta", "El. paštas", "E-mail"),
        "language" => words("Dil", "Kalba", "Language"),
        "price_list" => words("Fiyat listesi", "Kainoraštis", "Price list"),
        "payment_method" => words("Ödeme yöntemi", "Mokėjimo būdas", "Payment method"),
        "day" => words("Tarih", "Data", "Date"),
        "valid_until" => words("Geçerlilik", "Galioja iki", "Valid until"),
        "cost" => words("Alış fiyatı", "Pirkimo kaina", "Purchase price"),
        "producer_code" => words("Üretici kodu", "Gamintojo kodas", "Producer code"),
        "attributes" => words("Özellikler", "Savybės", "Attributes"),
        "service" => words("Hizmet", "Paslauga", "Service"),
        "recorded" => words("Kayıt tarihi", "Įvedimo data", "Date recorded"),
        "parent" => words("Üst kategori", "Aukštesnė kategorija", "Parent category"),
        "firm" => words("Firma", "Įmonė", "Firm"),
        "erp" => words("ERP", "ERP", "ERP"),
        "block_unread_checks" => words(
            "Okunamayan denetim engeller",
            "Neperskaityta patikra stabdo",
            "An unread check blocks",
        ),
        "gross" => words("KDV dahil", "Su PVM", "VAT included"),
        "validity" => words("Geçerlilik", "Galiojimas", "Validity"),
        "default" => words("Varsayılan", "Numatytasis", "Default"),
        "active" => words("Etkin", "Aktyvus", "Active"),
        "period" => words("Dönem", "Laikotarpis", "Period"),
        "prices" => words("Fiyatlar", "Kainos", "Prices"),
        "grants" => words("Yetkiler", "Teisės", "Grants"),
        "value" => words("Değer", "Reikšmė", "Value"),
        _ => words("Satır", "Eilutė", "Line"),
    }
}

/// "Discount 2: changed twice".
pub fn field_changed_twice(language: Language, field: &str) -> String {
    match language {
        Tr => format!("{field} iki kez değiştirildi"),
        Lt => format!("{field}: pakeista du kartus"),
        // a field may be several things: "Items"
        En => format!("{field}: changed twice"),
    }
}

/// How long the oldest of it has waited.
pub fn unsent_for(language: Language, age: &str) -> String {
    match language {
        Tr => format!("Gönderilmemiş iş {age} bekliyor"),
        Lt => format!("Neperduotas darbas laukia {age}"),
        En => format!("Unsent work has waited {age}"),
    }
}

/// "2 changes, 1 file": what lies on this device alone; what there is none of is left out.
pub fn unsent_count(language: Language, changes: u64, files: u64) -> String {
    let forms = Counted {
        tr: "# değişiklik",
        lt: ["# pakeitimas", "# pakeitimai", "# pakeitimų"],
        en: ["# change", "# changes"],
    };
    let changes = (changes > 0).then(|| forms.of(language, changes));
    let files = (files > 0).then(|| unsent_files(language, files));
    let both: Vec<String> = changes.into_iter().chain(files).collect();
    both.join(", ")
}

pub fn unsent_files(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# dosya",
        lt: ["# failas", "# failai", "# failų"],
        en: ["# file", "# files"],
    };
    forms.of(language, count)
}

/// Where a row of an import came from.
pub fn line_of_file(language: Language, line: u64) -> String {
    match language {
        Tr => format!("satır {line}"),
        Lt => format!("{line} eilutė"),
        En => format!("line {line}"),
    }
}

fn left_out_rows(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# satır alınamadı.",
        lt: [
            "# eilutės įkelti nepavyko.",
            "# eilučių įkelti nepavyko.",
            "# eilučių įkelti nepavyko.",
        ],
        en: ["# row was not taken.", "# rows were not taken."],
    };
    forms.of(language, count)
}

fn fields_of(language: Language, conflicts: &[Conflict]) -> String {
    let fields = conflicts.iter();
    let fields: Vec<String> = fields
        .map(|conflict| field(language, &conflict.field))
        .collect();
    fields.join(", ")
}

/// What was finished on a page met another value that came while it was typed.
pub fn theirs_stay(language: Language, conflicts: &[Conflict]) -> String {
    let fields = fields_of(language, conflicts);
    match language {
        Tr => format!(
            "{fields}: siz yazarken başka biri değiştirdi ve onun yazdığı duruyor. Sizinki geçerliyse yeniden girin."
        ),
        Lt => format!(
            "{fields}: kol rašėte, kažkas kitas pakeitė, ir jo reikšmė liko. Jei turi likti jūsų, įveskite ją dar kartą."
        ),
        En => format!(
            "{fields}: somebody else changed it while you were typing, and theirs stands. Enter yours again if it is right."
        ),
    }
}

/// What was chosen in the inbox was asked before somebody wrote again.
pub fn asked_anew(language: Language, conflicts: &[Conflict]) -> String {
    let fields = fields_of(language, conflicts);
    match language {
        Tr => format!("{fields}: bu arada yine değişti. Şimdiki hâline bakıp yeniden seçin."),
        Lt => format!(
            "{fields}: tuo metu vėl pasikeitė. Pažiūrėkite, kaip yra dabar, ir rinkitės iš naujo."
        ),
        En => format!("{fields}: changed meanwhile. Look at it as it is now, and choose again."),
    }
}

/// Why something was not applied, and what to do.
pub fn reason(language: Language, reason: &Reason) -> String {
    match reason {
        Reason::ChangedTwice { conflicts } => {
            field_changed_twice(language, &fields_of(language, conflicts))
        }
        Reason::WaitingFor { .. } => waits_for_text(language).to_owned(),
        Reason::Refused { refusal } => refusals::words(language, refusal),
        Reason::Unfit { why } => unfit(language, why),
        Reason::KeyTaken { kind, key, .. } if kind == "rma_operation" && key == "open_serial" => {
            super::rma::open_already(language).to_owned()
        }
        Reason::KeyTaken { value, .. } => match language {
            Tr => format!("“{value}” başka bir kayıtta kullanılıyor. Başka bir değer girin."),
            Lt => format!("„{value}“ jau naudojama kitame įraše. Įveskite kitą reikšmę."),
            En => format!("“{value}” belongs to another record. Enter another value."),
        },
        Reason::Unreadable { .. } => unreadable_text(language).to_owned(),
        Reason::TooLarge { bytes, bytes_max } => {
            let (here, most) = (megabytes(language, *bytes), megabytes(language, *bytes_max));
            match language {
                Tr => format!(
                    "Bu kayıt gönderilemeyecek kadar büyük: {here}. En çok {most} olabilir; parçalara bölün."
                ),
                Lt => format!(
                    "Įrašas per didelis perduoti: {here}. Daugiausia {most}; padalykite jį."
                ),
                En => format!("This is too large to be sent: {here}. At most {most}; divide it."),
            }
        }
        Reason::Failed { number } => match language {
            Tr => format!(
                "Sunucuda bir hata oldu (no {number}). İşiniz saklandı; yönetici bakabilir."
            ),
            Lt => format!(
                "Serveryje įvyko klaida (nr. {number}). Darbas išsaugotas; administratorius gali peržiūrėti."
            ),
            En => format!(
                "Something failed on the server (no. {number}). Your work is kept; an administrator can look."
            ),
        },
        Reason::LeftOut { rows } => left_out_rows(language, rows.len() as u64),
        Reason::Lost { .. } => lost_text(language).to_owned(),
        Reason::Withdrawn { .. } => withdrawn_text(language).to_owned(),
    }
}

/// Why a text or a list does not fit, and what to do.
fn unfit(language: Language, why: &Unfit) -> String {
    match (why, language) {
        (Unfit::TooLong { begins, length_max }, Tr) => {
            format!("“{begins}…” çok uzun. En çok {length_max} karakter olabilir; kısaltın.")
        }
        (Unfit::TooLong { begins, length_max }, Lt) => {
            format!(
                "„{begins}…“ per ilgas tekstas. Daugiausia ženklų: {length_max}; sutrumpinkite."
            )
        }
        (Unfit::TooLong { begins, length_max }, En) => {
            format!("“{begins}…” is too long. At most {length_max} characters fit; shorten it.")
        }
        (Unfit::Hidden { begins }, Tr) => {
            format!("“{begins}” görünmeyen karakterler içeriyor. Silip elle yeniden yazın.")
        }
        (Unfit::Hidden { begins }, Lt) => {
            format!("Tekste „{begins}“ yra nematomų ženklų. Ištrinkite ir įrašykite ranka.")
        }
        (Unfit::Hidden { begins }, En) => {
            format!(
                "“{begins}” contains letters that cannot be seen. Delete it and type it by hand."
            )
        }
        (Unfit::TooMany { count_max }, Tr) => {
            format!("Bir kerede en çok {count_max} satır olabilir. Parçalara bölün.")
        }
        (Unfit::TooMany { count_max }, Lt) => {
            format!("Vienu kartu telpa ne daugiau eilučių kaip {count_max}. Padalykite.")
        }
        (Unfit::TooMany { count_max }, En) => {
            format!("At most {count_max} rows fit at once. Divide them.")
        }
    }
}
