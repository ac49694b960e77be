"""A coil of mooring rope on the planks of a quay, low morning light, water out of focus behind."""

import numpy as np

from light import blur, finish, mix, noise, ramp, rgb, slid, step

LIGHT = np.array([-0.62, -0.42, 0.66])  # from the left, away from us, up


def rope(width=1200, height=800):
    rng = np.random.default_rng(5)
    y, x = np.mgrid[0:height, 0:width].astype(float)
    # The ground, seen at a slant: (u, v) are places on it, in rope widths.
    back = 205.0
    near = np.clip((y - back + 210) / (height - back + 210), 0.2, None)
    u, v = (x - width * 0.52) / near / 52, (1 - 1 / near) * 20 + 13.6

    ground = planks(u, v, rng, width, height)
    coil, mask = strands(u, v, rng, width, height)
    shadow = np.maximum(blur(slid(mask, 7, 20), 9), 0.8 * blur(mask, 7))
    picture = mix(ground * (1 - 0.78 * shadow)[..., None], coil, mask)

    # Depth of field: sharp on the front of the coil, soft behind it and right under our feet.
    soft = np.clip(np.abs(y - 520) / 330 - 0.42, 0, 1)
    picture = mix(picture, blur(picture, 3.5), step(0, 0.45, soft))
    picture = mix(picture, blur(picture, 8), step(0.35, 1, soft))

    # Behind the edge of the quay: water, and the sun in it as discs.
    water = (
        ramp(y / back, [(0, "#7f93a8"), (0.6, "#8fa0ae"), (1, "#5d7488")])
        * (0.86 + 0.28 * blur(noise(width, height, 200, 22, 4, rng), 5))[..., None]
    )
    for _ in range(150):
        cx, cy, r = rng.normal(width * 0.33, 260), rng.uniform(0, back), rng.uniform(6, 19)
        disc = step(1.08, 0.94, np.hypot(x - cx, y - cy) / r) * rng.uniform(0.08, 0.5)
        water = 1 - (1 - water) * (1 - disc[..., None] * rgb("#ffd9a6"))
    edge = step(back - 5, back + 7, y + 5 * np.sin(x / 170))
    picture = mix(water, picture, edge)
    rim = np.exp(-(((y - back - 3) / 7) ** 2)) * (0.4 + 0.6 * noise(width, height, 240, 30, 2, rng))
    picture += (rim * 0.3)[..., None] * rgb("#ffd2a0")
    fall = 1.42 - 0.5 * step(0.25, 1.05, x / width * 0.8 + y / height * 0.25)
    return finish(picture * fall[..., None] * rgb("#fff6ea"), rng, bloom=0.2, vignette=0.42, grain=0.013)


def planks(u, v, rng, width, height):
    """Weathered boards, running away from us, still damp from the night."""
    board = np.floor(u / 4.6)
    across = u / 4.6 - board
    tone = np.sin(board * 12.9898) * 43758.5453 % 1
    grain = np.zeros_like(u)
    for k in range(1, 22):
        grain += (
            np.sin(
                across * (9 + 7 * k) + 2.2 * np.sin(v * (0.10 + 0.03 * (k % 5)) + board * k) + tone * 40 * k
            )
            / k**0.55
        )
    wood = ramp(
        np.clip(0.48 + 0.075 * grain + 0.34 * (tone - 0.5), 0, 1),
        [(0, "#2b2622"), (0.45, "#665b51"), (0.75, "#8d8073"), (1, "#b3a696")],
    )
    wet = step(0.46, 0.66, noise(width, height, 330, 90, 5, rng))
    wood = mix(wood, wood * 0.5 + rgb("#5b6875") * 0.24, wet)
    gap = step(0.035, 0.012, np.minimum(across, 1 - across))
    lip = step(0.075, 0.03, across) * (1 - gap)
    wood = mix(wood, rgb("#0f0d0d"), gap) + (lip * 0.10)[..., None]
    row = np.round((v + tone * 5) / 11) * 11 - tone * 5
    for place in (0.22, 0.78):
        head = np.hypot((across - place) * 4.6, (v - row) * 0.9)
        wood = mix(wood, rgb("#241a15"), step(0.24, 0.16, head))
        wood = mix(wood, rgb("#5a3b28"), 0.5 * step(0.7, 0.2, head))
    return wood


