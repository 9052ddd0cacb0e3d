//! Levers as a few JSON routes of the target (`http`).

use std::sync::Arc;

use serde_json::Value;

use super::{LeverError, Manifest, Pulled, Unusable};
use crate::shorten::brief;
use crate::target::client::Client;
use crate::target::exchange::Exchange;
use crate::target::secret::{NOT_SHOWN, Redactor};

/// The most of a body that is quoted in a message.
const QUOTED: usize = 300;

/// The levers below a URL.
#[derive(Debug, Clone)]
pub struct HttpLevers {
    base: String,
    client: Client,
}

impl HttpLevers {
    /// The levers at `base`.
    #[must_use]
    pub fn new(base: &str, client: Client) -> Self {
        Self {
            base: base.to_owned(),
            client,
        }
    }

    /// Asks what the target offers.
    ///
    /// # Errors
    /// When nothing answers, or the answer is no `levers/1` manifest.
    pub async fn manifest(&self) -> Result<Manifest, Unusable> {
        let exchange = self.client.pull(&self.base, "GET", "", None).await;
        match outcome(&self.base, &exchange) {
            Ok(value) => Manifest::parse(&value).map_err(|why| {
                let said = quoted(&value);
                Unusable::NotTheProtocol(format!("GET {}: {why}: {said}", self.base))
            }),
            Err(LeverError::Unreachable(why)) => Err(Unusable::Unreachable(why)),
            Err(LeverError::Unsupported(why) | LeverError::Fault(why)) => {
                Err(Unusable::NotTheProtocol(why))
            }
        }
    }

    /// Pulls a lever: `path` begins with `/worlds`.
    pub async fn pull(&self, method: &str, path: &str, body: Option<&Value>) -> Pulled {
        let exchange = self.client.pull(&self.base, method, path, body).await;
        let result = outcome(&self.base, &exchange);
        (exchange, result)
    }
}

pub(super) fn outcome(base: &str, exchange: &Exchange) -> Result<Arc<Value>, LeverError> {
    let place = || format!("{} {base}{}", exchange.method, exchange.path);
    let Some(status) = exchange.status else {
        let cause = exchange.trouble.as_deref().unwrap_or("no answer");
        return Err(LeverError::Unreachable(format!("{}: {cause}", place())));
    };
    match status {
        200 | 204 if exchange.trouble.is_none() => Ok(Arc::clone(&exchange.answer)),
        501 => Err(LeverError::Unsupported(
            exchange.answer["unsupported"]
                .as_str()
                .unwrap_or("it gives no reason")
                .to_owned(),
        )),
        _ => {
            let why = match (&exchange.trouble, status) {
                (Some(trouble), _) => format!("; {}", bare(&exchange.answer, trouble)),
                (None, 200..300) => "; a lever answers 200, or 204 without a body".to_owned(),
                (None, _) => String::new(),
            };
            let said = quoted(&exchange.answer);
            let place = place();
            Err(LeverError::Fault(format!(
                "{place} answered {status}: {said}{why}"
            )))
        }
    }
}

/// An answer as a message quotes it: without what it calls a secret, and cut only then.
pub(super) fn quoted(answer: &Value) -> String {
    let mut redactor = Redactor::default();
    redactor.learn_of(answer);
    let text = match answer {
        _ if redactor.is_full() => NOT_SHOWN.to_owned(),
        Value::Null => "(empty)".to_owned(),
        Value::String(text) => redactor.text(text.clone()),
        other => redactor.json(other.clone()).to_string(),
    };
    brief(&text, QUOTED).into_owned()
}

/// What is said of an answer, without what that calls a secret.
fn bare(answer: &Value, said: &str) -> String {
    let mut redactor = Redactor::default();
    redactor.learn_of(answer);
    if redactor.is_full() {
        return NOT_SHOWN.to_owned();
    }
    redactor.text(said.to_owned())
}
