import { lookUp } from '../../base/look-up.ts';
import type { Say, Word } from '../words/say.ts';

/** The parts of JSON Schema that our formats use. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

/** A field of a file format, as the reference lists it. */
export interface Field {
  /** Its way from the top: `known[].message`. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** As YAML; null where there is none. */
  readonly preset: string | null;
  readonly about: string;
}

/** The fields of a format, each before those inside of it. */
export function fieldsOf(schema: JsonSchema, say: Say, prefix = ''): Field[] {
  const { additionalProperties: each } = schema;
  if (typeof each === 'object' && each.properties) return fieldsOf(each, say, `${prefix}NAME.`);
  return Object.entries(propertiesOf(schema)).flatMap(([name, { schema: own, required }]) => {
    const way = `${prefix}${name}`;
    const inside = own.items?.properties || own.items?.oneOf ? fieldsOf(own.items, say, `${way}[].`) : [];
    return [
      fieldOf(way, own, required, say),
      ...inside,
      ...(own.properties ? fieldsOf(own, say, `${way}.`) : []),
    ];
  });
}

const fieldOf = (name: string, schema: JsonSchema, required: boolean, say: Say): Field => ({
  name,
  type: typeOf(schema, say),
  required,
  preset: schema.default === undefined ? null : JSON.stringify(schema.default),
  about: schema.description ?? '',
});

type Properties = Record<string, { schema: JsonSchema; required: boolean }>;

/** Of alternatives, the properties of all; those that only some need are not required. */
function propertiesOf({ properties = {}, required = [], oneOf }: JsonSchema): Properties {
  if (!oneOf)
    return Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [
        name,
        { schema, required: required.includes(name) },
      ]),
    );
  const all: Properties = {};
  for (const alternative of oneOf)
    for (const [name, own] of Object.entries(propertiesOf(alternative)))
      all[name] = {
        schema: eitherOf(lookUp(all, name)?.schema, own.schema),
        required: own.required && oneOf.every((each) => each.required?.includes(name)),
      };
  return all;
}

const eitherOf = (a: JsonSchema | undefined, b: JsonSchema): JsonSchema =>
  b.const === undefined ? b : { ...b, enum: [...(a?.enum ?? []), b.const] };

function typeOf({ type, format, items, ...schema }: JsonSchema, say: Say): string {
  if (schema.enum) return schema.enum.join(', ');
  if (schema.anyOf) {
    const types = [...new Set(schema.anyOf.map((each) => typeOf(each, say)))];
    const last = types.pop() ?? '';
    return types.length === 0 ? last : say('type.or', { types: types.join(', '), last });
  }
  if (type === 'array')
    return items?.properties || items?.oneOf
      ? say('type.list')
      : say('type.listOf', { type: typeOf(items ?? {}, say) });
  if (type === 'object') {
    const { additionalProperties: each } = schema;
    return typeof each === 'object' && (each.type || each.anyOf)
      ? say('type.namesWith', { type: typeOf(each, say) })
      : say('type.fields');
  }
  if (format === 'uri') return say('type.address');
  return say(TYPES[type as keyof typeof TYPES] ?? 'type.anything');
}

const TYPES = {
  string: 'type.string',
  number: 'type.number',
  integer: 'type.wholeNumber',
  boolean: 'type.boolean',
} as const satisfies Readonly<Record<string, Word>>;
