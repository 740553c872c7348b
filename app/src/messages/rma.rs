//! The words about warranty returns: states, tasks, and why a change of one is refused, with what to do.

use super::Language::{En, Lt, Tr};
use super::{Language, integrations, kit::messages, plural::Counted, policy};
use shared::documents::Booked;
use shared::rma::{Meaning, NotSent, Part, Refusal, Stop, Task, Told};

messages! {
    new_return { "Yeni garanti servis kaydı", "Nauja operacija", "New return" }
    search { "Kod, seri no ya da hesap ara", "Ieškoti kodo, numerio ar kliento", "Search code, serial or account" }
    show { "Göster", "Rodyti", "Show" }
    open { "Açık", "Atviros", "Open" }
    ended { "Biten", "Baigtos", "Ended" }
    all { "Tümü", "Visos", "All" }
    none_yet { "Henüz garanti servis kaydı yok", "Garantinio aptarnavimo operacijų dar nėra", "No warranty returns yet" }
    none_yet_text { "Kayıtlar sinyal olmadan da açılır; bağlantı gelince iletilir.", "Operacijas galima kurti ir be ryšio; jos bus perduotos, kai ryšys atsiras.", "Returns can be taken in without signal; they are sent when there is one." }
    none_found { "Bu filtreyle kayıt yok", "Pagal šį filtrą operacijų nėra", "No return fits this filter" }
    not_aboard { "Bu kayıt bu cihazda yok", "Šios operacijos šiame įrenginyje nėra", "This return is not on this device" }
    not_aboard_text { "Size verilmeyen bir bölgede olabilir.", "Gali būti, kad ji jums nepriskirtoje teritorijoje.", "It may stand in a territory that you were not given." }
    to_list { "Kayıtlara dön", "Į operacijas", "To the returns" }
    unverified { "Doğrulanmadı", "Nepatikrinta", "Unverified" }

    good { "Hangi mal geldi?", "Kokia prekė grąžinama?", "Which good comes back?" }
    known_by { "Nasıl tanınıyor?", "Kaip atpažįstama?", "How is it known?" }
    by_serial { "Seri no ile", "Pagal numerį", "By serial" }
    by_product { "Ürün ve satışla", "Pagal pardavimą", "By sale" }
    serial { "Seri no", "Serijos numeris", "Serial number" }
    serial_hint { "Tip plakasından okutun ya da yazın.", "Nuskenuokite arba įrašykite iš lentelės.", "Scan it from the type plate, or type it." }
    draft { "Seri no bu cihazın kayıtlarında yok", "Numerio šio įrenginio registre nėra", "The serial is not in this device’s register" }
    draft_text { "Sunucu seri numarasını doğrulayana kadar taslak olarak kaydedilir.", "Bus išsaugota kaip juodraštis, kol serveris patvirtins numerį.", "It will be saved as a draft until the server has confirmed the serial." }
    which_product { "Hangi ürün?", "Kuri prekė?", "Which product?" }
    is_a_code { "Bu bir ürün kodu", "Tai prekės kodas", "This is the code of a product" }
    is_a_code_too { "Bu aynı zamanda bir ürün kodu", "Tai kartu ir prekės kodas", "This is the code of a product, too" }
    serial_unless_chosen { "Siz seçmedikçe seri no sayılır.", "Kol nepasirinksite, laikoma serijos numeriu.", "Unless you choose, it is the serial." }
    take_as_product { "Ürün ve satışla kaydet", "Registruoti pagal prekę", "Take it in by product" }
    go_on { "Açık kaydı göster", "Rodyti atvirą operaciją", "Show the open return" }
    product { "Ürün", "Prekė", "Product" }
    product_hint { "Ad, kod ya da barkod yazın.", "Rašykite pavadinimą, kodą ar brūkšninį kodą.", "Type a name, a code or a barcode." }
    sale { "Satış işlemi", "Pardavimo operacija", "Sale" }
    sale_hint { "Bu ürünü içeren satışlar.", "Pardavimai, kuriuose yra ši prekė.", "Sales that contain this product." }
    sale_hint_accessory { "Aksesuar: herhangi bir satış seçilebilir.", "Priedas: tinka bet kuris pardavimas.", "An accessory: any sale will do." }
    reason { "Seri no neden yok?", "Kodėl nėra numerio?", "Why is there no serial?" }
    reason_hint { "Örneğin tip plakası okunmuyor.", "Pavyzdžiui, lentelė neįskaitoma.", "For instance, the type plate cannot be read." }
    fault { "Müşterinin anlattığı arıza", "Gedimas kliento žodžiais", "Fault, in the customer’s words" }
    fault_title { "Sorun ne?", "Kas nutiko?", "What is wrong?" }
    take_in { "Kaydı aç", "Užregistruoti", "Take it in" }
    start { "Garanti iadesi (RMA) aç", "Pradėti RMA", "Start a return" }
    not_while_blocked { "Önce seriyi düzeltin, sonra garanti iadesi (RMA) açabilirsiniz.", "Pirmiausia ištaisykite numerį, tada galėsite pradėti RMA.", "Correct the serial first; then a return can be started." }

    product_later { "Ürün, seri no doğrulanınca belli olur", "Prekė paaiškės patvirtinus numerį", "The product is known once the serial is confirmed" }
    from_serial { "Seri numarasından bulundu.", "Rasta pagal serijos numerį.", "Found by the serial number." }
    chosen_sale { "Elle seçildi.", "Pasirinkta ranka.", "Chosen by hand." }
    customer { "Müşteri", "Klientas", "Customer" }
    from_sale { "Satış işleminden.", "Iš pardavimo operacijos.", "From the sale." }
    ticket { "Talep", "Užklausa", "Ticket" }
    product_code { "Ürün kodu", "Prekės kodas", "Product code" }
    department { "Bölüm", "Padalinys", "Department" }
    without_serial { "Seri no yok", "Be numerio", "Without serial" }
    warranty_ended { "Garanti süresi dolmuş", "Garantija pasibaigė", "The warranty has ended" }
    warranty_ended_text { "Onarım ücretli olabilir; önce müşteriyle görüşün.", "Remontas gali būti mokamas; pirma pasikalbėkite su klientu.", "The repair may have to be paid for; talk to the customer first." }
    warranty_unknown { "Garantinin başladığı gün bilinmiyor", "Nežinoma, nuo kada skaičiuojama garantija", "The day the warranty starts is not known" }
    described { "Açıklama", "Aprašymas", "Description" }
    diagnosis { "Teşhis", "Diagnozė", "Diagnosis" }
    work_done { "Yapılan iş", "Atliktas darbas", "Work done" }
    you { "siz", "jūs", "you" }

    next_step { "Sonraki adım", "Kitas žingsnis", "Next step" }
    next_task { "Sonraki işlem", "Kita užduotis", "Next task" }
    replacement { "Yeni malın seri numarası", "Pakaitinės prekės numeris", "Replacement’s serial" }
    replacement_hint { "Müşterinin alacağı mal.", "Prekė, kurią gaus klientas.", "Of the unit that the customer gets." }
    confirm { "Onayla", "Patvirtinti", "Confirm" }
    with_note { "Notla onayla", "Patvirtinti su pastaba", "Confirm with a note" }
    note { "Not", "Pastaba", "Note" }
    note_hint { "Durum geçmişinde görünür.", "Matoma būsenų žurnale.", "Seen in the state log." }
    waits { "Bekliyor", "Laukia", "It waits" }
    more { "Diğer işlemler", "Kiti veiksmai", "More actions" }
    undo_last { "Son onayı geri al", "Grąžinti vieną žingsnį", "Undo the last confirmation" }
    cancel { "Kaydı iptal et", "Atšaukti operaciją", "Cancel the return" }
    drop_draft { "Taslağı sil", "Atsisakyti juodraščio", "Drop the draft" }
    undo { "Geri al", "Grąžinti žingsnį", "Undo it" }
    reverse_exchange_text { "İade ve yeni satış geri alınır; kayıt, değişimin onaylandığı duruma döner.", "Grąžinimas ir naujas pardavimas anuliuojami; operacija grįžta į būseną, kurioje keitimas patvirtintas.", "The return and the new sale are reversed; it goes back to the state in which the exchange was confirmed." }
    reverse_exchange { "Değişimi geri al", "Anuliuoti keitimą", "Reverse the exchange" }
    which_department { "Parçalar hangi bölümden?", "Iš kurio padalinio dalys?", "Whose parts are used?" }
    choose { "Seçin", "Pasirinkite", "Choose" }
    at_present_cost { "Güncel maliyetle iade edilsin mi?", "Grąžinti dabartine savikaina?", "Take it back at the present cost?" }
    settle_text { "Her belge için seçin: geri alınsın mı, kalsın mı?", "Kiekvienam dokumentui nurodykite: anuliuoti ar palikti.", "Say of each document whether it is reversed or kept." }
    settle_nothing { "Bu kaydın belgesi yok; yalnızca kayıt iptal edilir.", "Dokumentų nėra; bus atšaukta tik operacija.", "It has no documents; the return alone is cancelled." }
    reverse { "Geri al", "Anuliuoti", "Reverse" }
    keep { "Kalsın", "Palikti", "Keep" }
    why { "Neden", "Priežastis", "Reason" }

    parts { "Kullanılan parçalar", "Panaudotos dalys", "Parts used" }
    no_parts { "Parça kullanılmadı.", "Dalių nepanaudota.", "No parts used." }
    add_part { "Parça ekle", "Pridėti dalį", "Add a part" }
    part_product { "Parça", "Dalis", "Part" }
    part_missing { "Parçayı seçin.", "Pasirinkite dalį.", "Choose the part." }
    quantity { "Miktar", "Kiekis", "Quantity" }
    part_serials { "Parçanın seri numaraları", "Dalies serijos numeriai", "Serials of the part" }
    part_serials_hint { "Birden çoksa virgülle ayırın.", "Jei keli, atskirkite kableliais.", "Several are parted by commas." }
    write_off { "Stoktan düş", "Nurašyti", "Write off" }
    part_removed { "Parça kaldırıldı", "Dalis pašalinta", "The part was taken off" }

    documents { "Belgeler", "Dokumentai", "Documents" }
    no_documents { "Henüz belge yok.", "Dokumentų dar nėra.", "No documents yet." }
    number_later { "Numara sunucu kabul edince verilir.", "Numeris bus suteiktas prisijungus.", "It is numbered once the server has accepted it." }
    stands { "Geçerli", "Galioja", "Stands" }
    reversed { "Geri alındı", "Anuliuotas", "Reversed" }
    kept { "Bırakıldı", "Paliktas", "Kept" }
    in_the_erp { "ERP’de", "Yra ERP", "In the ERP" }
    requested { "İstendi", "Paprašyta", "Requested" }
    requested_text { "Sinyal olunca ERP’ye gider; o zamana kadar değiştirilebilir.", "Į ERP iškeliaus, kai bus ryšys; iki tol galima keisti.", "It goes to the ERP when there is signal; until then it may be changed." }
    on_its_way { "ERP yolunda", "Keliauja į ERP", "On its way to the ERP" }
    erp_differs { "ERP’de başka türlü", "ERP įrašyta kitaip", "Different in the ERP" }
    erp_refused { "ERP kabul etmedi", "ERP nepriėmė", "Refused by the ERP" }
    log { "Durum geçmişi", "Būsenų žurnalas", "State log" }
    no_log { "Henüz onay yok.", "Patvirtinimų dar nėra.", "Nothing confirmed yet." }
    undone { "Geri alındı", "Atšauktas", "Undone" }
    told_later { "Müşteriye sunucu kabul edince yazılır", "Klientui bus parašyta, kai serveris priims būseną", "The customer is written to once the server has accepted it" }
    told_sent { "Müşteriye yazıldı", "Klientui parašyta", "The customer was written to" }
    set_up { "Garanti servis ayarları", "Garantinio aptarnavimo nuostatos", "Set-up of returns" }
    set_up_not_allowed { "Bunu servis müdürü ya da yönetici değiştirebilir", "Tai keičia serviso vadovas arba administratorius", "A service manager or an administrator may change this" }
    states { "Durumlar", "Būsenos", "States" }
    accessories { "Aksesuarlar", "Priedai", "Accessories" }
    accessories_table { "Aksesuar tablosu", "Priedų lentelė", "Table of accessories" }
    accessories_text { "Ayrı satır olarak satılmayan ama garanti kapsamında olan ürünler. Servise alınırken satışta aranmazlar; satış yine de seçilir.", "Prekės, kurios neparduodamos atskira eilute, bet joms taikoma garantija. Registruojant jų pardavime neieškoma; pardavimą vis tiek reikia nurodyti.", "Products that are never sold on a line of their own and yet covered. A return of one need not be on the sale; the sale is still chosen." }
    no_accessories { "Henüz aksesuar yok.", "Priedų dar nėra.", "No accessories yet." }
    add_accessory { "Aksesuar ekle", "Pridėti priedą", "Add an accessory" }
    state_name { "Ad", "Pavadinimas", "Name" }
    state_name_hint { "Boşsa bizim adımız görünür.", "Jei tuščia, rodomas mūsų pavadinimas.", "Empty: our own name of it." }
    state_number { "Sıra", "Numeris", "Number" }
    state_number_wrong { "0 ya da daha büyük bir tam sayı yazın.", "Įrašykite sveikąjį skaičių, 0 ar didesnį.", "Write a whole number, 0 or more." }
    who_confirms { "Kaydı bu durumdan kim ileri alabilir?", "Kas gali vesti operaciją toliau iš šios būsenos?", "Who may take a return on from this state?" }
    who_confirms_roles { "Bu roller", "Šie vaidmenys", "These roles" }
    who_confirms_people { "ve bu kişiler", "ir šie žmonės", "and these people" }
    nobody_confirms { "Buradan kimse ileri alamaz", "Iš čia toliau neveda niekas", "Nobody may take a return on from here" }
    notify { "Bu duruma geçince müşteriye e-posta yaz", "Perėjus į šią būseną parašyti klientui el. laišką", "Write to the customer when it is reached" }
    notified { "Müşteriye yazılır", "Klientui rašoma", "The customer is written to" }
    mail { "Müşteriye e-posta", "Laiškai klientui", "Mail to customers" }
    mail_all { "Birlikte onaylanan her durum için ayrı yaz", "Rašyti apie kiekvieną iš kartu patvirtintų būsenų", "Write about each of several states confirmed together" }
    mail_all_hint { "Kapalıyken yalnızca son durum yazılır.", "Išjungus rašoma tik apie paskutinę.", "When off, only about the last of them." }
    own_words { "Kendi sözleriniz", "Jūsų žodžiai", "Your own words" }
    own_words_hint { "İlk satır konu, sonra boş satır ve metin. Kullanılabilir: {number} {product} {serial} {state} {customer} {company} {replacement} {link}. Boşsa bizim metnimiz gider.", "Pirma eilutė – tema, tada tuščia eilutė ir tekstas. Galima: {number} {product} {serial} {state} {customer} {company} {replacement} {link}. Jei tuščia, siunčiamas mūsų tekstas.", "The subject on the first line, an empty one, the text. May be used: {number} {product} {serial} {state} {customer} {company} {replacement} {link}. Empty: our text goes out." }
    erp_fields { "ERP’deki alan numaraları", "Laukų numeriai ERP", "Field numbers in the ERP" }
    field_sale_serials { "Satıştaki seri numarası", "Serijos numeris pardavime", "Serial on a sale" }
    field_product { "Kayıttaki ürün kodu", "Prekės kodas operacijoje", "Product code on a return" }
    field_department { "Kayıttaki bölüm", "Padalinys operacijoje", "Department on a return" }
    told_soon { "Müşteriye birazdan yazılacak", "Klientui netrukus bus parašyta", "The customer will be written to soon" }
    told_later_state { "Müşteriye daha sonraki durum yazıldı", "Parašyta apie vėlesnę būseną", "Written to about a later state" }
    told_undone { "Yazılmadı: onay geri alındı", "Neparašyta: patvirtinimas atšauktas", "Not written to: the confirmation was undone" }
    told_no_server { "Müşteriye yazılamadı: e-posta sunucusu tanımlı değil", "Klientui neparašyta: nenurodytas pašto serveris", "The customer was not written to: no mail server is set up" }
    tell_again { "Şimdi yaz", "Parašyti dabar", "Write now" }
    tell_again_after { "Adresi ya da sunucuyu düzeltin, sonra yazdırın.", "Pataisykite adresą arba serverį ir tada parašykite.", "Mend the address or the server, then have it written." }
    open_account { "Cariyi aç", "Atidaryti klientą", "Open the account" }
    nothing_to_tell { "Müşteriye zaten yazıldı, yazılıyor ya da kayıt artık başka bir durumda.", "Klientui jau parašyta, rašoma arba būsena jau kita.", "The customer was or is being written to, or the return is in another state by now." }
    untold { "Haber verilmedi", "Nepranešta", "Not told" }
    untold_returns { "Müşterisine haber verilemeyenler", "Klientui nepranešta", "Customers who were not told" }
    told_no_address { "Müşterinin e-posta adresi yok", "Klientas neturi el. pašto", "The customer has no e-mail address" }

    task_none { "Seçilmedi", "Nepasirinkta", "Not chosen" }

    no_such_operation { "Bu garanti servis kaydı artık yok ya da bölgelerinizde değil.", "Šios garantinio aptarnavimo operacijos nebėra arba ji ne jūsų teritorijose.", "This warranty return is no longer there, or not in your territories." }
    exists { "Bu kayıt zaten var.", "Tokia operacija jau yra.", "This return exists already." }
    nothing_named { "Bir seri numarası yazın ya da ürün seçin.", "Įrašykite serijos numerį arba pasirinkite prekę.", "Enter a serial number or choose a product." }
    serial_invalid { "Bu bir seri numarası değil. Düzeltin ya da silin.", "Tai ne serijos numeris. Pataisykite arba ištrinkite.", "This is no serial number. Correct or clear it." }
    serial_unknown { "Bu seri numarası hiçbir satışta yok; kayıt açılamaz. Numarayı kontrol edin ya da ürün ve satışla kaydedin.", "Tokio serijos numerio nėra nė viename pardavime, įrašyti negalima. Patikrinkite numerį arba registruokite pagal prekę ir pardavimą.", "No sale has this serial number, so it cannot be saved. Check the number, or take the good in by product and sale." }
    serial_returned { "Bu seri numaralı mal geri alınmış; artık müşterinin değil. Müşterideki malın numarasını yazın.", "Šio serijos numerio prekė grąžinta ir kliento nebėra. Įrašykite kliento turimos prekės numerį.", "The unit of this serial was taken back; it is not the customer’s any more. Enter the number of the unit they have." }
    not_this_product { "Girilen seri numarası bu ürüne ait değildir.", "Įvestas serijos numeris nepriklauso šiai prekei.", "The serial number entered does not belong to this product." }
    several_products { "Bu seri numarası birden çok üründe var. Ürünü seçin.", "Tokį serijos numerį turi kelios prekės. Pasirinkite prekę.", "Several products have this serial number. Choose the product." }
    is_lot { "Bu bir parti numarası. Partinin malları ürün ve satışla kaydedilir.", "Tai partijos numeris. Partijos prekės priimamos pagal prekę ir pardavimą.", "This is the number of a lot. Its pieces are taken in by product and sale." }
    open_already { "Bu seri numarası için açık bir garanti servis kaydı var. Onunla devam edin.", "Šiam serijos numeriui jau yra atvira garantinio aptarnavimo operacija. Tęskite ją.", "A warranty return of this serial is open already. Go on with that one." }
    serial_wanted { "Bu ürün seri numarasıyla izleniyor. Numarayı yazın ya da neden yazılamadığını belirtin.", "Ši prekė sekama pagal serijos numerį. Įrašykite jį arba nurodykite, kodėl negalite.", "This product is tracked by serial. Enter the number, or say why it cannot be given." }
    sale_missing { "Satış işlemini seçin.", "Pasirinkite pardavimo operaciją.", "Choose the sale." }
    no_such_sale { "Bu satış artık yok, iptal edilmiş ya da bölgelerinizde değil.", "Šio pardavimo nebėra, jis anuliuotas arba ne jūsų teritorijose.", "This sale is no longer there, is cancelled, or not in your territories." }
    not_in_sale { "Seçilen satışta bu ürün yok. Başka bir satış seçin.", "Pasirinktame pardavime šios prekės nėra. Pasirinkite kitą pardavimą.", "The chosen sale does not contain this product. Choose another sale." }
    no_such_product { "Bu ürün artık yok. Başka bir ürün seçin.", "Šios prekės nebėra. Pasirinkite kitą.", "This product is no longer there. Choose another one." }
    no_such_department { "Bu bölüm artık yok. Başka bir bölüm seçin.", "Šio padalinio nebėra. Pasirinkite kitą.", "This department is no longer there. Choose another one." }
    not_verified { "Sunucu seri numarasını henüz doğrulamadı. Ağ olunca devam edin.", "Serveris serijos numerio dar nepatvirtino. Tęskite, kai bus ryšys.", "The server has not confirmed the serial yet. Go on when there is signal." }
    not_a_draft { "Bu artık sizin taslağınız değil; kayıtla devam edilmiş. Gerekirse kaydı iptal edin.", "Tai nebe jūsų juodraštis; operacija jau tęsiama. Jei reikia, ją atšaukite.", "This is no draft of yours any more; somebody went on with it. Cancel the return if need be." }
    not_set_up { "Durumlar henüz kurulmamış. Servis müdüründen kurmasını isteyin.", "Būsenos dar nenustatytos. Paprašykite serviso vadovo jas nustatyti.", "The states are not set up yet. Ask the service manager to set them up." }
    task_fixed { "Belgeler oluştuktan sonra işlem böyle değiştirilemez. İptal seçebilir ya da değişimi geri alabilirsiniz.", "Sukūrus dokumentus užduoties taip keisti negalima. Galite pasirinkti atšaukimą arba anuliuoti keitimą.", "With its documents made, the task cannot become this. Choose to cancel, or reverse the exchange." }
    cost_not_on_sale { "Bu aksesuar satışta yok. Güncel maliyetle iade edileceğini onaylayın.", "Šio priedo pardavime nėra. Patvirtinkite, kad grąžinama dabartine savikaina.", "This accessory is not on the sale. Confirm that it comes back at the present cost." }
    not_settled { "Her belge için seçin: geri alınsın mı, kalsın mı?", "Kiekvienam dokumentui nurodykite: anuliuoti ar palikti.", "Say of each document whether it is reversed or kept." }
    pair_parted { "Değişimin iadesi ve yeni satışı birlikte kalır ya da birlikte geri alınır.", "Keitimo grąžinimas ir naujas pardavimas paliekami arba anuliuojami kartu.", "The return and the new sale of an exchange are kept or reversed together." }
    reason_missing { "Nedenini yazın.", "Įrašykite priežastį.", "Write the reason." }
    waits_for_erp { "Bir belge ERP yolunda. Yanıtı gelince yeniden deneyin.", "Vienas dokumentas keliauja į ERP. Bandykite, kai ERP atsakys.", "A document is on its way to the ERP. Try again once the ERP has answered." }
    in_erp { "Bir belge ERP’ye işlenmiş; buradan geri alınamaz. Kayıt açıksa iptal edip belgeyi nedenini yazarak bırakabilirsiniz.", "Vienas dokumentas jau yra ERP; čia jo anuliuoti negalima. Kol operacija atvira, galite ją atšaukti, o dokumentą palikti nurodę priežastį.", "A document stands in the ERP and cannot be taken back here. While the return is open, you can cancel it and keep the document, saying why." }
    no_exchange { "Geri alınacak değişim yok.", "Nėra keitimo, kurį būtų galima anuliuoti.", "There is no exchange to reverse." }
    exchange_moved { "Gördüğünüz değişim bu arada geri alındı ve yenisi yapıldı; ona dokunulmadı. Kayda bakın, gerekiyorsa yeniden geri alın.", "Keitimas, kurį matėte, jau anuliuotas ir atliktas naujas; jis nepaliestas. Peržiūrėkite operaciją ir, jei reikia, anuliuokite iš naujo.", "The exchange you saw was reversed meanwhile and another one made; that one was left alone. Look at the return, and reverse it again if need be." }
    no_replacement_now { "Yeni malın seri numarası yalnızca açık bir değişimde girilir.", "Pakaitinės prekės numeris įvedamas tik atviram keitimui.", "The replacement’s serial is entered on an open exchange only." }
    replacement_sold { "Bu mal zaten satılmış. Başka bir malın numarasını yazın.", "Ši prekė jau parduota. Įrašykite kitos prekės numerį.", "This unit is sold already. Enter the number of another one." }
    replacement_promised { "Bu mal başka bir garanti servis kaydına ayrılmış. Başka bir numara yazın.", "Ši prekė skirta kitai garantinio aptarnavimo operacijai. Įrašykite kitą numerį.", "Another warranty return promises this unit. Enter another number." }
    replacement_is_itself { "Bu, geri gelen malın kendi numarası. Yeni malın numarasını yazın.", "Tai pačios grąžintos prekės numeris. Įrašykite pakaitinės prekės numerį.", "This is the number of the unit that came back. Enter the replacement’s." }
    nothing_to_undo { "Geri alınabilecek bir onay yok.", "Nėra žingsnio, kurį būtų galima grąžinti.", "There is no confirmation that can be undone." }
    confirmation_moved { "Gördüğünüz onay bu arada geri alındı ve yenisi verildi; ona dokunulmadı. Kayda bakın, gerekiyorsa yeniden geri alın.", "Tvirtinimas, kurį matėte, jau atšauktas ir patvirtinta iš naujo; naujas nepaliestas. Peržiūrėkite operaciją ir, jei reikia, grąžinkite žingsnį iš naujo.", "The confirmation you saw was undone meanwhile and another one given; that one was left alone. Look at the return, and undo it again if need be." }
    document_used { "Oluşan stok işlemine parça yazılmış. Önce parçaları kaldırın.", "Į sukurtą atsargų operaciją jau nurašytos dalys. Pirma jas pašalinkite.", "Parts were written off in the stock operation. Remove them first." }
    no_such_state { "Bu durum artık yok.", "Šios būsenos nebėra.", "This state is no longer there." }
    no_such_step { "Bu onay artık yok.", "Šio tvirtinimo nebėra.", "This confirmation is no longer there." }
    name_empty { "Bir ad yazın.", "Įrašykite pavadinimą.", "Write a name." }

    task_missing { "Devam etmeden önce sonraki işlemi seçin.", "Prieš tęsdami pasirinkite kitą užduotį.", "Choose the next task before going on." }
    department_missing { "Onarım parçalarının bölümünü seçin.", "Nurodykite remonto dalių padalinį.", "Give the department for the repair parts." }
    replacement_missing { "Göndermeden önce yeni malın seri numarasını girin.", "Prieš išsiųsdami įveskite pakaitinės prekės serijos numerį.", "Enter the replacement’s serial number before shipping." }
    exchange_reversed { "Değişimin belgeleri geri alınmış. Başka bir işlem seçin.", "Keitimo dokumentai anuliuoti. Pasirinkite kitą užduotį.", "The documents of the exchange were reversed. Choose another task." }
    refused_by_erp { "ERP bir belgeyi kabul etmedi. Bu çözülmeden gönderilemez.", "ERP nepriėmė vieno dokumento. Kol tai neišspręsta, išsiųsti negalima.", "The ERP refused a document. It cannot be shipped before that is settled." }
}

