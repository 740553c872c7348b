//! What does the camera read? Shows what it sees, reads codes in it, and hands over one: the only one, or the one a person chooses.
//! Nothing is handed over that was not seen twice. Knows no serials and no products.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::task::spawn_local;
use leptos::{html, prelude::*};

use super::{Button, EmptyState, Icon, Notice, Verdict};
use crate::browser::camera::{self, Camera, NoCamera};
use crate::browser::codes::Reader;
use crate::browser::timer;
use crate::messages::{Language, kit, language, say};

const PAUSE_MILLISECONDS: u32 = 60;
const BUZZ_MILLISECONDS: u32 = 30;
/// Pictures after the first code is sure: a type plate mostly carries several.
const MORE_PICTURES: u32 = 4;
/// Pictures without any code until a person is told what helps.
const LONG_PICTURES: u32 = 60;
/// A reader that fails so often in a row is given up.
const FAILURES_MAX: u32 = 3;
/// Every so many pictures one is read as light on dark.
const INVERTED_EVERY: u32 = 4;

#[derive(Clone, PartialEq)]
enum Sees {
    Starting,
    Nothing,
    /// For a while now.
    NothingYet,
    Several(Vec<String>),
    NoCamera(NoCamera),
    /// Nothing here can read pictures.
    NoReader,
}

/// `on_code` hears the code, and a person who has to choose reads it, as `written` writes what a keyboard scanner would have typed.
#[component]
pub fn Scanner(
    written: fn(&str) -> String,
    #[prop(into)] on_code: Callback<String>,
) -> impl IntoView {
    let on_code = Callback::new(move |code: String| on_code.run(written(&code)));
    let video = NodeRef::<html::Video>::new();
    let sees = RwSignal::new(Sees::Starting);
    let light = RwSignal::new(None::<bool>);
    let round = RwSignal::new(0_u32);
    let alive = Rc::new(Cell::new(0_u32));
    let watched = Rc::clone(&alive);
    Effect::new(move |_| {
        let Some(video) = video.get() else { return };
        let number = round.get();
        watched.set(number + 1);
        let life = Life {
            number: number + 1,
            alive: Rc::clone(&watched),
        };
        spawn_local(look(
            video,
            life,
            Said {
                sees,
                light,
                on_code,
            },
        ));
    });
    on_cleanup({
        let alive = StoredValue::new_local(alive);
        move || {
            alive.try_with_value(|alive| alive.set(0));
        }
    });
    let again = move || {
        sees.set(Sees::Starting);
        round.update(|round| *round += 1);
    };
    let torch = move || {
        light.get().map(|on| {
            let words = if on { kit::light_off } else { kit::light_on };
            view! { <Button label=say(words) icon=Icon::Flashlight on_press=move || light.set(Some(!on)) /> }
        })
    };
    let shows = move || !sees.with(|sees| matches!(sees, Sees::NoCamera(_) | Sees::NoReader));
    view! {
        <section class="scanner">
            <div class="scanner-sight" hidden=move || !shows()>
                // muted and inline, or a phone opens it as a film
                <video class="scanner-video" node_ref=video muted playsinline autoplay aria-hidden="true" prop:muted=true></video>
                <span class="scanner-frame" aria-hidden="true"></span>
            </div>
            <div class="stack" aria-live="polite">{move || said(&sees.get(), written, on_code, again)}</div>
            <div class="row">{torch}</div>
        </section>
    }
}

/// The person allowed the camera before: nobody is asked when it opens.
pub async fn camera_is_allowed() -> bool {
    camera::is_allowed().await
}

/// Ends when its component is gone or another look began.
struct Life {
    number: u32,
    alive: Rc<Cell<u32>>,
}

impl Life {
    fn goes_on(&self) -> bool {
        self.alive.get() == self.number
    }
}

#[derive(Clone, Copy)]
struct Said {
    sees: RwSignal<Sees>,
    light: RwSignal<Option<bool>>,
    on_code: Callback<String>,
}

async fn look(video: leptos::web_sys::HtmlVideoElement, life: Life, said: Said) {
    let camera = match Camera::open(&video).await {
        Ok(camera) => camera,
        Err(why) => return tell(&life, said, Sees::NoCamera(why)),
    };
    let Some(reader) = Reader::start() else {
        return tell(&life, said, Sees::NoReader);
    };
    tell(&life, said, Sees::Nothing);
    let torch = camera.has_torch().then_some(false);
    said.light.try_set(torch);
    let found = read(&camera, reader, &life, said).await;
    said.light.try_set(None);
    // the camera goes out before anything else happens
    drop(camera);
    if !life.goes_on() {
        return;
    }
    match found.as_deref() {
        None => tell(&life, said, Sees::NoReader),
        Some([code]) => {
            camera::buzz(BUZZ_MILLISECONDS);
            said.on_code.run(code.clone());
        }
        Some(codes) => {
            camera::buzz(BUZZ_MILLISECONDS);
            tell(&life, said, Sees::Several(codes.to_vec()));
        }
    }
}

