"""Colour, texture, masks and a lens: what every picture here is painted with.

A picture is an array of height by width by three parts of light, 0 to 1; a mask has no third axis.
"""

import numpy as np
from PIL import Image, ImageDraw


def rgb(text):
    """'#rrggbb' as three parts of light, 0 to 1."""
    return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def mix(a, b, t):
    """From a to b by t; t may be a picture of one channel."""
    t = np.asarray(t, float)
    t = t[..., None] if t.ndim == 2 else t
    return a * (1 - t) + b * t


def ramp(t, stops):
    """Colours along t: [(place, '#rrggbb'), …]."""
    places = [place for place, _ in stops]
    colours = np.array([rgb(colour) for _, colour in stops])
    return np.stack([np.interp(t, places, colours[:, i]) for i in range(3)], -1)


def step(low, high, x):
    """0 below low, 1 above high, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def noise(width, height, cell_x, cell_y, octaves, rng):
    """Clouds of value noise, 0 to 1, the largest of them cell_x by cell_y pixels."""
    total, weight, whole = np.zeros((height, width)), 1.0, 0.0
    for _ in range(octaves):
        grid = (max(2, int(width / cell_x) + 2), max(2, int(height / cell_y) + 2))
        small = Image.fromarray(rng.random(grid[::-1]).astype(np.float32))
        total += weight * np.asarray(small.resize((width, height), Image.BICUBIC))
        whole, weight, cell_x, cell_y = whole + weight, weight / 2, cell_x / 2, cell_y / 2
    return total / whole


def blur(picture, radius):
    """Gaussian blur, as three box blurs along each axis."""
    box = max(1, round(radius * 0.97)) * 2 + 1
    for axis in (0, 1):
        for _ in range(3):
            pad = [(0, 0)] * picture.ndim
            pad[axis] = (box // 2 + 1, box // 2)
            summed = np.cumsum(np.pad(picture, pad, mode="edge"), axis)
            size = picture.shape[axis]
            picture = (
                np.take(summed, range(box, box + size), axis) - np.take(summed, range(size), axis)
            ) / box
    return picture


def slid(mask, down, right):
    """The mask moved by whole pixels; nothing comes in at the edges."""
    height, width = mask.shape
    roomy = np.pad(mask, ((abs(down), abs(down)), (abs(right), abs(right))))
    top, left = abs(down) - down, abs(right) - right
    return roomy[top : top + height, left : left + width]


def shape(width, height, paint):
    """A mask drawn by paint(draw, scale) at three times the size."""
    mask = Image.new("L", (width * 3, height * 3))
    paint(ImageDraw.Draw(mask), 3)
    return np.asarray(mask.resize((width, height), Image.BOX)) / 255


def poly(width, height, *outlines):
    """A mask of filled outlines."""

    def paint(draw, s):
        for outline in outlines:
            draw.polygon([(x * s, y * s) for x, y in outline], fill=255)

    return shape(width, height, paint)


def finish(picture, rng, bloom=0.25, vignette=0.3, grain=0.02):
    """What a lens and a sensor add: glow around light, darker corners, grain."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    glow = blur(np.clip(picture - 0.72, 0, None), width / 60)
    picture = 1 - (1 - np.clip(picture, 0, 1)) * (1 - np.clip(glow * bloom * 6, 0, 1))
    picture = picture * (1 - vignette * step(0.5, 1.6, np.hypot(x, y)))[..., None]
    return np.clip(picture + rng.normal(0, grain, (height, width, 1)), 0, 1)
