//! `/v1/webhook_endpoints`: where events are to be sent (`WHK-01` to `WHK-04`).

use std::future::ready;
use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use super::call::{Call, Desk, PathIds};
use super::defect::Defect;
use super::deliveries;
use super::error::ApiError;
use super::event_types::is_known;
use super::expand::{Expand, Node, Root};
use super::listing::List;
use super::params::{Params, required};
use super::sandbox::Sandboxes;
use super::world::World;
use super::world::webhooks::{EndpointNo, EndpointUpdate, NewEndpoint};

const URL: &str = "/v1/webhook_endpoints";
/// The longest text of an endpoint.
const LONGEST: usize = 5_000;

type Answer = Result<Response, ApiError>;
type Id = PathIds<String>;

/// The routes of webhook endpoints.
pub fn routes() -> Router<Arc<Sandboxes>> {
    Router::new()
        .route(
            URL,
            get(|call: Call| ready(list(&call))).post(|call: Call| ready(create(&call))),
        )
        .route(
            "/v1/webhook_endpoints/{webhook_endpoint}",
            get(|id: Id, call: Call| ready(retrieve(&id, &call)))
                .post(|id: Id, call: Call| ready(update(&id, &call)))
                .delete(|id: Id, call: Call| ready(delete(&id, &call))),
        )
}

/// `POST /v1/webhook_endpoints`: the only answer with the secret (`WHK-01`, `WHK-02`).
fn create(call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "api_version",
        "connect",
        "description",
        "enabled_events",
        "expand",
        "metadata",
        "url",
    ])?;
    let expand = Expand::read(params, Root::One(Node::Plain))?;
    let mut update = changes(params)?;
    if !desk.world.has(Defect::EndpointTypesOptional) {
        update.enabled_events = Some(required(update.enabled_events, "enabled_events")?);
    }
    if !desk.world.has(Defect::EndpointUrlOptional) {
        update.url = Some(required(update.url, "url")?);
    }
    let new = NewEndpoint {
        connect: params.flag("connect")?.unwrap_or_default(),
        api_version: version(params)?,
        update,
    };
    let account = desk.account;
    let no = desk.world.create_endpoint(account, new)?;
    call.sandbox().employ_courier();
    let mut object = endpoint(&desk.world, no);
    object["secret"] = deliveries::secret(&desk.world, no).into();
    desk.answer(object, &expand)
}

/// What a request says of an endpoint.
fn changes(params: &Params) -> Result<EndpointUpdate, ApiError> {
    let url = params.short("url", LONGEST)?;
    if let Some(url) = &url {
        let parsed = reqwest::Url::parse(url);
        let fits = parsed.is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        if !fits {
            let message = "Invalid URL: an explicit scheme (such as https) must be provided.";
            return Err(ApiError::invalid(message).code("url_invalid").param("url"));
        }
    }
    Ok(EndpointUpdate {
        url,
        enabled_events: enabled_events(params)?,
        description: params.note("description", LONGEST)?,
        metadata: params.metadata()?,
        disabled: None,
    })
}

/// The types that are asked for, all of which exist.
fn enabled_events(params: &Params) -> Result<Option<Vec<Box<str>>>, ApiError> {
    let types = params.list("enabled_events")?;
    let unknown = |name: &&&str| **name != "*" && !is_known(name);
    if let Some(name) = types.iter().find(unknown) {
        let message = format!("Invalid enabled_events: there is no type of event '{name}'");
        return Err(ApiError::invalid(message).param("enabled_events"));
    }
    let types: Vec<Box<str>> = types.into_iter().map(Box::from).collect();
    Ok((!types.is_empty()).then_some(types))
}

/// The version of the API that is asked for: a date, and the name that newer ones have.
fn version(params: &Params) -> Result<Option<Box<str>>, ApiError> {
    let Some(version) = params.text("api_version")? else {
        return Ok(None);
    };
    let (date, name) = version.split_once('.').unwrap_or((version, "a"));
    let is_date = chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").is_ok() && date.len() == 10;
    if is_date && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Ok(Some(version.into()))
    } else {
        Err(ApiError::invalid(format!("Invalid API version: {version}")).param("api_version"))
    }
}

/// `GET /v1/webhook_endpoints/{webhook_endpoint}`.
fn retrieve(PathIds(id): &Id, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Plain))?;
    let no = named(&desk, id)?;
    desk.answer(shown(&desk.world, no), &expand)
}

/// `POST /v1/webhook_endpoints/{webhook_endpoint}`.
fn update(PathIds(id): &Id, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "description",
        "disabled",
        "enabled_events",
        "expand",
        "metadata",
        "url",
    ])?;
    let expand = Expand::read(params, Root::One(Node::Plain))?;
    let update = EndpointUpdate {
        disabled: params.flag("disabled")?,
        ..changes(params)?
    };
    let no = named(&desk, id)?;
    desk.world.update_endpoint(no, update)?;
    desk.answer(shown(&desk.world, no), &expand)
}

/// `DELETE /v1/webhook_endpoints/{webhook_endpoint}`.
fn delete(PathIds(id): &Id, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    call.params.only(&[])?;
    let no = named(&desk, id)?;
    desk.world.delete_endpoint(no);
    let object = json!({"id": id, "object": "webhook_endpoint", "deleted": true});
    desk.answer(object, &Expand::default())
}

const LIST: List = List {
    url: URL,
    node: Node::Plain,
    noun: "webhook endpoint",
    filters: &[],
};

/// `GET /v1/webhook_endpoints`.
pub fn list(call: &Call) -> Answer {
    LIST.answer(
        call,
        |desk, id| desk.world.endpoint_named(desk.account, id).map(|no| no.0),
        |desk, _, paging| Ok(desk.world.endpoints_page(desk.account, &paging)),
        |world, place| shown(world, EndpointNo(place)),
    )
}

fn named(desk: &Desk<'_>, id: &str) -> Result<EndpointNo, ApiError> {
    let found = desk.world.endpoint_named(desk.account, id);
    found.ok_or_else(|| ApiError::not_found("webhook endpoint", id, "webhook_endpoint"))
}

/// An endpoint as it is shown after it was made: without its secret (`WHK-01`).
fn shown(world: &World, no: EndpointNo) -> Value {
    let mut object = endpoint(world, no);
    if world.has(Defect::EndpointShowsSecret) {
        object["secret"] = deliveries::secret(world, no).into();
    }
    object
}

fn endpoint(world: &World, no: EndpointNo) -> Value {
    let endpoint = world.endpoint(no);
    let state = &endpoint.state;
    json!({
        "id": world.endpoint_id(no),
        "object": "webhook_endpoint",
        "api_version": endpoint.api_version,
        "application": null,
        "created": endpoint.created.unix(),
        "description": state.description,
        "enabled_events": state.enabled_events,
        "livemode": false,
        "metadata": state.metadata.wire(),
        "status": if state.disabled { "disabled" } else { "enabled" },
        "url": state.url,
    })
}