/// "12 returns".
pub fn count(language: Language, count: u64) -> String {
    let counted = Counted {
        tr: "# kayıt",
        lt: ["# operacija", "# operacijos", "# operacijų"],
        en: ["# return", "# returns"],
    };
    counted.of(language, count)
}

/// How many products are on the table of accessories.
pub fn accessories_listed(language: Language, count: u64) -> String {
    let counted = Counted {
        tr: "# ürün",
        lt: ["# prekė", "# prekės", "# prekių"],
        en: ["# product", "# products"],
    };
    counted.of(language, count)
}

/// The main action, by the state it leads to.
pub fn confirm_to(language: Language, state: &str) -> String {
    format!("{}: {state}", confirm(language))
}

/// What confirming brings.
pub fn leads_to(language: Language, state: &str) -> String {
    match language {
        Tr => format!("Onaylayınca durum “{state}” olur."),
        Lt => format!("Patvirtinus bus pereita į „{state}“."),
        En => format!("Confirming leads to “{state}”."),
    }
}

/// Which day nobody knows; `start` as [`super::products::starts_on`] words it.
pub fn counted_from(language: Language, start: &str) -> String {
    match language {
        Tr => format!("Bu ürünün garantisi şu günden sayılır: {start}."),
        Lt => format!("Šios prekės garantija skaičiuojama nuo šios dienos: {start}."),
        En => format!("For this product it is counted from this day: {start}."),
    }
}

