"""The reporter: a cut-paper portrait, since a drawn face is honester than a made-up photograph."""

import numpy as np

from light import blur, finish, mix, noise, rgb, shape, slid, step

FACE = [
    (300, 132),
    (246, 140),
    (214, 190),
    (209, 258),
    (217, 318),
    (250, 362),
    (300, 384),
    (350, 362),
    (383, 318),
    (391, 258),
    (386, 190),
    (354, 140),
]


def portrait(size=600):
    rng = np.random.default_rng(8)
    y, x = np.mgrid[0:size, 0:size].astype(float)
    picture = mix(rgb("#e9b894"), rgb("#5f8597"), step(40, 560, y + 40 * np.sin(x / 130)))
    picture = mix(picture, rgb("#f6dcb4"), 0.75 * np.exp(-((np.hypot(x - 455, y - 150) / 120) ** 2)))
    grain = noise(size, size, 3, 3, 3, rng) - 0.5
    cloud = noise(size, size, 200, 160, 4, rng) - 0.5

    def lay(colour, *outlines, round_=True, lift=7.0, shade=0.0):
        """A piece of coloured paper: smooth outline, a shadow below it, light along its edge."""
        nonlocal picture
        mask = cut(size, outlines, round_)
        picture = (
            picture
            * (1 - 0.42 * blur(slid(mask, int(lift), -int(lift * 0.7)), lift * 0.9) * (1 - mask))[..., None]
        )
        rim = np.clip(mask - slid(mask, 2, -2), 0, 1)
        tone = 1 + 0.10 * grain + 0.16 * cloud + shade * (step(200, 420, x) - 0.5)
        picture = mix(picture, rgb(colour) * tone[..., None], mask)
        picture = mix(picture, rgb("#fff4de"), 0.28 * rim)

    lay("#3e6272", [(0, 470), (120, 446), (250, 458), (400, 440), (600, 462), (600, 600), (0, 600)])  # sea
    lay("#2c4553", [(0, 512), (160, 494), (340, 506), (600, 496), (600, 600), (0, 600)])
    lay(
        "#43302c",
        [
            (300, 96),
            (236, 104),
            (190, 150),
            (176, 224),
            (172, 306),
            (158, 372),
            (196, 410),
            (300, 420),  # hair behind
            (404, 410),
            (446, 372),
            (430, 300),
            (426, 224),
            (412, 150),
            (366, 104),
        ],
        lift=9,
    )
    lay(
        "#b97d5f",
        [(256, 340), (344, 340), (350, 430), (392, 470), (300, 520), (208, 470), (250, 430)],
        lift=3,
    )  # neck
    lay(
        "#d8d0c0",
        [
            (60, 640),
            (78, 540),
            (132, 490),
            (220, 456),
            (262, 500),
            (300, 512),
            (338, 500),
            (380, 456),
            (468, 490),  # jumper
            (522, 540),
            (540, 640),
        ],
        lift=8,
        shade=0.12,
    )
    lay(
        "#c8bfae",
        [(222, 452), (256, 432), (300, 462), (344, 432), (378, 452), (366, 506), (300, 530), (234, 506)],
        lift=4,
    )  # collar
    for k in range(8):
        a = 240 + 17 * k
        lay(
            "#b9b09f",
            [
                (a, 462 + 10 * np.sin(k / 7 * 3.14)),
                (a + 3, 462 + 10 * np.sin(k / 7 * 3.14)),
                (a + 2, 502 + 14 * np.sin(k / 7 * 3.14)),
                (a, 502 + 14 * np.sin(k / 7 * 3.14)),
            ],
            round_=False,
            lift=1,
        )
    lay(
        "#1f3a4d", [(40, 650), (70, 545), (128, 492), (196, 466), (226, 560), (238, 650)], lift=7, shade=0.1
    )  # coat
    lay(
        "#1f3a4d", [(560, 650), (530, 545), (472, 492), (404, 466), (374, 560), (362, 650)], lift=7, shade=0.1
    )
    lay("#d39a78", FACE, lift=6, shade=0.10)
    picture = mix(
        picture, rgb("#8d5a45"), 0.30 * step(290, 205, x) * cut(size, [FACE], True)
    )  # its shadow side
    lay(
        "#5a3f36",
        [
            (226, 262),
            (208, 240),
            (200, 190),
            (222, 134),
            (276, 100),
            (340, 104),
            (386, 140),
            (402, 200),
            (396, 262),
            (382, 240),
            (372, 196),
            (340, 168),
            (296, 186),
            (252, 190),
            (236, 214),
        ],
        lift=6,
        shade=0.15,
    )  # fringe
    lay(
        "#6d4d41", [(222, 150), (268, 112), (330, 112), (300, 134), (258, 150), (226, 196)], lift=2
    )  # a lighter lock
    lay(
        "#4a3029",
        [(236, 240), (260, 231), (282, 238), (260, 236)],
        [(318, 238), (340, 231), (364, 240), (340, 236)],
        lift=0,
    )  # brows
    for cx in (261, 339):  # eyes
        lay(
            "#e2cdb8",
            [(cx - 14, 267), (cx - 6, 259), (cx + 6, 259), (cx + 14, 267), (cx + 6, 273), (cx - 6, 273)],
            lift=0,
        )
        lay("#3a2a25", [(cx - 9, 257), (cx + 9, 257), (cx + 9, 275), (cx - 9, 275)], lift=0)
        lay("#33241f", [(cx - 17, 266), (cx, 253), (cx + 17, 266), (cx, 259)], lift=0)
    lay("#bd8061", [(300, 262), (307, 300), (314, 314), (300, 321), (288, 316), (297, 300)], lift=0)  # nose
    lay(
        "#a9544b",
        [(268, 335), (288, 339), (300, 341), (312, 339), (332, 335), (318, 354), (284, 354)],
        lift=0,
    )  # mouth
    lay("#7d3836", [(268, 335), (288, 342), (312, 342), (332, 335), (302, 350)], lift=0)
    blush = np.exp(-((np.hypot(x - 243, y - 312) / 21) ** 2)) + np.exp(
        -((np.hypot(x - 357, y - 312) / 21) ** 2)
    )
    picture = mix(picture, rgb("#d9785f"), 0.22 * blush)
    return finish(glasses(picture, size), rng, bloom=0.05, vignette=0.25, grain=0.012)


