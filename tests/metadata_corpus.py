#!/usr/bin/env python3
"""Makes small pictures that say something, and asks exiftool what it reads in each.

    metadata_corpus.py FOLDER

FOLDER gets the pictures and `oracle.json`: for each picture what exiftool found, block by block,
and what it chose by the Metadata Working Group's rules. The test tests/metadata_exiftool.rs compares.
Needs exiftool (Debian: libimage-exiftool-perl) and ImageMagick. All names and texts are invented.
"""
import itertools, json, os, random, re, struct, subprocess, sys, zlib

HERE = os.path.abspath(sys.argv[1])
os.makedirs(HERE, exist_ok=True)
os.chdir(HERE)
random.seed(4)

# ------------------------------------------------------------------------------ exiftool, kept open


class Exiftool:
    def __init__(self):
        self.process = subprocess.Popen(
            ["exiftool", "-stay_open", "True", "-@", "-"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def run(self, *args):
        lines = []
        for arg in args:
            if "\n" in arg or arg.startswith("#"):
                arg = "#[CSTR]" + arg.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("$", "\\$").replace("@", "\\@").replace('"', '\\"')
            lines.append(arg)
        self.process.stdin.write(("\n".join(lines) + "\n-execute\n").encode())
        self.process.stdin.flush()
        out = b""
        while not out.endswith(b"{ready}\n"):
            chunk = self.process.stdout.readline()
            if not chunk:
                raise SystemExit("exiftool ended: " + out.decode(errors="replace"))
            out += chunk
        return out[:-len(b"{ready}\n")]


ET = Exiftool()
FILES = {}   # name -> {"flags": [...], "kind": ...}


def note(name, flags=(), kind="whole", **more):
    FILES[name] = {"flags": list(flags), "kind": kind, **more}


def tagged(name, base, args, flags=(), kind="whole", minor=("-m",), **more):
    """A picture made of another by exiftool."""
    if os.path.exists(name):
        os.remove(name)
    out = ET.run(*minor, *flags, *args, "-o", name, base).decode(errors="replace")
    if not os.path.exists(name):
        print("not made:", name, out.strip()[:200], file=sys.stderr)
        return False
    note(name, flags, kind, **more)
    return True


# ------------------------------------------------------------------------------------ bare pictures

def bare():
    for name, extra in [("jpg", []), ("png", []), ("tif", ["-endian", "LSB"]), ("avif", []),
                        ("heic", []), ("webp", [])]:
        subprocess.run(["convert", "-size", "8x8", "xc:gray", *extra, f"base.{name}"], check=True)
    subprocess.run(["convert", "-size", "8x8", "xc:gray", "-endian", "MSB", "basemm.tif"], check=True)


BASES = {"jpg": "base.jpg", "png": "base.png", "tif": "base.tif", "mm": "basemm.tif",
         "avif": "base.avif", "heic": "base.heic"}


def end_of(container):
    return "tif" if container == "mm" else container


def webp(name, source, flags=(), label=False):
    """exiftool 12 cannot write WebP: its blocks are put there from a JPEG."""
    image = open("base.webp", "rb").read()[12:]
    def block(tag):
        return ET_binary("-b", tag, source)
    exif, xmp = block("-Exif"), block("-XMP")
    chunks = b""
    if exif:
        chunks += riff(b"EXIF", (b"Exif\0\0" if label else b"") + exif)
    if xmp:
        chunks += riff(b"XMP ", xmp)
    flags_byte = (8 if exif else 0) | (4 if xmp else 0)
    vp8x = riff(b"VP8X", struct.pack("<I", flags_byte) + b"\7\0\0\7\0\0")
    body = b"WEBP" + vp8x + image + chunks
    open(name, "wb").write(b"RIFF" + struct.pack("<I", len(body)) + body)
    note(name, flags)


def riff(kind, data):
    return kind + struct.pack("<I", len(data)) + data + (b"\0" if len(data) % 2 else b"")


def ET_binary(*args):
    return subprocess.run(["exiftool", *args], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


# --------------------------------------------------------------------------------------------- tags

IPTC = {"Caption-Abstract": "2:120", "Headline": "2:105", "By-line": "2:80", "Credit": "2:110",
        "CopyrightNotice": "2:116", "Source": "2:115", "City": "2:90",
        "Country-PrimaryLocationName": "2:101", "SpecialInstructions": "2:40"}
EXIF = {"ImageDescription": "ImageDescription", "Artist": "Artist", "Copyright": "Copyright"}
XMP = {"XMP-dc:Description": "dc:description", "XMP-photoshop:Headline": "photoshop:Headline",
       "XMP-dc:Creator": "dc:creator", "XMP-photoshop:Credit": "photoshop:Credit",
       "XMP-dc:Rights": "dc:rights", "XMP-photoshop:Source": "photoshop:Source",
       "XMP-iptcCore:AltTextAccessibility": "Iptc4xmpCore:AltTextAccessibility",
       "XMP-iptcCore:ExtDescrAccessibility": "Iptc4xmpCore:ExtDescrAccessibility",
       "XMP-iptcExt:PersonInImage": "Iptc4xmpExt:PersonInImage",
       "XMP-photoshop:City": "photoshop:City", "XMP-photoshop:Country": "photoshop:Country",
       "XMP-photoshop:Instructions": "photoshop:Instructions",
       "XMP-xmpRights:UsageTerms": "xmpRights:UsageTerms",
       "XMP-iptcExt:DigitalSourceType": "Iptc4xmpExt:DigitalSourceType"}
XMP_DATES = {"XMP-photoshop:DateCreated": "photoshop:DateCreated",
             "XMP-plus:LicenseEndDate": "plus:LicenseEndDate",
             "XMP-prism:ExpirationDate": "prism:expirationDate",
             "XMP-prism:expirationDate": "prism:expirationDate"}
XMP_STRUCTS = {"XMP-iptcExt:PersonInImageWDetails": ("PersonName", "Iptc4xmpExt:PersonInImageWDetails", "person"),
               "XMP-plus:ImageCreator": ("ImageCreatorName", "plus:ImageCreatorName", "creator")}

TEXTS = ["Zoë’s ferry in Łódź", "Plain words", "“Très bien,” said José – © 2024", "王小明 and Иван",
         'a < b & c > "d" \'e\'', "Tab\tand two  spaces"]
LATIN = ["Café owner Zoë Brontë", "L’été à la plage, près d’Étretat", "“Très bien,” said José",
         "Jürgen Weißhaupt in Köln", "El Niño llegó a Málaga", "Ångström på ön", "© Kit Orme 2024",
         "O’Brien’s boat – at sea"]


def every_field():
    """Each field, alone, in each block of each container."""
    for container, base in BASES.items():
        for index, (tag, text) in enumerate(itertools.product(
                list(EXIF) + list(XMP), TEXTS[:3] + [TEXTS[4]])):
            group = "" if tag.startswith("XMP") else "IFD0:"
            if container not in ("jpg", "png") and index % 2:
                continue
            tagged(f"field-{container}-{index}.{end_of(container)}", base, [f"-{group}{tag}={text}"],
                   ["-charset", "exif=UTF8"])
        if container in ("jpg", "png", "tif", "mm"):
            for index, (tag, text) in enumerate(itertools.product(IPTC, TEXTS[:4])):
                tagged(f"iim-{container}-{index}.{end_of(container)}", base,
                       ["-IPTC:CodedCharacterSet=UTF8", f"-IPTC:{tag}={text}"])
        args = {
            "date-exif": ["-ExifIFD:DateTimeOriginal=2024:05:06 07:08:09"],
            "date-exif-zone": ["-ExifIFD:DateTimeOriginal=2024:05:06 07:08:09", "-ExifIFD:OffsetTimeOriginal=+02:00"],
            "date-exif-sub": ["-ExifIFD:DateTimeOriginal=2024:05:06 07:08:09", "-ExifIFD:SubSecTimeOriginal=25"],
            "date-xmp": ["-XMP-photoshop:DateCreated=2024:05:06 07:08:09+02:00"],
            "date-xmp-day": ["-XMP-photoshop:DateCreated=2024:05:06"],
            "date-xmp-month": ["-XMP-photoshop:DateCreated=2024:05"],
            "date-xmp-year": ["-XMP-photoshop:DateCreated=2024"],
            "date-xmp-z": ["-XMP-photoshop:DateCreated=2024:05:06 07:08Z"],
            "plus-end": ["-XMP-plus:LicenseEndDate=2025:12:31"],
            "prism-end": ["-XMP-prism:ExpirationDate=2025:12:31 12:00:00+01:00"],
            "persons": ["-XMP-iptcExt:PersonInImage=Anna Berg", "-XMP-iptcExt:PersonInImage=RORY O’BRIEN"],
            "person-details": ["-XMP-iptcExt:PersonInImageWDetails=[{PersonName=Anna Berg,PersonId=urn:x:1},{PersonName=Rory Orme}]"],
            "place-shown": ["-XMP-iptcExt:LocationShown=[{City=Hull,CountryName=United Kingdom},{City=Goole}]"],
            "place-created": ["-XMP-iptcExt:LocationCreated={City=Hull,CountryName=United Kingdom}"],
            "plus-creator": ["-XMP-plus:ImageCreator=[{ImageCreatorName=Kit Orme},{ImageCreatorName=Ana Ruiz}]"],
            "creators": ["-XMP-dc:Creator=Kit Orme", "-XMP-dc:Creator=Ana Ruiz", "-XMP-dc:Creator=Zoë"],
            "generated": ["-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"],
        }
        if container in ("jpg", "png", "tif", "mm"):
            args |= {
                "date-iim": ["-IPTC:DateCreated=2024:05:06"],
                "date-iim-time": ["-IPTC:DateCreated=2024:05:06", "-IPTC:TimeCreated=07:08:09+02:00"],
                "end-iim": ["-IPTC:ExpirationDate=2025:12:31"],
                "end-iim-time": ["-IPTC:ExpirationDate=2025:12:31", "-IPTC:ExpirationTime=12:00:00-05:00"],
                "bylines": ["-IPTC:By-line=Kit Orme", "-IPTC:By-line=Ana Ruiz"],
            }
        for name, list_ in args.items():
            tagged(f"{name}-{container}.{end_of(container)}", base, list_)


def webps():
    """The same for WebP, from the JPEGs."""
    for name in [name for name in list(FILES) if name.endswith(".jpg") and not name.startswith("iim-")]:
        stem = name[:-4]
        if FILES[name]["kind"] == "whole":
            webp(f"{stem}-webp.webp", name, FILES[name]["flags"], label=stem.endswith(("1", "3")))


def character_sets():
    for index, text in enumerate(LATIN):
        for container in ("jpg", "tif", "mm", "png"):
            for charset in ("Latin", "MacRoman", "UTF8"):
                flags = ["-charset", f"iptc={charset}"]
                base, end = BASES[container], end_of(container)
                args = [f"-IPTC:Caption-Abstract={text}", "-IPTC:By-line=Zoë Brontë"]
                tagged(f"undeclared-{charset}-{container}-{index}.{end}", base, args, flags)
            tagged(f"declared-utf8-{container}-{index}.{end}", base,
                   ["-IPTC:CodedCharacterSet=UTF8", f"-IPTC:Caption-Abstract={text}"])
            tagged(f"declared-latin-{container}-{index}.{end}", base,
                   ["-IPTC:CodedCharacterSet=ESC . A", f"-IPTC:Caption-Abstract={text}"])
        for container in BASES:
            for charset in ("UTF8", "Latin", "MacRoman"):
                tagged(f"exif-{charset}-{container}-{index}.{end_of(container)}", BASES[container],
                       [f"-IFD0:ImageDescription={text}", f"-IFD0:Artist=Zoë Brontë"],
                       ["-charset", f"exif={charset}"])


def conflicts():
    """Three blocks that differ, with each kind of digest."""
    values = {"EXIF": ["-IFD0:ImageDescription=From Exif", "-IFD0:Artist=Exif Orme", "-IFD0:Copyright=Exif Ltd",
                       "-ExifIFD:DateTimeOriginal=2021:01:01 01:01:01"],
              "IPTC": ["-IPTC:Caption-Abstract=From IIM", "-IPTC:By-line=Iim Orme", "-IPTC:CopyrightNotice=Iim Ltd",
                       "-IPTC:Headline=Iim head", "-IPTC:Credit=Iim credit", "-IPTC:City=Iimtown",
                       "-IPTC:Country-PrimaryLocationName=Iimland", "-IPTC:Source=Iim source",
                       "-IPTC:SpecialInstructions=Iim do", "-IPTC:DateCreated=2022:02:02", "-IPTC:TimeCreated=02:02:02+00:00"],
              "XMP": ["-XMP-dc:Description=From XMP", "-XMP-dc:Creator=Xmp Orme", "-XMP-dc:Rights=Xmp Ltd",
                      "-XMP-photoshop:Headline=Xmp head", "-XMP-photoshop:Credit=Xmp credit",
                      "-XMP-photoshop:City=Xmptown", "-XMP-photoshop:Country=Xmpland",
                      "-XMP-photoshop:Source=Xmp source", "-XMP-photoshop:Instructions=Xmp do",
                      "-XMP-photoshop:DateCreated=2023:03:03"]}
    for container in BASES:
        for blocks in itertools.chain.from_iterable(itertools.combinations(values, n) for n in (1, 2, 3)):
            if "IPTC" in blocks and container in ("avif", "heic"):
                continue
            for digest in ("none", "fits", "old") if "IPTC" in blocks and container != "png" else ("none",):
                args = list(itertools.chain.from_iterable(values[block] for block in blocks))
                if digest == "fits":
                    args.append("-Photoshop:IPTCDigest=new")
                if digest == "old":
                    args.append("-Photoshop:IPTCDigest=00112233445566778899aabbccddeeff")
                name = f"conflict-{container}-{'-'.join(blocks)}-{digest}.{end_of(container)}"
                tagged(name, BASES[container], args)
    for container in ("jpg", "tif"):
        for digest in (None, "-Photoshop:IPTCDigest=new"):
            args = ["-XMP-iptcExt:LocationShown=[{City=Showntown,CountryName=Shownland}]", "-XMP-photoshop:City=Xmptown",
                    "-IPTC:Headline=x"] + ([digest] if digest else [])
            tagged(f"shown-{container}-{bool(digest)}.{container}", BASES[container], args)


def lengths():
    """Values at and over the caps of IIM, many lines, and very long ones."""
    word = "Schleusenwärterhäuschen am Öresund "
    long = (word * 200)[:5000]
    lines = "\n".join(f"Line {n}: Zoë’s ferry, “left”." for n in range(40))
    for container in ("jpg", "tif", "mm", "png"):
        base, end = BASES[container], end_of(container)
        for length in (28, 30, 31, 32, 33, 34, 40, 64):
            text = (word * 3)[:length]
            plain = ("Brindle Bay Ferry Company archive, the second box on the left " * 2)[:length].replace(" ", "x")
            for kind, value in (("accents", text), ("plain", plain)):
                for charset in ("UTF8", None):
                    head = ["-IPTC:CodedCharacterSet=UTF8"] if charset else []
                    args = head + [f"-IPTC:Credit={value}", f"-XMP-photoshop:Credit={value}", f"-IPTC:By-line={value}",
                                   f"-XMP-dc:Creator={value}", f"-IPTC:City={value}", f"-XMP-photoshop:City={value}"]
                    tagged(f"cap-{container}-{length}-{kind}-{charset}.{end}", base, args, truth={"Creator": value, "City": value, "CreditLine": value}, minor=())
        for name, value in (("long", long), ("lines", lines), ("cr", lines.replace("\n", "\r")), ("crlf", lines.replace("\n", "\r\n"))):
            tagged(f"{name}-{container}.{end}", base,
                   ["-IPTC:CodedCharacterSet=UTF8", f"-IPTC:Caption-Abstract={value}", f"-XMP-dc:Description={value}",
                    f"-XMP-iptcCore:ExtDescrAccessibility={value}"],
                   truth={"Caption": value}, minor=())
    for container in BASES:
        for name, value in (("longx", long), ("linesx", lines)):
            tagged(f"{name}-{container}.{end_of(container)}", BASES[container],
                   [f"-IFD0:ImageDescription={value}", f"-XMP-dc:Description={value}"])
    # The same where IIM counts before XMP: what was cut loses all the same.
    for container in ("jpg", "tif", "mm"):
        for length in (31, 32, 33, 40, 64):
            for kind, text in (("accents", word * 3), ("plain", "BrindlexBayxFerryxCompanyxarchive,xthexsecondxboxxonxthexleftxof")):
                for charset in ("UTF8", None):
                    value = text[:length].strip()
                    head = ["-IPTC:CodedCharacterSet=UTF8"] if charset else []
                    tagged(f"stale-{container}-{length}-{kind}-{charset}.{end_of(container)}", BASES[container],
                           head + [f"-IPTC:Credit={value}", f"-XMP-photoshop:Credit={value}", f"-IPTC:By-line={value}",
                                   f"-XMP-dc:Creator={value}", f"-IPTC:City={value}", f"-XMP-photoshop:City={value}",
                                   "-Photoshop:IPTCDigest=00112233445566778899aabbccddeeff"],
                           truth={"Creator": value, "City": value, "CreditLine": value}, minor=())
    # Over 64 KB, so that JPEG needs extended XMP.
    huge = (word * 4000)[:90000]
    tagged("extended-jpg.jpg", "base.jpg", [f"-XMP-dc:Description={huge}", "-XMP-dc:Creator=Kit Orme", "-XMP-photoshop:City=Hull"])
    tagged("extended-many-jpg.jpg", "base.jpg", [f"-XMP-dc:Description={huge}", f"-XMP-iptcCore:ExtDescrAccessibility={huge[::-1]}",
                                                f"-XMP-xmpRights:UsageTerms={huge}", "-IPTC:Headline=x"])


def languages():
    for container in BASES:
        base, end = BASES[container], end_of(container)
        for index, args in enumerate([
                ["-XMP-dc:Description=Ferry", "-XMP-dc:Description-de=Fähre", "-XMP-dc:Description-fr=Bac"],
                ["-XMP-dc:Description-de=Fähre", "-XMP-dc:Description-fr=Bac"],
                ["-XMP-dc:Rights-es=Derechos", "-XMP-dc:Rights=Rights", "-XMP-iptcCore:AltTextAccessibility-de=Eine Fähre"],
                ["-XMP-xmpRights:UsageTerms-en-GB=Editorial", "-XMP-xmpRights:UsageTerms-pt-BR=Só editorial"],
                ["-XMP-iptcCore:ExtDescrAccessibility=Long", "-XMP-iptcCore:ExtDescrAccessibility-de=Lang"]]):
            tagged(f"languages-{container}-{index}.{end}", base, args)


# ------------------------------------------------------------------------------------- XMP by hand

SPACES = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
          "photoshop": "http://ns.adobe.com/photoshop/1.0/", "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
          "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
          "xmpRights": "http://ns.adobe.com/xap/1.0/rights/", "xmp": "http://ns.adobe.com/xap/1.0/"}


def packet(body, spaces=SPACES, wrap=True):
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    rdf = f"<rdf:RDF {declared}>{body}</rdf:RDF>"
    if not wrap:
        return rdf
    return ('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
            f'{rdf}</x:xmpmeta>' + "\n" * 20 + '<?xpacket end="w"?>')


PACKETS = {
    "attributes": packet('<rdf:Description rdf:about="" photoshop:City="Hull &amp; Goole" photoshop:Credit="A &lt; B" photoshop:Headline="Zoë&#xA;two"/>'),
    "elements": packet('<rdf:Description rdf:about=""><photoshop:City>Hull &amp; Goole</photoshop:City><photoshop:Credit>A &lt; B</photoshop:Credit></rdf:Description>'),
    "mixed": packet('<rdf:Description rdf:about="" photoshop:City="Hull"><photoshop:Credit>Orme</photoshop:Credit></rdf:Description><rdf:Description rdf:about="" photoshop:Country="UK"/>'),
    "cdata": packet('<rdf:Description rdf:about=""><photoshop:City><![CDATA[Hull & <Goole>]]></photoshop:City></rdf:Description>'),
    "comment": packet('<rdf:Description rdf:about=""><!-- a -- b --><photoshop:City>Hull</photoshop:City><!-- c --></rdf:Description>'),
    "refs": packet('<rdf:Description rdf:about=""><photoshop:City>&#72;ull &#xE9; &quot;x&quot; &apos;y&apos;</photoshop:City></rdf:Description>'),
    "spaces": packet('<rdf:Description rdf:about="">\n  <photoshop:City>  Hull  </photoshop:City>\n  <dc:creator>\n <rdf:Seq>\n  <rdf:li>Kit Orme</rdf:li>\n </rdf:Seq>\n</dc:creator></rdf:Description>'),
    "bag": packet('<rdf:Description rdf:about=""><dc:creator><rdf:Bag><rdf:li>Kit Orme</rdf:li><rdf:li>Ana Ruiz</rdf:li></rdf:Bag></dc:creator></rdf:Description>'),
    "plainalt": packet('<rdf:Description rdf:about=""><dc:description>Plain ferry</dc:description><dc:rights>Orme</dc:rights><dc:creator>Kit Orme</dc:creator></rdf:Description>'),
    "attralt": packet('<rdf:Description rdf:about="" dc:description="Plain ferry" dc:rights="Orme" dc:creator="Kit Orme"/>'),
    "nodefault": packet('<rdf:Description rdf:about=""><dc:description><rdf:Alt><rdf:li xml:lang="en">Ferry</rdf:li><rdf:li xml:lang="de">Fähre</rdf:li></rdf:Alt></dc:description></rdf:Description>'),
    "defaultlast": packet('<rdf:Description rdf:about=""><dc:description><rdf:Alt><rdf:li xml:lang="de">Fähre</rdf:li><rdf:li xml:lang="x-default">Ferry</rdf:li></rdf:Alt></dc:description></rdf:Description>'),
    "resource": packet('<rdf:Description rdf:about=""><Iptc4xmpExt:DigitalSourceType rdf:resource="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"/></rdf:Description>'),
    "structattr": packet('<rdf:Description rdf:about=""><Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li Iptc4xmpExt:City="Hull" Iptc4xmpExt:CountryName="UK"/></rdf:Bag></Iptc4xmpExt:LocationShown></rdf:Description>'),
    "structinner": packet('<rdf:Description rdf:about=""><Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li><rdf:Description Iptc4xmpExt:City="Hull"><Iptc4xmpExt:CountryName>UK</Iptc4xmpExt:CountryName></rdf:Description></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown></rdf:Description>'),
    "structparse": packet('<rdf:Description rdf:about=""><Iptc4xmpExt:LocationCreated rdf:parseType="Resource"><Iptc4xmpExt:City>Hull</Iptc4xmpExt:City></Iptc4xmpExt:LocationCreated></rdf:Description>'),
    "structplain": packet('<rdf:Description rdf:about=""><Iptc4xmpExt:LocationCreated><rdf:Description><Iptc4xmpExt:City>Hull</Iptc4xmpExt:City></rdf:Description></Iptc4xmpExt:LocationCreated></rdf:Description>'),
    "persondetails": packet('<rdf:Description rdf:about=""><Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:PersonName><rdf:Alt><rdf:li xml:lang="x-default">Anna Berg</rdf:li></rdf:Alt></Iptc4xmpExt:PersonName></rdf:li><rdf:li><rdf:Description><Iptc4xmpExt:PersonName><rdf:Alt><rdf:li xml:lang="x-default">Rory Orme</rdf:li></rdf:Alt></Iptc4xmpExt:PersonName></rdf:Description></rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails></rdf:Description>'),
    "otherprefix": packet('<rdf:Description rdf:about="" a:City="Hull"><b:creator><rdf:Seq><rdf:li>Kit Orme</rdf:li></rdf:Seq></b:creator></rdf:Description>',
                          {"rdf": SPACES["rdf"], "a": SPACES["photoshop"], "b": SPACES["dc"]}),
    "innerspaces": packet(f'<rdf:Description rdf:about="" xmlns:photoshop="{SPACES["photoshop"]}" photoshop:City="Hull"/>', {"rdf": SPACES["rdf"]}),
    "nowrap": packet('<rdf:Description rdf:about="" photoshop:City="Hull"/>', wrap=False),
    "value": packet('<rdf:Description rdf:about=""><photoshop:City rdf:parseType="Resource"><rdf:value>Hull</rdf:value></photoshop:City></rdf:Description>'),
    "empty": packet('<rdf:Description rdf:about="" photoshop:City="" photoshop:Country="UK"><dc:creator><rdf:Seq/></dc:creator></rdf:Description>'),
    "emptyli": packet('<rdf:Description rdf:about=""><dc:creator><rdf:Seq><rdf:li/><rdf:li>Kit Orme</rdf:li></rdf:Seq></dc:creator></rdf:Description>'),
    "single-quotes": packet("<rdf:Description rdf:about='' photoshop:City='Hull \"x\"'/>"),
    "attrlines": packet('<rdf:Description rdf:about="" photoshop:Instructions="One&#10;Two&#xD;Three"/>'),
    "seqdesc": packet('<rdf:Description rdf:about=""><dc:description><rdf:Seq><rdf:li>One ferry</rdf:li></rdf:Seq></dc:description></rdf:Description>'),
}


def jpeg_with(name, segments):
    base = open("base.jpg", "rb").read()
    data = b"".join(b"\xFF" + bytes([marker]) + struct.pack(">H", len(payload) + 2) + payload for marker, payload in segments)
    open(name, "wb").write(base[:2] + data + base[2:])


def png_with(name, chunks):
    base = open("base.png", "rb").read()
    at = 8 + 25
    data = b"".join(struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload)) for kind, payload in chunks)
    open(name, "wb").write(base[:at] + data + base[at:])


