"""What ``paretoscope score`` takes as an objective."""

import pytest
import typer

from paretoscope.cli.score import read_objective


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("beauty", "does not match any of the expected tags"),
        ("{type: format, pattern: '('}", "pattern: The pattern is not a valid regular"),
        ("{type: [", "not valid YAML"),
        ("function", "function: Field required"),
        ("{type: conciseness, gate_by: x}", "gate_by"),
    ],
)
def test_an_objective_that_cannot_work_ends_the_command_with_a_sentence(
    text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        read_objective(text)

    assert ended.value.exit_code == 2
    assert message in capsys.readouterr().err.replace("\n", " ")


def test_a_type_alone_is_an_objective_with_its_defaults() -> None:
    assert read_objective("repetition") == read_objective('{"type": "repetition"}')
