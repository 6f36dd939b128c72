/** Counts how many questions of a page were answered rightly at the first try. Answers open without this, too. */

const questions = [...document.querySelectorAll<HTMLElement>('.pt-quiz')];
/** Whether the first answer that was opened is the right one. */
const tried = new Map<HTMLElement, boolean>();
const score = questions.at(-1)?.querySelector('.pt-quiz-score');

for (const question of questions)
  for (const choice of question.querySelectorAll<HTMLDetailsElement>('.pt-choice'))
    choice.addEventListener('toggle', () => {
      if (!score || !choice.open || tried.has(question)) return;
      tried.set(question, choice.classList.contains('pt-is-right'));
      const right = [...tried.values()].filter(Boolean).length;
      score.textContent = (question.dataset.score ?? '')
        .replace('{right}', String(right))
        .replace('{asked}', String(tried.size));
    });
