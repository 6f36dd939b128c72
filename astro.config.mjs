import { defineConfig } from 'astro/config';
import postil from './src/index.ts';

export default defineConfig({
  site: 'https://postil.example',
  trailingSlash: 'always',
  integrations: [
    postil({
      title: 'Postil',
      // Of invented people in the reference: nobody has them.
      addresses: ['@example.org', '@lists.example.org'],
      starlight: { description: 'Kernel mail debates, explained, with every quote and excerpt checked.' },
    }),
  ],
});
