"""The four calls for behave, by requests with a connection that stays open."""

import os

import requests
from behave import given, then, when

PAYOUTS = os.environ["PEER_URL"] + "/v1/payouts"
SESSION = requests.Session()
SESSION.headers["Authorization"] = "Bearer " + os.environ["PEER_KEY"]


@given("a payout of {amount:d} {currency}")
def create(context, amount, currency):
    answer = SESSION.post(PAYOUTS, data={"amount": amount, "currency": currency})
    assert answer.status_code == 200, answer.text
    context.payout = answer.json()["id"]


@when("the payout is canceled")
@when("the payout is canceled again")
def cancel(context):
    context.answer = SESSION.post(f"{PAYOUTS}/{context.payout}/cancel")


@then("the payout reads {status}")
def retrieve(context, status):
    answer = SESSION.get(f"{PAYOUTS}/{context.payout}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == status, answer.text


@then("the answer is {status}")
def answered(context, status):
    assert context.answer.status_code == 200, context.answer.text
    assert context.answer.json()["status"] == status, context.answer.text


@then("the request is refused")
def refused(context):
    assert context.answer.status_code == 400, context.answer.text
    assert context.answer.json()["error"]["type"] == "invalid_request_error"
