### Le courrier.

Courrier =
    Courrier, { $day }. Partant·e : `!prends` et la référence.
    { $lines }
Together =
    { $first }
    { $then }
MoreOnTheBoard =
    { $count ->
        [one] et une autre : `!offres`
       *[other] et { $count } autres : `!offres`
    }
