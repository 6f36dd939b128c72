import { defineConfig } from 'astro/config';
import postil from './src/index.ts';

export default defineConfig({
  site: 'https://postil.example',
  trailingSlash: 'always',
  integrations: [
    postil({
      title: 'Postil',
      // Of invented people in the reference: nobody has them. The last is a machine at home that made Message-IDs.
      addresses: ['@example.org', '@lists.example.org', '@phenom.ffwll.local'],
      starlight: { description: 'Kernel mail debates, explained, with every quote and excerpt checked.' },
    }),
  ],
});
