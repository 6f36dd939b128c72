import type {
  Answer,
  Change,
  CodeText,
  Evidence,
  Finding,
  Reason,
  Strength,
  Verdict,
} from '../evidence/run.ts';
import type { Machine, Observations } from '../experiments/experiment.ts';
import type { Passage, ReadMessage } from '../quoting/passage.ts';
import type { LockedCommit, LockedFlip } from '../sources/lock.ts';
import type { Excerpt, ExcerptRequest } from '../sources/tree.ts';
import type { DiagramText } from './diagrams/diagram-text.ts';
import type { ReferenceFacts } from './prose/references.ts';
import type { Mark, TextQuoteSelector } from './words/anchor.ts';

/** Everything a build shows, after `verifySite()` has checked it. Plain data. */
export interface Site {
  /** Sorted by slug. */
  readonly threads: readonly SiteThread[];
  /** Every page that an author wrote. */
  readonly pages: readonly SitePageRef[];
  /** Verified uses of components, by key: `explainers/pinning#quote-1b4e77c0`, the page and the address on it. */
  readonly quotes: Readonly<Record<string, VerifiedQuote>>;
  /** Of quotes in an <Exchange>, by the same keys: what each is in the conversation. */
  readonly turns: Readonly<Record<string, SiteTurn>>;
  readonly excerpts: Readonly<Record<string, VerifiedExcerpt>>;
  /** Verified margin notes, keyed like quotes; their words are the children of the <Note>. */
  readonly notes: Readonly<Record<string, VerifiedNote>>;
  /** The trees that rules are checked on, in the order of trees.yaml. */
  readonly trees: readonly SiteTree[];
  /** By topic, then by title. */
  readonly rules: readonly SiteRule[];
  /** By topic, then by title. */
  readonly experiments: readonly SiteExperiment[];
  /** Text of the header that their programs include; empty where there are none. */
  readonly experimentHeader: string;
  /** By name. */
  readonly glossary: readonly SiteTerm[];
  /** By name. */
  readonly diagrams: Readonly<Record<string, SiteDiagram>>;
  /** By name of the file. */
  readonly debates: Readonly<Record<string, SiteDebate>>;
  /** Every symbol that an excerpt or a check names, by name. */
  readonly symbols: readonly SiteSymbol[];
  /** Commits that pages name, by their names. */
  readonly commits: readonly SiteCommit[];
  /** What pages rely on that is not in this site, by title. */
  readonly references: readonly SiteReference[];
  /** Page -> questions that it says it answers. */
  readonly answered: Readonly<Record<string, readonly string[]>>;
  /** Who people are or were, by the name that the mail has; whom nobody can introduce is not in it. */
  readonly people: Readonly<Record<string, readonly SiteRole[]>>;
  /** Page -> what its author says that rests on nothing in this site. */
  readonly unchecked: Readonly<Record<string, readonly UncheckedWords[]>>;
  /** Null where no mail is sealed. */
  readonly sealed: SiteRoot | null;
  /** Page -> address on it -> addresses that the same place had before. */
  readonly oldAddresses: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** What was wrong and has been corrected, the newest first. */
  readonly errata: readonly SiteErratum[];
}

export interface SiteErratum extends PageRef {
  /** The day on which it was corrected. */
  readonly date: string;
  /** What the page said, and what is right. */
  readonly was: string;
  readonly is: string;
  /** Who found it. */
  readonly thanks?: string | undefined;
}

/** A commit that pages name. */
export interface SiteCommit {
  /** As pages write it; also what its anchor is made of. */
  readonly name: string;
  readonly known: LockedCommit;
  /** Where it can be looked at; null where the site does not know. */
  readonly url: string | null;
  readonly pages: readonly PageRef[];
}

/** Something outside of the site that pages rely on. */
export interface SiteReference extends ReferenceFacts {
  readonly name: string;
  readonly pages: readonly PageRef[];
}

