import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';
import postil from 'postil';

// The sources that pages show code of lie beside the content. A project's own would be read from its git server.
const tree = (version) => fileURLToPath(new URL(`./trees/${version}`, import.meta.url));
process.env.POSTIL_TREE_V1_0 ??= tree('1.0');
process.env.POSTIL_TREE_V2_0 ??= tree('2.0');

export default defineConfig({
  site: 'https://rill.example',
  trailingSlash: 'always',
  integrations: [
    postil({
      title: 'Rill',
      starlight: { description: 'Why a box that waters plants is built as it is.' },
    }),
  ],
});
