import { defineConfig } from 'astro/config';
import postil from 'postil';

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
