//! Many runs on all cores, added up and printed. One run in a hundred is run twice: it must leave the same trace (I11).

use crate::arguments::Asked;
use crate::book::Violation;
use crate::run::{Report, run};
use crate::start::Company;
use shared::sync::Outcome;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Failing seeds of one invariant are printed up to here; the count goes on.
const PRINTED_MAX: usize = 5;

/// The sums, what was broken by which seed, and how many runs were made twice.
type Total = (Report, Vec<(u64, Violation)>, u64);

struct Progress {
    next: AtomicU64,
    total: Mutex<Total>,
}

/// `true` when nothing was broken.
pub fn simulate(asked: &Asked) -> bool {
    let began = Instant::now();
    let progress = Progress {
        next: AtomicU64::new(asked.seed),
        total: Mutex::default(),
    };
    std::thread::scope(|scope| {
        for thread in 0..asked.threads {
            let progress = &progress;
            scope.spawn(move || work(asked, thread, progress, began));
        }
    });
    let (report, broken, repeated) = progress.total.into_inner().expect("no thread panicked");
    print(asked, &report, &broken, repeated, began.elapsed());
    broken.is_empty() && report.adds_up()
}

fn work(asked: &Asked, thread: usize, progress: &Progress, began: Instant) {
    let company = Company::found(thread as u32);
    let late = || {
        asked
            .minutes
            .is_some_and(|minutes| began.elapsed() > Duration::from_secs(minutes * 60))
    };
    let mut own = Report::default();
    let mut broken = Vec::new();
    let mut repeated = 0;
    while !late() {
        let seed = progress.next.fetch_add(1, Ordering::Relaxed);
        if seed >= asked.seed + asked.seeds {
            break;
        }
        let mut report = run(seed, asked.events, asked.tell, &company);
        if seed.is_multiple_of(100) || asked.seeds == 1 {
            repeated += 1;
            let again = run(seed, asked.events, false, &company);
            if again.trace != report.trace {
                let what = "the same seed left another trace".to_owned();
                report.violations.push(Violation {
                    invariant: "I11",
                    what,
                });
            }
        }
        broken.extend(
            report
                .violations
                .drain(..)
                .map(|violation| (seed, violation)),
        );
        own.add(report);
    }
    let mut total = progress.total.lock().expect("no thread panicked");
    total.0.add(own);
    total.1.extend(broken);
    total.2 += repeated;
}

fn print(
    asked: &Asked,
    report: &Report,
    broken: &[(u64, Violation)],
    repeated: u64,
    took: Duration,
) {
    let seconds = took.as_secs_f64().max(0.001);
    println!(
        "runs            {:>14}   seeds {} to {}",
        report.runs,
        asked.seed,
        asked.seed + report.runs.saturating_sub(1)
    );
    println!(
        "events          {:>14}   and {} to heal",
        report.events, report.healing_events
    );
    println!(
        "a second        {:>14.0}   on {} threads, {:.1} s",
        (report.events + report.healing_events) as f64 / seconds,
        asked.threads,
        seconds
    );
    println!("faults");
    for (name, count) in report.struck.named() {
        println!("  {:<24}{count:>14}", name.replace('_', " "));
    }
    for (name, count) in &report.files.struck {
        println!("  {name:<24}{count:>14}");
    }
    println!("saved           {:>14}", report.saved);
    for outcome in [
        Outcome::Applied,
        Outcome::Merged,
        Outcome::Parked,
        Outcome::Rejected,
        Outcome::Quarantined,
    ] {
        println!("  {:<24}{:>14}", outcome.word(), report.of(outcome));
    }
    println!(
        "  {:<24}{:>14}",
        "destroyed with a device", report.destroyed
    );
    println!(
        "  sum is exact            {:>14}",
        if report.adds_up() { "yes" } else { "NO" }
    );
    let files = &report.files;
    println!("attached        {:>14}", files.attached);
    for (what, count) in [
        ("complete", files.complete),
        ("removed", files.removed),
        ("refused", files.refused),
        ("destroyed", files.destroyed),
        ("damaged", files.damaged),
    ] {
        println!("  {what:<24}{count:>14}");
    }
    println!(
        "  sum is exact            {:>14}",
        if files.adds_up() { "yes" } else { "NO" }
    );
    let answers = &report.answers;
    println!("answers");
    for (what, count) in [
        ("let go", answers.let_go),
        ("sent again", answers.again),
        ("for another customer", answers.another),
        ("chosen", answers.chosen),
        ("followed by itself", answers.followed),
        ("gave way", answers.gave_way),
        ("dropped, needless", answers.needless),
    ] {
        println!("  {what:<24}{count:>14}");
    }
    println!("kept unheard    {:>14}", report.unheard);
    println!("documents       {:>14}", report.documents.documents);
    for (name, count) in [
        ("of a transfer", report.documents.confirmed),
        ("forgotten, destroyed", report.documents.destroyed),
        ("forgotten, otherwise", report.documents.otherwise),
        ("put right by people", report.repaired),
    ] {
        println!("  {name:<24}{count:>14}");
    }
    println!("stuck queues    {:>14}", report.stuck);
    println!("run twice       {:>14}", repeated);
    println!("violations      {:>14}", broken.len());
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let mut first: BTreeMap<(&str, u64), &str> = BTreeMap::new();
    for (seed, violation) in broken {
        *count.entry(violation.invariant).or_default() += 1;
        first
            .entry((violation.invariant, *seed))
            .or_insert(&violation.what);
    }
    for (invariant, count) in count {
        println!("  {invariant:<24}{count:>14}");
        let seeds = first.range((invariant, 0)..=(invariant, u64::MAX));
        for ((_, seed), what) in seeds.take(PRINTED_MAX) {
            println!("    {what}");
            println!(
                "      cargo xtask simulate --seed {seed} --seeds 1 --events {}",
                asked.events
            );
        }
    }
}
