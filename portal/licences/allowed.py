"""Which licences the site may carry. One that is not here fails a test, before it reaches anybody's server."""

# What an institution may run, change and pass on beside its own work. Copyleft of a file (MPL) or of a library that is loaded
# as it is (LGPL) asks nothing of what stands beside it.
ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU"),
        *("PSF-2.0", "Python-2.0", "Zlib"),
        *("LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0"),
    }
)

# As packages call licences, to what SPDX calls them. Of "BSD" they do not say how many clauses; so neither do we.
SPDX = {
    "Apache 2": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "Python-2.0",
    "Python Software Foundation License": "Python-2.0",
}

# What packages say in several places, or of less than they bring, read in the files that they bring.
BY_HAND = {
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",  # its own; parts after Google's; the list of public suffixes
    "pi-heif": "BSD-3-Clause AND LGPL-3.0-only",  # its own; libheif and libde265, which it brings along
    "pillow-heif": "BSD-3-Clause AND GPL-2.0-only",  # with an encoder that pi-heif leaves out: requirements-without.in
    "qrcode": "BSD-3-Clause AND MIT",  # "Other" stands there for a trade mark of which its licence speaks
    "uvloop": "MIT OR Apache-2.0",
}
