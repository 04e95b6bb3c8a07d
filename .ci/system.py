"""Installs what brief needs of the system, by apt-get; on other systems, or without the right to, says the command.

`system.py test` sees to what the tests need besides: programs that judge what goes to a print shop.

`make` and .ci/run call this before anything else is there, so it uses Python alone. It tries what is needed rather
than asking a package manager: where all is there, it does nothing and needs no network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (met by whoever has an older one, and told what to do)
    sys.exit(
        "brief needs Python 3.11 or later; this is {}.{}.\n"
        "Where another one is installed, name it:  make PYTHON=python3.13 pdf".format(*sys.version_info)
    )

sys.path.insert(0, str(Path(__file__).parents[1]))
from brief import doctor

VENV = f"python3.{sys.version_info.minor}-venv"
"""Debian's package that lets its Python make a virtual environment; other Pythons bring that themselves."""


PROGRAMS = {"ghostscript": "gs", "qpdf": "qpdf"}
"""What the tests ask: Ghostscript for the plates of a press, qpdf whether a file is sound. By their packages' names."""


def missing(programs: Sequence[str]) -> list[str]:
    """What is not there: the names of libraries, of Debian's package for virtual environments, and of `programs`."""
    names = [check.name for check in doctor.examine_libraries() if not check.ok]
    names += [] if find_spec("ensurepip") else [VENV]
    return [*names, *(name for name in programs if not shutil.which(PROGRAMS[name]))]


def install(names: Sequence[str]) -> None:
    """Installs the libraries, and what else `names` names, by apt-get; does nothing where that may not be used."""
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if not all(shutil.which(program) for program in [*sudo, "apt-get"]):
        return
    apt_get = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    packages = [*(name for library in doctor.LIBRARIES for name in library.debian_packages.split())]
    print(f"Installing {', '.join(names)} by apt-get", flush=True)
    # Neither result is asked for: with an old list the install may still do, and what counts is what is there then.
    subprocess.run([*apt_get, "update"], check=False)
    subprocess.run([*apt_get, "install", "--yes", "--no-install-recommends", *packages, *extra(names)], check=False)


def extra(names: Sequence[str], on_debian: bool = True) -> list[str]:
    """What of `names` is no library: programs, and what only Debian packs by itself."""
    return [name for name in names if name in PROGRAMS or (name == VENV and on_debian)]


def message(names: Sequence[str]) -> str:
    """That `names` are missing, and what to type, a line for each system."""
    lines = [
        f"  {f'{by.systems}:':<36} {by.install(doctor.LIBRARIES)} {' '.join(extra(names, by is doctor.APT))}"
        for by in doctor.INSTALLERS
    ]
    return "\n".join(
        [
            f"Missing on this system: {', '.join(names)}.",
            "Type the line that is for it (docs/install.md says more), then the same command again:",
            "",
            *map(str.rstrip, lines),
        ]
    )


def main(programs: Sequence[str] = ()) -> None:
    """Installs what is missing; stops with a message when something still is."""
    if names := missing(programs):
        install(names)
    if names := missing(programs):
        sys.exit(message(names))


if __name__ == "__main__":
    main(list(PROGRAMS) if sys.argv[1:] == ["test"] else ())
