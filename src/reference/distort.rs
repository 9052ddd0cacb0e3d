//! Requests and answers that go wrong on their way: defects of what all calls have in common, where no single call decides.

use axum::body::{Body, to_bytes};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::defect::Defect;
use super::error::ApiError;

/// The last parts of paths that name many objects, and what is made or listed there.
const COLLECTIONS: [&str; 16] = [
    "application_fees",
    "balance_transactions",
    "debit_reversals",
    "events",
    "external_accounts",
    "financial_accounts",
    "payouts",
    "received_debits",
    "refunds",
    "reversals",
    "topups",
    "transaction_entries",
    "transactions",
    "transfers",
    "webhook_endpoints",
    "charges",
];

/// What is asked for, as far as method and path tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    List,
    Balance,
    Retrieve,
    Create,
    Update,
    Cancel,
    Reverse,
}

impl Act {
    fn of(method: &Method, path: &str) -> Self {
        let last = path.rsplit('/').next().unwrap_or_default();
        let many = COLLECTIONS.contains(&last);
        match (method == Method::POST, last) {
            (false, "balance") => Self::Balance,
            (false, _) if many => Self::List,
            (false, _) => Self::Retrieve,
            (true, "cancel") => Self::Cancel,
            (true, "reverse") => Self::Reverse,
            (true, _) if many => Self::Create,
            (true, _) => Self::Update,
        }
    }
}

/// Whether the account that a request names is forgotten (`HDR-02`).
pub fn forgets_account(defect: Defect, method: &Method, path: &str) -> bool {
    match Act::of(method, path) {
        Act::List => defect == Defect::AccountIgnoredByLists,
        Act::Balance => defect == Defect::AccountIgnoredByBalance,
        Act::Create => defect == Defect::AccountIgnoredByCreations,
        Act::Retrieve => defect == Defect::AccountIgnoredByReads,
        Act::Update | Act::Cancel | Act::Reverse => false,
    }
}

/// Whether what is to be expanded stays as it is (`EXP-01`, `EXP-06`).
pub fn leaves_ids(defect: Defect, method: &Method, path: &str) -> bool {
    match Act::of(method, path) {
        Act::Retrieve => defect == Defect::ExpandIgnoredOnRetrieve,
        Act::Create => defect == Defect::ExpandIgnoredOnCreate,
        Act::Cancel => defect == Defect::ExpandIgnoredOnCancel,
        Act::Reverse => defect == Defect::ExpandIgnoredOnReverse,
        Act::List | Act::Balance | Act::Update => false,
    }
}

/// The refusal of somebody whose key is missing or unknown (`AUTH-02`, `AUTH-03`).
pub fn turned_away(defect: Option<Defect>, error: ApiError, key: Option<&str>) -> ApiError {
    let is = |missing, unknown| defect == Some(if key.is_some() { unknown } else { missing });
    if is(Defect::MissingKeyForbidden, Defect::UnknownKeyForbidden) {
        return error.status(StatusCode::FORBIDDEN);
    }
    if is(Defect::MissingKeyWithCode, Defect::UnknownKeyWithCode) {
        return error.code("api_key_expired");
    }
    error
}

/// An answer of the API, as a defect has it.
pub async fn answer(
    defect: Defect,
    (method, path): (&Method, &str),
    response: Response,
) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return parts.status.into_response();
    };
    let act = Act::of(method, path);
    let object = serde_json::from_slice(&bytes).ok();
    let (status, body) = match object {
        Some(object) if parts.status.is_success() => (
            success(defect, act),
            shown(defect, object).to_string().into(),
        ),
        Some(object) => {
            let (status, error) = refused(defect, parts.status, object);
            (status, error.to_string().into())
        }
        None => (None, Body::from(bytes)),
    };
    parts.status = status.unwrap_or(parts.status);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, body)
}

