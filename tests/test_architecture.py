"""The rules of the house, as tests: who knows whom, what is loaded when, how long things may be, what is shipped."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from govtui.paths import asset

ROOT = Path(__file__).parents[1]
PACKAGES = ("govtui", "screens", "widgets")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
SCREEN_SOURCES = {ROOT / "govtui" / "app.py", *(path for path in SOURCES if path.parts[len(ROOT.parts)] != "govtui")}
CORE_SOURCES = [path for path in SOURCES if path not in SCREEN_SOURCES]

LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
LONGER_FOR_A_REASON: dict[str, str] = {}
"""Modules (`govtui/x.py`) and functions (`govtui/x.py:name`) that may be longer, each with its reason."""

HEAVY = ("textual", "rich", "openpyxl", "docx", "lxml", "dateutil")
"""What no core module may load by being imported: the toolkit, and libraries that only one function needs."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in a module with the last part of the name that is called."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            function = node.func
            yield (
                function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", ""),
                node,
            )


def in_new_process(program: str, *words: str) -> str:
    """Run a program in an interpreter of its own, as a user's would be, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# Who knows whom


def test_import_contracts_are_kept() -> None:
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    assert ", 0 broken." in in_new_process(program)


def test_every_room_of_the_core_is_under_the_contracts() -> None:
    """A room that somebody adds must be put on a floor."""
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rooms = {module_of(path).split(".")[1] for path in SOURCES if "." in module_of(path) and path not in SCREEN_SOURCES}
    missing = [room for room in rooms - {"app"} if contracts.count(f"govtui.{room}") < 2 and room != "__main__"]
    assert not missing


def test_the_floors_are_told_as_they_are() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    floors = [[room.removeprefix("govtui.") for room in layer.split(" | ")] for layer in reversed(layers)]
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("Floors, from the ground")[2]
    assert [floor.split() for floor in re.findall("`([^`]+)`", told.split("\n\n")[1])] == floors


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name == "__init__.py"], ids=name_of)
def test_packages_import_nothing(path: Path) -> None:
    imports = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not imports


def test_core_modules_alone_load_nothing_heavy() -> None:
    """Each is imported with none of its siblings loaded, so a circle shows, whichever module is first."""
    program = """
import importlib, sys
heavy, *modules = sys.argv[1:]
for module in modules:
    for loaded in [name for name in sys.modules if name.partition(".")[0] == "govtui"]:
        del sys.modules[loaded]
    importlib.import_module(module)
    found = sorted(set(heavy.split(",")) & set(sys.modules))
    if found:
        sys.exit(f"{module} loads {found}")
"""
    in_new_process(program, ",".join(HEAVY), *map(module_of, CORE_SOURCES))


PLAN = asset("samples/政务公开.txt")

COMMAND = """
import sys
from govtui.__main__ import main
code = main(sys.argv[2:])
found = sorted(set(sys.argv[1].split(",")) & set(sys.modules))
sys.exit(f"loaded: {found}" if found else code)
"""


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["--help"], (*HEAVY, "tinydb", "filelock", "platformdirs")),
        (["list", "--help"], (*HEAVY, "tinydb", "filelock", "platformdirs")),
        (["list", "灯:红"], HEAVY),
        (["list", "--json"], HEAVY),
        (["set", "1-1", "status=done"], HEAVY),
        (["show", "1-1"], HEAVY),
        (["undo"], HEAVY),
        (["calendar"], HEAVY),
        (["holidays"], HEAVY),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_commands_load_no_more_than_they_need(words: list[str], unwanted: tuple[str, ...], tmp_path: Path) -> None:
    in_new_process(COMMAND, "textual", "--ledger", str(tmp_path), "import", str(PLAN))
    in_new_process(COMMAND, ",".join(unwanted), "--ledger", str(tmp_path), *words)


def test_reading_a_plain_plan_loads_neither_screen_nor_excel() -> None:
    in_new_process(COMMAND, "textual,rich,openpyxl,docx,tinydb", "read", str(PLAN))


# What only some may do


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nobody_below_the_command_line_prints(path: Path) -> None:
    if name_of(path) not in ("govtui/commands/common.py", "govtui/app.py"):
        assert "print" not in [name for name, _ in calls(path)]


def test_the_day_and_the_time_are_asked_for_in_three_places_only() -> None:
    """The command line (today), the ledger's own clock, the report of a crash; everywhere else they are passed in."""
    asked = {name_of(path) for path in SOURCES for name, _ in calls(path) if name in ("today", "now", "utcnow")}
    assert asked <= {"govtui/cli.py", "govtui/ledger/ledger.py", "govtui/app.py"}


