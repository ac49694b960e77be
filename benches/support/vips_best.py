"""vips at its best: one process, its start not counted, each picture decoded once, small from large.

Usage: vips_best.py FOLDER QUALITY_JPEG QUALITY_WEBP FILE…   prints the processor time of one file in ms
"""
import os, sys, time

os.environ["VIPS_CONCURRENCY"] = "1"
import pyvips

folder, jpeg, webp, files = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
pyvips.cache_set_max(0)


def run(file):
    start = time.process_time()
    large = pyvips.Image.thumbnail(
        file, 1600, height=100000, size="down", export_profile="srgb"
    ).copy_memory()
    for width in (1600, 1200, 800, 400):
        small = large if width == 1600 else large.thumbnail_image(width, height=100000)
        small = small.copy_memory()
        small.jpegsave(f"{folder}/best-{width}.jpg", Q=jpeg, interlace=True, optimize_coding=True, strip=True)
        small.webpsave(f"{folder}/best-{width}.webp", Q=webp, strip=True)
    return time.process_time() - start


run(files[0])
print(1000 * sum(min(run(file) for _ in range(3)) for file in files) / len(files))
