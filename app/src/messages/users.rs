//! The words about people: roles and what was granted, devices, passwords, and why a change of somebody is refused.

use shared::users::{Refusal, Role};

use super::{
    Language,
    Language::{En, Lt, Tr},
    kit::messages,
    plural::Counted,
    policy,
};

messages! {
    people { "Kişiler", "Žmonės", "People" }
    search { "Ad veya kullanıcı adı ara", "Ieškoti pagal vardą", "Search by name" }
    no_hits { "Bu aramaya uyan kimse yok", "Tokio žmogaus nėra", "Nobody fits this search" }
    no_hits_text { "Adın bir parçası yeter.", "Pakanka vardo dalies.", "A part of the name is enough." }
    nobody { "Henüz kimse yok", "Dar nieko nėra", "Nobody is here yet" }
    nobody_text { "Davet ettiğiniz kişiler burada durur.", "Čia bus jūsų pakviesti žmonės.", "People you invite stand here." }
    choose { "Bir kişi seçin", "Pasirinkite žmogų", "Choose a person" }
    choose_text { "Rolleri, bölgeleri ve cihazları burada görünür.", "Čia matysite roles, teritorijas ir įrenginius.", "Roles, territories and devices appear here." }
    gone { "Bu kişi bu cihazda yok", "Šio žmogaus šiame įrenginyje nėra", "This person is not on this device" }
    gone_text { "Listeden birini seçin.", "Pasirinkite iš sąrašo.", "Choose somebody from the list." }
    to_list { "Kişilere dön", "Grįžti į žmonių sąrašą", "Back to people" }
    only_names { "Meslektaşlarınızın yalnızca adını görürsünüz. Rolleri yöneticiler görür.", "Matote tik kolegų vardus. Roles mato administratoriai.", "You see the names of colleagues only. Administrators see their roles." }
    inactive { "Erişimi kapalı", "Prieiga uždaryta", "Access closed" }
    you { "siz", "jūs", "you" }

    invite { "Kişi davet et", "Pakviesti žmogų", "Invite somebody" }
    invite_text { "Davetten sonra bir parola verirsiniz; kişi onunla oturum açar.", "Pakvietę suteiksite slaptažodį; juo žmogus prisijungs.", "After the invitation you give a password; the person signs in with it." }
    invited { "Davet bu cihaza kaydedildi.", "Pakvietimas įrašytas šiame įrenginyje.", "The invitation is saved on this device." }
    granted { "Yetkiler bu cihaza kaydedildi.", "Teisės įrašytos šiame įrenginyje.", "The grants are saved on this device." }
    save_grants { "Yetkileri kaydet", "Įrašyti teises", "Save grants" }
    nothing_changed { "Önce bir şey değiştirin.", "Pirma ką nors pakeiskite.", "Change something first." }

    name { "Ad soyad", "Vardas ir pavardė", "Name" }
    login { "Kullanıcı adı", "Naudotojo vardas", "User name" }
    login_hint { "Oturum açarken yazılır; sonradan değişmez.", "Įvedamas jungiantis; vėliau nekeičiamas.", "Typed when signing in; it does not change later." }
    login_wanted { "Bir kullanıcı adı yazın.", "Įrašykite naudotojo vardą.", "Write a user name." }
    name_wanted { "Bir ad yazın.", "Įrašykite vardą.", "Write a name." }
    spoken { "Dil", "Kalba", "Language" }
    roles { "Roller", "Rolės", "Roles" }
    no_roles { "Rol verilmemiş", "Rolių nesuteikta", "No roles given" }
    roles_text { "Her rol bir yetki demetidir. Birden çok rol verilebilir.", "Kiekviena rolė – teisių rinkinys. Galima suteikti kelias.", "Each role is a bundle of rights. Several may be given." }
    territories { "Bölgeler", "Teritorijos", "Territories" }
    territories_hint { "Kişi yalnızca bu bölgelerin hesaplarını ve tekliflerini yanına alır.", "Žmogus pasiima tik šių teritorijų klientus ir pasiūlymus.", "The person takes along accounts and offers of these only." }
    sees_all_territories { "Seçilen rol tüm bölgeleri görür.", "Pasirinkta rolė mato visas teritorijas.", "The chosen role sees all territories." }
    another_territory { "Başka bir bölge", "Kita teritorija", "Another territory" }
    add_territory { "Bölge ekle", "Pridėti teritoriją", "Add territory" }
    warehouses { "Ambarlar", "Sandėliai", "Warehouses" }
    no_warehouses { "Henüz ambar yok.", "Sandėlių dar nėra.", "There are no warehouses yet." }
    sets { "Entegrasyon setleri", "Integracijos rinkiniai", "Integration sets" }
    no_sets { "Henüz entegrasyon seti yok.", "Integracijos rinkinių dar nėra.", "There are no integration sets yet." }
    default_set { "Öndeğer set", "Numatytasis rinkinys", "Default set" }
    default_set_none { "Yok", "Nėra", "None" }
    default_set_hint { "Yalnızca verilen setlerden biri olabilir; bir sonraki oturumda geçerlidir.", "Tik vienas iš suteiktų; įsigalioja kitą kartą prisijungus.", "One of the granted sets only; in effect from the next sign-in." }
    grants { "Verilen yetkiler", "Suteiktos teisės", "Grants" }
    effective { "Bu kişi şunları yapabilir", "Šis žmogus gali", "This person may" }
    effective_nothing { "Yalnızca okuyabilir.", "Gali tik skaityti.", "May only read." }

    rights_by_role { "Rollere göre yetkiler", "Teisės pagal roles", "Rights by role" }
    rights_text { "Bu tablo salt okunurdur. Kimin hangi rolü taşıdığı kişinin sayfasında belirlenir.", "Ši lentelė tik skaitoma. Kas kokią rolę turi, nurodoma žmogaus puslapyje.", "This table is read-only. Who has which role is set on the person’s page." }
    right { "Yetki", "Teisė", "Right" }
    has { "var", "yra", "yes" }
    has_not { "yok", "nėra", "no" }

    deactivate { "Erişimi kapat", "Uždaryti prieigą", "Close access" }
    deactivate_text { "Bu adla artık oturum açılamaz. Cihazları ilk bağlantıda iletilmemiş işi teslim eder, bu iş incelemeye alınır; sonra kayıtlar oradan silinir.", "Šiuo vardu nebebus galima prisijungti. Prisijungę prie ryšio įrenginiai perduos neperduotą darbą – jis bus atidėtas peržiūrai; tada įrašai ten bus ištrinti.", "Nobody can sign in with this name. At their next contact the devices hand in unsent work, which is set aside for review; then their records are deleted." }
    reactivate { "Erişimi yeniden aç", "Vėl suteikti prieigą", "Open access again" }
    keep_access { "Açık bırak", "Palikti", "Keep it open" }

    password { "Parola", "Slaptažodis", "Password" }
    new_password { "Yeni parola", "Naujas slaptažodis", "New password" }
    give_password { "Parolayı ver", "Suteikti slaptažodį", "Set password" }
    password_given { "Parola verildi. Kişiye güvenli bir yoldan iletin.", "Slaptažodis suteiktas. Perduokite jį saugiai.", "The password is set. Pass it on by a safe way." }
    password_none { "Henüz parola yok: kişi oturum açamaz.", "Slaptažodžio dar nėra: žmogus negali prisijungti.", "There is no password yet: the person cannot sign in." }
    password_direct { "Parola doğrudan sunucuya gider; bu cihazda ve kayıtlarda kalmaz.", "Slaptažodis keliauja tiesiai į serverį; šiame įrenginyje ir įrašuose nelieka.", "The password goes straight to the server; it stays neither on this device nor in any record." }
    password_waits { "Davet sunucuya ulaşınca parola verebilirsiniz.", "Slaptažodį suteiksite, kai pakvietimas pasieks serverį.", "You can set a password once the invitation has reached the server." }
    password_not_taken { "Sunucu bu parolayı kabul etmedi. Daha uzun bir parola yazın; kullanıcı adı başkasında olabilir.", "Serveris slaptažodžio nepriėmė. Įrašykite ilgesnį; galbūt naudotojo vardas jau užimtas.", "The server did not take this password. Write a longer one; the user name may belong to somebody else." }

    devices { "Cihazlar", "Įrenginiai", "Devices" }
    my_devices { "Cihazlarım", "Mano įrenginiai", "My devices" }
    others_devices { "Başkalarının cihazları", "Kitų įrenginiai", "Devices of others" }
    fetching_devices { "Cihazlar sorgulanıyor", "Gaunami įrenginiai", "Fetching the devices" }
    no_devices { "Henüz cihaz yok", "Įrenginių dar nėra", "No devices yet" }
    no_devices_text { "Bir cihazda oturum açılınca burada görünür.", "Čia bus įrenginys, kuriame prisijungiama.", "A device stands here once somebody signs in on it." }
    this_device { "Bu cihaz", "Šis įrenginys", "This device" }
    withdrawn { "Geri alındı", "Atšauktas", "Withdrawn" }
    withdraw { "Geri al", "Atšaukti", "Withdraw" }
    withdraw_question { "Bu cihaz geri alınsın mı?", "Atšaukti šį įrenginį?", "Withdraw this device?" }
    withdraw_text { "Cihaz ilk bağlantıda iletilmemiş işini teslim eder, bu iş incelemeye alınır; sonra oradaki kayıtlar ve anahtarları silinir. Geri dönüşü yoktur; kişi yeniden oturum açabilir.", "Prisijungęs prie ryšio įrenginys perduos neperduotą darbą – jis bus atidėtas peržiūrai; tada įrašai ir jų raktas ten bus ištrinti. Grąžinti negalima; žmogus gali prisijungti iš naujo.", "At its next contact the device hands in its unsent work, which is set aside for review; then its records and their key are deleted there. This cannot be undone; the person can sign in again." }
    withdraw_this { "Bu, şu anda kullandığınız cihaz.", "Tai įrenginys, kuriuo naudojatės dabar.", "This is the device you are using now." }
    keep_device { "Cihaz kalsın", "Palikti įrenginį", "Keep the device" }
    device_withdrawn { "Cihaz geri alındı.", "Įrenginys atšauktas.", "The device is withdrawn." }
    look_again { "Yeniden bak", "Žiūrėti iš naujo", "Look again" }

    needs_server { "Bunun için sunucu gerekir", "Tam reikia serverio", "This needs the server" }
    not_reached { "Sunucuya ulaşılamıyor. Bağlantı gelince yeniden bakın.", "Serveris nepasiekiamas. Pažiūrėkite vėl, kai bus ryšys.", "The server cannot be reached. Look again when there is a connection." }
    signed_out { "Oturum süresi doldu. Yeniden oturum açın.", "Seansas baigėsi. Prisijunkite iš naujo.", "Your session has ended. Sign in again." }
    not_allowed { "Bunu görme yetkiniz yok.", "Neturite teisės to matyti.", "You do not have the right to see this." }
    not_there { "Sunucuda böyle bir kayıt yok.", "Serveryje tokio įrašo nėra.", "There is no such record on the server." }
    not_understood { "Bu sürüm sunucuyu anlamıyor. Uygulamayı güncelleyin.", "Ši versija serverio nesupranta. Atnaujinkite programą.", "This version does not understand the server. Update the app." }
}