XAP = b"http://ns.adobe.com/xap/1.0/\0"


def packets():
    for name, text in PACKETS.items():
        data = text.encode()
        jpeg_with(f"xmp-{name}.jpg", [(0xE1, XAP + data)])
        note(f"xmp-{name}.jpg")
        png_with(f"xmp-{name}.png", [(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + data)])
        note(f"xmp-{name}.png")
        png_with(f"xmpz-{name}.png", [(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(data))])
        note(f"xmpz-{name}.png")
        for width, codec in (("16le", "utf-16-le"), ("16be", "utf-16-be")) if name != "nowrap" else ():
            png_with(f"xmp{width}-{name}.png", [(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + ("\ufeff" + text).encode(codec))])
            note(f"xmp{width}-{name}.png")
        for base, end in (("base.tif", "tif"), ("basemm.tif", "mm.tif"), ("base.avif", "avif"), ("base.heic", "heic")):
            open("packet.xmp", "w", encoding="utf-8").write(text)
            tagged(f"xmp-{name}.{end}", base, ["-XMP<=packet.xmp"])
    os.remove("packet.xmp")


# ------------------------------------------------------------------------- other writers, and damage

RICH = ["-IFD0:ImageDescription=Exif’s ferry", "-IFD0:Artist=Kit Orme", "-IFD0:Copyright=Orme Pictures",
        "-ExifIFD:DateTimeOriginal=2024:05:06 07:08:09", "-IPTC:CodedCharacterSet=UTF8",
        "-IPTC:Caption-Abstract=Iim’s ferry", "-IPTC:By-line=Kit Orme", "-IPTC:Credit=Zoë/AFP", "-IPTC:City=Hull",
        "-XMP-dc:Description=Xmp’s ferry", "-XMP-dc:Creator=Kit Orme", "-XMP-photoshop:Credit=Zoë/AFP",
        "-XMP-photoshop:City=Hull", "-XMP-iptcCore:AltTextAccessibility=A ferry", "-XMP-xmpRights:UsageTerms=Editorial"]


