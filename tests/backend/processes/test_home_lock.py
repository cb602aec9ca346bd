import subprocess
import sys
from pathlib import Path

import pytest

from paretoscope.processes.home_lock import HomeInUseError, held_home

HOLD = """
import sys, time
from pathlib import Path
from paretoscope.processes.home_lock import held_home
with held_home(Path(sys.argv[1]), "http://127.0.0.1:8420"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_home_is_held_until_its_process_ends_however_that_ends(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(home)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        message = f"in use by process {holder.pid}, which serves http://127.0.0.1:8420. Stop that process"
        with pytest.raises(HomeInUseError, match=message), held_home(home, "http://127.0.0.1:1"):
            pass
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()

    with held_home(home, "http://127.0.0.1:1"):
        pass
    with held_home(home, "http://127.0.0.1:2"):
        pass
