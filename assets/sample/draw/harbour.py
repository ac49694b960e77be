"""The lead: a ferry in a still sound at dawn, two people waiting on the quay."""

import numpy as np

from light import blur, finish, mix, noise, poly, ramp, rgb, shape, slid, step


def harbour(width=1600, height=1067):
    rng = np.random.default_rng(11)
    horizon, sun_x, sun_y = int(height * 0.545), width * 0.66, height * 0.475
    y, x = np.mgrid[0:height, 0:width].astype(float)
    up = np.clip(1 - y / horizon, 0, 1)
    sun = np.hypot((x - sun_x) * 0.75, y - sun_y) / width

    sky = ramp(up, [(0, "#f3b98a"), (0.14, "#eea98b"), (0.34, "#b693a2"), (0.62, "#6f86ac"), (1, "#3d5d8c")])
    sky = mix(sky, rgb("#ffd9a0"), 0.85 * np.exp(-((sun * 5.2) ** 1.3)))
    # Clouds: long banks, lit from below on the side of the sun.
    bank = noise(width, height, 620, 95, 6, rng) + 0.10 * noise(width, height, 90, 40, 4, rng)
    cover = step(0.52, 0.74, bank + 0.10 * np.sin(up * 9 + x / width * 2))
    cover *= step(0.05, 0.3, up) * (1 - 0.55 * step(0.75, 1, up))
    lit = np.clip((bank - np.roll(bank, -10, 0)) * 16 + 0.45, 0, 1)
    warm = mix(rgb("#e58f77"), rgb("#ffd3a0"), np.exp(-(sun * 3.2)))
    sky = mix(sky, mix(mix(rgb("#5f6f97"), rgb("#7a7796"), up), warm, lit * (1 - 0.45 * up)), cover * 0.9)
    sky += 0.9 * np.exp(-((sun * 46) ** 2))[..., None] * rgb("#fff1cf") + 0.25 * np.exp(-(sun * 13))[
        ..., None
    ] * rgb("#ffca8a")

    # Hills, the farther the paler.
    for far, base, rise, colour in [(0, 50, 62, "#a88a9c"), (1, 22, 52, "#7d7592"), (2, 4, 40, "#54597a")]:
        ridge = noise(width, 2, 300 - 60 * far, 2, 6, rng)[0]
        slope = [
            np.exp(-(((np.arange(width) / width - 0.1) * 1.7) ** 2)),
            np.exp(-(((np.arange(width) / width - 1) * 1.9) ** 2)),
            np.exp(-((np.arange(width) / width * 3.1) ** 2)),
        ][far]
        top = horizon - (base * slope + rise * 2.1 * (ridge - 0.22) * slope)
        land = step(-1, 1, y - top[None, :]) * (y < horizon)
        haze = np.clip((y - top[None, :]) / 90, 0, 1)
        tint = mix(rgb(colour), rgb("#f0b189"), 0.55 * np.exp(-sun * 6))
        sky = mix(sky, mix(tint, tint * 0.8 + rgb("#f3b98a") * 0.2, haze), land)

    # The village under the hill: gables along the shore, a few windows already lit.
    houses, windows, at = [], [], width * 0.015
    while at < width * 0.31:
        wide, tall = rng.uniform(16, 34), rng.uniform(12, 26)
        foot, roof = horizon + 1, rng.uniform(8, 13)
        houses.append(
            (
                [
                    (at, foot),
                    (at, foot - tall),
                    (at + wide / 2, foot - tall - roof),
                    (at + wide, foot - tall),
                    (at + wide, foot),
                ],
                rng.uniform(0.75, 1.25),
            )
        )
        windows += [(at + wide * f, foot - tall * 0.6) for f in (0.25, 0.6) if rng.random() < 0.5]
        at += wide * rng.uniform(0.8, 1.5)
    for outline, shade in houses:
        sky = mix(sky, rgb("#4a4a68") * shade, poly(width, height, outline))
        left = [
            outline[2],
            outline[3],
            (outline[3][0], outline[3][1] + 2),
            (outline[2][0], outline[2][1] + 3),
        ]
        sky = mix(sky, rgb("#d99a80"), 0.7 * poly(width, height, left))
    lamps = poly(width, height, *[[(a, b), (a + 4, b), (a + 4, b + 5), (a, b + 5)] for a, b in windows])
    sky = mix(sky, rgb("#ffcf7d"), lamps)
    sky += (blur(lamps, 7) * 1.6)[..., None] * rgb("#ffb860")

    boat, hull = ferry(width, height)
    # Water: the sky seen in moving facets, smaller and flatter towards the horizon.
    near = np.clip((y - horizon) / (height - horizon), 1e-3, 1)
    world_x, world_z = (x - width / 2) / near, 260 / near
    lean_x, lean_y = np.zeros_like(x), np.zeros_like(x)
    for _ in range(46):
        wave = 2 ** rng.uniform(2.2, 7.2)
        turn = rng.normal(np.pi / 2, 0.55)
        kx, kz = np.cos(turn) / wave * 6.28, np.sin(turn) / wave * 6.28
        seen = np.exp(
            -((kz * 260 / near**2 / (height - horizon) / 1.1) ** 2)
        )  # waves too fine to see fade out
        swell = seen * np.cos(world_x * kx + world_z * kz * 3 + rng.uniform(0, 6.28)) * wave**0.12
        lean_x, lean_y = lean_x + swell * kx * wave * 0.02, lean_y + swell * kz * wave * 0.02
    down = np.clip(horizon - (y - horizon) * 0.86 - (lean_y * 60 + 6) * near**0.75, 0, horizon - 1).astype(
        int
    )
    side = np.clip(x + lean_x * 80 * near, 0, width - 1).astype(int)
    mirror = blur(sky, 1.5)[down, side]
    depth = mix(rgb("#27496b"), rgb("#14304d"), near)
    water = mix(depth, mirror, np.clip(0.9 - 0.5 * near + 0.30 * lean_y, 0.1, 0.94))
    path = np.exp(-(((x - sun_x) / (40 + 230 * near)) ** 2)) * step(0.05, 0.5, lean_y + 0.22 - 0.2 * near)
    water += (path * (0.75 - 0.3 * near))[..., None] * rgb("#ffcf96")
    picture = np.where((y < horizon)[..., None], sky, water)
    picture = mix(picture, rgb("#f3b98a"), 0.5 * np.exp(-np.abs(y - horizon) / 9) * (0.3 + np.exp(-sun * 5)))

    # The ferry's own reflection, broken by the same waves.
    back = np.clip(2 * hull - y - lean_y * 26 * near**0.5, 0, height - 1).astype(int)
    gone = (y > hull) * np.clip(1.0 - (y - hull) / 190, 0, 1)
    shifted = boat[back, np.clip(x + lean_x * 40, 0, width - 1).astype(int)]
    picture = mix(picture, mix(shifted[..., :3], depth, 0.45), shifted[..., 3] * gone * 0.85)
    picture = mix(picture, boat[..., :3], boat[..., 3] * (y <= hull + 1))
    wake = (
        np.exp(-(((y - hull - 2) / 3.0) ** 2))
        * step(470, 570, x)
        * (1 - step(890, 905, x))
        * step(0.35, 0.7, noise(width, height, 26, 4, 3, rng))
    )
    picture = mix(picture, rgb("#f5dcc4"), wake * 0.8)
    return finish(quay(picture, width, height, rng), rng, bloom=0.3, vignette=0.35, grain=0.006)


