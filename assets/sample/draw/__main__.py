"""Draws the pictures of the sample story, which is why nobody's rights are in them.

    pip install pillow numpy && python3 assets/sample/draw

Writes media/<sha256>.jpg and prints which picture got which name; the names then go into the
story. Nothing is read but the fonts in assets/fonts. The same versions of Pillow and NumPy give
the same files.
"""

import hashlib
import io
import pathlib

import numpy as np
from PIL import Image

import chart
import harbour
import portrait
import rope

MEDIA = pathlib.Path(__file__).resolve().parent.parent / "media"

MEDIA.mkdir(exist_ok=True)
for name, paint in (
    ("lead", harbour.harbour),
    ("rope", rope.rope),
    ("chart", chart.chart),
    ("portrait", portrait.portrait),
):
    picture = Image.fromarray((np.clip(paint(), 0, 1) * 255).round().astype(np.uint8))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80, optimize=True, progressive=True)
    path = MEDIA / f"{hashlib.sha256(file.getvalue()).hexdigest()}.jpg"
    path.write_bytes(file.getvalue())
    print(f"{name:9} {picture.width}x{picture.height} {len(file.getvalue()) // 1024} KB {path.name}")
