//! The world of one scenario: its private universe in the target, and everything said and done there.

use std::convert::Infallible;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use super::act::Act;
use super::cast::Cast;
use super::context::{CONTEXT, Context, START};
use super::footprint::{Footprint, Wants};
use super::mailbox::Mailbox;
use super::monitor::{Books, Breach};
use super::payout::Payouts;
use super::session::Session;
use super::things::Things;
use super::trouble::{Stop, Trouble};
use crate::spec::capability::Capability;
use crate::target::client::Request;
use crate::target::exchange::{Exchange, Purpose};
use crate::target::secret::{MOST_NAMED, NOT_SHOWN, Redactor};

/// The most that the answers of one scenario may weigh; sound ones come nowhere near.
const HEAVIEST: usize = 8 * 1024 * 1024;

/// The state of a scenario between its steps.
#[derive(Debug, cucumber::World)]
#[world(init = Self::begin)]
pub struct World {
    pub(super) context: Rc<Context>,
    pub(super) label: String,
    pub(super) session: Option<Rc<Session>>,
    pub(super) redactor: Redactor,
    transcript: Vec<Exchange>,
    /// What the answers of the transcript weigh.
    weight: usize,
    trouble: Option<Trouble>,
    checks: usize,
    pub(super) wants: Wants,
    /// Whether what comes of the steps may hang on what others have left on the platform, or on the very second.
    pub(super) solitude: bool,
    pub(super) cast: Cast,
    pub(super) payouts: Payouts,
    pub(super) things: Things,
    pub(super) stranger: Option<String>,
    pub(super) deadline: Option<i64>,
    pub(super) footprint: Footprint,
    pub(super) act: Option<Act>,
    pub(super) last_request: Option<(Request, Answer)>,
    pub(super) next_key: Option<String>,
    /// The key that was said last, and what it is on a platform that others use too.
    pub(super) marked_key: Option<(String, String)>,
    pub(super) series: Vec<String>,
    pub(super) mailbox: Option<Mailbox>,
    pub(super) foreign: Vec<String>,
}

/// A whole answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The JSON body.
    pub body: Arc<Value>,
    /// Its exchange in the transcript.
    pub exchange: usize,
}

/// What is left of a scenario when it is over.
#[derive(Debug)]
pub struct Remains {
    /// Everything said, in order.
    pub transcript: Vec<Exchange>,
    /// What stopped it, if anything did.
    pub trouble: Option<Trouble>,
    /// What the books show afterwards, until they are audited.
    pub books: Option<Books>,
    /// Where they do not add up.
    pub breach: Option<Breach>,
    /// How many comparisons were made.
    pub checks: usize,
    /// Where the world's clock started.
    pub start: i64,
    /// What has to be taken out of whatever else is told of it.
    pub redactor: Redactor,
}

impl Remains {
    /// Audits the books, where there are any.
    pub fn audit(&mut self) {
        let Some(books) = self.books.take() else {
            return;
        };
        match books.audit(&mut self.transcript, &self.redactor) {
            Ok(breach) => self.breach = breach.map(|breach| breach.told(&self.redactor)),
            Err((index, why)) => {
                let fault = Trouble::Fault(why).told(&self.redactor);
                self.trouble.get_or_insert(fault);
                // What was asked behind it are books, too; the last that is shown is the one at fault.
                self.transcript.truncate(index + 1);
            }
        }
    }
}

