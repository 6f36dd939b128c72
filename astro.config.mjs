import { defineConfig } from 'astro/config';
import postil from './src/index.ts';

export default defineConfig({
  site: 'https://postil.example',
  trailingSlash: 'always',
  integrations: [
    postil({
      title: 'Postil',
      starlight: { description: 'Kernel mail debates, explained, with every quote and excerpt checked.' },
    }),
  ],
});
