### Le fonds de solidarité : ce que tout le monde lit, ce qui se dit en privé, ce que la Tisseuse déclare.

fonds = Le fonds de solidarité
    .summary = Lire les règles du fonds de solidarité ; demander une avance ou une aide, en privé.
    .example = !fonds
    .short = !fonds

## Pour tout le monde

FundShown =
    {"**"}{ $name }{"**"} : { $natures }.
    Plafond : { $ceiling }. Délai : réponse sous { $days ->
        [one] { $days } jour ouvré
       *[other] { $days } jours ouvrés
    }. Décident : { $commission } ; il faut { $approvals } accords.
    { $balance } Je ne verse rien moi-même : { $pays } s'en occupe.
    Pour demander, en privé : `!fonds demande 400 € avance sur facture`
FundName = Le fonds de solidarité
FundHolder = la structure qui le porte
FundBalance = Dans le fonds au { $day }, à 100 € près : { $about }.
FundBelow = Dans le fonds au { $day }, à 100 € près : { $about } en dessous de zéro.
NoBalanceYet = Ce qu'il contient se lit à la fin de chaque trimestre.
NatureSaid =
    { $nature ->
        [advance] une avance remboursable sans intérêt
       *[aid] une aide ponctuelle
    }
FundNotOpen = Le fonds n'est pas encore ouvert. Pour un appui dès maintenant, écris à la Tisseuse. Elle l'ouvre dans son salon : `!fonds règles commission @prénom @prénom`
NobodyDecides = personne encore

## Demander

AskHowMuch =
    Combien, et pour quoi ? Par exemple : « 400 € d'avance, une facture traîne depuis deux mois ».
    La commission lira, et personne d'autre. « stop » pour arrêter : rien n'est gardé.
AskNature = C'est plutôt : {"**1**"} une avance, que tu rendras quand tu pourras, sans intérêt · {"**2**"} une aide, qui ne se rend pas · « stop »
AboveCeiling = C'est plus que le plafond ({ $ceiling }). Je peux l'envoyer quand même, la commission décidera. {"**1**"} j'envoie · {"**2**"} je mets { $ceiling } · stop
FundPreview =
    Voilà ce que j'enverrai à la commission : { $amount }, { $nature ->
        [advance] avance
       *[aid] aide
    }. « { $words } »
    Il faudra { $approvals } accords. Dans un îlot de deux, l'autre personne ne lit rien et ne décide pas.
    {"**1**"} avec ton prénom · {"**2**"} sous pseudonyme (tu restes « une personne ») · {"**3**"} je corrige · stop
FundPreviewBare =
    Voilà ce que j'enverrai à la commission : { $amount }, { $nature ->
        [advance] avance
       *[aid] aide
    }.
    Il faudra { $approvals } accords. Dans un îlot de deux, l'autre personne ne lit rien et ne décide pas.
    {"**1**"} avec ton prénom · {"**2**"} sous pseudonyme (tu restes « une personne ») · {"**3**"} j'ajoute quelques mots, ou je corrige · stop
AskFundSend =
    { $named ->
        [yes] J'envoie, avec ton prénom ?
       *[no] J'envoie, sous pseudonyme ?
    } « oui », ou « stop »
FundSent =
    C'est envoyé à la commission : { $ref }. Réponse sous { $days ->
        [one] { $days } jour ouvré
       *[other] { $days } jours ouvrés
    }, au plus tard { $until }.
    Je te dis chaque étape ici. Tu peux la retirer quand tu veux : « annule { $ref } ».
FundTooLong = C'est long : je garde { $most } caractères. Redis-le en plus court : combien, et pour quoi ?

## À la personne qui demande

FundCorrected =
    { $ref } est corrigée : { $amount }, { $nature ->
        [advance] en avance
       *[aid] en aide
    }. { $words }
    La commission relit depuis le début. Réponse au plus tard { $until }.
TooLateToCorrect = { $ref } est déjà décidée ou close : corriger ton message n'y change rien. Pour autre chose : `!fonds demande`
NothingToCorrect = Je ne lis plus de demande dans ton message : { $ref } reste comme avant. Pour la retirer : « annule { $ref } ».
FundExamined = { $ref } : la commission l'a lue et l'examine.
FundMoreAsked =
    { $ref } : avant de décider, la commission demande : « { $word } »
    Réponds ici quand tu peux : le délai repart de ta réponse. Si je ne réagis pas : `!fonds réponse { $ref } …`
