### Demandes de solidarité, toujours en privé.

solidarite = Demander un appui
    .summary = Demander un appui, en privé. Seules la Tisseuse et sa relais lisent.
    .example = !solidarite
    .short = !solidarite
    .ask = De quel appui s'agit-il ?
annule = Retirer une demande
    .summary = Retirer une demande de solidarité : ses mots sont effacés.
    .example = !annule S-K4P
    .short = !annule S-K4P
demandes = Les demandes
    .summary = Les demandes de solidarité qui attendent.
    .example = !demandes
    .short = !demandes
demande = Une demande
    .summary = Ouvrir une demande, la prendre, y répondre, la faire passer, la clore.
    .example = !demande S-K4P je prends
    .short = !demande S-K4P

## Mots

AboutNeed = { $need ->
    [money] argent
    [health] santé, arrêt
    [cover] être remplacé·e
    [care] garde, logistique
    [listening] être écouté·e
    [rights] droits, contrat
    [equipment] matériel
    [housing] logement
    [travel] déplacement
    [income] revenu
   *[other] autre
}
AboutWithin = { $within ->
    [urgent] urgent
    [week] cette semaine
   *[none] sans urgence
}
WhereItStands = { $state ->
    [sent] envoyée
    [acknowledged] prise en charge
    [in_progress] en cours
    [relayed] passée aux autres îlots
    [resolved] résolue
    [closed] close
   *[withdrawn] retirée
}
WhoNamed = { $name }
WhoHidden = une personne

## À la personne qui demande

WhatSupport =
    Je t'écris ici pour rester entre nous. De quel appui s'agit-il ? 1 argent · 2 santé, arrêt · 3 être remplacé·e · 4 garde, logistique · 5 être écouté·e · 6 droits, contrat · 7 matériel · 8 autre
    Seules la Tisseuse et sa relais liront. Tu peux t'arrêter à tout moment avec « stop ».
WhichOther = De quoi s'agit-il ? 1 logement · 2 déplacement · 3 revenu · 4 autre chose
SayInAFewWords =
    Dis-moi en deux ou trois phrases ce qui t'aiderait. Si tu veux : pour quand, et combien.
    Rien ne part avant ton « oui ».
RequestPreview =
    Voilà ce que j'enverrai : « { $text } »
    C'est noté : { $about }.
    1 avec ton prénom · 2 sous pseudonyme (la Tisseuse te répond par moi) · 3 je corrige · stop
    Pour changer l'urgence : « urgent », « cette semaine » ou « pas pressé ».
CutAt = coupé à { $most } caractères
AskSend = { $signed ->
    [name] J'envoie, avec ton prénom ? oui / stop
   *[pseudonym] J'envoie, sous pseudonyme ? oui / stop
}
RequestSent =
    C'est envoyé à la Tisseuse : { $ref }. { $answer } Si rien ne vient, je relance sa relais. Tu peux la retirer quand tu veux : « annule { $ref } ».
    { $reader }
AnswerWithin = { $days ->
    [1] Réponse sous 1 jour ouvré.
   *[other] Réponse sous { $days } jours ouvrés.
}
AtTheLatest = Au plus tard le { $day } : les week-ends et les jours fériés ne comptent pas.
ReadByDeputy = La Tisseuse est absente : c'est sa relais qui lit et répond d'ici son retour.
ReadByStandIn = La Tisseuse et sa relais sont absentes : c'est { $name } qui lit et répond d'ici leur retour. Si tu préfères attendre, retire-la et renvoie-la plus tard.
WaitsForRoom =
    J'ai gardé ta demande : { $ref }. Personne ne peut encore la lire : le salon de la Tisseuse n'est pas assez privé en ce moment. Elle la verra dès qu'il le sera.
    Si c'est pressé, écris-lui directement. Tu peux la retirer quand tu veux : « annule { $ref } ».
OwnRequest =
    { $ref } · { $need } · { $state }
    { $words }
    Ajouter un mot : `{ $ref } …` · Retirer : « annule { $ref } »
OwnRequestOver =
    { $ref } · { $need } · { $state }
    { $words }
    Pour en refaire une : `!solidarite`
OwnWords = « { $text } »
RequestWithdrawn = { $ref } est retirée. Ses mots sont effacés chez moi et dans le salon de la Tisseuse ; les téléphones qui l'ont reçue peuvent l'avoir gardée.
WhichRequest = Laquelle ? Écris par exemple « annule { $refs } ».
NothingToCancel = Tu n'as pas de demande en cours. Pour en faire une : `!solidarite`
RequestReadOn = { $ref } : lu le { $day }, par { $by }.
RequestTaken = { $ref } : { $by } s'en occupe et revient vers toi ici.
ReplyFor =
    { $ref } · { $by } te répond : { $text }
    Pour répondre, écris ici : je te demanderai avant d'envoyer.
