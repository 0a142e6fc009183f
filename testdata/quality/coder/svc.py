"""TF-IDF and a linear support vector machine, one against the rest, on folds
given as JSON. Prints which labels each variant gives each comment."""
import json
import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

data = json.load(sys.stdin)
folds = np.array(data["folds"])
truth = np.zeros((len(folds), len(data["labels"])), dtype=int)
for i, labels in enumerate(data["yes"]):
    truth[i, labels] = 1

words = dict(sublinear_tf=True)
pairs = dict(sublinear_tf=True, ngram_range=(1, 2))
characters = dict(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5))
variants = [
    ("SVC, words", words, None),
    ("SVC, words, balanced", words, "balanced"),
    ("SVC, words and pairs, balanced", pairs, "balanced"),
    ("SVC, characters", characters, None),
    ("SVC, characters, balanced", characters, "balanced"),
]
out = []
for name, features, weight in variants:
    given = np.zeros_like(truth)
    for f in sorted(set(folds)):
        learn, check = np.where(folds != f)[0], np.where(folds == f)[0]
        v = TfidfVectorizer(**features)
        x = v.fit_transform([data["texts"][i] for i in learn])
        model = OneVsRestClassifier(LinearSVC(class_weight=weight)).fit(x, truth[learn])
        given[check] = model.predict(v.transform([data["texts"][i] for i in check]))
    out.append({"name": name, "labels": [[int(l) for l in np.where(row)[0]] for row in given]})
json.dump(out, sys.stdout)
