import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { yamlCharacters } from '../../../src/base/yaml-characters.ts';

/** One string in every style, with what stands after it. */
const WRITTEN = [
  "key: It isn't so […] 'never' C:\\dir.",
  "key: It isn't so\n  […] 'never'\n\n  C:\\dir.",
  "key: 'It isn''t so […] ''never'' C:\\dir.'\nnext: It isn't",
  "key: 'It isn''t so […]\n  ''never''\n  C:\\dir.'",
  "key: \"It isn't so […] 'never' C:\\\\dir.\"\nnext: a",
  'key: "It isn\\x27t so\\t[\\u2026]\\n \'never\' \\U00000043:\\\\dir."',
  "key: \"It is\\\n    n't so […]\n  'never'\\ C:\\\\dir.\"",
  "key: >-\n  It isn't so\n  […] 'never'\n  C:\\dir.",
  "key: |2- # as it is\n  It isn't so\n  […] 'never'\n  C:\\dir.",
  "key: >-\r\n  It isn't so\r\n  […] 'never'\r\n  C:\\dir.",
];

for (const source of WRITTEN) {
  test(`every character is found where it is written: ${JSON.stringify(source)}`, () => {
    const value: unknown = parse(source).key;
    const wanted = [...String(value).replace(/\s+/g, '')];
    assert.deepEqual(wanted.join(''), "Itisn'tso[…]'never'C:\\dir.");
    const found: string[] = [];
    const written: string[] = [];
    for (const { text, at, end } of yamlCharacters(source, source.indexOf(':') + 2)) {
      if (found.length === wanted.length) break;
      if (/\s/.test(text)) continue;
      found.push(text);
      written.push(source.slice(at, end));
    }
    assert.deepEqual(found, wanted);
    // What is no escape is written as it is.
    assert.deepEqual(
      found.filter((text, index) => written[index]?.length === 1 && written[index] !== text),
      [],
    );
  });
}

test('a string in marks ends at its closing mark', () => {
  const all = (source: string) => [...yamlCharacters(source, 0)].map(({ text }) => text).join('');
  assert.equal(all(`'it''s' # no`), "it's");
  assert.equal(all(`"a \\"b\\"" # no`), 'a "b"');
});

test('what YAML would refuse is no reason to fail', () => {
  for (const source of ['', '"', '"\\', '"\\UFFFFFFFF', '>', "'"])
    assert.doesNotThrow(() => [...yamlCharacters(source, 0)], source);
});
