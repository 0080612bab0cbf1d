### Les personnes et les îlots.

ilots = Les îlots
    .summary = Voir les îlots et leurs membres.
    .example = !ilots
    .short = !ilots
moi = Moi
    .summary = Voir ce que je sais de toi, choisir la langue.
    .example = !moi langue en
    .short = !moi

IlotsShown = { $lines }
IlotSize = {"**"}{ $name }{"**"} ({ $size })
NoIlots = Il n'y a pas encore d'îlot.
Profile =
    {"**"}{ $name }{"**"} · { $ilots }
    Je te réponds en { $language ->
        [en] anglais
       *[fr] français
    }. Pour changer : `!moi langue en` ou `!moi langue fr`
NoIlotYet = dans aucun îlot pour l'instant
LanguageSet = D'accord, je te réponds en français.
WhatAboutMe = Je ne comprends pas « { $got } ». Je connais `!moi`, `!moi langue fr` et `!moi langue en`.
PutOut = Je ne suis plus dans le salon « { $room } » : on m'en a retirée. Si c'est une erreur, une nouvelle invitation suffit.
Muted = Je n'ai plus le droit d'écrire dans le salon « { $room } ». Rends-moi la parole dans ses réglages, et je reprends.
StrangeSuccessor = Le salon « { $room } » en annonce un autre, qui ne dit pas le remplacer : je ne le suis pas. Si c'est le bon, relie-le : `!ilot lier`
UnusualSize =
    { $size ->
        [one] L'îlot { $ilot } n'a plus qu'une personne.
       *[other] L'îlot { $ilot } compte maintenant { $size } personnes.
    }
