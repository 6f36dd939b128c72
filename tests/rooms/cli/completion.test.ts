import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { commandTable } from '../../../src/cli/commands.ts';
import { COMPLETED_SHELLS } from '../../../src/cli/shells.ts';
import { postil } from './command.ts';

async function unasked(): Promise<void> {}
const program = commandTable({ anywhere: unasked, onSite: unasked, print: unasked });

for (const shell of COMPLETED_SHELLS) {
  test(`the completion for ${shell} knows every command, every option and every word to choose from`, async () => {
    const { code, out } = await postil(`completion ${shell}`);
    assert.equal(code, 0);
    for (const command of program.commands) {
      assert.match(out, new RegExp(`\\b${command.name()}\\b`));
      for (const { long } of command.options)
        assert.ok(
          out.includes(shell === 'fish' ? `-l ${long?.slice(2)} ` : `${long}`),
          `${command.name()} ${long}`,
        );
      for (const { argChoices } of command.registeredArguments)
        assert.ok(out.includes(argChoices?.join(' ') ?? ''), command.name());
    }
  });
}

const hasBash = spawnSync('bash', ['-c', 'exit']).status === 0;

const TYPED = [
  ['a command', ['ch'], ['check']],
  ['an option of the command', ['check', '--s'], ['--strict']],
  ['no option of another command', ['new', '--s'], []],
  ['a kind', ['new', 'd'], ['debate', 'diagram']],
  ['nothing in place of a name', ['new', 'note', 'd'], []],
  ['a command to get help on', ['help', 'ver'], ['verify']],
] as const;

for (const [what, words, expected] of TYPED) {
  test(`in bash, Tab after "postil ${words.join(' ')}" gives ${what}`, { skip: !hasBash }, async () => {
    const { out } = await postil('completion bash');
    const type = `COMP_WORDS=(postil "$@"); COMP_CWORD=$#; _postil; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync('bash', ['-c', `${out}\n${type}`, 'bash', ...words], { encoding: 'utf8' });
    assert.deepEqual(stdout.split('\n').filter(Boolean), expected);
  });
}
