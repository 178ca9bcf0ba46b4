"""Who speaks in a headline, from the body that repeats it: *L'ingegnere: «Firmai quello che mi misero davanti»*."""

from __future__ import annotations

import re

from pipeline.components.analysis import Attribution
from pipeline.components.speakers.cast import Cast, Referent
from pipeline.components.syntax import feature

#: Share of a headline's longer words that the body's claim repeats, and how many at least.
SHARE, LEAST = 0.6, 2


class Echoes(Cast):
    """Headlines name by office or not at all; the same words in the body have a speaker with a name."""

    def echo(self) -> None:
        """Give headlines whose speaker is no name the speaker of the claim below that repeats them."""
        body = self._body_start()
        below = [(a, r) for a, r in self.resolved if r.entity is not None and a.start >= body]
        for attribution, referent in self.resolved:
            if attribution.start >= body:
                continue
            mention = attribution.mention
            if mention is not None and any(i in self.by_token for i in range(*mention)):
                continue  # it is named
            words = self._words(attribution)
            best, same = 0.0, None
            for other, who in below:
                same_words = self._words(other)
                shared = max(len(words & same_words), LEAST if words and words == same_words else 0)
                if shared >= LEAST and shared / len(words) >= max(SHARE, best) and self._fits(attribution, who):
                    best, same = shared / len(words), who
            if same is not None and same.entity is not referent.entity:
                attribution.name, attribution.label = same.name, same.label
                attribution.aliases = same.entity.aliases if same.entity else []
                attribution.implicit = attribution.implicit or mention is None
                self.speakers = [same if s is referent else s for s in self.speakers]

    def _fits(self, attribution: Attribution, who: Referent) -> bool:
        """Whether gender and number of the headline's noun are those of ``who``."""
        if attribution.mention is None:
            return True
        head = self._head(*attribution.mention)
        gender, plural = feature(head, "Gender")[:1], feature(head, "Number") == "Plur"
        return not plural and (who.label != "PER" or not gender or not who.gender or gender == who.gender or gender == "M")

    def _words(self, attribution: Attribution) -> set[str]:
        text = " ".join(self.syntax.text[a:b] for a, b in attribution.claim).lower()
        return {w for w in re.findall(r"\w+", text) if len(w) > 3}