/// Where undoing leads.
pub fn undo_text(language: Language, state: &str) -> String {
    match language {
        Tr => format!("Kayıt “{state}” durumuna döner; bu onayın belgeleri geri alınır."),
        Lt => {
            format!("Operacija grįš į būseną „{state}“; šio patvirtinimo dokumentai bus anuliuoti.")
        }
        En => format!("It goes back to “{state}”; what this confirmation made is reversed."),
    }
}

/// What a document is to its return, with the number of its field (RMA-11).
pub fn part(language: Language, part: Part) -> &'static str {
    let [tr, lt, en] = match part {
        Part::StockOperation => [
            "Stok işlemi, parça düşümü",
            "Atsargų operacija, dalių nurašymas",
            "Stock operation, parts written off",
        ],
        Part::SaleReturn => ["Satış iadesi", "Pardavimo grąžinimas", "Sale return"],
        Part::NewSale => ["Yeni satış", "Naujas pardavimas", "New sale"],
    };
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// The ERP's number of a document, or why it has it not, or otherwise; nothing while it was not answered.
pub fn said_by_erp(language: Language, booked: &Booked) -> Option<String> {
    match booked {
        Booked::Waits => None,
        Booked::Requested => Some(requested_text(language).to_owned()),
        Booked::Taken { slip } => Some(format!("ERP {slip}")),
        Booked::Refused { reason } => Some(integrations::told(language, reason)),
        Booked::Differs { slip, reason } => {
            let told = integrations::told(language, reason);
            Some(format!("ERP {slip} · {told}"))
        }
    }
}