/// A role by its name.
pub fn role(language: Language, role: Role) -> &'static str {
    let [tr, lt, en] = match role {
        Role::Administrator => ["Yönetici", "Administratorius", "Administrator"],
        Role::SalesManager => ["Satış müdürü", "Pardavimų vadovas", "Sales manager"],
        Role::Salesperson => ["Satış temsilcisi", "Pardavėjas", "Salesperson"],
        Role::ServiceManager => ["Servis müdürü", "Serviso vadovas", "Service manager"],
        Role::Technician => ["Teknisyen", "Technikas", "Technician"],
        Role::ReadOnly => ["Salt okuma", "Tik skaitymas", "Read-only"],
    };
    one_of(language, [tr, lt, en])
}

/// What a role is for, in a sentence.
pub fn role_text(language: Language, role: Role) -> &'static str {
    let words = match role {
        Role::Administrator => [
            "Her şeyi görür ve yönetir.",
            "Viską mato ir tvarko.",
            "Sees and manages everything.",
        ],
        Role::SalesManager => [
            "Tüm bölgelerde satar; fiyatları ve maliyeti görür.",
            "Parduoda visose teritorijose; mato kainas ir savikainą.",
            "Sells in all territories; sees prices and cost.",
        ],
        Role::Salesperson => [
            "Kendi bölgelerinde teklif hazırlar ve dönüştürür.",
            "Savo teritorijose rengia ir konvertuoja pasiūlymus.",
            "Makes and converts offers in the own territories.",
        ],
        Role::ServiceManager => [
            "Tüm bölgelerde hesapları ve ürünleri düzenler.",
            "Visose teritorijose tvarko klientus ir prekes.",
            "Keeps accounts and products of all territories.",
        ],
        Role::Technician => [
            "Kendi bölgelerinde ürünlerle çalışır.",
            "Savo teritorijose dirba su prekėmis.",
            "Works with products in the own territories.",
        ],
        Role::ReadOnly => [
            "Kendi bölgelerini okur.",
            "Skaito savo teritorijų įrašus.",
            "Reads the own territories.",
        ],
    };
    one_of(language, words)
}

