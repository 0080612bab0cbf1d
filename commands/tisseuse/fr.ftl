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
    .summary = Voir et changer les règles du collectif, et les heures où je poste dans le salon d'un îlot.
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
RoomTaken = « { $room } » est déjà le salon de l'îlot { $ilot }. Avec un autre salon : `!ilot lier granit Îlot Granit`
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
HowIlotWorks = Par exemple : `!ilot créer Granit, Bretagne` · `!ilot lier granit` · `!ilot membre granit`
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
Losses = À regarder dans le journal technique. Envois refusés : { $dead } ; messages en échec : { $poison }.
Held =
    { $why ->
        [reminder] { $count } en attente (rappels, aux heures de chaque personne), au plus tôt { $hour }
        [whisper] { $count } en attente (mots à une personne, de 8 h à 20 h), au plus tôt { $hour }
        [beside] { $count } en attente (dans un îlot, aux heures de son salon), au plus tôt { $hour }
       *[news] { $count } en attente (nouvelles, du lundi au vendredi de 9 h à 18 h 30), au plus tôt { $hour }
    }

SettingsShown =
    { $topics }
    Le fonds et le porteur : `!fonds règles` · les questions du jour : `!temps questions`
    Je poste du lundi au vendredi, hors jours fériés. { $hours }
    Une règle expliquée : `!reglages offre` · la changer : `!reglages offre 60 jours` · un îlot : `!reglages heures granit 10h-17h` ou `!reglages jours granit lundi, mardi et jeudi`
TopicShown =
    { $topic ->
        [posting] Ce que je poste sans qu'on me le demande, par îlot
        [board] Une annonce sans date reste ouverte
        [time] Un temps de recul a lieu
        [pace] Je réponds à une personne
        [targets] Mécanismes en place
       *[keeping] Je garde
    } : { $rules }
RuleWord =
    { $name ->
        [news_per_day] par-jour
        [news_per_week] par-semaine
        [offer_days] offre
        [need_days] besoin
        [quorum] quorum
        [per_minute] par-minute
        [first_target] objectif-1
        [second_target] objectif-2
        [listings_months] annonces
        [requests_days] demandes
        [departures_days] départs
       *[journal_months] journal
    }
RuleInShort = { $word } { $value }
RuleValue =
    { $unit ->
        [times] { $count } fois
        [people] { $count ->
            [one] { $count } personne
           *[other] { $count } personnes
        }
        [days] { $count } jours
        [months] { $count } mois
       *[mechanisms] { $count }{ $ranged ->
            [yes] {" "}à { $most }
           *[no] {""}
        } pour le { $by }
    }
RuleMeaning =
    { $name ->
        [news_per_day] messages non demandés dans le salon d'un îlot, par jour
        [news_per_week] messages non demandés dans le salon d'un îlot, par semaine
        [offer_days] durée d'une offre sans date
        [need_days] durée d'un besoin sans date
        [quorum] nombre de personnes pour qu'un temps de recul ait lieu
        [per_minute] messages d'une même personne auxquels je réponds en une minute, avant de lui proposer de souffler
        [first_target] premier objectif de mécanismes en place
        [second_target] second objectif de mécanismes en place
        [listings_months] temps pendant lequel je garde les mots d'une annonce close
        [requests_days] temps pendant lequel je garde le contenu d'une demande de solidarité close
        [departures_days] temps pendant lequel je garde le profil d'une personne qui n'est plus dans aucun îlot
       *[journal_months] temps pendant lequel je garde le journal des accès
    }
RuleBounds =
    { $unit ->
        [times] de { $least } à { $most } fois
        [people] de { $least } à { $most } personnes
        [days] de { $least } à { $most } jours
        [months] de { $least } à { $most } mois
       *[mechanisms] de { $least } à { $most }, et une date
    }
RuleShown =
    {"**"}{ $word }{"**"} : { $what }.
    Maintenant : { $value } · d'habitude : { $usual } · possible : { $bounds }
    { $hers_alone ->
        [yes] Seule la Tisseuse peut la changer
       *[no] La Tisseuse ou sa relais peut la changer
    } : `!reglages { $word } { $example }` · comme d'habitude : `!reglages { $word } habituel`
RuleUnread = Je n'ai pas compris la valeur pour « { $word } » ({ $bounds }). Par exemple : `!reglages { $word } { $example }`
RuleAsBefore = C'est déjà le cas : { $word } { $value }.
RuleForTisseuse = Seule la Tisseuse peut changer « { $word } ». Pour la lire : `!reglages { $word }`
AskRule =
    Ça touche des personnes : { $what }.
    Maintenant { $before }, ensuite { $after }. Ce qui est dit dans `!moi données` suivra. Réponds à ce message : « oui », ou « stop ». ✅ ou ❌ suffisent.
RuleChanged = C'est changé : { $word } { $after } (c'était { $before }). C'est noté dans le journal : `!moi journal`
HoursOf =
    { $ilot } : de { $start } à { $end }{ $alsace_moselle ->
        [yes] , fériés d'Alsace-Moselle
       *[no] {""}
    }
IlotSettings = { $parts }
OnlyOn = seulement { $days }
UnknownRule =
    Je ne connais pas de règle « { $got } ».
    { $near }
    Toutes les règles : `!reglages` · pour un îlot : `!reglages heures granit 10h-17h`
RuleNamed = Peut-être `!reglages { $word }` ?
HowSettingsWork = Pour un îlot : `!reglages heures granit 10h-17h` · `!reglages jours granit lundi, mardi et jeudi` · `!reglages fériés granit alsace-moselle` · comme d'habitude : `!reglages heures granit habituelles`
