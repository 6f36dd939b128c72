import { lookUp } from '../base/look-up.ts';

/** An address with its parts in it; what an address may not hold is escaped, and slashes stay. */
export const filledIn = (template: string, parts: Readonly<Record<string, string>>): string =>
  template.replace(/\{(tag|path|line)\}/g, (hole, name: string) => {
    const part = lookUp(parts, name);
    return part === undefined ? hole : encodeURI(part).replaceAll('#', '%23').replaceAll('?', '%3F');
  });

interface Server {
  /** A page with a line; the line stands at its end. */
  readonly browse: string;
  /** One file as it is; null where the server does not give any. */
  readonly raw: string | null;
  /** A commit; null where the server shows none. */
  readonly commit: string | null;
  /** What stands for {at}, from what the author wrote behind the name; null where that is no such place. */
  at(written: string): string | null;
}

const REPOSITORY = /^[\w.~+-]+(?:\/[\w.~+-]+)+$/;

const repository = (written: string): string | null => (REPOSITORY.test(written) ? written : null);

const address = (written: string): string | null =>
  /^https?:\/\//.test(written) && URL.canParse(written) ? written.replace(/\/$/, '') : null;

/** Programs that show source code on the web, by name. */
const SERVERS: Readonly<Record<string, Server>> = {
  github: {
    browse: 'https://github.com/{at}/blob/{tag}/{path}#L{line}',
    raw: 'https://raw.githubusercontent.com/{at}/{tag}/{path}',
    commit: 'https://github.com/{at}/commit/{commit}',
    at: repository,
  },
  gitlab: {
    browse: 'https://{at}/-/blob/{tag}/{path}#L{line}',
    raw: 'https://{at}/-/raw/{tag}/{path}',
    commit: 'https://{at}/-/commit/{commit}',
    // A GitLab of one's own stands before the repository: gitlab.example.org/group/name.
    at: (written) =>
      repository(written) && (written.split('/')[0]?.includes('.') ? written : `gitlab.com/${written}`),
  },
  cgit: {
    browse: '{at}/tree/{path}?h={tag}#n{line}',
    raw: '{at}/plain/{path}?h={tag}',
    commit: '{at}/commit/?id={commit}',
    at: address,
  },
  gitweb: {
    browse: '{at};a=blob;f={path};hb={tag}#l{line}',
    raw: '{at};a=blob_plain;f={path};hb={tag}',
    commit: '{at};a=commit;h={commit}',
    at: (written) => (written.includes('?p=') ? address(written) : null),
  },
  elixir: {
    browse: 'https://elixir.bootlin.com/{at}/{tag}/source/{path}#L{line}',
    raw: null,
    commit: null,
    at: (written) => (/^[\w.-]+$/.test(written) ? written : null),
  },
  sourcegraph: {
    browse: 'https://sourcegraph.com/{at}@{tag}/-/blob/{path}?L{line}',
    raw: null,
    commit: 'https://sourcegraph.com/{at}/-/commit/{commit}',
    at: repository,
  },
};

const template = (written: string, part: 'browse' | 'raw' | 'commit'): string | null => {
  const colon = written.indexOf(':');
  const server = lookUp(SERVERS, written.slice(0, colon));
  const at = server?.at(written.slice(colon + 1)) ?? null;
  return at === null ? null : (server?.[part]?.replace('{at}', () => at) ?? null);
};

/** `github:owner/name` as an address with {tag}, {path} and {line} to fill in; null for what is no such thing. */
export const browseTemplate = (written: string): string | null => template(written, 'browse');

/**
 * Where the commits of a tree can be looked at, with {commit} to fill in, as the addresses of its files tell; null where they
 * are of no server that shows commits.
 */
export function commitTemplate(addresses: readonly (string | undefined)[]): string | null {
  for (const address of addresses)
    for (const { browse, raw, commit } of Object.values(SERVERS))
      for (const form of [browse, raw]) {
        const at = form === null || commit === null || address === undefined ? null : placeIn(form, address);
        if (at !== null) return commit?.replace('{at}', () => at) ?? null;
      }
  return null;
}

/** What stands for {at} in an address of a form; null where it has another form. */
function placeIn(form: string, address: string): string | null {
  const [before = '', after = ''] = form.split('{at}');
  const end = address.indexOf(after, before.length);
  return address.startsWith(before) && end > before.length && address.endsWith(after)
    ? address.slice(before.length, end)
    : null;
}

/** The same for one raw file. */
export const rawTemplate = (written: string): string | null => template(written, 'raw');

/** `git@HOST:PATH.git`, `ssh://git@HOST/PATH.git`, `https://HOST/PATH`. */
const ORIGIN =
  /^(?:(?:https?|ssh|git):\/\/(?:[^@/\s]{1,100}@)?([\w.-]{1,100})(?::\d{1,5})?\/|[\w.-]{1,100}@([\w.-]{1,100}):)([^\s?#]{1,300}?)(?:\.git)?\/?$/;

/** Hosts that run GitLab under another name. */
const GITLABS: ReadonlySet<string> = new Set(['salsa.debian.org', 'invent.kde.org', 'code.videolan.org']);

/** Where the source can be browsed of a repository that was cloned from an address: `github:owner/name`, or null. */
export function serverOf(origin: string): string | null {
  const [, ofUrl, ofLogin, at = ''] = ORIGIN.exec(origin) ?? [];
  const host = (ofUrl ?? ofLogin ?? '').toLowerCase();
  const written =
    host === 'github.com'
      ? `github:${at}`
      : host === 'gitlab.com' || host.startsWith('gitlab.') || GITLABS.has(host)
        ? `gitlab:${host === 'gitlab.com' ? '' : `${host}/`}${at}`
        : null;
  return written !== null && browseTemplate(written) !== null ? written : null;
}

const namesWith = (part: 'browse' | 'raw'): string =>
  Object.keys(SERVERS)
    .filter((name) => lookUp(SERVERS, name)?.[part] !== null)
    .map((name) => `${name}:…`)
    .join(', ');

export const BROWSE_FORMS = `it must be an address, or one of ${namesWith('browse')}`;
export const RAW_FORMS = `it must be an address, or one of ${namesWith('raw')}`;