def ferry(width, height):
    """A small car ferry, seen from the side, lit from behind; and the row of its waterline."""
    sheet, hull, scale = np.zeros((height, width, 4)), 628, 0.64

    def put(colour, *outlines, glow=False):
        nonlocal sheet
        placed = [[(720 + (a - 780) * scale, hull + (b - 655) * scale) for a, b in line] for line in outlines]
        mask = poly(width, height, *placed)
        towards_sun = step(560, 940, np.arange(width))[None, :, None]
        paint = rgb(colour) * (1 if glow else 0.50 + 0.34 * towards_sun)
        if not glow:
            paint = paint * rgb("#e2d2e0") * 0.86 + rgb("#c98a7c") * 0.14
        paint = np.broadcast_to(paint, (height, width, 3))
        sheet = np.dstack([mix(sheet[..., :3], paint, mask), np.maximum(sheet[..., 3], mask)])

    def box(left, top, right, bottom):
        return [(left, top), (right, top), (right, bottom), (left, bottom)]

    put("#cfc6cc", [(596, 606), (602, 545), (960, 545), (978, 572), (1000, 606)])  # car deck
    put("#d8cfd2", [(640, 548), (645, 500), (900, 500), (918, 520), (925, 548)])  # saloon
    put("#e2d6d6", [(776, 502), (780, 458), (868, 458), (884, 478), (892, 502)])  # bridge
    put("#8f8ca4", box(770, 453, 884, 459), box(632, 495, 912, 501), box(594, 540, 972, 546))
    put("#4a5880", [(668, 500), (676, 436), (718, 436), (724, 500)])  # funnel
    put("#d2574d", [(672, 468), (674, 450), (720, 450), (721, 468)])
    put("#3a3e58", [(674, 440), (676, 430), (722, 434), (720, 440)])
    put(
        "#6a6c86",
        box(830, 380, 833, 454),
        box(812, 404, 851, 407),
        box(818, 420, 845, 428),
        box(560, 500, 563, 600),
        [(833, 382), (1040, 596), (1039, 596), (832, 384)],
        [(830, 383), (562, 501), (562, 500), (830, 382)],
    )
    put(
        "#33497a",
        [
            (512, 584),
            (540, 598),
            (600, 603),
            (960, 602),
            (1040, 594),
            (1100, 562),
            (1076, 620),
            (1052, 658),
            (552, 658),
            (528, 622),
        ],
    )
    put(
        "#efe2da",
        [
            (514, 590),
            (541, 604),
            (600, 609),
            (960, 608),
            (1041, 600),
            (1092, 573),
            (1090, 580),
            (1042, 607),
            (960, 614),
            (600, 614),
            (542, 610),
            (517, 596),
        ],
    )
    put("#a33d42", [(536, 640), (1062, 640), (1052, 658), (552, 658)])
    for left in range(655, 900, 17):
        put("#ffd992" if left % 3 else "#e2a878", box(left, 511, left + 10, 525), glow=True)
    for left in range(616, 960, 26):
        put("#333f63", box(left, 562, left + 15, 580))
    put("#ffe3ac", *[box(left, 468, left + 14, 482) for left in range(788, 868, 18)], glow=True)
    for left in (728, 932):  # boats in their davits
        put("#e8824a", [(left, 522), (left + 34, 522), (left + 29, 533), (left + 5, 533)])
        put("#5a5a74", box(left + 3, 512, left + 5, 545), box(left + 29, 512, left + 31, 545))
    rails = [box(left, 582, left + 2, 602) for left in range(985, 1040, 10)] + [box(983, 581, 1042, 583)]
    rails += [box(left, 480, left + 2, 500) for left in range(644, 668, 8)] + [box(642, 479, 668, 481)]
    put("#5a5a74", *rails)
    return sheet, hull