SendThis = J'envoie ceci pour { $ref } ? « { $text } » oui / stop
WordPassedOn = C'est transmis, pour { $ref }.
AnswerLate = { $ref } attend toujours une réponse, et c'est trop long : je suis désolée. J'ai relancé la Tisseuse et sa relais. Si c'est pressé, écris-leur directement.
RequestEnded = { $ref } est { $state }. Ses mots seront effacés le { $day }. Si ce n'est pas fini pour toi, refais `!solidarite`.
MayRelay =
    La Tisseuse propose de faire passer ceci aux autres îlots, sans ton nom ni ton îlot, pour { $ref } :
    « { $text } »
    D'accord ? oui · oui, aussi mon îlot · non
WillTravel = Merci. Ce texte part au prochain courrier, pour { $ref }. Pour revenir en arrière : « annule { $ref } ».
StaysHere = D'accord, rien ne part. { $ref } reste entre nous.
MayOrient = La Tisseuse propose de montrer ta demande { $ref } à { $name }, qui te répondrait par moi. D'accord ? oui / non
RequestOriented = C'est fait : { $name } lit { $ref } et te répond ici.

## Au salon de la Tisseuse

RequestHead =
    {"**"}{ $ref }{"**"} · { $need }, { $within } · { $who } · { $state }
    Reçue le { $since }. Lire : `!demande { $ref }` · Prendre : `!demande { $ref } je prends`
RequestOpened =
    {"**"}{ $ref }{"**"} · « { $text } »
    `!demande { $ref } je prends` · `réponds …` · `oriente @x` · `propose-relais …` · `clos`
NoWordsLeft = Les mots de { $ref } sont effacés.
NotCorrected = Je ne lis plus de mots dans ton message : { $ref } reste comme avant. Pour la retirer : « annule { $ref } ».
AuthorIsBusy = { $ref } : la personne n'a pas encore répondu à une autre question. Rien n'est parti : redis-le plus tard.
RequestCorrected = { $ref } : la personne a corrigé ses mots. Relire : `!demande { $ref }`
FromAuthor = { $ref } · { $who } : { $text }
FromHelper = { $ref } · { $name } a lu le courrier et répond : { $text }
FromOriented = { $ref } · { $name } a répondu : { $text }
RequestNoted = { $ref } : { $state }.
ReplySent = { $ref } : c'est transmis.
AskedAuthor = { $ref } : je demande à la personne. Rien ne part sans son « oui ».
AuthorAgreed = { $ref } : la personne est d'accord, c'est fait.
AuthorRefused = { $ref } : la personne préfère que non. Rien ne part.
WithdrawnByAuthor = { $ref } : retirée par la personne. Ses mots sont effacés.
Unreached = { $ref } : je n'ai plus de salon privé avec cette personne. Rien n'est parti.
RequestDue = { $ref } attend depuis { $days ->
        [1] 1 jour ouvré
       *[other] { $days } jours ouvrés
    } : `!demande { $ref } je prends`
RequestQueue =
    { $lines }
    { $more ->
        [0] Ouvrir : `!demande S-…`
       *[other] Et { $more } de plus. Ouvrir : `!demande S-…`
    }
QueueLine = { $ref } · { $need }, { $within } · { $who } · { $state } · reçue le { $since }
QueueEmpty = Aucune demande n'attend.
RoomNotAlone = Quelqu'un d'autre que toi et ta relais est dans ce salon : les demandes de solidarité attendent qu'il n'y ait plus ici que vous deux et moi.
HowRequestWorks =
    Dis laquelle et ce que tu en fais, par exemple :
    `!demande S-K4P` (lire) · `!demande S-K4P je prends` · `!demande S-K4P réponds …`
    `!demande S-K4P oriente @prenom` · `!demande S-K4P propose-relais …` · `!demande S-K4P clos`
RelayTooTelling = Ce texte ferait reconnaître la personne : { $words }. Redis-le sans îlot, sans métier et sans lieu plus petit qu'une région.
CannotOrient = Je ne peux pas orienter cette demande vers { $name }. Vers quelqu'un d'autre : `!demande S-K4P oriente @prenom`

## À qui aide

RelayLine = Entraide · { $title } Pour aider, en privé : `{ $ref } …`
OrientedToYou =
    { $ref } · { $who } accepte que tu lises sa demande : « { $text } »
    Pour répondre : `{ $ref } …` Garde-le pour toi.
HelpPassedOn = Merci. C'est transmis à la Tisseuse, pour { $ref }.
StandsIn = La Tisseuse et sa relais sont absentes : tu les remplaces. Une demande attend : `!demande { $ref }`

## Règles

UnknownRequest = Je ne trouve pas { $ref }. Pour voir les tiennes : écris « annule ».
RequestOver = { $ref } est close. Pour en refaire une : `!solidarite`

ToAcknowledge =
    { $count ->
        [one] une demande à accuser
       *[other] { $count } demandes à accuser
    }{ $late ->
        [0] {""}
       *[other] {" (dont "}{ $late } depuis { $days ->
            [one] un jour
           *[other] { $days } jours
        })
    }