fn one_of(language: Language, [tr, lt, en]: [&'static str; 3]) -> &'static str {
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// "8 people".
pub fn count(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# kişi",
        lt: ["# žmogus", "# žmonės", "# žmonių"],
        en: ["# person", "# people"],
    };
    forms.of(language, count)
}

/// The shortest password that is taken.
pub fn password_hint(language: Language, least: usize) -> String {
    match language {
        Tr => format!("En az {least} karakter."),
        Lt => format!("Bent {least} ženklai."),
        En => format!("At least {least} characters."),
    }
}

/// Since when there is a password: "Set 3 days ago".
pub fn password_since(language: Language, ago: &str) -> String {
    match language {
        Tr => format!("{ago} verildi."),
        Lt => format!("Suteiktas {ago}."),
        En => format!("Set {ago}."),
    }
}

/// When a device was last heard: "Last seen 3 h ago".
pub fn last_seen(language: Language, ago: &str) -> String {
    match language {
        Tr => format!("Son görülme {ago}"),
        Lt => format!("Paskutinį kartą matytas {ago}"),
        En => format!("Last seen {ago}"),
    }
}

pub fn signed_in_since(language: Language, day: &str) -> String {
    match language {
        Tr => format!("{day} tarihinden beri oturum açık"),
        Lt => format!("Prisijungta nuo {day}"),
        En => format!("Signed in since {day}"),
    }
}

pub fn withdrawn_on(language: Language, day: &str) -> String {
    match language {
        Tr => format!("{day} tarihinde geri alındı"),
        Lt => format!("Atšauktas {day}"),
        En => format!("Withdrawn on {day}"),
    }
}

/// The name of a button that withdraws one device among several.
pub fn withdraw_named(language: Language, device: &str) -> String {
    match language {
        Tr => format!("{device} cihazını geri al"),
        Lt => format!("Atšaukti: {device}"),
        En => format!("Withdraw {device}"),
    }
}

/// The question before somebody's access ends.
pub fn deactivate_question(language: Language, name: &str) -> String {
    match language {
        Tr => format!("{name} artık oturum açamasın mı?"),
        Lt => format!("Uždaryti prieigą: {name}?"),
        En => format!("Close the access of {name}?"),
    }
}

/// A change of a person as people call it.
pub fn deed(language: Language, change: &str) -> Option<&'static str> {
    let words = match change {
        "users.invited" => ["Kişi davet edildi", "Pakviestas žmogus", "Somebody invited"],
        "users.granted" => ["Yetkiler verildi", "Suteiktos teisės", "Rights granted"],
        "users.deactivated" => ["Erişim kapatıldı", "Prieiga uždaryta", "Access closed"],
        "users.language_chosen" => ["Dil seçildi", "Pasirinkta kalba", "Language chosen"],
        _ => return None,
    };
    Some(one_of(language, words))
}

/// Why a change of a person is refused.
pub fn refusal(language: Language, why: &Refusal) -> String {
    let words = match why {
        Refusal::Denied { why } => return policy::denied(language, why),
        Refusal::LoginTaken { login } => return login_taken(language, login),
        Refusal::NoSuchUser => [
            "Böyle bir kullanıcı yok.",
            "Tokio naudotojo nėra.",
            "There is no such user.",
        ],
        Refusal::AlreadyHere => [
            "Bu kişi zaten kayıtlı. Yeni bir davet açın.",
            "Šis žmogus jau įrašytas. Pradėkite naują pakvietimą.",
            "This person is here already. Begin a new invitation.",
        ],
        Refusal::DefaultSetNotGranted => [
            "Öndeğer set bu kullanıcıya verilmemiş.",
            "Numatytasis rinkinys šiam naudotojui nesuteiktas.",
            "The default set was not granted to this user.",
        ],
        Refusal::NameEmpty => [
            "Bir ad ve bir kullanıcı adı yazın.",
            "Įrašykite vardą ir naudotojo vardą.",
            "Write a name and a user name.",
        ],
        Refusal::OwnAccess => [
            "Kendi erişiminizi kapatamazsınız. Bunu başka bir yönetici yapabilir.",
            "Savo prieigos uždaryti negalite. Tai gali kitas administratorius.",
            "You cannot end your own access. Another administrator can.",
        ],
    };
    one_of(language, words).to_owned()
}

fn login_taken(language: Language, login: &str) -> String {
    match language {
        Tr => format!("“{login}” adı kullanılıyor. Başka bir ad seçin."),
        Lt => format!("Vardas „{login}“ užimtas. Pasirinkite kitą."),
        En => format!("The name “{login}” is taken. Choose another."),
    }
}
