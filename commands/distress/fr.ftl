### Les mots de détresse : peu de phrases, sans conseil ni jugement.

DangerNumber = **{ $number }**
EitherNumber = { $one } ou { $other }
InDanger = { $numbers } en cas de danger
WhoListens = **{ $number }**{ $day_and_night ->
        [yes] { $free ->
            [yes] {" (24 h/24, gratuit)"}
           *[no] {" (24 h/24)"}
        }
       *[no] { $free ->
            [yes] {" (gratuit)"}
           *[no] {""}
        }
    }
PeopleToCall = { $numbers }
MayITell = { $asked } (oui / non)
MayITellOffice = { $office ->
        [deputy] Veux-tu que je prévienne ta relais ?
       *[tisseuse] Veux-tu que je prévienne la Tisseuse ?
    }
StandInToo = { $alone ->
        [yes] Veux-tu que je prévienne { $name }, qui remplace la Tisseuse et sa relais en ce moment ?
       *[no] Elle et sa relais sont absentes : je préviendrais aussi { $name }, qui les remplace.
    }
NoWayToTell =
    Je n'ai pas, en ce moment, de salon sûr où prévenir la Tisseuse.
    { $write }
WriteToHer = Tu peux lui écrire : { $tisseuse }.
YourWordsShow = Ton message est encore visible dans le salon : tu peux le supprimer. Je n'en ai rien gardé.
DistressHeard =
    Merci de me le dire. Je suis un programme, je ne peux pas t'accompagner là-dessus, mais des personnes le peuvent tout de suite : { $people }. { $then }
    { $visible }
DistressHeardAgain =
    Merci de me le dire encore. Ces personnes t'écoutent maintenant, et elles en ont l'habitude : { $people }. { $then }
    { $visible }
OnlyYesOrNo = Je ne sais pas en parler avec toi, mais ces personnes le peuvent, tout de suite : { $people }. { $then }
YourQuestionWaits = Ma question précédente attend toujours, si tu veux y revenir.
OfficeKnows = { $office ->
        [both] C'est fait : la Tisseuse et sa relais savent que tu leur demandes de prendre contact. Rien d'autre.
        [deputy] C'est fait : la relais de la Tisseuse sait que tu lui demandes de prendre contact. Rien d'autre.
       *[tisseuse] C'est fait : la Tisseuse sait que tu lui demandes de prendre contact. Rien d'autre.
    }
ContactPromised =
    { $told } { $away ->
        [yes] Une absence est prévue ces jours-ci : la réponse peut tarder.
       *[no] Ce ne sera peut-être pas lu tout de suite, surtout la nuit.
    } En attendant, des personnes t'écoutent : { $people }.
    { $before }
StandInKnows = { $alone ->
        [yes] C'est fait : { $name } sait que tu demandes un contact. Rien d'autre.
       *[no] { $name }, qui les remplace, le sait aussi.
    }
NobodyTold =
    D'accord : je n'ai prévenu personne, et rien gardé de tes mots. Si tu changes d'avis, à toute heure : { $people }.
    { $before }
CannotTellNow =
    { $why }
    Tout de suite : { $people }.
ContactAsked = { $person } te demande de prendre contact, dès que tu peux.
ContactAskedOfStandIn = La Tisseuse et sa relais sont absentes : tu les remplaces. { $person } demande qu'on prenne contact, dès que tu peux.
InvitedApart = Je t'ouvre une conversation à nous deux : j'y ai un mot pour toi. Et pour parler à quelqu'un tout de suite : { $people }.
HereForAnybody = Pour parler à quelqu'un tout de suite : { $people }. Pour m'écrire en privé : ouvre une conversation chiffrée avec { $bot }.