/** What somebody does or did, and what shows it. */
export interface SiteRole {
  /** As it goes on after the name: `maintains RDMA`. */
  readonly does: string;
  readonly basis: RoleBasis;
}

export type RoleBasis =
  | {
      readonly kind: 'maintainers';
      readonly tree: string;
      readonly version: string;
      readonly file: string;
      readonly section: string;
      readonly url: string;
    }
  | {
      readonly kind: 'mail';
      readonly thread: string;
      readonly message: string;
      readonly passage: string;
      readonly date: string | null;
      readonly words: string;
    }
  | {
      readonly kind: 'reference';
      readonly name: string;
      readonly title: string;
      readonly date: string | null;
    };

/** Words that rest on nothing in this site. */
export interface UncheckedWords {
  readonly words: string;
  readonly why: string;
}

export interface SiteDebate {
  readonly name: string;
  /** Debates of one topic are one story on the timeline. */
  readonly topic: string;
  readonly question: string;
  /** Pages that show it. */
  readonly pages: readonly PageRef[];
  /** Oldest first. */
  readonly positions: readonly SitePosition[];
  /** By date; those without one come last. */
  readonly outcomes: readonly SiteOutcome[];
}

/** What somebody held, with the words that show it. Relations name other positions by id. */
export interface SitePosition {
  readonly id: string;
  /** Its place in time, from 1. */
  readonly number: number;
  readonly by: string;
  readonly says: string;
  readonly quote: VerifiedQuote;
  /** The day or moment of the message, from wherever it is known. */
  readonly date: string | null;
  readonly supports: readonly string[];
  readonly attacks: readonly string[];
  readonly concedes: readonly string[];
  /** The later position of the same person that took its place. */
  readonly movedTo: string | null;
}

/** What an outcome says of the positions that it is about. */
export const OUTCOME_STATUSES = [
  'merged',
  'replaced',
  'dropped',
  'open',
  'disputed',
  'borne out',
  'not borne out',
  'conceded',
  'withdrawn',
] as const;
export type OutcomeStatus = (typeof OUTCOME_STATUSES)[number];

export interface SiteOutcome {
  /** Its anchor within the debate: `outcome-` and a hash of what it says. */
  readonly id: string;
  readonly what: string;
  readonly status: OutcomeStatus;
  /** Ids of the positions that it is about. */
  readonly of: readonly string[];
  /** A month or a day. */
  readonly date: string | null;
  readonly release: string | null;
  /** The rule whose evidence shows it. */
  readonly rule: PageRef | null;
  /** The position whose words show it. */
  readonly position: string | null;
  readonly commits: readonly string[];
  /** The reference that shows it, by its name. */
  readonly reference: string | null;
  /** Where it was learnt, for what is not checked here. */
  readonly source: string | null;
  /** Where to read on. */
  readonly page: PageRef | null;
}

export interface SiteDiagram extends DiagramText {
  readonly name: string;
  readonly title: string;
  /** What it teaches, in one sentence. */
  readonly says: string;
  /** What its colours mean, and which they are, from 1: the same in all diagrams. */
  readonly kinds: readonly { readonly words: string; readonly tint: number }[];
  /** What a dashed line means; null where that need not be said. */
  readonly dashed: string | null;
  /** The same in different widths, the widest first: letters keep their size. */
  readonly drawings: readonly { readonly width: number; readonly svg: string }[];
}

export interface SiteTerm {
  /** Its anchor on the glossary's page. */
  readonly slug: string;
  readonly term: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly symbols: readonly string[];
  /** False when only <Term> leads to it. */
  readonly linked: boolean;
  /** Pages that lead to it, by title. */
  readonly pages: readonly PageRef[];
}

export interface SiteTree {
  readonly name: string;
  /** What it is the source of: `Linux`. */
  readonly project: string | null;
  readonly version: string;
  /** Where it can be had built, for experiments. */
  readonly kernel: readonly string[];
  readonly archives: readonly string[];
}

