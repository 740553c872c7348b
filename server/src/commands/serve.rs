//! Runs the server until it is told to stop, then finishes what is in flight.

use super::set_up::set_up;
use super::{Opened, open};
use crate::config::Config;
use crate::connectors::Catalogue;
use crate::connectors::simulator::Simulator;
use crate::demo;
use crate::files::proof::note_earlier;
use crate::files::sweep::sweep;
use crate::jobs::{Runner, World};
use crate::mail::Post;
use crate::router::router_with_demo;
use crate::state::ServerState;
use crate::sync::retention::forget_old_removals;
use anyhow::{Context, Result};
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use futures::StreamExt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// What is in flight has so long after SIGTERM.
const FINISH_WITHIN: Duration = Duration::from_secs(20);
const DAY: Duration = Duration::from_secs(86_400);
/// After the hints of other processes broke off.
const LISTEN_AGAIN: Duration = Duration::from_secs(2);

pub async fn run(config: Config, connectors: Catalogue) -> Result<()> {
    let opened = open(config).await?;
    set_up(&opened).await?;
    let connectors = demo::start(&opened.state, opened.workspace, connectors).await?;
    serve(&opened, connectors).await
}

pub async fn serve(opened: &Opened, connectors: Catalogue) -> Result<()> {
    let state = opened.state.clone();
    let erp = connectors.simulator().cloned();
    let runner = runner(&state, connectors)?;
    let working = tokio::spawn({
        let runner = runner.clone();
        async move { runner.run().await }
    });
    let waking = tokio::spawn(wake(state.clone(), runner.clone(), opened.workspace));
    let hearing = tokio::spawn(hear(state.clone()));
    let forgetting = tokio::spawn(forget(state.clone()));
    let handle = Handle::new();
    tokio::spawn(stop(state.clone(), handle.clone(), runner.clone()));
    let served = listen(&state, erp, handle).await;
    runner.close();
    hearing.abort();
    forgetting.abort();
    waking.abort();
    working.await.context("the job runner")?;
    state.database.close().await;
    served
}

fn runner(state: &ServerState, connectors: Catalogue) -> Result<Runner> {
    let mailer = state.config.mailer()?;
    let gathers = Duration::from_secs(state.config.mail_gathers_seconds.into());
    let post = mailer.map(|mailer| Post::new(Arc::new(mailer), gathers));
    let public = state.config.public_address.as_deref();
    let post = post.map(|post| post.reached_at(public));
    let world = World::new(
        state.database.clone(),
        state.writers.clone(),
        connectors,
        state.clock.clone(),
        rand::random(),
    );
    let world = world.with_circuits(state.circuits.clone());
    Ok(Runner::new(Arc::new(world.with_post(post))))
}

async fn listen(
    state: &ServerState,
    erp: Option<Arc<Simulator>>,
    handle: Handle<SocketAddr>,
) -> Result<()> {
    let config = &state.config;
    let erp = erp.filter(|_| config.demo);
    let service =
        router_with_demo(state.clone(), erp).into_make_service_with_connect_info::<SocketAddr>();
    announce(handle.clone(), config.tls_cert.is_some());
    match (&config.tls_cert, &config.tls_key) {
        (Some(cert), Some(key)) => {
            // two processes of one crate graph may bring two providers: ours is named, once
            let _first = rustls::crypto::ring::default_provider().install_default();
            let tls = RustlsConfig::from_pem_file(cert, key)
                .await
                .context("reading the certificate and its key")?;
            axum_server::bind_rustls(config.listen, tls)
                .handle(handle)
                .serve(service)
                .await
        }
        _ => {
            axum_server::bind(config.listen)
                .handle(handle)
                .serve(service)
                .await
        }
    }
    .with_context(|| format!("listening on {}", config.listen))
}

/// The line people and tests wait for.
fn announce(handle: Handle<SocketAddr>, tls: bool) {
    tokio::spawn(async move {
        if let Some(address) = handle.listening().await {
            let scheme = if tls { "https" } else { "http" };
            println!("Sahada listens on {scheme}://{address}");
        }
    });
}

async fn stop(state: ServerState, handle: Handle<SocketAddr>, runner: Runner) {
    let (Ok(mut term), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        tracing::error!("signals cannot be heard");
        return;
    };
    tokio::select! {
        _told = term.recv() => {}
        _told = interrupt.recv() => {}
    }
    tracing::info!("finishing what is in flight");
    runner.close();
    state.pokes.close();
    handle.graceful_shutdown(Some(FINISH_WITHIN));
}

/// What was decided may have left work for a job.
async fn wake(state: ServerState, runner: Runner, workspace: uuid::Uuid) {
    let mut hints = Box::pin(state.pokes.of(workspace));
    while hints.next().await.is_some() {
        runner.news();
    }
}

/// Passes on what other processes on the same database say.
async fn hear(state: ServerState) {
    loop {
        match state.database.hints().await {
            Ok(mut hints) => {
                while let Some(hint) = hints.next().await {
                    state.pokes.tell(hint.workspace, hint.revision);
                }
            }
            Err(error) => tracing::warn!("no hints from other processes: {error}"),
        }
        tokio::time::sleep(LISTEN_AGAIN).await;
    }
}

/// Once a day, what nobody needs any more; before the first, who counts for files that were kept by an earlier version.
async fn forget(state: ServerState) {
    if let Err(error) = note_earlier_files(&state).await {
        tracing::warn!("files of an earlier version stay closed until tomorrow: {error:#}");
    }
    loop {
        tokio::time::sleep(DAY).await;
        if let Err(error) = forget_now(&state).await {
            tracing::warn!("what nobody needs stays until tomorrow: {error:#}");
        }
    }
}

async fn note_earlier_files(state: &ServerState) -> Result<()> {
    for workspace in state.database.workspaces().await? {
        note_earlier(&state.files, &*state.database, workspace.id).await?;
    }
    Ok(())
}

async fn forget_now(state: &ServerState) -> Result<()> {
    for workspace in state.database.workspaces().await? {
        let (database, now) = (&*state.database, state.clock.now());
        if let Some(floor) = forget_old_removals(database, workspace.id, now).await? {
            tracing::info!(
                company = workspace.name,
                floor,
                "old removal marks are gone"
            );
        }
        let swept = sweep(&state.files, database, workspace.id, now).await?;
        tracing::info!(company = workspace.name, ?swept, "files nobody claimed");
    }
    Ok(())
}
