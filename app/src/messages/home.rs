//! The words of the first page and of signing in.

use super::{
    Language,
    Language::{En, Lt, Tr},
    kit::messages,
    plural::Counted,
};

messages! {
    sign_in { "Oturum aç", "Prisijungti", "Sign in" }
    sign_out { "Oturumu kapat", "Atsijungti", "Sign out" }
    login_name { "Kullanıcı adı", "Naudotojo vardas", "User name" }
    password { "Parola", "Slaptažodis", "Password" }
    show_password { "Parolayı göster", "Rodyti slaptažodį", "Show password" }
    hide_password { "Parolayı gizle", "Slėpti slaptažodį", "Hide password" }
    sentence { "Çekim olmasa da iş yürür.", "Darbas vyksta ir be ryšio.", "Work goes on without signal." }
    wrong { "Kullanıcı adı veya parola yanlış. Yeniden deneyin.", "Neteisingas naudotojo vardas arba slaptažodis. Bandykite dar kartą.", "The user name or the password is wrong. Try again." }
    too_often { "Çok fazla deneme yapıldı. Bir dakika bekleyin.", "Per daug bandymų. Palaukite minutę.", "Too many attempts. Wait a minute." }
    access_closed { "Erişiminiz kapatıldı. Yöneticinize sorun.", "Jūsų prieiga uždaryta. Kreipkitės į administratorių.", "Your access was closed. Ask your administrator." }
    device_withdrawn { "Bu cihaz geri alındı. Yöneticinize sorun.", "Šis įrenginys atšauktas. Kreipkitės į administratorių.", "This device was withdrawn. Ask your administrator." }
    no_server { "Sunucuya ulaşılamıyor. Oturum açmak için bağlantı gerekir.", "Serveris nepasiekiamas. Prisijungti reikia ryšio.", "The server cannot be reached. Signing in needs a connection." }
    no_storage { "Bu tarayıcı kayıt tutamıyor. Güvenli bir bağlantı (HTTPS) ile açın.", "Ši naršyklė negali saugoti įrašų. Atverkite per saugų ryšį (HTTPS).", "This browser cannot keep records. Open it over a secure connection (HTTPS)." }
    not_read { "Bu cihazda kayıtlı olanlar şu anda okunamıyor. Hiçbiri silinmedi. Tarayıcıyı kapatıp yeniden açın.", "Tai, kas įrašyta šiame įrenginyje, dabar nepavyksta perskaityti. Niekas neištrinta. Uždarykite naršyklę ir atverkite ją iš naujo.", "What is kept on this device cannot be read now. Nothing of it was deleted. Close the browser and open it again." }
    waiting_for_you { "Sizi bekleyen", "Laukia jūsų", "Needs you" }
    nothing_waits { "Sizi bekleyen bir şey yok", "Niekas jūsų nelaukia", "Nothing needs you" }
    nothing_waits_text { "Karar vermeniz gereken kayıtlar burada durur.", "Čia bus įrašai, dėl kurių turite apsispręsti.", "Records that need your decision stand here." }
    open_offers { "Açık teklifler", "Galiojantys pasiūlymai", "Open offers" }
    all_offers { "Tüm teklifler", "Visi pasiūlymai", "All offers" }
    my_tickets { "Taleplerim", "Mano užklausos", "My tickets" }
    no_tickets { "Size atanmış açık talep yok", "Jums priskirtų atvirų užklausų nėra", "No open ticket is assigned to you" }
    new_offer { "Yeni teklif", "Naujas pasiūlymas", "New offer" }
    ready { "Yola hazır", "Paruošta kelionei", "Ready for the road" }
    products { "Ürünler ve fiyatlar", "Prekės ir kainos", "Products and prices" }
    accounts { "Hesaplarım", "Mano klientai", "My accounts" }
    offers { "Tekliflerim", "Mano pasiūlymai", "My offers" }
    stock { "Stok rakamları", "Atsargų likučiai", "Stock figures" }
    morning { "Günaydın", "Labas rytas", "Good morning" }
    day { "İyi günler", "Laba diena", "Good day" }
    evening { "İyi akşamlar", "Labas vakaras", "Good evening" }
    fetching { "Kayıtlar bu cihaza alınıyor", "Įrašai perkeliami į šį įrenginį", "Fetching records to this device" }
    no_offers { "Henüz açık teklif yok", "Dar nėra galiojančių pasiūlymų", "No open offers yet" }
    not_found { "Bu sayfa yok", "Tokio puslapio nėra", "There is no such page" }
    to_start { "Bugüne dön", "Grįžti į pradžią", "Back to today" }
    sign_out_waits { "Gönderilmemiş işiniz var", "Turite neperduotų darbų", "You have unsent work" }
    sign_out_asked { "Oturum kapatılsın mı?", "Atsijungti?", "Sign out?" }
    sign_out_deletes { "Kayıtlar bu cihazdan silinir; oturum açınca yeniden alınır.", "Įrašai iš šio įrenginio bus ištrinti; prisijungus jie vėl bus perkelti.", "The records are deleted from this device; they are fetched again when you sign in." }
    sign_out_deletes_rest { "Geri kalan kayıtlar bu cihazdan silinir.", "Visi kiti įrašai iš šio įrenginio bus ištrinti.", "All other records are deleted from this device." }
    sign_out_typed { "Yazıp kaydetmedikleriniz de silinir.", "Bus ištrinta ir tai, ką rašėte, bet neįrašėte.", "What you typed and did not save is deleted too." }
    sign_out_offline { "Şu anda bağlantı yok. Yeniden oturum açmak için bağlantı gerekir.", "Dabar ryšio nėra. Vėl prisijungti reikės ryšio.", "There is no signal now. Signing in again needs it." }
    sign_out_anyway { "Bu cihazda bırak ve kapat", "Palikti šiame įrenginyje ir atsijungti", "Leave it on this device and sign out" }
    stay { "Kal", "Likti", "Stay" }
    device_left { "Bu cihaz geri alındı", "Šis įrenginys atšauktas", "This device was withdrawn" }
    device_left_text { "İletilmemiş işiniz incelemeye alındı; kayıtlar bu cihazdan silindi. Yeniden oturum açarsanız yeniden alınır.", "Neperduotas jūsų darbas atidėtas peržiūrai, įrašai iš šio įrenginio ištrinti. Prisijungus iš naujo jie vėl bus perkelti.", "Your unsent work was set aside for review, and the records were deleted from this device. If you sign in again, they are fetched again." }
    access_left { "Erişiminiz kapatıldı", "Jūsų prieiga uždaryta", "Your access was closed" }
    access_left_text { "İletilmemiş işiniz incelemeye alındı; kayıtlar bu cihazdan silindi. Yöneticinize sorun.", "Neperduotas jūsų darbas atidėtas peržiūrai, įrašai iš šio įrenginio ištrinti. Kreipkitės į administratorių.", "Your unsent work was set aside for review, and the records were deleted from this device. Ask your administrator." }
    sign_in_again { "Yeniden oturum aç", "Prisijungti iš naujo", "Sign in again" }
    sign_in_again_text { "Bu cihazdaki işiniz olduğu gibi kalır; parolanızı girince gönderilir.", "Jūsų darbas šiame įrenginyje lieka, koks yra; jis bus perduotas, kai įvesite slaptažodį.", "Your work on this device stays as it is; it is sent once you enter your password." }
    signed_in_again { "Oturum açıldı.", "Prisijungta.", "You are signed in again." }
    session_ended { "Oturum süresi doldu. Çalışmaya devam edebilirsiniz; göndermek için yeniden oturum açın.", "Seansas baigėsi. Galite dirbti toliau; norėdami perduoti, prisijunkite iš naujo.", "Your session has ended. You can go on working; sign in again to send." }
}