export interface SiteRule {
  readonly slug: string;
  /** Path of its page: `rules/two-gates`. */
  readonly page: string;
  readonly title: string;
  readonly topic: string;
  readonly statement: string;
  readonly checks: readonly SiteCheck[];
  /** A practice is advice that no program can see in code: it has no verdicts. */
  readonly kind: 'rule' | 'practice';
  /** What the rule speaks of. */
  readonly range: {
    readonly from: string | null;
    readonly until: string | null;
    /** Settings and architectures. */
    readonly only: readonly string[];
    /** The rule that took its place. */
    readonly supersededBy: string | null;
  };
  /** How good its evidence is. */
  readonly strength: Strength;
  /** The code that it rests on, by name. */
  readonly restsOn: readonly string[];
  /** Whether somebody has read all of that code, as it is in one of the trees. */
  readonly reviewed: boolean;
  /** Why its checks alone are enough; null where they are not. */
  readonly sufficient: string | null;
  /** By name of the tree. */
  readonly verdicts: Readonly<Record<string, SiteVerdict>>;
  /** Where what its checks say together changes in the history of the project, as somebody has looked it up. */
  readonly flips: readonly LockedFlip[];
  /** Whom its page quotes, in order, each with the first message that is quoted. */
  readonly people: readonly { readonly name: string; readonly thread: string; readonly message: string }[];
  /** What was seen of it in kernels that were booted. */
  readonly seen: readonly SiteSeen[];
}

/** An experiment, with what each kernel answered to it. */
export interface SiteExperiment {
  readonly name: string;
  /** Path of its page: `experiments/pins-are-counted`. */
  readonly page: string;
  readonly title: string;
  readonly topic: string;
  readonly question: string;
  readonly program: string;
  /** Name of the C file. */
  readonly file: string;
  readonly machine: Machine;
  /** What its author says of lines of the program. */
  readonly notes: readonly { readonly line: number; readonly says: string }[];
  /** Names of all observations, in the order in which they are made. */
  readonly observations: readonly string[];
  /** By name of the tree; a tree in which nobody ran it has none. */
  readonly runs: Readonly<Record<string, SiteRun>>;
  /** Which observation shows which rule, and what it is where the rule can be seen happening. */
  readonly shows: readonly { readonly rule: string; readonly observation: string; readonly is: string }[];
}

export interface SiteRun {
  /** SHA-256 of what was run: the program, the support header and the machine. */
  readonly sha256: string;
  /** Of the kernel, as it reported itself. */
  readonly release: string;
  readonly observations: Observations;
  readonly date: string;
  /** The option that the kernel lacks, and so has nothing to answer; else null. */
  readonly notApplicable: string | null;
}

/** A rule in one tree, as an experiment saw it. */
export interface SiteSeen {
  readonly experiment: PageRef;
  readonly tree: string;
  readonly observation: string;
  readonly value: string;
  /** False where the observation says otherwise than the rule. */
  readonly happens: boolean;
}

export interface SiteCheck extends Omit<Evidence, 'expect'> {
  /** What a program looks for, in words. */
  readonly asks: readonly CodeText[];
  /** False for what only tells how things came about, and for what says of which trees the rule speaks. */
  readonly decides: boolean;
  /** True for what says of which trees the rule speaks. */
  readonly concerns: boolean;
  /** By name of the tree. */
  readonly answers: Readonly<Record<string, SiteAnswer>>;
}

export interface SiteAnswer {
  readonly state: Answer['state'];
  readonly at: readonly (Finding & { readonly url: string })[];
  readonly version: string | null;
  /** True when no tree was at hand, and the lock says it. */
  readonly locked: boolean;
  readonly date: string | null;
}

export interface SiteVerdict {
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  /** True when some answer under it is only locked. */
  readonly locked: boolean;
  /** For a broken rule: whether an older tree kept it and this is the first that does not, or none did yet. */
  readonly change: Change;
}

export interface SiteSymbol {
  readonly name: string;
  readonly path: string;
  /** Tree -> where it is defined there; nowhere is an empty list, and a tree that nobody could look at is left out. */
  readonly definitions: Readonly<Record<string, readonly (Finding & { readonly url: string })[]>>;
  readonly pages: readonly PageRef[];
}

