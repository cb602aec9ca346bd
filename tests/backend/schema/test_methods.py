"""Facts about the weighting methods."""

from typing import get_args

import pytest
from pydantic import TypeAdapter

from paretoscope.schema.methods import METHODS, method_of
from paretoscope.schema.weighting import Weighting

TYPES = [section.model_fields["type"].default for section in get_args(get_args(Weighting)[0])]


def test_every_weighting_of_a_run_config_has_its_facts_and_nothing_else_has() -> None:
    assert set(METHODS) == set(TYPES)
    assert len({method.title for method in METHODS.values()}) == len(METHODS)


@pytest.mark.parametrize("kind", TYPES)
def test_a_weighting_is_looked_up_by_its_section(kind: str) -> None:
    assert method_of(TypeAdapter(Weighting).validate_python({"type": kind})) is METHODS[kind]


@pytest.mark.parametrize("kind", TYPES)
def test_what_moves_the_weights_has_numbers_unless_a_plan_or_a_person_does(kind: str) -> None:
    method = METHODS[kind]
    if method.moved_by in {"hypervolume", "gradients", "rewards"}:
        assert method.explained_by is not None
    if method.moved_by in {"schedule", "person"}:
        assert method.explained_by is None
    assert method.needs_gradients == (method.moved_by == "gradients")


@pytest.mark.parametrize("kind", TYPES)
def test_it_says_in_one_sentence_when_to_use_it(kind: str) -> None:
    sentence = METHODS[kind].when_to_use
    assert sentence.startswith("Use it ")
    assert sentence.endswith(".")
    assert ". " not in sentence
