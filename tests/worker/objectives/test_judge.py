"""A judge asked over real HTTP, one that fails in every way among them."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from paretoscope.schema import objectives as schema
from paretoscope.settings import Settings
from paretoscope_worker.objectives import judge_endpoint
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.judge import Judge
from paretoscope_worker.objectives.judge_endpoint import Endpoint, allowed_endpoint
from paretoscope_worker.text.problems import Message, Problem
from paretoscope_worker.text.rollout import Completion

from .events import Events
from .judge_server import JudgeServer, judge_server, says, slowly

CHAT: tuple[Message, ...] = ({"role": "user", "content": "What is 3+4?"},)


@pytest.fixture
def server() -> Iterator[JudgeServer]:
    with judge_server() as running:
        yield running


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_endpoint, "PAUSE_SECONDS", 0.01)


def completion(text: str, **columns: Any) -> Completion:
    return Completion(Problem(CHAT, "7", columns), (1,), (2,), text, False)


def ask(
    server: JudgeServer, *completions: Completion, key: str | None = None, **settings: Any
) -> tuple[list[float | None], Events]:
    events = Events()
    faults = Faults(events)
    judge = Judge(schema.Judge.model_validate(settings), Endpoint(server.url, key), faults)
    rewards = judge.rewards(completions)
    faults.report(4)
    return rewards, events


def test_the_last_score_of_a_reply_is_scaled_to_the_range(server: JudgeServer) -> None:
    server.answer = lambda question: says("Score: 9 at first.\n**Score:** 7.5" if "good" in question else "score 0")
    assert ask(server, completion("good"), completion("bad")) == ([0.75, 0.0], Events())


def test_ratings_are_shown_in_points_of_the_range(server: JudgeServer) -> None:
    server.answer = lambda _: says("Rating=-1")
    config = {"score_pattern": r"Rating=(-?\d+)", "lowest": -3, "highest": 1}
    judge = Judge(schema.Judge.model_validate(config), Endpoint(server.url, None), Faults())
    completions = [completion("a")]
    rewards = judge.rewards(completions)
    assert rewards == [0.5]
    assert judge.values(completions, [*rewards, None]) == [-1.0, None]
    assert schema.Judge.model_validate(config).natural_range == 4.0


def test_the_prompt_is_filled_in_once_with_what_the_problem_has(server: JudgeServer) -> None:
    prompt = "Q {prompt} A {completion} T {ground_truth} R {rubric} L \\boxed{}"
    ask(server, completion("{ground_truth}", rubric="be {kind}"), prompt=prompt)
    (body,) = server.bodies
    assert body["messages"] == [
        {"role": "user", "content": "Q What is 3+4? A {ground_truth} T 7 R be {kind} L \\boxed{}"}
    ]


def test_a_column_the_problem_lacks_is_refused_by_name(server: JudgeServer) -> None:
    with pytest.raises(ObjectiveError, match=r"names \{rubric\}.*it has: prompt, completion, ground_truth"):
        ask(server, completion("a"), prompt="{completion} {rubric}")


def test_settings_and_key_are_sent(server: JudgeServer) -> None:
    ask(server, completion("a"), key="secret-key", model="big", temperature=0.5, max_tokens=9)
    assert server.keys == ["Bearer secret-key"]
    assert {name: server.bodies[0][name] for name in ("model", "temperature", "max_tokens")} == {
        "model": "big",
        "temperature": 0.5,
        "max_tokens": 9,
    }


def test_left_out_the_model_is_the_first_that_is_listed(server: JudgeServer) -> None:
    ask(server, completion("a"), completion("b"))
    assert {body["model"] for body in server.bodies} == {"first"}


def test_equal_questions_are_asked_once(server: JudgeServer) -> None:
    assert ask(server, *[completion("same")] * 5)[0] == [0.5] * 5
    assert len(server.bodies) == 1


def test_requests_are_under_way_together_up_to_the_limit(server: JudgeServer) -> None:
    server.answer = slowly(0.1, lambda _: says("Score: 1"))
    ask(server, *[completion(str(number)) for number in range(9)], concurrency=3)
    assert server.most_at_once == 3


def test_a_passing_failure_is_asked_again(server: JudgeServer) -> None:
    statuses = iter([500, 429])
    server.answer = lambda _: next(((status, {}) for status in statuses), says("Score: 4"))
    assert ask(server, completion("a")) == ([0.4], Events())
    assert len(server.bodies) == 3


@pytest.mark.parametrize(
    ("answer", "seen", "requests"),
    [
        ((401, {"error": "bad key"}), "answered 401", 1),
        ((503, {}), "answered 503", 3),
        ((200, b"<html>"), "JSONDecodeError", 3),
        ((200, {}), "without choices", 1),
        ((200, []), "without choices", 1),
        (says("No idea."), "finds no rating", 1),
        (says(""), "finds no rating", 1),
        (says("Score: 11"), "11 is not from 0 to 10", 1),
        (says("Score: -1"), "-1 is not from 0 to 10", 1),
    ],
)
def test_a_failure_costs_its_completion_the_reward_and_is_told_once(
    server: JudgeServer, answer: tuple[int, Any], seen: str, requests: int
) -> None:
    server.answer = lambda question: answer if "bad" in question else says("Score: 10")
    rewards, events = ask(server, completion("good"), completion("bad"), completion("bad"))
    assert rewards == [1.0, None, None]
    ((step, level, kind, message),) = events.told
    assert (step, level, kind) == (4, "warning", "judge_failed")
    assert "2 of 3 completions" in message
    assert seen in message
    assert len(server.bodies) == 1 + requests


def test_a_judge_that_is_too_slow_is_given_up_with_the_setting_that_mends_it(server: JudgeServer) -> None:
    server.answer = slowly(1.0, lambda _: says("Score: 1"))
    rewards, events = ask(server, completion("a"), timeout_seconds=0.05, retries=1)
    assert rewards == [None]
    assert "timeout_seconds (0.05 s)" in events.told[0][3]


def test_an_endpoint_that_is_away_costs_a_few_requests_and_not_the_batch(server: JudgeServer) -> None:
    server.answer = lambda _: (503, {})
    rewards, events = ask(
        server, *[completion(str(number)) for number in range(100)], concurrency=2, retries=0, model="m"
    )
    assert rewards == [None] * 100
    assert len(server.bodies) <= judge_endpoint.GIVE_UP_AFTER + 2
    assert len(events.told) == 1
    assert "100 of 100" in events.told[0][3]


def test_failures_after_an_answer_do_not_stop_the_batch(server: JudgeServer) -> None:
    first = threading.Event()

    def answer(_: str) -> tuple[int, Any]:
        if first.is_set():
            return 503, {}
        first.set()
        return says("Score: 3")

    server.answer = answer
    completions = [completion(str(number)) for number in range(30)]
    rewards, _ = ask(server, *completions, concurrency=1, retries=0, model="m")
    assert rewards == [0.3] + [None] * 29
    assert len(server.bodies) == 30


def test_nothing_listening_is_a_failure_and_no_crash() -> None:
    server = JudgeServer()
    server.port = 9
    rewards, events = ask(server, completion("a"), retries=0)
    assert rewards == [None]
    assert "Check that the endpoint is up" in events.told[0][3]


def test_a_listing_without_models_says_what_to_set(server: JudgeServer) -> None:
    server.models = {"data": []}
    _, events = ask(server, completion("a"))
    assert "Set the judge's model" in events.told[0][3]


def test_models_that_cannot_be_listed_are_asked_for_once_a_batch_and_not_by_every_question(
    server: JudgeServer,
) -> None:
    """Each would wait for those before it: eight timeouts in a row, at every step."""
    server.models_status = 503
    rewards, events = ask(server, *(completion(str(index)) for index in range(16)), retries=1)
    assert rewards == [None] * 16
    assert server.models_asked == 2
    assert "answered 503" in events.told[0][3]
    server.models_status = 200
    assert ask(server, completion("a"))[0] == [0.5]


def test_a_pattern_that_backtracks_for_ever_is_given_up(server: JudgeServer) -> None:
    server.answer = lambda _: says("a" * 80 + "!")
    rewards, events = ask(server, completion("x"), score_pattern=r"((?:a|aa)+)[bc]")
    assert rewards == [None]
    assert "score_pattern" in events.told[0][3]


def test_only_endpoints_of_the_operators_list_are_asked() -> None:
    settings = Settings(
        judge_endpoints="http://a/v1/,http://b/v1",  # type: ignore[arg-type]
        judge_keys={"http://b/v1/": "secret"},
    )
    assert allowed_endpoint(schema.Judge(), settings) == Endpoint("http://a/v1", None)
    assert allowed_endpoint(schema.Judge(endpoint="http://b/v1/"), settings) == Endpoint("http://b/v1", "secret")
    with pytest.raises(ObjectiveError, match=r"http://c/v1.*PARETOSCOPE_JUDGE_ENDPOINTS"):
        allowed_endpoint(schema.Judge(endpoint="http://c/v1"), settings)
    with pytest.raises(ObjectiveError, match="the list is empty"):
        allowed_endpoint(schema.Judge(), Settings())


def test_the_request_is_json_that_an_openai_server_takes(server: JudgeServer) -> None:
    ask(server, completion("a"), model="m")
    assert set(server.bodies[0]) == {"model", "messages", "temperature", "max_tokens"}
    json.dumps(server.bodies[0])
