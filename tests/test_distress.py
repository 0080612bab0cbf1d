"""Words of distress through the whole bot: answered at once and apart, kept nowhere, told to nobody without a yes."""

from __future__ import annotations

from tests.playing import Play

NIGHT = "2021-04-15T03:12:00+02:00"
PEOPLE = "3114 (24 h/24, gratuit), 15 ou 112 en cas de danger"
HEARD = (
    "Merci de me le dire. Je suis un programme, je ne peux pas t'accompagner là-dessus, mais des personnes le peuvent "
    f"tout de suite : {PEOPLE}. Veux-tu que je prévienne la Tisseuse ? (oui / non)"
)


async def test_play(play: Play) -> None:
    for who, room, body in (
        ("youenn", "dm:@youenn:archipel.example", "je veux mourir"),
        ("youenn", "dm:@youenn:archipel.example", "oui"),
        ("aziliz", "ilot:granit", "!solidarite je n'en peux plus, je veux mourir"),
        ("aziliz", "dm:@aziliz:archipel.example", "peut-être"),
        ("aziliz", "dm:@aziliz:archipel.example", "non"),
    ):
        h = await play.says(who, room, body)
        print(h.outcome, h.command)
        for l in h.lines:
            print("   ", l["room"], l["kind"], l["body"], l["says"], l["mentions"])
    assert 0
