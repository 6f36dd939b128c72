import { postilCollections } from './site/collections.ts';

export const collections = postilCollections();
