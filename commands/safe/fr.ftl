### Mode sûr : quelque chose d'essentiel est cassé.

BrokenWhat =
    { $kind ->
        [key] Ma clé n'ouvre pas mes données. À faire : remettre à sa place le fichier de clé (`navette.key`), ou la sauvegarde qui va avec.
        [newer] Mes données viennent d'une version plus récente que moi. À faire : mettre Navette à jour.
        [ilot] Un réglage d'un îlot est illisible. À faire : remettre la dernière sauvegarde, ou corriger cet îlot.
       *[database] Mes données ne répondent pas, ou ne se laissent pas mettre à jour. À faire : regarder la ligne ci-dessous avec la personne qui m'héberge.
    }
SafeModeBegins =
    Je n'ai pas pu démarrer : je suis en mode sûr. Rien n'est perdu, les messages m'attendent, et je ne réponds qu'à `!etat` et `!aide`, ici.
    { $what }
    Pour la personne qui m'héberge : { $detail }
SafeState =
    Navette { $version }, en mode sûr : je ne fais rien d'autre que te répondre ici. Rien n'est perdu, les messages m'attendent.
    { $what }
    Pour la personne qui m'héberge : { $detail }
    Je réessaie toutes les minutes ; un redémarrage marche aussi.
SafeHelp =
    Je suis en mode sûr : quelque chose d'essentiel est cassé. `!etat` dit quoi, et quoi faire.
    Tout le reste attend, rien n'est perdu.
SafeModeEnds = C'est réparé : je reprends, et je lis ce qui m'attendait.
