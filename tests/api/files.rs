//! Files: sent in pieces from wherever they stopped, known to nobody by their hash alone, served to whoever sees a record naming them.

use super::story::{account, outcomes};
use super::supervisors::raise;
use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::Value;
use server::files::Owner;
use server::files::proof::note_earlier;
use server::files::sweep::{Swept, sweep};
use server::files::upload::UNNAMED_BYTES_MAX;
use shared::attachments::upload::{CHECKSUM_HEADER, LENGTH_HEADER, OFFSET_HEADER, PIECE_BYTES};
use shared::attachments::{Change, ContentHash, Draft, Media, Parent, UploadAnswer};
use shared::bounds::FILE_BYTES;
use shared::ids::{AccountId, AttachmentId, ClientId, InboxId, Uid};
use shared::sync::Intention;
use shared::sync::inbox::{InboxEntry, TakeUp, take_up};
use shared::sync::wire::PushRequest;
use shared::users::{self, Role};
use support::chance::Chance;
use support::device::Device;
use support::extent::seed;
use support::people::{Person, Reply};
use support::postgres::Postgres;
use support::world::World;
use uuid::Uuid;

/// Begins as a photo does; no two of one size and mark are the same.
fn photo(bytes: usize, mark: u8) -> Vec<u8> {
    let mut photo: Vec<u8> = (0..bytes).map(|at| (at / 251) as u8 ^ mark).collect();
    photo[..3].copy_from_slice(&[0xff, 0xd8, 0xff]);
    photo
}

fn path(hash: &ContentHash) -> String {
    format!("/api/v1/files/{hash}")
}

async fn stands(person: &Person, hash: &ContentHash) -> UploadAnswer {
    let reply = person.get(&format!("{}/upload", path(hash))).await;
    assert_eq!(reply.headers["cache-control"], "no-store");
    reply.is(200).json()
}

fn piece(person: &Person, hash: &ContentHash, said: (u64, u64), bytes: &[u8]) -> Request<Body> {
    let path = format!("{}/upload", path(hash));
    let mut request = person.request(Method::PATCH, &path, Body::from(bytes.to_vec()));
    let checksum = ContentHash::of(bytes).to_string();
    for (name, value) in [
        (OFFSET_HEADER, said.0.to_string()),
        (LENGTH_HEADER, said.1.to_string()),
        (CHECKSUM_HEADER, checksum),
    ] {
        let value = value.parse().expect("a value");
        request.headers_mut().insert(name, value);
    }
    request
}

async fn send(person: &Person, hash: &ContentHash, said: (u64, u64), bytes: &[u8]) -> UploadAnswer {
    let reply = person.send(piece(person, hash, said, bytes)).await;
    reply.is(200).json()
}

/// All of it, from where it stands.
async fn bring(person: &Person, file: &[u8]) -> ContentHash {
    let hash = ContentHash::of(file);
    let mut answer = stands(person, &hash).await;
    while let UploadAnswer::Stands { offset } = answer {
        let from = offset as usize;
        let to = file.len().min(from + PIECE_BYTES);
        answer = send(person, &hash, (offset, file.len() as u64), &file[from..to]).await;
    }
    assert_eq!(answer, UploadAnswer::Complete);
    hash
}

fn added(on: AccountId, hash: &ContentHash, media: Media) -> Change {
    Change::Added {
        attachment: AttachmentId(Uuid::now_v7()),
        draft: Draft {
            on: Parent::Account(on),
            name: "pano kapağı.jpg".into(),
            hash: hash.clone(),
            size_bytes: 3,
            media,
        },
    }
}

/// A seller of the north with an account there.
async fn seller(world: &World) -> (Device, AccountId) {
    let mut device = Device::of(world, world.seller().await).await;
    let id = AccountId(Uuid::now_v7());
    (device.commit(account(id, "Šiaurė", "north"))).expect("it applies");
    device.sync().await;
    (device, id)
}

