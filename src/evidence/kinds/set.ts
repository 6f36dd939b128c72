import { z } from 'zod';
import { sha256 } from '../../base/hash.ts';
import { bundleHash, type Code, isFolder, whyUnread } from '../../sources/excerpt.ts';
import { type Answer, badPattern, type Finding, notUnderstood, withoutFile } from '../answer.ts';
import { askBodies, foundIn, notFound } from '../bodies.ts';
import { asText } from '../code/as-text.ts';
import { firstOf, match, NOTHING, piecesIn } from '../code/match.ts';
import { namesIn, pieceOf } from '../code/pattern.ts';
import {
  AnyPath,
  CodePattern,
  FunctionNames,
  kind,
  SymbolName,
  said,
  type TreeText,
  Under,
} from '../kind.ts';
import { membersOf } from '../members.ts';
import { perhapsDefined } from '../perhaps.ts';
import { named } from '../words.ts';

const RELATIONS = ['equal', 'within', 'includes'] as const;

/** What a list in the code has as members is what somebody has looked at. */
export const set = kind({
  name: 'set',
  fields: {
    path: AnyPath,
    enum: SymbolName.optional().describe('The name of an enum: its enumerators.'),
    table: SymbolName.optional().describe(
      'The name of a variable: the fields of its initialiser; field = value for what a field has.',
    ),
    callers: SymbolName.optional().describe(
      'The name of a function: who calls it in the file or below the folder, as name or path:name.',
    ),
    switch: CodePattern.optional().describe('What a switch in the function decides by; its cases.'),
    function: FunctionNames.optional().describe('The function of the switch.'),
    members: z.array(z.string().min(1).max(200)).describe('The members that were looked at.'),
    relation: z
      .literal(RELATIONS)
      .optional()
      .describe(
        'equal, which is the default; within, where there may be fewer; includes, where there may be more.',
      ),
    under: Under,
  },
  patterns: ['switch'],
  asks: ({ path, enum: list, table, callers, switch: by, function: name, members, relation = 'equal' }) =>
    said(
      [
        list
          ? 'the enumerators of '
          : table
            ? 'the fields of '
            : callers
              ? 'the callers of '
              : 'the cases of the switch on ',
        by ? ` in ${named(name ?? '')} of ` : ' in ',
        { equal: ' are ', within: ' are among ', includes: ' include ' }[relation],
      ],
      list ?? table ?? callers ?? by ?? '',
      path,
      members.join(', '),
    ),
  async run(question, tree) {
    const { path, callers, switch: by, function: name, members, relation = 'equal' } = question;
    if (callers !== undefined) return await compareCallers({ path, callers, members, relation }, tree);
    if (isFolder(path)) return notUnderstood(path, 'only callers are looked for below a folder');
    const symbol = question.enum ?? question.table;
    if (symbol !== undefined)
      return await compareMembers(
        { path, symbol, members, relation, isEnum: question.enum !== undefined },
        tree,
      );
    const form = await pieceOf(by ?? '');
    if (!form || name === undefined) return badPattern(by ?? '');
    return await askBodies({ ...question, function: name }, tree, (way) => {
      for (const { code } of piecesIn(way.body)) {
        const [decides] = code.parts;
        if (code.type !== 'switch' || !decides || !firstOf(match(form, decides, NOTHING))) continue;
        const cases = casesOf(code).map((each) =>
          each.text === 'default' ? 'default' : asText(each.parts[0] ?? each),
        );
        const why = difference(cases, members, relation);
        if (why === null) return foundIn(way, [code.line]);
        // What is gone may stand where the grammar lost its way.
        const isSure = difference(cases, members, relation === 'equal' ? 'within' : relation) !== null;
        return isSure && relation !== 'includes'
          ? { is: 'no', lines: [code.line], why }
          : notFound(way, [], why, [code.line]);
      }
      return notFound(way, namesIn({ statements: [form] }), `there is no switch on ${by}`);
    });
  },
});

/** The cases of a switch, without those of one inside. */
function casesOf({ parts }: Code): Code[] {
  return parts.flatMap((part) => {
    if (part.type === 'switch') return [];
    return part.type === 'case' ? [part, ...casesOf(part)] : casesOf(part);
  });
}

type Relation = (typeof RELATIONS)[number];

interface Compared {
  readonly path: string;
  readonly members: readonly string[];
  readonly relation: Relation;
}

async function compareMembers(
  {
    path,
    symbol,
    members,
    relation,
    isEnum,
  }: Compared & { readonly symbol: string; readonly isEnum: boolean },
  tree: TreeText,
): Promise<Answer> {
  const file = tree.file(path);
  if (file.state !== 'found') return withoutFile(file);
  const read = await tree.definitions(path);
  if (read.state !== 'read') return notUnderstood(path, whyUnread(read));
  const found = membersOf(file.text, symbol, isEnum, read.definitions);
  const looked = { sha256: sha256(file.text), version: file.version };
  if (found === null)
    return (
      (await perhapsDefined(path, symbol, tree)) ?? {
        state: 'no',
        at: [],
        ...looked,
        why: `there is no ${symbol} with members`,
      }
    );
  if ('unread' in found)
    return notUnderstood(path, `nobody can tell the members of ${symbol}, line ${found.unread}`);
  for (const each of found.lists) {
    const own = each.members.map(({ name, value }) =>
      wantsValue(members, name) ? `${name} = ${value}` : name,
    );
    const why = difference(own, members.map(folded), relation);
    const at = [{ path, line: each.line }];
    if (why !== null) return { state: 'no', at, ...looked, why };
  }
  return { state: 'yes', at: found.lists.map(({ line }) => ({ path, line })), ...looked };
}

/** Whether an author has said what a field has. */
const wantsValue = (members: readonly string[], name: string): boolean =>
  members.some((each) => folded(each).startsWith(`${name} =`));

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

async function compareCallers(
  { path, callers, members, relation }: Compared & { readonly callers: string },
  tree: TreeText,
): Promise<Answer> {
  const whole = isFolder(path) ? tree.folder(path) : tree.file(path);
  if (whole.state !== 'found') return withoutFile(whole);
  const found = await tree.callers(path, callers);
  const strange = found.find(({ name }) => name === '');
  if (strange)
    return notUnderstood(
      strange.path,
      `nobody can tell which function calls ${callers}() on line ${strange.line}`,
    );
  const named = found.map((each) => {
    const whole = `${each.path}:${each.name}`;
    return members.includes(whole) ? whole : each.name;
  });
  const why = difference([...new Set(named)], members, relation);
  const at: Finding[] = found
    .filter((_, index) => why === null || !members.includes(named[index] ?? ''))
    .map((each) => ({ path: each.path, line: each.line }));
  return {
    state: why === null ? 'yes' : 'no',
    at,
    sha256: 'packed' in whole ? bundleHash(whole.packed) : sha256(whole.text),
    version: whole.version,
    ...(why === null ? {} : { why }),
  };
}

/** How two lists differ, in words; null where they are as they should be. */
function difference(found: readonly string[], members: readonly string[], relation: Relation): string | null {
  const more = relation === 'includes' ? [] : found.filter((each) => !members.includes(each));
  const fewer = relation === 'within' ? [] : members.filter((each) => !found.includes(each));
  if (more.length === 0 && fewer.length === 0) return null;
  return [
    ...(more.length > 0 ? [`${[...new Set(more)].join(', ')} is new`] : []),
    ...(fewer.length > 0 ? [`${fewer.join(', ')} is gone`] : []),
  ].join('; ');
}
