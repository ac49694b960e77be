"""What exiftool reads in the renditions of a real export is what the story says, and nothing else.

    pictures_readback.py PROGRAM FOLDER

Makes a story in FOLDER whose lead picture holds a position, a serial number and more, exports it
with PROGRAM and reads every rendition back. Captions, credits and rights are taken from the ninjs of
the same story, which also lists the files.
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

PRIVATE = {
    'GPSLatitude': '51.5', 'GPSLatitudeRef': 'N', 'GPSLongitude': '0.12', 'GPSLongitudeRef': 'W',
    'SerialNumber': 'SERIAL-0042', 'LensSerialNumber': 'LENS-0815', 'OwnerName': 'Owner Of Camera',
    'Make': 'Lochcam', 'Model': 'Sound 5', 'ImageUniqueID': '0123456789abcdef0123456789abcdef',
    'XMP-xmpMM:DocumentID': 'xmp.did:private', 'XMP-exif:GPSLatitude': '51.5',
    'IPTC:SpecialInstructions': 'Not before the councillor has seen it',
}
COPYRIGHT = '© 2026 Northlight, Merrowness'
TERMS = 'No sales.\nNo archives.'
LONG = 'The Marren at sunrise on Monday, on the first crossing by the new course.'
MORE = ' Zoë’s “bakery” waits: 日本 🎈' + ', and the sand moves' * 120 + '.'
# What a file may say besides: how it is encoded.
ALLOWED = {'SourceFile', 'ExifTool', 'System', 'File', 'JFIF', 'RIFF', 'Composite', 'XMP-x'}

program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
root = pathlib.Path(__file__).resolve().parent.parent
wrong = 0


def complain(message):
    global wrong
    wrong += 1
    print(message)


def exiftool(*arguments):
    done = subprocess.run(['exiftool', *map(str, arguments)], capture_output=True, check=True)
    return done.stdout


def story():
    """The sample with a lead that holds what must not leave, rights, persons and a crop."""
    shutil.copytree(root / 'assets/sample', folder / 'story')
    text = (folder / 'story/story.ron').read_text()
    media = folder / 'story/media'
    old = text.split('lead: (')[1].split('sha256: "')[1][:64]
    lead = media / f'{old}.jpg'
    exiftool('-q', '-overwrite_original', *[f'-{tag}={value}' for tag, value in PRIVATE.items()], lead)
    held = exiftool('-a', '-G1', '-s', lead).decode(errors='replace')
    for word in ('SERIAL-0042', 'LENS-0815', 'GPSLatitude', 'xmp.did:private', 'councillor'):
        assert word in held, f'the original does not hold {word}'
    new = hashlib.sha256(lead.read_bytes()).hexdigest()
    lead.rename(media / f'{new}.jpg')
    rights = [
        'crops: [(ratio: "16:9", left: 0.0, top: 0.1, width: 1.0, height: 0.8435)]',
        f'usage_terms: {json.dumps(TERMS)}',
        'source_type: "captured"',
        'persons: ["Ruth Abara"]',
        f'file_says: (copyright: {json.dumps(COPYRIGHT, ensure_ascii=False)})',
    ]
    point = 'focal_point: (x: 0.46, y: 0.5),'
    assert text.count(point) == 1 and text.count(LONG) == 1
    text = text.replace(old, new).replace(LONG, LONG + MORE).replace(point, point + ','.join(rights) + ',')
    (folder / 'story/story.ron').write_text(text)


def export(to, out):
    subprocess.run(
        [program, 'export', folder / 'story', '--to', to, '--out', folder / out, '--force', 'checked by CI'],
        check=True, stdout=subprocess.DEVNULL)


def cut(text, most):
    return text.encode()[:most].decode(errors='ignore').rstrip()


def expected(picture):
    """The tags of a picture's renditions, by its ninjs."""
    said = {it['role']: it['value'] for it in picture.get('descriptions', [])}
    creators = picture['by'].split(', ') if 'by' in picture else []
    credit = picture['infoSources'][0]['name']
    copyright, terms = picture.get('copyrightNotice'), picture.get('usageTerms')
    if terms is not None:
        terms = TERMS
    xmp = {
        'XMP-dc:Description': said.get('caption'),
        'XMP-dc:Creator': creators,
        'XMP-dc:Rights': copyright,
        'XMP-photoshop:Credit': credit,
        'XMP-xmpRights:UsageTerms': terms,
        'XMP-iptcCore:AltTextAccessibility': said.get('alttext'),
        'XMP-iptcExt:DigitalSourceType': picture.get('digitalSourceType', {}).get('uri'),
        'XMP-plus:ImageCreator': [{'ImageCreatorName': name} for name in creators],
    }
    iim = {
        'IPTC:CodedCharacterSet': 'UTF8',
        'IPTC:ApplicationRecordVersion': 4,
        'IPTC:By-line': [cut(name, 32) for name in creators],
        'IPTC:Credit': cut(credit, 32),
        'IPTC:CopyrightNotice': copyright,
        'IPTC:Caption-Abstract': cut(said.get('caption', ''), 2000),
    }
    return ({tag: value for tag, value in tags.items() if value} for tags in (xmp, iim))


