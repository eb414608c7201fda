"""The peer of the probe benchmark: linear probes in scikit-learn.

Reads x.npy, y.npy and t.npy from a folder, standardises the first rows as scikit-learn does and fits, each timed from the
raw rows to the last coefficient: one logistic regression, one for each column of y in a loop, and one ridge regression of
all columns of t. The libraries choose their threads. Writes what it fitted beside them and prints one line of JSON.
"""

import argparse
import json
import os
import sys
import time

try:
    import numpy as np
    import sklearn
    from sklearn.linear_model import LogisticRegression, Ridge
    from sklearn.preprocessing import StandardScaler
except ImportError as missing:
    sys.exit(f"no scikit-learn: {missing}")

parser = argparse.ArgumentParser()
parser.add_argument("--check", action="store_true", help="only say which scikit-learn there is")
parser.add_argument("--folder", default=".")
parser.add_argument("--training", type=int, default=0, help="how many of the rows are trained on")
parser.add_argument("--c", type=float, default=1.0)
parser.add_argument("--alpha", type=float, default=1.0)
asked = parser.parse_args()

if asked.check:
    print(json.dumps({"sklearn": sklearn.__version__}))
    sys.exit()


def read(name):
    return np.load(os.path.join(asked.folder, name))


def write(name, values):
    np.save(os.path.join(asked.folder, name), np.asarray(values, dtype=np.float32))


def threads():
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return os.cpu_count()
    return max((pool["num_threads"] for pool in threadpool_info()), default=1)


def logistic(columns):
    scaler = StandardScaler()
    scaled = scaler.fit_transform(x[: asked.training])
    return scaler, [
        LogisticRegression(C=asked.c, solver="lbfgs", max_iter=10_000).fit(scaled, y[: asked.training, column])
        for column in columns
    ]


def ridge():
    scaled = StandardScaler().fit_transform(x[: asked.training])
    return Ridge(alpha=asked.alpha).fit(scaled, t[: asked.training])


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


x, y, t = read("x.npy"), read("y.npy").astype(np.int8), read("t.npy")

# Threads start and pages are touched before anything is timed.
logistic([0])
ridge()

one, _ = timed(lambda: logistic([0]))
many, (scaler, probes) = timed(lambda: logistic(range(y.shape[1])))
targets, regression = timed(ridge)

test = scaler.transform(x[asked.training :])
write("peer-weights.npy", np.concatenate([probe.coef_ for probe in probes]))
write("peer-scores.npy", np.stack([probe.decision_function(test) for probe in probes], axis=1))
write("peer-ridge.npy", regression.coef_)
print(json.dumps({"sklearn": sklearn.__version__, "threads": threads(), "one": one, "many": many, "ridge": targets}))