async fn names(device: &mut Device, change: Change) {
    device.commit(change).expect("it applies");
    let answer = device.push().await.expect("something waits");
    assert_eq!(outcomes(&answer), ["applied"]);
    device.pull().await;
}

#[track_caller]
fn is_the_photo(reply: &Reply, file: &[u8]) {
    assert_eq!(reply.body, file);
    let header = |name: &str| reply.headers[name].to_str().expect("text");
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "private, no-store");
    assert!(header("content-security-policy").contains("sandbox"));
    let disposition = header("content-disposition");
    assert!(disposition.starts_with("attachment;"), "{disposition}");
}

async fn a_photo_comes_before_its_record_and_another_after(world: &World) {
    let (mut tablet, account) = seller(world).await;
    let (early, late) = (photo(2_500_000, 1), photo(700_000, 2));
    let hash = bring(&tablet.person, &early).await;
    let refused = tablet.person.get(&path(&hash)).await;
    refused.is_refused(404, "not_found");
    names(&mut tablet, added(account, &hash, Media::Jpeg)).await;
    is_the_photo(&tablet.person.get(&path(&hash)).await.is(200), &early);
    let hash = ContentHash::of(&late);
    names(&mut tablet, added(account, &hash, Media::Jpeg)).await;
    let refused = tablet.person.get(&path(&hash)).await;
    refused.is_refused(404, "file_on_its_way");
    bring(&tablet.person, &late).await;
    let phone = world.signed_in("ayse").await;
    is_the_photo(&phone.get(&path(&hash)).await.is(200), &late);
}

#[tokio::test]
async fn a_file_and_its_record_come_in_either_order() {
    a_photo_comes_before_its_record_and_another_after(&World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_kept_and_shown_alike_where_the_database_is_postgres() {
    let postgres = Postgres::start();
    let world = World::on_database(&postgres.url()).await;
    a_photo_comes_before_its_record_and_another_after(&world).await;
    world.state.database.close().await;
}

#[tokio::test]
async fn knowing_a_hash_is_no_right_and_tells_nothing() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let file = photo(300_000, 3);
    let hash = bring(&tablet.person, &file).await;
    names(&mut tablet, added(account, &hash, Media::Jpeg)).await;
    let stranger = world.person("sude", Role::Salesperson, &["south"]).await;
    let nowhere = ContentHash::of(b"nobody has this");
    for hash in [&hash, &nowhere] {
        let nothing = UploadAnswer::Stands { offset: 0 };
        assert_eq!(stands(&stranger, hash).await, nothing);
        let refused = stranger.get(&path(hash)).await;
        refused.is_refused(404, "not_found");
    }
    // every byte of it: then it is the stranger's as well, and still not to be fetched
    let size = file.len() as u64;
    let half = send(&stranger, &hash, (0, size), &file[..150_000]).await;
    assert_eq!(half, UploadAnswer::Stands { offset: 150_000 });
    bring(&stranger, &file).await;
    assert_eq!(stands(&stranger, &hash).await, UploadAnswer::Complete);
    stranger
        .get(&path(&hash))
        .await
        .is_refused(404, "not_found");
    // whoever sees the record may know without having sent anything
    let colleague = world.person("jonas", Role::Technician, &["north"]).await;
    assert_eq!(stands(&colleague, &hash).await, UploadAnswer::Complete);
    is_the_photo(&colleague.get(&path(&hash)).await.is(200), &file);
}

/// A seller of the south with an account there and a record on it that names the hash.
async fn stranger_who_names(world: &World, hash: &ContentHash) -> Device {
    let person = world.person("sude", Role::Salesperson, &["south"]).await;
    let mut device = Device::of(world, person).await;
    let id = AccountId(Uuid::now_v7());
    (device.commit(account(id, "Pietūs", "south"))).expect("it applies");
    device.sync().await;
    names(&mut device, added(id, hash, Media::Jpeg)).await;
    device
}

async fn is_told_nothing(device: &Device, hash: &ContentHash) {
    let nothing = UploadAnswer::Stands { offset: 0 };
    assert_eq!(stands(&device.person, hash).await, nothing);
    let refused = device.person.get(&path(hash)).await;
    refused.is_refused(404, "file_on_its_way");
}

#[tokio::test]
async fn naming_a_known_hash_in_a_record_is_no_right_either() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let file = photo(300_000, 30);
    let hash = bring(&tablet.person, &file).await;
    names(&mut tablet, added(account, &hash, Media::Jpeg)).await;
    let stranger = stranger_who_names(&world, &hash).await;
    is_told_nothing(&stranger, &hash).await;
    // nor does a colleague of the stranger come to it that way
    let other = world.person("mehmet", Role::Technician, &["south"]).await;
    let refused = other.get(&path(&hash)).await;
    refused.is_refused(404, "file_on_its_way");
    // a day on nobody counts for more
    let state = &world.state;
    let swept = sweep(&state.files, &*state.database, world.workspace, world.now());
    swept.await.expect("swept");
    is_told_nothing(&stranger, &hash).await;
    is_the_photo(&tablet.person.get(&path(&hash)).await.is(200), &file);
}