def plain(value):
    """One in a list and one alone are the same to XMP."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def check(picture, found):
    name = pathlib.Path(found['SourceFile']).name
    if picture['rel'] == 'authorPortrait':
        wanted = {}
    else:
        wanted, iim = expected(picture)
        if name.endswith('.jpg'):
            # The digest that is written is the one that exiftool works out.
            wanted = {**wanted, **iim, 'Photoshop:IPTCDigest': found.get('File:CurrentIPTCDigest', 'none')}
        # Ninjs has no place for the supplier but in the credit.
        supplier = found.get('XMP-plus:ImageSupplier', [])
        if all(it['ImageSupplierName'] in wanted['XMP-photoshop:Credit'] for it in supplier):
            wanted['XMP-plus:ImageSupplier'] = supplier or None
    for tag, value in wanted.items():
        if plain(found.get(tag)) != plain(value):
            complain(f'{name}: {tag}: {str(found.get(tag))[:90]!r}, not {str(value)[:90]!r}')
    for tag, value in found.items():
        if tag not in wanted and tag.split(':')[0] not in ALLOWED:
            complain(f'{name}: {tag} is not ours: {value!r}')


shutil.rmtree(folder, ignore_errors=True)
(folder / 'settings').mkdir(parents=True)
os.environ['NIGHTDESK_SETTINGS'] = str(folder / 'settings')
(folder / 'settings/settings.ron').write_text('(base_url: "https://mercury.example/coast/")\n')
story()
export('html', 'page')
export('ninjs', 'story.ninjs.json')
files = sorted((folder / 'page/media').iterdir())
read = json.loads(exiftool('-j', '-G1', '-a', '-struct', '-charset', 'iptc=utf8', *files))
read = {pathlib.Path(it['SourceFile']).name: it for it in read}
listed = set()
for picture in json.loads((folder / 'story.ninjs.json').read_text())['associations']:
    for rendition in picture.get('renditions', []):
        name = rendition['href'].rsplit('/', 1)[1]
        listed.add(name)
        if name not in read:
            complain(f'{name} is listed and not there')
            continue
        found = read[name]
        size = (found['File:ImageWidth'], found['File:ImageHeight']) if name.endswith('.jpg') else (
            found['RIFF:ImageWidth'], found['RIFF:ImageHeight'])
        if size != (rendition['width'], rendition['height']):
            complain(f'{name} is {size}, not {rendition}')
        check(picture, found)
for name in set(read) - listed:
    complain(f'{name} is there and not listed')
for found in json.loads(exiftool('-j', '-validate', '-warning', '-a', *files)):
    if found.get('Validate') != 'OK':
        complain(f'{found["SourceFile"]}: {found.get("Validate")}: {found.get("Warning")}')
for file in files:
    for word in (b'SERIAL-0042', b'LENS-0815', b'Lochcam', b'xmp.did:private', b'GPS', b'councillor'):
        if word in file.read_bytes():
            complain(f'{file.name} gives away {word.decode()}')
crops = [name for name in listed if (read.get(name) or {}).get('Composite:ImageSize') == '1600x900']
if not crops:
    complain('the crop of 16:9 is not among the files')
print(f'{len(files)} renditions, read by exiftool: {wrong} wrong')
sys.exit(wrong > 0)
