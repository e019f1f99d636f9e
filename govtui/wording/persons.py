"""Persons (责任人) in cells that should name units: 县财政局 王某某, 张三同志, 县水利局局长李四, 联系人：王五.

A name is known by its surname and its length, so that an abbreviation (发改, 人社) is none; the words of offices that
begin like a surname (林业, 文旅) stand in a table. What is not certain is no person.
"""

from __future__ import annotations

import re

from govtui.wording.unit_names import ends_firmly

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛"
    "温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢岳齐梅莫庄辛祝左涂谷祁舒耿牟卜詹苗凌费纪靳盛童甄曲游阳裴席卫屈鲍覃霍翁隋甘景柏柯"
    "阮桂闵柴车冉房辜吉饶刁瞿戚丘古米池滕晋苑邬臧宫苟褚阚麻蔺么芮尚"
)
_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙"
_OFFICE_WORDS = re.compile(
    "文(?:[旅广化明物体教]|广新|体广|教卫)|林[业草场长]|金[融保属盾]|卫[健生计]|安[监全委置保防徽]|高[新速校层中职]|石[油化材]"
    "|江[河北南东西苏]|计[生财]|武[装警]|常[务委年态]|任[务何]|方[面案舱正]|施工|房[管产建]|程序|章[程节]|龙头|史志|游客|温[泉室]"
    "|路[政桥]|康[养复]|田园|白[酒云]|易[地制]|黄[金河海]|陶瓷|万[家方]|车[管站辆间]|古[城镇建]|华侨|季度|汤泉|阳光|严[格防]|曾经|夏[季收]"
    "|许可|于是|段落|米面|梅园|景[区点]|马[路上]|何时|尚未|游[客园]|毛纺|孔庙|盛世|左右"
)
"""Words and abbreviations of two or three characters that begin like a surname and are no name."""

_NAME = f"(?:(?:{_COMPOUND})[一-鿿]{{1,2}}|[{_SURNAMES}](?:[一-鿿]{{1,2}}|[某×xX*＊]{{1,2}}))"
_TITLE = (
    "(?:[常务第一二]{0,2}副|[正总])?"
    "(?:同志|书记|主任|局长|科长|股长|处长|县长|市长|区长|镇长|乡长|部长|院长|校长|所长|站长|队长|大队长|中队长|组长|经理|秘书长|会长"
    "|主席|行长|厅长|社长|馆长|园长|台长|支书|检察长|调研员|专员|负责人|分管领导|镇党委书记|党组书记|党委书记|理事长|董事长)"
)
_PHONE = r"(?:[：:]?(?:1\d{10}|(?:\d{3,4}-)?\d{7,8}))?"
_IN_CHARGE = "(?:分管|包保|挂联|联系|主要)?"
_PERSON = re.compile(
    f"(?:{_TITLE})?(?P<name>{_NAME})(?:{_TITLE})?{_PHONE}"
    f"|[{_SURNAMES}]{_TITLE}{_PHONE}|{_IN_CHARGE}{_TITLE}(?:{_NAME}{_PHONE})?"
)
_UNITS_PERSON = re.compile(f"{_IN_CHARGE}(?:{_TITLE}){{1,2}}{_NAME}{_PHONE}$|[：:]{_NAME}{_PHONE}$")
_HEAD_OF_UNIT = re.compile(f"{_IN_CHARGE}{_TITLE}$")
_LONGEST_TAIL = 24
_UNIT_END = re.compile(
    "[局办委部厅院校馆站所队社园场台科室处股组会镇乡村区县市街组班司]$|中心$|街道$|政府$|单位$|部门$|公司$"
)

PERSON_LABEL = re.compile(
    "(?:主要|直接|第一|具体|分管|牵头|包保|包联|挂联|联系|配合|责任|负责|协助|县级|市级)*"
    "(?:领导(?:干部)?|责任人|负责人|联系人|联络员|经办人|承办人|牵头人|责任领导|联系电话|人员?|同志)(?:及(?:联系)?电话)?[：:]"
)
"""The label of persons within a cell: 责任人：, 分管领导：, 联系人：."""
_SEPARATOR = re.compile(r"[、，,；;\s]+")


def is_person(text: str) -> bool:
    """Say whether the whole of `text` names one person, and can be no unit."""
    match = _PERSON.fullmatch(text)
    if not match:
        return False
    name = match["name"]
    return name is None or not (name == text and (_OFFICE_WORDS.fullmatch(name) or _UNIT_END.search(name)))


def are_persons(text: str) -> bool:
    """Say whether `text` names nothing but persons: 张三、李四; 责任人：张三."""
    if PERSON_LABEL.match(text):
        return True
    names = [name for name in _SEPARATOR.split(text) if name]
    return bool(names) and all(map(is_person, names))


def without_person(text: str) -> str:
    """Return a unit without the person behind it: 县水利局局长李四, 县财政局：张三, 办公室王五, 各乡镇主要负责人."""
    start = max(0, len(text) - _LONGEST_TAIL)
    if tail := _UNITS_PERSON.search(text, start):
        return text[: tail.start()]
    if (tail := _HEAD_OF_UNIT.search(text, start)) and ends_firmly(text[: tail.start()]):
        return text[: tail.start()]
    for length in (3, 2):
        if len(text) > length + 2 and ends_firmly(text[:-length]) and is_person(text[-length:]):
            return text[:-length]
    return text
