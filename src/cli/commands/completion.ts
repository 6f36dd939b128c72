import type { Argument, Command, Option } from 'commander';
import type { CompletedShell } from '../shells.ts';

/** `postil completion SHELL`: what the shell has to be told of the commands, made from their table. */
export const completionFor = (shell: CompletedShell, program: Command): string => SCRIPTS[shell](program);

const SCRIPTS: Readonly<Record<CompletedShell, (program: Command) => string>> = {
  bash: (program) => `# eval "$(postil completion bash)"
_postil() {
  local word=\${COMP_WORDS[COMP_CWORD]} words=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    words='${[...namesIn(program), ...flagsOf(program)].join(' ')}'
  else
    case \${COMP_WORDS[1]}:$word in
${program.commands.map((command) => `      ${command.name()}:-*) words='${flagsOf(command).join(' ')}' ;;\n`).join('')}\
${withChoices(program)
  .map(
    ({ command, choices }) => `      ${command}:*) ((COMP_CWORD == 2)) && words='${choices.join(' ')}' ;;\n`,
  )
  .join('')}\
    esac
  fi
  # Words are split where compgen ends them: at line breaks.
  local IFS=$'\\n'
  COMPREPLY=($(IFS=' ' compgen -W "$words" -- "$word"))
}
# Where nothing of this fits, a file may be meant.
complete -o default -F _postil postil`,

  zsh: (program) => `#compdef postil
# source <(postil completion zsh)
_postil() {
  if ((CURRENT == 2)); then
    local -a commands=(
${program.commands.map((command) => `      ${quoted(`${command.name()}:${command.description()}`)}\n`).join('')}\
      'help:display help for a command'
    )
    _describe command commands
    _arguments ${program.options.map(zshOption).join(' ')} '--help[display help]'
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${program.commands
  .map(
    (command) =>
      `    ${command.name()})\n      _arguments ${[
        ...command.options.map(zshOption),
        "'--help[display help]'",
        ...command.registeredArguments.map(zshArgument),
      ].join(' \\\n        ')}\n      ;;\n`,
  )
  .join('')}\
    help) _arguments '1:command:(${program.commands.map((command) => command.name()).join(' ')})' ;;
  esac
}
# Sourced it registers itself; from a folder of $fpath it is called.
if [[ $funcstack[1] == _postil ]]; then _postil "$@"; else compdef _postil postil; fi`,

  fish: (program) =>
    [
      '# postil completion fish | source',
      ...program.commands.map(
        (command) =>
          `complete -c postil -f -n __fish_use_subcommand -a ${command.name()} -d ${fishQuoted(command.description())}`,
      ),
      `complete -c postil -f -n __fish_use_subcommand -a help -d 'display help for a command'`,
      ...program.options.map((option) => `complete -c postil -n __fish_use_subcommand ${fishOption(option)}`),
      ...program.commands.flatMap((command) =>
        command.options.map(
          (option) => `complete -c postil -n ${fishIn(command.name())} ${fishOption(option)}`,
        ),
      ),
      ...withChoices(program).map(
        ({ command, choices }) => `complete -c postil -f -n ${fishIn(command)} -a '${choices.join(' ')}'`,
      ),
    ].join('\n'),
};

const namesIn = (program: Command): string[] => [
  ...program.commands.map((command) => command.name()),
  'help',
];

const flagsOf = ({ options }: Command): string[] => [...options.map(longOf), '--help'];

const longOf = ({ long, flags }: Option): string => long ?? flags;

/** Commands whose first argument is one of some words. */
const withChoices = (
  program: Command,
): { readonly command: string; readonly choices: readonly string[] }[] => [
  ...program.commands.flatMap((command) => {
    const choices = command.registeredArguments[0]?.argChoices;
    return choices ? [{ command: command.name(), choices }] : [];
  }),
  { command: 'help', choices: program.commands.map((command) => command.name()) },
];

/** A word for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function zshOption(option: Option): string {
  const many = option.variadic ? '*' : '';
  const about = option.description.replace(/[[\]:\\]/g, '\\$&');
  // A value may be left out where two colons stand.
  const value = takesValue(option) ? `:${option.optional ? ':' : ''}value:_files` : '';
  return quoted(`${many}${longOf(option)}[${about}]${value}`);
}

function zshArgument(argument: Argument, index: number): string {
  const { variadic, argChoices } = argument;
  const what = argChoices ? `(${argChoices.join(' ')})` : '_files';
  return quoted(`${variadic ? '*' : index + 1}:${argument.name()}:${what}`);
}

/** In fish's single quotes a backslash escapes only itself and the quote. */
const fishQuoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const fishIn = (command: string): string => `'__fish_seen_subcommand_from ${command}'`;

const fishOption = (option: Option): string =>
  [
    `-l ${longOf(option).replace(/^--/, '')}`,
    ...(takesValue(option) && !option.optional ? ['-r'] : []),
    `-d ${fishQuoted(option.description)}`,
  ].join(' ');

const takesValue = ({ required, optional }: Option): boolean => required || optional;