/// The name of the button that takes a part or an accessory off.
pub fn remove_one(language: Language, name: &str) -> String {
    match language {
        Tr => format!("Kaldır: {name}"),
        Lt => format!("Pašalinti: {name}"),
        En => format!("Remove: {name}"),
    }
}

/// "Field 3".
pub fn field(language: Language, number: u8) -> String {
    match language {
        Tr => format!("Alan {number}"),
        Lt => format!("Laukas Nr. {number}"),
        En => format!("Field {number}"),
    }
}

/// "Additional field 1".
pub fn additional_field(language: Language, number: u8) -> String {
    match language {
        Tr => format!("Ek alan {number}"),
        Lt => format!("Papildomas laukas Nr. {number}"),
        En => format!("Additional field {number}"),
    }
}

/// A state under the name of its meaning; S4 names them in Lithuanian.
pub fn state(language: Language, meaning: Meaning) -> &'static str {
    let [tr, lt, en] = match meaning {
        Meaning::New => ["Yeni", "Nauja", "New"],
        Meaning::Approved => [
            "Gönderime onay verildi",
            "Patvirtinta siuntimui",
            "Approved for shipping",
        ],
        Meaning::Received => ["Teslim alındı", "Gauta", "Received"],
        Meaning::Repairing => ["Onarımda", "Remontuojama", "Repairing"],
        Meaning::Preparing => [
            "Gönderime hazırlanıyor",
            "Ruošiama siuntimui",
            "Preparing for shipment",
        ],
        Meaning::Shipped => [
            "Müşteriye gönderildi",
            "Išsiųsta klientui",
            "Shipped to customer",
        ],
        Meaning::Cancelled => ["İptal edildi", "Atšaukta", "Cancelled"],
    };
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

