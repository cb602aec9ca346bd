"""The metadata of all tables, for migrations."""

from paretoscope.store import models, record_models, server_models
from paretoscope.store.base import Base

MODULES = (models, record_models, server_models)
"""Their classes add themselves to the metadata when they are imported."""
METADATA = Base.metadata
