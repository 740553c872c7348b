//! What every company has before anybody works, whoever opened the data first.

use crate::installation::{closed, in_folder, opened};
use server::commands::Opened;
use server::commands::set_up::set_up;
use server::jobs::load;
use shared::rma::state::{Meaning, State, id};
use support::temporary::Folder;

async fn revision(opened: &Opened) -> i64 {
    let workspaces = opened.state.database.workspaces().await.expect("listed");
    workspaces[0].revision
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_installation_has_the_states_of_returns_and_a_second_start_changes_nothing() {
    let folder = Folder::new();
    let opened = opened(in_folder(folder.path())).await;
    set_up(&opened).await.expect("set up");
    let first = revision(&opened).await;
    for meaning in Meaning::ALL {
        let found = load::record::<State>(&*opened.state.database, opened.workspace, id(meaning));
        let (state, _) = found.await.expect("read").expect("there");
        assert_eq!(state.meaning, Some(meaning));
    }
    set_up(&opened).await.expect("again");
    assert_eq!(revision(&opened).await, first);
    closed(opened).await;
}
