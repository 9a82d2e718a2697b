import { createContext } from 'preact';
import type { SoughtText } from './soughtText';

/** What is looked for, to those who show texts; null = nothing. */
export const SoughtTextContext = createContext<SoughtText | null>(null);
