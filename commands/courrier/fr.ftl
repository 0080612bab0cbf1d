### Le courrier.

Courrier =
    Courrier, { $day }. Partant·e : `!prends` et la référence.
    { $lines }
Together =
    { $first }
    { $then }
MoreNews =
    { $count ->
        [one] et une autre
       *[other] et { $count } autres
    }{ $is_listed ->
        [no] {""}
       *[other] {"\u00A0"}: { $boards }
    }
    .offres = `!offres`
    .communs = `!communs`
