### Les fichiers que la Tisseuse emporte.

export = Exporter
    .summary = Recevoir les chiffres (CSV, ODS, Markdown), le calendrier (ICS), ou tout, pour changer d'hébergement.
    .example = !export ods
    .short = !export

ExportsShown =
    Les quatre premiers ne nomment personne.
    `!export ods` : tous les tableaux dans un classeur (LibreOffice, Excel)
    `!export csv` : un fichier par tableau, ou un seul : `!export csv annonces`
    `!export markdown` : les mêmes, pour un pad ou un site
    `!export ics` : temps des îlots, jalons et comités, pour un agenda
    `!export complet` : tout, données personnelles comprises, pour changer d'hébergement. Je demande deux fois.
    `!recueil fichiers` : le recueil
    Le bilan d'autres jours que ce trimestre : `!export ods mars` (T1, année, 2021, du … au …)
    Tableaux : { $sheets }
HowExportWorks = `!export ods` · `!export ods mars` · `!export csv` · `!export markdown` · `!export ics` · `!export complet` ; ce que c'est : `!export`
DaysToCome = Le { $first } n'est pas encore venu : il n'y a rien à compter. Par exemple : `!export ods mars`
UnknownSheet =
    Je n'ai pas de tableau « { $got } ». J'ai : { $sheets }
    Par exemple : `!export csv annonces`
NothingToCount = Rien à compter pour l'instant.
TableGiven =
    { $file } · { $rows ->
        [one] une ligne
       *[other] { $rows } lignes
    }
SpreadsheetGiven =
    Les chiffres de tout l'Archipel, en { $sheets ->
        [one] un tableau
       *[other] { $sheets } tableaux
    }. Personne n'y est nommé. Le bilan : { $days }.
SheetPageGiven =
    Les chiffres de tout l'Archipel, en { $sheets ->
        [one] un tableau
       *[other] { $sheets } tableaux
    }. Personne n'y est nommé. Le bilan : { $days }.
FiguresTitle = Les chiffres de l'Archipel
AlmanacGiven =
    Les douze mois qui viennent : { $entries ->
        [one] une date ou un rythme
       *[other] { $entries } dates ou rythmes
    }. Sans alarme. Un fichier plus récent remplace celui-ci sans doublon.
AlmanacEmpty = Aucune date dans les douze mois qui viennent.
AlmanacName = Archipel
MilestoneInAlmanac =
    { $approximate ->
        [yes] Jalon : { $title } (dates approchées)
       *[no] Jalon : { $title }
    }
CommitteeInAlmanac = Comité de pilotage
MilestonesListed =
    Jalons
    Référence
    Du
    Au
    Dates
    Jalon
AboutDay =
    { $approximate ->
        [yes] approchées
       *[no] exactes
    }

WholeAsked =
    Le fichier complet contient tout ce que je garde : { $people ->
        [one] { $people } personne
       *[other] { $people } personnes
    }, { $listings ->
        [one] { $listings } annonce
       *[other] { $listings } annonces
    }, { $traces ->
        [one] { $traces } trace, les privées aussi
       *[other] { $traces } traces, les privées aussi
    }, { $requests ->
        [one] { $requests } demande de solidarité avec ses mots
       *[other] { $requests } demandes de solidarité avec leurs mots
    }, le fonds.
    Qui l'a peut tout lire. Il ne sert qu'à changer d'hébergement ; pour un bilan : `!export ods`
    Je l'envoie ici seulement. Le journal le dit, et chaque personne peut le lire : `!moi journal`
    Je continue ? Dans les 10 minutes : ✅ sur ce message, ou réponds-y « oui ». Sinon, rien ne part.
WholeAskedAgain = Dernière question : j'envoie tout, dans ce salon ? Dans les 10 minutes : ✅ sur ce message, ou réponds-y « oui ». Sinon, rien ne part.
WholeGiven = Voici tout. Remets-le à qui héberge la suite, puis supprime ce message et tes copies. Les sons des traces n'y sont pas : ils sont à côté de ma base.
WholeNotGiven = D'accord, je n'envoie rien.
RoomNotClosed = Quelqu'un d'autre est dans ce salon : je n'y envoie pas tout. Quand vous n'êtes plus que la Tisseuse et sa relais : `!export complet`
RoomInClear = Ce salon n'est pas chiffré : je n'y envoie pas tout. Dans ses réglages, active le chiffrement, puis : `!export complet`
