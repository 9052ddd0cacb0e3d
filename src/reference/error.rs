//! The errors of the API and their form on the wire (`ERR-01` to `ERR-05`).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::ledger::PostError;

/// An error as a client sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    status: StatusCode,
    kind: &'static str,
    code: Option<&'static str>,
    param: Option<String>,
    message: String,
    /// Whether the request was right in itself and was carried out, to this end.
    carried_out: bool,
}

/// Marks the answer of a request that was carried out and refused, unlike one that was wrong in itself (`IDEM-03`, `IDEM-06`).
#[derive(Debug, Clone, Copy)]
pub struct CarriedOut;

impl ApiError {
    /// A request that is wrong in itself or in the state that things are in.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            kind: "invalid_request_error",
            code: None,
            param: None,
            message: message.into(),
            carried_out: false,
        }
    }

    /// The same as what became of a request that was carried out.
    pub fn carried_out(self) -> Self {
        Self {
            carried_out: true,
            ..self
        }
    }

    /// The same with a code of the published list.
    pub fn code(self, code: &'static str) -> Self {
        Self {
            code: Some(code),
            ..self
        }
    }

    /// The same without a code.
    pub fn without_code(self) -> Self {
        Self { code: None, ..self }
    }

    /// The same with the parameter that is wrong.
    pub fn param(self, param: impl Into<String>) -> Self {
        Self {
            param: Some(param.into()),
            ..self
        }
    }

    /// The same where the parameter is one below another.
    pub fn below(self, outer: &str) -> Self {
        let param = self.param.map(|param| match param.split_once('[') {
            None => format!("{outer}[{param}]"),
            Some((first, rest)) => format!("{outer}[{first}][{rest}"),
        });
        Self { param, ..self }
    }

    /// The same with another status.
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// No credentials (`AUTH-02`).
    pub fn no_key() -> Self {
        Self::invalid(
            "You did not provide an API key. Send it as the user name of HTTP Basic \
             authentication, or as 'Authorization: Bearer YOUR_SECRET_KEY'.",
        )
        .status(StatusCode::UNAUTHORIZED)
    }

    /// A key that opens no world (`AUTH-03`); only its end is shown.
    pub fn unknown_key(key: &str) -> Self {
        let shown = key.chars().count().saturating_sub(4).max(4);
        let end: String = key.chars().skip(shown).collect();
        Self::invalid(format!("Invalid API Key provided: ****{end}"))
            .status(StatusCode::UNAUTHORIZED)
    }

    /// An account that the key cannot act for, be it foreign or nonexistent (`AUTH-04`).
    pub fn account_invalid(id: &str) -> Self {
        Self::invalid(format!(
            "The provided key does not have access to account '{id}' (or that account does not exist)."
        ))
        .status(StatusCode::FORBIDDEN)
        .code("account_invalid")
    }

    /// An id in the path that names nothing the account has (`ERR-05`, `HDR-03`).
    pub fn not_found(noun: &str, id: &str, param: &'static str) -> Self {
        Self::missing_reference(noun, id, param).status(StatusCode::NOT_FOUND)
    }

    /// An id in a parameter that names nothing the account has; where it is what the request acts on, [`not_found`] is
    /// answered.
    ///
    /// No document gives the status. On record are 404 for the charge of a refund and 400 for the filter of a list, so
    /// that a refund's charge and a debit reversal's debit are not found, and other references are refused.
    ///
    /// [`not_found`]: Self::not_found
    pub fn missing_reference(noun: &str, id: &str, param: &'static str) -> Self {
        Self::invalid(format!("No such {noun}: '{id}'"))
            .code("resource_missing")
            .param(param)
    }

    /// A path that the API does not have (`ERR-04`).
    pub fn unrecognized(method: &str, path: &str) -> Self {
        Self::invalid(format!("Unrecognized request URL ({method}: {path})."))
            .status(StatusCode::NOT_FOUND)
    }

    /// A body that is longer than is read, or that broke off.
    pub fn unreadable(status: StatusCode) -> Self {
        Self::invalid("The request body could not be read.").status(status)
    }

    /// A body that is no form.
    pub fn not_a_form(why: &str) -> Self {
        Self::invalid(format!(
            "Invalid request: parameters are sent as a form (application/x-www-form-urlencoded), but {why}."
        ))
    }

    /// A key that was first used for something else (`IDEM-04`, `IDEM-05`).
    pub fn idempotency(message: impl Into<String>) -> Self {
        Self {
            kind: "idempotency_error",
            ..Self::invalid(message)
        }
    }

    /// A key whose request is still under way (`IDEM-11`).
    pub fn key_in_use() -> Self {
        Self::idempotency(
            "There is currently another in-progress request using this Idempotent Key (that \
             probably means you submitted twice, and the other request is still going through).",
        )
        .status(StatusCode::CONFLICT)
        .code("idempotency_key_in_use")
    }

    /// A parameter that the call does not have (`ENC-01`).
    pub fn unknown_parameter(name: impl Into<String>) -> Self {
        let name = name.into();
        Self::invalid(format!("Received unknown parameter: {name}"))
            .code("parameter_unknown")
            .param(name)
    }

    /// A parameter that the call needs (`ENC-02`).
    pub fn missing_parameter(name: &str) -> Self {
        Self::invalid(format!("Missing required param: {name}."))
            .code("parameter_missing")
            .param(name)
    }

    /// A value of another shape than the parameter's.
    pub fn wrong_shape(name: &str, shape: &str) -> Self {
        Self::invalid(format!("Invalid {shape}")).param(name)
    }

    /// A value longer than it may be (`ENC-06`, `ENC-07`).
    pub fn too_long(name: &str, most: usize) -> Self {
        Self::invalid(format!("Invalid {name}: must be at most {most} characters")).param(name)
    }

    /// Something that cannot happen to a client that means well.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        Self {
            kind: "api_error",
            ..Self::invalid(format!("The request could not be completed: {cause}."))
        }
        .status(StatusCode::INTERNAL_SERVER_ERROR)
        .carried_out()
    }

    /// The body: one `error` object without nulls (`ERR-01`, `ERR-02`).
    pub fn wire(&self) -> Value {
        let mut error = Map::new();
        error.insert("type".into(), self.kind.into());
        error.insert("message".into(), self.message.as_str().into());
        if let Some(code) = self.code {
            let page = code.replace('_', "-");
            error.insert("code".into(), code.into());
            error.insert(
                "doc_url".into(),
                format!("https://stripe.com/docs/error-codes/{page}").into(),
            );
        }
        if let Some(param) = &self.param {
            error.insert("param".into(), param.as_str().into());
        }
        json!({ "error": error })
    }
}

impl From<PostError> for ApiError {
    fn from(error: PostError) -> Self {
        match error {
            PostError::Overflow => Self::invalid("The balance cannot count that much money.")
                .code("amount_too_large")
                .param("amount")
                .carried_out(),
            PostError::Unbalanced | PostError::Backwards => Self::internal(&error),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = self.wire().to_string();
        let json = HeaderValue::from_static("application/json");
        let mut response = (self.status, [(header::CONTENT_TYPE, json)], body).into_response();
        if self.carried_out {
            response.extensions_mut().insert(CarriedOut);
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"recoup\"");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}