pub fn task(language: Language, task: Task) -> &'static str {
    let [tr, lt, en] = match task {
        Task::Repair => ["Onarım", "Remontas", "Repair"],
        Task::Exchange => ["Değişim", "Keitimas", "Exchange"],
        Task::Cancel => ["İptal", "Atšaukimas", "Cancel"],
    };
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// Why a state cannot be confirmed.
fn stop(language: Language, why: &Stop, called: impl Fn(Meaning) -> String) -> String {
    match why {
        Stop::TaskMissing => task_missing(language).to_owned(),
        Stop::DepartmentMissing => department_missing(language).to_owned(),
        Stop::ReplacementMissing => replacement_missing(language).to_owned(),
        Stop::ExchangeReversed => exchange_reversed(language).to_owned(),
        Stop::RefusedByErp => refused_by_erp(language).to_owned(),
        Stop::LastState { state: last } => {
            let last = called(*last);
            match language {
                Tr => format!("“{last}” son durumdur; onaylanacak bir şey kalmadı."),
                Lt => format!("„{last}“ yra paskutinė būsena; tvirtinti nebėra ko."),
                En => format!("“{last}” is a last state; nothing is left to confirm."),
            }
        }
    }
}

/// Why a change of a return is refused, with our names of the states.
pub fn refusal(language: Language, why: &Refusal) -> String {
    refusal_called(language, why, |meaning| state(language, meaning).to_owned())
}