/// Why a sign-in waits before anybody signs in.
pub fn device_waits(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "Bu cihazda # kayıt gönderilmeyi bekliyor",
        lt: [
            "Šiame įrenginyje perdavimo laukia # įrašas",
            "Šiame įrenginyje perdavimo laukia # įrašai",
            "Šiame įrenginyje perdavimo laukia # įrašų",
        ],
        en: [
            "# record on this device waits to be sent",
            "# records on this device wait to be sent",
        ],
    };
    forms.of(language, count)
}

pub fn sent_as(language: Language, name: &str) -> String {
    match language {
        Tr => format!("{name} olarak girince gönderilir."),
        Lt => format!("Bus perduota prisijungus kaip {name}."),
        En => format!("They go out when {name} signs in."),
    }
}

/// "Good morning, Ayşe".
pub fn greeting(language: Language, hour: u8, name: &str) -> String {
    let words = match hour {
        5..=10 => morning(language),
        11..=17 => day(language),
        _ => evening(language),
    };
    format!("{words}, {}", name.split(' ').next().unwrap_or(name))
}

pub fn stays_here(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# kayıt bu cihazda kalır ve yeniden oturum açınca gönderilir.",
        lt: [
            "Šiame įrenginyje liks # įrašas; jis bus perduotas vėl prisijungus.",
            "Šiame įrenginyje liks # įrašai; jie bus perduoti vėl prisijungus.",
            "Šiame įrenginyje liks # įrašų; jie bus perduoti vėl prisijungus.",
        ],
        en: [
            "# record stays on this device and is sent when you sign in again.",
            "# records stay on this device and are sent when you sign in again.",
        ],
    };
    forms.of(language, count)
}
