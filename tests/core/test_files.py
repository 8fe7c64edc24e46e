"""Files whole or not at all, tables with remarks, and libraries that may be missing."""

import pytest

from sim.core import extras, remarked, whole
from sim.core.errors import InputError


def test_a_file_appears_whole_and_an_error_leaves_the_old_one_and_nothing_beside_it(tmp_path):
    file = tmp_path / "new" / "said.txt"
    whole.write_text(file, "old\n")
    with pytest.raises(UnicodeEncodeError):
        whole.write_text(file, "new \ud800")
    assert file.read_text() == "old\n" and list(file.parent.iterdir()) == [file]


def test_remarks_stand_apart_from_the_table(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("# made by hand\na,b\n1,2\n# later\n3,4\n")
    assert remarked.read(file) == ([{"a": "1", "b": "2"}, {"a": "3", "b": "4"}], ["made by hand", "later"])


def test_a_library_that_is_missing_is_named_with_its_extra():
    with pytest.raises(InputError, match=r"this needs no_such_library, of the extra 'x': uv sync --extra x"):
        extras.load("no_such_library.part", "x", "this")