FundGranted =
    { $ref } : la commission est d'accord, pour { $amount }{ $nature ->
        [advance] {" "}d'avance
       *[aid] {" "}d'aide
    }. { $named ->
        [yes] La Tisseuse s'occupe du versement.
       *[no] Pour le versement, la Tisseuse doit savoir à qui : écris-lui quand tu veux.
    } Je te préviens quand c'est fait.
    { $words }
FundRefused =
    { $ref } : la commission n'a pas pu dire oui cette fois. Cela ne dit rien de toi, ni de ton travail.
    D'autres appuis existent, et la Tisseuse peut les chercher avec toi : écris-lui.
    { $words }
FundWord = La commission ajoute : « { $word } »
FundPaid =
    { $ref } : le versement de { $amount } est parti. { $nature ->
        [advance] C'est une avance : tu la rends quand tu peux, en une ou plusieurs fois, sans intérêt.
       *[aid] C'est une aide : rien n'est à rendre.
    }
FundRepaid = { $ref } : { $amount } sont revenus au fonds, merci. { $left }
FundLeft = Restent { $amount }, sans presser.
FundAllRepaid = Tout est rendu.
FundLate = { $ref } : la réponse était prévue hier, et la commission n'a pas fini. La Tisseuse le sait. Merci de ta patience ; rien n'est à refaire.
AskPassOn = Je passe ceci à la commission, pour { $ref } ? « { $words } » oui / stop
FundAnswerPassedOn = C'est transmis à la commission, pour { $ref }. Le délai repart d'aujourd'hui.
HowToAnswer = Dis pour laquelle, et ta réponse : `!fonds réponse S-K4P la facture du 2 mars`
NothingAsked = Pour { $ref }, la commission n'attend pas de réponse de toi.

## À la commission

AskCommission =
    {"**"}{ $ref }{"**"} · { $who } demande { $amount }, { $nature ->
        [advance] en avance
       *[aid] en aide
    }. { $words }
    Réponse attendue au plus tard { $until } ; il faut { $approvals } accords. Garde-le pour toi.
    {"**1**"} oui · {"**2**"} non · {"**3**"} il manque quelque chose. Un mot ajouté sera lu par la personne, sans ton nom : « 1 bon courage », « 3 quelle facture ? ».
    À tout moment : `!fonds avis { $ref } oui`, ou `oui 500 €` pour moins.
CaseCorrected =
    { $ref } a changé : la personne a corrigé sa demande. { $heard ->
        [yes] Les avis déjà donnés ne comptent plus.
       *[no] Voici ce qui compte maintenant.
    }
    { $then }
CaseTakenBack = { $ref } : la personne l'a retirée. Il n'y a rien à décider.
CaseWords = « { $words } »
CaseBare = Sans autre précision.
SomebodyAsks = une personne
AsksByName = { $name }
ToldMore =
    { $ref } : la personne répond : « { $word } »
    { $then }
HowOpinionWorks = Pour { $ref } : « oui », « non », ou « plus » et ta question. Par exemple : `!fonds avis { $ref } plus quelle facture ?`
AskWhatIsMissing = Que manque-t-il pour { $ref } ? Je passe ta question à la personne, sans ton nom.
OpinionNoted =
    { $ref } : { $opinion ->
        [yes] c'est noté, tu es d'accord.
        [no] c'est noté, tu n'es pas d'accord.
       *[more] je transmets ta question.
    } Tant que ce n'est pas décidé, tu peux changer d'avis : `!fonds avis { $ref } …`
CaseDecided =
    { $ref } : { $state ->
        [granted] la commission est d'accord.
       *[refused] la commission n'a pas pu dire oui.
    } C'est décidé, il n'y a plus rien à faire.
DecideReminder =
    La réponse est attendue aujourd'hui.
    { $then }
DecideInPrivate = { $ref } reste entre nous : redis-le-moi ici. Dans un salon, je n'en tiens pas compte, et tu peux y supprimer ton message.
NothingToDecide = Aucune demande au fonds n'attend ton avis.
ToDecide =
    Ton avis est attendu, à donner en privé :
    { $lines }
ToDecideLine = {"**"}{ $ref }{"**"}, d'ici { $until } · la relire : `!fonds avis { $ref }`

## Dans le salon de la Tisseuse

