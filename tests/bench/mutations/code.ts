import { excerptPointedAt } from '../../../src/citations/page/pointed-at.ts';
import { openingTagAt, type Tag } from '../../../src/citations/page/tag.ts';
import { propOf } from '../../../src/citations/page/use.ts';
import { lockKey } from '../../../src/sources/lock.ts';
import type { Random } from '../random.ts';
import { type Kind, replaced } from './mutant.ts';
import type { ExcerptClaim, Subject } from './subject.ts';

type AnchorEdit = (at: string, random: Random, claim: ExcerptClaim, subject: Subject) => string | null;

/** Ways to make words stand on no line of an excerpt, or on several. */
const ANCHOR_EDITS: Readonly<Record<string, AnchorEdit>> = {
  'one letter': (at, random) => {
    const spot = random.below(at.length);
    const letter = random.pick([...'abcdefghijklmnopqrstuvwxyz_', '']);
    return `${at.slice(0, spot)}${letter}${at.slice(spot + 1)}`;
  },
  shifted: (at, random, { excerpt }) => {
    const lines = excerpt.text.split('\n');
    const line = random.pick(lines).trim();
    const start = random.below(Math.max(1, line.length - 3));
    return line.slice(start, start + at.length);
  },
  'of another excerpt': (_, random, __, { excerpts }) => {
    const notes = random.pick(excerpts).use.notes;
    return notes.length > 0 ? (propOf(random.pick(notes).tag, 'at')?.value ?? null) : null;
  },
  'joined with words of another line': (at, random, { excerpt }) => {
    const other = random.pick(excerpt.text.split('\n')).trim().split(' ')[0] ?? '';
    return `${at} ${other}`;
  },
};

/** The tags that are tied to lines of an excerpt: its notes, and the words of its page that point at it. */
const TIED: Readonly<Record<'note' | 'line', (claim: ExcerptClaim) => readonly Tag[]>> = {
  note: ({ use }) => use.notes.map(({ tag }) => tag),
  line: ({ use, page }) =>
    page.pointers.filter((pointer) => excerptPointedAt(pointer, page) === use).map(({ tag }) => tag),
};

/** Ways to make an excerpt, what is tied to its lines, its lock or its tree false. */
export const CODE_KINDS: readonly Kind[] = [
  ...Object.entries(ANCHOR_EDITS).flatMap(([name, edit]) => [
    anchor('note', name, edit),
    anchor('line', name, edit),
  ]),
  request('wrong tree', 'tree', (tree, random, { trees }) =>
    random.pick(Object.keys(trees).filter((other) => other !== tree)),
  ),
  request('one letter of the tree', 'tree', otherLetter),
  request('one letter of the path', 'path', otherLetter),
  request('one letter of the symbol', 'symbol', otherLetter),
  request('another symbol', 'symbol', (symbol, random, { excerpts }) => {
    const { symbol: other, path, tree } = random.pick(excerpts).request;
    // What the file has in another tree may as well be the right symbol in the wrong tree.
    const isElsewhere = excerpts.some(
      ({ request }) => request.symbol === symbol && request.path === path && request.tree !== tree,
    );
    return other === undefined || other === symbol || isElsewhere ? null : other;
  }),
  request('one letter of "from"', 'from', otherLetter),
  request('one letter of "to"', 'to', otherLetter),
  lock('lines shifted', ({ excerpt }, random) => {
    const by = random.pick([-3, -2, -1, 1, 2, 3, 100]);
    return [excerpt.firstLine + by, excerpt.lastLine + random.pick([0, by])];
  }),
  tree('one letter of the code', (line, random) => {
    const at = random.below(line.length);
    const letter = random.pick([...'abcdefghijklmnopqrstuvwxyz0123456789(){};,.*&!=<>+- ']);
    return [`${line.slice(0, at)}${letter}${line.slice(at + 1)}`];
  }),
  tree('one token changed', (line, random) => {
    const tokens = [...line.matchAll(/[A-Za-z_]\w*|\d+|[-+*/%&|^!=<>]+|[^\s]/g)];
    if (tokens.length === 0) return null;
    const token = random.pick(tokens);
    const by = random.pick(['0', '1', 'true', 'ret', '!', '==', '&&', '||', 'NULL', '->', '<', '>=']);
    return [`${line.slice(0, token.index)}${by}${line.slice(token.index + token[0].length)}`];
  }),
  tree('one token dropped', (line, random) => {
    const tokens = [...line.matchAll(/[A-Za-z_]\w*|\d+|[-+*/%&|^!=<>]+|[^\s]/g)];
    if (tokens.length === 0) return null;
    const token = random.pick(tokens);
    return [`${line.slice(0, token.index)}${line.slice(token.index + token[0].length)}`];
  }),
  tree('look-alike letter in the code', (line) => {
    const at = line.search(/[aceopxy]/);
    const alike = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у' }[line[at] ?? ''];
    return alike ? [`${line.slice(0, at)}${alike}${line.slice(at + 1)}`] : null;
  }),
  tree('one line dropped', () => []),
  tree('one line doubled', (line) => [line, line]),
  tree('one line put in', (line, random) => [line, random.pick(['\treturn 0;', '\tgoto out;', '', '\t}'])]),
  tree('white space changed', (line) => [
    line.startsWith('\t') ? line.replace('\t', '        ') : `${line} `,
  ]),
];

