export type Severity = 'error' | 'warning';

interface Row {
  readonly severity: Severity;
  /** The heading of the code's page. */
  readonly title: string;
  /** General advice; a diagnostic may give a more exact one. */
  readonly fix: string;
}

/** Every diagnostic Postil can give. Codes are permanent: people search for them. */
export const CATALOGUE = {
  'mail-unreadable': {
    severity: 'error',
    title: 'A mail file cannot be read',
    fix: 'Check that the path exists, is a file and may be read.',
  },
  'mail-empty': {
    severity: 'error',
    title: 'A mail file is empty',
    fix: 'Download the message again, or remove the file.',
  },
  'mail-not-mail': {
    severity: 'error',
    title: 'A file is in no mail format that Postil reads',
    fix: 'Give an mbox, a single message, or an archive page with "From:" and "Date:" lines.',
  },
  'mail-too-large': {
    severity: 'error',
    title: 'A message is larger than Postil reads',
    fix: 'Take its attachments out, or leave the message out.',
  },
  'mail-cut': {
    severity: 'warning',
    title: 'A message is longer than Postil reads',
    fix: 'Look at its end yourself, or leave the message out.',
  },
  'mail-truncated': {
    severity: 'warning',
    title: 'A message ends early',
    fix: 'Download the message again.',
  },
  'mail-damaged': {
    severity: 'warning',
    title: 'A message holds bytes that no mail may hold',
    fix: 'Download the message again, or take it from another archive.',
  },
  'mail-left-out': {
    severity: 'warning',
    title: 'A part of a message is left out',
    fix: 'Nothing, if it holds no words that matter; else save the message with them as text.',
  },
  'mail-no-words': {
    severity: 'warning',
    title: 'A message holds no words',
    fix: 'Take the message from another archive, if it should hold some.',
  },
  'mail-undecoded': {
    severity: 'warning',
    title: 'Words of a message cannot be decoded for certain',
    fix: 'Take the message from an archive that shows its words, or do not quote them.',
  },
  'mail-field': {
    severity: 'warning',
    title: 'A header field of a message is malformed',
    fix: 'Compare it with another archive; what the field should say can be told in thread.yaml.',
  },
  'mail-same-id': {
    severity: 'warning',
    title: 'Two different messages have one Message-ID',
    fix: 'Nothing, if both were sent so: both are read. A Message-ID in a link leads to the first.',
  },
  'mail-hidden-characters': {
    severity: 'warning',
    title: 'A mail holds letters that nobody sees, or that turn its text round',
    fix: 'Read the words as they are written, letter by letter, before you quote them: pages mark each of these letters.',
  },
  'mail-look-alike': {
    severity: 'warning',
    title: 'A name is written with letters that look like those of another script',
    fix: 'Look whose address it is before you believe the name.',
  },
  'mail-changed': {
    severity: 'error',
    title: 'A mail is not as it was sealed',
    fix: 'Take the mail back as it was received; if you meant to change it, run "npx postil seal --update" and look at the difference.',
  },
  'mail-not-sealed': {
    severity: 'warning',
    title: 'A mail is not sealed',
    fix: 'Run "npx postil seal --update": it keeps a hash of every message in postil.lock.json.',
  },
  'seal-unused': {
    severity: 'error',
    title: 'The thread of a sealed mail is gone',
    fix: 'Put the thread back; if it is to be gone, run "npx postil seal --update".',
  },
  'seal-key-missing': {
    severity: 'warning',
    title: 'The key of a signed mail is gone',
    fix: 'Put the key back; without it run "npx postil seal --update", which seals the mail as received.',
  },
  'seal-signature': {
    severity: 'warning',
    title: 'The signature of a signed mail does not verify any more',
    fix: 'Take the mail back as it was received, byte for byte; or run "npx postil seal --update", which seals it without the signature.',
  },
  'seal-differs': {
    severity: 'error',
    title: 'A file from an archive does not show the words of a mail',
    fix: 'Download the message itself from the archive and compare the two.',
  },
  'keys-invalid': {
    severity: 'error',
    title: 'keys.yaml cannot be used',
    fix: 'Correct the field named in the message.',
  },
  'import-unreachable': {
    severity: 'error',
    title: 'Mail cannot be downloaded',
    fix: 'Check the address and the network, or download the file yourself and import that.',
  },
  'import-several-threads': {
    severity: 'error',
    title: 'The mail holds more than one thread',
    fix: 'Name the one you want with --subject, or take them all with --all.',
  },
  'import-no-thread': {
    severity: 'error',
    title: 'No thread has the subject that was asked for',
    fix: 'Use words of a subject that the mail holds.',
  },
  'new-exists': {
    severity: 'error',
    title: 'There is a file already where a new one is to be written',
    fix: 'Give another name, or remove the file.',
  },
  'new-no-name': {
    severity: 'error',
    title: 'No file name can be made of a title',
    fix: 'Give a title with at least one letter or digit.',
  },
  'new-no-tree': {
    severity: 'error',
    title: 'A tree cannot be added to trees.yaml',
    fix: 'Name a folder, or a git repository, perhaps with its tag: ../project#v1.0.',
  },
  'content-missing': {
    severity: 'error',
    title: 'There is no content folder',
    fix: 'Run the command where the site is, or name the folder with --content.',
  },
  'file-refused': {
    severity: 'error',
    title: 'Something in the content folder is no file that is read',
    fix: 'Put the file itself there, in place of a link to it, or take it away.',
  },
  'file-not-written': {
    severity: 'error',
    title: 'A file cannot be written',
    fix: 'Make room, or let this user write there; then run the command again. No file was written by half.',
  },
  'thread-missing-yaml': {
    severity: 'error',
    title: 'A thread folder has no thread.yaml',
    fix: 'Add a thread.yaml with at least a title.',
  },
  'thread-invalid-yaml': {
    severity: 'error',
    title: 'A thread.yaml cannot be used',
    fix: 'Correct the field named in the message.',
  },
  'archive-invalid-yaml': {
    severity: 'error',
    title: 'archive.yaml cannot be used',
    fix: 'Write "archive:" and the address of a message with {messageId} in the place of its Message-ID, or "archive: none".',
  },
  'thread-empty': {
    severity: 'error',
    title: 'A thread folder holds no mail',
    fix: 'Put the mail beside thread.yaml, exactly as received.',
  },
  'thread-example': {
    severity: 'warning',
    title: 'A thread is an invented example',
    fix: 'Import mail of your own ("npx postil import FILE"), then delete this folder and the pages that quote it, and run "npx postil seal --update".',
  },
  'thread-unknown': {
    severity: 'error',
    title: 'A command names a thread that is not here',
    fix: 'Use the name of a folder under content/threads.',
  },
  'trees-invalid-yaml': {
    severity: 'error',
    title: 'trees.yaml cannot be used',
    fix: 'Correct the field named in the message.',
  },
  'experiment-invalid': {
    severity: 'error',
    title: 'The page of an experiment cannot be used',
    fix: 'Correct the field of the front matter that the message names.',
  },
  'experiment-program': {
    severity: 'error',
    title: 'An experiment has no program',
    fix: 'Put one C file beside the index.mdx of the experiment, in a folder of their own.',
  },
  'experiment-unknown': {
    severity: 'error',
    title: 'There is no experiment of that name',
    fix: 'Use the name of a folder below experiments/, as it is written there.',
  },
  'experiment-unknown-tree': {
    severity: 'error',
    title: 'An experiment names a tree that is not there',
    fix: 'Use the name of a tree in trees.yaml.',
  },
  'experiment-unknown-rule': {
    severity: 'error',
    title: 'An experiment bears on a rule that is not there',
    fix: 'Use the name of a file in rules/, without its ending.',
  },
  'experiment-note': {
    severity: 'error',
    title: 'A note stands at no line of its program, or at several',
    fix: 'Give words that stand on exactly one line of the C file.',
  },
  'experiment-unexpected': {
    severity: 'error',
    title: 'An experiment shows a rule by an observation that it does not expect',
    fix: 'Name an observation that stands under "expect".',
  },
  'experiment-stale': {
    severity: 'error',
    title: 'A program has been changed and not run again',
    fix: 'Run "npx postil experiment --update" with the names of what was changed.',
  },
  'experiment-unrecorded': {
    severity: 'error',
    title: 'An observation is claimed that nobody has recorded',
    fix: 'Run "npx postil experiment --update", or take the expectation out.',
  },
  'experiment-differs': {
    severity: 'error',
    title: 'A version answers otherwise than its page says',
    fix: 'Look which is right: mend the program, or write what was seen and change what the page says of it.',
  },
  'experiment-contradicts': {
    severity: 'error',
    title: 'An experiment says otherwise than a rule',
    fix: 'Look which is right: the rule may be too wide, or the experiment may show something else.',
  },
  'experiment-unused': {
    severity: 'error',
    title: 'The lock has a record of an experiment or tree that is gone',
    fix: 'Put it back; if it is to be gone, run "npx postil experiment --update".',
  },
  'experiment-tools': {
    severity: 'error',
    title: 'A program that experiments are run with is missing',
    fix: 'Install a C compiler with a static C library, and QEMU for x86-64: on Debian, "apt install gcc libc6-dev qemu-system-x86".',
  },
  'experiment-compile': {
    severity: 'error',
    title: 'The program of an experiment does not compile',
    fix: 'Correct the line; "experiment.h" says what it may use.',
  },
  'experiment-image': {
    severity: 'error',
    title: 'There is nothing to boot for an experiment',
    fix: 'Name the package that has it in trees.yaml, or give an image of your own; "npx postil experiment --help" tells how.',
  },
  'experiment-module': {
    severity: 'error',
    title: 'An experiment needs a module that is not there',
    fix: 'Give the folder with its modules by --modules; where it was left out on purpose, expect { not applicable: CONFIG_… } in that tree.',
  },
  'experiment-ended': {
    severity: 'error',
    title: 'An experiment did not come to its end',
    fix: 'Read the last lines of its console, below.',
  },
  'experiment-observation': {
    severity: 'error',
    title: 'A program prints what is no observation',
    fix: 'Print each observation once, as "name: value", with observe().',
  },
  'experiment-varies': {
    severity: 'error',
    title: 'An observation is not the same from run to run',
    fix: 'Observe what was decided, not where or when: "moved", not an address.',
  },
  'experiment-disk': {
    severity: 'error',
    title: 'The disk is full',
    fix: 'Make room in the folder for temporary files and in the cache, and run it again.',
  },
  'lock-invalid': {
    severity: 'error',
    title: 'postil.lock.json cannot be used',
    fix: 'Take it back from the last commit, or solve the conflict in it. If it is lost, remove it, and run "npx postil sources --update" and "npx postil seal --update".',
  },
  'mdx-syntax': {
    severity: 'error',
    title: 'A page is not valid MDX',
    fix: 'Correct the syntax; in text, write "<" as "\\<" and "{" as "\\{".',
  },
  'page-invalid-frontmatter': {
    severity: 'error',
    title: 'The front matter of a page cannot be used',
    fix: 'Give at least a title between the two lines of three dashes.',
  },
  'link-broken': {
    severity: 'error',
    title: 'A link leads to no page of this site',
    fix: 'Correct the address; it starts at the root of the site and ends with a slash.',
  },
  'link-unknown-message': {
    severity: 'error',
    title: 'A link into a mail archive names no message',
    fix: 'Correct the Message-ID; the thread reader shows it under Header.',
  },
  'link-unknown-code': {
    severity: 'error',
    title: 'A link into a source browser leads to no code of a known tree',
    fix: 'Name the tag of a tree in trees.yaml, a file that it has and a line of it; or show the code as an excerpt.',
  },
  'name-unknown': {
    severity: 'warning',
    title: 'A name of code is in no tree, no mail and no term',
    fix: 'Write it as the code does; or say in names.yaml what it is, or put the words into <Unchecked>, with the reason.',
  },
  'names-unread': {
    severity: 'warning',
    title: 'Names of code have not been looked up in the trees',
    fix: 'Run "npx postil sources --update", which looks them up once and locks what it finds.',
  },
  'names-invalid': {
    severity: 'error',
    title: 'names.yaml cannot be used',
    fix: 'Give each name the words that say what it is.',
  },
  'references-invalid': {
    severity: 'error',
    title: 'references.yaml cannot be used',
    fix: 'Give each reference its url, title, kind, the words relied on and the day on which they were seen.',
  },
  'reference-unused': {
    severity: 'warning',
    title: 'Nothing leads to a reference',
    fix: 'Link to its address where you rely on it, or take it away.',
  },
  'reference-unknown': {
    severity: 'error',
    title: 'There is no reference of a name',
    fix: 'Correct the name, or add the reference to references.yaml.',
  },
  'further-reading-empty': {
    severity: 'error',
    title: 'Further reading has nothing to list',
    fix: 'Link to what references.yaml has where the page relies on it, name references in "of", or take the tag away.',
  },
  'people-invalid': {
    severity: 'error',
    title: 'people.yaml cannot be used',
    fix: 'Give each person what they do or did, and one of maintainers, mail with words, and reference, which shows it.',
  },
  'person-unknown': {
    severity: 'error',
    title: 'people.yaml introduces somebody who wrote nothing here',
    fix: 'Write the name as the mail has it, or take the entry away.',
  },
  'person-unbacked': {
    severity: 'error',
    title: 'What is named does not show what is said of a person',
    fix: 'Name the section, the mail or the reference that does; leave people whom nothing introduces without words.',
  },
  'people-unread': {
    severity: 'warning',
    title: 'A section that names people has not been looked up',
    fix: 'Run "npx postil sources --update", which looks it up once and locks what it finds.',
  },
  'history-unreadable': {
    severity: 'error',
    title: 'A history cannot be read',
    fix: 'Name a clone of the project with all its tags: --git PATH, or POSTIL_GIT_<PROJECT>.',
  },
  'nobody-names': {
    severity: 'warning',
    title: 'Nothing of the site names what was asked for',
    fix: 'Write the path from the top of the tree, the symbol as code has it, or at least seven digits of the commit.',
  },
  'reference-unreachable': {
    severity: 'warning',
    title: 'What a reference leads to cannot be read',
    fix: 'Correct its address, or save the page under its name and compare with --offline.',
  },
  'reference-words-missing': {
    severity: 'error',
    title: 'What a reference leads to does not say the words relied on',
    fix: 'Find out what became of them; rely on what stands there now, or cite another source.',
  },
  'reference-title-differs': {
    severity: 'warning',
    title: 'What a reference leads to has another title',
    fix: 'Look whether the address still leads to what was meant.',
  },
  'link-unbacked': {
    severity: 'warning',
    title: 'A link leads to what nobody has written down',
    fix: 'Add its address to references.yaml, with the words that you rely on.',
  },
  'commit-unknown': {
    severity: 'warning',
    title: 'Nothing here tells of a commit',
    fix: 'Name a clone with POSTIL_GIT_<PROJECT>, or add a reference of kind "commit" to references.yaml.',
  },
  'commit-ambiguous': {
    severity: 'error',
    title: 'The name of a commit is the beginning of several',
    fix: 'Write more digits of it.',
  },
  'release-differs': {
    severity: 'error',
    title: 'A sentence names another release than what it speaks of is in',
    fix: 'Correct the release, or name the commit or the code that is meant.',
  },
  'release-unbacked': {
    severity: 'warning',
    title: 'Nothing shows what a sentence says of a release',
    fix: 'Name the commit, link the rule, the code or the reference that shows it; or put the words into <Unchecked>, with the reason.',
  },
  'date-unbacked': {
    severity: 'warning',
    title: 'Nothing that a page names is of a date',
    fix: 'Quote or link the mail, or name the commit or the reference of that date; or put the words into <Unchecked>, with the reason.',
  },
  'share-unbacked': {
    severity: 'warning',
    title: 'Nothing counts what a sentence counts',
    fix: 'Link the rule that counts it; or put the words into <Unchecked>, with the reason.',
  },
  'count-unknown': {
    severity: 'error',
    title: 'A <Count> names nothing that counts',
    fix: 'Name a rule and its check, as "rule/check", and a tree in which it finds something.',
  },
  'redactions-invalid': {
    severity: 'error',
    title: 'redactions.yaml cannot be used',
    fix: 'Give each entry a date and one of: message (its Message-ID), address, name; words only beside a message.',
  },
  'redaction-unused': {
    severity: 'warning',
    title: 'A wish to be left out has nothing to do with this site',
    fix: 'Correct what it names; where its mail is gone for good, it may stay until nobody imports that mail again.',
  },
  'errata-invalid': {
    severity: 'error',
    title: 'errata.yaml cannot be used',
    fix: 'List entries with date, page, was and is; thanks may be there too.',
  },
  'errata-unknown-page': {
    severity: 'error',
    title: 'An erratum is of a page that is not here',
    fix: 'Use the path of a page under the content folder, without its ending: explainers/name.',
  },
  'redirects-invalid': {
    severity: 'error',
    title: 'redirects.yaml cannot be used',
    fix: 'Under the path of a page, give each address that it had the one that it has now.',
  },
  'redirect-broken': {
    severity: 'error',
    title: 'A redirect leads nowhere',
    fix: 'Name a page of this site and a place on it: the list of places at its end has them.',
  },
  'redirect-taken': {
    severity: 'error',
    title: 'A redirect leads away from a place that is there',
    fix: 'Take the redirect out: the address has its place.',
  },
  'term-invalid': {
    severity: 'error',
    title: 'The front matter of a term cannot be used',
    fix: 'Give a "term" and a "summary" of one sentence; "aliases" and "symbols" are lists.',
  },
  'term-repeated': {
    severity: 'error',
    title: 'Two terms of the glossary have the same word',
    fix: 'Take the word out of one of them, or make one term of both.',
  },
  'term-unknown': {
    severity: 'error',
    title: 'A page names a term that the glossary does not explain',
    fix: 'Correct the word, name the term with of="…", or add it to content/glossary.',
  },
  'diagram-invalid': {
    severity: 'error',
    title: 'A diagram cannot be drawn or put into words',
    fix: 'Give "title" and "says" between two lines of three dashes, then a flow chart or a sequence, one statement a line.',
  },
  'diagram-unknown': {
    severity: 'error',
    title: 'A page names a diagram that is not there',
    fix: 'Correct the name, or add the diagram to content/diagrams.',
  },
  'debate-invalid': {
    severity: 'error',
    title: 'A debate cannot be used',
    fix: 'Correct the field named in the message.',
  },
  'debate-unknown': {
    severity: 'error',
    title: 'A page names a debate that is not there',
    fix: 'Correct the name, or add the debate to content/debates.',
  },
  'position-repeated': {
    severity: 'error',
    title: 'Two positions of a debate have the same id',
    fix: 'Give each position of the debate an id of its own: relations and links name it.',
  },
  'position-unknown': {
    severity: 'error',
    title: 'A debate names a position that it does not have',
    fix: 'Correct the id, or add the position.',
  },
  'position-relation': {
    severity: 'error',
    title: 'Two positions cannot stand to each other as a debate says',
    fix: 'Let a person support, attack or concede what others say, and move to a later position of their own.',
  },
  'outcome-baseless': {
    severity: 'error',
    title: 'An outcome stands on nothing',
    fix: 'Name a rule, or a position whose words show it; or say with "commits" or "source" where it was learnt.',
  },
  'outcome-unknown-rule': {
    severity: 'error',
    title: 'An outcome names a rule that is not here',
    fix: 'Use the name of a file in rules/, without its ending.',
  },
  'outcome-unknown-page': {
    severity: 'error',
    title: 'An outcome names a page that is not here',
    fix: 'Use the path of a page under the content folder, without its ending: explainers/name.',
  },
  'prop-missing': {
    severity: 'error',
    title: 'A component lacks a property it needs',
    fix: 'Add the property named in the message.',
  },
  'prop-not-literal': {
    severity: 'error',
    title: 'A property is computed, so it cannot be checked',
    fix: 'Write the value as a plain string: name="value".',
  },
  'prop-unknown': {
    severity: 'error',
    title: 'A component does not know a property',
    fix: 'Remove the property, or correct its spelling.',
  },
  'question-invalid': {
    severity: 'error',
    title: 'A question cannot be answered, or does not say why',
    fix: 'Give the <Question> one <Right> and at least one <Wrong>, each with a reason between its tags.',
  },
  'received-unknown': {
    severity: 'error',
    title: 'A sample of a mail is not in the mail',
    fix: 'Name a message that is at hand, and words that stand on one line of it.',
  },
  'shown-unknown': {
    severity: 'error',
    title: 'A component shows a page, rule or reference that is not here',
    fix: 'Correct the name; several have commas between them.',
  },
  'quote-empty': {
    severity: 'error',
    title: 'A quote holds no words',
    fix: 'Put the quoted words between the tags.',
  },
  'quote-not-text': {
    severity: 'error',
    title: 'A quote holds something other than words',
    fix: 'Leave only the quoted words; write "<" as "\\<" and "{" as "\\{".',
  },
  'quote-unknown-message': {
    severity: 'error',
    title: 'A quote names a message that is not here',
    fix: 'Use the id shown on the message in the thread reader.',
  },
  'quote-not-verbatim': {
    severity: 'error',
    title: 'The quoted words are not in the message',
    fix: 'Copy the words from the message; mark what you leave out with […].',
  },
  'quote-wrong-person': {
    severity: 'error',
    title: 'The quoted words are by somebody else',
    fix: 'Correct "by", or quote a passage by that person.',
  },
  'quote-wrong-message': {
    severity: 'error',
    title: 'The quoted words are in another message',
    fix: 'Correct "from" to the message that holds the words.',
  },
  'quote-redacted': {
    severity: 'error',
    title: 'The quoted words were removed at their author’s wish',
    fix: 'Take the quote out; what it shows has to be said in other words, or not at all.',
  },
  misquoted: {
    severity: 'error',
    title: 'The quoted words were put into somebody’s mouth',
    fix: 'Quote the message itself; what another mail shows of it is no evidence.',
  },
  'quote-carriers-differ': {
    severity: 'warning',
    title: 'Two mails quote a message that nobody has, each with other words',
    fix: 'Quote words in which they agree, or import the message itself.',
  },
  'quote-near-twin': {
    severity: 'warning',
    title: 'A quote is from a message that nobody has, a minute or a letter beside one that is at hand',
    fix: 'Look whether the two are one; then quote the one that is at hand, else import the other.',
  },
  'quote-unsure-author': {
    severity: 'error',
    title: 'Nobody can tell who wrote the quoted words',
    fix: 'Quote a passage whose author is known, or add the mail that shows who wrote it.',
  },
  'quote-omission': {
    severity: 'warning',
    title: 'A quote leaves out a word that may turn it round',
    fix: 'Quote the word too; or, if the meaning stays, name it in "elides".',
  },
  'quote-omission-idle': {
    severity: 'error',
    title: 'A quote is said to leave out a word that it does not leave out',
    fix: 'Take the word out of "elides".',
  },
  'note-empty': {
    severity: 'error',
    title: 'A note says nothing',
    fix: 'Put what the note says between the tags.',
  },
  'note-not-text': {
    severity: 'error',
    title: 'A note holds something other than Markdown',
    fix: 'Leave only Markdown; write "<" as "\\<" and "{" as "\\{", and quote in a page that the note links to.',
  },
  'note-misplaced': {
    severity: 'error',
    title: 'A note stands in a file that no thread reader shows beside its words',
    fix: 'Move it to notes/<thread>.mdx, named like the folder of the thread.',
  },
  'note-unknown-kind': {
    severity: 'error',
    title: 'A note is of no known kind',
    fix: 'Write one of: explains, borne out, not borne out, corrected, changed since, open.',
  },
  'note-unknown-message': {
    severity: 'error',
    title: 'A note names a message that is not here',
    fix: 'Use the id shown on the message in the thread reader.',
  },
  'note-not-verbatim': {
    severity: 'error',
    title: 'The words that a note stands beside are not in the message',
    fix: 'Copy the words from the message, without leaving any out; a few are enough.',
  },
  'note-ambiguous': {
    severity: 'error',
    title: 'The words that a note stands beside are in the message more than once',
    fix: 'Say which are meant: add prefix="…", the words before them, or suffix="…", the words after them.',
  },
  'note-wrong-person': {
    severity: 'error',
    title: 'The words that a note stands beside are by somebody else',
    fix: 'Correct "on" to the message in which their writer wrote them.',
  },
  'note-wrong-message': {
    severity: 'error',
    title: 'The words that a note stands beside are in another message',
    fix: 'Correct "on" to the message that holds the words.',
  },
  'note-unknown-rule': {
    severity: 'error',
    title: 'A note names a rule that is not here',
    fix: 'Use the name of a file in rules/, without its ending.',
  },
  'note-unknown-page': {
    severity: 'error',
    title: 'A note names a page that is not here',
    fix: 'Use the path of a page under the content folder, without its ending: page="explainers/name".',
  },
  'note-repeated': {
    severity: 'error',
    title: 'Two notes stand beside the same words',
    fix: 'Make one note of them, or let each stand beside words of its own.',
  },
  'exchange-order': {
    severity: 'error',
    title: 'Quotes that answer each other are not in the order of the mail',
    fix: 'Move the quote to where the mail has it, or write earlier="yes" at it, so that readers are told.',
  },
  'exchange-threads': {
    severity: 'error',
    title: 'Quotes of two threads stand as if they answered each other',
    fix: 'Put the quote outside of the <Exchange>, and say in a sentence what the two have to do with each other.',
  },
  'exchange-content': {
    severity: 'error',
    title: 'An exchange is not one of quotes',
    fix: 'Put two quotes or more into it, and nothing else but short paragraphs that lead from one to the next.',
  },
  'quote-not-found': {
    severity: 'error',
    title: 'No passage is near to the words that were looked for',
    fix: 'Use fewer words, and rare ones.',
  },
  'excerpt-unknown-tree': {
    severity: 'error',
    title: 'An excerpt names a tree that trees.yaml does not have',
    fix: 'Add the tree to content/trees.yaml, or correct the name.',
  },
  'excerpt-unknown-file': {
    severity: 'error',
    title: 'An excerpt names a file that the tree does not have',
    fix: 'Correct the path; it is relative to the top of the tree.',
  },
  'excerpt-unknown-symbol': {
    severity: 'error',
    title: 'An excerpt names a symbol that the file does not define',
    fix: 'Correct the symbol, or name the file that defines it.',
  },
  'excerpt-ambiguous-symbol': {
    severity: 'error',
    title: 'An excerpt names a symbol that the file defines more than once',
    fix: 'Name the one you mean as the message shows.',
  },
  'excerpt-part': {
    severity: 'error',
    title: 'An excerpt does not say plainly which lines it shows',
    fix: 'Name a symbol, or the words of the first line and of the last (from="…" to="…"), or lines="10-20"; one of them.',
  },
  'excerpt-no-grammar': {
    severity: 'error',
    title: 'Symbols of a language are asked for whose grammar is not installed',
    fix: 'Install the package that the message names, or show the lines by words: from="…" to="…".',
  },
  'excerpt-bad-grammar': {
    severity: 'error',
    title: 'A grammar is installed that cannot be used',
    fix: 'Install the package again; of another tree-sitter, a version that fits.',
  },
  'excerpt-no-symbols': {
    severity: 'error',
    title: 'An excerpt names a symbol of a file in which symbols are not found',
    fix: 'Show the lines by words, from="…" to="…", or by number, lines="10-20".',
  },
  'excerpt-not-understood': {
    severity: 'error',
    title: 'A symbol stands where the grammar does not understand the code',
    fix: 'Show the lines by words, from="…" to="…", without a symbol: nothing is shown that might be cut short.',
  },
  'excerpt-not-text': {
    severity: 'error',
    title: 'The lines of an excerpt are no text',
    fix: 'Show other lines of the file, or name a text file.',
  },
  'excerpt-hidden-characters': {
    severity: 'warning',
    title: 'Code holds letters that nobody sees, or that look like those of another script',
    fix: 'Read the lines as a compiler does, letter by letter: pages mark each letter that nobody sees.',
  },
  'excerpt-anchor': {
    severity: 'error',
    title: 'A place in an excerpt is not there, or is there more than once',
    fix: 'Use words that stand on exactly one line of the excerpt.',
  },
  'line-without-excerpt': {
    severity: 'error',
    title: 'A line is named of an excerpt that the page does not have',
    fix: 'Name the symbol (of="…") and, if need be, the tree of an excerpt on this page.',
  },
  'excerpt-not-locked': {
    severity: 'error',
    title: 'An excerpt is not in the lock',
    fix: 'Run "npx postil sources --update" and commit content/postil.lock.json.',
  },
  'excerpt-drift': {
    severity: 'error',
    title: 'The code of an excerpt is not the code that was locked',
    fix: 'Where a server gave it, run "npx postil sources --refetch" first: a copy may be bad. Else read the new code, correct the page, then run "npx postil sources --update".',
  },
  'excerpt-unavailable': {
    severity: 'warning',
    title: 'The source of an excerpt is not on this machine',
    fix: 'Name a folder or a git repository with POSTIL_TREE_<NAME>, or build with a network.',
  },
  'compare-not-two': {
    severity: 'error',
    title: 'A comparison does not have two excerpts',
    fix: 'Put exactly two <Excerpt> between the tags, the older one first.',
  },
  'rule-without-evidence': {
    severity: 'error',
    title: 'A rule has no evidence',
    fix: 'Give it at least one check under "evidence" that a program can run; "history" decides nothing.',
  },
  'rule-unknown': {
    severity: 'error',
    title: 'A rule names another that is not there',
    fix: 'Write the name of its file in content/rules, without the ending.',
  },
  'evidence-invalid': {
    severity: 'error',
    title: 'A check cannot be used',
    fix: 'Correct the field named in the message; each kind of check has its own fields.',
  },
  'evidence-pattern': {
    severity: 'error',
    title: 'A piece of code to look for is no C',
    fix: 'Write an expression or a statement; $X stands for anything, ... for any number of arguments, statements or flags.',
  },
  'evidence-repeated-id': {
    severity: 'error',
    title: 'Two checks of a rule have the same id',
    fix: 'Give each check of the rule an id of its own: links lead to it.',
  },
  'evidence-unknown-tree': {
    severity: 'error',
    title: 'A check expects something of a tree that trees.yaml does not have',
    fix: 'Add the tree to content/trees.yaml, or correct the name.',
  },
  'evidence-differs': {
    severity: 'error',
    title: 'A check answers something else than its author has seen',
    fix: 'Look at the code: correct what is expected, and the rule where it is no longer true.',
  },
  'evidence-unstated': {
    severity: 'warning',
    title: 'A check says nothing of a tree',
    fix: 'Look at the code, then write what the check answers under "expect".',
  },
  'evidence-nowhere': {
    severity: 'error',
    title: 'A check looks at something that no tree has',
    fix: 'Correct the path or the name of the function; a check that never finds its place proves nothing.',
  },
  'evidence-not-locked': {
    severity: 'error',
    title: 'Answers of checks are not in the lock, or not as they are now',
    fix: 'Run "npx postil sources --update" and commit content/postil.lock.json.',
  },
  'evidence-unknown': {
    severity: 'warning',
    title: 'A check looked at code that was not understood',
    fix: 'Look for words instead (file-contains, text-absent), or install the grammar that the message names.',
  },
  'place-nowhere': {
    severity: 'error',
    title: 'A rule rests on code that no tree has',
    fix: 'Correct the path, the name, or what it is: a function, a table, an enum, a struct, a macro.',
  },
  'place-unreviewed': {
    severity: 'warning',
    title: 'Code that a rule rests on is not as somebody has seen it',
    fix: 'Read it, then run "npx postil review RULE --as holds --by NAME".',
  },
  'review-unsigned': {
    severity: 'error',
    title: 'A review does not say whose it is',
    fix: 'Say who has looked: --by NAME.',
  },
  'review-unkept': {
    severity: 'error',
    title: 'A review cannot be kept',
    fix: 'Name the rules whose code you have read, and with --as broken a tree of your own.',
  },
  'breaker-lost': {
    severity: 'error',
    title: 'An edit that would break a rule cannot be made',
    fix: 'Write words that stand once in the function or the file of some tree.',
  },
  'reviews-invalid': {
    severity: 'error',
    title: 'The file of reviews cannot be used',
    fix: 'Correct it, or let "npx postil review" write it.',
  },
  'evidence-unavailable': {
    severity: 'warning',
    title: 'A tree that rules are checked on is not on this machine',
    fix: 'Name a folder or a git repository with POSTIL_TREE_<NAME>, or build with a network.',
  },
  'tree-moved': {
    severity: 'error',
    title: 'The tag of a tree is another commit than was locked',
    fix: 'Find out why it was moved; read the code again, then run "npx postil sources --update".',
  },
  'tree-unreadable': {
    severity: 'error',
    title: 'A tree of your own cannot be read',
    fix: 'Name a folder with a tree, or a git repository and a reference: --tree mine=PATH or mine=PATH#REF.',
  },
  'bundle-invalid': {
    severity: 'error',
    title: 'A file is no evidence bundle',
    fix: 'Download it again from the page; its name ends with .evidence.json.',
  },
  'bundle-refuted': {
    severity: 'error',
    title: 'Something that a page claims is not so',
    fix: 'Tell whoever publishes the page, or look whether your sources are the ones that it names.',
  },
  'bundle-unchecked': {
    severity: 'warning',
    title: 'Something that a page claims could not be checked',
    fix: 'Name the mail with --mail and the tree with --tree; of experiments, say --run.',
  },
} as const satisfies Record<string, Row>;

export type Code = keyof typeof CATALOGUE;