def other_writers():
    """ImageMagick writes PNG's raw profiles, Photoshop's block in TIFF, and WebP's chunks."""
    for container in ("jpg", "png", "tif", "mm", "avif", "heic"):
        tagged(f"rich-{container}.{end_of(container)}", BASES[container],
               [arg for arg in RICH if container not in ("avif", "heic") or "IPTC" not in arg])
    for end in ("png", "tif", "webp", "jpg"):
        for source in ("rich-jpg.jpg", "rich-tif.tif"):
            name = f"magick-{source[5:8]}.{end}"
            subprocess.run(["convert", source, name], check=True, stderr=subprocess.DEVNULL)
            if end == "webp":
                # ImageMagick 6 ends the chunk's name with a zero byte, which exiftool passes over.
                data = open(name, "rb").read().replace(b"XMP\0", b"XMP ")
                open(name, "wb").write(data)
            note(name)
    # Photoshop's resources over two segments, IIM in the second half; fill bytes between segments.
    iim = b"".join(b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value)) + value
                   for number, value in ((120, b"A ferry " * 200), (80, b"Kit Orme"), (110, b"AFP")))
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iim)) + iim + (b"\0" if len(iim) % 2 else b"")
    head = b"Photoshop 3.0\0"
    jpeg_with("split-8bim.jpg", [(0xED, head + resource[:700]), (0xED, head + resource[700:])])
    note("split-8bim.jpg")
    jpeg_with("other-8bim.jpg", [(0xED, head + b"8BIM\x03\xed\3odd" + struct.pack(">I", 3) + b"abc\0" + resource)])
    note("other-8bim.jpg")
    jpeg_with("two-exif.jpg", [(0xE1, b"Exif\0\0" + ET_binary("-b", "-Exif", "rich-jpg.jpg"))])
    note("two-exif.jpg")
    # An extended data set: over 32,767 bytes.
    long = ("Long ferry. " * 4000).encode()
    iim = b"\x1c\x02\x78\x80\x04" + struct.pack(">I", len(long)) + long + b"\x1c\x02\x50\0\3Zed"
    jpeg_with("extended-iim.jpg", [(0xED, head + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iim)) + iim)])
    note("extended-iim.jpg")
    # Trailing zero bytes after the data sets and in values.
    iim = b"\x1c\x02\x78\0\x07Ferry\0\0" + b"\x1c\x02\x50\0\3Zed" + b"\0" * 9
    jpeg_with("zeros-iim.jpg", [(0xED, head + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iim)) + iim + b"\0" * (len(iim) % 2))])
    note("zeros-iim.jpg")
    # Both photographer's and editor's copyright.
    tagged("two-copyrights.jpg", "base.jpg", ["-IFD0:Copyright=Kit Orme\nThe Lantern"])
    # Exif and XMP in raw profiles, as text and packed.
    for kind, data in ((b"exif", b"Exif\0\0" + ET_binary("-b", "-Exif", "rich-jpg.jpg")), (b"iptc", resource), (b"xmp", PACKETS["mixed"].encode()),
                       (b"APP1", XAP + PACKETS["mixed"].encode())):
        text = b"\n" + kind + b"\n%8d\n" % len(data) + b"\n".join(re.findall(b".{1,72}", data.hex().encode())) + b"\n"
        png_with(f"profile-{kind.decode()}-z.png", [(b"zTXt", b"Raw profile type " + kind + b"\0\0" + zlib.compress(text))])
        note(f"profile-{kind.decode()}-z.png")
        png_with(f"profile-{kind.decode()}-t.png", [(b"tEXt", b"Raw profile type " + kind + b"\0" + text)])
        note(f"profile-{kind.decode()}-t.png")


