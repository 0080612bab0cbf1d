### Tes échéances : demandées en privé, dites à leur heure, à toi et à personne d'autre.

rappelle-moi = Un rappel pour toi
    .summary = Te rappeler une échéance, en privé : personne d'autre ne la voit. Les voir toutes : `!rappels`
    .ask = Te rappeler quoi ?
    .example = !rappelle-moi de déclarer à l'Urssaf le 30 avril
    .short = !rappelle-moi de déclarer le 30 avril
rappels = Tes rappels
    .summary = Voir tes rappels ; `!rappels efface` les enlève tous.
    .example = !rappels
    .short = !rappels

ReminderKept =
    {"**"}{ $ref }{"**"} · { $title }
    Je te le rappelle ici { $on }. Personne d'autre ne le voit.
    Une erreur : modifie ton message. Enlever : ❌ · plus tard : `!prolonge { $ref } 3 mai`
ReminderDayAsked = « { $words } » : quel jour ? Par exemple : 30 avril, ou vendredi 17h. Ou « stop ».
RecurringKept =
    {"**"}{ $ref }{"**"} · { $title }
    Je te le rappelle ici { $on }, puis { $often }. Personne d'autre ne le voit.
    Une erreur : modifie ton message. L'arrêter : ❌ · cette fois plus tard : `!prolonge { $ref } 3 mai`
RecurringOften =
    { $months ->
        [0] { $weeks ->
            [1] toutes les semaines
           *[other] toutes les { $weeks } semaines
        }
        [1] tous les mois
        [12] tous les ans
       *[other] tous les { $months } mois
    }{ $day ->
        [0] {""}
       *[other] , le { $day } ou le dernier jour du mois
    }
RecurringDayAsked =
    « { $words } », { $often } : quel jour ? Par exemple : { $unit ->
        [year] le 15 mars
        [week] le lundi
       *[month] le 30
    }, ou { $unit ->
        [year] le 15 mars à 17h
        [week] le lundi à 17h
       *[month] le 30 à 17h
    }. Ou « stop ».
RecurringUnread = Je ne lis pas ce jour-là. Par exemple : `!rappelle-moi de déclarer tous les mois le 30`, ou « tous les ans le 15 mars », « chaque lundi à 9h ».
ReminderDayUnread = Je ne lis pas « { $got } » comme un jour. Par exemple : `!prolonge E3 3 mai`
ReminderIsPast = { $on }, c'est déjà passé. Donne un jour ou une heure à venir : `!rappelle-moi de déclarer demain 9h`
ReminderTooLong = C'est long : { $longest } caractères au plus. Redis-le en plus court.
TooManyReminders = Tu as déjà { $most } rappels. Enlève-en un : `!rappels` les montre.
ReminderTold =
    { $late ->
        [yes] Avec du retard, je n'étais pas là ({ $on }) : { $title }
       *[no] Tu m'as demandé de te le rappeler : { $title }
    }
    C'est dit, je ne le garde plus. Encore une fois : `!rappelle-moi …`
RecurringTold =
    { $late ->
        [yes] Avec du retard, je n'étais pas là ({ $on }) : { $title }
       *[no] Tu m'as demandé de te le rappeler : { $title }
    }
    La prochaine fois : { $again }. L'arrêter : ❌ ou `!retire { $ref }`
RecurringStays = { $ref } revient { $again }. L'arrêter : ❌ ou `!retire { $ref }`
RemindersShown =
    { $lines }
    En enlever un : `!retire { $ref }` · tous : `!rappels efface`
ReminderLine = {"**"}{ $ref }{"**"} · { $on } · { $title }
RecurringLine = {"**"}{ $ref }{"**"} · { $on } · { $title } · { $often }
MoreReminders = la suite : `!rappels page { $page }`
NoMoreReminders = Il n'y a pas de page de plus. `!rappels` montre la première.
NoReminders = Aucun rappel. Pour en demander un : `!rappelle-moi de déclarer à l'Urssaf le 30 avril`
ReminderGone = { $ref } est effacé.
RemindersGone =
    { $count ->
        [one] Ton rappel est effacé.
       *[other] Tes { $count } rappels sont effacés.
    }
UnknownReminder = Je n'ai pas de rappel { $ref }. `!rappels` montre les tiens.