#[tokio::test]
async fn naming_a_hash_before_its_file_is_brought_is_no_right() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let file = photo(300_000, 31);
    let hash = ContentHash::of(&file);
    let stranger = stranger_who_names(&world, &hash).await;
    names(&mut tablet, added(account, &hash, Media::Jpeg)).await;
    bring(&tablet.person, &file).await;
    is_told_nothing(&stranger, &hash).await;
    is_the_photo(&tablet.person.get(&path(&hash)).await.is(200), &file);
}

#[tokio::test]
async fn two_people_who_both_have_a_file_both_open_it() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let file = photo(300_000, 32);
    let hash = bring(&tablet.person, &file).await;
    names(&mut tablet, added(account, &hash, Media::Jpeg)).await;
    let second = stranger_who_names(&world, &hash).await;
    is_told_nothing(&second, &hash).await;
    // every byte once more
    bring(&second.person, &file).await;
    let colleague = world.person("mehmet", Role::Technician, &["south"]).await;
    for person in [&second.person, &colleague, &tablet.person] {
        assert_eq!(stands(person, &hash).await, UploadAnswer::Complete);
        is_the_photo(&person.get(&path(&hash)).await.is(200), &file);
    }
}

/// The technician brought the photo and was withdrawn before its record counted; an administrator takes that up.
#[tokio::test]
async fn what_an_administrator_takes_up_opens_what_its_author_brought() {
    let world = World::new().await;
    let (tablet, account) = seller(&world).await;
    let file = photo(50_000, 34);
    let hash = bring(&tablet.person, &file).await;
    let mut administrator = Device::of(&world, world.administrator().await).await;
    administrator.sync().await;
    names(&mut administrator, added(account, &hash, Media::Jpeg)).await;
    let colleague = world.person("mehmet", Role::Technician, &["north"]).await;
    for person in [&administrator.person, &colleague] {
        is_the_photo(&person.get(&path(&hash)).await.is(200), &file);
    }
}

