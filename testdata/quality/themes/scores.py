"""Scores themes found by Yearbook, NMF and LDA against human labels.

Usage: themes.py DATASET FILE ASSIGNMENTS TOPICS [--peers]

DATASET is "fft", "fft-coarse" or "engagement"; FILE the labelled table;
ASSIGNMENTS what `yearbook-cli themes --assign` wrote for it. Prints one JSON
object. Rows without text or label are left out, and so are rows labelled
'Labelling not possible'. The measures:

  nmi        normalised mutual information (arithmetic mean) of the first theme
             and the first label; messages without a theme are one cluster
  nmi_one    the same for messages with exactly one label
  nmi_in     the same for messages that carry a theme
  nmi_each   mean over labels of the normalised mutual information of the first
             theme and that label, yes or no, weighted by the label's messages
  f1         best-match F1: for each label that of the theme which fits it best,
             all themes of a message counted; mean over labels
  f1_weighted  the same, weighted by the label's messages
  cover      share of messages with a theme
"""
import collections
import csv
import json
import sys
import time

import numpy as np
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import normalized_mutual_info_score as nmi

COARSE = {
    "Staff": ["Staff manner & personal attributes", "Number & deployment of staff", "Staff responsiveness",
              "Staff continuity", "Competence & training"],
    "Communication": ["Unspecified communication", "Staff listening, understanding & involving patients",
                      "Information directly from staff during care", "Information provision & guidance",
                      "Being kept informed, clarity & consistency of information", "Contacting services",
                      "Interaction with family/ carers"],
    "Access": ["Appointment arrangements", "Appointment method", "Timeliness of care", "Service location",
               "Transport to/ from services", "Parking", "Existence of services", "Choice of services",
               "Out of hours support (community services)"],
    "Care": ["Pain management", "Diagnosis & triage", "Referals & continuity of care", "Discharge", "Care plans",
             "Patient records", "Supplying & understanding medication", "Impact of treatment/ care",
             "Psychological therapy arrangements", "Admission"],
    "Environment": ["Cleanliness, tidiness & infection control", "Provision of medical equipment",
                    "Electronic entertainment", "Activities & access to fresh air",
                    "Food & drink provision & facilities", "Sensory experience", "Environment & Facilities"],
    "Dignity": ["Feeling safe", "Patient appearance & grooming", "Mental Health Act",
                "Equality, Diversity & Inclusion", "Safeguarding concerns?"],
    "Organisation": ["Organisation & efficiency", "Funding & use of financial resources", "Learning organisation"],
}
FAMILY = {label: family for family, labels in COARSE.items() for label in labels}


def fft(path, coarse):
    """Labelled comments as (row in the file, text, labels)."""
    with open(path, encoding="utf-8-sig", newline="") as f:
        reader = csv.reader(f)
        header = next(reader)
        first = header.index("Not assigned")
        text, start = header.index("FFT answer"), reader.line_num + 1
        for cells in reader:
            row, start = start, reader.line_num + 1
            labels = [header[k] for k in range(first, len(header)) if cells[k].strip()]
            if not cells[text].strip() or not labels or "Labelling not possible" in labels:
                continue
            if coarse:
                labels = list(dict.fromkeys(FAMILY.get(label, label) for label in labels))
            yield row, cells[text].strip(), labels


def engagement(path):
    """Labelled responses as (row in the file, text, labels)."""
    with open(path, encoding="utf-8-sig", newline="") as f:
        reader = csv.reader(f)
        header = next(reader)
        text, label, start = header.index("Response"), header.index("assignment"), reader.line_num + 1
        for cells in reader:
            row, start = start, reader.line_num + 1
            if cells[text].strip() and cells[label].strip():
                yield row, cells[text].strip(), [cells[label].strip().casefold()]


def assignments(path):
    """Themes of each row, the best first."""
    with open(path, encoding="utf-8", newline="") as f:
        return {int(r["row"]): [t for t in r["themes"].split(";") if t and t != "non-answer"] for r in csv.DictReader(f)}


def best_match(labels, themes):
    """Best-match F1 of every label, and how many messages have it."""
    found, wanted = collections.defaultdict(set), collections.defaultdict(set)
    for i, (ls, ts) in enumerate(zip(labels, themes)):
        for label in ls:
            wanted[label].add(i)
        for t in ts:
            found[t].add(i)
    return {label: (max((2 * len(s & t) / (len(s) + len(t)) for t in found.values()), default=0.0), len(s))
            for label, s in wanted.items()}


def score(labels, themes):
    first = np.array([ls[0] for ls in labels])
    got = np.array([ts[0] if ts else "" for ts in themes], dtype=object).astype(str)
    one = np.array([len(ls) == 1 for ls in labels])
    inside = got != ""
    each = []
    names = sorted({label for ls in labels for label in ls})
    for name in names:
        has = [name in ls for ls in labels]
        each.append((nmi(has, got), sum(has)))
    match = best_match(labels, themes)
    return {
        "nmi": nmi(first, got), "nmi_one": nmi(first[one], got[one]),
        "nmi_in": nmi(first[inside], got[inside]) if inside.any() else 0.0,
        "nmi_each": float(np.average([e for e, _ in each], weights=[n for _, n in each])),
        "f1": float(np.mean([f for f, _ in match.values()])),
        "f1_weighted": float(np.average([f for f, _ in match.values()], weights=[n for _, n in match.values()])),
        "cover": float(inside.mean()), "themes": len(set(got) - {""}),
        "per_message": float(np.mean([len(t) for t in themes])),
    }


def argmax(weights):
    return [[str(k)] for k in weights.argmax(axis=1)]


def peers(texts, topics):
    counts = {"min_df": 2, "max_df": 0.95, "stop_words": "english"}
    x = TfidfVectorizer(**counts).fit_transform(texts)
    yield "NMF", argmax(NMF(topics, init="nndsvd", random_state=0, max_iter=400).fit_transform(x))
    x = CountVectorizer(**counts).fit_transform(texts)
    for seed in range(3):
        lda = LatentDirichletAllocation(topics, random_state=seed, max_iter=15, learning_method="batch")
        yield "LDA", argmax(lda.fit_transform(x))


def main(dataset, path, assigned, topics, with_peers):
    rows = list(engagement(path) if dataset == "engagement" else fft(path, dataset == "fft-coarse"))
    themes = assignments(assigned)
    labels = [ls for _, _, ls in rows]
    ours = [themes.get(row, []) for row, _, _ in rows]
    missing = sum(row not in themes for row, _, _ in rows)
    if missing:
        sys.exit(f"{missing} labelled rows of {path} were not read")
    out = {"dataset": dataset, "messages": len(rows), "labels": len({x for ls in labels for x in ls}),
           "Yearbook": score(labels, ours)}
    if with_peers:
        scores = collections.defaultdict(list)
        start = time.perf_counter()
        for name, found in peers([t for _, t, _ in rows], topics):
            scores[name].append(score(labels, found) | {"seconds": time.perf_counter() - start})
            start = time.perf_counter()
        for name, list_ in scores.items():
            out[name] = {k: float(np.mean([s[k] for s in list_])) for k in list_[0]}
    print(json.dumps(out, sort_keys=True))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), "--peers" in sys.argv)