/** What is needed of a term to find it in a page. */
export type Term = Pick<SiteTerm, 'slug' | 'term' | 'aliases' | 'linked'>;

/** What is needed of a symbol to find it in a page. */
export type Mentionable = Pick<SiteSymbol, 'name' | 'path' | 'pages'>;

/** What pages lead to by themselves. */
export interface Explained {
  readonly commits: readonly SiteCommit[];
  readonly rules: readonly SiteRule[];
  readonly glossary: readonly Term[];
  readonly symbols: readonly Mentionable[];
}

export interface SiteThread {
  /** Name of its folder under content/threads. */
  readonly slug: string;
  readonly title: string;
  readonly topic: string;
  /** One or two sentences for lists of threads. */
  readonly summary: string;
  /** Address of a message in its public archive, with {messageId} to fill in; null where no archive has such addresses. */
  readonly archive: string | null;
  /** Oldest first; messages without a date stand before the message that quotes them. */
  readonly messages: readonly SiteMessage[];
  /** Message id -> id of the message it answers. */
  readonly parents: Readonly<Record<string, string>>;
  /** How many of its messages are at hand, in their own words. */
  readonly atHand: number;
  /** The thread as its archive has it, where somebody has counted. */
  readonly whole: SiteWhole | null;
}

export interface SiteWhole {
  readonly messages: number;
  /** Where the archive shows it. */
  readonly at: string;
  /** The day on which somebody counted. */
  readonly seen: string;
}

export interface SiteMessage extends ReadMessage {
  /** Where its mail lies; null for a recovered message. */
  readonly original: SiteOriginal | null;
  /** Header fields the archive destroyed that thread.yaml supplies: field name -> value, shown as recovered. */
  readonly outside: Readonly<Record<string, string>>;
  /** Where `outside` was learnt. */
  readonly outsideSource: string | null;
  /** The message in a public archive, where its Message-ID is known. */
  readonly archiveUrl: string | null;
  /** How it is vouched for; null for what is not sealed, or known only from quotes. */
  readonly seal: SiteSeal | null;
  /** Where something of it was left out at somebody's wish. */
  readonly isRedacted?: true;
  /** Passage id -> where pages quote it, each page once. */
  readonly quotedBy: Readonly<Record<string, readonly SitePlace[]>>;
}

/** A mail as it lies in the folder of its thread. */
export interface SiteOriginal {
  /** Below the thread's folder. */
  readonly file: string;
  /** Where its header starts. */
  readonly line: number;
  /** SHA-256 of its words. */
  readonly text: string;
}

/** How a mail is vouched for: by whoever sent it, by an archive that shows the same words, or by whoever received it. */
export type SiteSeal = {
  /** Of the message under the normalisation that the site's root names. */
  readonly sha256: string;
} & SiteVouch;

/** From the strongest to the weakest. */
export const SEAL_KINDS = ['signed', 'published', 'as received'] as const;

export type SiteVouch =
  | {
      readonly how: 'signed';
      readonly scheme: 'DKIM' | 'patatt';
      readonly by: string;
      readonly selector: string;
      /** The day on which the key was found. */
      readonly seen: string;
      /** The day on which the signature ended by its own word, if that was before the key was found. */
      readonly expired: string | null;
    }
  | { readonly how: 'published'; readonly at: string; readonly seen: string }
  | { readonly how: 'as received' };

/** One hash for all mail of the site, to compare with what somebody else kept of it. */
export interface SiteRoot {
  readonly normalisation: string;
  readonly root: string;
  readonly messages: number;
  /** The hashes of all messages, in the order in which they are below the root. */
  readonly leaves: readonly string[];
}

export interface PageRef {
  /** Path under content/ without its ending: `explainers/pinning`. */
  readonly page: string;
  readonly title: string;
}

/** A place on a page. */
export interface SitePlace extends PageRef {
  /** The id that leads to it; null for the page as a whole. */
  readonly anchor: string | null;
}

