"""Installs what brief needs of the system, by apt-get; on other systems, or without the right to, says the command.

`make` and .ci/run call this before anything else is there, so it uses Python alone. It tries what is needed rather
than asking a package manager: where all is there, it does nothing and needs no network.

With the word `tests` it installs what judges the editions in tests, where that can be had; what cannot, it names, and
so does pytest at its end.
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


JUDGES = {
    "a browser": (("chromium-headless-shell", "chromium", "google-chrome"), "chromium-headless-shell"),
    "Java": (("java",), "default-jre-headless"),
    "npm": (("npm",), "npm"),
    "Ghostscript": (("gs",), "ghostscript"),
    "qpdf": (("qpdf",), "qpdf"),
    "Poppler": (("pdftotext",), "poppler-utils"),
}
"""What judges pages in tests: any of these programs, and Debian's package with the first of them."""


def missing() -> list[str]:
    """What is not there: the names of libraries, and of Debian's package for virtual environments."""
    names = [check.name for check in doctor.examine_libraries() if not check.ok]
    return names if find_spec("ensurepip") else [*names, VENV]


def install(names: Sequence[str]) -> None:
    """Installs the libraries, and what else `names` names, by apt-get."""
    packages = [*(name for library in doctor.LIBRARIES for name in library.debian_packages.split())]
    apt_get(names, [[*packages, *extra(names)]])


def apt_get(names: Sequence[str], installs: Sequence[Sequence[str]]) -> None:
    """Installs packages, those of each of `installs` at once; does nothing where apt-get may not be used."""
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if not all(shutil.which(program) for program in [*sudo, "apt-get"]):
        return
    command = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    print(f"Installing {', '.join(names)} by apt-get", flush=True)
    # No result is asked for: with an old list the install may still do, and what counts is what is there then.
    subprocess.run([*command, "update"], check=False)
    for packages in installs:
        subprocess.run([*command, "install", "--yes", "--no-install-recommends", *packages], check=False)


def missing_judges() -> list[str]:
    """What judges pages in tests and is not there."""
    return [name for name, (programs, _) in JUDGES.items() if not any(map(shutil.which, programs))]


def prepare_tests() -> None:
    """Installs what judges pages in tests, each by itself, since a system may not pack all; names the rest."""
    if names := missing_judges():
        apt_get(names, [[JUDGES[name][1]] for name in names])
    if names := missing_judges():
        print(f"Not on this system: {', '.join(names)}. Without, some tests are not run.")


def extra(names: Sequence[str]) -> list[str]:
    """What of `names` only Debian packs by itself."""
    return [name for name in names if name == VENV]


def message(names: Sequence[str]) -> str:
    """That `names` are missing, and what to type, a line for each system."""
    lines = [
        f"  {f'{by.systems}:':<36} {by.install(doctor.LIBRARIES)} {' '.join(extra(names) if by is doctor.APT else [])}"
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


def main(*words: str) -> None:
    """Installs what is missing; stops with a message when something still is."""
    if words == ("tests",):
        prepare_tests()
        return
    if names := missing():
        install(names)
    if names := missing():
        sys.exit(message(names))


if __name__ == "__main__":
    main(*sys.argv[1:])
