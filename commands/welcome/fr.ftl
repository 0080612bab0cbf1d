### Le premier contact.

Welcome =
    Bonjour, je suis Navette. Je note vos offres, vos besoins et vos remplacements, et je les passe aux autres îlots.
    Et pendant vos temps de recul, je me tais.
    Pour essayer : `!offre 2 jours de montage, mardi` ou `!aide`.
    Je garde seulement ce qui commence par `!` et vos réponses à mes questions. Courrier le mardi et le vendredi à 9 h 30, jamais le soir ni le week-end.
    Un jour qui vous irait pour souffler ensemble ? `!temps un jeudi sur deux 14h-16h`
