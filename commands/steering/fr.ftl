### Le comité de pilotage : sa date, son ordre du jour, ses décisions.

copil = Le comité de pilotage
    .summary = Prévoir un comité de pilotage, noter les points, les décisions et le compte rendu.
    .example = !copil le 3 juin
    .short = !copil le 3 juin | point | décision

HowCopilWorks = Par exemple : `!copil le 3 juin` · `!copil P2 le 10 juin` · `!copil point le fonds` · `!copil décision on continue : le fonds` · `!copil compte rendu …` · `!copil liste`
NoCommittee = Pas de comité pour l'instant. Pour en prévoir un : `!copil le 3 juin`
CommitteePlanned =
    {"**"}{ $ref }{"**"} · comité de pilotage { $moved ->
        [yes] déplacé au { $day }
       *[no] le { $day }
    }.
    { $steps }.
    Un point à noter : `!copil point le fonds` · changer de jour : `!copil { $ref } le 10 juin` · l'annuler : `!copil { $ref } annulé`
CalledOn = Appel à l'ordre du jour le { $day }
CalledNow = Appel à l'ordre du jour dès le prochain courrier
FiguresOn = rappel des chiffres le { $day }
DecisionsOn = décisions au courrier à partir du { $day }
CommitteeThere = Un comité est déjà prévu le { $day } : { $ref }. Pour le voir : `!copil { $ref }`
CommitteeCancelled = Le comité { $ref } du { $day } est annulé. Pour en prévoir un autre : `!copil le 3 juin`
CommitteeShown =
    {"**"}{ $ref }{"**"} · comité de pilotage du { $day }, { $state ->
        [planned] prévu
        [held] tenu
       *[cancelled] annulé
    }
    { $lines }
CommitteeLineShown = { $ref } · { $title }
MinutesLine = { $ref } · compte rendu : `!copil { $ref }`
NothingYet = Rien de noté. Un point : `!copil point le fonds` · une décision : `!copil décision on continue : le fonds`
MoreLines =
    { $count ->
        [one] … et une de plus
       *[other] … et { $count } de plus
    }
MinutesKept =
    {"**"}{ $ref }{"**"} · le compte rendu du comité { $about } ({ $day }) est gardé.
    Une erreur : modifie ton message. L'enlever : supprime-le. Le relire : `!copil { $ref }`
CommitteesShown = { $lines }
CommitteeInList =
    {"**"}{ $ref }{"**"} · { $day } · { $state ->
        [planned] prévu
        [held] tenu
       *[cancelled] annulé
    } · { $points ->
        [0] pas de point
        [one] un point
       *[other] { $points } points
    } · { $decisions ->
        [0] pas de décision
        [one] une décision
       *[other] { $decisions } décisions
    }
PointNoted =
    {"**"}{ $ref }{"**"} · { $title }
    À l'ordre du jour du comité { $about }, { $day }. Une erreur : modifie ton message. L'enlever : supprime-le.
DecisionNoted =
    {"**"}{ $ref }{"**"} · { $title }
    Décision du comité { $about } ({ $day }), au courrier à partir du { $told_on }.
    Une erreur : modifie ton message. L'enlever : supprime-le.
WhichWords =
    { $kind ->
        [Q] Quel point ? Par exemple : `!copil point le fonds`
        [N] Quel compte rendu ? Par exemple : `!copil compte rendu Dix personnes, deux heures, un café.`
       *[D] Quelle décision ? Par exemple : `!copil décision on continue : le fonds` · `on change : …` · `on s'arrête : …` · `… ou pas`
    }
LineTooLong = C'est long : { $longest } caractères au plus. Redis-le en plus court.
NotHeldYet = Le comité { $ref } est le { $day } : rien n'est encore décidé. Un point à noter : `!copil point le fonds`
DecisionTold = { $ref } est déjà partie au courrier. Pour l'enlever partout, supprime ton message ; pour la redire : `!copil décision on change : le fonds`
UnknownCommittee = Je ne trouve pas le comité { $ref }. `!copil liste` montre ceux que je connais.
CommitteeIsOver = Le comité { $ref } a eu lieu, ou est annulé. Pour en prévoir un autre : `!copil le 3 juin`
UnknownLine = Je ne trouve pas { $ref }. `!copil` montre les points et les décisions.

## Ce que l'horloge rappelle

AgendaCalled =
    Comité de pilotage { $ref } le { $day } : c'est le moment de l'ordre du jour. { $points ->
        [0] Pas encore de point.
        [one] Un point est noté.
       *[other] { $points } points sont notés.
    }
    Je le demande à tous les îlots au prochain courrier. Pour noter un point : `!copil point le fonds`
FiguresCalled =
    Comité de pilotage { $ref } le { $day } : les chiffres, avec `!bilan`. { $points ->
        [0] Pas encore de point : `!copil point le fonds`
        [one] Un point est noté : `!copil { $ref }`
       *[other] { $points } points sont notés : `!copil { $ref }`
    }
DecisionsCalled =
    Comité de pilotage { $ref } du { $day } : qu'est-ce qui a été décidé ? On continue, on change, on s'arrête… ou pas.
    `!copil décision on continue : le fonds` · elles partent au courrier demain ou après. Pas tenu : `!copil { $ref } le 10 juin` ou `!copil { $ref } annulé`
DecisionsReady =
    Comité de pilotage { $ref } du { $day } : { $count ->
        [one] une décision part
       *[other] { $count } décisions partent
    } bientôt au courrier. Pour les relire : `!copil { $ref }`

## Au courrier

AgendaNews = Comité de pilotage le { $day } : un point à y mettre ? Dis-le à la Tisseuse.
DecisionNews = {"**"}{ $ref }{"**"} · { $title } · décision du comité de pilotage, { $day }