/// The stranger never had a byte of it: an administrator who takes that up gives nothing away that is not theirs to give.
#[tokio::test]
async fn what_an_administrator_takes_up_opens_nothing_that_its_author_never_had() {
    let world = World::new().await;
    let (mut tablet, north) = seller(&world).await;
    let file = photo(50_000, 35);
    let hash = bring(&tablet.person, &file).await;
    let standing = [(); 2].map(|()| added(north, &hash, Media::Jpeg));
    names(&mut tablet, standing[0].clone()).await;
    let mut ada = Device::of(&world, world.administrator().await).await;
    ada.sync().await;
    // one of their own accord: from now on the administrator counts as having had it
    names(&mut ada, standing[1].clone()).await;
    is_the_photo(&ada.person.get(&path(&hash)).await.is(200), &file);

    let person = world.person("sude", Role::Salesperson, &["south"]).await;
    let mut stranger = Device::of(&world, person).await;
    let id = AccountId(Uuid::now_v7());
    (stranger.commit(account(id, "Pietūs", "south"))).expect("it applies");
    stranger.sync().await;
    let uid = damaged(&world, &stranger, added(id, &hash, Media::Jpeg)).await;
    world.forward_days(3);
    raise(&world).await;
    ada.sync().await;
    let entry = ada.get::<InboxEntry>(InboxId(uid.0)).expect("it is raised");
    let again = take_up(&entry, TakeUp::Again).expect("it can be read");
    ada.commit(again).expect("it applies");
    let answer = ada.push().await.expect("something waits");
    assert_eq!(outcomes(&answer), ["applied"]);
    is_told_nothing(&stranger, &hash).await;
    let colleague = world.person("mehmet", Role::Technician, &["south"]).await;
    let refused = colleague.get(&path(&hash)).await;
    refused.is_refused(404, "file_on_its_way");
    // what stands already is nobody's to close
    for change in standing {
        damaged(&world, &stranger, change).await;
    }
    let of_the_north = world.person("mantas", Role::Technician, &["north"]).await;
    is_the_photo(&of_the_north.get(&path(&hash)).await.is(200), &file);
    bring(&stranger.person, &file).await;
    is_the_photo(&colleague.get(&path(&hash)).await.is(200), &file);
}

/// Quarantined, because its hash is not that of what it says; nor does it say which files it names.
async fn damaged(world: &World, device: &Device, change: Change) -> Uid {
    let uid = Uid(Uuid::new_v4());
    let mut intention = Intention::new(uid, &change.into(), 0, Vec::new(), world.now());
    intention.files.clear();
    let client = ClientId(Uuid::now_v7());
    let request = PushRequest {
        client,
        intentions: vec![intention.sent_by(client, 1)],
        holes: Vec::new(),
    };
    let reply = device.person.post("/api/v1/sync/push", &request).await;
    assert_eq!(outcomes(&reply.is(200).json()), ["quarantined"]);
    uid
}

#[tokio::test]
async fn whoever_heard_that_a_file_is_here_may_hang_it_elsewhere() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let file = photo(50_000, 33);
    let hash = bring(&tablet.person, &file).await;
    let first = added(account, &hash, Media::Jpeg);
    let Change::Added { attachment, .. } = first else {
        unreachable!("it was just made");
    };
    names(&mut tablet, first).await;
    let person = world.person("jonas", Role::Salesperson, &["north"]).await;
    let mut colleague = Device::of(&world, person).await;
    colleague.sync().await;
    assert_eq!(
        stands(&colleague.person, &hash).await,
        UploadAnswer::Complete
    );
    names(&mut colleague, added(account, &hash, Media::Jpeg)).await;
    names(&mut tablet, Change::Removed { attachment }).await;
    let third = world.person("mehmet", Role::Technician, &["north"]).await;
    is_the_photo(&third.get(&path(&hash)).await.is(200), &file);
}

#[tokio::test]
async fn files_that_were_kept_before_anybody_was_noted_stay_open() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let file = photo(50_000, 34);
    let hash = bring(&tablet.person, &file).await;
    names(&mut tablet, added(account, &hash, Media::Jpeg)).await;
    let folder = world.state.files.kept(world.workspace, &hash);
    let folder = folder.ancestors().nth(4).expect("the company's folder");
    std::fs::remove_dir_all(folder.join("proven")).expect("as an earlier version had it");
    // somebody else who brings it meanwhile closes nothing
    let second = world.person("sude", Role::Salesperson, &["south"]).await;
    bring(&second, &file).await;
    let state = &world.state;
    for _ in 0..2 {
        let noted = note_earlier(&state.files, &*state.database, world.workspace);
        noted.await.expect("noted");
        is_the_photo(&tablet.person.get(&path(&hash)).await.is(200), &file);
    }
}

