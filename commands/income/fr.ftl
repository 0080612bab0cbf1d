### Ses propres revenus attendus.

revenu = Tes revenus attendus
    .summary = Voir venir, mois par mois, ce que tu attends (contrats, allocations, indemnités) ; rien que pour toi.
    .example = !revenu 1200 € le 15 mai mission Plume
    .short = !revenu

IncomeBegins =
    Tu notes ce que tu attends (contrats, allocations, indemnités journalières), je te montre les mois à venir.
    Personne d'autre ne le voit, pas même la Tisseuse, et aucun chiffre ne le compte.
    Une fois : `!revenu 1200 € le 15 mai mission Plume` · chaque mois : `!revenu 640 € chaque mois ARE`
    En plusieurs fois : `!revenu 3 x 400 € à partir de juin` · par jour : `!revenu 35 €/jour du 3 au 20 mai IJ`
    Tout s'efface d'un mot : `!revenu efface`

## Les lignes

IncomeKept =
    { $changed ->
        [yes] C'est corrigé :
       *[no] C'est noté, rien que pour toi :
    } { $line }
    Les mois à venir : `!revenu` · une erreur : modifie ton message
IncomeLine = {"**"}{ $number }{"**"} · { $said }
IncomeRhythm =
    { $every ->
        [month] { $amount } chaque mois
        [day] { $amount } chaque jour
       *[once] { $amount }
    }
IncomeOn = { $day }
IncomeSince = à partir du { $day }
IncomeUntil = jusqu'au { $day }
IncomeListed =
    { $lines }
    { $more }
MoreIncome = la suite : `!revenu liste page { $page }`
NoIncomePage = Il n'y a pas de page de plus. `!revenu liste` montre la première.

## Mois par mois

IncomeOutlook =
    { $head }
    { $lines }
    { $below }
    { $how }
OutlookHead = { $first } à { $last }. La ligne lissée, le total réparti sur { $count } mois : {"**"}{ $line }{"**"} par mois.
MonthExpected =
    { $where ->
        [above] {"**"}{ $month }{"**"} · { $amount } · { $gap } au-dessus de la ligne
        [below] {"**"}{ $month }{"**"} · { $amount } · { $gap } sous la ligne
       *[on] {"**"}{ $month }{"**"} · { $amount } · sur la ligne
    }
MonthEmpty = {"**"}{ $month }{"**"} · rien de noté · { $gap } sous la ligne
MonthsBelow =
    { $count ->
        [one] Un creux : { $months }.
       *[other] Des creux : { $months }.
    }
NoMonthBelow = Pas de creux dans ce que tu as noté.
OutlookHow = Les lignes : `!revenu liste` · corriger : `!revenu corrige 2 : 700 € le 20 mai` · enlever : `!revenu retire 2` · tout effacer : `!revenu efface`
OutlookLater = Après { $last }, encore { $amount } de noté. Les lignes : `!revenu liste` · tout effacer : `!revenu efface`
OutlookPictured = Revenus attendus, un bâton par mois. { $head } { $months }.
MonthPictured =
    { $where ->
        [above] { $month } : { $amount }, au-dessus
        [below] { $month } : { $amount }, en dessous
       *[on] { $month } : { $amount }, sur la ligne
    }
OutlookTitle = Ce que tu attends, mois par mois
MonthTick = { $month }
OutlookLabel =
    { $label ->
        [line] ligne lissée
        [gap] creux
       *[expected] noté
    }
AmountTick = { $amount }

## Ce qui ne se comprend pas, ce qui s'en va

IncomeUnclear =
    Rien n'est noté. { $why ->
        [amount] Je ne vois pas de montant : il lui faut « € ». Par exemple : `!revenu 1200 € le 15 mai mission Plume`
        [several] Je ne sais pas lequel des deux montants noter. Un seul à la fois : `!revenu 1200 € le 15 mai`
        [unit] Je compte une fois, par jour ou par mois. Par exemple : `!revenu 640 € chaque mois ARE`
        [when] Quand est-ce que ça arrive ? Par exemple : `!revenu 1200 € le 15 mai`, ou `!revenu 3 x 400 € à partir de juin`
        [day] Je ne sais pas dans quel mois le compter. Un jour suffit : `!revenu 1200 € le 15 mai`
        [until] Jusqu'à quand, chaque jour ? Par exemple : `!revenu 35 €/jour du 3 au 20 mai IJ`
       *[split] Ça ne tombe pas juste. Dis ce qui arrive chaque fois : `!revenu 3 x 400 € à partir de juin`
    }
EditedIncome = Je ne sais plus lire ton message : la ligne reste comme avant. Pour l'enlever : supprime-le.
IncomeRemoved = La ligne { $number } est enlevée, avec mes messages qui la montraient.
IncomeErased = Tout est effacé, avec mes messages qui le montraient. Les tiens restent dans cette conversation : c'est à toi de les supprimer, si tu veux.
NothingOfIncome = Il n'y a rien de noté. Pour commencer : `!revenu 1200 € le 15 mai mission Plume`
NoSuchIncome = Je ne trouve pas de ligne { $number }. `!revenu liste` les montre.
TooManyIncomes = Tu as déjà { $most } lignes, je n'en garde pas plus. `!revenu liste` les montre, `!revenu retire 2` en enlève une.
