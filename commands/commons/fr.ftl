### Ce qu'on met en commun.

commun = Mettre en commun
    .summary = Proposer quelque chose à partager, ou un objet de travail à plusieurs ; seule, la commande pose les questions. La liste : `!communs`
    .ask = En une phrase, que voudrais-tu mettre en commun ?
    .example = !commun bureau à trois à Rennes manque: une personne le lundi
    .short = !commun bureau à trois à Rennes
communs = Ce qui est en commun
    .summary = Voir ce qui se partage et se fait à plusieurs dans l'Archipel.
    .example = !communs
    .short = !communs

ask-kind = De quoi s'agit-il ? 1 : à partager (un lieu, un outil, un abonnement) · 2 : un objet de travail commun. Ou « passe ».
ask-missing = Qu'est-ce qui manque encore ? Par exemple : une 3e personne le lundi. Ou « passe ».

## Une proposition

CommonPosted =
    {"**"}{ $ref }{"**"} · { $title }{ $ended ->
        [yes] { "" }
       *[no] .
    } { $state ->
        [running] C'est en cours, tu peux encore en être : ✋
       *[proposed] Qui est de la partie ? ✋
    }
    { $details }
    { $hints }
CommonClosed =
    {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $status }
CommonShown =
    {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $description }
    { $by }
    { $status }
KindSaid =
    { $kind ->
        [shared_object] objet de travail commun
       *[mutualisation] mutualisation
    }
KindGuessed = Plutôt un objet de travail ? Dans ton message, écris `!objet` à la place de `!commun`.
Lacking = il manque : { $missing }
LacksNothing = il ne manque plus rien
HowToMove =
    { $state ->
        [running] Une erreur : modifie ton message. Quand c'est fini : ✅. Abandonner : ❌
       *[proposed] Une erreur : modifie ton message. Quand ça démarre : ✅. Abandonner : ❌
    }
CommonInTheCourrier = Tout l'Archipel l'apprend au courrier de { $day }. { $how }
CommonInTheList = Tout l'Archipel le voit avec `!communs`. { $how }
CommonShortened = C'est un peu long. J'ai gardé les 1 500 premiers caractères.
HeldBy = proposé par { $holder }
HowMany =
    { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
CommonStatus =
    { $state ->
        [proposed] C'est proposé. Tu en es ? ✋
        [running] C'est en cours. Tu en es ? ✋
        [finished] C'est fini.
       *[dropped] C'est abandonné.
    }
StateSaid =
    { $state ->
        [proposed] proposé
        [running] en cours
        [finished] fini
       *[dropped] abandonné
    }

## La liste, le courrier

CommonsShown = { $lines }
CommonLine = {"**"}{ $ref }{"**"} · { $title } · { $details }
MoreCommons = la suite : `!communs page { $page }`
CommonsEmpty = Rien en commun pour l'instant. Pour proposer, dans ton îlot : `!commun bureau à trois à Rennes`
NoSuchPage = Il n'y a pas de page de plus. `!communs` montre la première.
CommonNews = {"**"}{ $ref }{"**"} · { $title } · { $details } · en être : `!prends { $ref }`
CommonMovedLine =
    { $state ->
        [running] {"**"}{ $ref }{"**"} · { $title } · c'est parti
       *[finished] {"**"}{ $ref }{"**"} · { $title } · c'est fini
    }

## En être

JoinedIn =
    { $later ->
        [yes] C'est noté : je le dis à { $holder } dès 8 h. Si c'est pressé, écris-lui.
       *[no] C'est dit à { $holder }. Si tu changes d'avis, retire ta main.
    }
JoinedAlready = Tu es déjà de la partie pour { $ref }.
HolderUnreachable = C'est noté sur { $ref }. Je n'ai pas de moyen de prévenir { $holder } : écris-lui directement.
JoinsYours =
    { $state ->
        [running] { $who } est de la partie pour { $ref } ({ $title }). Vous pouvez vous écrire. Quand c'est fini : ✅
       *[proposed] { $who } est de la partie pour { $ref } ({ $title }). Vous pouvez vous écrire. Quand ça démarre : ✅
    }
LeavesYours = { $who } n'est plus de la partie pour { $ref }.
LeftIt = C'est noté : tu n'es plus de la partie pour { $ref }.
NotInIt = Tu n'étais pas de la partie pour { $ref } : rien n'a changé.
HolderStays = C'est toi qui proposes { $ref }. Pour y renoncer : `!commun { $ref } abandonne`

## Sa vie

CommonMoved =
    { $state ->
        [running] { $ref } démarre.
        [finished] { $ref } est fini. Une idée à garder ? `!trace` (facultatif)
       *[dropped] { $ref } est abandonné.
    }
MovedForYou =
    { $state ->
        [running] { $ref } ({ $title }) démarre. Tu es de la partie.
        [finished] { $ref } ({ $title }) est fini. Merci d'avoir participé.
       *[dropped] { $ref } ({ $title }) est abandonné. Merci d'avoir participé.
    }
MissingNoted = C'est noté pour { $ref } : { $missing }
CommonHasNoEnd = { $ref } n'a pas de date de fin. Pour clore : `!commun { $ref } fini`
WhichCommon = Je ne vois pas ce que tu proposes. Une phrase suffit : `!commun bureau à trois à Rennes`. La liste : `!communs`
HowCommonWorks = Je ne comprends pas ce qu'il faut faire de { $ref }. Je connais `!commun { $ref } démarre`, `fini`, `abandonne`, `partant`, `sans moi` et `manque: …`

## Partir, revenir

LeftCommons =
    { $count ->
        [one] Seules les personnes qui en sont voient encore { $refs }, que tu proposais ; si tu reviens, tout le monde le reverra.
       *[other] Seules les personnes qui en sont voient encore { $refs }, que tu proposais ; si tu reviens, tout le monde les reverra.
    }
BackToCommons =
    { $count ->
        [one] { $refs } se montre à nouveau à tout l'Archipel.
       *[other] { $refs } se montrent à nouveau à tout l'Archipel.
    }

## Règles

UnknownCommon = Je ne trouve pas { $ref }. `!communs` pour voir la liste.
CommonIsOver =
    { $state ->
        [finished] { $ref } est déjà fini.
       *[dropped] { $ref } est déjà abandonné.
    } Pour recommencer : `!commun` et une phrase.
CommonIsRunning = { $ref } est déjà en cours. Quand c'est fini : `!commun { $ref } fini`

## Feuilles de chiffres

CommonsByState =
    Communs
    Genre
    État
    Nombre