/// The same with the company's names of its states.
pub fn refusal_called(
    language: Language,
    why: &Refusal,
    called: impl Fn(Meaning) -> String,
) -> String {
    let words = match why {
        Refusal::Denied { why } => return policy::denied(language, why),
        Refusal::Stopped { why } => return stop(language, why, called),
        Refusal::MayNotConfirm { state } => return may_not_take_on(language, &called(*state)),
        Refusal::StateMoved { saw, stands } => {
            return state_moved(language, &called(*saw), &called(*stands));
        }
        Refusal::TaskMoved { saw, stands } => return task_moved(language, *saw, *stands),
        Refusal::NoSuchOperation => no_such_operation,
        Refusal::Exists => exists,
        Refusal::NothingNamed => nothing_named,
        Refusal::SerialInvalid => serial_invalid,
        Refusal::SerialUnknown => serial_unknown,
        Refusal::SerialReturned => serial_returned,
        Refusal::NotThisProduct => not_this_product,
        Refusal::SeveralProducts => several_products,
        Refusal::IsLot => is_lot,
        Refusal::OpenAlready => open_already,
        Refusal::SerialWanted => serial_wanted,
        Refusal::SaleMissing => sale_missing,
        Refusal::NoSuchSale => no_such_sale,
        Refusal::NotInSale => not_in_sale,
        Refusal::NoSuchProduct => no_such_product,
        Refusal::NoSuchDepartment => no_such_department,
        Refusal::NotVerified => not_verified,
        Refusal::NotADraft => not_a_draft,
        Refusal::NotSetUp => not_set_up,
        Refusal::TaskFixed => task_fixed,
        Refusal::CostNotOnSale => cost_not_on_sale,
        Refusal::NotSettled => not_settled,
        Refusal::PairParted => pair_parted,
        Refusal::ReasonMissing => reason_missing,
        Refusal::InErp => in_erp,
        Refusal::OnItsWay => waits_for_erp,
        Refusal::NoExchange => no_exchange,
        Refusal::ExchangeMoved => exchange_moved,
        Refusal::NoReplacementNow => no_replacement_now,
        Refusal::ReplacementSold => replacement_sold,
        Refusal::ReplacementPromised => replacement_promised,
        Refusal::ReplacementIsItself => replacement_is_itself,
        Refusal::ReplacementMoved { saw, stands } => {
            return replacement_moved(language, saw, stands);
        }
        Refusal::NothingToUndo => nothing_to_undo,
        Refusal::ConfirmationMoved => confirmation_moved,
        Refusal::DocumentUsed => document_used,
        Refusal::NoSuchState => no_such_state,
        Refusal::NoSuchStep => no_such_step,
        Refusal::NameEmpty => name_empty,
        Refusal::NothingToTell => nothing_to_tell,
    };
    words(language).to_owned()
}

