/** A page with a note in its margin. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#2f3ab2"/>' +
  '<path d="M8 9h10M8 15h10M8 21h7" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/>' +
  '<path d="M24 8v16" stroke="#ffd166" stroke-width="3" stroke-linecap="round"/></svg>';

export const GET = (): Response => new Response(ICON, { headers: { 'content-type': 'image/svg+xml' } });
