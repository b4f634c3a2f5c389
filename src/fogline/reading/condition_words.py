"""The words that join what may happen to what it hangs on, in English, Russian and Ukrainian."""

from __future__ import annotations

import re


def _words(*forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


# What begins an if-part.
IF = _words(
    *("(?:only |even )?if", "unless", "once", "(?:provided|providing)(?: that)?", "assuming(?: that)?"),
    *("as long as", "in (?:the event|case) (?:of|that)", "in case", "on condition that", "(?-i:Should)"),
    *(
        "(?:даже |только )?если(?: бы)?",
        "как только",
        "при условии, что",
        "в случае(?:, если| если)?",
        "(?<=, )пока(?: не)?",
    ),
    *("(?:навіть |лише )?якщо(?: б)?", "якби", "коли(?= [^,?]+,)", "щойно", "тільки-но", "за умови, що"),
    *("[ву] разі(?:, якщо| якщо)?", "(?<=, )(?:доки|поки)(?: не)?"),
)
# An if-part of a noun that is lacking: one only where the rest tells what then cannot be.
LACKING = _words("without", "без")
NEGATED = _words("cannot", "can ?not|can't|won't", "(?:will|would|could|may|might) (?:not|be forced|have to)", "не|ні")
# Such words in front make of "if" a question.
ASKED = re.compile(r"(?:ask\w*|wonder\w*|know\w*|unclear|whether|see|as|question\w*)\s+$", re.IGNORECASE)
# A clause that is told begins behind these.
THAT = re.compile(r"(?:(?<!\w)(?:that|что|що|and|but|и|но|а|і|й|але|та)\s+|[:;«“\"(—–]\s*)$", re.IGNORECASE)
# What may stand between an if-part and what follows from it.
THEN = re.compile(r"[\s,—–-]*(?:then|то|тогда|тоді|в таком случае|у такому разі)?(?!\w)[\s,]*", re.IGNORECASE)

_MODAL = (
    r"(?:(?:may|might|could|can|would|will|shall|threatens? to|(?:is|are) (?:likely|bound|set) to)\s+"
    r"(?:(?:well|also|then|in turn|soon|eventually|even|potentially|thus|only)\s+)*)"
)
# Verbs that lead from a cause to its effect. English ones need a modal; in the others the future is in the form.
LEADS = re.compile(
    rf"(?<!\w)(?:{_MODAL}(?:lead to|result in|bring about|give rise to|trigger|cause|spark|force|compel|necessitate|"
    r"require|mean(?: that)?|embolden|encourage|prompt|provoke|allow|enable|let|make|leave|hasten|accelerate|speed up|"
    r"open the way (?:to|for)|pave the way (?:to|for)|set off|entail|drive|push)"
    r"|(?:(?:может|могут|мог|могло|могла|могли)(?: бы)?\s+)?(?:привести к|вызвать|спровоцировать|вынудить|заставить|"
    r"означать, что|позволить|облегчить|оставить|ускорить|повлечь(?: за собой)?|побудить)"
    r"|(?:приведёт|приведет|приведут|привело бы) к|вызов(?:ет|ут)|спровоциру(?:ет|ют)|вынуд(?:ит|ят)|застав(?:ит|ят)|"
    r"(?:будет )?означа(?:ет|ют|ть), что|позвол(?:ит|ят)|облегч(?:ит|ат)|остав(?:ит|ят)|ускор(?:ит|ят)|"
    r"повлеч[её]т(?: за собой)?|обернётся|обернется"
    r"|(?:(?:може|можуть|міг|могло|могла|могли)(?: би?)?\s+)?(?:призвести до|спричинити|викликати|спровокувати|"
    r"змусити|примусити|означати, що|дозволити|полегшити|залишити|прискорити|спонукати)"
    r"|(?:призвед(?:е|уть)|призвело б) до|спричин(?:ить|ять)|виклич(?:е|уть)|спровоку(?:є|ють)|змус(?:ить|ять)|"
    r"примус(?:ить|ять)|означа(?:є|ють|тиме|тимуть), що|дозвол(?:ить|ять)|полегш(?:ить|ать)|залиш(?:ить|ать)|"
    r"прискор(?:ить|ять))(?!\w)",
    re.IGNORECASE,
)
# Any verb, where "which" or "this" is its subject, in English ("which would empty the town").
SO_WOULD = re.compile(rf"(?:(?<=which )|(?<=this )){_MODAL}(?!not\b|have\b|be\b)(?=\w)", re.IGNORECASE)
# A subject that only points back at what was told before.
POINTS_BACK = re.compile(
    r"(?:(?:and|but|а|и|но|і|й|та)\s+)?(?:"
    r"(?:this|that|it|which|these|those)|(?:this|that|such an?|these|those|the latter)(?:\s+\w+){1,2}|such\s+\w+"
    r"|(?:это|что|оно|всё это|все это|такое|такой|такая|этот|эта|такие|эти)(?:\s+\w+)?"
    r"|(?:це|що|воно|усе це|все це|таке|такий|така|цей|ця|такі|ці)(?:\s+\w+)?)\s*(?:,\s*in turn,?\s*)?",
    re.IGNORECASE,
)
# The same verbs have another meaning where their subject does not point back ("will leave on Friday").
LEAVES = re.compile(r"(?:leave|make|let|drive|push|оставит?ь?|оставят|залиш\w+|обернётся|обернется)$", re.IGNORECASE)
# An if-part that only says that what was told before will be so.
HAPPENS = re.compile(
    r"(?:this|that|it)\s+(?:happens|occurs|succeeds|works|goes ahead|is (?:so|true|confirmed))"
    r"|(?:это|всё это)\s+(?:произойд[её]т|случится|удастся|так|подтвердится)"
    r"|(?:це|усе це)\s+(?:станеться|відбудеться|вдасться|так|підтвердиться)",
    re.IGNORECASE,
)
# A main clause that hangs on what was told before.
WOULD_THEN = re.compile(
    r"(?:would|will|could|may|might|shall)\s+then|тогда\s+прид[её]тся|тоді\s+доведеться", re.IGNORECASE
)
# At the head of a sentence, or behind a comma: what follows is because of what was told before.
RESULT = re.compile(
    r"(?:as a (?:result|consequence)(?: of this)?|consequently|therefore|in (?:that|this) case|in turn|hence|thus"
    r"|в результате(?: этого)?|вследствие этого|поэтому|тогда|в (?:этом|таком) случае|из-за этого|в свою очередь"
    r"|[ву]наслідок цього|[ву] результаті(?: цього)?|через це|тому|тоді|[ву] (?:такому|цьому) (?:разі|випадку))"
    r"(?![\w-])(?!,? що|,? что)[\s,]*",
    re.IGNORECASE,
)
