import './styles/page.css';
import '../../kit/host/language';
import type { CompositionPage } from '../../../src/protocol/pages/compositionPage';
import { registerControls } from '../../kit/controls/toolkit';
import { connectToHost } from '../../kit/host/vscodeHost';
import { mountFailure } from '../../kit/errors/mountFailure';
import { mountApp } from './layout/app';
import { createPage } from './page';

async function start(): Promise<void> {
  registerControls();
  const client = connectToHost<CompositionPage>();
  try {
    mountApp(createPage(client, await client.request('ready', null)));
  } catch (error) {
    mountFailure(error);
  }
}

void start();
