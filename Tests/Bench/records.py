"""The call records, in blocks of 1,000, as JSON text.

A block depends on the seed and its own number alone, so that blocks can be made in any order and
by several processes, and both orders of a file hold the same records. Text is as PHP's
json_encode writes it with JSON_UNESCAPED_UNICODE: slashes escaped, UTF-8 as it is.
"""

import random
from collections.abc import Iterator

from people import AGENT_NAMES, CALLERS, EXTENSIONS
from timeline import instant, offset, wall_clock

BLOCK = 1_000
_PBX = r"https:\/\/pbx1.exemple.fr\/api\/v1"
_DIGITS_ONLY = str.maketrans("", "", "-: ")
_TRUNKS = ["orange-sip", "ovh-trunk1", "gsm-gw"]
_AGENTS = list(zip(EXTENSIONS, AGENT_NAMES, strict=True))
_KINDS = ["inbound"] * 50 + ["outbound"] * 32 + ["internal"] * 14 + ["voicemail"] * 3 + ["fax"]
_DISPOSITIONS = (
    ["ANSWERED"] * 70 + ["NO ANSWER"] * 18 + ["BUSY"] * 6 + ["FAILED"] * 4 + ["CONGESTION"] * 2
)


def block(seed: int, number: int, count: int) -> list[str]:
    """The records of one block, oldest first."""
    first = number * BLOCK
    size = min(BLOCK, count - first)
    # A string seed is hashed by SHA-512, so neighbouring blocks have nothing in common.
    rng = random.Random(f"{seed}/{number}")
    return [
        record(first + at, instant(first + at, count), *draws)
        for at, draws in enumerate(_draws(rng, size))
    ]


def _draws(rng: random.Random, size: int) -> Iterator[tuple]:
    """All chance of a block, drawn a column at a time, which is several times faster."""
    return zip(
        rng.choices(_KINDS, k=size),
        rng.choices(_DISPOSITIONS, k=size),
        rng.choices(CALLERS, k=size),
        rng.choices(_AGENTS, k=size),
        rng.choices(_AGENTS, k=size),
        rng.choices(_TRUNKS, k=size),
        rng.choices(range(2, 60), k=size),
        [int(rng.expovariate(1 / 180)) % 7_000 + 1 for _ in range(size)],
        strict=True,
    )


def record(at, start, kind, disposition, caller, agent, other, trunk, ring, talk) -> str:
    identity = at + 1
    began = wall_clock(start)
    if kind == "fax" and at % 2:
        return (
            f'{{"id":"{identity}","start":"{began}","type":"fax",'
            f'"attachments":{{"faxes":{{"url":"{_PBX}\\/Fax\\/{identity}.pdf"}}}}}}'
        )
    if kind == "voicemail":
        disposition = "ANSWERED"
    talked = talk if disposition == "ANSWERED" else 0
    answer = wall_clock(start + ring) if talked else ""
    extension = agent[0]
    technology = "PJSIP" if at % 10 == 3 else "SIP"
    near = f"{technology}\\/{extension}-{2 * at & 0xFFFFFFFF:08x}"
    far = f"SIP\\/{trunk}-{2 * at + 1 & 0xFFFFFFFF:08x}"
    source, target, channel, dstchannel, context = caller, agent, far, near, "from-trunk"
    if kind == "outbound":
        source, target, channel, dstchannel, context = agent, caller, near, far, "users"
    elif kind == "internal":
        source, target, channel, context = other, agent, f"SIP\\/{other[0]}-{at:08x}", "users"
    application, userfield = "Dial", ""
    rung = f"{dstchannel[:-9]}\\/{target[0]}" if kind == "outbound" else _devices(near[:-9])
    data = (
        f"{rung},{ring + 30},tTkKm(default)b(pre-dial^s^1(${{CALLERID(num)}}))"
        f"U(on-answer^{identity}^{source[0]}^{target[0]}^record)"
    )
    if disposition in ("FAILED", "CONGESTION"):
        dstchannel, application, data = "", "Hangup", "34"
    voicemail = recording = fax = ""
    if kind == "voicemail":
        message = f"msg{at % 10_000:04d}.mp3"
        dstchannel, application, data = "", "VoiceMail", f"{extension}@default,u"
        userfield = f"VM:\\/{extension}\\/INBOX\\/{message}"
        voicemail = f"{_PBX}\\/Voicemail\\/{extension}\\/INBOX\\/{message}"
    elif kind == "fax":
        application, data, fax = "ReceiveFAX", "", f"{_PBX}\\/Fax\\/{identity}.pdf"
    elif talked:
        recording = _recordings(identity, answer, source[0], target[0])
    if at % 97 == 5:
        answer = ""  # As seen in real histories: answered, yet without the time of it.
    return (
        f'{{"id":"{identity}","start":"{began}","answer":"{answer}",'
        f'"end":"{wall_clock(start + ring + talked)}","timezone":"{offset(start)}",'
        f'"duration":"{ring + talked}","billsec":"{talked}","src":"{source[0]}",'
        f'"dst":"{target[0]}","from_number":"{source[0]}","to_number":"{target[0]}",'
        f'"from_name":"{source[1]}","to_name":"{target[1]}","disposition":"{disposition}",'
        f'"lastapp":"{application}","lastdata":"{data}","userfield":"{userfield}",'
        f'"channel":"{channel}","dstchannel":"{dstchannel}","callclass":"{at % 4}",'
        f'"dest_type":"{at % 7}","app":"{application.lower()}","dcontext":"{context}",'
        f'"pbxid":"2211{1_340_000_000 + at % 3:010d}","cost":"0.0000","faxdata":"",'
        f'"organization":"Centre hospitalier Saint-André – Accueil téléphonique","type":'
        f'"{"fax" if fax else "call"}","attachments":{{"vm":{{"url":"{voicemail}"}},'
        f'"recordings":[{recording}],"faxes":{{"url":"{fax}"}}}}}}'
    )


def _devices(phone: str) -> str:
    """The phones that ring for one extension: desk, browser and mobile."""
    return f"{phone}&{phone}-web&{phone}-mobile@collaboration.exemple.fr"


def _recordings(identity: int, answer: str, source: str, target: str) -> str:
    """Both sides of the conversation, a file each."""
    month, stem = answer[:7], answer.translate(_DIGITS_ONLY)
    return ",".join(
        f'{{"url":"{_PBX}\\/CallRecording\\/{month}\\/{stem}_{source}_{target}_{identity}-{side}.wav",'
        f'"time":"{answer}","source":"{source}","destination":"{target}"}}'
        for side in ("in", "out")
    )
