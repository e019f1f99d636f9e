"""What a zip container is refused for before anything in it is parsed, each with a limit that the message names."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from collections.abc import Mapping

import pytest

from govtui.errors import IntakeError
from govtui.intake import containers
from govtui.intake.containers import COMPOUND, MAX_DEPTH, MAX_ENTRIES, MAX_RATIO, RATIO_FROM, check_container
from govtui.intake.kind import Kind, kind_of
from govtui.text import clean

SOUND = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<a><b/>清淤</a>"}


def packed(entries: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as container:
        for name, content in entries.items():
            container.writestr(name, content)
    return file.getvalue()


def refusal(data: bytes) -> IntakeError:
    with pytest.raises(IntakeError) as refused:
        check_container(data)
    for part in (refused.value.title, refused.value.message, refused.value.hint):
        assert part
        assert not part.endswith("。")
        assert clean(part) == part
    return refused.value


def encrypted_package() -> bytes:
    streams = "".join(name + "\0" * 8 for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    return COMPOUND + b"\xa1\xb1\x1a\xe1" + bytes(500) + streams.encode("utf-16-le") + bytes(500)


def test_sound_container_passes() -> None:
    check_container(packed(SOUND))
    check_container(packed(SOUND, zipfile.ZIP_STORED))


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + bytes(200), "工作任务".encode(), COMPOUND + bytes(600)])
def test_no_container(data: bytes) -> None:
    assert refusal(data).title == "文件已损坏"


def test_cut_and_altered_containers() -> None:
    data = packed({**SOUND, "word/styles.xml": "".join(f"<a{n}/>" for n in range(500))})
    assert refusal(data[: len(data) // 2]).title == "文件已损坏"
    chance = random.Random(7)
    for _ in range(300):
        altered = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            altered[chance.randrange(len(altered))] = chance.randrange(256)
        with contextlib.suppress(IntakeError):
            check_container(bytes(altered))


def test_encrypted_documents_are_told_as_such() -> None:
    data = encrypted_package()
    error = refusal(data)
    assert error.title == "文件加了密码"
    assert "去掉密码" in error.hint
    assert kind_of("任务分解表.docx", data) is Kind.DOCX
    assert kind_of("任务分解表.doc", data) is Kind.DOCX
    assert kind_of("任务分解表.xlsx", data) is Kind.XLSX
    assert kind_of("任务分解表.xls", data) is Kind.XLSX


def test_old_documents_under_a_new_name_are_no_encrypted_ones() -> None:
    data = COMPOUND + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
    assert kind_of("任务分解表.docx", data) is Kind.OLD_TEXT


def test_encrypted_entries() -> None:
    data = bytearray(packed(SOUND))
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    assert refusal(bytes(data)).title == "文件加了密码"


def test_ways_of_packing_that_office_does_not_know() -> None:
    assert refusal(packed(SOUND, zipfile.ZIP_LZMA)).title == "文件已损坏"


def test_too_many_entries() -> None:
    error = refusal(packed({f"word/media/{number}.png": b"" for number in range(MAX_ENTRIES + 1)}))
    assert f"最多能读 {MAX_ENTRIES} 个" in error.message


def test_too_large_when_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_UNPACKED", 1024 * 1024)
    error = refusal(packed({**SOUND, "word/media/1.png": bytes(1024 * 1024)}))
    assert error.message == "解开后有 2 MB，最多能读 1 MB"


def test_packed_too_tightly() -> None:
    check_container(packed({**SOUND, "word/media/1.bmp": bytes(RATIO_FROM)}))
    error = refusal(packed({**SOUND, "word/media/1.bmp": bytes(RATIO_FROM + 1)}))
    assert f"最多 {MAX_RATIO} 倍" in error.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd">',
    ],
)
def test_no_document_types(declaration: str, encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<a>1</a>'.encode(encoding)
    for name in ("word/document.xml", "customXml/item1.XML", "_rels/.rels"):
        assert "DTD" in refusal(packed({**SOUND, name: part})).message


def test_text_that_looks_like_a_document_type_is_text() -> None:
    check_container(packed({**SOUND, "word/document.xml": "<a><!-- <!DOCTYPE a> --><![CDATA[<!ENTITY x>]]></a>"}))


def test_encodings_that_are_not_looked_into() -> None:
    part = '<?xml version="1.0" encoding="UTF-7"?><a/>'
    assert refusal(packed({**SOUND, "word/document.xml": part})).title == "文件已损坏"


def test_depth() -> None:
    check_container(packed({**SOUND, "word/document.xml": "<a>" * MAX_DEPTH + "</a>" * MAX_DEPTH}))
    deeper = "<a>" * (MAX_DEPTH + 1) + "</a>" * (MAX_DEPTH + 1)
    assert f"超过了 {MAX_DEPTH} 层" in refusal(packed({**SOUND, "word/document.xml": deeper})).message


def test_parts_that_are_no_sound_xml_are_left_to_whoever_reads_them() -> None:
    check_container(packed({**SOUND, "xl/drawings/vmlDrawing1.vml": "<xml><br></xml>", "customXml/item1.xml": ""}))