function anchor(what: keyof typeof TIED, name: string, edit: AnchorEdit): Kind {
  return {
    name: `${what}: ${name}`,
    draw(subject, random) {
      const claim = random.pick(subject.excerpts);
      const tags = TIED[what](claim);
      if (tags.length === 0) return null;
      const prop = propOf(random.pick(tags), 'at');
      const words = prop?.value && edit(prop.value, random, claim, subject);
      if (!prop?.value || !words || /["&]/.test(words + prop.value)) return null;
      const { source, mistake } = replaced(
        claim.page.source,
        prop.valueAt,
        prop.valueAt + prop.value.length,
        words,
      );
      const lines = claim.excerpt.text.split('\n').map((line) => line.replace(/\s+/g, ' '));
      const held = lines.filter((line) => line.includes(words.replace(/\s+/g, ' ').trim()));
      return { page: claim.page, source, mistake, isTrue: held.length === 1 };
    },
  };
}

function request(
  name: string,
  which: 'tree' | 'path' | 'symbol' | 'from' | 'to',
  edit: (value: string, random: Random, subject: Subject) => string | null,
): Kind {
  return {
    name: `excerpt: ${name}`,
    draw(subject, random) {
      const { page, use, request: asked } = random.pick(subject.excerpts);
      const prop = propOf(use.tag, which);
      if (!prop?.value || prop.value.includes('&')) return null;
      const value = edit(prop.value, random, subject);
      if (value === null || /["&]/.test(value)) return null;
      const { source, mistake } = replaced(
        page.source,
        prop.valueAt,
        prop.valueAt + prop.value.length,
        value,
      );
      const key = lockKey({ ...asked, [which]: value });
      return {
        page,
        source,
        mistake,
        isTrue: key in subject.lock.excerpts,
        ...(which === 'path' ? { absent: { ...asked, path: value } } : {}),
      };
    },
  };
}

function lock(name: string, edit: (claim: ExcerptClaim, random: Random) => [number, number]): Kind {
  return {
    name: `lock: ${name}`,
    draw(subject, random) {
      const claim = random.pick(subject.excerpts);
      const { page, use } = claim;
      const lines = edit(claim, random);
      if (lines[0] < 1 || lines[1] < lines[0]) return null;
      const key = lockKey(claim.request);
      const excerpts = { ...subject.lock.excerpts, [key]: { ...subject.lock.excerpts[key], lines } };
      return {
        page,
        source: page.source,
        mistake: tagOf(page.source, use.tag.nameEnd),
        isTrue: false,
        files: { [`${subject.content}/postil.lock.json`]: JSON.stringify({ ...subject.lock, excerpts }) },
      };
    },
  };
}

/** The tree's source as it is served, with a line of the excerpt changed; the page is cut down to the excerpt. */
function tree(name: string, edit: (line: string, random: Random) => string[] | null): Kind {
  return {
    name: `tree: ${name}`,
    draw(subject, random) {
      const { page, use, request: asked, excerpt, file } = random.pick(subject.excerpts);
      const lines = file.split('\n');
      const at = excerpt.firstLine - 1 + random.below(excerpt.lastLine - excerpt.firstLine + 1);
      const made = lines[at] ? edit(lines[at] ?? '', random) : null;
      if (!made) return null;
      const changed = [...lines.slice(0, at), ...made, ...lines.slice(at + 1)].join('\n');
      const start = use.tag.nameEnd - '<Excerpt'.length;
      const lead = `---\ntitle: One excerpt\n---\n\n`;
      const end = use.tag.selfClosing ? use.tag.end : use.content.end + '</Excerpt>'.length;
      const source = `${lead}${page.source.slice(start, end)}\n`;
      return {
        page,
        source,
        mistake: tagOf(source, lead.length + '<Excerpt'.length),
        isTrue: isSame(changed, excerpt),
        files: { [`${asked.tree}/${asked.path}`]: changed },
      };
    },
  };
}

/** A line that is put in after the last one leaves the excerpt as it was. */
const isSame = (file: string, { text, firstLine, lastLine }: ExcerptClaim['excerpt']): boolean =>
  file
    .split('\n')
    .slice(firstLine - 1, lastLine)
    .join('\n') === text;

/** From the name of a tag to its end. */
function tagOf(source: string, nameEnd: number) {
  const start = nameEnd - '<Excerpt'.length;
  return { start, end: openingTagAt(source, start).end };
}

function otherLetter(text: string, random: Random): string {
  const at = random.below(text.length);
  const letter = random.pick([...'abcdefghijklmnopqrstuvwxyz0123456789_', '']);
  return `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
}
