"""Evaluations of a run, and the completions kept from them."""

from typing import Annotated

from fastapi import APIRouter, Query

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import RunId, UsesServices
from paretoscope.api.http.etags import ChangedRun
from paretoscope.api.http.responses import answers
from paretoscope.runs.read.completions import read_completions
from paretoscope.runs.read.evaluations import read_evaluations
from paretoscope.runs.rows import find_run
from paretoscope.schema.answers.completion import CompletionsAnswer
from paretoscope.schema.answers.evaluation import EvaluationsAnswer
from paretoscope.schema.records import Split, SplitName

router = APIRouter(prefix="/api/runs", tags=["evaluations"])


@router.get("/{run_id}/evaluations", summary="List evaluations", responses=answers(examples.EVALUATIONS, 404))
def get_evaluations(
    run_id: ChangedRun,
    services: UsesServices,
    split: Annotated[
        SplitName | None,
        Query(description="Only this split, or these results of a re-evaluation, such as `test@math500`."),
    ] = None,
) -> EvaluationsAnswer:
    """Lists the evaluations of a run in the objectives' own units, and marks the points on the validation front.

    Re-evaluations of its policies are listed beside its own, with a split name and the id of the run that made them.
    """
    with services.database.read() as session:
        return read_evaluations(session, find_run(session, run_id), split)


@router.get("/{run_id}/completions", summary="List completions", responses=answers(examples.COMPLETIONS, 404))
def get_completions(
    *,
    run_id: RunId,
    services: UsesServices,
    split: Annotated[Split, Query(description="Split of the evaluation.")] = "validation",
    step: Annotated[
        int | None, Query(description="Step of the evaluation; if left out, the last one.", ge=0, le=2**53)
    ] = None,
    limit: Annotated[int, Query(description="Completions per page.", ge=1, le=1000)] = 100,
    cursor: Annotated[str | None, Query(description="`next_cursor` of the previous page.", max_length=2000)] = None,
) -> CompletionsAnswer:
    """Lists the completions kept from one evaluation. Ask for the next page with the same `step` and `split`."""
    with services.database.read() as session:
        find_run(session, run_id)
        return read_completions(session, run_id, split, step, limit=limit, cursor=cursor)
