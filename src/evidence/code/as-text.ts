import type { Code } from '../../sources/excerpt.ts';

/** A piece of code on one line, in one way of writing: for names of cases and values, and to compare them. */
export function asText({ type, text, parts }: Code): string {
  const all = parts.map(asText);
  const [first = '', second = ''] = all;
  switch (type) {
    case 'call':
      return `${first}(${all.slice(1).join(', ')})`;
    case 'chain':
      return all
        .map((each, index) => (/[|&+*^]/.test(each) && parts[index]?.type === 'chain' ? `(${each})` : each))
        .join(` ${text} `);
    case 'binary':
    case 'assign':
      return `${first} ${text} ${second}`;
    case 'unary':
      return `${text}${first}`;
    case 'field':
      return `${first}${text}${second}`;
    case 'cast':
      return `(${text})${first}`;
    default:
      return parts.length === 0 ? text : `${text}[${all.join(' ')}]`;
  }
}
