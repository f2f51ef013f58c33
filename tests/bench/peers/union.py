"""Union of circles with shapely; prints one line of JSON.

Usage: union.py FOLDER RUNS TOLERANCE, with x, y and radius in metres as raw doubles in FOLDER. Circles are drawn before
the clock starts, with as many vertices as keep a chord within TOLERANCE of its arc. Times are milliseconds of processor
time, the median of the runs after one that does not count.
"""

import json
import sys
import time

import numpy as np
import shapely

folder, runs, tolerance = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
x, y, radius = (np.fromfile(f"{folder}/{name}.f64") for name in ("x", "y", "radius"))
segments = np.ceil(np.pi / 2 / (2 * np.arccos(1 - tolerance / radius))).astype(int)
circles = np.empty(len(x), dtype=object)
for count in np.unique(segments):
    same = segments == count
    points = shapely.points(x[same], y[same])
    circles[same] = shapely.buffer(points, radius[same], quad_segs=int(count))
times = []
for _ in range(runs + 1):
    start = time.process_time()
    union = shapely.union_all(circles)
    times.append(time.process_time() - start)
median = sorted(times[1:])[len(times[1:]) // 2] * 1000
print(json.dumps({"milliseconds": median, "squareMetres": union.area}))
