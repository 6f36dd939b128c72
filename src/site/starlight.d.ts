/** Starlight's own, or what the site's settings have in their place. */
declare module 'virtual:starlight/components/*' {
  const Component: typeof import('@astrojs/starlight/components/ThemeSelect.astro').default;

  export { Component as default };
}

declare module 'virtual:starlight/user-config' {
  const config: import('@astrojs/starlight/types').StarlightConfig;

  export { config as default };
}
