### Les mécanismes de solidarité.

mecanismes = Les mécanismes
    .summary = Voir les mécanismes de solidarité, et où ils en sont. Une fiche : `!mecanisme K2`
    .example = !mecanismes
    .short = !mecanismes
mecanisme = Un mécanisme
    .summary = Voir une fiche, ou en proposer une : `!mecanisme propose` et un nom.
    .example = !mecanisme K2
    .short = !mecanisme K2

## La liste, la fiche

MechanismsShown = { $lines }
MechanismLine = {"**"}{ $ref }{"**"} · { $title } · { $details }
MechanismNews = {"**"}{ $ref }{"**"} · { $title } · mécanisme { $since } · `!mecanisme { $ref }`
MoreMechanisms = la suite : `!mecanismes page { $page }`
MechanismsEmpty = Aucun mécanisme pour l'instant. Pour en proposer un : `!mecanisme propose Prêt de matériel`
NoMechanismsPage = Il n'y a pas de page de plus. `!mecanismes` montre la première.
MechanismShown =
    {"**"}{ $ref }{"**"} · { $title } · { $since }
    { $lines }
StateSince =
    { $state ->
        [idea] idée du { $day }
        [trial] à l'essai depuis le { $day }
        [in_place] en place depuis le { $day }
        [transformed] transformé le { $day }
       *[stopped] arrêté le { $day }
    }
PartSaid =
    { $part ->
        [purpose] À quoi ça sert
        [for_whom] Pour qui
        [how] Comment s'en servir
        [takes] Ce que ça demande
        [steps] Pas à pas
        [limits] Limites
       *[contact] À qui demander
    }
PartLine =
    { $part ->
        [purpose] À quoi ça sert
        [for_whom] Pour qui
        [how] Comment s'en servir
        [takes] Ce que ça demande
        [steps] Pas à pas
        [limits] Limites
       *[contact] À qui demander
    } : { $said }
HowToStep = { $number } { $step }
AskTheTisseuse =
    { $known ->
        [yes] { $name }, la Tisseuse
       *[no] la Tisseuse
    }
UseLine = Ces trois derniers mois : { $said }
PrivateUse =
    { $enough ->
        [yes] Au trimestre { $quarter } de { $year } : { $count } personnes
       *[no] Au trimestre { $quarter } de { $year } : moins de cinq personnes
    }
ListingsCounted =
    { $posted ->
        [0] aucune annonce
        [one] { $posted } annonce
       *[other] { $posted } annonces
    }, { $fulfilled ->
        [0] aucune pourvue
        [one] { $fulfilled } pourvue
       *[other] { $fulfilled } pourvues
    }
CoversCounted =
    { $posted ->
        [0] aucune demande de remplacement
        [one] { $posted } demande de remplacement
       *[other] { $posted } demandes de remplacement
    }, { $fulfilled ->
        [0] aucune pourvue
        [one] { $fulfilled } pourvue
       *[other] { $fulfilled } pourvues
    }
TimesCounted =
    { $count ->
        [0] aucun temps tenu
        [one] { $count } temps tenu
       *[other] { $count } temps tenus
    }
CommonsCounted =
    { $count ->
        [0] aucun projet commencé
        [one] { $count } projet commencé
       *[other] { $count } projets commencés
    }
TracesCounted =
    { $count ->
        [0] aucune trace partagée
        [one] { $count } trace partagée
       *[other] { $count } traces partagées
    }
GiveYours = Ton avis, en privé et sans nom : `!avis { $ref }`
ToWrite = À écrire encore : { $parts }. Par exemple : `!mecanisme { $ref } but: ne pas rester en panne`

## L'évaluation

EvaluationLine = Évaluation du { $day } : { $said }
AnswersCounted =
    { $count ->
        [one] { $count } avis
       *[other] { $count } avis
    }
UsedCounted =
    { $count ->
        [0] personne ne s'en est servi
        [one] { $count } personne s'en est servie
       *[other] { $count } personnes s'en sont servies
    }
MarkSaid = utilité { $mark } sur 4
KeepSaid = à garder : { $words }
ChangeSaid = à changer : { $words }
DropSaid = à lâcher : { $words }
DecisionSaid = décidé : { $words }

## Chercher, proposer, écrire

WhichMechanism = Je ne trouve pas « { $typed } ». La liste : `!mecanismes`. Pour le proposer : `!mecanisme propose { $typed }`
SeveralMechanisms = { $lines }
NameIt = Il me faut un nom. Par exemple : `!mecanisme propose Prêt de matériel but: ne pas rester en panne`
FieldTooLong = C'est un peu long pour une fiche : { $longest } caractères par ligne au plus. Écris plus court, et renvoie.
HowSheetsWork = Je ne comprends pas ce qu'il faut faire de { $ref }. Voir la fiche : `!mecanisme { $ref }`. L'écrire : `!mecanisme { $ref } limites: jamais le soir`. La recevoir : `!mecanisme { $ref } fichier`
IdeaPosted =
    {"**"}{ $ref }{"**"} · { $title }. C'est une idée, et la Tisseuse la voit.
    Pour en dire plus : `!mecanisme { $ref } but: ne pas rester en panne`. Une erreur : modifie ton message. L'enlever : `!mecanisme { $ref } retire`
IdeaTold =
    { $who } propose un mécanisme : {"**"}{ $ref }{"**"} · { $title }
    { $lines }
    Le mettre à l'essai : `!mecanisme { $ref } état essai`
IdeaTakenBack = { $ref } est enlevé. Il n'en reste rien.
SheetWritten = C'est écrit. La fiche : `!mecanisme { $ref }`
NotYourSheet = { $ref } n'est plus une idée, ou pas la tienne : c'est la Tisseuse qui écrit la fiche. Écris-lui ce que tu voudrais y lire.

