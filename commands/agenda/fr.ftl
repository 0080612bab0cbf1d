### L'agenda : ce qui vient, pour ton îlot et pour l'Archipel.

agenda = L'agenda
    .summary = Voir ce qui vient : temps de recul de ton îlot, jalons de l'Archipel, comités de pilotage. En privé, `!agenda fichier` pour ton calendrier.
    .example = !agenda
    .short = !agenda

AgendaShown = { $lines }
AgendaLine = { $when } · { $what }
UntilDay = D'ici le { $day }
FromDayToDay =
    { $number ->
        [0] Du { $first } au { $last }
        [1] Du 1er au { $last }
       *[other] Du { $number } au { $last }
    }
MoreAgenda = la suite : `!agenda page { $page }`
AgendaAsFile =
    { $here ->
        [yes] Dans ton calendrier : `!agenda fichier`
       *[no] Dans ton calendrier : `!agenda fichier`, en privé.
    }
AgendaEmpty = Rien à l'agenda pour l'instant. Un rythme pour ton îlot, dans son salon : `!temps un jeudi sur deux 14h-16h`
NoSuchAgendaPage = L'agenda s'arrête avant. `!agenda` montre le début.
AgendaFileInPrivate = Le fichier se donne en privé : écris-moi `!agenda fichier` dans notre conversation.
AgendaGiven =
    Ton agenda pour un an : les temps de ton îlot, les jalons et les comités de l'Archipel. Ouvre-le avec ton calendrier.
    Il ne se met pas à jour tout seul : redemande-le, les mêmes dates ne s'ajoutent pas deux fois.
AgendaName = Archipel
