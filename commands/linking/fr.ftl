### Ce qui pourrait aller ensemble, et se présenter l'un à l'autre.

relier = Relier deux annonces
    .summary = Demander aux deux personnes, chacune en privé, si elles veulent être mises en lien.
    .example = !relier B3 O15
    .short = !relier B3 O15

ListingNamed = { $ref } ({ $title })
PossibleLinks = Liens possibles : { $links }. `!relier { $one } { $other }`
PossibleLink = { $one } ↔ { $other }

HowToLink = Donne-moi deux annonces. Par exemple : `!relier B3 O15`
SamePerson = { $one } et { $other } sont de la même personne. Par exemple : `!relier B3 O15`
StaysInIlot = { $ref } reste dans son îlot : la personne qui l'a posée l'a choisi. Elle peut l'ouvrir à tout l'Archipel.
AlreadyAsked = C'est déjà demandé pour { $one } et { $other }. Je ne redemande pas.
StillThinking = La personne qui a posé { $ref } n'a pas encore répondu à une autre demande de lien. Redemande un peu plus tard.
AuthorOutOfReach = Je n'ai pas de moyen d'écrire en privé à la personne qui a posé { $ref }. Parle-lui directement.
BothAsked = Je demande à chaque personne, en privé, pour { $one } et { $other }. Je les présente si les deux disent oui.
MayIntroduce =
    La Tisseuse pense que { $mine } pourrait aller avec { $theirs }.
    Je vous présente ? (oui / non) Si c'est non, je ne dis pas de qui ça vient.
MayIntroduceAgain = Pour { $mine } et { $theirs }, je vous présente ? (oui / non)
YesNoted = C'est noté. Je te dis dès que l'autre personne a répondu.
NoNoted = C'est noté, on en reste là. Je ne dis pas de qui ça vient.
Introduced = Vous avez dit oui : { $who } a posé { $theirs }, et toi { $mine }. Vous pouvez vous écrire. Quand c'est réglé : `!pourvu { $mine }`
NotThisTime = { $one } et { $other } : pas cette fois.
LinkMade = { $one } et { $other } : les deux personnes ont dit oui, elles sont en lien.
NoLongerOpen = { $one } et { $other } : l'une des deux annonces est close depuis.
NobodyAnswered = { $one } et { $other } : il manque une réponse depuis deux semaines, j'en reste là.
