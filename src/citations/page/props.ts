import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import type { LineMap, Place } from '../../base/position.ts';
import { closestName } from '../words/closest.ts';
import { COMPONENTS, type ComponentFacts, type ComponentName } from './components.ts';
import type { Prop, Tag } from './tag.ts';
import { propOf } from './use.ts';

export interface ReadProps {
  /** The literal properties that are there. */
  readonly values: Readonly<Record<string, Prop | undefined>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks that a component's tag has the properties it needs, each a plain string, and no other. */
export function readProps(tag: Tag, component: ComponentName, place: Place, lines: LineMap): ReadProps {
  const facts: ComponentFacts = COMPONENTS[component];
  const known = Object.keys(facts.props);
  const required = known.filter((name) => lookUp(facts.props, name)?.required);
  const diagnostics: Diagnostic[] = [];
  for (const prop of tag.props) {
    if (!known.includes(prop.name)) {
      diagnostics.push(
        diagnose('prop-unknown', lines.placeAt(prop.at), {
          message: `<${component}> has no property "${prop.name}".`,
          expected: known.join(', '),
          closest: closestName(prop.name, known),
        }),
      );
    } else if (prop.value === null) {
      diagnostics.push(
        diagnose('prop-not-literal', lines.placeAt(prop.valueAt), {
          message: `The value of "${prop.name}" is computed; it must be there to be checked before the page is built.`,
        }),
      );
    }
  }
  for (const name of required) {
    const prop = propOf(tag, name);
    if (prop === undefined || prop.value === '') {
      diagnostics.push(
        diagnose('prop-missing', prop ? lines.placeAt(prop.at) : place, {
          message: `<${component}> needs a value for "${name}".`,
          expected: required.map((each) => `${each}="…"`).join(' '),
        }),
      );
    }
  }
  return { values: Object.fromEntries(known.map((name) => [name, propOf(tag, name)])), diagnostics };
}
