"""The vocabulary of metrics and weighting methods, which is the same for every run."""

from fastapi import APIRouter

from paretoscope.api.http import examples
from paretoscope.api.http.responses import answers
from paretoscope.schema.answers.method import MethodsAnswer, MethodView
from paretoscope.schema.answers.metric import MetricsAnswer, MetricView
from paretoscope.schema.methods import METHODS, Method
from paretoscope.schema.metrics.description import METRICS

router = APIRouter(prefix="/api", tags=["vocabulary"])


@router.get("/metrics", summary="List known metrics", responses=answers(examples.METRICS))
def get_metrics() -> MetricsAnswer:
    """Lists the metrics that Paretoscope's own training reports. Other trainers may report others."""
    return MetricsAnswer(
        metrics=[
            MetricView(pattern=one.pattern, label=one.label, unit=one.unit, meaning=one.meaning) for one in METRICS
        ]
    )


@router.get("/methods", summary="List weighting methods", responses=answers(examples.METHODS))
def get_methods() -> MethodsAnswer:
    """Lists the weighting methods: what moves the weights, which metric explains a move, and when to use the method."""
    return MethodsAnswer(methods=[_view(kind, method) for kind, method in METHODS.items()])


def _view(kind: str, method: Method) -> MethodView:
    return MethodView(
        type=kind,
        title=method.title,
        family=method.family,
        moved_by=method.moved_by,
        needs_gradients=method.needs_gradients,
        is_linear=method.is_linear,
        nominal=method.nominal,
        explained_by=method.explained_by.pattern if method.explained_by else None,
        follows_from=method.follows_from.pattern if method.follows_from else None,
        when_to_use=method.when_to_use,
        cost=method.cost,
    )
