//! What does the camera read? Shows what it sees, reads codes in it, and hands over one: the only one, or the one a person chooses.
//! Nothing is handed over that was not seen twice; the picture it was read in stays, still. Knows no serials and no products.

use std::collections::{BTreeMap, BTreeSet};

use futures::future::{AbortHandle, abortable};
use leptos::task::spawn_local;
use leptos::{html, prelude::*};

use super::{Button, EmptyState, Icon, Notice, Verdict};
use crate::browser::camera::{self, Camera, NoCamera};
use crate::browser::codes::Reader;
use crate::browser::{online, timer};
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
    /// Handed over.
    One,
    NoCamera(NoCamera),
    /// Nothing here can read pictures.
    NoReader,
}

/// `on_code` hears the code as a keyboard scanner would type it; a person who has to choose reads it as `written` writes it. The camera goes
/// out with this piece, while nobody looks at the page, and when it has read something.
#[component]
pub fn Scanner(
    written: fn(&str) -> String,
    #[prop(into)] on_code: Callback<String>,
) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let sees = RwSignal::new(Sees::Starting);
    let light = RwSignal::new(None::<bool>);
    let still = RwSignal::new(None::<String>);
    let said = Said {
        sees,
        light,
        still,
        on_code,
    };
    let looking = StoredValue::new(None::<AbortHandle>);
    let stop = move || {
        let running = looking.try_update_value(Option::take).flatten();
        running.iter().for_each(AbortHandle::abort);
        light.try_set(None);
    };
    let start = move || {
        stop();
        let Some(video) = video.get_untracked() else {
            return;
        };
        sees.set(Sees::Starting);
        still.set(None);
        let (look, handle) = abortable(look(video, said));
        looking.set_value(Some(handle));
        spawn_local(async move {
            // given up: whoever did that has said why
            let _ = look.await;
        });
    };
    Effect::new(move |_| {
        if video.get().is_some() {
            start();
        }
    });
    let looks = move || sees.with_untracked(|sees| !matches!(sees, Sees::Several(_) | Sees::One));
    let seen = online::on_visibility_change(move |visible| match visible {
        true if looks() => start(),
        true => {}
        false => stop(),
    });
    let seen = StoredValue::new_local(seen);
    on_cleanup(move || {
        stop();
        seen.try_update_value(Option::take);
    });
    let torch = move || {
        light.get().map(|on| {
            let words = if on { kit::light_off } else { kit::light_on };
            view! { <Button label=say(words) icon=Icon::Flashlight on_press=move || light.set(Some(!on)) /> }
        })
    };
    let live =
        move || sees.with(|sees| matches!(sees, Sees::Starting | Sees::Nothing | Sees::NothingYet));
    let read = move || {
        still
            .get()
            .map(|picture| view! { <img class="scanner-video" src=picture alt="" /> })
    };
    view! {
        <section class="scanner">
            <div class="scanner-sight" hidden=move || !live() && still.with(Option::is_none)>
                // muted and inline, or a phone opens it as a film
                <video class="scanner-video" hidden=move || !live() node_ref=video muted playsinline autoplay aria-hidden="true" prop:muted=true></video>
                {read}
                <span class="scanner-frame" aria-hidden="true"></span>
            </div>
            <div class="stack" aria-live="polite">{move || shown(&sees.get(), written, on_code, start)}</div>
            <div class="row">{torch}</div>
        </section>
    }
}

/// The person allowed the camera before: nobody is asked when it opens.
pub async fn camera_is_allowed() -> bool {
    camera::is_allowed().await
}

#[derive(Clone, Copy)]
struct Said {
    sees: RwSignal<Sees>,
    light: RwSignal<Option<bool>>,
    still: RwSignal<Option<String>>,
    on_code: Callback<String>,
}

/// Dropped in between, it takes camera and reader with it.
async fn look(video: leptos::web_sys::HtmlVideoElement, said: Said) {
    let camera = match Camera::open(&video).await {
        Ok(camera) => camera,
        Err(why) => return tell(said, Sees::NoCamera(why)),
    };
    let Some(reader) = Reader::start() else {
        return tell(said, Sees::NoReader);
    };
    tell(said, Sees::Nothing);
    said.light.try_set(camera.has_torch().then_some(false));
    let found = read(&camera, reader, said).await;
    said.light.try_set(None);
    if found.is_ok() {
        said.still.try_set(camera.still());
    }
    // the camera goes out before anything else happens
    drop(camera);
    match found {
        Err(why) => tell(said, why),
        Ok(codes) => {
            camera::buzz(BUZZ_MILLISECONDS);
            match codes.as_slice() {
                [code] => {
                    tell(said, Sees::One);
                    said.on_code.run(code.clone());
                }
                _ => tell(said, Sees::Several(codes)),
            }
        }
    }
}

fn tell(said: Said, sees: Sees) {
    said.sees.try_set(sees);
}

/// The codes that are sure, or why nothing more is seen.
async fn read(camera: &Camera, mut reader: Reader, said: Said) -> Result<Vec<String>, Sees> {
    let (mut seen, mut failures, mut pictures, mut lit) = (Seen::default(), 0, 0_u32, false);
    loop {
        if !camera.is_live() {
            return Err(Sees::NoCamera(NoCamera::Busy));
        }
        let wanted = said.light.try_get_untracked().flatten().unwrap_or(false);
        if wanted != lit {
            camera.light(wanted).await;
            lit = wanted;
        }
        pictures = pictures.wrapping_add(1);
        match reader
            .read(camera, pictures.is_multiple_of(INVERTED_EVERY))
            .await
        {
            Ok(codes) => {
                failures = 0;
                if let Some(sure) = seen.add(codes) {
                    return Ok(sure);
                }
            }
            Err(_) => {
                failures += 1;
                let again = (failures < FAILURES_MAX).then(|| reader.again()).flatten();
                reader = again.ok_or(Sees::NoReader)?;
            }
        }
        if pictures == LONG_PICTURES && seen.is_empty() {
            tell(said, Sees::NothingYet);
        }
        timer::sleep_ms(PAUSE_MILLISECONDS).await;
    }
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
        // the same label twice in one picture is one sight of it
        for code in codes.into_iter().collect::<BTreeSet<String>>() {
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

fn shown(
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
        Sees::One => ().into_any(),
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
