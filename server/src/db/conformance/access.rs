//! Sessions, devices, sign-ins.

use super::samples::*;
use crate::db::*;
use uuid::Uuid;

pub async fn a_withdrawn_device_is_marked_everywhere((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let (user, device) = (Uuid::new_v4(), Uuid::new_v4());
    let session = Session {
        token_hash: Uuid::new_v4().as_bytes().to_vec(),
        user_id: user,
        device,
        device_name: "tablet".into(),
        created: 1,
        last_seen: 1,
        revoked: None,
    };
    first
        .open_session(workspace, &session)
        .await
        .expect("opened");
    let client = Client {
        id: Uuid::new_v4(),
        user_id: user,
        device,
        last_seq: 4,
        label: "1".into(),
        name: "tablet".into(),
        created: 1,
        withdrawn: None,
    };
    let bound = client.clone();
    write(first, workspace, |revision| Batch {
        clients: vec![bound],
        ..batch(revision)
    })
    .await;
    assert!(
        second
            .withdraw_device(workspace, user, device, 9)
            .await
            .expect("withdrawn")
    );
    assert!(
        !second
            .withdraw_device(workspace, user, device, 9)
            .await
            .expect("answered"),
        "only once"
    );
    let (found, kept) = first
        .session(&session.token_hash)
        .await
        .expect("read")
        .expect("kept");
    assert_eq!((found, kept.revoked), (workspace, Some(9)));
    let marked = first
        .client(workspace, client.id)
        .await
        .expect("read")
        .expect("kept");
    assert_eq!((marked.last_seq, marked.withdrawn), (4, Some(9)));
    sign_ins_are_found_by_login_and_user((first, second), workspace).await;
}

async fn sign_ins_are_found_by_login_and_user((first, second): Two<'_>, workspace: Uuid) {
    let sign_in = SignIn {
        user_id: Uuid::new_v4(),
        login: Uuid::new_v4().to_string(),
        password_hash: "h".into(),
        changed: 1,
    };
    assert_eq!(
        first
            .set_sign_in(workspace, &sign_in, None)
            .await
            .expect("set"),
        SignInStored::Stored
    );
    let thief = SignIn {
        user_id: Uuid::new_v4(),
        ..sign_in.clone()
    };
    assert_eq!(
        second
            .set_sign_in(workspace, &thief, None)
            .await
            .expect("answered"),
        SignInStored::LoginTaken
    );
    let found = second
        .sign_in(workspace, &sign_in.login)
        .await
        .expect("read");
    assert_eq!(found, Some(sign_in.clone()));
    assert_eq!(
        first
            .sign_in_of(workspace, sign_in.user_id)
            .await
            .expect("read"),
        Some(sign_in)
    );
}

pub async fn a_new_password_ends_the_other_sessions((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let (user, other) = (Uuid::new_v4(), Uuid::new_v4());
    let session = |user_id: Uuid| Session {
        token_hash: Uuid::new_v4().as_bytes().to_vec(),
        user_id,
        device: Uuid::new_v4(),
        device_name: "tablet".into(),
        created: 1,
        last_seen: 1,
        revoked: None,
    };
    let withdrawn = Session {
        revoked: Some(5),
        ..session(user)
    };
    let (here, elsewhere, theirs) = (session(user), session(user), session(other));
    for session in [&here, &elsewhere, &theirs, &withdrawn] {
        (first.open_session(workspace, session).await).expect("opened");
    }
    let sign_in = SignIn {
        user_id: user,
        login: Uuid::new_v4().to_string(),
        password_hash: "h".into(),
        changed: 1,
    };
    let set = first.set_sign_in(workspace, &sign_in, Some(&here.token_hash));
    set.await.expect("set");
    for (session, stays) in [
        (&here, true),
        (&elsewhere, false),
        (&theirs, true),
        (&withdrawn, true),
    ] {
        let found = second.session(&session.token_hash).await.expect("read");
        assert_eq!(found.is_some(), stays);
    }
    let set = first.set_sign_in(workspace, &sign_in, None);
    set.await.expect("set");
    assert!((second.session(&here.token_hash).await.expect("read")).is_none());
}

pub async fn the_first_secret_of_a_name_stays((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let (one, other) = futures::join!(
        first.secret_or(workspace, "carry", b"one", 1),
        second.secret_or(workspace, "carry", b"other", 2),
    );
    let (one, other) = (one.expect("kept"), other.expect("kept"));
    assert_eq!(one, other, "whoever asked at the same time has the same");
    let later = second.secret_or(workspace, "carry", b"later", 3).await;
    assert_eq!(later.expect("read"), one);
    let elsewhere = new_workspace(first).await;
    let found = second.secret(elsewhere, "carry").await;
    assert_eq!(found.expect("read"), None);
}
