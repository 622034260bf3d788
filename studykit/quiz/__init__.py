"""How a quiz runs: cards, plan, the quiz itself, points and timer. Pure: time and chance are arguments."""
