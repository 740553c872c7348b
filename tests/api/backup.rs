//! A backup is one file of one moment, sealed and read back; whoever is stopped leaves none behind.

use super::installation::{in_folder, opened, seller};
use super::story::{product, product_id};
use server::commands::backups::{attachments, quiet, sound::sound};
use server::commands::{Opened, backup, restore};
use server::db::Batch;
use shared::attachments::ContentHash;
use shared::shelf::Shelf;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use support::temporary::Folder;

#[tokio::test]
async fn a_backup_says_where_it_stands_and_devices_hear_of_it() {
    let folder = Folder::new();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup.db"));
    let there = opened(in_folder(&data)).await;
    let mut device = seller(&there).await;
    device
        .commit(product(product_id(), "Pump"))
        .expect("it applies");
    device.sync().await;
    let seal = backup::backup(&there, &file, true, &mut quiet()).await;
    let seal = seal.expect("a backup");
    let said = there.state.database.workspaces().await.expect("read");
    assert_eq!(said[0].backed_up, said[0].revision, "the backup is noted");
    assert_eq!(
        (seal.workspaces[0].id, seal.workspaces[0].revision),
        (said[0].id, said[0].revision)
    );
    let read = sound(&file, true, &mut quiet()).await.expect("sound");
    assert_eq!(read, seal);
    device
        .commit(product(product_id(), "Valve"))
        .expect("it applies");
    device.sync().await;
    assert_eq!(device.backed_up, Some(1), "the second one came later");
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).expect("read").permissions())
            & 0o077,
        0
    );
    let again = backup::backup(&there, &file, false, &mut quiet()).await;
    assert!(again.is_err(), "it overwrites nothing");
}

#[tokio::test]
async fn a_backup_that_is_stopped_leaves_no_file_and_is_not_noted() {
    let folder = Folder::new();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup.db"));
    let there = opened(in_folder(&data)).await;
    let mut device = seller(&there).await;
    device
        .commit(product(product_id(), "Pump"))
        .expect("it applies");
    device.sync().await;
    // before the last piece of every step: while rows are copied, and while they are read back
    let mut pieces = 0;
    let mut counting = |_: server::db::carrying::Progress<'_>| {
        pieces += 1;
        ControlFlow::Continue(())
    };
    let whole = folder.path().join("whole.db");
    backup::backup(&there, &whole, false, &mut counting)
        .await
        .expect("a backup");
    let noted = there.state.database.workspaces().await.expect("read")[0].backed_up;
    device
        .commit(product(product_id(), "Valve"))
        .expect("it applies");
    device.sync().await;
    for end in [1, pieces / 2, pieces - 1] {
        let mut left = end;
        let mut watch = |_: server::db::carrying::Progress<'_>| {
            left -= 1;
            match left {
                0 => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        };
        let stopped = backup::backup(&there, &file, false, &mut watch).await;
        let said = stopped.expect_err("it was stopped").to_string();
        assert!(said.contains("it was stopped"), "{said}");
        let names = names(folder.path());
        assert_eq!(names, ["data", "whole.db"], "stopped at piece {end}");
    }
    let after = there.state.database.workspaces().await.expect("read")[0].backed_up;
    assert_eq!(after, noted, "nobody is told of a backup that is none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_of_one_moment_while_people_work() {
    let folder = Folder::new();
    let there = opened(in_folder(&folder.path().join("data"))).await;
    let mut device = seller(&there).await;
    let working = tokio::spawn(async move {
        for number in 0..60 {
            device
                .commit(product(product_id(), &format!("Pump {number}")))
                .expect("it applies");
            device.sync().await;
        }
    });
    let mut revisions = Vec::new();
    for number in 0..4 {
        let file = folder.path().join(format!("{number}.db"));
        let made = backup::backup(&there, &file, true, &mut quiet()).await;
        revisions.push(made.expect("sound, decided again").workspaces[0].revision);
    }
    assert!(revisions.is_sorted() && revisions[0] > 0, "{revisions:?}");
    working.await.expect("nobody is disturbed");
}

#[tokio::test]
async fn a_damaged_or_unfinished_file_is_no_backup() {
    let folder = Folder::new();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup.db"));
    let there = opened(in_folder(&data)).await;
    let mut device = seller(&there).await;
    device
        .commit(product(product_id(), "Canary"))
        .expect("it applies");
    device.sync().await;
    backup::backup(&there, &file, false, &mut quiet())
        .await
        .expect("a backup");
    let bytes = fs::read(&file).expect("read");
    let target = in_folder(&folder.path().join("empty"));
    let refused = async |bytes: &[u8], expected: &str| {
        let bad = folder.path().join("bad.db");
        fs::write(&bad, bytes).expect("written");
        let refused = restore::restore(&target, &bad, false, &mut quiet()).await;
        let said = format!("{:#}", refused.expect_err("refused"));
        assert!(said.contains(expected), "{said}");
        assert!(
            !target.data.join("sahada.db").exists(),
            "nothing was touched"
        );
    };
    let mut torn = bytes.clone();
    torn[4096..].fill(0x5a);
    refused(&torn, "is damaged").await;
    refused(&bytes[..bytes.len() / 2], "is damaged").await;
    // one letter of one name: every page still fits
    refused(
        &replaced(&bytes, b"Canary", b"Banary"),
        "is not what its seal says",
    )
    .await;
    refused(b"a letter to the bank", "is no backup").await;
    // a copy of the installation's own file is none either
    let own = fs::read(data.join("sahada.db")).expect("read");
    refused(&own, "backup").await;
    let gone = restore::restore(&target, Path::new("/nowhere/b.db"), false, &mut quiet()).await;
    assert!(
        gone.expect_err("refused")
            .to_string()
            .contains("there is no file")
    );
}