/// Why the customer was not told of a state.
pub fn why_untold(language: Language, told: &Told) -> String {
    match told {
        Told::NotSent { why } => not_sent(language, why),
        _ => told_no_address(language).to_owned(),
    }
}

/// The same of a letter; a mail server's own words stand last.
pub fn not_sent(language: Language, why: &NotSent) -> String {
    match why {
        NotSent::Joined => told_later_state(language).to_owned(),
        NotSent::Undone => told_undone(language).to_owned(),
        NotSent::NoAddress => told_no_address(language).to_owned(),
        NotSent::NoMailServer => told_no_server(language).to_owned(),
        NotSent::Refused { words } => match language {
            Tr => format!("Müşteriye yazılamadı, adres kabul edilmiyor: {words}"),
            Lt => format!("Klientui neparašyta, adresas nepriimamas: {words}"),
            En => format!("The customer was not written to, the address is refused: {words}"),
        },
        NotSent::Trying { words } => match language {
            Tr => format!("Müşteriye henüz yazılamadı, yeniden deneniyor: {words}"),
            Lt => format!("Klientui dar neparašyta, bandoma iš naujo: {words}"),
            En => format!("The customer is not written to yet, it is tried again: {words}"),
        },
        NotSent::GivenUp { words } => match language {
            Tr => format!("Müşteriye üç gün boyunca yazılamadı: {words}"),
            Lt => format!("Tris dienas nepavyko parašyti klientui: {words}"),
            En => format!("The customer could not be written to for three days: {words}"),
        },
    }
}

/// The right is asked of the state that it leaves, whatever the next one is (RMA-27).
fn may_not_take_on(language: Language, state: &str) -> String {
    match language {
        Tr => format!(
            "Kaydı “{state}” durumundan ileri almanız için atanmanız gerekir. Servis müdürünüzden isteyin."
        ),
        Lt => format!(
            "Iš būsenos „{state}“ operaciją toliau veda tik paskirti naudotojai. Kreipkitės į serviso vadovą."
        ),
        En => format!(
            "Only people named for it may take a return on from “{state}”. Ask your service manager."
        ),
    }
}

