"""Coverage and nearest shelter with scipy's cKDTree on unit vectors; prints one line of JSON.

Usage: kdtree.py FOLDER RUNS, with the arrays of a workload as raw doubles in FOLDER.
Times are milliseconds of processor time of the work alone; medians of the runs after one that does not count.
"""

import json
import sys
import time

import numpy as np
from scipy.spatial import cKDTree

folder, runs = sys.argv[1], int(sys.argv[2])
names = ("longitudes", "latitudes", "counts", "siteLongitudes", "siteLatitudes", "radii")
longitudes, latitudes, counts, site_longitudes, site_latitudes, radii = (
    np.fromfile(f"{folder}/{name}.f64") for name in names
)
MEAN_RADIUS_METRES = 6371008.8
# The fastest of the options that were tried at every size.
OPTIONS = {"balanced_tree": False, "compact_nodes": False, "leafsize": 32}


def unit(longitudes, latitudes):
    east, north = np.radians(longitudes), np.radians(latitudes)
    across = np.cos(north)
    return np.column_stack((across * np.cos(east), across * np.sin(east), np.sin(north)))


def coverage():
    start = time.process_time()
    tree = cKDTree(unit(longitudes, latitudes), **OPTIONS)
    built = time.process_time()
    chords = 2 * np.sin(radii / 2 / MEAN_RADIUS_METRES)
    found = tree.query_ball_point(
        unit(site_longitudes, site_latitudes), chords, return_sorted=False
    )
    indices = np.concatenate([np.asarray(cells, dtype=np.intp) for cells in found])
    depth = np.bincount(indices, minlength=len(counts))
    people = float(counts[depth > 0].sum())
    asked = time.process_time()
    return built - start, asked - built, int(depth.sum()), people


def nearest():
    start = time.process_time()
    tree = cKDTree(unit(site_longitudes, site_latitudes))
    distances, _ = tree.query(unit(longitudes, latitudes))
    metres = 2 * MEAN_RADIUS_METRES * np.arcsin(distances / 2)
    return time.process_time() - start, float(metres.mean())


def median(values):
    return sorted(values)[len(values) // 2] * 1000


covered = [coverage() for _ in range(runs + 1)][1:]
served = [nearest() for _ in range(runs + 1)][1:]
print(
    json.dumps(
        {
            "build": median([run[0] for run in covered]),
            "query": median([run[1] for run in covered]),
            "pairs": covered[0][2],
            "people": covered[0][3],
            "nearest": median([run[0] for run in served]),
            "meanMetres": served[0][1],
        }
    )
)
