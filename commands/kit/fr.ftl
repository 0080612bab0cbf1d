### Ce que le kit dit lui-même, et les petits mots des dates et des prix.

## Dates, heures, prix

date-pattern-full = EEEE d MMMM
date-pattern-short = d MMMM
hour = { $hour } h
hour-minutes = { $hour } h { $minutes }
day-hour = { $day }, { $hour }
day-hours = { $day }, { $start } – { $end }
from-to = du { $start } au { $end }
place-remote = à distance
around-day = vers le { $day }
around-month = en { $month }
price-free = gratuit
price-free-price = prix libre
price-barter = troc
price-to-discuss = prix à discuter
price-solidary = prix solidaire
price-free-beside = (gratuit)
price-free-price-beside = (prix libre)
price-barter-beside = (troc)
price-to-discuss-beside = (à discuter)
price-solidary-beside = solidaire
price-range = { $bare } à { $high }
unit-hour = /h
unit-half-day = {" "}la demi-journée
unit-day = /jour
unit-week = /semaine
unit-month = /mois
unit-person = /pers.
unit-word = /mot
unit-piece = {" "}pièce
unit-flat = {" "}(forfait)

## Réponses communes

Addressed = { $to }, { $what }
UnknownCommand = Je ne connais pas `!{ $typed }`. `!aide` montre ce que je sais faire.
NearMiss = Je ne connais pas `!{ $typed }`. Tu voulais dire { $proposals } ?
Proposal = `!{ $word }`
TisseuseOnly = Cette commande est réservée au salon de la Tisseuse.
MembersOnly = Cette commande est pour les membres d'un îlot. La Tisseuse peut t'y inviter.
WrongRoom =
    { $in_private ->
        [yes] `!{ $command }` s'écrit dans le salon de ton îlot, ou à moi en privé.
       *[no] `!{ $command }` s'écrit dans le salon de ton îlot.
    }
OnlyInPrivate = `!{ $command }` s'écrit en privé : ouvre une conversation avec moi, chiffrée, à deux.
ClearRoom = `!{ $command }` ne s'écrit pas ici : ce salon n'est pas chiffré. Écris-moi dans une conversation chiffrée, à deux.
CrowdedRoom = `!{ $command }` ne s'écrit pas ici : d'autres personnes lisent ce salon. Écris-moi dans une conversation chiffrée, à deux.
MissingText =
    { $ask }
    Par exemple : `{ $example }`
UnreadableValue = Je ne sais pas lire « { $key } : { $got } ». Rien n'est noté : corrige et renvoie. `!aide offre` montre un exemple.
Breathe = On souffle une minute : { $most } messages en une minute, je n'arrive plus à suivre. Ce que tu viens d'envoyer n'a rien changé : renvoie-le ensuite.
InternalFault = Je n'ai pas réussi. Rien n'est perdu : renvoie dans quelques minutes. (réf. { $code })
FaultTold = Une panne de mon côté (réf. { $code }, { $kind }). La personne est prévenue, le détail est dans le journal technique.
DeadLetter = Un message n'a pas pu partir vers { $room } ({ $reason }). Suis-je encore dans ce salon, avec le droit d'écrire ?
FileNotTaken = Le fichier { $file } n'a pas pu partir vers { $room } ({ $reason }). S'il est trop gros pour ce serveur, la personne qui m'héberge peut le prendre sur sa machine.
CannotEnter = Je n'arrive pas à entrer dans « { $room } ». Invite-moi dans ce salon, et j'y vais.
CourrierAgain =
    Le courrier, sans ce qui a été retiré depuis :
    { $lines }

EditNotRead = Je ne sais plus lire ton message : { $ref } reste comme avant. Pour l'enlever : supprime-le.

## Dates douteuses

NoSuchDay =
    Le { $day } { $month }{ $year } n'existe pas. { $count ->
        [0] Quelle date ?
        [1] Tu voulais dire { $proposals } ? (réponds oui, ou une date)
       *[other] Tu voulais dire { $proposals } ? (réponds 1, 2 ou une date)
    }
WrongWeekday = Le { $day } est un { $weekday }. { $proposals } (réponds par un numéro)
DayIsPast = Le { $day } est passé. { $proposals } (réponds par un numéro)
TheDay = le { $day }
EitherDay = { $first } ou { $second }
Choice = **{ $number }** { $what }
AnotherDate = **{ $number }** une autre date
WhichDate = Quelle date ? Par exemple : le 5 mai. « stop » pour arrêter.
NothingKept = Rien gardé.
ChooseANumber = Un numéro suffit : { $proposals }. Ou écris la date.

## Règles

UnknownReference = Je ne trouve pas { $ref }. `!offres` pour voir la liste.
OwnListing = C'est ton annonce. Pour la clore : `!pourvu { $ref }`
NotTheAuthor = Seule la personne qui a posé { $ref } peut le faire.
AlreadyClosed =
    { $state ->
        [fulfilled] { $ref } est déjà { $direction ->
            [offer] pourvue
           *[other] pourvu
        }.
        [withdrawn] { $ref } est déjà { $direction ->
            [offer] retirée
           *[other] retiré
        }.
       *[other] { $ref } est { $direction ->
            [offer] arrivée à son terme
           *[other] arrivé à son terme
        }. Pour rouvrir : `!prolonge { $ref }`
    }
TooLateToReopen = { $ref } est close depuis plus de { $days } jours. Pose-la de nouveau : `!offre …` ou `!besoin …`
UnknownPerson = Je ne connais personne du nom de « { $name } ». Essaie avec son identifiant : `avec @prenom`
SeveralPeople = Plusieurs personnes s'appellent « { $name } » : { $user_ids }. Redis-le avec l'identifiant entier.

## Une question à la fois

GuideBegins =
    { $ask } { $in_thread ->
        [yes] Réponds dans ce fil ; « stop » pour arrêter.
       *[no] « stop » pour arrêter.
    }
    Par exemple : `{ $example }`
GuideAsks = { $ask }
GuideAgain = Je ne comprends pas « { $got } ». { $ask }

## À part

StillVisible =
    Ton message est encore visible dans le salon. Tu peux le supprimer, ou m'écrire « retire » et je l'enlève.
    { $then }
TakenAway = C'est enlevé du salon. Les téléphones qui l'ont déjà reçu peuvent l'avoir gardé. Ma question reste ouverte : tu peux y répondre.
CannotTakeAway = Je n'ai pas le droit d'enlever un message dans ce salon : supprime-le toi-même, en appuyant longuement dessus. Ma question reste ouverte : tu peux y répondre.
WriteMeAlone = Ça se dit entre nous. Ouvre une conversation avec { $bot } et redis-le-moi là.
SignedAs =
    { $signature ->
        [anonymous] sans nom
       *[other] { $collective ->
            [yes] { $name }, pour l'îlot { $ilot }
           *[no] { $name }
        }
    }
