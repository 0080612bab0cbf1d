### Le salon de la Tisseuse.

ilot = Un îlot
    .summary = Créer un îlot, le relier à son salon, voir ses membres.
    .example = !ilot créer Granit, Bretagne
    .short = !ilot créer | lier | membre
etat = Ma santé
    .summary = Voir comment je vais : version, file d'attente, dernière synchronisation.
    .example = !etat
    .short = !etat

reglages = Les réglages
    .summary = Voir et changer les heures où je poste dans le salon d'un îlot.
    .example = !reglages heures granit 10h-17h
    .short = !reglages

InvitationAsked = { $who } m'invite dans « { $room } » (serveur { $server }) et je ne connais pas cette personne. J'y vais ? ✅ ou ❌ sur ce message.
InvitationAccepted = J'entre dans « { $room } ».
InvitationDeclined = Je n'entre pas dans « { $room } ».
RoomWaits = Je suis dans « { $room } », qui n'est encore le salon d'aucun îlot. Pour le relier : `!ilot lier granit { $room }`
IlotCreated = L'îlot { $name } existe. Invite-moi dans son salon, puis : `!ilot lier { $slug }`
IlotExists = L'îlot { $name } existe déjà. Pour le relier à son salon : `!ilot lier { $slug }`
IlotLives = L'îlot { $name } vit déjà dans « { $room } ». Pour le déplacer, dis dans quel salon : `!ilot lier { $slug }` et le nom du salon
IlotBound = L'îlot { $name } vit dans « { $room } ».
RoomTaken = « { $room } » est déjà le salon de l'îlot { $ilot }.
UnknownIlot =
    Je ne connais pas l'îlot « { $got } ». Je connais : { $known }
    Pour le créer : `!ilot créer { $got }`
UnknownRoom =
    Je ne suis pas dans « { $got } ». Salons sans îlot : { $rooms }
    Invite-moi d'abord dans le salon.
WhichRoom = Plusieurs salons sont possibles : { $rooms }. Dis lequel, par son nom ou par l'adresse entre parenthèses. Par exemple : `!ilot lier { $slug } Îlot Granit`
NoRoomWaits = Je ne suis dans aucun salon sans îlot. Invite-moi dans le salon, puis : `!ilot lier { $slug }`
MembersShown =
    {"**"}{ $name }{"**"} ({ $size }) : { $members }
    Les membres d'un îlot sont les personnes de son salon : pour en ajouter ou en retirer, invite ou retire dans le salon.
HowIlotWorks = `!ilot créer Granit, Bretagne` · `!ilot lier granit` · `!ilot membre granit`
StateShown =
    Navette { $version }, en marche depuis { $since }.
    { $sync }
    { $queue }
    { $device }
    { $ilots ->
        [0] Aucun îlot
        [one] Un îlot
       *[other] { $ilots } îlots
    }, { $people ->
        [0] aucune personne.
        [one] une personne.
       *[other] { $people } personnes.
    }
UnreadableShown = Messages illisibles depuis un mois : { $rooms }.
UnreadableIn = { $room } ({ $count })
InPrivate = en privé
DeviceShown =
    Mon empreinte : `{ $fingerprint }`, { $signed ->
        [yes] certifiée par le compte
       *[no] pas certifiée : `navette check` dit quoi faire
    }.
SyncedAgo =
    { $seconds ->
        [one] Le serveur a répondu il y a une seconde.
       *[other] Le serveur a répondu il y a { $seconds } secondes.
    }
NeverSynced = Pas encore de réponse du serveur.
Queue = En attente : { $outbox } à envoyer, { $inbox } à traiter.
Losses = À regarder dans le journal : { $dead } envois refusés, { $poison } messages en échec.
Held =
    { $why ->
        [reminder] { $count } en attente (rappels, aux heures de chacun·e), au plus tôt { $hour }
        [whisper] { $count } en attente (mots à une personne, de 8 h à 20 h), au plus tôt { $hour }
        [beside] { $count } en attente (dans un îlot, aux heures de son salon), au plus tôt { $hour }
       *[news] { $count } en attente (nouvelles, du lundi au vendredi de 9 h à 18 h 30), au plus tôt { $hour }
    }

SettingsShown =
    Je poste du lundi au vendredi, hors jours fériés :
    { $lines }
    Pour changer : `!reglages heures granit 10h-17h` · `!reglages fériés granit alsace-moselle`
HoursOf =
    { $ilot } : de { $start } à { $end }{ $alsace_moselle ->
        [yes] , fériés d'Alsace-Moselle
       *[no] {""}
    }
UnknownCommittee = Je ne trouve pas le comité { $ref }. `!copil` montre ceux que je connais.
CommitteeIsOver = Le comité { $ref } a eu lieu, ou est annulé. Pour en prévoir un autre : `!copil le 3 juin`
UnknownLine = Je ne trouve pas { $ref }. `!copil` montre les points et les décisions.
HowSettingsWork = `!reglages heures granit 10h-17h` · `!reglages heures granit habituelles` · `!reglages fériés granit alsace-moselle` · `!reglages fériés granit non`