#[tokio::test]
async fn a_rotten_photo_and_a_wrong_sum_are_named_and_cost_no_backup() {
    let folder = Folder::new();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup.db"));
    let there = opened(in_folder(&data)).await;
    let mut device = seller(&there).await;
    let pump = product_id();
    device.commit(product(pump, "Pump")).expect("it applies");
    device.sync().await;
    let (whole, rotten) = (ContentHash::of(b"abc"), ContentHash::of(b"plate"));
    for (hash, bytes) in [(&whole, "abc"), (&rotten, "plane")] {
        let kept = there.state.files.kept(there.workspace, hash);
        fs::create_dir_all(kept.parent().expect("a folder")).expect("a folder");
        fs::write(kept, bytes).expect("written");
    }
    let made = backup::backup(&there, &file, false, &mut quiet()).await;
    let sentence = format!("the attachment {rotten} is damaged and was left out");
    let first = made.expect("a copy").flaws;
    assert_eq!(first, std::slice::from_ref(&sentence));
    adds_up_no_more(&there).await;
    let second = folder.path().join("second.db");
    let made = backup::backup(&there, &second, true, &mut quiet()).await;
    let flaws = made.expect("a copy").flaws;
    let shelf = |flaw: &String| flaw.contains("count or sum is wrong");
    assert!(flaws.iter().any(shelf), "{flaws:?}");
    assert!(flaws.contains(&sentence), "{flaws:?}");
    let said = there.state.database.workspaces().await.expect("read");
    assert_eq!(said[0].backed_up, 0, "no device counts on it");
    // the seal remembers, and the rest comes back
    let read = sound(&second, false, &mut quiet())
        .await
        .expect("it can be restored");
    assert!(
        flaws.iter().all(|flaw| read.flaws.contains(flaw)),
        "{read:?}"
    );
    let target = in_folder(&folder.path().join("target"));
    let restored = restore::restore(&target, &second, false, &mut quiet()).await;
    restored.expect("restored");
    let back = opened(target).await;
    let restored = back.state.database.workspaces().await.expect("read");
    assert_eq!(
        (restored[0].revision, restored[0].backed_up),
        (said[0].revision, 0)
    );
    let kept = |hash| back.state.files.kept(back.workspace, hash);
    assert_eq!(fs::read(kept(&whole)).expect("there"), b"abc");
    assert!(!kept(&rotten).exists());
}

/// One more is counted on every shelf than stands there.
async fn adds_up_no_more(there: &Opened) {
    let database = &there.state.database;
    let mut writer = database
        .begin_writer(there.workspace)
        .await
        .expect("a writer");
    let shelf = Shelf::everyone().0;
    let mut sums = writer.shelf_sums(&[shelf]).await.expect("read");
    assert!(!sums.is_empty(), "products stand there");
    sums.iter_mut().for_each(|sum| sum.count += 1);
    let head = writer.head().clone();
    let batch = Batch {
        sums,
        revision: head.revision,
        chain: head.chain,
        ..Batch::default()
    };
    writer.store(&batch).await.expect("stored");
    writer.commit().await.expect("committed");
}

#[test]
fn attachments_are_copied_under_the_hash_they_have_or_not_at_all() {
    let folder = Folder::new();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let none = attachments::copy(&from, &to, &mut quiet()).expect("a folder that is not there");
    assert_eq!(none, attachments::Copied::default());
    fs::create_dir_all(from.join("ba")).expect("a folder");
    // of "abc" and of nothing, as FIPS 180-2 and every tool say
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    fs::write(from.join("ba").join(abc), "abc").expect("written");
    fs::write(from.join(empty), "not empty").expect("written");
    fs::write(from.join("upload.part"), "half").expect("written");
    let first = attachments::copy(&from, &to, &mut quiet()).expect("copied");
    assert_eq!(
        (first.copied, first.there, first.damaged),
        (1, 0, vec![empty.to_owned()])
    );
    assert_eq!(fs::read(to.join("ba").join(abc)).expect("there"), b"abc");
    assert_eq!(names(&to), ["ba"]);
    fs::write(from.join(empty), "").expect("mended");
    fs::write(to.join("ba").join(abc), "abd").expect("damaged in the backup");
    let second = attachments::copy(&from, &to, &mut quiet()).expect("copied");
    assert_eq!(
        (second.copied, second.there, second.damaged.len()),
        (2, 0, 0)
    );
    let third = attachments::copy(&from, &to, &mut quiet()).expect("copied");
    assert_eq!((third.copied, third.there), (0, 2));
}

#[test]
fn who_has_had_a_file_is_known_in_its_backup() {
    let folder = Folder::new();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let proven = Path::new("proven").join("ayse");
    fs::create_dir_all(from.join(&proven)).expect("a folder");
    fs::write(from.join(&proven).join(hash), "").expect("written");
    for _ in 0..2 {
        let done = attachments::copy(&from, &to, &mut quiet()).expect("copied");
        assert_eq!(done, attachments::Copied::default(), "no file, no damage");
        assert_eq!(names(&to.join(&proven)), [hash]);
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("read");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("read").file_name();
    let mut names: Vec<String> = entries
        .map(|entry| name(entry).to_string_lossy().into())
        .collect();
    names.sort();
    names
}

fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = bytes.windows(old.len()).position(|window| window == old);
    let at = at.expect("the word stands in the file");
    bytes[at..at + new.len()].copy_from_slice(new);
    bytes
}