/// The same, where it is known which state it would lead to: what the button names.
pub fn may_not_confirm(language: Language, state: &str) -> String {
    match language {
        Tr => format!(
            "“{state}” durumunu onaylamanız için atanmanız gerekir. Servis müdürünüzden isteyin."
        ),
        Lt => format!(
            "Būseną „{state}“ gali tvirtinti tik paskirti naudotojai. Kreipkitės į serviso vadovą."
        ),
        En => format!("Only people named for it may confirm “{state}”. Ask your service manager."),
    }
}

fn state_moved(language: Language, saw: &str, stands: &str) -> String {
    match language {
        Tr => format!(
            "Siz onaylarken durum “{saw}” değil, artık “{stands}” idi. Hiçbir belge oluşmadı. Kayda bakın, gerekiyorsa yeniden onaylayın."
        ),
        Lt => format!(
            "Kol tvirtinote, būsena iš „{saw}“ tapo „{stands}“. Dokumentai nesukurti. Peržiūrėkite operaciją ir, jei reikia, patvirtinkite iš naujo."
        ),
        En => format!(
            "Meanwhile the state “{saw}” became “{stands}”. No document was made. Look at the return and confirm again if it is still right."
        ),
    }
}

fn replacement_moved(language: Language, saw: &str, stands: &str) -> String {
    let name = |serial: &str| match serial.is_empty() {
        true => "–".to_owned(),
        false => serial.to_owned(),
    };
    let (saw, stands) = (name(saw), name(stands));
    match language {
        Tr => format!(
            "Siz onaylarken yeni malın seri numarası “{saw}” değil, artık “{stands}” idi. Durum değişmedi, hiçbir belge oluşmadı. Hangi malın verildiğine bakın, numarayı gerekiyorsa düzeltin ve yeniden onaylayın."
        ),
        Lt => format!(
            "Kol tvirtinote, pakaitinės prekės numeris iš „{saw}“ tapo „{stands}“. Būsena nepasikeitė, dokumentai nesukurti. Patikrinkite, kuri prekė atiduota, prireikus pataisykite numerį ir patvirtinkite iš naujo."
        ),
        En => format!(
            "Meanwhile the replacement’s serial “{saw}” became “{stands}”. The state did not change and no document was made. Check which unit was handed over, correct the serial if need be, and confirm again."
        ),
    }
}

fn task_moved(language: Language, saw: Option<Task>, stands: Option<Task>) -> String {
    let name = |of: Option<Task>| match of {
        Some(of) => task(language, of),
        None => task_none(language),
    };
    let (saw, stands) = (name(saw), name(stands));
    match language {
        Tr => format!(
            "Siz onaylarken işlem “{saw}” değil, artık “{stands}” idi. Hiçbir belge oluşmadı. Kayda bakın ve yeniden onaylayın."
        ),
        Lt => format!(
            "Kol tvirtinote, užduotis iš „{saw}“ tapo „{stands}“. Dokumentai nesukurti. Peržiūrėkite operaciją ir patvirtinkite iš naujo."
        ),
        En => format!(
            "Meanwhile the task “{saw}” became “{stands}”. No document was made. Look at the return and confirm again."
        ),
    }
}

/// One change as people call it.
pub fn deed(language: Language, change: &str) -> Option<&'static str> {
    let [tr, lt, en] = match change {
        "rma.taken_in" => [
            "Garanti servis kaydı açıldı",
            "Užregistruota garantinio aptarnavimo operacija",
            "Warranty return taken in",
        ],
        "rma.edited" => [
            "Garanti servis kaydı değişikliği",
            "Garantinio aptarnavimo operacijos pakeitimas",
            "Warranty return edited",
        ],
        "rma.task_chosen" => ["Sonraki işlem", "Kita užduotis", "Next task"],
        "rma.confirmed" => ["Durum onaylandı", "Būsena patvirtinta", "State confirmed"],
        "rma.replacement_entered" => [
            "Yeni malın seri numarası",
            "Pakaitinės prekės numeris",
            "Replacement’s serial",
        ],
        "rma.exchange_reversed" => [
            "Değişim geri alındı",
            "Keitimas anuliuotas",
            "Exchange reversed",
        ],
        "rma.undone" => [
            "Onay geri alındı",
            "Tvirtinimas atšauktas",
            "Confirmation undone",
        ],
        "rma.dropped" => ["Taslak silindi", "Juodraščio atsisakyta", "Draft dropped"],
        "rma.set_up" => ["Durumlar kuruldu", "Būsenos nustatytos", "States set up"],
        "rma.state_defined" | "rma.state_edited" => {
            ["Durum ayarı", "Būsenos nuostata", "State setting"]
        }
        "rma.customer_told" => ["Müşteriye bildirildi", "Klientui pranešta", "Customer told"],
        "rma.customer_not_told" => [
            "Müşteriye bildirilemedi",
            "Klientui pranešti nepavyko",
            "Customer not told",
        ],
        "rma.tell_again" => [
            "Müşteriye yeniden bildir",
            "Pranešti klientui dar kartą",
            "Tell the customer again",
        ],
        "rma.accessory_listed" => ["Aksesuar listesi", "Priedų sąrašas", "Accessory list"],
        _ => return None,
    };
    Some(match language {
        Tr => tr,
        Lt => lt,
        En => en,
    })
}
