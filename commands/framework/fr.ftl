### Le cadre : contrats, droits, agrément. Une fiche par sujet.

cadre = Le cadre
    .summary = Trouver une fiche : agrément, contrats, CAPE, intérim, lissage… Seule, la commande les montre toutes.
    .example = !cadre agrement
    .short = !cadre agrement

FrameShown =
    {"**"}{ $title }{"**"}
    { $text }
    { $foot }
FrameUpdated = Mis à jour le { $day }.
FrameAsks = Question : { $name }.
FrameAsksTisseuse = Question : la Tisseuse.
FrameIsDue = À relire depuis le { $day } : mieux vaut demander.
FramesShown = { $lines }
FramesMaybe =
    Pas tout à fait ça, peut-être :
    { $listed }
FrameLine = `!cadre { $words }` · { $title }
MoreFrames = la suite : `!cadre { $typed }`
NoFrames = Pas encore de fiche. La Tisseuse en écrit une dans son salon : `!cadre ajouter Lisser ses revenus`
NoFrameFound = Pas de fiche sur « { $got } ». Un autre mot, par exemple `!cadre { $example }` ; toutes les fiches : `!cadre`
NoSuchFramePage = La liste s'arrête avant. `!cadre` montre le début.

## Au salon de la Tisseuse

HowFrameworkIsWritten =
    Une fiche : le titre après `!cadre ajouter`, le texte à la ligne. Par exemple :
    `!cadre ajouter Lisser ses revenus`
    `Un mois creux se prépare : voici comment.`
    Facultatif, à la ligne : `question: @jeanne` · `relire: 6 octobre`
    Utiles pour commencer : agrément, contrats, CAPE, arriver sans statut, protection sociale, lissage, intérim.
FrameTooLong = C'est long : un titre de { $title } caractères, { $lines } lignes et { $longest } caractères de texte au plus. Un lien peut dire le reste.
FrameDayUnread = Je ne lis pas « { $got } » comme un jour à venir. Par exemple : `relire: 6 octobre`
FrameTextAsked = « { $title } » : quel texte ? Trois lignes au plus, en réponse à ce message. Ou « stop ».
FrameAdded =
    {"**"}{ $title }{"**"} est au cadre : `!cadre { $words }`
    { $asks } À relire le { $review_on }.
    Une erreur : modifie ton message. L'enlever : supprime-le.
FrameReviewAsked =
    {"**"}{ $title }{"**"} (mis à jour le { $updated_on })
    { $text }
    Toujours juste ? « oui », ou le nouveau texte en réponse à ce message. « stop » ne change rien.
FrameRenewed =
    { $changed ->
        [yes] Le nouveau texte est là : « { $title } », mis à jour aujourd'hui. À relire le { $review_on }.
       *[no] « { $title } » est à jour. À relire le { $review_on }.
    }
FrameLeft = Rien de changé.
FramesDue = { $lines }
FramesToReview =
    { $count ->
        [one] 1 fiche cadre à revoir (`!cadre revoir`)
       *[other] { $count } fiches cadre à revoir (`!cadre revoir`)
    }
FrameDueLine = `!cadre revoir { $words }` · { $title } · depuis le { $day }
NoFrameDue = Aucune fiche à revoir. { $following }
NextFrameDue = La prochaine : « { $title } », le { $day }.
FrameRemovalAsked = « { $title } » : l'enlever du cadre ? « oui » l'efface ; toute autre réponse la garde.
FrameRemoved = « { $title } » n'est plus au cadre.
UnknownFrameworkSheet = Je ne trouve pas cette fiche. `!cadre` les montre toutes.
