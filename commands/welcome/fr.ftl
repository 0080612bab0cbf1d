### Le premier contact.

Welcome =
    Bonjour, je suis Navette. Je note vos offres, vos besoins et vos remplacements, et je les montre aux autres îlots.
    Pour essayer : `!offre 2 jours de montage, mardi` ou `!aide`.
    Je garde seulement ce qui commence par `!` et vos réponses à mes questions.
