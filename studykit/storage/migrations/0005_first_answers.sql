-- How a card stands follows from the first answer to it in a quiz: when it comes once more there, its answer has just been read.
DELETE FROM standings;
INSERT INTO standings
  (course, term, card, kind, reviews, rating, met, total, confidence, at)
SELECT course, term, card, kind, reviews, rating, met, total, confidence, at FROM (
  SELECT course, term, card, kind, rating, met, total, confidence, at,
    count(*) OVER (PARTITION BY card) AS reviews,
    row_number() OVER (PARTITION BY card ORDER BY at DESC, seq DESC, id DESC) AS place
  FROM valid_reviews WHERE is_first_attempt
) WHERE place = 1;
