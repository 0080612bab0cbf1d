### The courrier.

Courrier =
    Courrier, { $day }. If you are in: `!claim` and the reference.
    { $lines }
Together =
    { $first }
    { $then }
MoreNews =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }{ $is_listed ->
        [no] {""}
       *[other] : { $boards }
    }
    .offres = `!board`
    .communs = `!shared`
