"""The server itself, and what it streams."""

from typing import Any

from paretoscope.api.http.examples.runs import RUN_ID
from paretoscope.schema.metrics.keys import WEIGHT

HEALTH: dict[str, Any] = {
    "status": "ok",
    "version": "0.1.0",
    "database": "sqlite",
    "broker": "ok",
    "workers": 1,
    "token_required": False,
    "schema_revision": "0001",
}
_POINT = f'{{"series":{{"{WEIGHT.of("accuracy")}":{{"steps":[86],"values":[0.412]}}}}}}'
RUN_STREAM = f"event: metrics\ndata: {_POINT}\nid: 41\n\n: ping\n\n"
ALL_RUNS_STREAM = f'event: removed\ndata: {{"id":"{RUN_ID}"}}\nid: 1795425049000000\n\n'