fn tell(life: &Life, said: Said, sees: Sees) {
    if life.goes_on() {
        said.sees.try_set(sees);
    }
}

/// The codes that are sure; `None` when the reader cannot go on, and nothing of worth when nobody looks any more.
async fn read(camera: &Camera, mut reader: Reader, life: &Life, said: Said) -> Option<Vec<String>> {
    let (mut seen, mut failures, mut pictures, mut lit) = (Seen::default(), 0, 0, false);
    while life.goes_on() {
        let wanted = said.light.try_get_untracked().flatten().unwrap_or(false);
        if wanted != lit {
            camera.light(wanted).await;
            lit = wanted;
        }
        pictures += 1;
        match reader.read(camera, pictures % INVERTED_EVERY == 0).await {
            Ok(codes) => {
                failures = 0;
                if let Some(sure) = seen.add(codes) {
                    return Some(sure);
                }
            }
            Err(_) => {
                failures += 1;
                if failures >= FAILURES_MAX {
                    return None;
                }
                reader = reader.again()?;
            }
        }
        if pictures == LONG_PICTURES && seen.is_empty() {
            tell(life, said, Sees::NothingYet);
        }
        timer::sleep_ms(PAUSE_MILLISECONDS).await;
    }
    Some(Vec::new())
}

/// What was seen in how many pictures.
#[derive(Default)]
struct Seen {
    codes: BTreeMap<String, u32>,
    /// Pictures since the first of them was sure.
    since: Option<u32>,
}

impl Seen {
    fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// One more picture; all that are sure when there is no more to wait for.
    fn add(&mut self, codes: Vec<String>) -> Option<Vec<String>> {
        for code in codes {
            *self.codes.entry(code).or_default() += 1;
        }
        let sure = self.codes.iter().filter(|(_, pictures)| **pictures > 1);
        let sure: Vec<String> = sure.map(|(code, _)| code.clone()).collect();
        if sure.is_empty() {
            return None;
        }
        let since = self.since.map_or(0, |since| since + 1);
        self.since = Some(since);
        (since >= MORE_PICTURES).then_some(sure)
    }
}

fn said(
    sees: &Sees,
    written: fn(&str) -> String,
    on_code: Callback<String>,
    again: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let line = |words: fn(Language) -> &'static str| {
        view! { <p class="scanner-words">{say(words)}</p> }.into_any()
    };
    match sees {
        Sees::Starting => line(kit::camera_starts),
        Sees::Nothing => line(kit::hold_the_code),
        Sees::NothingYet => line(kit::nothing_read_yet),
        Sees::Several(codes) => several(codes.clone(), written, on_code, again),
        Sees::NoReader => {
            view! { <EmptyState title=say(kit::no_reader) text=say(kit::type_instead) /> }
                .into_any()
        }
        Sees::NoCamera(why) => {
            let why = *why;
            let actions = move || view! { <Button label=say(kit::try_camera_again) icon=Icon::Camera on_press=again /> };
            view! {
                <Notice verdict=Verdict::Warn title=move || no_camera(language(), why).to_owned() actions=actions>
                    <p>{say(kit::type_instead)}</p>
                </Notice>
            }
            .into_any()
        }
    }
}

fn several(
    codes: Vec<String>,
    written: fn(&str) -> String,
    on_code: Callback<String>,
    again: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let rows = codes.into_iter().map(|code| {
        let shown = written(&code);
        view! { <li><Button label=shown wide=true on_press=move || on_code.run(code.clone()) /></li> }
    });
    view! {
        <p class="scanner-words">{say(kit::several_codes)}</p>
        <ul class="scanner-codes">{rows.collect_view()}</ul>
        <div class="row"><Button label=say(kit::scan_again) icon=Icon::Camera on_press=again /></div>
    }
    .into_any()
}

fn no_camera(language: Language, why: NoCamera) -> &'static str {
    match why {
        NoCamera::Refused => kit::camera_refused(language),
        NoCamera::Missing => kit::camera_missing(language),
        NoCamera::Busy => kit::camera_busy(language),
        NoCamera::Insecure => kit::camera_insecure(language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    #[test]
    fn a_code_is_sure_when_it_was_seen_twice_and_others_had_their_time() {
        let mut seen = Seen::default();
        assert_eq!(seen.add(codes(&["a"])), None);
        assert_eq!(seen.add(codes(&[])), None);
        assert_eq!(seen.add(codes(&["a", "x"])), None);
        assert_eq!(seen.add(codes(&["b"])), None);
        assert_eq!(seen.add(codes(&[])), None);
        assert_eq!(seen.add(codes(&["b"])), None);
        assert_eq!(seen.add(codes(&[])), Some(codes(&["a", "b"])));
    }
}
