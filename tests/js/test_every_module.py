"""No script without tests of its own."""

from tests.js.conftest import SCRIPTS


def test_each_module_has_a_file_of_tests_that_names_it():
    scripts = {path.stem.replace("-", "_") for path in SCRIPTS.glob("*.js")}
    tested = {path.stem.removeprefix("test_") for path in SCRIPTS.parents[3].glob("tests/js/*/test_*.py")}
    assert scripts == tested
