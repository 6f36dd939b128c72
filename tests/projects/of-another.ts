/** Words of one project, which a site of another has no use for. */
export const OF_ANOTHER = /\b(?:kernel|linux|lore|torvalds)\b/i;
