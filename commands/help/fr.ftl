### L'aide.

aide = Aide
    .summary = Voir ce que je sais faire ; avec un mot, comment le taper.
    .example = !aide offre
    .short = !aide offre
HelpBegins =
    Je fais passer offres, besoins et nouvelles entre les îlots. ✋ sur une annonce : lever la main.
    { $groups }
    Tes données : `!moi`
    Une commande seule : je pose les questions. Un exemple : `!aide offre` · tout ce que je sais faire : `!aide tout`
HelpOverview =
    Je fais passer offres, besoins et nouvelles entre les îlots.
    { $groups }
HelpGroup =
    {"**"}{ $title }{"**"}
    { $examples }
HelpOfCommand =
    { $summary }
    Par exemple : `{ $example }`
    { $also }
    { $keys }
ShortExample = `{ $text }`
AlsoCalled = `{ $word }`
OtherNames = Aussi : { $words }
KeysShown = Pour préciser : { $words }
KeyWord = `{ $word }`
help-group-exchange = Proposer, chercher
help-group-support = Se soutenir, toujours en privé
help-group-time = Prendre le temps
help-group-orient = Se repérer
help-group-self = Toi
help-group-office = Le salon de la Tisseuse
