### Le temps de recul d'un îlot.

temps = Le temps de recul
    .summary = Le temps de recul de l'îlot : le voir, le proposer, le reporter, le suspendre.
    .example = !temps un jeudi sur deux 14h-16h
    .short = !temps

## Le rythme

RhythmSaid =
    { $every ->
        [1] tous les { $day }s
        [2] un { $day } sur deux
        [3] un { $day } sur trois
        [4] un { $day } sur quatre
       *[other] toutes les { $every } semaines, le { $day }
    }, de { $start } à { $end }
SlotProposed =
    Proposé à l'îlot : { $rhythm }, à partir du { $first }.
    D'accord : ✋. Pas d'accord : ❌.
    C'est adopté dès que la moitié de l'îlot est d'accord, ou le { $until } si personne n'est contre.
StopProposed =
    Proposé à l'îlot : ne plus avoir de temps de recul. D'accord : ✋. Pas d'accord : ❌.
    C'est adopté dès que la moitié de l'îlot est d'accord, ou le { $until } si personne n'est contre.
SlotAgreed =
    C'est adopté : { $rhythm }.
    { $next }
StopAgreed = C'est adopté : il n'y a plus de temps de recul dans cet îlot. Pour reprendre un jour : `!temps un jeudi sur deux 14h-16h`
AgreementDropped = Quelqu'un n'était pas d'accord : rien ne change. Pour proposer autre chose : `!temps un mardi sur deux 9h-10h`
AgreementWithdrawn = Cette proposition n'est plus ouverte. Pour voir où vous en êtes : `!temps`
SlotShown =
    Votre temps de recul : { $rhythm }.
    { $next }
    Pour changer : `!temps reporter vendredi 10h` · `!temps pause 3 semaines` · `!temps un mardi sur deux 9h-10h`
NextIs = Prochain : { $span }.
PausedUntil = En pause jusqu'au { $day }. Pour reprendre avant : `!temps reprendre`
NoSlot = Pas encore de temps de recul à { $ilot }. Pour en proposer un, dans son salon : `!temps un jeudi sur deux 14h-16h`
SlotWaits = Pas encore de temps de recul à { $ilot }. Une proposition attend vos ✋, jusqu'au { $until } : { $rhythm }.
NoIlotHere = Le temps de recul est celui d'un îlot : `!temps` se tape dans son salon.
DecidedInTheRoom = Ça se décide ensemble : tape-le dans le salon de ton îlot. Ici, `!temps` tout seul te dit quand est le prochain.
HowOften = Tous les combien, à partir du { $first } ? 1 tous les { $day }s · 2 un { $day } sur deux · 3 un { $day } sur quatre
RhythmUnread = Je ne lis pas de jour et d'heures dans « { $got } ». Par exemple : `!temps un jeudi sur deux 14h-16h`
RhythmWithoutEnd = De quelle heure à quelle heure ? Par exemple : `!temps un jeudi sur deux 14h-16h`

## Une séance

Poll =
    { $when } : notre temps de recul. ✋ j'y suis · ⏰ plutôt un autre moment · 🌙 pas cette fois.
    { $prompt }
PromptOfTheDay = Question du jour : { $text }
DayBefore = { $when } : le temps de recul de { $ilot }. ✋ j'y suis · ⏰ plutôt un autre moment · 🌙 pas cette fois. (Ne plus recevoir ces rappels : `!moi rappels non`)
TooFew = { $when } : on laisse passer, ou on déplace ? ✋ j'y suis · ⏰ un autre moment. Sans réponse, on laisse passer.
SessionMoved = Reporté : { $when }. ✋ j'y suis · ⏰ plutôt un autre moment · 🌙 pas cette fois.
MovedAway = Ce temps de recul est reporté : { $when }.
SessionSkipped =
    On laisse passer cette fois.
    { $next }
HolidaySkipped = { $day } est férié ({ $holiday }) : on laisse passer. À la place, { $when } ? ✋ j'y suis · ⏰ plutôt un autre moment · 🌙 pas cette fois.
HolidayPassed =
    { $day } est férié ({ $holiday }) : on laisse passer.
    { $next }
Begins = C'est votre temps. Je me tais jusqu'à { $end }.
Ends = Si tu veux garder quelque chose : `!trace`. Rien d'obligatoire.
AnotherMoment = Quel autre moment ? Réponds par exemple « vendredi 10h ».
MoveUnread = Je ne lis pas de moment dans « { $got } ». Par exemple : `!temps reporter vendredi 10h`
MoveIsPast = { $when }, c'est passé. Par exemple : `!temps reporter vendredi 10h`
NothingAhead = Aucun temps de recul à venir. Pour voir où vous en êtes : `!temps`
RhythmAsked = Trois fois de suite sans se retrouver. On change de rythme ? `!temps un mardi sur deux 9h-10h` · `!temps pause 2 mois` · `!temps arrêter`. Sans réponse, on garde le même.

## Les pauses

Paused = Pas de temps de recul du { $first } au { $last }. Pour reprendre avant : `!temps reprendre`
Resumed =
    Le temps de recul reprend.
    { $next }
WhichPause = Quelle pause, jusqu'au { $last } ? 1 suspendre les temps de l'îlot · 2 suspendre mes rappels
RemindersPaused = Pas de rappel pour toi jusqu'au { $last }.
PauseUnread = Je ne lis pas de durée dans « { $got } ». Par exemple : `!temps pause 3 semaines` ou `!temps pause du 2 au 22 août`

## Les questions du jour

PromptsShown =
    Les questions du jour, à tour de rôle :
    { $lines }
    Pour en proposer une : `!temps question Qu'est-ce qui t'a surpris ?`
PromptLine = { $number } · { $text }
PromptProposed = Merci. Si la Tisseuse dit oui, ta question s'ajoute aux autres.
PromptAsked = { $who } propose une question du jour : { $text } On la prend ? ✅ ou ❌ sur ce message.
PromptDecided =
    { $taken ->
        [yes] La question s'ajoute aux autres.
       *[no] La question ne s'ajoute pas.
    }
PromptRetired = Elle ne sera plus posée : { $text }
NoSuchPrompt = Je ne trouve pas la question { $got }. `!temps questions` pour voir la liste.

## Le mois, pour la Tisseuse

MonthSummed =
    { $month } : { $held ->
        [0] aucun temps de recul tenu
        [one] un temps de recul tenu
       *[other] { $held } temps de recul tenus
    }, { $shared ->
        [0] aucune trace partagée.
        [one] une trace partagée.
       *[other] { $shared } traces partagées.
    }
    { $themes }
Themes = Thèmes : { $names }

prompt-1 = Depuis la dernière fois, qu'est-ce qui t'a donné de l'élan ?
prompt-2 = Raconte un moment où tu as dit non.
prompt-3 = Qu'est-ce qui dépasse ton cas personnel ?
prompt-4 = Comment t'y es-tu pris·e, et qu'as-tu choisi de ne pas faire ?
prompt-5 = Une météo en un mot, sans commentaire.
prompt-6 = Qu'est-ce qu'on garde, change, lâche ?
prompt-7 = Récit, questions, hypothèses, ce que j'emporte : 4 × 10 min, jamais de conseil.

## Calendrier et feuilles de chiffres

TimeOfIlot = Temps de recul, { $ilot }
TimesHeld =
    Temps de recul
    Mois
    Tenus
