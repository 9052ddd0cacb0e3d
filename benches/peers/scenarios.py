"""Writes the four calls, so many times, as each harness reads them: a hundred scenarios a file, for hurl one."""

import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
A_FILE = 100

HURL = """\
POST {{url}}/v1/payouts
Authorization: Bearer {{key}}
[Form]
amount: 1100
currency: usd
HTTP 200
[Captures]
payout: jsonpath "$.id"

GET {{url}}/v1/payouts/{{payout}}
Authorization: Bearer {{key}}
HTTP 200
[Asserts]
jsonpath "$.status" == "pending"

POST {{url}}/v1/payouts/{{payout}}/cancel
Authorization: Bearer {{key}}
HTTP 200
[Asserts]
jsonpath "$.status" == "canceled"

POST {{url}}/v1/payouts/{{payout}}/cancel
Authorization: Bearer {{key}}
HTTP 400
[Asserts]
jsonpath "$.error.type" == "invalid_request_error"
"""

GHERKIN = """
  Scenario: Canceling payout {number} twice
    Given a payout of 1100 usd
    Then the payout reads pending
    When the payout is canceled
    Then the answer is canceled
    When the payout is canceled again
    Then the request is refused
"""

RECOUP = """
    Scenario: Canceling payout {number} twice
      Given a payout of 11.00 USD from the platform to a US bank account
      And the payout is canceled
      When the platform cancels the payout
      Then the request is refused
      And the payout is still canceled
"""

RULE = """\
@needs:payouts @needs:funds
Feature: Canceling twice, part {part}

  @PEER-{part:02} @documented
  Rule: A canceled payout is not canceled again, part {part}
    Source: API reference, "Cancel a payout".
"""


def write(folder, count):
    """Writes below the folder: hurl/, gherkin/ (behave and cucumber-js) and recoup/."""
    for name in ("hurl", "gherkin/steps", "recoup/peers"):
        (folder / name).mkdir(parents=True)
    for number in range(1, count + 1):
        (folder / "hurl" / f"{number:05}.hurl").write_text(HURL)
    for part, first in enumerate(range(1, count + 1, A_FILE), 1):
        numbers = range(first, min(first + A_FILE, count + 1))
        gherkin = [f"Feature: Canceling twice, part {part}\n"]
        gherkin += [GHERKIN.format(number=number) for number in numbers]
        (folder / "gherkin" / f"part{part:02}.feature").write_text("".join(gherkin))
        rule = [RULE.format(part=part)]
        rule += [RECOUP.format(number=number) for number in numbers]
        (folder / "recoup/peers" / f"part{part:02}.feature").write_text("".join(rule))
    shutil.copy(HERE / "steps.py", folder / "gherkin/steps")
    shutil.copy(HERE / "steps.js", folder / "gherkin")