/// The status of a success, where it is another (`HDR-05`).
fn success(defect: Defect, act: Act) -> Option<StatusCode> {
    match (defect, act) {
        (Defect::CreationAnswers201, Act::Create) | (Defect::ReverseAnswers201, Act::Reverse) => {
            Some(StatusCode::CREATED)
        }
        (Defect::CancelAnswers202, Act::Cancel) => Some(StatusCode::ACCEPTED),
        _ => None,
    }
}

/// An object in whatever is answered (`HDR-04`).
fn shown(defect: Defect, mut object: Value) -> Value {
    if defect == Defect::LivemodeTrue {
        make_live(&mut object);
    }
    object
}

fn make_live(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(make_live),
        Value::Object(members) => {
            if let Some(livemode) = members.get_mut("livemode") {
                *livemode = true.into();
            }
            members.values_mut().for_each(make_live);
        }
        _ => {}
    }
}

/// A refusal (`ENC-01` to `ENC-03`, `ERR-01` to `ERR-05`).
fn refused(defect: Defect, status: StatusCode, mut body: Value) -> (Option<StatusCode>, Value) {
    let Some(error) = body.get_mut("error").and_then(Value::as_object_mut) else {
        return (None, body);
    };
    let code = error.get("code").and_then(Value::as_str);
    let code = code.unwrap_or_default().to_owned();
    let missing = status == StatusCode::NOT_FOUND;
    let (unknown_path, unknown_id) = (missing && code.is_empty(), missing && !code.is_empty());
    match defect {
        Defect::UnknownPathAnswered if unknown_path => return (Some(StatusCode::OK), json!({})),
        Defect::UnknownPathBadRequest if unknown_path => {
            return (Some(StatusCode::BAD_REQUEST), body);
        }
        Defect::UnknownIdBadRequest if unknown_id => return (Some(StatusCode::BAD_REQUEST), body),
        Defect::ErrorUnwrapped => return (None, Value::Object(std::mem::take(error))),
        _ => {}
    }
    distort_error(defect, error, (&code, unknown_id));
    (None, body)
}

fn distort_error(defect: Defect, error: &mut Map<String, Value>, (code, unknown_id): (&str, bool)) {
    match defect {
        Defect::ErrorTypeUnknown => {
            error.insert("type".to_owned(), "validation_error".into());
        }
        Defect::ErrorWithNulls => {
            for name in ["charge", "code", "doc_url", "param"] {
                error.entry(name).or_insert(Value::Null);
            }
        }
        Defect::DocUrlWithUnderscores if !code.is_empty() => {
            let page = format!("https://stripe.com/docs/error-codes/{code}");
            error.insert("doc_url".to_owned(), page.into());
        }
        Defect::DocUrlMissing => {
            error.remove("doc_url");
        }
        _ => {}
    }
    let is = |without: Defect, its: &str| defect == without && code == its;
    let nameless = is(Defect::UnknownParameterUnnamed, "parameter_unknown")
        || is(Defect::MissingParameterUnnamed, "parameter_missing")
        || unknown_id && defect == Defect::UnknownIdUnnamed;
    if nameless {
        error.remove("param");
    }
    let codeless = is(Defect::MissingParameterWithoutCode, "parameter_missing")
        || unknown_id && defect == Defect::UnknownIdWithoutCode;
    if codeless {
        error.remove("code");
        error.remove("doc_url");
    }
}

/// A list, as a defect has it (`PAGE-01`, `PAGE-09`).
pub fn list(defect: Defect, mut list: Value) -> Result<Value, ApiError> {
    let count = list["data"].as_array().map_or(0, Vec::len);
    let nothing = count == 0;
    match defect {
        Defect::ListWithTotal => list["total_count"] = count.into(),
        Defect::ListWithoutUrl => {
            if let Value::Object(members) = &mut list {
                members.remove("url");
            }
        }
        Defect::EmptyListNull if nothing => list["data"] = Value::Null,
        Defect::EmptyListMissing if nothing => {
            return Err(ApiError::invalid("There is nothing here.").status(StatusCode::NOT_FOUND));
        }
        _ => {}
    }
    Ok(list)
}