#[tokio::test]
async fn a_wrong_offset_is_answered_with_the_right_one() {
    let world = World::new().await;
    let person = world.seller().await;
    let file = photo(400_000, 5);
    let (hash, size) = (ContentHash::of(&file), file.len() as u64);
    let first = send(&person, &hash, (0, size), &file[..100_000]).await;
    assert_eq!(first, UploadAnswer::Stands { offset: 100_000 });
    for wrong in [0, 50_000, 200_000] {
        let answer = send(&person, &hash, (wrong, size), &file[..100_000]).await;
        assert_eq!(answer, UploadAnswer::Stands { offset: 100_000 }, "{wrong}");
    }
    bring(&person, &file).await;
}

#[tokio::test]
async fn a_piece_that_is_not_what_was_sent_is_not_kept() {
    let world = World::new().await;
    let person = world.seller().await;
    let file = photo(200_000, 6);
    let (hash, size) = (ContentHash::of(&file), file.len() as u64);
    let mut flipped = piece(&person, &hash, (0, size), &file);
    let mut bytes = file.clone();
    bytes[77] ^= 1;
    *flipped.body_mut() = Body::from(bytes);
    let answer: UploadAnswer = person.send(flipped).await.is(200).json();
    assert_eq!(answer, UploadAnswer::WrongChecksum { offset: 0 });
    assert_eq!(
        stands(&person, &hash).await,
        UploadAnswer::Stands { offset: 0 }
    );
}

#[tokio::test]
async fn a_whole_that_is_another_file_is_thrown_away() {
    let world = World::new().await;
    let person = world.seller().await;
    let (file, other) = (photo(100_000, 7), photo(100_000, 8));
    let hash = ContentHash::of(&file);
    let answer = send(&person, &hash, (0, 100_000), &other).await;
    assert_eq!(answer, UploadAnswer::WrongHash);
    assert_eq!(
        stands(&person, &hash).await,
        UploadAnswer::Stands { offset: 0 }
    );
    bring(&person, &file).await;
}

#[tokio::test]
async fn a_lost_answer_to_the_last_piece_is_given_again() {
    let world = World::new().await;
    let person = world.seller().await;
    let file = photo(100_000, 9);
    let hash = bring(&person, &file).await;
    for offset in [0, 60_000] {
        let rest = &file[offset..];
        let answer = send(&person, &hash, (offset as u64, 100_000), rest).await;
        assert_eq!(answer, UploadAnswer::Complete);
    }
}

#[tokio::test]
async fn what_is_beyond_its_bounds_is_refused() {
    let world = World::new().await;
    let person = world.seller().await;
    let hash = ContentHash::of(b"photo");
    let large = vec![0; PIECE_BYTES + 1];
    let reply = person
        .send(piece(&person, &hash, (0, FILE_BYTES), &large))
        .await;
    reply.is_refused(413, "too_large");
    for (offset, length) in [(0, FILE_BYTES + 1), (0, 0), (3, 5), (u64::MAX, 5)] {
        let reply = person
            .send(piece(&person, &hash, (offset, length), b"photo"))
            .await;
        reply.is_refused(422, "invalid_field");
    }
    let mut bare = piece(&person, &hash, (0, 5), b"photo");
    bare.headers_mut().remove(CHECKSUM_HEADER);
    let problem = person.send(bare).await.is_refused(422, "invalid_field");
    assert_eq!(problem["field"], CHECKSUM_HEADER);
    let mut foreign = piece(&person, &hash, (0, 5), b"photo");
    let origin = "https://evil.example".parse().expect("a value");
    foreign.headers_mut().insert("origin", origin);
    person.send(foreign).await.is_refused(403, "foreign_origin");
    assert_eq!(
        stands(&person, &hash).await,
        UploadAnswer::Stands { offset: 0 }
    );
}

