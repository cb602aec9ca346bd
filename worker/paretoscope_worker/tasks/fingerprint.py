"""A fingerprint of the data that a run uses."""

import hashlib

from paretoscope_worker.text.problems import Splits, prompt_text


def fingerprint(splits: Splits) -> str:
    """Returns 16 hexadecimal digits that change with any prompt or answer of any split, and with their order."""
    digest = hashlib.sha256()
    for name, problems in (("train", splits.train), ("validation", splits.validation), ("test", splits.test)):
        digest.update(f"{name} {len(problems)}\n".encode())
        for problem in problems:
            for text in (prompt_text(problem), problem.ground_truth):
                data = text.encode("utf-8", "surrogatepass")
                digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()[:16]
