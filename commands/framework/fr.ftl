### Le cadre : contrats, droits, agrément. Une fiche par sujet.

cadre = Le cadre
    .summary = Trouver une fiche : agrément, contrats, CAPE, intérim, lissage… Seule, la commande les montre toutes.
    .example = !cadre agrement
    .short = !cadre agrement

SheetShown =
    {"**"}{ $title }{"**"}
    { $text }
    { $foot }
SheetUpdated = Mis à jour le { $day }.
SheetAsks = Question : { $name }.
SheetAsksTisseuse = Question : la Tisseuse.
SheetIsDue = À relire depuis le { $day } : mieux vaut demander.
SheetsShown = { $lines }
SheetsMaybe =
    Pas tout à fait ça, peut-être :
    { $listed }
SheetLine = `!cadre { $words }` · { $title }
MoreSheets = la suite : `!cadre { $typed }`
NoSheets = Pas encore de fiche. La Tisseuse en écrit une dans son salon : `!cadre ajouter Lisser ses revenus`
NoSheetFound = Pas de fiche sur « { $got } ». Un autre mot, par exemple `!cadre { $example }` ; toutes les fiches : `!cadre`
NoSuchSheetPage = La liste s'arrête avant. `!cadre` montre le début.

## Au salon de la Tisseuse

HowFrameworkIsWritten =
    Une fiche : le titre après `!cadre ajouter`, le texte à la ligne. Par exemple :
    `!cadre ajouter Lisser ses revenus`
    `Un mois creux se prépare : voici comment.`
    Facultatif, à la ligne : `question: @jeanne` · `relire: 6 octobre`
    Utiles pour commencer : agrément, contrats, CAPE, arriver sans statut, protection sociale, lissage, intérim.
SheetTooLong = C'est long : un titre de { $title } caractères, { $lines } lignes et { $longest } caractères de texte au plus. Un lien peut dire le reste.
SheetDayUnread = Je ne lis pas « { $got } » comme un jour à venir. Par exemple : `relire: 6 octobre`
SheetTextAsked = « { $title } » : quel texte ? Trois lignes au plus, en réponse à ce message. Ou « stop ».
SheetAdded =
    {"**"}{ $title }{"**"} est au cadre : `!cadre { $words }`
    { $asks } À relire le { $review_on }.
    Une erreur : modifie ton message. L'enlever : supprime-le.
SheetReviewAsked =
    {"**"}{ $title }{"**"} (mis à jour le { $updated_on })
    { $text }
    Toujours juste ? « oui », ou le nouveau texte en réponse à ce message. « stop » ne change rien.
SheetRenewed =
    { $changed ->
        [yes] Le nouveau texte est là : « { $title } », mis à jour aujourd'hui. À relire le { $review_on }.
       *[no] « { $title } » est à jour. À relire le { $review_on }.
    }
SheetLeft = Rien de changé.
SheetsDue = { $lines }
SheetsToReview =
    { $count ->
        [one] 1 fiche cadre à revoir (`!cadre revoir`)
       *[other] { $count } fiches cadre à revoir (`!cadre revoir`)
    }
SheetDueLine = `!cadre revoir { $words }` · { $title } · depuis le { $day }
NoSheetDue = Aucune fiche à revoir. { $following }
NextSheetDue = La prochaine : « { $title } », le { $day }.
SheetRemovalAsked = « { $title } » : l'enlever du cadre ? « oui » l'efface ; toute autre réponse la garde.
SheetRemoved = « { $title } » n'est plus au cadre.
UnknownSheet = Je ne trouve pas cette fiche. `!cadre` les montre toutes.
