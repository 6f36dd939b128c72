import { defineConfig } from 'astro/config';
import { PUBLIC_LISTS } from './content/public-addresses.mjs';
import postil from './src/index.ts';

export default defineConfig({
  site: 'https://postil.example',
  trailingSlash: 'always',
  integrations: [
    postil({
      title: 'Postil',
      report: 'https://postil.example/postil/issues/new?title={title}&body={body}',
      addresses: [
        // Of invented people in the reference: nobody has them.
        '@example.org',
        '@lists.example.org',
        // A machine at home that made Message-IDs.
        '@phenom.ffwll.local',
        ...PUBLIC_LISTS,
      ],
      starlight: { description: 'Kernel mail debates, explained, with every quote and excerpt checked.' },
    }),
  ],
});