## Où il en est

StateChanged = {"**"}{ $ref }{"**"} · { $title } · { $since }. Une erreur : redonne l'état d'avant, aujourd'hui même.
WhichState = Je ne reconnais pas cet état, ou ce jour. Je connais : idée, essai, en place, transformé, arrêté. Par exemple : `!mecanisme { $ref } état en place depuis 01/04/2021`
YoursMoves =
    { $state ->
        [idea] { $ref } ({ $title }), que tu as proposé, redevient une idée.
        [trial] { $ref } ({ $title }), que tu as proposé, est à l'essai.
        [in_place] { $ref } ({ $title }), que tu as proposé, est en place.
        [transformed] { $ref } ({ $title }), que tu as proposé, se transforme.
       *[stopped] { $ref } ({ $title }), que tu as proposé, s'arrête.
    }
NothingToDecideOn = { $ref } n'a pas d'évaluation, ou il manque ce qui est décidé. Par exemple : `!mecanisme { $ref } décision rappel à J-10`
EvaluationDecided = C'est noté sur la fiche : `!mecanisme { $ref }`

## Le fichier

SheetGiven = La fiche { $ref }, pour la relire ou la passer à un autre collectif.
FileElsewhere = Je donne les fichiers en privé. Écris-moi : `!mecanisme { $ref } fichier`
SheetPasted = Avec une autre Navette, ce message la propose :
SheetFilled = À compléter par le collectif qui la reprend.

## Règles

UnknownMechanism = Je ne trouve pas { $ref }. `!mecanismes` pour voir la liste.
NotThatState =
    { $state ->
        [idea] { $ref } est une idée
        [trial] { $ref } est à l'essai
        [in_place] { $ref } est en place
        [transformed] { $ref } est transformé
       *[stopped] { $ref } est arrêté
    } : je ne peux pas le passer à « { $wanted ->
        [idea] idée
        [trial] essai
        [in_place] en place
        [transformed] transformé
       *[stopped] arrêté
    } » ce jour-là. Par exemple : `!mecanisme { $ref } état { $state ->
        [idea] essai
        [trial] en place
        [stopped] essai
       *[other] arrêté
    }`

## Les avis

avis = Ton avis
    .summary = Dire en privé, sans nom, si un mécanisme t'aide : trois questions. Rien ne se montre avant cinq avis.
    .example = !avis K2
    .short = !avis K2
WhichToReview =
    Sur lequel ? Par exemple : `!avis K2`
    { $lines }
NotTried = On donne son avis sur ce qui est à l'essai ou en place ; { $ref } ne l'est pas. La liste : `!mecanismes`
HeardAlready = J'ai déjà ton avis sur { $ref } pour ce tour. Je ne sais plus lequel c'est, donc je ne peux ni le changer ni l'enlever. Au prochain tour, tu pourras en donner un autre.
AskUsed =
    {"**"}{ $ref }{"**"} · { $title }. Trois questions, sans ton nom ; « stop » pour arrêter.
    Tu t'en es servi·e ? 1 oui · 2 non
UsedUnread = Pour l'avis sur { $ref } : 1 oui, tu t'en es servi·e · 2 non · stop pour arrêter. Autre chose ? Commence par un point d'exclamation, comme `!aide`
AskHelped = Ça t'a aidé·e ? De 1 (pas du tout) à 4 (beaucoup), ou « passe ».
HelpedUnread = Un chiffre de 1 à 4, ou « passe ». « stop » pour arrêter.
AskWords =
    À garder, à changer, à lâcher ? Par exemple : « garder: la fiche, changer: prévenir plus tôt ». Ou « passe ».
    À partir de cinq avis, tout l'Archipel lit ces mots ensemble, sans nom ({ $longest } caractères chacun). Évite ce qui dit qui tu es.
Heard = C'est noté pour { $ref }, sans ton nom : ton avis est mêlé aux autres, je ne peux plus le retrouver. Les avis ne se montrent que cinq par cinq.
RoundAsked =
    Le tour des avis, sans nom : {"**"}{ $ref }{"**"} · { $title }. Trois questions ; « stop » pour arrêter.
    Tu t'en es servi·e ? 1 oui · 2 non
RoundTold = Le tour des avis, sans nom : {"**"}{ $ref }{"**"} · { $title }. Trois questions, quand tu veux d'ici deux semaines : `!avis { $ref }`
ResultTold =
    Avis sur {"**"}{ $ref }{"**"} · { $title }
    { $lines }
    Ce que vous décidez : `!mecanisme { $ref } décision …`
RoundClosed =
    { $count ->
        [0] Le tour des avis sur { $ref } ({ $title }) est clos : moins de cinq, donc rien ne se montre.
       *[other] Le tour des avis sur { $ref } ({ $title }) est clos : { $count } avis sur la fiche. `!mecanisme { $ref }`
    }

## Le tableau de `!export`

MechanismsCounted =
    Mécanismes
    Référence
    Mécanisme
    État
    Depuis
    Compté du
    Compté au
    Ce qui est compté
    Combien
    Dont pourvus
    Dernière évaluation
    Avis
    S'en sont servi·es
    Aide (1 à 4)
StateNamed =
    { $state ->
        [idea] idée
        [trial] à l'essai
        [in_place] en place
        [transformed] transformé
       *[stopped] arrêté
    }
UsesNamed = { $names }
UseNamed =
    { $what ->
        [listings] offres et besoins
        [covers] remplacements
        [times] temps tenus
        [commons] mises en commun
        [traces] traces partagées
       *[private] personnes, en privé
    }
FewerThanFive = moins de 5
