"""Installs the system libraries that brief needs, by apt-get; where it cannot, prints the command to type.

`make` and .ci/run call this before anything is installed, so it uses only the standard library. It loads the libraries
rather than query a package manager: when none is missing, it does nothing and needs no network.

With the argument `tests`, it installs the programs that tests use to judge editions. It names those that it could not
install, as does pytest at its end.
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
"""Debian's package for virtual environments; other builds of Python include them."""


JUDGES = {
    "a browser": (("chromium-headless-shell", "chromium", "google-chrome"), "chromium-headless-shell"),
    "Java": (("java",), "default-jre-headless"),
    "npm": (("npm",), "npm"),
    "Ghostscript": (("gs",), "ghostscript"),
    "qpdf": (("qpdf",), "qpdf"),
    "Poppler": (("pdftotext",), "poppler-utils"),
}
"""Tools that judge pages in tests, by name: programs, of which one is enough, and Debian's package with the first."""


def missing() -> list[str]:
    """The names of missing libraries, and of Debian's package for virtual environments if that is missing."""
    names = [check.name for check in doctor.examine_libraries() if not check.ok]
    return names if find_spec("ensurepip") else [*names, VENV]


def install(names: Sequence[str]) -> None:
    """Installs all libraries by apt-get, and the package for virtual environments if it is in `names`."""
    packages = [*(name for library in doctor.LIBRARIES for name in library.debian_packages.split())]
    apt_get(names, [[*packages, *extra(names)]])


def apt_get(names: Sequence[str], installs: Sequence[Sequence[str]]) -> None:
    """Installs packages, one command for each of `installs`, and prints `names`; does nothing where it cannot."""
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if not all(shutil.which(program) for program in [*sudo, "apt-get"]):
        return
    command = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    print(f"Installing {', '.join(names)} by apt-get", flush=True)
    # Failures are ignored: an install may succeed with an outdated list, and the caller checks what is still missing.
    subprocess.run([*command, "update"], check=False)
    for packages in installs:
        subprocess.run([*command, "install", "--yes", "--no-install-recommends", *packages], check=False)


def missing_judges() -> list[str]:
    """The names of missing tools that judge pages in tests."""
    return [name for name, (programs, _) in JUDGES.items() if not any(map(shutil.which, programs))]


def prepare_tests() -> None:
    """Installs missing tools for tests, each alone, since a system may lack a package; prints those still missing."""
    if names := missing_judges():
        apt_get(names, [[JUDGES[name][1]] for name in names])
    if names := missing_judges():
        print(f"Not on this system: {', '.join(names)}. Without, some tests are not run.")


def extra(names: Sequence[str]) -> list[str]:
    """The names that are packages of Debian only."""
    return [name for name in names if name == VENV]


def message(names: Sequence[str]) -> str:
    """The message that `names` are missing, with the command to type, a line for each system."""
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
    """Installs missing libraries, or with ``tests`` the tools for tests; exits with a message if it cannot."""
    if words == ("tests",):
        prepare_tests()
        return
    if names := missing():
        install(names)
    if names := missing():
        sys.exit(message(names))


if __name__ == "__main__":
    main(*sys.argv[1:])
