import { defineConfig } from 'astro/config';
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
        // Public lists, which want to be written to.
        '@vger.kernel.org',
        '@lists.freedesktop.org',
        '@lists.linaro.org',
        '@lists.linux.dev',
        '@lists.infradead.org',
        'linux-mm@kvack.org',
      ],
      starlight: { description: 'Kernel mail debates, explained, with every quote and excerpt checked.' },
    }),
  ],
});
