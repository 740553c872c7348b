//! The password once more, for the person who works here: their session ended on the server, and what waits needs another one. Store,
//! queue and whatever is being typed stay as they are; nobody else comes in this way.

use super::opening::{self, SignInProblem};
use super::{App, carrying, renewing, signing_out};
use crate::sync::{self, client};
use leptos::prelude::*;
use shared::sync::wire::SignedIn;

pub async fn sign_in_again(app: App, password: &str) -> Result<(), SignInProblem> {
    let Some(login) = app
        .device
        .person()
        .map(|known| known.borrow().login.clone())
    else {
        // whoever asked signed out meanwhile: nobody waits for the answer
        return Ok(());
    };
    let turn = signing_out::turn().await;
    let answer = client::sign_in(&opening::asked_with(&login, password)).await;
    drop(turn);
    let answered = answer.map_err(|failure| SignInProblem::of(&failure))?;
    if !works_here(app, &answered) {
        // another company on this server knows somebody of that name, or the page was left
        signing_out::end(answered.user);
        return Err(SignInProblem::Wrong);
    }
    goes_on(app, answered);
    Ok(())
}

fn works_here(app: App, answered: &SignedIn) -> bool {
    let person = app.device.person();
    person.is_some_and(|person| {
        let person = person.borrow();
        (person.workspace, person.user) == (answered.workspace, answered.user)
    })
}

fn goes_on(app: App, person: SignedIn) {
    opening::remember_again(&person);
    renewing::becomes(app, person);
    renewing::is_fresh(app);
    app.connection.signed_out.set(false);
    opening::in_contact(app, sync::now());
    carrying::fetch_key(app);
    opening::wake(app);
}