def test_users_text_is_never_markup() -> None:
    """What the toolkit would read as markup is given to it with `markup=False`."""
    careless = [
        f"{name_of(path)}:{call.lineno}"
        for path in SCREEN_SOURCES
        for name, call in calls(path)
        if name in ("notify", "Static", "Label")
        and not any(
            keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
            for keyword in call.keywords
        )
    ]
    assert not careless


# How long things may be


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_modules_and_functions_stay_short(path: Path) -> None:
    lengths = {name_of(path): (len(path.read_text(encoding="utf-8").splitlines()), LONGEST_MODULE)}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            lengths[f"{name_of(path)}:{node.name}"] = (length, LONGEST_FUNCTION)
    too_long = {name: length for name, (length, longest) in lengths.items() if length > longest}
    assert too_long.keys() <= LONGER_FOR_A_REASON.keys(), too_long


def test_exceptions_are_still_needed() -> None:
    names = {name_of(path) for path in SOURCES}
    assert all(name.partition(":")[0] in names and reason for name, reason in LONGER_FOR_A_REASON.items())


# What is shipped


def test_every_asset_that_is_asked_for_is_there() -> None:
    asked = [call.args[0] for path in SOURCES for name, call in calls(path) if name == "asset"]
    assert asked
    for argument in asked:
        if isinstance(argument, ast.Constant):
            assert asset(argument.value).exists()
        else:  # a name made at run time: at least its folder has something in it
            assert isinstance(argument, ast.JoinedStr)
            assert isinstance(argument.values[0], ast.Constant)
            assert any(asset(argument.values[0].value.rstrip("/")).iterdir())


def test_wheel_carries_all_three_packages_and_the_assets(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-build-isolation",
            "--no-deps",
            "-w",
            str(tmp_path),
            str(ROOT),
        ],
        check=True,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INDEX": "1"},
    )
    (wheel,) = tmp_path.glob("govtui-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    assert {name_of(path) for path in SOURCES} <= shipped
    assets = [path for path in (ROOT / "assets").rglob("*") if path.is_file()]
    assert {f"govtui/{name_of(path)}" for path in assets} <= shipped
    found = subprocess.run(
        [sys.executable, "-c", "from govtui.paths import asset; print(ascii(str(asset('samples/demo.toml'))))"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert "installed" in found


TEXTS = {".py", ".md", ".toml", ".txt", ".json", ".tcss", ".svg", ".yml", ""}
NOT_OURS = {
    ".git",
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".import_linter_cache",
    ".hypothesis",
    "__pycache__",
}


def project_texts() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        yield from (Path(folder) / name for name in names if Path(name).suffix in TEXTS)


def test_no_path_of_anybodys_machine_stands_in_the_project() -> None:
    home = r"(/home/|/Users/|C:\\+Users\\+)[A-Za-z]"
    own = [re.escape(str(path)) for path in (ROOT, ROOT.parent, Path.home()) if len(path.parts) > 1]
    pattern = re.compile("|".join([home, *(rf"{path}/" for path in own if path != "/tmp")]))
    found = [
        f"{name_of(path)}: {match.group()}"
        for path in project_texts()
        if (match := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found in ([], [f"{name_of(Path(__file__))}: {home}"])
