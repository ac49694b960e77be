#!/usr/bin/env python3
"""Picks the small part of the corpus that is kept in the repository: metadata_fixtures.py CORPUS FOLDER"""
import json, os, shutil, sys, random
corpus, out = sys.argv[1:]
oracle = json.load(open(f"{corpus}/oracle.json"))
shutil.rmtree(out, ignore_errors=True); os.makedirs(out)
random.seed(4)
keep = [n for n in oracle if n.startswith(("rich-", "magick-", "two-", "split-", "profile-", "zeros-", "shown-"))]
keep += [f"conflict-jpg-EXIF-IPTC-XMP-{d}.jpg" for d in ("none", "fits", "old")] + [f"conflict-jpg-IPTC-XMP-{d}.jpg" for d in ("none", "fits", "old")]
keep += [f"undeclared-{c}-jpg-{n}.jpg" for c in ("Latin", "MacRoman") for n in (0, 1, 2)]
keep += ["declared-latin-tif-1.tif", "stale-jpg-40-accents-UTF8.jpg", "stale-jpg-40-plain-None.jpg", "xmp16le-elements.png", "xmpz-elements.png",
         "xmp-structinner.jpg", "xmp-persondetails.avif", "xmp-resource.heic", "languages-avif-0.avif", "languages-tif-1.tif", "person-details-jpg.jpg",
         "date-iim-time-tif.tif", "date-exif-zone-jpg.jpg", "end-iim-time-jpg.jpg", "plus-end-png.png", "place-created-webp.webp" ]
keep += [n for n in oracle if n.startswith("cut-") and n.split(".")[0].endswith(("-9", "-17", "-22"))]
keep = sorted({n for n in keep if n in oracle})
for name in keep: shutil.copy(f"{corpus}/{name}", out)
json.dump({n: oracle[n] for n in keep}, open(f"{out}/oracle.json", "w"), ensure_ascii=False, indent=1, sort_keys=True)
print(len(keep), "files,", sum(os.path.getsize(f"{out}/{n}") for n in os.listdir(out)), "bytes")
