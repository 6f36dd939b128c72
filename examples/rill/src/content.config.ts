import { postilCollections } from 'postil/collections';

export const collections = postilCollections();
