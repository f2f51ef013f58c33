"""Shortest ways over roads with scipy's Dijkstra; prints one line of JSON.

Usage: walking.py FOLDER, with a matrix in compressed rows, sites and their limits as raw numbers in FOLDER. Writes
what it found there too. Times are milliseconds of processor time of the calls alone, after one that does not count;
looking for the finite numbers in the rows that they return is not in them.
"""

import json
import sys
import time

import numpy as np
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

folder = sys.argv[1]
# Sites a call: as many dense rows of 500,000 numbers as 1 GB holds.
ROWS = 250


def read(name, kind):
    return np.fromfile(f"{folder}/{name}", dtype=kind)


offsets, targets = read("offsets", np.uint32).astype(np.int32), read("targets", np.int32)
metres, sites, limits = read("metres", float), read("sites", np.int32), read("limits", float)
size = len(offsets) - 1
graph = csr_matrix((metres, targets, offsets), shape=(size, size))
dijkstra(graph, directed=True, indices=sites[:1], limit=500)


def timed(work):
    start = time.process_time()
    answer = work()
    return (time.process_time() - start) * 1000, answer


def nearest():
    return timed(lambda: dijkstra(graph, directed=True, indices=sites, min_only=True))


def pairs(rows):
    """All pairs by calls for some sites of one limit at a time, and the milliseconds of the calls."""
    spent, found = 0.0, []
    for limit in np.unique(limits):
        group = np.flatnonzero(limits == limit)
        for first in range(0, len(group), rows):
            some = group[first : first + rows]
            took, ways = timed(
                lambda: dijkstra(graph, directed=True, indices=sites[some], limit=limit)
            )
            spent += took
            for site, row in zip(some, ways):
                near = np.flatnonzero(np.isfinite(row))
                found.append((np.full(len(near), site), near, row[near]))
    return spent, found


nearest()
near_time, near = nearest()
many_time, found = pairs(ROWS)
single_time, _ = pairs(1)
near.tofile(f"{folder}/nearest")
for name, kind, part in (("site", np.int32, 0), ("place", np.int32, 1), ("way", float, 2)):
    np.concatenate([entry[part] for entry in found]).astype(kind).tofile(f"{folder}/{name}")
print(
    json.dumps(
        {
            "version": scipy.__version__,
            "nearest": near_time,
            "many": many_time,
            "single": single_time,
        }
    )
)
