### Ce que Navette garde des personnes.

donnees = Mes données
    .summary = Voir ce que je garde de toi, jusqu'à quand et qui le voit ; le recevoir (`export`) ; voir qui l'a consulté (`journal`).
    .example = !donnees
    .short = !donnees
oublie-moi = Oublie-moi
    .summary = Effacer ce que je garde de toi. En privé, et après un « oui ».
    .example = !oublie-moi
    .short = !oublie-moi

DataTold =
    Je garde ton profil tant que tu es dans un îlot, et { $departures } jours après. Tes annonces : { $listings } mois après leur fin. Tes demandes : { $requests } jours après leur fin. Tes traces, ton diagnostic, tes revenus attendus : jusqu'à ce que tu les reprennes ou les effaces. Tes rappels : jusqu'à leur heure, ou jusqu'à ce que tu les arrêtes.
    Ton prénom et ton îlot sont connus des membres. Une annonce, une demande ou une trace, de qui tu as choisi. Tes réglages et tes revenus attendus, de personne.
    Je lis ce qui passe dans les salons où je suis, et je n'en garde que ce qui commence par `!`, tes réponses à mes questions et ce que tu m'écris en privé. La personne qui m'héberge pourrait y accéder.
    Effacer chez moi n'efface pas partout : le serveur de messagerie et les téléphones gardent leurs copies.
    { $responsible }
    `!moi export` : tout avoir · `!moi journal` : qui a consulté · `!oublie-moi` : tout effacer
    { $more }
Responsible = Responsable de ces données : { $name }. Pour lui écrire : { $contact }
NobodyNamedResponsible = Responsable de ces données : la personne qui m'héberge. La Tisseuse sait qui c'est.
ReadMore = Le détail : { $address }
ExportGiven = Voici tout ce que je garde de toi, dans un fichier JSON : il s'ouvre aussi avec un éditeur de texte.
ExportInPrivate = Je ne le montre qu'à toi : écris-moi `!moi export` ou `!moi journal` en privé.
JournalShown = { $lines }
JournalLine =
    { $action ->
        [opened] { $actor } a lu { $ref }
        [handed_out] { $actor } a emporté tout ce que je garde, pour un autre hébergement
        [changed] { $actor } a changé la règle « { $ref } »
       *[exported] { $actor } a demandé une copie de ses données
    }
NobodyLooked = Rien dans le journal : personne n'a ouvert de demande, ni demandé de copie, depuis { $months } mois.

## Oublier

ForgetAsked =
    J'efface ton profil, tes annonces, tes mains levées, tes demandes, tes traces non publiées, tes rappels, ton diagnostic, tes revenus attendus, et mes messages qui les citent. Je ne pourrai pas revenir en arrière.
    Restent : les échanges conclus, avec « une personne », ce qui est déjà publié au recueil, sans ton nom, et le journal des accès pendant { $months } mois.
    Le serveur de messagerie et les téléphones gardent leurs copies.
    J'efface ? « oui » dans les 10 minutes, autre chose pour tout garder.
NothingForgotten = D'accord, je n'efface rien.
Forgotten =
    C'est effacé. Si tu m'écris encore, je repars d'une page blanche.
    { $member ->
        [yes] Tu es toujours dans le salon de ton îlot : c'est dans ton application qu'on le quitte.
       *[no] {""}
    }
NeededInOffice = Tu es Tisseuse ou relais : c'est écrit dans ma configuration. La personne qui m'héberge y met quelqu'un d'autre, et ensuite `!oublie-moi` marche.
