### Les personnes et les îlots.

ilots = Les îlots
    .summary = Voir les îlots et leurs membres ; `!ilots liens` montre ce qui les relie.
    .example = !ilots
    .short = !ilots
moi = Moi
    .summary = Voir ce que je sais de toi, choisir la langue, être tranquille, avoir le courrier en privé.
    .example = !moi langue en
    .short = !moi

IlotsShown = { $lines }
IlotSize = {"**"}{ $name }{"**"} ({ $size })
NoIlots = Il n'y a pas encore d'îlot.
LinksShown = { $lines }
LinkLine = {"**"}{ $one } – { $other }{"**"} · { $parts }
LinkedBy =
    { $kind ->
        [exchange] { $count ->
            [one] échange { $refs }
           *[other] échanges { $refs }
        }
        [common] en commun { $refs }
       *[told] annoncé { $refs }
    }
MoreLinks =
    { $count ->
        [one] et { $count } autre lien
       *[other] et { $count } autres liens
    }
NoLinks = Pas encore de lien entre les îlots. Ils naissent d'une annonce pourvue (`!offres`) ou de ce qu'on met en commun (`!communs`).
Profile =
    {"**"}{ $name }{"**"} · { $ilots }
    Je te réponds en { $language ->
        [en] anglais
       *[fr] français
    }.
    { $quiet }
    { $away }
    { $wishes }
    { $how }
LeftInPeace =
    { $weekends ->
        [yes] Au calme de { $start } à { $end }.
       *[no] Au calme de { $start } à { $end }, le week-end et les jours fériés.
    }
AwayThen = Pas là { $spans }.
Away = { $span }
Wishes =
    { $suggestions ->
        [yes] Suggestions en privé : oui
       *[no] Suggestions en privé : non
    } · { $reminders ->
        [yes] Rappels des temps de recul : oui
       *[no] Rappels des temps de recul : non
    } · { $copies ->
        [never] Courrier en privé : jamais
        [tuesday] Courrier en privé : le mardi
        [friday] Courrier en privé : le vendredi
       *[both] Courrier en privé : mardi et vendredi
    }
HowToChangeMe =
    Pour changer : `!moi langue en`, `!moi silence 18h-9h`, { $weekends ->
        [yes] `!moi week-end non`
       *[no] `!moi week-end oui`
    }, `!moi absent du 3 au 7 mai`, { $suggestions ->
        [yes] `!moi suggestions non`
       *[no] `!moi suggestions oui`
    }, { $copies ->
        [never] `!moi courrier vendredi`
       *[other] `!moi courrier jamais`
    }
NoIlotYet = dans aucun îlot pour l'instant
LanguageSet = D'accord, je te réponds en français.
WhatAboutMe = Je ne comprends pas « { $got } ». Je connais `!moi`, `!moi langue en`, `!moi absent du 3 au 7 mai`, `!moi silence 18h-9h`, `!moi week-end non`, `!moi suggestions oui`, `!moi rappels non`, `!moi courrier vendredi` et `!moi fonction juridique`.
PutOut = Je ne suis plus dans le salon « { $room } » : on m'en a retirée. Si c'est une erreur, une nouvelle invitation suffit.
Muted = Je n'ai plus le droit d'écrire dans le salon « { $room } ». Rends-moi la parole dans ses réglages, et je reprends.
StrangeSuccessor = Le salon « { $room } » en annonce un autre, qui ne dit pas le remplacer : je n'y vais pas. Si c'est le bon, relie-le : `!ilot lier granit`
UnusualSize =
    { $size ->
        [one] L'îlot { $ilot } n'a plus qu'une personne.
       *[other] L'îlot { $ilot } compte maintenant { $size } personnes.
    }

## Être tranquille

AwayNoted = C'est noté : { $span }. Ces jours-là, pas de rappels, et je n'en parle à personne. De retour plus tôt : `!moi absent non`
BackAgain = C'est noté, te revoilà.
AwayUnread = Je ne lis pas de dates dans « { $got } ». Par exemple : `!moi absent du 3 au 7 mai`
QuietNoted = C'est noté : pas de rappels entre { $start } et { $end }.
QuietNever = C'est noté : tu n'as plus d'heures calmes à toi. Mes rappels restent entre 8 h et 20 h.
QuietUnread = Je ne lis pas d'heures dans « { $got } ». Par exemple : `!moi silence 18h-9h`
WeekendsNoted =
    { $allowed ->
        [yes] C'est noté : je peux t'envoyer des rappels le week-end et les jours fériés.
       *[no] C'est noté : pas de rappels le week-end ni les jours fériés.
    }
WeekendsUnread = Oui ou non ? Par exemple : `!moi week-end non`
SuggestionsNoted =
    { $wanted ->
        [yes] C'est noté : quand une annonce peut t'aller, je te le dis en privé, une par jour au plus, avec les mots en commun.
       *[no] C'est noté : je ne te suggère plus d'annonces.
    }
RemindersNoted =
    { $wanted ->
        [yes] C'est noté : la veille d'un temps de recul, si tu n'as pas répondu, je te le rappelle en privé.
       *[no] C'est noté : je ne te rappelle plus les temps de recul.
    }
RemindersUnread = Oui ou non ? Par exemple : `!moi rappels non`
SuggestionsUnread = Oui ou non ? Par exemple : `!moi suggestions oui`

## Le courrier en privé

CopiesNoted =
    { $copies ->
        [never] C'est noté : pas de courrier en privé.
        [tuesday] C'est noté : une copie du courrier en privé, le mardi dès 9 h 30.
        [friday] C'est noté : une copie du courrier en privé, le vendredi dès 9 h 30.
       *[both] C'est noté : une copie du courrier en privé, le mardi et le vendredi dès 9 h 30.
    } Dans le salon de ton îlot, rien ne change : le courrier y arrive le mardi et le vendredi.
    { $how }
NoPlaceForCopies = Il me manque une conversation privée avec toi : ouvres-en une, chiffrée, et il y arrivera.
CopiesUnread = Je ne lis pas de jour de courrier dans « { $got } ». Par exemple : `!moi courrier vendredi`, `!moi courrier mardi et vendredi` ou `!moi courrier jamais`
CopiesForMembers = Le courrier est pour les membres d'un îlot : entre d'abord dans le salon du tien, puis renvoie.

## Feuilles de chiffres

IlotsListed =
    Îlots
    Nom
    Territoire
    Depuis

## Qui fait quoi

FunctionsShown =
    { $lines }
    { $more }
FunctionLine = {"**"}{ $function }{"**"} · { $people }
HowToStateFunction = La tienne : `!moi fonction` et quelques mots
MoreFunctions = la suite : `!ilots fonctions page { $page }`
NoFunctions = Personne n'a encore dit sa fonction. La tienne : `!moi fonction juridique`
FunctionNoted = C'est noté : { $functions }. Tout l'Archipel le voit : `!ilots fonctions`. Pour l'enlever : `!moi fonction non`
FunctionGone = C'est noté : tu n'es plus dans la liste des fonctions.
FunctionUnread = Je ne vois pas de fonction. Quelques mots suffisent : `!moi fonction juridique, paie`