def turns(u, v):
    """The coil as a spiral: how far across the rope, -1 to 1, how far along it, and which turn."""
    radius, angle = np.hypot(u, v), np.arctan2(v, u) / (2 * np.pi)
    turn = np.floor(radius - angle)
    across = (radius - angle - turn) * 2 - 1
    along = np.pi * (turn + angle) ** 2
    return across, along, turn + angle


def tail(u, v):
    """The end of the rope, leaving the coil on the right and running out of the picture."""
    middle, lean = 10.5 + 0.03 * v**2, 0.06 * v
    return (u - middle) / np.hypot(1, lean) * 2, 100 * np.pi + v


def strands(u, v, rng, width, height):
    """Laid rope of three strands, lit, with its fibres; and where it is."""
    across, along, turn = turns(u, v)
    in_coil = turn < 10
    tail_across, tail_along = tail(u, v)
    in_tail = (np.abs(tail_across) < 1) & (v > 0) & ~in_coil
    angle = np.arctan2(v, u)
    outward = np.where(
        in_tail[..., None], np.dstack([0 * u + 1, -0.06 * v]), np.dstack([np.cos(angle), np.sin(angle)])
    )
    forward = np.dstack([-outward[..., 1], outward[..., 0]])
    across = np.where(in_tail, tail_across, across)
    along = np.where(in_tail, tail_along, along)
    across = np.clip(across, -0.999, 0.999)
    round_ = np.arcsin(across)

    lay = along / 0.78 + round_ * 0.95  # one strand after the other
    strand = (lay % 1) * 2 - 1
    groove = np.sqrt(np.clip(1 - strand**2 * 0.93, 0, 1))
    tilt = -strand * 0.95 * step(0, 0.25, groove)
    fibre = (
        np.sin((lay * 9 + along * 5.5 - round_ * 9) * 6.28 / 2) * 0.5
        + np.sin(lay * 63 - along * 23 + round_ * 21) * 0.5
    )
    hair = noise(width, height, 5, 5, 2, rng) - 0.5
    normal = (
        outward * (across * 0.95 + tilt * 0.30 + fibre * 0.10)[..., None]
        + forward * (tilt * 0.72 + fibre * 0.10 + hair * 0.35)[..., None]
    )
    up = np.sqrt(np.clip(1.12 - across**2, 0.06, 1))
    length = np.sqrt((normal**2).sum(-1) + up**2)
    lit = (normal[..., 0] * LIGHT[0] + normal[..., 1] * LIGHT[1] + up * LIGHT[2]) / length
    # Turns shade each other; deep grooves are dark.
    shut = step(1.0, 0.55, np.abs(across)) * (0.35 + 0.65 * step(0.0, 0.75, groove))
    wear = noise(width, height, 70, 50, 4, rng)
    hue = np.sin(np.floor(lay) * 78.233) * 43758.5453 % 1
    base = ramp(
        np.clip(0.5 + 0.42 * (wear - 0.5) * 2 + 0.14 * fibre + 0.16 * (hue - 0.5), 0, 1),
        [(0, "#8a7050"), (0.5, "#ccb088"), (1, "#ecdcb8")],
    )
    base = mix(base, rgb("#3f7a8c"), 0.72 * ((np.floor(lay) % 6) == 0))  # the blue marker strand
    light = 0.16 + 1.05 * np.clip(lit, 0, 1) + 0.22 * np.clip(lit, 0, 1) ** 8
    colour = base * (light * (0.18 + 0.82 * shut))[..., None] + (0.055 * (1 - np.clip(lit, 0, 1)) * shut)[
        ..., None
    ] * rgb("#8fb0d8")
    mask = blur((in_coil | in_tail) * 1.0, 0.6)
    return mix(colour, rgb("#1a120c"), step(0.75, 0.35, np.hypot(u, v))), mask
