/** Names the VSIX that UI tests install; set by the test runner. */
export const VSIX_VARIABLE = 'DEITA_VSIX';
