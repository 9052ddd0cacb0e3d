//! A target of one idea: levers that pretend to work, and an API that answers by a function.

use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderName, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;

use super::levers::Levers;

/// A request to the API: method, and path without query.
pub struct Asked {
    pub method: String,
    pub path: String,
}

/// What an API answers: status and body.
pub type Api = fn(&Asked) -> (u16, Value);

struct Control {
    api: Api,
    levers: Mutex<Levers>,
}

/// Starts it and gives its URL; it ends with the test's process.
pub fn start(api: Api) -> String {
    let levers = Mutex::default();
    let router = Router::new()
        .fallback(answer)
        .with_state(Arc::new(Control { api, levers }));
    served(router)
}

/// Serves these routes, and gives their URL; they end with the test's process.
pub fn served(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    url
}

async fn answer(
    State(control): State<Arc<Control>>,
    method: Method,
    uri: Uri,
    body: Bytes,
) -> Response {
    let (status, answer) = if let Some(lever) = uri.path().strip_prefix("/levers") {
        let body = serde_json::from_slice(&body).unwrap_or_default();
        let levers = control.levers.lock();
        let mut levers = levers.unwrap_or_else(PoisonError::into_inner);
        levers.answer(method.as_str(), lever, &body)
    } else {
        let (method, path) = (method.to_string(), uri.path().to_owned());
        (control.api)(&Asked { method, path })
    };
    let status = StatusCode::from_u16(status).unwrap();
    if status == StatusCode::NO_CONTENT {
        return status.into_response();
    }
    // A request id, so that no rule is broken for want of one; and an hour that nobody waits for.
    let id = (HeaderName::from_static("request-id"), "req_control");
    let wait = (HeaderName::from_static("retry-after"), "3600");
    (status, [id, wait], answer.to_string()).into_response()
}