def glasses(picture, size):
    """Round glasses in thin wire, a little light in each."""

    def paint(draw, s):
        for cx in (260, 340):
            draw.ellipse([(cx - 31) * s, 236 * s, (cx + 31) * s, 298 * s], outline=255, width=int(3.4 * s))
        draw.arc([288 * s, 252 * s, 312 * s, 276 * s], 200, 340, fill=255, width=int(3.4 * s))
        draw.line([(229 * s, 262 * s), (212 * s, 256 * s)], fill=255, width=int(3 * s))
        draw.line([(371 * s, 262 * s), (388 * s, 256 * s)], fill=255, width=int(3 * s))

    def shine(draw, s):
        for cx in (260, 340):
            draw.polygon(
                [((cx + a) * s, b * s) for a, b in ((4, 244), (16, 246), (-8, 292), (-17, 287))], fill=255
            )

    wire = shape(size, size, paint)
    picture = picture * (1 - 0.3 * blur(slid(wire, 5, -3), 3))[..., None]
    picture = mix(picture, rgb("#ffffff"), 0.16 * shape(size, size, shine))
    return mix(picture, rgb("#2a2d33"), wire)


def cut(size, outlines, round_):
    """The mask of outlines whose corners are cut round (Chaikin's way)."""

    def paint(draw, s):
        for outline in outlines:
            line = np.array(outline, float)
            for _ in range(4 if round_ else 0):
                after = np.roll(line, -1, 0)
                line = np.stack([line * 0.75 + after * 0.25, line * 0.25 + after * 0.75], 1).reshape(-1, 2)
            draw.polygon([tuple(point * s) for point in line], fill=255)

    return shape(size, size, paint)
