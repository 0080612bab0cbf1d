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
RemindersShown =
    { $lines }
    En enlever un : `!retire { $ref }` · tous : `!rappels efface`
ReminderLine = {"**"}{ $ref }{"**"} · { $on } · { $title }
MoreReminders =
    { $count ->
        [one] … et un de plus
       *[other] … et { $count } de plus
    }
NoReminders = Aucun rappel. Pour en demander un : `!rappelle-moi de déclarer à l'Urssaf le 30 avril`
ReminderGone = { $ref } est effacé.
RemindersGone =
    { $count ->
        [one] Ton rappel est effacé.
       *[other] Tes { $count } rappels sont effacés.
    }
UnknownReminder = Je n'ai pas de rappel { $ref }. `!rappels` montre les tiens.
