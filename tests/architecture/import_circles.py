"""Finds the modules from which a circle of imports can be entered.

A module outside every circle can be imported first if what it imports can be. In a circle, it may matter which module
is imported first. Python imports the packages of a module before the module itself, so a circle within one package is
always entered at this package.
"""

from collections.abc import Iterator

import grimp
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components


def circle_entries(package: str) -> list[str]:
    """Returns the modules of a package that can be the first of their circle to be imported."""
    graph = grimp.build_graph(package, exclude_type_checking_imports=True)
    return first_in_circles({name: graph.find_modules_directly_imported_by(name) for name in graph.modules})


def first_in_circles(imports: dict[str, set[str]]) -> list[str]:
    """Returns the same for modules with what each imports; every package has to be among them."""
    names = sorted(imports)
    places = {name: place for place, name in enumerate(names)}
    arrows = np.array(
        [
            (places[name], places[needed])
            for name, imported in imports.items()
            for other in (name, *imported)
            for needed in with_packages(other)
        ]
    )
    matrix = csr_array((np.ones(len(arrows)), (arrows[:, 0], arrows[:, 1])), shape=(len(names), len(names)))
    _, circles = connected_components(matrix, connection="strong")
    sizes = np.bincount(circles)
    return sorted(
        {
            next(one for one in with_packages(name) if circles[places[one]] == circles[place])
            for name, place in places.items()
            if sizes[circles[place]] > 1
        }
    )


def with_packages(name: str) -> Iterator[str]:
    """Yields the packages of a module from the outermost inwards, then the module."""
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        yield ".".join(parts[:length])