#[tokio::test]
async fn what_nobody_claims_is_bounded_until_a_record_names_it() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let first = bring(&tablet.person, &photo(10_000, 15)).await;
    // as if it had been as large as all of them may be
    let owner = Owner {
        workspace: world.workspace,
        user: tablet.context.user,
    };
    let mark = world.state.files.brought(owner).join(first.as_str());
    let mark = std::fs::File::options().write(true).open(mark);
    let grown = mark.expect("a mark").set_len(UNNAMED_BYTES_MAX);
    grown.expect("a file without content");
    let next = photo(10_000, 16);
    let hash = ContentHash::of(&next);
    let answer = send(&tablet.person, &hash, (0, 10_000), &next).await;
    assert_eq!(answer, UploadAnswer::TooMuchUnnamed);
    let colleague = world.person("sude", Role::Salesperson, &["north"]).await;
    bring(&colleague, &next).await;
    names(&mut tablet, added(account, &first, Media::Jpeg)).await;
    bring(&tablet.person, &next).await;
}

#[tokio::test]
async fn an_upload_goes_on_after_a_restart_wherever_it_was_cut() {
    let seed = seed();
    let mut chance = Chance::new(seed, 0);
    let mut world = World::new().await;
    world.seller().await;
    let file = photo(1_300_000, 10);
    let (hash, size) = (ContentHash::of(&file), file.len() as u64);
    let mut sent = 0;
    while sent < file.len() {
        let person = world.signed_in("ayse").await;
        let offset = sent as u64;
        assert_eq!(
            stands(&person, &hash).await,
            UploadAnswer::Stands { offset }
        );
        let to = file.len().min(sent + 1 + chance.below(400_000));
        send(&person, &hash, (offset, size), &file[sent..to]).await;
        sent = to;
        world = world.restarted().await;
    }
    let person = world.signed_in("ayse").await;
    assert_eq!(stands(&person, &hash).await, UploadAnswer::Complete);
}

#[tokio::test]
async fn a_part_of_a_file_is_served() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let file = photo(200_000, 11);
    let hash = bring(&tablet.person, &file).await;
    names(&mut tablet, added(account, &hash, Media::Jpeg)).await;
    let part = |range: &'static str| {
        let mut request = tablet
            .person
            .request(Method::GET, &path(&hash), Body::empty());
        let range = range.parse().expect("a value");
        request.headers_mut().insert("range", range);
        tablet.person.send(request)
    };
    let reply = part("bytes=150000-").await.is(206);
    assert_eq!(reply.headers["content-range"], "bytes 150000-199999/200000");
    is_the_photo(&reply, &file[150_000..]);
    let reply = part("bytes=200000-").await;
    assert_eq!(reply.headers["content-range"], "bytes */200000");
    reply.is_refused(416, "range_behind_end");
}

#[tokio::test]
async fn a_file_that_is_not_what_it_says_is_served_as_bytes() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let page = b"<html><script>alert(1)</script></html>";
    let hash = bring(&tablet.person, page).await;
    names(&mut tablet, added(account, &hash, Media::Jpeg)).await;
    let reply = tablet.person.get(&path(&hash)).await.is(200);
    assert_eq!(reply.headers["content-type"], "application/octet-stream");
}

#[tokio::test]
async fn a_removed_file_is_served_no_longer() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let hash = bring(&tablet.person, &photo(10_000, 12)).await;
    let change = added(account, &hash, Media::Jpeg);
    let Change::Added { attachment, .. } = change else {
        unreachable!("it was just made");
    };
    names(&mut tablet, change).await;
    names(&mut tablet, Change::Removed { attachment }).await;
    tablet
        .person
        .get(&path(&hash))
        .await
        .is_refused(404, "not_found");
}