FundAskedOffice = {"**"}{ $ref }{"**"} : une demande au fonds. La commission est prévenue en privé ; réponse attendue au plus tard { $until }.
FundCorrectedOffice = { $ref } : la personne a corrigé sa demande. La commission est prévenue, les avis repartent de zéro ; réponse attendue au plus tard { $until }.
OutOfReach = Je ne peux pas parler en privé à { $name }, de la commission.
QuorumOutOfReach = { $ref } : pas assez de membres de la commission peuvent en décider (il en faut { $approvals }). Pour l'élargir : `!fonds règles commission @prénom @prénom …`
CaseWaits =
    { $ref } : la réponse est attendue aujourd'hui. { $count ->
        [one] Un avis manque encore ; je l'ai redemandé, une fois.
       *[other] { $count } avis manquent encore ; je les ai redemandés, une fois.
    }
GrantedOffice = {"**"}{ $ref }{"**"} : { $nature ->
        [advance] avance accordée
       *[aid] aide accordée
    }, { $amount }. Une fois le versement fait : `!fonds payé { $ref }`
MovementNoted =
    {"**"}{ $ref }{"**"} · { $way ->
        [in] entrée
       *[out] sortie
    } de { $amount }, { $day }. Je note, je ne verse rien. Une erreur : `!fonds mouvement { $ref } annule`
MovementTakenBack = { $ref } ne compte plus. Ce numéro ne resservira pas.
RepaidNoted = {"**"}{ $ref }{"**"} · { $amount } revenus pour { $about }. { $left }
NotGranted = { $ref } n'est pas accordée, ou déjà payée : je ne note pas de versement. Où elle en est : `!fonds décision { $ref }`
MoreThanGranted = La commission a accordé { $amount } pour { $ref }, pas davantage.
NothingOwed = Pour { $ref }, il n'y a rien à rendre.
MoreThanOwed = Pour { $ref }, il ne reste que { $amount } à rendre.
OfficeCrowded = Une autre personne est dans ce salon : je n'y parle pas du fonds. `!fonds règles` marche quand même.
DecisionsShown = { $lines }
DecisionLine =
    { $day } · { $who } : { $step ->
        [yes] d'accord
        [no] pas d'accord
        [more] demande à en savoir plus
        [paid] versement déclaré
        [repaid] tout est rendu
       *[other] décision
    }
OutcomeLine =
    { $day } · { $step ->
        [granted] accordée
        [changed] corrigée par la personne, les avis repartent de zéro
       *[other] pas accordée
    }
CaseLine =
    {"**"}{ $ref }{"**"} · { $state ->
        [requested] pas encore lue
        [more_needed] à compléter par la personne
       *[other] à l'examen
    } · { $agreed ->
        [0] aucun accord
        [one] un accord
       *[other] { $agreed } accords
    } · d'ici { $until }
NoDecisions = Rien à montrer : aucune demande au fonds n'attend.
RulesShown =
    { $lines }
    Pour changer : `!fonds règles plafond 900 €` · `délai 5` · `quorum 2` · `commission @a @b @c` · `porteur …` · `nom …` · `avance …` `aide …`
RuleMoney = Plafond : { $ceiling } · réponse sous { $days ->
        [one] { $days } jour ouvré
       *[other] { $days } jours ouvrés
    } · { $quorum } accords
RulePeople = Commission : { $commission } · versements : { $holder }
RuleWords = On peut demander : { $natures }
AskRules =
    Les règles deviendraient :
    { $lines }
    D'accord ? ✅ sur ce message, ou réponds-y « oui »
RulesChanged = C'est changé. Les nouvelles règles valent dès maintenant, aussi pour ce qui attend.
HowRulesWork = Je ne lis pas cette règle. `!fonds règles plafond 900 €` · `délai 5` (jours ouvrés) · `quorum 2` (deux au moins) · `commission @a @b @c` (au moins autant que d'accords) · `porteur …`
HowMovementsWork = Par exemple : `!fonds mouvement 300 € entrée Dotation` · `!fonds mouvement sortie 20 € Frais 02/04/2021` · `!fonds payé S-7KM` · `!fonds remboursé S-7KM 100 €`

## Règles

OwnCase = Personne ne décide de sa propre demande. Où en est { $ref } : je te dis chaque étape en privé.
CaseSettled = { $ref } est déjà décidée.
UnknownMovement = Je ne trouve pas { $ref } parmi les mouvements du fonds.

## Feuilles de chiffres

BalanceByQuarter =
    Caisse
    Fin du trimestre
    En caisse, à 100 € près
