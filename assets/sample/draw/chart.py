"""A folded nautical chart of the sound, with the ferry's two courses pencilled in."""

import pathlib

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from light import blur, finish, mix, noise, ramp, rgb, shape, slid, step

FONTS = pathlib.Path(__file__).resolve().parents[2] / "fonts"
INK = "#33424f"


def chart(width=1200, height=900):
    rng = np.random.default_rng(23)
    y, x = np.mgrid[0:height, 0:width].astype(float)
    # Height of land above, and depth of water below, 0.
    rough = noise(width, height, 330, 300, 7, rng) - 0.5
    ragged = (noise(width, height, 110, 90, 6, rng) - 0.5) * 1.5
    course = 560 + 90 * np.sin(y / 210 + 0.6) + 40 * np.sin(y / 90)
    level = np.abs(x - course) / 300 - 1.02 + rough * 1.5
    level = np.maximum(level, 0.60 - np.hypot((x - 655) / 120, (y - 250) / 84) + ragged)
    level = np.maximum(level, 0.34 - np.hypot((x - 500) / 82, (y - 655) / 62) + ragged * 0.8)

    sea = rgb("#f4f1e4") * np.ones((height, width, 3))
    for depth, colour in [(-0.75, "#e6eee9"), (-0.5, "#d3e5e6"), (-0.28, "#bcd9df"), (-0.10, "#a3ccd6")]:
        sea = mix(sea, rgb(colour), step(depth - 0.004, depth + 0.004, level))
    slope_y, slope_x = np.gradient(blur(level, 2.5))
    hills = np.clip(0.5 + (slope_x + slope_y) * 26, 0, 1)
    land = (
        ramp(
            np.clip(level * 0.9, 0, 1), [(0, "#ecd9a6"), (0.3, "#e2c98f"), (0.65, "#cfae78"), (1, "#b8945f")]
        )
        * (0.72 + 0.42 * hills)[..., None]
    )
    shore = step(-0.004, 0.004, level)
    picture = mix(sea, land, shore)
    picture *= (1 - 0.16 * np.exp(-np.clip(-level, 0, 9) * 34) * (1 - shore))[..., None]

    steep = np.hypot(*np.gradient(level)) + 1e-6
    for at, weight in [
        (0, 0.9),
        (-0.10, 0.45),
        (-0.28, 0.4),
        (-0.5, 0.34),
        (-0.75, 0.3),
        (0.3, 0.26),
        (0.6, 0.26),
        (0.9, 0.22),
    ]:
        line = np.clip(1.15 - np.abs(level - at) / steep / (1.1 if at else 1.5), 0, 1)
        picture = mix(picture, rgb(INK if at <= 0 else "#8a6b3f"), line * weight)

    printed = Image.new("L", (width * 2, height * 2))
    draw = ImageDraw.Draw(printed)
    letters(draw, level, rng, width, height)
    print_ = np.asarray(printed.resize((width, height), Image.LANCZOS)) / 255
    picture = mix(picture, rgb(INK), print_ * 0.85)
    picture = mix(picture, rgb("#a8386f"), shape(width, height, rose) * 0.62)

    old = [(402, 168), (470, 300), (560, 420), (610, 560), (668, 640), (742, 706)]
    new = [(402, 168), (455, 330), (395, 480), (372, 640), (430, 770), (590, 790), (742, 706)]
    picture = mix(picture, rgb("#2d2a33"), dashes(width, height, old) * 0.7)
    picture = mix(picture, rgb("#bd2f2b"), dashes(width, height, new, whole=True) * 0.85)

    # Paper: folds catch the light on one side and lose it on the other; one corner is in shade.
    fibre = noise(width, height, 6, 6, 3, rng)
    light = 1.03 + 0.04 * (fibre - 0.5) + 0.05 * (noise(width, height, 400, 300, 3, rng) - 0.5)
    for fold, axis in ((300, x), (600, x), (900, x), (450, y)):
        away = axis - fold
        sign = 1 if int(fold / 300) % 2 else -1
        light += sign * 0.045 * np.sign(away) * np.exp(-np.abs(away) / 70) - 0.10 * np.exp(
            -((away / 1.6) ** 2)
        )
    light -= 0.20 * step(0.62, 1.4, x / width * 0.7 + y / height * 0.75)
    window = (
        step(40, 0, np.abs(((x + y * 0.55) % 620) - 300) - 225) * 0.5 + 0.5
    )  # sun through a wheelhouse window
    picture = picture * light[..., None] * mix(rgb("#c9d0dc"), rgb("#fff4df"), blur(window, 14))
    return finish(table(picture, rng), rng, bloom=0.06, vignette=0.25, grain=0.011)


