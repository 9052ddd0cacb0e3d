//! Requests, and whether they succeed or are refused.

use cucumber::gherkin::Step;
use cucumber::{then, when};
use serde_json::Value;

use super::table::{optional_parameters, pairs, parameters};
use crate::scenario::clients::ClientAct;
use crate::scenario::notation::{Actor, Owner};
use crate::scenario::object::Object;
use crate::scenario::trouble::Stop;
use crate::scenario::words::{Creation, ErrorForm, Likeness, Noun, Refused, Verb};
use crate::scenario::world::{World, refusal_text};

#[when(
    regex = r#"^the platform creates a (payout from|transfer to) ("[^"]+"|the platform) with:$"#
)]
async fn creates_for(
    world: &mut World,
    what: String,
    owner: Owner,
    step: &Step,
) -> Result<(), Stop> {
    let mut params = parameters(world, step).await?;
    if what == "payout from" {
        return world.create_payout(owner, params).await;
    }
    params.insert(
        0,
        ("destination".to_owned(), world.account_id(&owner).await?),
    );
    world.create(Creation::Transfer, params).await
}

#[when(expr = "the platform creates a(n) {creation} with:")]
async fn creates(world: &mut World, creation: Creation, step: &Step) -> Result<(), Stop> {
    let params = parameters(world, step).await?;
    world.create(creation, params).await
}

#[when(expr = "{int} clients at once each {client_act}")]
async fn at_once(world: &mut World, clients: usize, act: ClientAct) -> Result<(), Stop> {
    world.ask_at_once(clients, &act).await
}

#[when(expr = "the platform {verb} {object}( with:)")]
async fn acts(world: &mut World, verb: Verb, object: Object, step: &Step) -> Result<(), Stop> {
    let params = optional_parameters(world, step).await?;
    world.act_on(verb, &object, None, params).await
}

#[when(expr = "the platform {verb} {object} as {actor}")]
async fn acts_as(world: &mut World, verb: Verb, object: Object, actor: Actor) -> Result<(), Stop> {
    // An update that says nothing could be carried out unseen.
    let params = match verb {
        Verb::Updates => vec![("metadata[order_id]".to_owned(), "6735".to_owned())],
        Verb::Retrieves | Verb::Cancels | Verb::Reverses => Vec::new(),
    };
    world.act_on(verb, &object, Some(actor), params).await
}

#[when(expr = "the platform {verb} a(n) {noun} that does not exist")]
async fn acts_on_nothing(world: &mut World, verb: Verb, noun: Noun) -> Result<(), Stop> {
    world.act_on_nothing(verb, noun).await
}

#[when("the platform repeats the request")]
async fn repeats(world: &mut World) -> Result<(), Stop> {
    world.repeat().await
}

#[then("the request succeeds")]
fn succeeds(world: &mut World) -> Result<(), Stop> {
    let answer = world.answer()?;
    world.check(answer.status == 200, Some(answer.exchange), || {
        (
            "the request succeeds (status 200)".into(),
            format!("status {}{}", answer.status, refusal_text(&answer.body)),
        )
    })
}

#[then(regex = r"^(at most )?(\d+) of the requests succeeds?$")]
async fn so_many_succeed(world: &mut World, at_most: String, count: usize) -> Result<(), Stop> {
    world.check_succeeded(count, !at_most.is_empty()).await
}

#[then(expr = "{refused}")]
async fn is_refused(world: &mut World, refused: Refused) -> Result<(), Stop> {
    let answer = world.answer()?;
    world.check_refused(&answer, refused)?;
    world.check_no_trace().await
}

#[then(expr = "no such {noun} is found")]
async fn none_found(world: &mut World, noun: Noun) -> Result<(), Stop> {
    let answer = world.answer()?;
    world.check_missing(&answer, noun)?;
    world.check_no_trace().await
}

#[then(regex = r#"^the refusal (?:has the code "([^"]+)"|names the parameter "([^"]+)")$"#)]
fn refusal_says(world: &mut World, code: String, parameter: String) -> Result<(), Stop> {
    let answer = world.answer()?;
    let (member, due) = if parameter.is_empty() {
        ("code", code)
    } else {
        ("param", parameter)
    };
    world.check_member(&answer, member, &Value::String(due))
}

#[then(expr = "the refusal {error_form}")]
fn refusal_form(world: &mut World, form: ErrorForm) -> Result<(), Stop> {
    let answer = world.answer()?;
    world.check_error_form(&answer, form)
}

#[then(expr = "{likeness}")]
fn answers_are(world: &mut World, likeness: Likeness) -> Result<(), Stop> {
    world.check_likeness(likeness)
}

#[then("the answer shows:")]
async fn answer_shows(world: &mut World, step: &Step) -> Result<(), Stop> {
    let rows = pairs(world, step)?;
    let answer = world.answer()?;
    world
        .check_members(&rows, &answer.body, None, answer.exchange)
        .await
}
