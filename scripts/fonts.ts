/**
 * Makes the faces of the site out of the packages of @fontsource-variable:
 *
 *     node scripts/fonts.ts
 *
 * writes the Latin faces into `src/site/fonts/`, and `src/site/styles/fonts.css`, which names them and, for every other
 * alphabet, the package's own file. Nearly every page needs all of the Latin faces: they are cut down to the weights that the
 * style sheets use, and to the features that a browser uses unasked.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import subsetFont from 'subset-font';

interface Face {
  /** Its name in `src/site/fonts/`. */
  readonly name: string;
  readonly family: string;
  readonly font: string;
  readonly style: 'normal' | 'italic';
  readonly display: 'optional' | 'swap';
  /** A face that is drawn at its lightest gets larger where the light weights are left out. */
  readonly keepsAllWeights?: true;
}

const serif = { family: 'Postil Serif', font: 'source-serif-4', display: 'optional' } as const;
const sans = {
  family: 'Postil Sans',
  font: 'source-sans-3',
  display: 'optional',
  keepsAllWeights: true,
} as const;
const mono = { family: 'Postil Mono', font: 'jetbrains-mono', display: 'swap' } as const;
const FACES: readonly Face[] = [
  { name: 'serif', ...serif, style: 'normal' },
  { name: 'serif-italic', ...serif, style: 'italic' },
  { name: 'sans', ...sans, style: 'normal' },
  { name: 'sans-italic', ...sans, style: 'italic' },
  { name: 'mono', ...mono, style: 'normal' },
];

/** The weights of the style sheets; tests/rooms/site/fonts.test.ts looks that they use no other. */
export const WEIGHTS = { min: 400, max: 700 } as const;

/** Accents and spacing; ligatures of prose (those of code are in `calt`, and left out); figures of one width. */
const FEATURES = ['ccmp', 'locl', 'mark', 'mkmk', 'kern', 'liga', 'tnum'];

const HEAD = `/*
 * The type, written by scripts/fonts.ts: what is written in which letters fetches these and no others.
 *
 * A page is painted once. "optional" waits a tenth of a second for a face that the head preloads; what is not there by then
 * is for the next page, and no line breaks anew under a reader's eyes. Code may change its face later: all of these letters
 * are equally wide, in the fallback too. What stands in for a face until it is there is in stand-ins.css.
 */
`;

const { resolve: fileOf } = createRequire(import.meta.url);
const packed = (face: Face, alphabet: string): string =>
  `@fontsource-variable/${face.font}/files/${face.font}-${alphabet}-wght-${face.style}.woff2`;

/** The Latin faces, by their names. */
export async function latinFaces(): Promise<ReadonlyMap<string, Uint8Array>> {
  const made = new Map<string, Uint8Array>();
  for (const face of FACES) {
    const bytes = readFileSync(fileOf(packed(face, 'latin')));
    const cut = await subsetFont(bytes, lettersOf(alphabetsOf(face).latin ?? ''), {
      targetFormat: 'woff2',
      keepFeatures: FEATURES,
      ...(!face.keepsAllWeights && { variationAxes: { wght: WEIGHTS } }),
    });
    made.set(face.name, cut);
  }
  return made;
}

/** The style sheet that names all faces. */
export function fontSheet(): string {
  const rules = FACES.flatMap((face) =>
    Object.entries(alphabetsOf(face)).map(
      ([alphabet, range]) => `
@font-face {
  font-family: "${face.family}";
  font-style: ${face.style};
  font-weight: ${WEIGHTS.min} ${WEIGHTS.max};
  font-display: ${face.display};
  src: url("${alphabet === 'latin' ? `../fonts/${face.name}.woff2` : packed(face, alphabet)}") format("woff2");
  unicode-range: ${range.replaceAll(',', ', ')};
}
`,
    ),
  );
  return HEAD + rules.join('');
}

/** Vite writes what is smaller into the style sheet, from where the policy of a page lets no face be loaded. */
const SMALLEST_FILE = 4096;

/** Which letters each file of a package has. */
function alphabetsOf(face: Face): Readonly<Record<string, string>> {
  const all: Readonly<Record<string, string>> = JSON.parse(
    readFileSync(fileOf(`@fontsource-variable/${face.font}/unicode.json`), 'utf8'),
  );
  return Object.fromEntries(
    Object.entries(all).filter(
      ([alphabet]) => statSync(fileOf(packed(face, alphabet))).size >= SMALLEST_FILE,
    ),
  );
}

/** Every letter of a `unicode-range`. */
function lettersOf(range: string): string {
  return range
    .split(',')
    .flatMap((part) => {
      const [from = 0, to = from] = part
        .replace('U+', '')
        .split('-')
        .map((digits) => Number.parseInt(digits, 16));
      return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
    })
    .join('');
}

if (import.meta.main) {
  process.chdir(resolve(import.meta.dirname, '..'));
  for (const [name, bytes] of await latinFaces()) writeFileSync(`src/site/fonts/${name}.woff2`, bytes);
  writeFileSync('src/site/styles/fonts.css', fontSheet());
  spawnSync(process.execPath, [
    fileOf('@biomejs/biome/bin/biome'),
    'format',
    '--write',
    'src/site/styles/fonts.css',
  ]);
}
