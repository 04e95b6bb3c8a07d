"""Faults that keep a brief from being released, or a release from being verified."""

from __future__ import annotations

from brief.findings import error, info

NOT_FINAL = error(
    "not-final",
    "the status is '{status}', and only a final brief is released",
    "when all is done, write:  status: final",
)
VERSION_MISSING = error(
    "version-missing",
    "a brief without a version cannot be released: its folder is named by it",
    'write one:  version: "1.0"',
)
VERSION_WRONG = error(
    "version-wrong",
    "the version '{version}' cannot be a part of a folder's name",
    "use letters, digits, full stops and hyphens, a letter or digit first and last:  version: 1.0-rc1",
)
SOME_EDITIONS = "{message} (in {names})"
"""The message of a fault that only some editions have."""
RELEASED_ALREADY = error(
    "released-already",
    "'{folder}' is there already, and a release is never overwritten",
    "raise `version` in brief.yaml, name another folder (-o FOLDER), or move this one away",
)
MANIFEST_BROKEN = error(
    "manifest-broken",
    "this is not the manifest of a release: {reason}",
    "take the whole folder from where it was released",
)
SUMS_BROKEN = error(
    "manifest-broken",
    "this is not the list of checksums of a release: {reason}",
    "take the whole folder from where it was released",
)
NOTHING_RELEASED = info("not-released", "nothing was released, because of the errors above")