export interface SitePageRef extends PageRef {
  /** Where it leads inside the site: `/threads/…#…`. */
  readonly links: readonly string[];
  /** Names of the experiments that it shows. */
  readonly experiments: readonly string[];
}

export interface VerifiedQuote {
  readonly thread: string;
  /** Id of the message in which the words were first written. */
  readonly message: string;
  readonly by: string;
  readonly date: string | null;
  /** The words as the mail has them, white space folded, elisions as `[…]`. */
  readonly words: string;
  /** Passages that hold them, in order; the first is where links lead. */
  readonly passages: readonly Passage['id'][];
  readonly confidence: Passage['confidence'];
  /** Of a message that nobody has: the mails that quote these words, in the thread's order; else none. */
  readonly carriers: readonly Carrier[];
  /** Words that the quote leaves out and that may turn a sentence round; its author has said so. */
  readonly omits: readonly string[];
  readonly archiveUrl: string | null;
}

/** What a quote is in a conversation of quotes. */
export interface SiteTurn {
  /** `goes on`: further words of the mail before; `earlier`: words that are older than those before them; `later`: nobody that is quoted is answered. */
  readonly relation: 'opens' | 'answers' | 'goes on' | 'earlier' | 'later';
  /** Whom it answers. */
  readonly answers: string | null;
  /** False where the quote before it is of the same day. */
  readonly saysDay: boolean;
  /** Sides change with each answer. */
  readonly isIndented: boolean;
}

/** A mail in which somebody quotes words of a message that is not at hand. */
export interface Carrier {
  /** Id of the mail. */
  readonly message: string;
  /** Null where nobody knows. */
  readonly by: string | null;
}

/** What became of the claim that a margin note stands beside: nothing is said of whoever made it. `corrected`: by its writer. */
export const NOTE_KINDS = [
  'explains',
  'borne out',
  'not borne out',
  'corrected',
  'changed since',
  'open',
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export interface VerifiedNote {
  /** `<message id>/note-<hash of the selector>`; also its anchor on the page. */
  readonly id: string;
  readonly thread: string;
  readonly message: string;
  readonly by: string;
  readonly kind: NoteKind;
  readonly selector: TextQuoteSelector;
  /** Where the words stand, in order; the note is shown beside the first. */
  readonly marks: readonly Mark[];
  readonly rule: PageRef | null;
  readonly page: PageRef | null;
}

export type VerifiedExcerpt =
  | {
      readonly state: 'shown';
      readonly request: ExcerptRequest;
      readonly excerpt: Excerpt;
      readonly notes: readonly CodeNote[];
      readonly pointedAt?: readonly PointedLine[];
      /** In a comparison: which of the two it is, and its lines that the other does not have; none where nearly all are. */
      readonly compared?: { readonly side: 'older' | 'newer'; readonly lines: readonly number[] };
    }
  /** No tree answered: what the lock knows, without the code. */
  | {
      readonly state: 'unavailable';
      readonly request: ExcerptRequest;
      readonly excerpt: LockedExcerpt;
      readonly notes: readonly CodeNote[];
      readonly pointedAt?: readonly PointedLine[];
    };

export type LockedExcerpt = Omit<Excerpt, 'text'>;

/** A note on a line; its words are the children of the <CodeNote> that is told the same id. */
export interface CodeNote {
  /** Its anchor on the page. */
  readonly id: string;
  /** The words of its line. */
  readonly anchor: string;
  /** True line number in the tree; null when the code is not at hand. */
  readonly line: number | null;
}

/** A line of an excerpt that the text of its page points at. */
export interface PointedLine {
  /** The anchor of the <Line> that points at it. */
  readonly id: string;
  /** Its place among those of its page, from 1: by it the two light each other up. */
  readonly number: number;
  /** True line number in the tree; null when the code is not at hand. */
  readonly line: number | null;
}

export type { ExcerptRequest, Mark, TextQuoteSelector };