#[tokio::test]
async fn what_nobody_claimed_for_thirty_days_goes_and_nothing_else() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let (named, unnamed) = (photo(10_000, 13), photo(10_000, 14));
    let kept = bring(&tablet.person, &named).await;
    names(&mut tablet, added(account, &kept, Media::Jpeg)).await;
    let gone = bring(&tablet.person, &unnamed).await;
    let begun = ContentHash::of(b"begun");
    send(&tablet.person, &begun, (0, 5), b"be").await;
    let sweep = || {
        let state = &world.state;
        sweep(&state.files, &*state.database, world.workspace, world.now())
    };
    world.forward_days(29);
    assert_eq!(sweep().await.expect("swept"), Swept::default());
    world.forward_days(2);
    let swept = sweep().await.expect("swept");
    // the begun one and two marks; of the files the one that no record names
    assert_eq!((swept.unfinished, swept.files), (3, 1));
    let person = world.signed_in("ayse").await;
    assert_eq!(stands(&person, &kept).await, UploadAnswer::Complete);
    let nothing = UploadAnswer::Stands { offset: 0 };
    assert_eq!(stands(&person, &gone).await, nothing);
    assert_eq!(stands(&person, &begun).await, nothing);
    is_the_photo(&person.get(&path(&kept)).await.is(200), &named);
}

/// It brings what it handed in names, and nothing else; nobody takes it for a reader.
async fn brings_only_what_it_named(tablet: &mut Device, file: &[u8], refusal: &str) {
    let (hash, person) = (ContentHash::of(file), &tablet.person);
    let upload = |hash: &ContentHash| format!("{}/upload", path(hash));
    let early = person.get(&upload(&hash)).await;
    early.is_refused(404, "not_found");
    let answer = tablet.push().await.expect("it has something left");
    assert_eq!(outcomes(&answer), ["quarantined"]);
    let person = &tablet.person;
    bring(person, file).await;
    person.get(&path(&hash)).await.is_refused(403, refusal);
    let other = photo(5_000, 99);
    let unnamed = ContentHash::of(&other);
    person
        .get(&upload(&unnamed))
        .await
        .is_refused(404, "not_found");
    let sent = person.send(piece(person, &unnamed, (0, 5_000), &other));
    sent.await.is_refused(404, "not_found");
}

#[tokio::test]
async fn a_withdrawn_device_brings_the_files_that_it_named_and_they_stay() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let file = photo(1_500_000, 20);
    let hash = ContentHash::of(&file);
    let late = added(account, &hash, Media::Jpeg);
    tablet.commit(late).expect("it applies");
    let phone = world.signed_in("ayse").await;
    let devices: Vec<Value> = phone.get("/api/v1/devices").await.is(200).json();
    let other = devices.iter().find(|device| device["this"] == false);
    let other = other.and_then(|device| device["device"].as_str());
    let withdrawn = format!("/api/v1/devices/{}", other.expect("the tablet"));
    phone.delete(&withdrawn).await.is(204);
    brings_only_what_it_named(&mut tablet, &file, "device_withdrawn").await;
    world.forward_days(31);
    let state = &world.state;
    let swept = sweep(&state.files, &*state.database, world.workspace, world.now());
    assert_eq!(swept.await.expect("swept").files, 0);
    // taken up again on another device, it needs no bytes any more
    let mut again = Device::of(&world, world.signed_in("ayse").await).await;
    names(&mut again, added(account, &hash, Media::Jpeg)).await;
    is_the_photo(&again.person.get(&path(&hash)).await.is(200), &file);
}

#[tokio::test]
async fn a_disabled_person_brings_the_files_that_they_named() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let file = photo(400_000, 21);
    let late = added(account, &ContentHash::of(&file), Media::Jpeg);
    tablet.commit(late).expect("it applies");
    let user = tablet.context.user;
    world.system(users::Change::Deactivated { user }).await;
    brings_only_what_it_named(&mut tablet, &file, "user_disabled").await;
}

#[tokio::test]
async fn a_withdrawn_device_goes_on_with_a_file_whose_record_was_taken_before() {
    let world = World::new().await;
    let (mut tablet, account) = seller(&world).await;
    let file = photo(400_000, 22);
    let hash = ContentHash::of(&file);
    names(&mut tablet, added(account, &hash, Media::Jpeg)).await;
    send(&tablet.person, &hash, (0, 400_000), &file[..100_000]).await;
    let user = tablet.context.user;
    world.system(users::Change::Deactivated { user }).await;
    assert_eq!(bring(&tablet.person, &file).await, hash);
}
