"""What the clerk decides is what is read; what was decided for a layout is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_grids import PLAN, document, read, requirements, said, sheet
from intake_plans import HEAD, NAMES, ROADS, numbered, rows_of

from govtui.errors import IntakeError, RequestError
from govtui.intake.asked import Asked, asked_choices
from govtui.intake.choices import Choices, TableChoices
from govtui.intake.columns import Field
from govtui.intake.fates import Fate
from govtui.intake.grid import Source
from govtui.intake.load import load_bytes
from govtui.intake.profiles import learn, load_profiles, profiles_file, save_profiles
from govtui.intake.tables import put_together
from govtui.intake.words import load_words, words_folder
from govtui.model import RemarkKind

ODD = [
    ["序号", "重点任务", "具体要求", "盯办的人", "完成时限"],
    *[[*row[:3], "老周", row[4]] for row in PLAN[1:]],
]


def decide(**choices: object) -> Choices:
    return Choices(by_table={0: TableChoices(**choices)})  # type: ignore[arg-type]


def test_field_of_a_column() -> None:
    source = document(ODD)
    assert read(source).document.tasks[0].extra == (("盯办的人", "老周"),)
    found = read(source, decide(fields={3: Field.UNITS}))
    assert found.document.tasks[0].units_text == "老周"
    assert found.document.tasks[0].extra == ()
    assert found.readings[0].columns[3].reason == "由您指定"
    ignored = read(source, decide(fields={3: Field.IGNORED}))
    assert ignored.document.tasks[0].extra == ()
    assert "“盯办的人”一栏有 3 处文字没有读入台账" in said(ignored, RemarkKind.LEFT_OUT)


def test_report_in_the_plan_itself() -> None:
    rows = [
        [*PLAN[0], "办理状态", "进展情况", "责任人", "备注"],
        [*PLAN[1], "正在推进", "已修补12公里。", "王某", "市级试点"],
        [*PLAN[2], "等通知", "已完成", "^", "^"],
        [*PLAN[3], "", "已完成", "", ""],
    ]
    first, second, third = read(document(rows)).document.tasks
    assert (first.status_text, first.progress_text, first.note) == ("正在推进", "已修补12公里。", "市级试点")
    assert first.extra == second.extra == (("责任人", "王某"),)
    assert (second.status_text, second.progress_text, second.note) == ("等通知", "已完成", "市级试点")
    assert (third.status_text, third.progress_text, third.extra) == ("已完成", "", ())


def test_header_row() -> None:
    rows = [["填报口径", "任务", "要求", "单位", "时限"], *PLAN]
    source = document(rows)
    found = read(source, decide(header=(1, 2)))
    assert requirements(found) == [row[2] for row in PLAN[1:]]
    assert found.document.columns == tuple(PLAN[0])
    without = read(document(PLAN[1:]), decide(header=(0, 0)))
    assert requirements(without) == [row[2] for row in PLAN[1:]]


def test_fates_of_rows() -> None:
    source = document(PLAN)
    assert requirements(read(source, decide(fates={3: Fate.LEFT_OUT}))) == [PLAN[1][2], PLAN[3][2]]
    joined = read(source, decide(fates={3: Fate.CONTINUATION}))
    assert requirements(joined)[0] == PLAN[1][2] + PLAN[2][2]
    assert joined.readings[0].origins[0] == ((2, 2), (3, 3))
    assert joined.fates[3] is Fate.CONTINUATION
    headed = read(source, decide(fates={2: Fate.THEME}))
    assert len(headed.document.tasks) == 2
    assert headed.fates[2] is Fate.THEME


def test_row_without_a_number_can_begin_a_task() -> None:
    rows = [*PLAN[:2], ["", "", "加宽两座窄桥。", "", ""], *PLAN[2:]]
    source = document(rows, merges=False)
    assert [task.seq for task in read(source).document.tasks] == ["1.1", "1.2", "2", "3"]
    assert len({task.seq for task in read(source, decide(fates={3: Fate.TASK})).document.tasks}) == 4


def test_title_is_a_line_of_the_clerk_s_choice() -> None:
    source = document("关于做好年度工作的通知", "青禾县2027年出行保障", "县政府办公室印", PLAN)
    found = read(source, decide(fates={2: Fate.TITLE}))
    assert found.document.title == "青禾县2027年出行保障"
    assert found.document.year == 2027
    assert found.fates[2] is Fate.TITLE


def test_text_of_a_cell() -> None:
    found = read(document(PLAN), decide(cells={(2, 2): "修补坑槽。\n加宽窄桥。", (3, 1): "保障上学"}))
    assert [(task.seq, task.requirement) for task in found.document.tasks[:2]] == [
        ("1.1", "修补坑槽。"),
        ("1.2", "加宽窄桥。"),
    ]
    assert found.document.tasks[2].themes == ("保障上学",)


def test_stack_obeys_too() -> None:
    text = "\n".join([*HEAD, *NAMES, *(cell for row in rows_of(numbered(ROADS)) for cell in row if cell)])
    file = load_bytes("plan.txt", text.encode())
    plain = file.recognised()
    (first, _last) = plain.readings[0].origins[1][0]
    assert len(plain.document.tasks) == len(ROADS)
    fewer = file.recognised(decide(fates={first: Fate.CONTINUATION}))
    assert len(fewer.document.tasks) < len(ROADS)


def test_profile_makes_the_next_file_right(tmp_path: Path) -> None:
    choices = decide(fields={3: Field.UNITS})
    profiles = learn(read(document(ODD), choices), choices)
    file = tmp_path / "profiles.json"
    assert save_profiles(profiles, file)
    following = [ODD[0], ["1", "河道", "清理河道的垃圾和违建。", "河长", "2026年7月底"]]
    assert read(document(following)).document.tasks[0].units_text == ""
    found = read(document(following), profiles=load_profiles(file))
    assert found.document.tasks[0].units_text == "河长"
    assert found.readings[0].columns[3].reason == "按上次同样表头的选择"


def test_header_that_was_pointed_out_is_found_again() -> None:
    odd = [
        ["编", "啥事", "咋干", "谁干", "啥时"],
        ["1", "路", "补坑槽。", "老周", "忙完"],
        ["2", "桥", "加宽桥。", "老吴", "忙完"],
    ]
    with pytest.raises(IntakeError):
        read(document(odd, merges=False))
    fields = {0: Field.SEQ, 1: Field.THEME, 2: Field.REQUIREMENT, 3: Field.UNITS, 4: Field.DEADLINE}
    choices = decide(header=(0, 1), fields=fields)
    first = read(document(odd, merges=False), choices)
    assert requirements(first) == ["补坑槽。", "加宽桥。"]
    again = read(document("通知", odd, merges=False), profiles=learn(first, choices))
    assert again.document.tasks == first.document.tasks


def test_nothing_is_learnt_where_nothing_was_corrected() -> None:
    assert learn(read(document(PLAN)), Choices()) == ()
    assert load_profiles() == ()
    assert save_profiles(())
    assert profiles_file().exists()
    profiles_file().write_text("{", encoding="utf-8")
    assert load_profiles() == ()


# --- the same, written down ---


def asked(source: Source, **words: object) -> Choices:
    return asked_choices(put_together(source), Asked(**words))  # type: ignore[arg-type]


def test_map_by_name_and_by_number() -> None:
    for column, field in (("盯办的人", "units"), ("4", "责任单位"), ("盯办的人", "责任科室")):
        choices = asked(document(ODD), fields=((column, field),))
        assert read(document(ODD), choices).document.tasks[0].units_text == "老周"


def test_named_columns_point_out_a_header_that_is_not_known() -> None:
    odd = [["编", "啥事", "谁干"], ["1", "把坑槽补上。", "老周"]]
    choices = asked(document(odd, merges=False), fields=(("啥事", "requirement"), ("谁干", "units")))
    assert requirements(read(document(odd, merges=False), choices)) == ["把坑槽补上。"]


def test_table_and_header() -> None:
    source = Source(grids=(sheet(PLAN, "甲"), sheet([["说明", "", "", "", ""], *PLAN], "乙")))
    assert asked(source, tables=("乙",)).tables == (1,)
    assert asked(source, tables=("2",), header="2").by_table[1].header == (1, 2)
    assert asked(source, tables=("1",), header="0").by_table[0].header == (0, 0)
    assert asked(source, tables=("2",), header="1-2").by_table[1].header == (0, 2)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ({"tables": ("3",)}, "没有这个表"),
        ({"tables": ("丙",)}, "没有这个表"),
        ({"header": "x"}, "表头行写法不对"),
        ({"header": "99"}, "没有这一行"),
        ({"fields": (("盯办的人", "谁"),)}, "没有这种栏目"),
        ({"fields": (("没有的栏", "units"),)}, "没有这一栏"),
    ],
)
def test_what_there_is_not(words: dict[str, object], title: str) -> None:
    with pytest.raises(RequestError) as refused:
        asked(document(ODD), **words)
    assert refused.value.title == title
    assert refused.value.hint


# --- words of an office's own ---


def test_office_adds_a_word() -> None:
    load_words.cache_clear()
    from govtui.intake import words

    try:
        words_folder().mkdir(parents=True)
        (words_folder() / "columns.toml").write_text('[units]\nwords = ["盯办的人"]\n', encoding="utf-8")
        words._vocabulary.cache_clear()
        words.column_word.cache_clear()
        assert read(document(ODD)).document.tasks[0].units_text == "老周"
        for text in ('[units]\nwords = "盯办的人"\n', "[units\n", "[none]\nwords = []\n"):
            (words_folder() / "columns.toml").write_text(text, encoding="utf-8")
            load_words.cache_clear()
            with pytest.raises(IntakeError) as refused:
                load_words("columns")
            assert refused.value.title == "本单位的词表有误"
    finally:
        load_words.cache_clear()
        words._vocabulary.cache_clear()
        words.column_word.cache_clear()
