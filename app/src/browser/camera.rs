//! The camera, while somebody looks through it: opened, seen on the page, one picture at a time. What is in a picture others say.

use futures::channel::oneshot;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    CanvasRenderingContext2d, DomException, HtmlCanvasElement, HtmlVideoElement, ImageData,
    MediaStream, MediaStreamConstraints, MediaStreamTrack, MediaStreamTrackState,
};

/// Codes on a type plate are still fine at this width, and a tablet reads several such pictures a second.
const PICTURE_MAX: f64 = 1_280.0;

/// Why there is nothing to look through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoCamera {
    /// The person, the browser or the company's policy said no.
    Refused,
    /// This device has none.
    Missing,
    /// Another app has it, or it does not start.
    Busy,
    /// Browsers open cameras for pages that came by HTTPS alone.
    Insecure,
}

/// Running until it is dropped.
pub struct Camera {
    video: HtmlVideoElement,
    stream: MediaStream,
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Camera {
    /// The one at the back where there are two; shown in `video`.
    pub async fn open(video: &HtmlVideoElement) -> Result<Camera, NoCamera> {
        let stream = stream().await?;
        let Some((canvas, context)) = canvas() else {
            end(&stream);
            return Err(NoCamera::Busy);
        };
        video.set_src_object(Some(&stream));
        let camera = Camera {
            video: video.clone(),
            stream,
            canvas,
            context,
        };
        let playing = video.play().map_err(|_| NoCamera::Busy)?;
        JsFuture::from(playing).await.map_err(|_| NoCamera::Busy)?;
        Ok(camera)
    }

    pub fn video(&self) -> &HtmlVideoElement {
        &self.video
    }

    /// What it sees now; nothing before the first picture came.
    pub fn picture(&self) -> Option<ImageData> {
        let size = [self.video.video_width(), self.video.video_height()].map(f64::from);
        let [width, height] = size;
        if width == 0.0 || height == 0.0 {
            return None;
        }
        let scale = (PICTURE_MAX / width.max(height)).min(1.0);
        let [width, height] = size.map(|side| (side * scale).round());
        if f64::from(self.canvas.width()) != width || f64::from(self.canvas.height()) != height {
            self.canvas.set_width(width as u32);
            self.canvas.set_height(height as u32);
        }
        self.context
            .draw_image_with_html_video_element_and_dw_and_dh(&self.video, 0.0, 0.0, width, height)
            .ok()?;
        self.context.get_image_data(0.0, 0.0, width, height).ok()
    }

    /// What it sees now as an image that a page shows when the camera is out; nothing before the first picture came.
    pub fn still(&self) -> Option<String> {
        self.picture()?;
        self.canvas.to_data_url_with_type("image/jpeg").ok()
    }

    /// Nobody has taken it away meanwhile.
    pub fn is_live(&self) -> bool {
        let state = self.track().map(|track| track.ready_state());
        state == Some(MediaStreamTrackState::Live)
    }

    /// Is there a lamp beside it that a page may switch?
    pub fn has_torch(&self) -> bool {
        let torch = self.track().and_then(|track| {
            let ask = Reflect::get(&track, &"getCapabilities".into()).ok()?;
            let ask: js_sys::Function = ask.dyn_into().ok()?;
            Reflect::get(&ask.call0(&track).ok()?, &"torch".into()).ok()
        });
        torch.is_some_and(|torch| torch.is_truthy())
    }

    /// `false` when it stays as it was.
    pub async fn light(&self, on: bool) -> bool {
        let Some(promise) = self.track().and_then(|track| switched(&track, on)) else {
            return false;
        };
        JsFuture::from(promise).await.is_ok()
    }

    fn track(&self) -> Option<MediaStreamTrack> {
        self.stream.get_video_tracks().get(0).dyn_into().ok()
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        end(&self.stream);
        self.video.set_src_object(None);
    }
}

/// Did the person allow it before, so that nothing is asked now?
pub async fn is_allowed() -> bool {
    let asked = || -> Option<Promise> {
        let navigator = web_sys::window()?.navigator();
        let permissions = Reflect::get(&navigator, &"permissions".into()).ok()?;
        let query = Reflect::get(&permissions, &"query".into()).ok()?;
        let query: js_sys::Function = query.dyn_into().ok()?;
        let which = object(&[("name", "camera".into())]);
        query.call1(&permissions, &which).ok()?.dyn_into().ok()
    };
    let Some(asked) = asked() else { return false };
    let status = JsFuture::from(asked).await;
    let state = status.and_then(|status| Reflect::get(&status, &"state".into()));
    state.is_ok_and(|state| state == "granted")
}

/// A short buzz, where the device has one.
pub fn buzz(milliseconds: u32) {
    let buzzed = || {
        let navigator = web_sys::window()?.navigator();
        let vibrate = Reflect::get(&navigator, &"vibrate".into()).ok()?;
        let vibrate: js_sys::Function = vibrate.dyn_into().ok()?;
        vibrate.call1(&navigator, &milliseconds.into()).ok()
    };
    let _nobody_minds = buzzed();
}

async fn stream() -> Result<MediaStream, NoCamera> {
    let window = web_sys::window().ok_or(NoCamera::Insecure)?;
    let devices = window.navigator().media_devices();
    // undefined where the page did not come by HTTPS
    let devices = devices.ok().filter(|devices| !devices.is_undefined());
    let devices = devices.ok_or(NoCamera::Insecure)?;
    let ideal = |value: JsValue| JsValue::from(object(&[("ideal", value)]));
    let wanted = object(&[
        ("facingMode", ideal("environment".into())),
        ("width", ideal(1_280.into())),
        ("height", ideal(720.into())),
    ]);
    let constraints = MediaStreamConstraints::new();
    constraints.set_audio(&false.into());
    constraints.set_video(&wanted);
    let promise = devices.get_user_media_with_constraints(&constraints);
    let promise = promise.map_err(why)?;
    let (sender, opened) = oneshot::channel();
    // asked for beside the caller, who may be gone when the person says yes
    spawn_local(async move {
        let stream = JsFuture::from(promise).await;
        if let Err(Ok(stream)) = sender.send(stream) {
            end(stream.unchecked_ref());
        }
    });
    let stream = opened.await.map_err(|_| NoCamera::Busy)?;
    stream.map_err(why)?.dyn_into().map_err(why)
}

fn end(stream: &MediaStream) {
    for track in stream.get_tracks() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}

/// The names of the Media Capture and Streams specification, 10.2.
fn why(problem: JsValue) -> NoCamera {
    let problem = problem.dyn_into::<DomException>().ok();
    match problem.map(|problem| problem.name()).as_deref() {
        Some("NotAllowedError" | "SecurityError") => NoCamera::Refused,
        Some("NotFoundError" | "OverconstrainedError") => NoCamera::Missing,
        _ => NoCamera::Busy,
    }
}

fn canvas() -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    // it is read again and again, so it stays in ordinary memory
    let options = object(&[("willReadFrequently", true.into())]);
    let context = canvas.get_context_with_context_options("2d", &options);
    Some((canvas, context.ok()??.dyn_into().ok()?))
}

fn switched(track: &MediaStreamTrack, on: bool) -> Option<Promise> {
    let apply = Reflect::get(track, &"applyConstraints".into()).ok()?;
    let apply: js_sys::Function = apply.dyn_into().ok()?;
    let advanced = Array::of1(&object(&[("torch", on.into())]));
    let wanted = object(&[("advanced", advanced.into())]);
    apply.call1(track, &wanted).ok()?.dyn_into().ok()
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // a plain new object takes every field
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
