import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { foldSpace } from '../words/match.ts';
import type { Page } from './page.ts';
import { readProps } from './props.ts';
import { type AnswerUse, propOf, type QuestionUse } from './use.ts';

/**
 * Checks that each <Question> can be answered: one answer is right, another is wrong, no two say the same, and each tells
 * why; and that no answer stands outside of a question.
 */
export const verifyQuestions = (pages: readonly Page[]): Diagnostic[] =>
  pages.flatMap((page) => [
    ...page.questions.flatMap((question) => faultsOf(question, page)),
    ...page.strayAnswers.map(({ component, place }) =>
      diagnose('question-invalid', place, { message: `This <${component}> stands in no <Question>.` }),
    ),
  ]);

function faultsOf({ place, tag, answers }: QuestionUse, { lines }: Page): Diagnostic[] {
  const props = [
    ...readProps(tag, 'Question', place, lines).diagnostics,
    ...answers.flatMap((each) => readProps(each.tag, each.component, each.place, lines).diagnostics),
  ];
  if (props.length > 0) return props;
  const told = (at: Pick<QuestionUse, 'place'>, message: string) =>
    diagnose('question-invalid', at.place, { message });
  const right = answers.filter(({ component }) => component === 'Right');
  const wrong = answers.filter(({ component }) => component === 'Wrong');
  return [
    ...(right.length === 0 ? [told({ place }, 'This question has no right answer.')] : []),
    ...right.slice(1).map((each) => told(each, 'This question has a right answer already.')),
    ...(wrong.length === 0
      ? [told({ place }, 'This question has no wrong answer: there is nothing to choose.')]
      : []),
    ...answers.flatMap((each, at) =>
      answers.findIndex((other) => saysOf(other) === saysOf(each)) < at
        ? [told(each, 'Two answers of this question say the same.')]
        : [],
    ),
    ...answers.flatMap((each) =>
      each.content.text.trim() === ''
        ? [told(each, `Nothing says why "${saysOf(each)}" is ${each.component.toLowerCase()}.`)]
        : [],
    ),
  ];
}

const saysOf = ({ tag }: AnswerUse): string => foldSpace(propOf(tag, 'says')?.value ?? '');