impl World {
    #[expect(
        clippy::unused_async,
        reason = "cucumber awaits the constructor of a world"
    )]
    async fn begin() -> Result<Self, Infallible> {
        let context = CONTEXT.with(Rc::clone);
        let redactor = Redactor::new([context.profile.key.clone()]);
        Ok(Self {
            context,
            label: String::new(),
            session: None,
            redactor,
            transcript: Vec::new(),
            weight: 0,
            trouble: None,
            checks: 0,
            wants: Wants::default(),
            solitude: false,
            cast: Cast::default(),
            payouts: Payouts::default(),
            things: Things::default(),
            stranger: None,
            deadline: None,
            footprint: Footprint::default(),
            act: None,
            last_request: None,
            next_key: None,
            marked_key: None,
            series: Vec::new(),
            mailbox: None,
            foreign: Vec::new(),
        })
    }

    /// Tells the world which scenario it serves and what its steps will want to compare.
    pub fn open(&mut self, label: String, (wants, solitude): (Wants, bool)) {
        self.label = label;
        (self.wants, self.solitude) = (wants, solitude);
    }

    /// Whether the target offers this.
    #[must_use]
    pub fn offers(&self, capability: Capability) -> bool {
        self.context.manifest.capabilities.contains(&capability)
    }

    /// Asks the API.
    ///
    /// # Errors
    /// When no whole answer comes, or one that is not JSON.
    pub async fn ask(&mut self, request: &Request) -> Result<Answer, Stop> {
        let session = self.session().await?;
        let context = Rc::clone(&self.context);
        let exchange = context
            .client
            .send_after(
                &context.profile.url,
                &session.key,
                (request, &self.transcript),
            )
            .await;
        self.receive(exchange, request.purpose).await
    }

    /// Asks the API for something that is read when the scenario is over; gives where it is kept if it succeeded.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub(super) async fn fetch(&mut self, request: &Request) -> Result<Option<usize>, Stop> {
        let session = self.session().await?;
        let context = Rc::clone(&self.context);
        let url = &context.profile.url;
        let mut exchange = context.client.fetch(url, &session.key, request).await;
        // Why it failed is known at once, and whether it is an answer at all.
        if exchange.status != Some(200) && exchange.is_unread() {
            exchange.read();
        }
        let answer = self.receive(exchange, request.purpose).await?;
        Ok((answer.status == 200).then_some(answer.exchange))
    }

    /// Takes an exchange into the transcript and gives its answer.
    ///
    /// # Errors
    /// When no whole answer came, or one that is not JSON.
    pub(super) async fn receive(
        &mut self,
        mut exchange: Exchange,
        purpose: Purpose,
    ) -> Result<Answer, Stop> {
        let context = Rc::clone(&self.context);
        if let Err(why) = self.weigh(&mut exchange) {
            exchange.trouble.get_or_insert(why);
        }
        let trouble = exchange.trouble.clone();
        let (status, body) = (exchange.status, Arc::clone(&exchange.answer));
        let index = self.keep(exchange)?;
        match (status, trouble) {
            (Some(status), None) => {
                context.answered();
                Ok(Answer {
                    status,
                    body,
                    exchange: index,
                })
            }
            (Some(status), Some(trouble)) if purpose.is_judged() => {
                context.answered();
                let observed = format!("status {status}; {trouble}");
                Err(self.broken("a JSON answer", observed, Some(index)))
            }
            (status, trouble) => {
                let place = format!(
                    "{} {}",
                    self.transcript[index].method, self.transcript[index].path
                );
                let cause = trouble.unwrap_or_else(|| "no answer".to_owned());
                if status.is_none() {
                    let cause = self.redactor.text(format!("{place}: {cause}"));
                    context.unanswered(&cause).await;
                }
                Err(self.fault(format!("{place}: {cause}")))
            }
        }
    }

    /// Asks the API for something that the scenario starts from.
    ///
    /// # Errors
    /// When the answer is no success: then the scenario is not testable.
    pub async fn arrange(&mut self, request: &Request) -> Result<Answer, Stop> {
        let makes = request.purpose == Purpose::Arrange && request.method == "POST";
        let answer = if makes {
            let request = self.keyed(request.clone());
            let answer = self.ask(&request).await?;
            self.last_request = Some((request, answer.clone()));
            answer
        } else {
            self.ask(request).await?
        };
        if answer.status == 200 {
            return Ok(answer);
        }
        let said = refusal_text(&answer.body);
        let why = format!(
            "{} {} answered {}{said}",
            request.method, request.path, answer.status
        );
        Err(self.untestable(why))
    }

    /// Lets the next request carry an idempotency key, once everything described before is made.
    ///
    /// # Errors
    /// When that cannot be made.
    pub async fn carry_key(&mut self, key: String) -> Result<(), Stop> {
        self.make_draft().await?;
        self.session().await?;
        let own = self.own_key(key.clone());
        self.marked_key = Some((key, own.clone()));
        self.next_key = Some(own);
        Ok(())
    }

    /// A request with the idempotency key that was said for the next one.
    pub(super) fn keyed(&mut self, request: Request) -> Request {
        match self.next_key.take() {
            Some(key) => Request {
                key: Some(key),
                ..request
            },
            None => request,
        }
    }

    /// Reads something that a `Then` step compares.
    ///
    /// # Errors
    /// When it cannot be read: then the rule is broken.
    pub async fn observe(&mut self, path: String, account: Option<String>) -> Result<Answer, Stop> {
        let request = Request::get(path, account, Purpose::Observe);
        let answer = self.ask(&request).await?;
        if answer.status == 200 {
            return Ok(answer);
        }
        let observed = format!("status {}{}", answer.status, refusal_text(&answer.body));
        Err(self.broken(
            &format!("GET {} can be read", request.path),
            observed,
            Some(answer.exchange),
        ))
    }

    /// What has stopped the scenario, if anything has.
    pub(super) fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// Everything said so far.
    pub(super) fn transcript(&self) -> &[Exchange] {
        &self.transcript
    }

    /// Adds an answer to what the scenario has been told, and cuts it down when that is more than anybody keeps.
    pub(super) fn weigh(&mut self, exchange: &mut Exchange) -> Result<(), String> {
        self.weight = self.weight.saturating_add(exchange.weight());
        if self.weight <= HEAVIEST {
            return Ok(());
        }
        if exchange.is_unread() {
            exchange.read();
        }
        // What is cut cannot be read any more for what it calls a secret.
        self.redactor.learn_of(&exchange.answer);
        exchange.cut();
        let most = HEAVIEST / 1024 / 1024;
        Err(format!(
            "the answers of one scenario are longer than {most} MiB"
        ))
    }

    /// Takes an exchange into the transcript, without what is secret in it.
    ///
    /// # Errors
    /// When more is called a secret than can be looked for: whatever is told from there on might hold one.
    pub(super) fn keep(&mut self, mut exchange: Exchange) -> Result<usize, Stop> {
        // Most answers hold none, which their texts tell sooner.
        let has_text = !exchange.text.is_empty();
        let says_a_secret = if has_text && self.redactor.rules_out(&exchange.text) {
            false
        } else {
            if exchange.is_unread() {
                exchange.read();
            }
            self.redactor.learn_of(&exchange.answer)
        };
        exchange.path = self.redactor.text(exchange.path);
        exchange.body = self.redactor.text(exchange.body);
        exchange.account = exchange.account.map(|text| self.redactor.text(text));
        exchange.key = exchange.key.map(|text| self.redactor.text(text));
        if self.redactor.is_full() {
            exchange.answer = Arc::new(NOT_SHOWN.into());
            exchange.text = Vec::new();
        } else if says_a_secret {
            let answer = Arc::unwrap_or_clone(exchange.answer);
            exchange.answer = Arc::new(self.redactor.json(answer));
            exchange.text = Vec::new();
        }
        exchange.trouble = exchange.trouble.map(|text| self.redactor.text(text));
        exchange.request_id = exchange.request_id.map(|text| self.redactor.text(text));
        self.transcript.push(exchange);
        if self.redactor.is_full() {
            self.context.answered();
            let what = "the answers of one scenario call more than";
            return Err(self.fault(format!("{what} {MOST_NAMED} texts secrets")));
        }
        Ok(self.transcript.len() - 1)
    }

    /// Compares: counts the check, and stops the scenario with a finding when it fails.
    ///
    /// # Errors
    /// When `holds` is false.
    pub fn check(
        &mut self,
        holds: bool,
        exchange: Option<usize>,
        words: impl FnOnce() -> (String, String),
    ) -> Result<(), Stop> {
        self.checks += 1;
        if holds {
            return Ok(());
        }
        let (expected, observed) = words();
        Err(self.broken(&expected, observed, exchange))
    }

    /// The end of a scenario whose rule the target broke.
    pub fn broken(&mut self, expected: &str, observed: String, exchange: Option<usize>) -> Stop {
        let found = Trouble::Broken {
            expected: expected.to_owned(),
            observed,
            exchange,
        };
        self.stop(self.weighed(found))
    }

    /// The end of a scenario that the harness or its surroundings could not run.
    pub fn fault(&mut self, what: impl Into<String>) -> Stop {
        self.stop(Trouble::Fault(what.into()))
    }

    /// The end of a scenario whose history the target does not let us arrange.
    pub fn untestable(&mut self, why: impl Into<String>) -> Stop {
        self.stop(Trouble::Untestable(why.into()))
    }

    pub(super) fn stop(&mut self, trouble: Trouble) -> Stop {
        self.trouble
            .get_or_insert_with(|| trouble.told(&self.redactor));
        Stop
    }

    /// Asks for the books, drops the world in the target as well as it can be, and hands over what was said and found.
    pub async fn close(&mut self) -> Remains {
        self.hear_act();
        let judged = !matches!(
            self.trouble,
            Some(Trouble::Fault(_) | Trouble::LeverFault(_) | Trouble::Untestable(_))
        );
        let books = if judged && self.act.is_some() {
            Some(self.books().await)
        } else {
            None
        };
        self.drop_endpoints().await;
        self.close_mailbox().await;
        let session = self.session.take();
        let own = session.as_ref().filter(|session| session.own);
        let own = own.map(|session| session.path.clone());
        for path in std::mem::take(&mut self.foreign).into_iter().chain(own) {
            self.context.drop_world(&path).await;
        }
        Remains {
            books,
            start: session.map_or(START, |session| session.start),
            ..self.remains()
        }
    }

    /// Hands over what was said and found, where the world cannot be closed.
    pub fn remains(&mut self) -> Remains {
        let session = self.session.as_ref();
        Remains {
            transcript: std::mem::take(&mut self.transcript),
            trouble: self.trouble.take(),
            books: None,
            breach: None,
            checks: self.checks,
            start: session.map_or(START, |session| session.start),
            redactor: std::mem::take(&mut self.redactor),
        }
    }
}

/// What a refusal says of itself, for messages: `: balance_insufficient, You have…`.
#[must_use]
pub fn refusal_text(body: &Value) -> String {
    let error = &body["error"];
    let words: Vec<&str> = ["code", "message"]
        .iter()
        .filter_map(|name| error[name].as_str())
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(": {}", words.join(", "))
    }
}
