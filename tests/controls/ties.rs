//! The reference, but for one thing: what was made in one second is listed the other way around.
//!
//! No document orders such things, so that nothing may be found.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;

use super::server::served;

struct Behind {
    url: String,
    http: reqwest::Client,
}

/// Starts it before the target at a URL, and gives its own.
pub fn start(behind: &str) -> String {
    let behind = Arc::new(Behind {
        url: behind.to_owned(),
        http: recoup::https::client().build().unwrap(),
    });
    let router = Router::new().fallback(pass).with_state(behind);
    served(router)
}

async fn pass(
    State(behind): State<Arc<Behind>>,
    (method, uri): (Method, Uri),
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let is_api = uri.path().starts_with("/v1/");
    let asked = behind.http.request(method, format!("{}{uri}", behind.url));
    let answer = asked.headers(headers).body(body).send().await.unwrap();
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    let mut answer = answer.bytes().await.unwrap();
    if let (true, Ok(mut read)) = (is_api, serde_json::from_slice::<Value>(&answer)) {
        turn(&mut read);
        headers.remove(CONTENT_LENGTH);
        answer = read.to_string().into();
    }
    (status, headers, Body::from(answer)).into_response()
}

/// Turns around what is of one second, in every list of an answer.
fn turn(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(turn),
        Value::Object(members) => members.values_mut().for_each(turn),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    let is_list = value["object"] == "list";
    let Some(items) = value.get_mut("data").and_then(Value::as_array_mut) else {
        return;
    };
    if is_list {
        let seconds = items.chunk_by_mut(|a, b| a["created"] == b["created"]);
        seconds.for_each(<[Value]>::reverse);
    }
}
