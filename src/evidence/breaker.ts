import { z } from 'zod';
import { FilePath, SymbolName } from './kind.ts';

/** An edit of real code that would make a rule false. */
export const Breaker = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'it must be small letters, digits and hyphens')
    .describe('Names the edit in its rule.'),
  what: z.string().min(1).optional().describe('What it breaks, in words for a reader.'),
  path: FilePath,
  in: SymbolName.optional().describe('The function or table in which the words stand; without it, the file.'),
  find: z
    .string()
    .min(1)
    .max(400)
    .describe('Words to find, once: any run of blanks, line ends too, equals any other.'),
  replace: z.string().max(400).describe('What is to stand there instead; nothing, to leave it out.'),
});
export type Breaker = z.infer<typeof Breaker>;