def quay(picture, width, height, rng):
    """The near edge: wet stone, a bollard with its line, and two people waiting."""
    edge = [(0, 905), (560, 985), (720, height), (0, height)]
    stone = ramp(noise(width, height, 60, 18, 5, rng), [(0, "#141a2a"), (0.5, "#27293c"), (1, "#4a4152")])
    y, x = np.mgrid[0:height, 0:width].astype(float)
    sheen = step(0.55, 0.75, noise(width, height, 260, 16, 4, rng)) * step(100, 700, x)
    picture = mix(picture, mix(stone, rgb("#c98d74"), sheen * 0.55), poly(width, height, edge))
    rim = [(0, 903), (560, 983), (724, height), (716, height), (556, 990), (0, 911)]
    picture = mix(picture, rgb("#d9a083"), 0.75 * poly(width, height, rim))

    def paint(draw, s):
        def blob(cx, cy, rx, ry):
            draw.ellipse([(cx - rx) * s, (cy - ry) * s, (cx + rx) * s, (cy + ry) * s], fill=255)

        def outline(*points):
            draw.polygon([(a * s, b * s) for a, b in points], fill=255)

        outline((392, 1000), (398, 925), (440, 925), (446, 1000))
        blob(419, 922, 33, 13)
        blob(419, 1000, 36, 12)
        for cx, foot, tall in ((150, 960, 250), (228, 975, 224)):
            top, k = foot - tall, tall / 250
            blob(cx, top + 20 * k, 15 * k, 19 * k)
            outline(
                (cx - 9 * k, top + 30 * k),
                (cx + 9 * k, top + 30 * k),
                (cx + 11 * k, top + 48 * k),
                (cx - 11 * k, top + 48 * k),
            )
            outline(
                (cx - 14 * k, top + 42 * k),
                (cx + 14 * k, top + 42 * k),
                (cx + 32 * k, top + 58 * k),
                (cx + 37 * k, top + 118 * k),
                (cx + 29 * k, top + 156 * k),
                (cx + 25 * k, foot),
                (cx + 4 * k, foot),
                (cx, top + 170 * k),
                (cx - 6 * k, foot),
                (cx - 26 * k, foot),
                (cx - 31 * k, top + 150 * k),
                (cx - 38 * k, top + 112 * k),
                (cx - 32 * k, top + 58 * k),
            )
        blob(233, 768, 17, 10)  # a woollen hat
        outline((98, 905), (132, 905), (136, 962), (94, 962))
        draw.arc([104 * s, 888 * s, 126 * s, 918 * s], 180, 360, fill=255, width=4 * s)
        sag = [(t, 968 + 30 * np.sin(t * 3.1) - 6 * t) for t in np.linspace(0, 1, 40)]
        draw.line([(s * (-20 + 450 * t), s * (b + 14)) for t, b in sag], fill=255, width=6 * s, joint="curve")

    people = shape(width, height, paint)
    people = blur(people, 1)
    lit = np.clip(people - slid(people, 1, -4), 0, 1)  # light on the sun's side
    picture = mix(picture, rgb("#1a2033"), people)
    return mix(picture, rgb("#f0a878"), blur(lit, 1) * 0.75)
