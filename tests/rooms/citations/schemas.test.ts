import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { FORMATS, type FormatName, jsonSchemaOf } from '../../../src/citations/schemas.ts';
import { fieldsOf, type JsonSchema } from '../../../src/site/view/schema.ts';
import { ENGLISH } from '../../words.ts';

const NAMES = Object.keys(FORMATS) as FormatName[];

test('the schemas that editors read are those that files are checked with; UPDATE=1 writes them', () => {
  for (const name of NAMES) {
    const file = `schemas/${name}.json`;
    const made = `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`;
    if (process.env.UPDATE === '1') writeFileSync(file, made);
    assert.equal(readFileSync(file, 'utf8'), made, file);
  }
  assert.deepEqual(readdirSync('schemas').sort(), NAMES.map((name) => `${name}.json`).sort());
});

test('every field of every format is explained', () => {
  const unexplained = NAMES.flatMap((name) =>
    fieldsOf(jsonSchemaOf(name) as JsonSchema, ENGLISH)
      .filter(({ about, name: field }) => about === '' && !field.endsWith('kind'))
      .map((field) => `${name}: ${field.name}`),
  );
  assert.deepEqual(unexplained, []);
});

test('fields are listed with their way, type and default', () => {
  const schema: JsonSchema = {
    type: 'object',
    required: ['title'],
    properties: {
      title: { type: 'string', description: 'A title.' },
      tags: { type: 'array', items: { type: 'string' }, default: [] },
      checks: {
        type: 'array',
        items: {
          oneOf: [
            { properties: { kind: { const: 'a' }, path: { type: 'string' } }, required: ['kind', 'path'] },
            { properties: { kind: { const: 'b' } }, required: ['kind'] },
          ],
        },
      },
      expect: { type: 'object', additionalProperties: { anyOf: [{ type: 'integer' }, { enum: ['no'] }] } },
    },
  };
  assert.deepEqual(
    fieldsOf(schema, ENGLISH).map(({ name, type, required, preset }) => [name, type, required, preset]),
    [
      ['title', 'string', true, null],
      ['tags', 'list of string', false, '[]'],
      ['checks', 'list', false, null],
      ['checks[].kind', 'a, b', true, null],
      ['checks[].path', 'string', false, null],
      ['expect', 'names with whole number, or no', false, null],
    ],
  );
});
