import { lookUp } from '../../base/look-up.ts';
import type { Site, SiteRole } from '../../citations/site.ts';
import { projectOf, titleOf } from '../../sources/tree.ts';
import type { Say } from '../words/say.ts';
import { dayOf, monthOf } from './date.ts';
import { threadPath } from './href.ts';

/** Who somebody is or was, as it is said beside the name. */
export interface Introduction {
  /** As it goes on after the name: `maintains RDMA`. */
  readonly does: string;
  /** Where that stands, and so as of when: `MAINTAINERS of Linux 5.10.262`. */
  readonly shownBy: string;
  /** More of where: the section. */
  readonly at: string | null;
  /** Where it can be read: an address elsewhere, or a path of the site. */
  readonly to: string;
}

type Known = Pick<Site, 'people' | 'trees'>;

/** Everything that is known of who somebody is; nothing of those whom nobody introduces. */
export const introductionsOf = (name: string, site: Known, say: Say): Introduction[] =>
  (lookUp(site.people, name) ?? []).map((role) => introductionOf(role, site, say));

/** What is said of somebody first. */
export const introductionTo = (name: string, site: Known, say: Say): Introduction | null =>
  introductionsOf(name, site, say)[0] ?? null;

/** In one line of text: `maintains RDMA (MAINTAINERS of Linux 5.10.262)`. */
export const asLine = ({ does, shownBy }: Introduction): string => `${does} (${shownBy})`;

function introductionOf({ does, basis }: SiteRole, { trees }: Known, say: Say): Introduction {
  switch (basis.kind) {
    case 'maintainers':
      return {
        does,
        shownBy: say('who.inFile', {
          file: basis.file,
          version: titleOf({ project: projectOf(trees), version: basis.version }),
        }),
        at: basis.section,
        to: basis.url,
      };
    case 'mail': {
      const day = dayOf(basis.date, say);
      return {
        does,
        shownBy: day === null ? say('who.inMail') : say('who.inMailOf', { day }),
        at: `“${basis.words}”`,
        to: threadPath(basis.thread, basis.passage),
      };
    }
    case 'reference': {
      const when = dayOf(basis.date, say) ?? monthOf(basis.date, say) ?? basis.date;
      return {
        does,
        shownBy: when === null ? basis.title : `${basis.title}, ${when}`,
        at: null,
        to: `/references/#ref-${basis.name}`,
      };
    }
  }
}