def damage():
    """Files that end too early, at every few bytes."""
    for container in ("jpg", "png", "tif", "mm", "avif", "heic"):
        name = f"rich-{container}.{end_of(container)}"
        data = open(name, "rb").read()
        for index in range(1, 25):
            cut = f"cut-{container}-{index}.{end_of(container)}"
            open(cut, "wb").write(data[:len(data) * index // 25])
            note(cut, kind="cut")
    data = open("rich-jpg-webp.webp", "rb").read() if os.path.exists("rich-jpg-webp.webp") else b""
    for index in range(1, 25):
        if data:
            open(f"cut-webp-{index}.webp", "wb").write(data[:len(data) * index // 25])
            note(f"cut-webp-{index}.webp", kind="cut")


def at_random():
    """Any fields, blocks and values together."""
    tags = [f"IFD0:{tag}" for tag in EXIF] + [f"IPTC:{tag}" for tag in IPTC] + list(XMP)
    words = "ferry Zoë Łódź harbour “left” and – the O’Brien 2024 © mayor of Hull".split()
    for index in range(240):
        container = random.choice(list(BASES))
        args = ["-IPTC:CodedCharacterSet=UTF8"] if random.random() < 0.8 else []
        for tag in random.sample(tags, random.randint(1, 12)):
            if tag.startswith("IPTC") and container in ("avif", "heic"):
                continue
            for _ in range(random.randint(1, 3) if tag.split(":")[1] in ("By-line", "Creator", "PersonInImage") else 1):
                args.append(f"-{tag}=" + random.choice(["Hull", "Zoë", "Łódź"]) + " " + " ".join(random.choices(words, k=random.randint(0, 8))))
        if random.random() < 0.3 and container in ("jpg", "tif", "mm"):
            args.append("-Photoshop:IPTCDigest=new")
        tagged(f"random-{index}.{end_of(container)}", BASES[container], args)


# ------------------------------------------------------------------------------------------- oracle

def iso(moment):
    moment = str(moment)
    match = re.match(r"^(\d{4})(?::(\d\d)(?::(\d\d)(?: (\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?)?)?$", moment)
    if not match:
        return moment
    year, month, day, clock, zone = match.groups()
    return "-".join(part for part in (year, month, day) if part) + (f"T{clock}{zone or ''}" if clock else "")


def listed(value):
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def block_values(found):
    """exiftool's findings by our names: block|property|language -> values."""
    said = {}
    for key, value in found.items():
        group, _, tag = key.partition(":")
        if group == "IFD0" and tag in EXIF:
            said[f"exif|{EXIF[tag]}|"] = listed(value)
        elif key == "ExifIFD:DateTimeOriginal":
            zone = found.get("ExifIFD:OffsetTimeOriginal", "")
            said["exif|DateTimeOriginal|"] = [iso(str(value) + zone)]
        elif group == "IPTC" and tag in IPTC:
            said[f"iim|{IPTC[tag]}|"] = listed(value)
        elif key == "IPTC:DateCreated":
            time = found.get("IPTC:TimeCreated")
            said["iim|2:55|"] = [iso(f"{value} {time}" if time else value)]
        elif key == "IPTC:ExpirationDate":
            time = found.get("IPTC:ExpirationTime")
            said["iim|2:37|"] = [iso(f"{value} {time}" if time else value)]
        elif key in XMP_DATES:
            said[f"xmp|{XMP_DATES[key]}|"] = [iso(value)]
        elif key in XMP_STRUCTS:
            field, name, _ = XMP_STRUCTS[key]
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict) and field in item:
                    said.setdefault(f"xmp|{name}|", []).extend(listed(item[field]))
        elif key in ("XMP-iptcExt:LocationShown", "XMP-iptcExt:LocationCreated"):
            name = key.replace("XMP-iptcExt", "Iptc4xmpExt")
            for item in value if isinstance(value, list) else [value]:
                for field, what in (("City", "city"), ("CountryName", "country")):
                    if isinstance(item, dict) and field in item:
                        said.setdefault(f"xmp|{name}/{what}|", []).extend(listed(item[field]))
        else:
            if key in XMP:
                said[f"xmp|{XMP[key]}|"] = listed(value)
            else:
                for known in XMP:
                    if key.startswith(known + "-"):
                        said[f"xmp|{XMP[known]}|{key[len(known) + 1:]}"] = listed(value)
    return said


def chosen(found, mwg):
    """What counts: exiftool's own choice where it makes one, its rule where it does not."""
    picks = {}
    for ours, theirs in (("Caption", "Description"), ("Creator", "Creator"), ("Copyright", "Copyright"),
                         ("City", "City"), ("Country", "Country"), ("Created", "DateTimeOriginal")):
        value = mwg.get("MWG:" + theirs, mwg.get(theirs))
        if value is not None:
            picks[ours] = [iso(item) for item in listed(value)] if ours == "Created" else listed(value)[:1] if ours in ("City", "Country") else listed(value)
    digest, current = found.get("Photoshop:IPTCDigest"), found.get("File:CurrentIPTCDigest")
    for ours, iim, xmp, cap in (("Headline", "Headline", "XMP-photoshop:Headline", 256), ("CreditLine", "Credit", "XMP-photoshop:Credit", 32),
                                ("Source", "Source", "XMP-photoshop:Source", 32), ("Instructions", "SpecialInstructions", "XMP-photoshop:Instructions", 256)):
        a, b = found.get("IPTC:" + iim), found.get(xmp)
        if current is None or (b is not None and digest in (None, current)):
            value = b
        elif b is not None and a is not None and len(str(a).encode()) >= cap and str(b).startswith(str(a)):
            value = b
        else:
            value = a if a is not None else b
        if value is not None:
            picks[ours] = listed(value)
    return picks


def oracle():
    answers = {}
    groups = {}
    for name, facts in FILES.items():
        groups.setdefault(tuple(facts["flags"]), []).append(name)
    for flags, names in groups.items():
        for at in range(0, len(names), 100):
            part = names[at:at + 100]
            def ask(*args):
                out = ET.run("-j", *flags, *args, *part)
                text = out.decode(errors="replace")
                begin = text.find("[{")
                rows = json.loads(text[begin:text.rindex("]") + 1], strict=False) if begin >= 0 else []
                return {os.path.basename(row["SourceFile"]): row for row in rows}
            plain = ask("-G1", "-struct", "-IFD0:all", "-ExifIFD:all", "-IPTC:all", "-XMP:all", "-IPTCDigest", "-CurrentIPTCDigest")
            mwg = ask("-G1", "-use", "MWG", "-MWG:all")
            for name in part:
                found = plain.get(name, {})
                answers[name] = {
                    **{key: value for key, value in FILES[name].items() if key != "flags"},
                    "said": block_values(found), "chosen": chosen(found, mwg.get(name, {}))}
    json.dump(answers, open("oracle.json", "w"), ensure_ascii=False, indent=0, sort_keys=True)
    print(len(answers), "files,", sum(len(answer["said"]) for answer in answers.values()), "statements")


bare()
every_field()
character_sets()
conflicts()
lengths()
languages()
packets()
other_writers()
at_random()
webps()
damage()
oracle()
# Left alone, exiftool would wait for more for ever.
ET.process.stdin.write(b"-stay_open\nFalse\n")
ET.process.stdin.close()
ET.process.wait()