def letters(draw, level, rng, width, height):
    """Names, soundings, the frame with its minutes, and the title."""

    def font(size, file="source-serif-latin.ttf"):
        return ImageFont.truetype(str(FONTS / file), size * 2)

    taken = []

    def free(a, b, gap):
        return all(abs(a - c) > gap or abs(b - d) > gap * 0.6 for c, d in taken)

    names = [
        ("SKELLAN  SOUND", 590, 470, 27, True),
        ("Merrowness", 300, 176, 22, False),
        ("Vessany", 832, 716, 22, False),
        ("Inner Tarrin", 655, 238, 17, True),
        ("Gannet Rocks", 498, 652, 14, True),
        ("MAINLAND", 150, 480, 25, False),
        ("ISLE OF VESSANY", 985, 470, 25, False),
        ("Cold Bight", 355, 640, 15, True),
        ("Whaler’s Hope", 905, 250, 15, True),
    ]
    for name, a, b, size, slanted in names:
        face = font(size, "source-serif-italic-latin.ttf" if slanted else "source-serif-latin.ttf")
        draw.text((a * 2, b * 2), name, 255, face, anchor="mm")
        taken += [(a + d, b) for d in range(-size * len(name) // 4, size * len(name) // 4 + 1, 20)]
    small = font(11)
    for _ in range(900):
        a, b = rng.uniform(50, width - 50), rng.uniform(50, height - 50)
        depth = -level[int(b), int(a)]
        if depth > 0.05 and free(a, b, 34):
            taken.append((a, b))
            draw.text(
                (a * 2, b * 2), str(max(1, int(depth * 46 + rng.uniform(-1, 1)))), 190, small, anchor="mm"
            )
    for inset, weight in ((22, 5), (34, 2)):
        draw.rectangle(
            [inset * 2, inset * 2, (width - inset) * 2, (height - inset) * 2], outline=255, width=weight
        )
    for k, at in enumerate(range(34, width - 34, 18)):
        if k % 2:
            for edge in (25, height - 31):
                draw.rectangle([at * 2, edge * 2, at * 2 + 36, edge * 2 + 12], fill=255)
    draw.text((1050 * 2, 78 * 2), "Approaches to Vessany", 255, font(19), anchor="mm")
    draw.text(
        (1050 * 2, 104 * 2),
        "soundings in metres",
        255,
        font(13, "source-serif-italic-latin.ttf"),
        anchor="mm",
    )


def rose(draw, s):
    """The compass rose."""
    cx, cy, r = 168, 738, 92
    for radius, weight in ((r, 1.6), (r - 14, 1), (r * 0.52, 1)):
        draw.ellipse(
            [(cx - radius) * s, (cy - radius) * s, (cx + radius) * s, (cy + radius) * s],
            outline=255,
            width=int(weight * s),
        )
    for degree in range(0, 360, 5):
        t, long = np.radians(degree), 14 if degree % 30 == 0 else 7
        draw.line(
            [((cx + np.sin(t) * q) * s, (cy - np.cos(t) * q) * s) for q in (r - 14, r - 14 + long)],
            fill=255,
            width=s,
        )
    for quarter in range(8):
        t, reach = np.radians(quarter * 45 - 6), (r - 18 if quarter % 2 == 0 else r * 0.5)
        tip = (cx + np.sin(t) * reach, cy - np.cos(t) * reach)
        for side in (1, -1):
            foot = (cx + np.sin(t + side * 0.45) * 14, cy - np.cos(t + side * 0.45) * 14)
            corners = [(a * s, b * s) for a, b in ((cx, cy), tip, foot)]
            draw.polygon(corners, outline=255, fill=255 if side == 1 else 0)


def dashes(width, height, points, whole=False):
    """A pencilled course through these points, rounded at the bends."""
    line = np.array(points, float)
    for _ in range(4):  # Chaikin: cut the corners
        cut = np.stack([line[:-1] * 0.75 + line[1:] * 0.25, line[:-1] * 0.25 + line[1:] * 0.75], 1).reshape(
            -1, 2
        )
        line = np.vstack([line[:1], cut, line[-1:]])
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    step_px = np.arange(0, along[-1], 2)
    dense = np.stack([np.interp(step_px, along, line[:, i]) for i in (0, 1)], 1)

    def paint(draw, s):
        for a, b, at in zip(dense[:-1], dense[1:], step_px):
            if whole or at % 18 < 11:
                draw.line([tuple(a * s), tuple(b * s)], fill=255, width=int((2.8 if whole else 2.2) * s))
        for a, b in (points[0], points[-1]):
            draw.ellipse([(a - 7) * s, (b - 7) * s, (a + 7) * s, (b + 7) * s], outline=255, width=2 * s)

    return shape(width, height, paint)


def table(paper, rng):
    """The chart as it lies: turned a little, on a dark table, with a pencil across it."""
    height, width = paper.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(float)
    turn, zoom = np.radians(-4.2), 0.93
    a, b = (x - width / 2), (y - height / 2)
    depth = 1 + 0.00013 * b
    u = (a * np.cos(turn) + b * np.sin(turn)) * zoom / depth + width / 2
    v = (-a * np.sin(turn) + b * np.cos(turn)) * zoom / depth + height / 2
    seen = paper[np.clip(v, 0, height - 1).astype(int), np.clip(u, 0, width - 1).astype(int)]
    on = step(0, 1.5, u) * step(width, width - 1.5, u) * step(0, 1.5, v) * step(height, height - 1.5, v)
    wood = ramp(noise(width, height, 700, 9, 5, rng), [(0, "#2a1c15"), (1, "#5d4030")])
    picture = mix(wood * (1 - 0.7 * blur(slid(on, 9, 9), 9))[..., None], seen, on)

    ends = np.array([[742.0, 905], [1085, 640]])
    way = (ends[1] - ends[0]) / np.hypot(*(ends[1] - ends[0]))
    far = (x - ends[0][0]) * way[0] + (y - ends[0][1]) * way[1]
    off = (x - ends[0][0]) * -way[1] + (y - ends[0][1]) * way[0]
    length, half = np.hypot(*(ends[1] - ends[0])), 8.5
    point = np.clip((length - far) / 42, 0, 1)
    body = step(half * point + 0.8, half * point - 0.8, np.abs(off)) * (far < length)
    picture *= (1 - 0.5 * blur(slid(body, 12, 9), 5))[..., None]
    facet = np.select([off < -3, off < 3], [1.15, 0.92], 0.62)
    paint = mix(
        rgb("#2f5d7c") * facet[..., None], rgb("#d9b58a") * facet[..., None] * 1.05, step(0.98, 0.94, point)
    )
    paint = mix(paint, rgb("#22201f"), step(0.30, 0.26, point))
    return mix(picture, paint, body)
